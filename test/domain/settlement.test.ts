import fc from 'fast-check';
import { lastPeriodEnd, monthsDue, termsOn, type CommissionTerms } from '../../src/domain/commission.js';
import { isoDate } from '../../src/domain/date.js';
import { rateTable } from '../../src/domain/fx.js';
import { sum } from '../../src/domain/money.js';
import {
  outlaySettlement,
  settle,
  takenBack,
  type SettlementBooking,
  type SettlementLine,
} from '../../src/domain/settlement.js';
import { chargeLine, linesOfPayment, type Unsettled } from '../../src/domain/settlement-lines.js';

const day = isoDate;
const on = day('2026-06-05');
const terms: CommissionTerms = {
  validFrom: day('2026-01-01'),
  schedule: 'WEEKLY',
  successFeeBps: 10_00,
  bands: [{ fromAgeDays: 365, fromAmount: { minor: 0n, currency: 'NOK' }, successFeeBps: 25_00 }],
  caseFees: [{ minor: 50_00n, currency: 'NOK' }],
  subscription: { minor: 900_00n, currency: 'NOK' },
};
const pricing = { terms: [terms], rates: rateTable([]) };
const ON_TOP = { rateBps: 25_00, onTop: true };

const payment = (id: string, share: bigint, about: Partial<Unsettled> = {}): Unsettled => ({
  paymentId: id,
  caseId: 'case',
  receivedOn: day('2026-06-01'),
  share,
  ourCosts: 0n,
  oursWithCreditor: null,
  remitted: null,
  handedOver: {
    principal: { minor: 1_000_00n, currency: 'NOK' },
    latestDueDate: day('2026-03-01'),
    registeredOn: day('2026-05-01'),
  },
  ...about,
});

const amounts = (lines: readonly SettlementLine[]): string[] => lines.map(({ kind, amount }) => `${kind} ${amount}`);

/** What the bookings do to each account: debits less credits. */
function accounts(bookings: readonly SettlementBooking[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { debit, credit, amount } of bookings) {
    sums[debit] = (sums[debit] ?? 0n) + amount;
    sums[credit] = (sums[credit] ?? 0n) - amount;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0n));
}

test('collected, commission rounded half up, tax on it and on our costs: the rest is paid out', () => {
  // 333.35 are the creditor's and 70.00 cover our costs. 10 % of 333.35 is 33.335, half up 33.34.
  // Tax: 25 % of 33.34 + 70.00 = 103.34 is 25.835, half up 25.84. Paid out: 333.35 - 33.34 - 25.84 = 274.17.
  const lines = linesOfPayment(payment('p', 333_35n, { ourCosts: 70_00n }), pricing);
  const settled = settle('s', {}, lines, ON_TOP, on);
  expect(amounts(settled.lines)).toEqual(['COLLECTED 33335', 'COMMISSION -3334', 'VAT -2584']);
  expect(settled).toMatchObject({ opening: 0n, payout: 274_17n, carried: {} });
  expect(accounts(settled.bookings)).toEqual({
    'creditor:payable': 59_18n,
    'income:commission': -33_34n,
    'vat:output': -25_84n,
  });
});

test('a creditor that deducts no tax has had its debtors pay that on our costs', () => {
  // Of 87.50 that came for our costs, a fifth is tax: 17.50. On the commission of 10.00 it is 2.50.
  const lines = linesOfPayment(payment('p', 100_00n, { ourCosts: 87_50n }), pricing);
  const settled = settle('s', {}, lines, { rateBps: 25_00, onTop: false }, on);
  expect(amounts(settled.lines)).toEqual(['COLLECTED 10000', 'COMMISSION -1000', 'VAT -250']);
  expect(settled.payout).toBe(87_50n);
  expect(accounts(settled.bookings)).toMatchObject({ 'income:costs': 17_50n, 'vat:output': -20_00n });
});

test('the creditor was paid directly: it owes us our costs and the commission, and the rest is carried forward', () => {
  // It holds 500.00, of which 70.00 are ours. Commission 10 % of 430.00 is 43.00; tax 25 % of 43.00 + 70.00 is 28.25.
  const direct = payment('d', 430_00n, { ourCosts: 70_00n, oursWithCreditor: 70_00n });
  const first = settle('s1', {}, linesOfPayment(direct, pricing), ON_TOP, on);
  expect(amounts(first.lines)).toEqual(['DIRECT_PAYMENT 0', 'OUR_COSTS -7000', 'COMMISSION -4300', 'VAT -2825']);
  expect(first).toMatchObject({
    payout: 0n,
    carried: { 'creditor:received': 70_00n, 'creditor:commission': 71_25n },
  });
  // 1 000.00 come in: 100.00 commission, 25.00 tax. 1 000.00 - 125.00 - 141.25 = 733.75.
  const second = settle('s2', first.carried, linesOfPayment(payment('p', 1_000_00n), pricing), ON_TOP, on);
  expect(second).toMatchObject({ opening: -141_25n, payout: 733_75n, carried: {} });
  expect(accounts([...first.bookings, ...second.bookings])).toEqual({
    'creditor:payable': 266_25n,
    'creditor:received': -70_00n,
    'income:commission': -143_00n,
    'vat:output': -53_25n,
  });
});

test('a settled payment that was taken back: the creditor gives it back, and we the commission', () => {
  const paid = settle('s1', {}, linesOfPayment(payment('p', 400_00n), pricing), ON_TOP, on);
  // 400.00 - 40.00 - 10.00
  expect(paid.payout).toBe(350_00n);
  const back = settle('s2', {}, takenBack(paid.lines.slice(0, 2), on), ON_TOP, on);
  // What we owe again, commission 40.00 and tax 10.00, goes towards the 400.00 it owes us.
  expect(amounts(back.lines)).toEqual(['REVERSAL -40000', 'COMMISSION 4000', 'VAT 1000']);
  expect(back).toMatchObject({ payout: 0n, carried: { 'creditor:owing': 350_00n } });
  expect(back.lines.map(({ source }) => source).slice(0, 2)).toEqual(['reversal:p', 'reversal:p']);
});

test('an outlay is the creditor’s until the debtor has repaid it', () => {
  const about = { caseId: 'c', paid: 1_345_00n, charged: 0n, repaid: 0n };
  const first = outlaySettlement({ ...about, courtFees: 345_00n }, 's1', on);
  // The debtor has paid 345.00 of 1 345.00: the creditor bears 1 000.00.
  expect([first.line?.amount, first.booking.amount]).toEqual([-1_000_00n, 345_00n]);
  // It pays 1 000.00 more: the creditor has them back.
  const later = { ...about, courtFees: 1_345_00n, charged: 1_000_00n, repaid: 345_00n };
  const second = outlaySettlement(later, 's2', on);
  expect([second.line?.amount, second.booking.amount]).toEqual([1_000_00n, 1_000_00n]);
  const settled = settle('s2', {}, [second.line!], ON_TOP, on);
  expect(settled.payout).toBe(1_000_00n);
  expect(accounts([second.booking, ...settled.bookings])).toEqual({
    'creditor:payable': -1_000_00n,
    'income:costs': 1_000_00n,
  });
});

test('money through a partner: the creditor’s part of what it sends on comes first, and a loss of exchange is the creditor’s', () => {
  const sent = { postingId: 'x', on, settled: 0n, exchangeLoss: 0n, exchanged: false };
  const parts = [
    { ...sent, amount: 60_00n },
    { ...sent, postingId: 'y', settled: 60_00n, amount: 50_00n },
  ];
  // 90.00 of 110.00 are the creditor's: 60.00 of the first sum, 30.00 of the second. Of each 10 % commission.
  const lines = parts.flatMap((remitted) => linesOfPayment(payment('p', 90_00n, { remitted }), pricing));
  expect(amounts(lines)).toEqual(['COLLECTED 6000', 'COMMISSION -600', 'COLLECTED 3000', 'COMMISSION -300']);
  // All 90.00 have been settled: what comes beyond is whoever's paid too much, and takes nothing off the creditor.
  const beyond = { ...sent, postingId: 'z', settled: 110_00n, amount: 5_00n };
  expect(amounts(linesOfPayment(payment('p', 90_00n, { remitted: beyond }), pricing))).toEqual([]);
  const exchanged = { ...sent, amount: 79_00n, exchanged: true, exchangeLoss: 1_00n };
  const settled = settle('s', {}, linesOfPayment(payment('q', 80_00n, { remitted: exchanged }), pricing), ON_TOP, on);
  // 80.00 booked, 79.00 came: 80.00 - 1.00 - 8.00 - 2.00.
  expect(settled.payout).toBe(69_00n);
  expect(accounts(settled.bookings)['exchange:difference']).toBe(-1_00n);
});

test('terms: by the day of receipt, bands by age at hand-over, fees once', () => {
  const old = payment('p', 100_00n, {
    handedOver: { ...payment('p', 0n).handedOver, latestDueDate: day('2025-05-01') }, // 365 days before 1 May 2026
  });
  expect(amounts(linesOfPayment(old, pricing))).toEqual(['COLLECTED 10000', 'COMMISSION -2500']);
  const before = payment('p', 100_00n, { receivedOn: day('2025-12-31') });
  expect(amounts(linesOfPayment(before, pricing))).toEqual(['COLLECTED 10000']);
  expect(termsOn([], on).schedule).toBe('WEEKLY');
  const charge = { source: 'c', caseId: 'c', on, amount: 50_00n };
  expect(amounts([chargeLine('CASE_FEE', charge)])).toEqual(['CASE_FEE -5000']);
  expect(monthsDue([terms], 'NOK', new Set(['2026-01-01', '2026-03-01']), day('2026-04-01'))).toEqual([
    { month: '2026-02-01', amount: 900_00n },
    { month: '2026-04-01', amount: 900_00n },
  ]);
  expect(monthsDue([terms], 'SEK', new Set(), on)).toEqual([]);
});

test.each([
  // 5 June 2026 is a Friday, 1 June a Monday.
  ['DAILY', '2026-06-05', '2026-06-04'],
  ['WEEKLY', '2026-06-05', '2026-05-31'],
  ['WEEKLY', '2026-06-01', '2026-05-31'],
  ['WEEKLY', '2026-05-31', '2026-05-24'],
  ['MONTHLY', '2026-06-05', '2026-05-31'],
  ['MONTHLY', '2026-03-01', '2026-02-28'],
] as const)('%s on %s: settled up to %s', (schedule, today, end) => {
  expect(lastPeriodEnd(schedule, day(today))).toBe(end);
});

test('property: what is paid out and carried forward is what came in less what is owed, in any number of settlements', () => {
  const line = fc.record({
    kind: fc.constantFrom('COLLECTED', 'OUR_COSTS', 'COMMISSION', 'OUTLAY', 'PARTNER_CHARGE', 'REVERSAL'),
    amount: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    ourCosts: fc.bigInt({ min: 0n, max: 10n ** 6n }),
  });
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 6 }), { maxLength: 6 }), fc.boolean(), (rounds, onTop) => {
      let carried = {};
      let payable = 0n;
      rounds.forEach((round, index) => {
        const lines = round.map(({ kind, amount, ourCosts }, place) => ({
          kind, ourCosts, source: `${index}:${place}`, caseId: null, paymentId: null, on, base: null, rateBps: null,
          amount: kind === 'COLLECTED' ? amount : -amount,
        })); // prettier-ignore
        const settled = settle(`s${index}`, carried, lines, { rateBps: 25_00, onTop }, on);
        const total = settled.opening + sum(settled.lines.map(({ amount }) => amount));
        expect(settled.payout - sum(Object.values(settled.carried))).toBe(total);
        expect(settled.payout === 0n || total === settled.payout).toBe(true);
        // What we owed the creditor is netted or paid out, and nothing is left of it.
        payable += sum(lines.filter(({ kind }) => kind === 'COLLECTED').map(({ amount }) => amount));
        payable -= (accounts(settled.bookings)['creditor:payable'] ?? 0n) + settled.payout;
        expect(payable).toBe(0n);
        ({ carried } = settled);
      });
    }),
  );
});
