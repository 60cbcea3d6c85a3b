import fc from 'fast-check';
import { addDays, type IsoDate } from '../../src/domain/date.js';
import { allowedActions, type CaseAction } from '../../src/domain/lifecycle.js';
import { formatAmount } from '../../src/domain/money.js';
import type { StepType } from '../../src/domain/facts.js';
import { globalId } from '../../src/graphql/ids.js';
import { passDays } from '../../src/jobs/daily.js';
import { takeDueSteps } from '../../src/jobs/due-steps.js';
import { loadCaseStates } from '../../src/modules/cases/case.facts.js';
import { lawOf } from '../../src/modules/cases/case.working.js';
import { setCreditorBankAccount } from '../../src/modules/settlement/account.commands.js';
import { setCommissionTerms } from '../../src/modules/settlement/terms.commands.js';
import { useDatabase } from '../setup/database.js';
import { agent } from '../setup/platform.js';
import { expectBalancesBooked, expectBooksRight } from './book-checks.js';
import { DEEDS, doTo, draw, type AtHand, type DeedKind, type Draw } from './deeds.js';
import { expectAllowed, expectWaitsKept } from './letter-checks.js';
import { afterClosing, bankAnswers, bankFile, payOn, refund, reverse, settleSuspense } from './money-deeds.js';
import { creditorOf, hand, openPlatform, type Invented, type TestPlatform } from './world.js';

const db = useDatabase();

/** How many lives are lived, and from which seed; a drill (`DRILL_RUNS`) takes another seed each time, which it prints. */
const DRILL_RUNS = process.env['DRILL_RUNS'];
const SEED = Number(process.env['DRILL_SEED'] ?? (DRILL_RUNS ? Date.now() % 2 ** 31 : 20_261_122));
const DEEDS_IN_A_LIFE = 200;
/** Somebody who owes more than once: official test numbers. */
const KNOWN_AGAIN = { NO: '10915596784', SE: '640823-3234', FI: '131052-308T' } as const;
/** A case that is closed makes room for another. */
const OPEN_CASES = 20;
const DEEDS_BETWEEN_CHECKS = 25;

const MONEY = {
  register: 30, live: 20, pay: 24, bankFile: 10, settleSuspense: 6, reverse: 4, afterClosing: 4, refund: 5, bankAnswers: 5,
} as const; // prettier-ignore
type Kind = DeedKind | keyof typeof MONEY;

const kinds = [...Object.entries(MONEY), ...Object.entries(DEEDS).map(([kind, [weight]]) => [kind, weight] as const)];
const step = fc.record({
  kind: fc.oneof(...kinds.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Kind) }))),
  drawn: draw,
  country: fc.constantFrom('NO' as const, 'SE' as const, 'FI' as const),
  type: fc.constantFrom('PERSON' as const, 'COMPANY' as const),
  automation: fc.constantFrom('AUTOMATIC' as const, 'AUTOMATIC' as const, 'APPROVAL' as const),
  principalMinor: fc.integer({ min: 1, max: 3_000_000 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

test(`whatever is done to twenty cases, the books are right and no letter is early (seed ${SEED})`, async () => {
  const done = new Map<Kind, number>();
  const life = fc.array(step, { minLength: DEEDS_IN_A_LIFE, maxLength: DEEDS_IN_A_LIFE });
  const runs = { seed: SEED, numRuns: Number(DRILL_RUNS ?? 1), endOnFailure: true };
  await fc.assert(
    fc.asyncProperty(life, (steps) => new Life(done).live(steps)),
    runs,
  );
  if (DRILL_RUNS) console.info(`seed ${SEED}: ${[...done].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
  // Otherwise the deeds were spent on refusals.
  expect(done.size).toBeGreaterThan(22);
  expect(done.get('pay')).toBeGreaterThan(15);
}, 3_600_000);

/** One sequence of deeds, from an empty database on. */
class Life {
  private platform!: TestPlatform;
  private buyerId!: string;
  private deeds = 0;
  private readonly creditors = new Map<string, string>();
  /** The last deeds, for whoever looks into a failure. */
  private readonly told: string[] = [];

  constructor(private readonly done: Map<Kind, number>) {}

  async live(steps: readonly Step[]): Promise<void> {
    await empty();
    this.platform = await openPlatform(db.dataSource, '2026-03-02');
    this.buyerId = globalId('Creditor', await creditorOf(this.platform, { country: 'NO' }));
    try {
      for (const [index, each] of steps.entries()) {
        const done = await this.perform(each);
        this.told.push(`${index} ${each.kind}${done ? '' : ' refused'} ${this.platform.clock.today()}`);
        if (done) this.done.set(each.kind, (this.done.get(each.kind) ?? 0) + 1);
        if (index % DEEDS_BETWEEN_CHECKS === DEEDS_BETWEEN_CHECKS - 1) await this.check();
      }
    } catch (error) {
      throw new Error(`after ${this.told.slice(-12).join(', ')}, at ${steps[this.told.length]?.kind}`, {
        cause: error,
      });
    }
  }

  private async perform({ kind, drawn, ...about }: Step): Promise<boolean> {
    const { platform } = this;
    this.deeds += 1;
    const open = await this.open();
    if (kind === 'register') return open.length < OPEN_CASES - 1 && this.register(about, drawn);
    if (kind === 'live') return this.liveDays(1 + (drawn.pick % 7));
    if (kind === 'reverse') return reverse(platform, drawn);
    if (kind === 'bankAnswers') return bankAnswers(platform, drawn);
    if (kind === 'afterClosing') return afterClosing(platform, drawn);
    if (kind === 'refund') return refund(platform, `deed ${this.deeds}`, drawn);
    const atHand = await this.choose(open, kind, drawn);
    if (atHand === null) return false;
    if (kind === 'pay') return payOn(atHand, drawn);
    if (kind === 'bankFile') return bankFile(atHand, drawn);
    if (kind === 'settleSuspense') return settleSuspense(atHand, drawn);
    return doTo(atHand, kind, drawn);
  }

  /** One of the cases to which it can be done as things stand; where it can be done to none, any: it is then refused. */
  private async choose(open: readonly string[], kind: Kind, { pick }: Draw): Promise<AtHand | null> {
    const { platform, buyerId } = this;
    const states = await loadCaseStates(db.dataSource, open);
    const needed: CaseAction = kind in DEEDS ? DEEDS[kind as DeedKind][1] : 'RECORD_PAYMENT';
    const able = open.filter((each) => allowedActions(states.get(each)!, 'AGENT').includes(needed));
    const from = able.length > 0 ? able : open;
    const id = from[pick % Math.max(from.length, 1)];
    if (id === undefined) return null;
    const state = states.get(id)!;
    const law = lawOf(platform.laws, state)!;
    const today = platform.clock.today();
    return { platform, id, caseId: globalId('Case', id), state, law, today, buyerId, key: `deed ${this.deeds}` };
  }

  private async register(about: Omit<Step, 'kind' | 'drawn'>, { pick, yes }: Draw): Promise<boolean> {
    const { country, type, automation, principalMinor } = about;
    const creditorId = await this.creditor(country, automation);
    const dueDate = addDays(this.platform.clock.today(), -(14 + (pick % 46)));
    const sentOn = addDays(dueDate, 6);
    const known = type === 'PERSON' && pick % 2 === 0;
    const invoice: Invented = {
      country, type, creditorId, dueDate, invoiceDate: addDays(dueDate, -20), principal: formatAmount(BigInt(principalMinor), 'EUR'),
      ...(known && { nationalId: KNOWN_AGAIN[country] }),
      // Within what Norway and Sweden allow, beyond what Finland does.
      ...(yes && { reminded: { sentOn, payBy: addDays(sentOn, 14), fee: '30.00' } }),
    }; // prettier-ignore
    await hand(this.platform, invoice);
    if (known) await hand(this.platform, invoice);
    return true;
  }

  /** One for each country and way of working, with terms and an account. */
  private async creditor(country: Step['country'], automation: Step['automation']): Promise<string> {
    const key = `${country} ${automation}`;
    const known = this.creditors.get(key);
    if (known !== undefined) return known;
    const { platform } = this;
    const id = await creditorOf(platform, { country, automation });
    this.creditors.set(key, id);
    const creditorId = globalId('Creditor', id);
    const terms = { creditorId, validFrom: platform.clock.today(), successFeePercent: '10', schedule: 'WEEKLY' } as const;
    expect(await setCommissionTerms(platform, agent, { idempotencyKey: `terms ${id}`, ...terms })).toMatchObject({ ok: true });
    // One of them has not told where to pay it.
    if (key !== 'SE APPROVAL') {
      const account = { creditorId, bankAccount: platform.agency.accounts[country] };
      expect(await setCreditorBankAccount(platform, agent, account)).toMatchObject({ ok: true });
    }
    return id;
  } // prettier-ignore

  private async open(): Promise<string[]> {
    const rows: { id: string }[] = await db.dataSource.query(
      `select id from collection_case where status <> 'CLOSED' order by serial`,
    );
    return rows.map(({ id }) => id);
  }

  private async liveDays(days: number): Promise<boolean> {
    for (let lived = 0; lived < days; lived += 1) await this.liveDay(addDays(this.platform.clock.today(), 1));
    return true;
  }

  private async liveDay(day: IsoDate): Promise<void> {
    const { platform } = this;
    const all: { id: string }[] = await db.dataSource.query('select id from collection_case');
    const evening = await loadCaseStates(db.dataSource, all.map(({ id }) => id)); // prettier-ignore
    await platform.clock.moveTo(db.dataSource, day);
    await passDays(platform, day);
    await takeDueSteps(platform, day);
    const sent: { id: string; type: StepType; resumed: boolean }[] = await db.dataSource.query(
      `select case_id as id, type, exists (select from case_event e where e.case_id = n.case_id and e.on_date = $1
         and e.type in ('resumed', 'planEnded')) as resumed from notice n where sent_on = $1`,
      [day],
    );
    for (const letter of sent) expectAllowed(platform, evening.get(letter.id)!, letter, day);
  }

  private async check(): Promise<void> {
    const { platform } = this;
    const today = platform.clock.today();
    await expectBooksRight(platform, today);
    await expectBalancesBooked(platform, today);
    // The letters of one that was merged are those of the case it went into, where its claims may since have been given more time.
    const all: { id: string }[] = await db.dataSource.query(
      'select id from collection_case where merged_into_id is null',
    );
    const states = await loadCaseStates(db.dataSource, all.map(({ id }) => id)); // prettier-ignore
    const merged: { id: string; on: IsoDate }[] = await db.dataSource.query(MERGED);
    const mergedOn = new Map(merged.map(({ id, on }) => [id, on]));
    for (const [id, state] of states) expectWaitsKept(state, today, mergedOn.get(id));
  }
}

/** Cases that claims of others have come into, themselves or as somebody else's before, and when last. */
const MERGED = `with recursive merged as (select into_id as id, merged_on as "on" from case_merge where undone_on is null
    union select c.id, m."on" from merged m join collection_case c on c.continues_id = m.id)
  select id, max("on") as on from merged group by id`;

/** Append-only tables refuse it, but for whoever administers the server. */
function empty(): Promise<void> {
  return db.dataSource.transaction(async (tx) => {
    await tx.query(`set local session_replication_role = 'replica'`);
    await tx.query('truncate creditor, bank_file, idempotency cascade');
  });
}
