import fc from 'fast-check';
import { jurisdictionOf } from '../../src/countries/index.js';
import { balance, bucketKey, knownOn } from '../../src/domain/balance.js';
import { addDays, isoDate, latest, type IsoDate } from '../../src/domain/date.js';
import type { AllocationFacts, CaseState, OwedLine } from '../../src/domain/facts.js';
import { formatAmount, smallest, sum } from '../../src/domain/money.js';
import { globalId } from '../../src/graphql/ids.js';
import { disputeCase, resolveDispute } from '../../src/modules/cases/dispute.commands.js';
import { loadCaseStates } from '../../src/modules/cases/case.facts.js';
import { pauseCase, resumeCase, withdrawCase } from '../../src/modules/cases/hold.commands.js';
import { recordCreditNote } from '../../src/modules/payments/credit-note.commands.js';
import { approveStep } from '../../src/modules/notices/approval.commands.js';
import { agent } from '../setup/platform.js';
import { useDatabase } from '../setup/database.js';
import { hand, openPlatform, pay, until, type Invented, type TestPlatform } from './world.js';

const db = useDatabase();

const OPERATIONS = 1_000;
/** A case that is closed makes room for another. */
const OPEN_CASES = 20;
/** So that a failure can be looked at again. */
const SEED = 20_261_122;

const kind = fc.oneof(
  { weight: 12, arbitrary: fc.constant('register' as const) },
  { weight: 25, arbitrary: fc.constant('pay' as const) },
  { weight: 12, arbitrary: fc.constant('advance' as const) },
  { weight: 5, arbitrary: fc.constant('dispute' as const) },
  { weight: 8, arbitrary: fc.constant('dismiss' as const) },
  { weight: 1, arbitrary: fc.constant('uphold' as const) },
  { weight: 5, arbitrary: fc.constant('pause' as const) },
  { weight: 10, arbitrary: fc.constant('resume' as const) },
  { weight: 1, arbitrary: fc.constant('withdraw' as const) },
  { weight: 2, arbitrary: fc.constant('payLate' as const) },
  { weight: 10, arbitrary: fc.constant('approve' as const) },
  { weight: 5, arbitrary: fc.constant('credit' as const) },
);
const operation = fc.record({
  kind,
  /** Which of the cases there are. */
  pick: fc.nat(),
  /** Hundredths of a percent of what is owed. */
  share: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 3_000 }) },
    { weight: 1, arbitrary: fc.constant(10_000) },
    { weight: 1, arbitrary: fc.constant(10_500) },
  ),
  daysAgo: fc.constantFrom(0, 0, 0, 1, 4),
  country: fc.constantFrom('NO' as const, 'SE' as const, 'FI' as const),
  type: fc.constantFrom('PERSON' as const, 'COMPANY' as const),
  automation: fc.constantFrom('AUTOMATIC' as const, 'AUTOMATIC' as const, 'APPROVAL' as const),
  principalMinor: fc.integer({ min: 1, max: 3_000_000 }),
  dueDaysAgo: fc.integer({ min: 14, max: 60 }),
  reminded: fc.boolean(),
});
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

test('a thousand random operations leave the books right and no letter early', async () => {
  const platform = await openPlatform(db.dataSource, '2026-03-02');
  const cases: string[] = [];
  const bookedLate = new Set<string>();
  for (const [index, step] of fc.sample(operation, { numRuns: OPERATIONS, seed: SEED }).entries()) {
    await perform(platform, cases, bookedLate, step);
    if (index % 100 === 99) await check(platform, cases, bookedLate);
  }
  // Otherwise the thousand were spent on refusals.
  const done: Record<string, boolean>[] = await db.dataSource.query(
    `select (select count(*) > 150 from payment) as payments, (select count(*) > 60 from notice) as letters,
       (select count(*) > 20 from dispute) as disputes, (select count(distinct close_reason) = 4 from collection_case) as endings,
       (select count(*) > 20 from credit_note) as credits`,
  );
  expect(done).toEqual([{ payments: true, letters: true, disputes: true, endings: true, credits: true }]);
  expect(bookedLate.size).toBeGreaterThan(5);
}, 180_000);

async function perform(
  platform: TestPlatform,
  cases: string[],
  bookedLate: Set<string>,
  step: Operation,
): Promise<void> {
  const today = platform.clock.today();
  const open = await openCases(platform);
  if (step.kind === 'register' || open.length === 0) {
    if (open.length < OPEN_CASES) cases.push(await hand(platform, invented(step, today)));
    return;
  }
  if (step.kind === 'advance') return void (await until(platform, addDays(today, 1 + (step.pick % 2))));
  if (step.kind === 'payLate') return void (await payClosed(platform, step));
  const id = open[step.pick % open.length]!.id;
  const caseId = globalId('Case', id);
  switch (step.kind) {
    case 'pay':
      return payShare(platform, id, bookedLate, step);
    case 'dispute':
      return void (await disputeCase(platform, agent, { caseId, reason: 'Random objection' }));
    case 'dismiss':
    case 'uphold':
      return void (await resolveDispute(platform, agent, {
        caseId,
        upheld: step.kind === 'uphold',
        resolution: 'Random decision',
      }));
    case 'pause':
      return void (await pauseCase(platform, agent, caseId, 'Random pause'));
    case 'resume':
      return void (await resumeCase(platform, agent, caseId));
    case 'withdraw':
      return void (await withdrawCase(platform, agent, { caseId, reason: 'Random end' }));
    case 'credit':
      return creditShare(platform, id, step);
    case 'approve':
      return void (await approveStep(platform, agent, caseId));
  }
}

/** Money for a case that is closed: it is nobody's but the payer's. */
async function payClosed(platform: TestPlatform, step: Operation): Promise<void> {
  const closed: { id: string }[] = await platform.db.query(
    `select id from collection_case where status = 'CLOSED' order by serial`,
  );
  const chosen = closed[step.pick % Math.max(closed.length, 1)];
  if (!chosen) return;
  const result = await pay(platform, chosen.id, formatAmount(BigInt(step.principalMinor), 'EUR'));
  expect(result.ok).toBe(true);
}

function openCases(platform: TestPlatform): Promise<{ id: string }[]> {
  return platform.db.query(`select id from collection_case where status <> 'CLOSED' order by serial`);
}

function invented(step: Operation, today: IsoDate): Invented {
  const dueDate = addDays(today, -step.dueDaysAgo);
  const { country, type, automation } = step;
  const sentOn = addDays(dueDate, 6);
  return {
    // Within what Norway and Sweden allow, beyond what Finland does.
    ...(step.reminded && { reminded: { sentOn, payBy: addDays(sentOn, 14), fee: '30.00' } }),
    country,
    type,
    automation,
    principal: formatAmount(BigInt(step.principalMinor), 'EUR'),
    dueDate,
    invoiceDate: addDays(dueDate, -20),
  };
}

async function payShare(platform: TestPlatform, id: string, bookedLate: Set<string>, step: Operation): Promise<void> {
  const state = (await loadCaseStates(platform.db, [id])).get(id)!;
  const receivedOn = addDays(platform.clock.today(), -step.daysAgo);
  const { outstanding } = balance(state.facts, jurisdictionOf(state.country), platform.clock.today());
  const amount = (outstanding * BigInt(step.share)) / 10_000n;
  if (amount <= 0n) return;
  const result = await pay(platform, id, formatAmount(amount, 'EUR'), receivedOn);
  const touched =
    state.facts.payments.some((payment) => payment.receivedOn > receivedOn) ||
    state.facts.notices.some((letter) => letter.sentOn >= receivedOn);
  if (result.ok && step.daysAgo > 0 && touched) bookedLate.add(id);
}

/** The share of what is left of its claim, all of it where it is more; on a day after the invoice. */
async function creditShare(platform: TestPlatform, id: string, step: Operation): Promise<void> {
  const { facts } = (await loadCaseStates(platform.db, [id])).get(id)!;
  const [claim] = facts.claims;
  const amount = smallest(claim!.principal, (claim!.principal * BigInt(step.share)) / 10_000n);
  if (amount <= 0n) return;
  const result = await recordCreditNote(platform, agent, {
    caseId: globalId('Case', id),
    claimId: globalId('Claim', claim!.id),
    amount: { amount: formatAmount(amount, 'EUR'), currency: facts.currency },
    issuedOn: addDays(platform.clock.today(), -step.daysAgo),
    reference: `K-${facts.creditNotes.length}`,
  });
  expect(result.ok).toBe(true);
}

async function check(platform: TestPlatform, cases: readonly string[], bookedLate: ReadonlySet<string>): Promise<void> {
  const unbalanced = await platform.db.query(
    `select currency, sum(amount) from (select currency, debit_account, amount_minor as amount from posting
       union all select currency, credit_account, -amount_minor from posting) entries group by currency having sum(amount) <> 0`,
  );
  expect(unbalanced).toEqual([]);
  const twice = await platform.db.query('select case_id, type from notice group by case_id, type having count(*) > 1');
  expect(twice).toEqual([]);
  const states = await loadCaseStates(platform.db, cases);
  for (const book of await books(platform, cases)) {
    const state = states.get(book.id)!;
    expect(book.replayed).toBe(book.booked);
    expectNoLetterEarly(state);
    if (state.status === 'CLOSED') {
      expectNothingOwed(state, platform.clock.today());
      expect(book.replayed).toBe('0');
      continue;
    }
    const accruedOn = latest(state.facts.registeredOn, ...(book.accruedOn === null ? [] : [book.accruedOn]));
    const law = jurisdictionOf(state.country);
    const totals = balance(state.facts, book.accruedOn === null ? null : law, accruedOn);
    expect(book.replayed).toBe(totals.outstanding.toString());
    const paid = state.facts.payments.flatMap((payment) => payment.allocations);
    expect(sum(paid.map((part) => part.amount))).toBe(totals.paid);
    if (!bookedLate.has(book.id)) expectNothingOverpaid(paid, totals.lines);
  }
}

interface BookRow {
  readonly id: string;
  /** What the database keeps of the receivables, and what its postings add up to. */
  readonly booked: string;
  readonly replayed: string;
  /** The last day interest and costs were booked: with a letter, a payment or a credit note. */
  readonly accruedOn: IsoDate | null;
}

function books(platform: TestPlatform, cases: readonly string[]): Promise<BookRow[]> {
  return platform.db.query(
    `select c.id, c.booked_outstanding_minor::text as booked,
       (select max(on_date) from case_event e where e.case_id = c.id and e.type in ('noticeSent', 'paymentReceived', 'creditNoteRecorded')) as "accruedOn",
       (select coalesce(sum(case when debit_account like 'receivable:%' then amount_minor else 0 end
         - case when credit_account like 'receivable:%' then amount_minor else 0 end), 0)::text
        from posting where case_id = c.id) as replayed
     from collection_case c where c.id = any($1)`,
    [cases],
  );
}

/** Nothing is owed on a closed case, on this day or ever after. */
function expectNothingOwed({ facts, country }: CaseState, today: IsoDate): void {
  for (const on of [today, addDays(today, 400)]) {
    const { principal, interest, costs, paid, writtenOff, outstanding, lines } = balance(
      facts,
      jurisdictionOf(country),
      on,
    );
    expect({ outstanding, lines: sum(lines.map((line) => line.amount)) }).toEqual({ outstanding: 0n, lines: 0n });
    expect(paid + writtenOff).toBe(principal + interest + costs);
    expect(writtenOff >= 0n && paid >= 0n).toBe(true);
  }
}

const asBucket = (line: OwedLine): OwedLine => (line.kind === 'CREDIT_NOTE' ? { ...line, kind: 'PRINCIPAL' } : line);

function expectNothingOverpaid(paid: readonly AllocationFacts[], lines: ReturnType<typeof balance>['lines']): void {
  for (const bucket of new Set(paid.map(bucketKey))) {
    const covered = sum(paid.filter((part) => bucketKey(part) === bucket).map((part) => part.amount));
    const owed = sum(lines.filter((line) => bucketKey(asBucket(line)) === bucket).map((line) => line.amount));
    expect({ bucket, over: covered > owed }).toEqual({ bucket, over: false });
  }
}

/** Each letter against the law as it stood the day it was sent, without the letter itself and what came later. */
function expectNoLetterEarly({ facts, country }: CaseState): void {
  const law = jurisdictionOf(country)!;
  for (const letter of facts.notices.filter(({ sentBy }) => sentBy === 'AGENCY')) {
    const before = facts.notices.filter((other) => other.sentOn < letter.sentOn);
    // What came in or was credited before the letter may have been told of after it.
    const known = { ...knownOn(facts, addDays(letter.sentOn, -1)), notices: before, payments: [], disputed: false };
    expect({ letter, refusal: law.forbids(letter.type, known, letter.sentOn) }).toEqual({ letter, refusal: null });
    expect(letter.sentOn >= isoDate('2026-03-02')).toBe(true);
  }
}
