import { addDays, isoDate } from '../../src/domain/date.js';
import { newCreditor, pay, register, useWorld, type Row, type World } from '../scenarios/world.js';

/** A case worked out by hand. Amounts everywhere are decimals in the currency of the file. */
export interface WorkedCase {
  readonly title: string;
  /** Day the case is handed over, and day it was registered with the API. */
  readonly registeredOn: string;
  /** Input of registerCreditor; the same object is taken in once for a file. */
  readonly creditor: object;
  /** Input of registerCase: who owes. A case of its own needs a debtor of its own name. */
  readonly debtor: object;
  readonly claims: readonly WorkedClaim[];
  readonly priorNotices?: readonly (Input & { readonly feeCharged?: string })[];
  /** Oldest first; within a day in the order written. */
  readonly timeline: readonly Entry[];
}

/** Fields of an input of the schema. */
interface Input {
  readonly [field: string]: unknown;
}

/** Input of a claim; dated 30 days before it falls due and numbered where it does not say. */
interface WorkedClaim {
  readonly principal: string;
  readonly dueDate: string;
  readonly invoiceDate?: string;
  readonly [field: string]: string | undefined;
}

/** What is done to a case on a day, or what must be true of it then. The letters of the day have gone out before. */
type Entry = { readonly on: string } & (Deed | Check);

type Deed =
  | { readonly pay: string; readonly receivedOn?: string; readonly toCreditor?: boolean }
  /** With `refused`, the code the API must answer. */
  | { readonly take: string; readonly refused?: string }
  /** Due date and amount of each instalment. */
  | { readonly plan: readonly (readonly [string, string])[] }
  /** Input of recordProceeding; `on` is the entry's day where it does not say. */
  | { readonly proceeding: Input & { readonly awarded?: string } }
  /** Input of recordDebtorCondition. */
  | { readonly condition: object }
  /** What the debtor objects to. */
  | { readonly dispute: string };

type Check =
  /** Outstanding, and the parts of it named. */
  | { readonly owed: string; readonly interest?: string; readonly costs?: string; readonly paid?: string }
  /** All letters so far: "COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18". */
  | { readonly letters: string };

/**
 * A file's cases under one clock: every day that any of them names is lived once, in order, and each case is a test of what
 * the API answered on its days. A deed that fails fails its own case alone. Keep a file within a year: each day costs time.
 */
export function workedCases(startsOn: string, currency: string, cases: readonly WorkedCase[]): void {
  const here = useWorld(startsOn);
  const creditors = new Map<object, string>();
  const runs = cases.map((worked) => new Run(worked, currency, creditors));
  beforeAll(async () => {
    const days = cases.flatMap(({ registeredOn, timeline }) => [registeredOn, ...timeline.map(({ on }) => on)]);
    for (const day of [...new Set(days)].sort()) await live(here.world, day, runs);
  }, 120_000);
  test.each(runs.map((run) => [run.worked.title, run] as const))('%s', (_title, run) => {
    expect(run.answers).toEqual(run.expected);
  });
}

async function live(world: World, day: string, runs: readonly Run[]): Promise<void> {
  await world.until(day);
  const handedOver = runs.filter(({ worked }) => worked.registeredOn === day);
  for (const run of handedOver) await run.attempt(day, () => run.handOver(world));
  if (handedOver.length > 0) await world.until(day);
  for (const run of runs) {
    for (const entry of run.worked.timeline.filter(({ on }) => on === day)) {
      await run.attempt(day, () => run.enter(world, entry));
    }
  }
}

/** One case as it goes: what the API answered beside what was worked out. */
class Run {
  readonly answers: object[] = [];
  readonly expected: object[] = [];
  private id = '';

  constructor(
    readonly worked: WorkedCase,
    private readonly currency: string,
    /** Ids of the creditors taken in so far, by their input. */
    private readonly creditors: Map<object, string>,
  ) {}

  /** Keeps a failure as the case's answer, so that the other cases go on. */
  async attempt(day: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.answers.push({ on: day, failed: String(error).split('\n') });
    }
  }

  async handOver(world: World): Promise<void> {
    const { creditor, debtor, claims, priorNotices = [] } = this.worked;
    const creditorId = this.creditors.get(creditor) ?? (await newCreditor(world, creditor));
    this.creditors.set(creditor, creditorId);
    this.id = await register(world, {
      creditorId,
      debtor,
      claims: claims.map((claim, index) => this.claimInput(claim, index)),
      priorNotices: priorNotices.map(({ feeCharged, ...letter }) => ({
        ...letter,
        feeCharged: feeCharged && this.money(feeCharged),
      })),
    });
  }

  async enter(world: World, entry: Entry): Promise<void> {
    if ('owed' in entry || 'letters' in entry) return this.check(world, entry);
    const { id: caseId } = this;
    if ('pay' in entry) {
      await pay(world, caseId, this.money(entry.pay), entry.receivedOn ?? entry.on, entry.toCreditor);
    } else if ('take' in entry) {
      await this.take(world, entry);
    } else if ('plan' in entry) {
      const instalments = entry.plan.map(([dueOn, amount]) => ({ dueOn, amount: this.money(amount) }));
      await mutate(world, 'agreePaymentPlan', 'AgreePaymentPlanInput', { caseId, instalments });
    } else if ('proceeding' in entry) {
      const { awarded, ...proceeding } = entry.proceeding;
      const input = { caseId, on: entry.on, ...proceeding, awarded: awarded && this.money(awarded) };
      await mutate(world, 'recordProceeding', 'RecordProceedingInput', input);
    } else if ('dispute' in entry) {
      await mutate(world, 'disputeCase', 'DisputeCaseInput', { caseId, reason: entry.dispute });
    } else {
      const found = await world.ask(`query ($id: ID!) { case(id: $id) { debtor { id } } }`, { id: caseId });
      const input = { debtorId: found['case']!['debtor']!['id'], ...entry.condition };
      await mutate(world, 'recordDebtorCondition', 'RecordDebtorConditionInput', input);
    }
  }

  private async take(world: World, { on, take: type, refused }: Entry & { take: string; refused?: string }) {
    const input = { caseId: this.id, type };
    if (refused === undefined) return void (await mutate(world, 'takeStep', 'TakeStepInput', input));
    const answer = await world.ask(mutation('takeStep', 'TakeStepInput'), { input });
    this.expected.push({ on, refused });
    this.answers.push({ on, refused: answer['takeStep']!['userErrors']!.map(({ code }) => code).join(' ') });
  }

  private async check(world: World, wanted: { readonly on: string } & Check): Promise<void> {
    this.expected.push(wanted);
    const now = (await world.ask(CASE, { id: this.id }))['case']!;
    const { on } = wanted;
    if ('letters' in wanted) {
      const letters = now['notices']!['edges']!.map(({ node }) => `${node!['type']} ${node!['sentOn']}`).join(', ');
      this.answers.push({ on, letters });
      return;
    }
    const parts = Object.entries(now['balance']!).map(([part, amount]) => [part, amount['amount']] as const);
    this.answers.push({ on, ...Object.fromEntries(parts.filter(([part]) => part in wanted)) });
  }

  private claimInput({ principal, ...claim }: WorkedClaim, index: number): object {
    const invoiceDate = addDays(isoDate(claim.dueDate), -30);
    const invoiceNumber = `${this.worked.title.slice(0, 80)} ${index + 1}`;
    return { invoiceNumber, invoiceDate, description: 'Levering', ...claim, principal: this.money(principal) };
  }

  private readonly money = (amount: string): object => ({ amount, currency: this.currency });
}

const CASE = `query ($id: ID!) { case(id: $id) {
  balance { owed: outstanding { amount } interest { amount } costs { amount } paid { amount } }
  notices(first: 100) { edges { node { type sentOn } } } } }`;

const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { userErrors { code message } } }`;

const mutate = (world: World, name: string, type: string, input: object): Promise<Row> =>
  world.act(mutation(name, type), { input });
