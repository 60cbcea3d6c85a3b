import { addDays, isoDate } from '../../src/domain/date.js';
import { booksOf, newCreditor, pay, register, useWorld, type Row, type World } from '../scenarios/world.js';

/** A case worked out by hand. Amounts everywhere are decimals in the currency of the file. */
export interface WorkedCase {
  readonly title: string;
  /** Where it is not the file's. */
  readonly currency?: string;
  /** Day the case is handed over, and day it was registered with the API. */
  readonly registeredOn: string;
  /** Input of registerCreditor; the same object is taken in once for a file. */
  readonly creditor: object;
  /** Input of setStrategy, where the creditor wants more than letters; laid down when it is taken in. */
  readonly strategy?: object;
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
  | { readonly plan: readonly (readonly [string, string])[]; readonly interestFree?: boolean }
  /** Input of recordProceeding; `on` is the entry's day where it does not say. */
  | { readonly proceeding: Input & { readonly awarded?: string } }
  /** Input of recordDebtorCondition. */
  | { readonly condition: object }
  /** What the debtor objects to, and how much of the claim; all of it without an amount. */
  | { readonly dispute: string; readonly amount?: string }
  /** What the creditor says to it. */
  | { readonly answer: string }
  /** Whether the debtor was right, and about how much; about all that was disputed without an amount. */
  | { readonly upheld: boolean; readonly amount?: string }
  /** Why the creditor wants no more of it. */
  | { readonly withdraw: string }
  /** Why a person closes it. */
  | { readonly close: string }
  /** What of a payment that was too much is sent back to whoever paid. */
  | { readonly refund: string }
  /** The price, and the creditor that buys. What stands below it is about the case of the buyer. */
  | { readonly sell: string; readonly to: object };

type Ending = Extract<Deed, { withdraw: string } | { close: string } | { refund: string } | { sell: string }>;

type Check =
  /** Outstanding, and the parts of it named. */
  | { readonly owed: string; readonly interest?: string; readonly costs?: string; readonly paid?: string }
  /** All letters so far: "COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18". */
  | { readonly letters: string }
  /** How the case stands: "ON_HOLD PAYMENT_PLAN", "CLOSED PAID"; and what of the rest is named. */
  | ({ readonly stands: string } & Standing)
  /** Every account of the case's books that is not empty; after a sale those of the seller where they are asked for. */
  | { readonly books: Readonly<Record<string, string>>; readonly ofSeller?: true }
  /** Something the last letter says, and its last day to pay. */
  | { readonly says: string; readonly payBy: string | null };

interface Standing {
  /** "RENEGOTIATED, ACTIVE". */
  readonly plans?: string;
  readonly stage?: string;
  /** "COURT_APPLICATION 2026-07-01". */
  readonly next?: string | null;
  /** Of the period of limitation. */
  readonly lastDay?: string;
  /** Open ones, with the day until which they are to be done: "OVERPAYMENT 2026-03-20". */
  readonly tasks?: string;
  /** Scores of the debtor's means, oldest first: "2023-12-11 10". */
  readonly scores?: string;
}

/**
 * A file's cases under one clock: every day that any of them names is lived once, in order, and each case is a test of what
 * the API answered on its days. A deed that fails fails its own case alone. Keep a file within a year: each day costs time.
 */
export function workedCases(startsOn: string, currency: string, cases: readonly WorkedCase[]): void {
  const here = useWorld(startsOn);
  const creditors = new Map<object, string>();
  const runs = cases.map((worked) => new Run(worked, worked.currency ?? currency, creditors));
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
  private sellersId = '';

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
    this.id = await register(world, {
      creditorId: await this.takeIn(world, creditor, this.worked.strategy),
      debtor,
      claims: claims.map((claim, index) => this.claimInput(claim, index)),
      priorNotices: priorNotices.map(({ feeCharged, ...letter }) => ({
        ...letter,
        feeCharged: feeCharged && this.money(feeCharged),
      })),
    });
  }

  /** The creditor's id: it is taken in where the file has not met it yet. */
  private async takeIn(world: World, creditor: object, strategy?: object): Promise<string> {
    const known = this.creditors.get(creditor);
    if (known !== undefined) return known;
    const creditorId = await newCreditor(world, creditor);
    this.creditors.set(creditor, creditorId);
    if (strategy) await mutate(world, 'setStrategy', 'SetStrategyInput', { creditorId, strategy });
    return creditorId;
  }

  async enter(world: World, entry: Entry): Promise<void> {
    if ('owed' in entry || 'letters' in entry) return this.check(world, entry);
    if ('stands' in entry) return this.checkStanding(world, entry);
    if ('says' in entry) return this.checkLetter(world, entry);
    if ('books' in entry) return this.checkBooks(world, entry);
    if ('withdraw' in entry || 'close' in entry || 'refund' in entry || 'sell' in entry) return this.end(world, entry);
    const { id: caseId } = this;
    if ('pay' in entry) {
      await pay(world, caseId, this.money(entry.pay), entry.receivedOn ?? entry.on, entry.toCreditor);
    } else if ('take' in entry) {
      await this.take(world, entry);
    } else if ('plan' in entry) {
      const { interestFree } = entry;
      const instalments = entry.plan.map(([dueOn, amount]) => ({ dueOn, amount: this.money(amount) }));
      await mutate(world, 'agreePaymentPlan', 'AgreePaymentPlanInput', { caseId, instalments, interestFree });
    } else if ('proceeding' in entry) {
      const { awarded, ...proceeding } = entry.proceeding;
      const input = { caseId, on: entry.on, ...proceeding, awarded: awarded && this.money(awarded) };
      await mutate(world, 'recordProceeding', 'RecordProceedingInput', input);
    } else if ('dispute' in entry) {
      const disputedAmount = entry.amount && this.money(entry.amount);
      await mutate(world, 'disputeCase', 'DisputeCaseInput', { caseId, reason: entry.dispute, disputedAmount });
    } else if ('answer' in entry) {
      await mutate(world, 'answerDispute', 'AnswerDisputeInput', { caseId, answer: entry.answer });
    } else if ('upheld' in entry) {
      const { upheld, amount } = entry;
      const input = {
        caseId,
        upheld,
        upheldAmount: amount && this.money(amount),
        resolution: 'The delivery note shows it.',
      };
      await mutate(world, 'resolveDispute', 'ResolveDisputeInput', input);
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

  /** Deeds that end the case, or what is left to do after its end. */
  private async end(world: World, entry: Ending): Promise<void> {
    const { id: caseId } = this;
    if ('withdraw' in entry) {
      await mutate(world, 'withdrawCase', 'WithdrawCaseInput', { caseId, reason: entry.withdraw });
    } else if ('close' in entry) {
      const input = { caseId, closeReason: entry.close, note: 'As the papers say.' };
      await mutate(world, 'closeCase', 'CloseCaseInput', input);
    } else if ('refund' in entry) {
      const input = { idempotencyKey: caseId, caseId, amount: this.money(entry.refund), payoutReference: 'Sent back' };
      await mutate(world, 'refundSurplus', 'RefundSurplusInput', input);
    } else {
      const newCreditorId = await this.takeIn(world, entry.to);
      const sold = await world.act(SELL, { input: { caseId, newCreditorId, price: this.money(entry.sell) } });
      this.sellersId = caseId;
      this.id = String(sold['case']!['id']);
    }
  }

  private async checkStanding(world: World, wanted: Entry & { readonly stands: string }): Promise<void> {
    this.expected.push(wanted);
    const { case: now, tasks } = await world.ask(STANDING, { id: this.id });
    const reason = now!['holdReason'] ?? now!['closeReason'];
    const next = now!['nextStep'] as unknown as Row | null;
    const standing = {
      on: wanted.on,
      stands: [now!['status'], reason].filter((word) => word != null).join(' '),
      plans: now!['plans']!.map((plan) => plan['status']).join(', '),
      stage: now!['stage'],
      next: next && `${next['type']} ${next['earliestOn']}`,
      lastDay: now!['limitationDate'],
      tasks: tasks!['edges']!.map(({ node }) => `${node!['kind']} ${node!['dueOn']}`).join(', '),
      scores: [...now!['scores']!].reverse().map((score) => `${score['on']} ${score['points']}`).join(', '),
    }; // prettier-ignore
    this.answers.push(Object.fromEntries(Object.entries(standing).filter(([part]) => part in wanted)));
  }

  private async checkBooks(
    world: World,
    wanted: Entry & { readonly books: object; readonly ofSeller?: true },
  ): Promise<void> {
    this.expected.push(wanted);
    const books = await booksOf(world, wanted.ofSeller ? this.sellersId : this.id);
    this.answers.push({ ...wanted, books });
  }

  private async checkLetter(world: World, wanted: Entry & { readonly says: string }): Promise<void> {
    this.expected.push(wanted);
    const now = (await world.ask(LETTERS, { id: this.id }))['case']!;
    const node = now['notices']!['edges']!.map((edge) => edge['node']!).at(-1);
    const said = String(node!['body']).replace(/\s+/g, ' ');
    const says = said.includes(wanted.says) ? wanted.says : said;
    this.answers.push({ on: wanted.on, says, payBy: node!['payBy'] });
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

const STANDING = `query ($id: ID!) {
  case(id: $id) { status holdReason closeReason stage limitationDate plans { status } nextStep { type earliestOn } scores { on points } }
  tasks(filter: { caseId: [$id], open: true }) { edges { node { kind dueOn } } } }`;

const LETTERS = `query ($id: ID!) { case(id: $id) { notices(first: 100) { edges { node { body payBy } } } } }`;

const SELL = `mutation ($input: SellCaseInput!) { sellCase(input: $input) { case { id } userErrors { code message } } }`;

const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { userErrors { code message } } }`;

const mutate = (world: World, name: string, type: string, input: object): Promise<Row> =>
  world.act(mutation(name, type), { input });
