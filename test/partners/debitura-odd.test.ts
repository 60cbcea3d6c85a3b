import { eur, ON, order } from '../contract/drill.js';
import type { CollectionOrder } from '../../src/partners/partner.js';
import { withShared } from '../setup/shared.js';
import { DEBITURA_FILE, startDebitura, type DebituraAgency } from './debitura-agency.js';

withShared(DEBITURA_FILE).describe('what the Debitura network is not sent, and does not say as it should', () => {
  let agency: DebituraAgency;
  beforeAll(async () => {
    agency = await startDebitura(DEBITURA_FILE);
  });
  afterAll(async () => {
    await agency.stop();
    expect(agency.server.violations).toEqual([]);
  });
  const submitted = async (sent: CollectionOrder): Promise<string> => {
    const answer = await agency.network.submit(sent, 'Any Agency');
    if (!answer.ok) throw new Error(answer.refusal.detail);
    return answer.value.externalReference!;
  };

  test('an order against a debtor in the United States names the state, and without it is not sent at all', async () => {
    const inTexas = (region: string | null) => {
      const address = { lines: ['1 Main St'], postalCode: '78701', city: 'Austin', region, country: 'US' };
      return { ...order('us'), debtor: { ...order('us').debtor, country: 'US', address } };
    };
    for (const [region, what] of [
      [null, 'is missing'],
      ['Texas', 'is "Texas"'],
    ] as const) {
      for (const answer of [
        await agency.network.submit(inTexas(region), 'Any'),
        await agency.network.preview(inTexas(region), 'Any'),
      ]) {
        expect(answer).toMatchObject({ ok: false, refusal: { code: 'INCOMPLETE', retry: false } });
        expect(!answer.ok && answer.refusal.detail).toMatch(new RegExp(`^debtor\\.address\\.region ${what}:`));
      }
    }
    expect(agency.cases.size).toBe(0);
    const found = agency.cases.get(await submitted(inTexas('tx')))!;
    expect(found.sentText).toContain('"stateAlpha2":"TX"');
    expect(await agency.network.preview(inTexas('TX'), 'Any')).toMatchObject({ ok: true });
  });

  test('an entry of any list that makes no sense hides no other', async () => {
    const reference = await submitted(order('odd'));
    const payments = `[{"id":"p-1","dateCreated":"2026-05-20T23:30:00","date":"yesterday","grossAmount":12.50,"currency":"EUR"},
    {"id":"p-2","dateCreated":"2026-05-20T23:30:00","date":"2026-05-20","grossAmount":13,"currency":"EUR","recipient":"Partner"}]`;
    const events = `[{"id":"e-1","eventType":"payment.deleted","createdAt":"2026-05-20T23:30:00","payload":"{}"}, 7]`;
    const now = '{"id":"x","lifecycle":"Active","dateCreated":"2026-05-20T08:00:00"}';
    const files = '[{"id":"f-1","dateCreated":"2026-05-20T23:30:00"}]';
    for (const body of [events, '{"items":[null]}', '[{"id":"c-1"}]', files, payments, now])
      agency.server.faults.push({ status: 200, body });
    const read = await agency.network.fetchReports(reference, ON);
    const all = read.ok ? read.value : [];
    const unread = all.filter((report) => report.kind === 'UNREADABLE');
    expect(unread.map(({ problem }) => problem.split(':')[0]).sort()).toEqual([
    'event', 'event', 'file', 'message', 'payment', 'timeline',
  ]); // prettier-ignore
    expect(unread.map(({ id }) => id)).toEqual(expect.arrayContaining(['p-1', 'c-1', 'e-1', 'f-1']));
    expect(all.filter(({ kind }) => kind !== 'UNREADABLE')).toMatchObject([
      { kind: 'PAYMENT', id: 'p-2', amount: eur(1_300n) },
      { kind: 'STATUS', status: 'ACTIVE' },
    ]);
  });
});
