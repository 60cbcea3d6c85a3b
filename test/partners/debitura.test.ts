import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { promisify } from 'node:util';
import { addDays, isoDate } from '../../src/domain/date.js';
import type { CollectionOrder, PartnerReport } from '../../src/partners/partner.js';
import { withShared } from '../setup/shared.js';
import { DEBITURA_FILE, startDebitura, type DebituraAgency } from './debitura-agency.js';

const ON = isoDate('2026-06-01');
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const nothing = { ok: true, value: null };

const claim = {
  invoiceNumber: 'T-1',
  description: 'Goods',
  invoiceDate: isoDate('2026-03-01'),
  dueDate: isoDate('2026-03-31'),
  principal: eur(123_456n),
};

const order = (idempotencyKey: string, changes: Partial<CollectionOrder> = {}): CollectionOrder => ({
  idempotencyKey,
  caseReference: 'F-2026-0000001',
  orderedOn: ON,
  creditor: { name: 'Test Creditor AS', country: 'NO', organisationNumber: '123456785' },
  debtor: {
    type: 'COMPANY',
    name: 'Test Debtor GmbH',
    country: 'DE',
    language: 'de',
    address: { lines: ['Teststraße 1', 'Hof'], postalCode: '10115', city: 'Berlin', country: 'DE' },
    email: null,
    phone: null,
  },
  claims: [claim],
  paid: eur(0n),
  ...changes,
});

withShared(DEBITURA_FILE).describe('the Debitura network', () => {
  let agency: DebituraAgency;
  beforeEach(async () => {
    agency = await startDebitura(DEBITURA_FILE);
  });
  afterEach(async () => {
    await agency.stop();
    // Both directions, in every test here.
    expect(agency.server.violations).toEqual([]);
  });

  const submitted = async (key = 'one', changes: Partial<CollectionOrder> = {}): Promise<string> => {
    const answer = await agency.network.submit(order(key, changes), 'Any Agency');
    if (!answer.ok) throw new Error(answer.refusal.detail);
    return answer.value.externalReference!;
  };
  const heard = async (reference: string, on = ON): Promise<readonly PartnerReport[]> => {
    const read = await agency.network.fetchReports(reference, on);
    if (!read.ok) throw new Error(read.refusal.detail);
    return read.value;
  };
  const isRefused = (code: string, retry: boolean) => ({ ok: false, refusal: { code, retry } });

  describe('an order', () => {
    test('is sent complete, its amount as an exact decimal', async () => {
      const found = agency.cases.get(await submitted())!;
      expect(found.sentText).toContain('"amountToRecover":1234.56,');
      expect(JSON.parse(found.sentText)).toMatchObject({
        currencyCode: 'EUR',
        creditorReference: 'F-2026-0000001',
        date: '2026-03-01T00:00:00Z',
        dueDate: '2026-03-31T00:00:00Z',
        isTest: false,
        debtor: { type: 'Company', name: 'Test Debtor GmbH', address: 'Teststraße 1, Hof', countryAlpha2: 'DE' },
      });
    });

    test('of several invoices tells how much is how old, what was paid taken off the oldest', async () => {
      const claims = [
        { ...claim, dueDate: isoDate('2026-05-01'), principal: eur(10_000n) },
        { ...claim, dueDate: isoDate('2025-10-01'), principal: eur(20_010n) }, // 243 days
        { ...claim, dueDate: isoDate('2024-01-15'), principal: eur(30_000n) }, // more than 24 months
      ];
      const found = agency.cases.get(await submitted('ages', { claims, paid: eur(5_000n) }))!;
      // 100.00 + 200.10 + (300.00 - 50.00); over 180 days 200.10 + 250.00; over 12 and 24 months 250.00.
      expect(JSON.parse(found.sentText)).toMatchObject({
        amountToRecover: 550.1,
        amountToRecoverOver6Months: 450.1,
        amountToRecoverOver12Months: 250,
        amountToRecoverOver24Months: 250,
      });
    });

    test('whose amount no number of theirs can hold is not sent', async () => {
      // 2^53 + 1 cents.
      const claims = [{ ...claim, principal: eur(9_007_199_254_740_993n) }];
      expect(await agency.network.submit(order('large', { claims }), 'Any')).toMatchObject(isRefused('REFUSED', false));
      expect(agency.cases.size).toBe(0);
    });

    test('is one case, whatever becomes of the answers', async () => {
      agency.server.faults.push('lost answer', { status: 500 }, { status: 429 }, 'silence', { status: 401 });
      for (let times = 0; times < 5; times += 1) {
        expect(await agency.network.submit(order('once'), 'Any')).toMatchObject(isRefused('UNREACHABLE', true));
      }
      expect(await submitted('once')).toBe([...agency.cases.keys()][0]);
      expect(agency.cases.size).toBe(1);
    });

    test('under the key of another is a conflict; one they do not take is refused with their reason', async () => {
      await submitted('key');
      const other = order('key', { claims: [{ ...claim, principal: eur(1n) }] });
      expect(await agency.network.submit(other, 'Any')).toMatchObject(isRefused('CONFLICT', false));
      const antarctic = order('none', { debtor: { ...order('').debtor, country: 'AQ' } });
      expect(await agency.network.submit(antarctic, 'Any')).toEqual({
        ok: false,
        refusal: { code: 'REFUSED', retry: false, detail: '422 NoPartnerAvailable Nobody collects there.' },
      });
    });

    test('is a test where we try things out', async () => {
      await agency.with({ isTest: true }).submit(order('test'), 'Any');
      expect([...agency.cases.values()][0]!.sentText).toContain('"isTest":true');
    });
  });

  test('a preview tells the fee, and what has to be signed first', async () => {
    const in_ = (country: string) =>
      agency.network.preview(order('p', { debtor: { ...order('').debtor, country } }), 'Any');
    expect(await in_('DE')).toEqual({ ok: true, value: { accepts: true, successFeeBps: 2050, remarks: [] } });
    expect(await in_('PL')).toMatchObject({
      ok: true,
      value: { accepts: false, remarks: ['Sign it. https://example.test'] },
    });
    expect(await in_('AQ')).toEqual({
      ok: true,
      value: { accepts: false, successFeeBps: null, remarks: ['Nobody collects there.'] },
    });
  });

  describe('what they say', () => {
    test('is told by close code, not by lifecycle', async () => {
      const ends: [string, string | null, object][] = [
        ['Closed', 'Paid', { status: 'CLOSED', closeReason: 'PAID' }],
        ['Closed', 'Pre-Legal Exhausted – No Payment', { status: 'CLOSED', closeReason: 'UNECONOMICAL' }],
        ['Closed', 'PreLegalExhaustedNoPayment', { status: 'CLOSED', closeReason: 'UNECONOMICAL' }],
        ['Closed', 'Debtor Insolvent/Bankrupt', { status: 'CLOSED', closeReason: 'INSOLVENT' }],
        ['Closed', 'Case never started', { status: 'DECLINED', declineCode: 'OTHER' }],
        ['Closed', 'Invalid Case Data', { status: 'DECLINED', declineCode: 'INSUFFICIENT_DOCUMENTS' }],
        ['Closed', 'Splendid', { status: null, closeReason: null }],
        ['Closed', null, { status: null, closeReason: null }],
        ['Paid', null, { status: null, closeReason: null }],
        ['constructor', null, { status: null, closeReason: null }],
        ['More Info Required', null, { status: 'NEEDS_INFORMATION' }],
        ['NeedsAdditionalDetails', null, { status: 'NEEDS_INFORMATION' }],
      ];
      for (const [index, [lifecycle, closeCode, meant]] of ends.entries()) {
        const reference = await submitted(`end-${index}`);
        agency.move(reference, lifecycle, closeCode);
        expect(await heard(reference)).toMatchObject([{ kind: 'STATUS', ...meant }]);
      }
    });

    test('payments, questions and what the agency did keep their order; how the case stands comes last', async () => {
      const reference = await submitted();
      expect(await heard(reference)).toEqual([]);
      agency.move(reference, 'Active');
      const paid = agency.pay(reference, '100.00');
      const asked = agency.say(reference, 'Which contract?');
      agency.cases.get(reference)!.timeline.push({
        date: '2026-05-20T09:00:00Z', type: 'LetterSent', title: 'Letter', description: 'A demand was sent.',
      }); // prettier-ignore
      const first = await heard(reference);
      expect(first).toMatchObject([
        { kind: 'PAYMENT', id: paid, amount: eur(10_000n), receivedOn: '2026-05-20' },
        { kind: 'INQUIRY', id: asked, question: 'Which contract?' },
        { kind: 'MESSAGE', text: 'Letter: A demand was sent.' },
        // The agency had the last word.
        { kind: 'STATUS', status: 'NEEDS_INFORMATION', standing: true },
      ]);
      await agency.network.answerInquiry(reference, asked, 'That of 2024.');
      expect((await heard(reference)).at(-1)).toMatchObject({ kind: 'STATUS', status: 'ACTIVE' });
      agency.clock.minutes = 120;
      agency.say(reference, 'The case is assigned.', 'System');
      agency.move(reference, 'Paused');
      const later = await heard(reference);
      expect(later.slice(0, 3)).toEqual(first.slice(0, 3));
      expect(later.slice(3)).toMatchObject([
        { kind: 'MESSAGE', text: 'The case is assigned.' },
        { kind: 'STATUS', status: 'ON_HOLD' },
      ]);
      expect(await heard(reference, addDays(ON, -30))).toEqual([]);
    });

    test('a payment that was deleted is a reversal', async () => {
      const reference = await submitted();
      const paid = agency.pay(reference, '250.5');
      expect(await heard(reference)).toMatchObject([{ kind: 'PAYMENT', id: paid, amount: eur(25_050n) }]);
      agency.deletePayment(reference, paid);
      expect(await heard(reference)).toMatchObject([{ kind: 'REVERSAL', id: `deleted:${paid}`, of: paid }]);
      expect(await agency.network.fetchTotals(reference, ON)).toEqual({
        ok: true,
        value: { collected: [], status: 'SUBMITTED' },
      });
    });

    test('what raises no event is heard all the same', async () => {
      const reference = await submitted();
      agency.enter(reference, 'Legal');
      agency.move(reference, 'Active');
      expect(await heard(reference)).toMatchObject([
        { kind: 'PHASE', phase: 'LEGAL', standing: true },
        { kind: 'STATUS', status: 'ACTIVE', standing: true },
      ]);
      agency.enter(reference, 'Somewhere');
      expect(await heard(reference)).toMatchObject([{ kind: 'STATUS', status: 'ACTIVE' }]);
    });

    test('money is exact, or the entry is told as unreadable and hides no other', async () => {
      const reference = await submitted();
      for (const [written, currency] of [
        ['90071992547409.93', 'EUR'],
        ['1.2E+3', 'EUR'],
        ['12', 'ISK'],
      ] as const) {
        agency.pay(reference, written, currency);
      }
      const paid = (await heard(reference)).map((report) => report.kind === 'PAYMENT' && report.amount);
      expect(paid).toEqual([eur(9_007_199_254_740_993n), eur(120_000n), { minor: 12n, currency: 'ISK' }]);
      expect(await agency.network.fetchTotals(reference, ON)).toMatchObject({
        ok: true,
        value: { collected: [eur(9_007_199_254_860_993n), { minor: 12n, currency: 'ISK' }] },
      });
      const wrong = ['0.30000000000000004', '0', '-12.50'].map((written) => [written, agency.pay(reference, written)]);
      const all = await heard(reference);
      expect(all.filter(({ kind }) => kind === 'PAYMENT')).toHaveLength(3);
      expect(all.filter(({ kind }) => kind === 'UNREADABLE')).toMatchObject(
        wrong.map(([written, id]) => ({ id, problem: `payment: ${written} EUR is not an exact amount above zero` })),
      );
      expect(await agency.network.fetchTotals(reference, ON)).toMatchObject({
        ok: true,
        value: { collected: [eur(9_007_199_254_860_993n), { minor: 12n, currency: 'ISK' }] },
      });
    });

    test('money that came to the creditor is told of as such, and of whom it is where they say nothing we know is asked', async () => {
      const reference = await submitted();
      const paid = agency.pay(reference, '10.00', 'EUR', 'Creditor');
      const amount = eur(1_000n);
      expect(await heard(reference)).toEqual([
        { kind: 'PAID_TO_CREDITOR', id: paid, amount, receivedOn: '2026-05-20' },
      ]);
      const unknown = ['Bailiff', 'constructor', ''].map((word) => [agency.pay(reference, '5', 'EUR', word), word]);
      const all = await heard(reference);
      expect(all.slice(1)).toEqual(
        unknown.map(([id, word]) => ({
          kind: 'UNREADABLE',
          id,
          problem: `payment: 5 EUR came to "${word}", and who that is we do not know`,
          on: '2026-05-20',
        })),
      );
      expect(await agency.network.fetchTotals(reference, ON)).toMatchObject({ ok: true, value: { collected: [] } });
    });

    test('a moment without a zone is UTC, and digits inside texts are left alone', async () => {
      const reference = await submitted();
      // Not as the file has it, and as they have been seen to write it.
      const payment = `{"id":"p-1","dateCreated":"2026-05-20T23:30:00.1234567","date":"2026-05-20T00:00:00",
        "grossAmount":12.50,"currency":"EUR","recipient":"Partner"}`;
      const chat = '{"id":"c-1","dateCreated":"2026-05-20T23:29:00","role":2,"message":"No. 12, \\"3.5\\" of 4"}';
      const now = '{"id":"x","lifecycle":"Pending Verification","dateCreated":"2026-05-20T08:00:00"}';
      for (const body of ['[]', '{"items":[]}', `[${chat}]`, '[]', `[${payment}]`, now])
        agency.server.faults.push({ status: 200, body });
      expect(await heard(reference)).toEqual([
        { kind: 'MESSAGE', id: 'c-1', text: 'No. 12, "3.5" of 4', on: '2026-05-20' },
        { kind: 'PAYMENT', id: 'p-1', amount: eur(1_250n), receivedOn: '2026-05-20' },
      ]);
    });

    test('a page that is no answer is tried again', async () => {
      const reference = await submitted();
      agency.server.faults.push({ status: 200, body: '<html>' });
      expect(await agency.network.fetchReports(reference, ON)).toMatchObject(isRefused('BAD_ANSWER', true));
    });
  });

  describe('what has no call of its own', () => {
    test('is a message, sent once, and somebody has to see to it', async () => {
      const reference = await submitted();
      const { network } = agency;
      for (let times = 0; times < 2; times += 1) {
        for (const told of [
          await network.withdraw(reference, 'withdraw:1', 'The case is closed.'),
          await network.pause(reference, { idempotencyKey: 'pause:1', paused: true, reason: 'Talks.' }),
          await network.notifyPayment(reference, { idempotencyKey: 'payment:1', amount: eur(1n), receivedOn: ON }),
          await network.creditNote(reference, {
            idempotencyKey: 'credit:1', invoiceNumber: 'T-1', amount: eur(250n), on: ON,
          }), // prettier-ignore
        ])
          expect(told).toMatchObject(isRefused('UNSUPPORTED', false));
        expect(await network.sendMessage(reference, { idempotencyKey: 'message:1', text: 'Hello.' })).toEqual(nothing);
        expect(await network.answerInquiry(reference, 'q-1', 'That of 2024.')).toEqual(nothing);
      }
      expect(agency.cases.get(reference)!.chats.map(({ message }) => message)).toEqual([
        'Please stop collecting and close this case as withdrawn by the client. Reason: The case is closed.\n\n[withdraw:1]',
        'Please pause this case. Reason: Talks.\n\n[pause:1]',
        'The debtor paid 0.01 EUR directly to the creditor on 2026-06-01.\n\n[payment:1]',
        'The creditor credited 2.50 EUR of invoice T-1 on 2026-06-01.\n\n[credit:1]',
        'Hello.\n\n[message:1]',
        'That of 2024.\n\n[answer:q-1]',
      ]);
      // What we wrote is not heard again.
      expect(await heard(reference)).toEqual([]);
    });

    test('is not sent twice where the answer was lost', async () => {
      const reference = await submitted();
      agency.server.faults.push(null, 'lost answer');
      const tell = () => agency.network.withdraw(reference, 'withdraw:2', 'Paid.');
      expect(await tell()).toMatchObject(isRefused('UNREACHABLE', true));
      expect(await tell()).toMatchObject(isRefused('UNSUPPORTED', false));
      expect(agency.cases.get(reference)!.chats).toHaveLength(1);
    });
  });

  test('a webhook counts as signed: whole, fresh, and by them; a test is heard and nothing more', () => {
    const seconds = 1_780_000_000;
    const caseId = '123e4567-e89b-12d3-a456-426614174000';
    const body = agency.webhook({ id: 'evt-1', caseId });
    const read = (headers: Record<string, string>, text = body, late = 0) =>
      agency.network.readWebhook(headers, text, (seconds + late) * 1000);
    const right = { ok: true, value: { messageId: 'evt-1', externalReference: caseId } };
    for (const encoding of ['hex', 'base64'] as const)
      expect(read(agency.sign(body, seconds, encoding), body, 300)).toEqual(right);
    const signed = agency.sign(body, seconds);
    const [time, signature] = signed['x-debitura-signature']!.split(',');
    const wrong = [
      read({}),
      read(signed, `${body} `),
      read(signed, body, 301),
      read(signed, body, -301),
      read({ 'x-debitura-signature': `t=${seconds + 1},${signature}` }),
      read({ 'x-debitura-signature': `${time},v1=` }),
      read({ 'x-debitura-signature': `${time},${signature!.replace('v1', 'v0')}` }),
      read({ 'x-debitura-signature': signature! }),
      read(agency.sign(body, seconds, 'hex', Buffer.alloc(32, 4))),
    ];
    for (const each of wrong) expect(each).toMatchObject(isRefused('BAD_SIGNATURE', false));
    const test = agency.webhook({ id: 'evt-2', caseId, classification: 'test' });
    const tried = { ok: true, value: { messageId: 'evt-2', externalReference: null } };
    expect(read(agency.sign(test, seconds), test)).toEqual(tried);
    const trying = agency.with({ isTest: true });
    expect(trying.readWebhook(agency.sign(test, seconds), test, seconds * 1000)).toEqual({
      ok: true,
      value: { messageId: 'evt-2', externalReference: caseId },
    });
    expect(read(agency.sign('{}', seconds), '{}')).toMatchObject(isRefused('BAD_ANSWER', false));
  });

  test('every call that is made was held to the file', async () => {
    const reference = await submitted();
    await agency.network.preview(order('p'), 'Any');
    await agency.network.sendMessage(reference, { idempotencyKey: 'm', text: 'Hello.' });
    const content = Buffer.from('a');
    await agency.network.sendDocument(reference, {
      idempotencyKey: 'd',
      fileName: 'a.txt',
      mediaType: 'text/plain',
      content,
    });
    await heard(reference);
    const made = [...fs.readFileSync('scripts/debitura-api.mjs', 'utf8').matchAll(/^ {2}\['(.*)', '(.*)'\],$/gm)];
    expect([...agency.server.used].sort()).toEqual(
      made.map(([, path, method]) => `${method!.toUpperCase()} ${path}`).sort(),
    );
  });

  test('the types are those of the file', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/debitura-api.mjs', DEBITURA_FILE]);
    expect(fs.readFileSync('src/partners/debitura-api.ts', 'utf8')).toBe(stdout);
  });
});
