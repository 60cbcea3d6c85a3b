import type { IsoDate } from '../../domain/date.js';
import { lapses, withFirstDueDate, type GrantedTime } from '../../domain/due-date.js';
import type {
  AllocationFacts, CaseFacts, ClaimFacts, DayCount, DisputedPartFacts, NoticeFacts, PaymentFacts, PlanEnd, PlanFacts, ProceedingFacts,
  StepType,
} from '../../domain/facts.js'; // prettier-ignore

/** Amounts come as text, for a JSON number may not hold them. */
export type WithText<Facts, Amount extends keyof Facts> = Omit<Facts, Amount> & Readonly<Record<Amount, string>>;

interface PlanJson {
  agreedOn: IsoDate;
  interestFree: boolean;
  endedOn: IsoDate | null;
  endedAs: PlanEnd | null;
  instalments: { dueOn: IsoDate; amount: string }[] | null;
}

/** Letters, payments and what else happened to the claims of a case, as `caseStateSql` selects it; null where nothing did. */
export interface HistoryJson {
  proceedings: WithText<ProceedingFacts, 'awarded'>[] | null;
  plans: PlanJson[] | null;
  objectedOn: IsoDate[] | null;
  disputedParts: WithText<DisputedPartFacts, 'amount'>[] | null;
  notices: [StepType, IsoDate, IsoDate | null, NoticeFacts['sentBy'], string | null][] | null;
  payments: [string, IsoDate, string, [AllocationFacts['kind'], string | null, string, boolean][] | null][] | null;
  granted: GrantedTime[] | null;
}

/** What claims carry along into another case: their history, and the terms they were worked on. */
export interface CarriedJson extends HistoryJson {
  /** Null where they came from another case of the same creditor. */
  assignedOn: IsoDate | null;
  registeredOn: IsoDate;
  vatLiable: boolean;
  dayCount: DayCount | null;
}

/** A case's own history, and what it has from the case it continues. */
type Continued = HistoryJson & Omit<CarriedJson, keyof HistoryJson | 'assignedOn'> & { carried: CarriedJson | null };

type HistoryFacts = Pick<
  CaseFacts,
  | 'registeredOn' | 'creditorVatLiable' | 'dayCount' | 'assignedOn' | 'proceedings' | 'plans' | 'objectedOn' | 'disputedParts' | 'notices'
  | 'lapsedNotices' | 'payments'
>; // prettier-ignore

type WholeHistory = { readonly [Part in keyof HistoryJson]: NonNullable<HistoryJson[Part]> };

/** Oldest first; of one day, the earlier history first. */
function inOrder<Entry>(
  earlier: readonly Entry[] | null | undefined,
  own: readonly Entry[] | null,
  dayOf: (entry: Entry) => IsoDate,
): Entry[] {
  if (!earlier) return [...(own ?? [])];
  return [...earlier, ...(own ?? [])].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0));
}

const together = (earlier: HistoryJson | null, own: HistoryJson): WholeHistory => ({
  proceedings: inOrder(earlier?.proceedings, own.proceedings, ({ on }) => on),
  plans: inOrder(earlier?.plans, own.plans, ({ agreedOn }) => agreedOn),
  objectedOn: inOrder(earlier?.objectedOn, own.objectedOn, (day) => day),
  disputedParts: inOrder(earlier?.disputedParts, own.disputedParts, ({ from }) => from),
  notices: inOrder(earlier?.notices, own.notices, ([, sentOn]) => sentOn),
  payments: inOrder(earlier?.payments, own.payments, ([, receivedOn]) => receivedOn),
  granted: inOrder(earlier?.granted, own.granted, ({ changedOn }) => changedOn),
});

const wholeHistory = ({ carried, ...own }: Continued): WholeHistory => together(carried, own);

/**
 * What happened to the claims of a case, under an earlier creditor too, and the terms it is worked on. The earlier creditor's
 * count of days stays, so that the same is owed; where either may deduct VAT, the debtor bears none.
 */
export function historyFacts(row: Continued): HistoryFacts {
  const { carried } = row;
  const history = wholeHistory(row);
  const notices = history.notices.map(noticeOf);
  return {
    registeredOn: carried?.registeredOn ?? row.registeredOn,
    creditorVatLiable: row.vatLiable || carried?.vatLiable === true,
    dayCount: carried ? carried.dayCount : row.dayCount,
    assignedOn: carried?.assignedOn ?? null,
    proceedings: history.proceedings.map((found) => ({ ...found, awarded: BigInt(found.awarded) })),
    plans: history.plans.map(planOf),
    objectedOn: history.objectedOn,
    disputedParts: history.disputedParts.map((part) => ({ ...part, amount: BigInt(part.amount) })),
    notices: notices.filter((letter) => !lapses(letter, history.granted)),
    lapsedNotices: notices.filter((letter) => lapses(letter, history.granted)),
    payments: history.payments.map(paymentOf),
  };
}

/** The claim as it came into being and as it stands, with the day it was first due. */
export function claimOf(claim: WithText<ClaimFacts, 'principal'>, { carried, granted }: Continued): ClaimFacts {
  const times = [...(carried?.granted ?? []), ...(granted ?? [])];
  return withFirstDueDate({ ...claim, principal: BigInt(claim.principal) }, times);
}

const noticeOf = ([type, sentOn, payBy, sentBy, fee]: NonNullable<HistoryJson['notices']>[number]): NoticeFacts => ({
  type,
  sentOn,
  payBy,
  sentBy,
  feeCharged: fee === null ? null : BigInt(fee),
});

const planOf = ({ agreedOn, interestFree, endedOn, endedAs, instalments }: PlanJson): PlanFacts => ({
  agreedOn,
  instalments: (instalments ?? []).map(({ dueOn, amount }) => ({ dueOn, amount: BigInt(amount) })),
  ...(interestFree && { interestFree }),
  ...(endedOn !== null && endedAs !== null && { ended: { on: endedOn, as: endedAs } }),
});

const paymentOf = ([id, receivedOn, amount, parts]: NonNullable<HistoryJson['payments']>[number]): PaymentFacts => ({
  id,
  receivedOn,
  amount: BigInt(amount),
  allocations: (parts ?? []).map(([kind, claimId, part, creditorsOwn]) => ({
    kind,
    claimId,
    amount: BigInt(part),
    ...(creditorsOwn && { creditorsOwn }),
  })),
});

/**
 * What the claims of a case carry along to another creditor, from what `caseStateSql` selects of it. `renamed` has the key of each
 * claim there by its key here.
 */
export function carriedTo(json: object, assignedOn: IsoDate, renamed: ReadonlyMap<string, string>): CarriedJson {
  const row = json as Continued;
  const { registeredOn, creditorVatLiable: vatLiable, dayCount } = historyFacts(row);
  const carried: CarriedJson = { ...wholeHistory(row), assignedOn, registeredOn, vatLiable, dayCount };
  const text = [...renamed].reduce(
    (known, [before, after]) => known.replaceAll(before, after),
    JSON.stringify(carried),
  );
  return JSON.parse(text) as CarriedJson;
}

/** What a case carries once the claims of others were merged into it, from what `caseStateSql` selects of each. */
export function carriedWith(json: object, merged: readonly object[]): CarriedJson {
  const row = json as Continued;
  const { registeredOn, creditorVatLiable: vatLiable, dayCount, assignedOn } = historyFacts(row);
  const histories = merged.map((each) => wholeHistory(each as Continued));
  const history = histories.reduce<HistoryJson>(together, row.carried ?? NO_HISTORY);
  const { proceedings, plans, objectedOn, disputedParts, notices, payments, granted } = history;
  return {
    proceedings, plans, objectedOn, disputedParts, notices, payments, granted, assignedOn, registeredOn, vatLiable, dayCount,
  }; // prettier-ignore
}

const NO_HISTORY: HistoryJson = {
  proceedings: null,
  plans: null,
  objectedOn: null,
  disputedParts: null,
  notices: null,
  payments: null,
  granted: null,
};
