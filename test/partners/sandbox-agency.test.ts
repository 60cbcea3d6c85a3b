import fc from 'fast-check';
import { addDays, isoDate } from '../../src/domain/date.js';
import { parseAmount } from '../../src/domain/money.js';
import { reportsOf, totalsOf, type AgencyCase, type SaidReport } from '../../src/partners/sandbox-agency.js';
import { AgencyBook } from '../../src/partners/sandbox-book.js';
import type { NewCase, Report } from '../../src/partners/sandbox-wire.js';

const ORDERED = isoDate('2026-06-01');
const LATE = isoDate('2027-12-31');
const eur = (amount: string) => ({ amount, currency: 'EUR' });

const order = (yourReference: string, amount = '1000.00'): NewCase => ({
  yourReference,
  agency: 'Test Agency',
  orderedOn: ORDERED,
  creditor: { name: 'Test Creditor AS', country: 'NO', organisationNumber: '123456785' },
  debtor: { type: 'company', name: 'Test Debtor GmbH', country: 'DE', language: 'de', address: null, email: null, phone: null },
  invoices: [{ number: 'T-1', description: 'Goods', date: isoDate('2026-03-01'), dueDate: isoDate('2026-03-31'), principal: eur(amount) }],
  alreadyPaid: eur('0.00'),
}); // prettier-ignore

/** A case at an agency of its own, whose question is answered where it has one. */
function opened(yourReference: string, { answered = true, declines = null as string | null } = {}): AgencyBook {
  const book = new AgencyBook(null);
  book.write({ type: 'case', reference: 'SB-1', order: order(yourReference), declines, promptly: false });
  if (!answered) return book;
  const asked = reportsOf(now(book), addDays(ORDERED, 10)).find((report) => report.type === 'question');
  if (asked) {
    book.write({ type: 'clock', reference: 'SB-1', on: asked.on });
    book.write({ type: 'answer', reference: 'SB-1', question: asked.id });
  }
  return book;
}

const now = (book: AgencyBook): AgencyCase => book.find('SB-1')!;
const references = Array.from({ length: 60 }, (_, number) => `F-2026-${number}`);
const stories = references.map((reference) => reportsOf(now(opened(reference)), LATE));
const minorOf = (report: Report & { type: 'payment' | 'remittance' }): bigint =>
  parseAmount(report.type === 'payment' ? report.received.amount : report.sent.amount, 'EUR')!;

test('tells every kind of story: questions, part payments, instalments, courts, and each end', () => {
  const words = new Set(
    stories.flat().map((report) => {
      if (report.type === 'status') return `${report.status} ${report.outcome ?? ''}`.trim();
      return report.type === 'phase' ? report.phase : report.type;
    }),
  );
  expect([...words].sort()).toEqual([
    'accepted', 'bailiff', 'closed no_assets', 'closed not_found', 'closed paid_in_full', 'closed settlement', 'cost', 'court',
    'in_progress', 'insolvency', 'instalments', 'payment', 'payment_reversed', 'question', 'remittance',
  ]); // prettier-ignore
  for (const story of stories) expect(story.filter((report) => report.type === 'status').at(-1)!.status).toBe('closed');
});

test('collects what is owed and no more, and sends on what it has kept', () => {
  for (const story of stories) {
    const taken = new Set(story.flatMap((report) => (report.type === 'payment_reversed' ? [report.payment] : [])));
    const paid = story.filter((report) => report.type === 'payment');
    const kept = paid.filter((report) => !taken.has(report.id)).reduce((total, report) => total + minorOf(report), 0n);
    const sent = story.filter((report) => report.type === 'remittance');
    expect(sent.reduce((total, report) => total + minorOf(report), 0n)).toBe(kept);
    const { outcome } = story.filter((report) => report.type === 'status').at(-1)!;
    if (outcome === 'paid_in_full') expect(kept).toBe(100_000n);
    else expect(kept).toBeLessThan(100_000n);
    // The last day of a month, of what came in before it.
    for (const report of sent) expect(report.on <= LATE && addDays(report.on, 1).endsWith('-01')).toBe(true);
  }
});

test('a case given back is given back with a reason, and never worked', () => {
  const told = reportsOf(now(opened('F-2026-0', { declines: 'no_capacity', answered: false })), LATE);
  expect(told).toMatchObject([{ type: 'status', status: 'declined', outcome: 'no_capacity', on: '2026-06-02' }]);
});

test('rests while it is to rest: what had been planned comes as many days later', () => {
  const reference = references.find((_, at) => stories[at]!.every((report) => report.type !== 'question'))!;
  const book = opened(reference);
  const before = reportsOf(now(book), LATE).filter((report) => report.type === 'payment');
  book.write({ type: 'clock', reference: 'SB-1', on: addDays(ORDERED, 5) });
  book.write({ type: 'pause', reference: 'SB-1', paused: true });
  expect(reportsOf(now(book), LATE).at(-1)).toMatchObject({ status: 'paused', on: '2026-06-06' });
  expect(totalsOf(now(book), LATE).status).toBe('paused');
  book.write({ type: 'clock', reference: 'SB-1', on: addDays(ORDERED, 25) });
  book.write({ type: 'pause', reference: 'SB-1', paused: false });
  const after = reportsOf(now(book), LATE).filter((report) => report.type === 'payment');
  expect(after.map(({ on }) => on)).toEqual(before.map(({ on }) => addDays(on, 20)));
});

test('what the creditor was paid or has credited is not collected again', () => {
  const at = stories.findIndex((story) => story.at(-1)!.type === 'remittance' && story.every((report) => report.type !== 'question'));
  const book = opened(references[at]!);
  book.write({ type: 'clock', reference: 'SB-1', on: addDays(ORDERED, 3) });
  book.write({ type: 'payment', reference: 'SB-1', minor: '60000' });
  book.write({ type: 'credit', reference: 'SB-1', minor: '40000' });
  expect(totalsOf(now(book), LATE)).toEqual({ collected: [], status: 'closed' });
}); // prettier-ignore

const sayings: fc.Arbitrary<SaidReport> = fc.oneof(
  fc.constant({ type: 'payment' as const, received: eur('90.00') }),
  fc.constant({ type: 'payment_reversed' as const, payment: 'SB-1-forced-0' }),
  fc.constant({ type: 'message' as const, text: 'We have called.' }),
  fc.constant({ type: 'status' as const, status: 'closed', outcome: 'settlement', note: null }),
);
const happenings = fc.array(
  fc.oneof(
    { weight: 40, arbitrary: fc.record({ type: fc.constant('clock' as const), days: fc.integer({ min: 0, max: 20 }) }) },
    { weight: 20, arbitrary: fc.record({ type: fc.constant('pause' as const), paused: fc.boolean() }) },
    { weight: 10, arbitrary: fc.record({ type: fc.constant('payment' as const), minor: fc.constant('7000') }) },
    { weight: 10, arbitrary: fc.record({ type: fc.constant('credit' as const), minor: fc.constant('5000') }) },
    { weight: 10, arbitrary: fc.record({ type: fc.constant('answer' as const), question: fc.constant('SB-1-question') }) },
    { weight: 10, arbitrary: fc.record({ type: fc.constant('forced' as const), report: sayings }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('withdrawal' as const) }) },
  ) as fc.Arbitrary<{ type: 'clock'; days: number } | { type: 'pause'; paused: boolean } | { type: 'payment' | 'credit'; minor: string }
    | { type: 'answer'; question: string } | { type: 'forced'; report: SaidReport } | { type: 'withdrawal' }>,
  { minLength: 5, maxLength: 40 },
); // prettier-ignore

test('whatever happens to a case, what was told of it keeps its place', () => {
  fc.assert(
    fc.property(fc.constantFrom(...references), happenings, (reference, happened) => {
      const book = opened(reference, { answered: false });
      let told: Report[] = [];
      for (const each of happened) {
        const { clock } = now(book);
        if (each.type === 'clock') book.write({ type: 'clock', reference: 'SB-1', on: addDays(clock, each.days) });
        else book.write({ ...each, reference: 'SB-1' });
        const next = reportsOf(now(book), now(book).clock);
        expect(next.slice(0, told.length)).toEqual(told);
        told = next;
      }
      expect(new Set(told.map((report) => report.id)).size).toBe(told.length);
    }),
    { numRuns: 300 },
  );
});
