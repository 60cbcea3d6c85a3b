import { isoDate } from '../../src/domain/date.js';
import { exchangeNetwork } from '../../src/partners/exchange.js';
import { partnerNetworks, sandboxWebhookSecret } from '../../src/partners/index.js';
import type { CollectionOrder, PartnerNetwork } from '../../src/partners/partner.js';
import { startPartnerSandbox, type PartnerSandbox } from '../../src/partners/sandbox-server.js';
import { signWebhook } from '../../src/partners/webhook-signature.js';

const secret = Buffer.alloc(32, 5);
const ON = isoDate('2026-06-01');
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });

const order = (idempotencyKey: string, principal = eur(123_456n)): CollectionOrder => ({
  idempotencyKey,
  caseReference: 'F-2026-0000001',
  orderedOn: ON,
  creditor: { name: 'Test Creditor AS', country: 'NO', organisationNumber: '123456785' },
  debtor: {
    type: 'COMPANY',
    name: 'Test Debtor GmbH',
    country: 'DE',
    language: 'de',
    address: { lines: ['Teststraße 1'], postalCode: '10115', city: 'Berlin', country: 'DE' },
    email: null,
    phone: null,
  },
  claims: [
    {
      invoiceNumber: 'T-1',
      description: 'Goods',
      invoiceDate: isoDate('2026-03-01'),
      dueDate: isoDate('2026-03-31'),
      principal,
    },
  ],
  paid: eur(0n),
});

/** How the suite makes an agency of a network act; null for a network whose agencies act in our own graph. */
interface Drill {
  readonly say: (reference: string, what: 'status' | 'payment' | 'question', body: object) => Promise<void>;
  readonly count: () => Promise<number>;
  readonly webhook: (reference: string) => string;
}

let agency: PartnerSandbox;
beforeAll(async () => {
  agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: null });
});
afterAll(() => agency.stop());

const sandboxDrill: Drill = {
  async say(reference, what, body) {
    const response = await fetch(`${agency.url}/control/cases/${reference}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(204);
  },
  async count() {
    const { cases } = (await (await fetch(`${agency.url}/control/cases`)).json()) as { cases: unknown[] };
    return cases.length;
  },
  webhook: (reference) =>
    JSON.stringify({ type: 'case.updated', timestamp: '2026-06-01T00:00:00Z', data: { reference } }),
};

const suites: readonly [string, () => PartnerNetwork, Drill | null][] = [
  ['exchange', () => exchangeNetwork, null],
  ['sandbox', () => partnerNetworks({ sandboxUrl: agency.url, secret }).sandbox!, sandboxDrill],
];

test('every network is in the suite', () => {
  expect(suites.map(([name]) => name).sort()).toEqual(
    Object.keys(partnerNetworks({ sandboxUrl: 'http://127.0.0.1:1', secret })).sort(),
  );
});

describe.each(suites)('%s', (name, open, drill) => {
  const submit = async (key: string): Promise<string | null> => {
    const answer = await open().submit(order(key), 'Test Agency');
    if (!answer.ok) throw new Error(answer.refusal.detail);
    return answer.value.externalReference;
  };
  const nothing = { ok: true, value: null };

  test('goes by its name', () => expect(open().name).toBe(name));

  test('a repeat with the same key is the same case', async () => {
    const first = await submit(`${name}-once`);
    const before = await drill?.count();
    expect(await submit(`${name}-once`)).toBe(first);
    expect(await drill?.count()).toBe(before);
    expect(first === null).toBe(open().worksInGraph);
  });

  test('withdrawal, payment and answer are taken, and taken again', async () => {
    const reference = (await submit(`${name}-told`)) ?? 'none';
    for (let times = 0; times < 2; times += 1) {
      expect(
        await open().notifyPayment(reference, { idempotencyKey: `${name}-p`, amount: eur(1n), receivedOn: ON }),
      ).toEqual(nothing);
      expect(await open().answerInquiry(reference, `${name}-q`, 'Yes.')).toEqual(nothing);
      expect(await open().withdraw(reference, `${name}-w`, 'Paid.')).toEqual(nothing);
    }
  });

  test('an unsigned webhook is refused', () => {
    expect(open().readWebhook({}, '{}', 0)).toMatchObject({ ok: false, refusal: { code: 'BAD_SIGNATURE' } });
  });

  if (drill === null) {
    test('has nothing to tell: its agencies report in the graph', async () => {
      expect(await open().fetchReports('none', ON)).toEqual({ ok: true, value: [] });
    });
    return;
  }

  test('the same key with another order is refused for good', async () => {
    await submit(`${name}-conflict`);
    const again = await open().submit(order(`${name}-conflict`, eur(1n)), 'Test Agency');
    expect(again).toMatchObject({ ok: false, refusal: { code: 'CONFLICT', retry: false } });
  });

  test('a status word we do not know is nobody’s success', async () => {
    const reference = (await submit(`${name}-unknown`))!;
    await drill.say(reference, 'status', { status: 'all_good', outcome: 'wonderful' });
    await drill.say(reference, 'status', { status: 'toString', outcome: 'constructor' });
    const read = await open().fetchReports(reference, ON);
    const unknown = { kind: 'STATUS', status: null, closeReason: null };
    expect(read).toMatchObject({ ok: true, value: [unknown, unknown] });
  });

  test('money is exact to the minor unit, and is refused where it is not', async () => {
    const reference = (await submit(`${name}-money`))!;
    await drill.say(reference, 'payment', { received: { amount: '90071992547409.93', currency: 'EUR' } });
    await drill.say(reference, 'payment', { received: { amount: '12', currency: 'ISK' } });
    const read = await open().fetchReports(reference, ON);
    // 90 071 992 547 409,93 is 2^53 + 1 cents: a floating-point number would lose the last one. ISK has no minor unit.
    expect(read.ok && read.value.map((report) => report.kind === 'PAYMENT' && report.amount)).toEqual([
      { minor: 9_007_199_254_740_993n, currency: 'EUR' },
      { minor: 12n, currency: 'ISK' },
    ]);
    await drill.say(reference, 'payment', { received: { amount: '1.005', currency: 'EUR' } });
    expect(await open().fetchReports(reference, ON)).toMatchObject({ ok: false, refusal: { code: 'BAD_ANSWER' } });
  });

  test('a question comes with an id to answer it by, and what was told keeps its place', async () => {
    const reference = (await submit(`${name}-question`))!;
    await drill.say(reference, 'question', { question: 'Which contract?' });
    const now = await open().fetchReports(reference, ON);
    const later = await open().fetchReports(reference, isoDate('2026-06-30'));
    if (!now.ok || !later.ok) throw new Error('the agency does not answer');
    expect(now.value).toMatchObject([{ kind: 'INQUIRY', question: 'Which contract?' }]);
    expect(later.value.slice(0, 1)).toEqual(now.value);
    expect(later.value.length).toBeGreaterThan(1);
  });

  test('what it writes can be stored: no NUL, no half of a character, and no end of text', async () => {
    const reference = (await submit(`${name}-unprintable`))!;
    await drill.say(reference, 'question', { question: `\u0000\ud800${'x'.repeat(5_000)}` });
    const read = await open().fetchReports(reference, ON);
    const asked = read.ok && read.value[0]?.kind === 'INQUIRY' ? read.value[0].question : '';
    expect(asked).toMatch(/^\uFFFD\uFFFDx+…$/);
    expect(asked.length).toBeLessThanOrEqual(2_000);
  });

  test('a case it does not know is not found, and that is final', async () => {
    const unknown = await open().fetchReports('SB-NONE', ON);
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'NOT_FOUND', retry: false } });
  });

  test('a webhook counts as signed: whole, fresh, and by the network', () => {
    const body = drill.webhook('SB-1');
    const at = (secondsLate: number) => (1_780_000_000 + secondsLate) * 1000;
    const key = sandboxWebhookSecret(secret);
    const headers = signWebhook(key, { id: 'msg_1', timestampSeconds: 1_780_000_000, body });
    const read = (changed: Partial<typeof headers>, text = body, nowMs = at(0)) =>
      open().readWebhook({ ...headers, ...changed }, text, nowMs);
    expect(read({})).toEqual({ ok: true, value: { messageId: 'msg_1', externalReference: 'SB-1' } });
    expect(read({}, body, at(300)).ok).toBe(true);
    const other = signWebhook(Buffer.alloc(32), { id: 'msg_1', timestampSeconds: 1_780_000_000, body });
    expect(read({ 'webhook-signature': `${other['webhook-signature']} ${headers['webhook-signature']}` }).ok).toBe(
      true,
    );
    const wrong = [
      read({}, `${body} `),
      read({}, body, at(301)),
      read({}, body, at(-301)),
      read({ 'webhook-id': 'msg_2' }),
      read({ 'webhook-timestamp': '1780000001' }),
      read({ 'webhook-timestamp': 'now' }),
      read({ 'webhook-signature': other['webhook-signature'] }),
      read({ 'webhook-signature': 'v1,' }),
      read({ 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v0,') }),
    ];
    for (const each of wrong) expect(each).toMatchObject({ ok: false, refusal: { code: 'BAD_SIGNATURE' } });
  });

  test('nobody there is worth another try', async () => {
    const gone = partnerNetworks({ sandboxUrl: 'http://127.0.0.1:1', secret })[name]!;
    expect(await gone.submit(order('gone'), 'Test Agency')).toMatchObject({
      ok: false,
      refusal: { code: 'UNREACHABLE', retry: true },
    });
  });
});

// Standard Webhooks 1.0.0, the specification's own example of a signed message.
test('signs as the standard’s published example', () => {
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const body = '{"test": 2432232314}';
  const headers = signWebhook(key, { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1_614_265_330, body });
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
