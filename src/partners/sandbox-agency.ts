import { createHash } from 'node:crypto';
import { addDays, type IsoDate } from '../domain/date.js';
import { divideDown, formatAmount, largest, parseAmount, sum } from '../domain/money.js';
import type { NewCase, Report } from './sandbox-wire.js';

/** A report without its day, its id and its place: what a drill makes the agency say. */
export type ForcedReport =
  | { readonly type: 'status'; readonly status: string; readonly outcome: string | null; readonly note: string | null }
  | { readonly type: 'question'; readonly question: string }
  | { readonly type: 'payment'; readonly received: { readonly amount: string; readonly currency: string } };

/** A case at the agency: what it was given, and what has come in since, in the order it came. */
export interface AgencyCase {
  readonly reference: string;
  readonly order: NewCase;
  /** Day the agency last looked at the case; what comes in is dated by it. */
  readonly clock: IsoDate;
  readonly withdrawnOn: IsoDate | null;
  /** Days on which questions were answered, by the id of the question. */
  readonly answers: Readonly<Record<string, IsoDate>>;
  /** What the debtor paid to the creditor directly, minor units. */
  readonly directPayments: readonly { readonly on: IsoDate; readonly minor: bigint }[];
  readonly forced: readonly { readonly on: IsoDate; readonly report: ForcedReport }[];
}

/**
 * Everything the agency has to say of a case up to a day, oldest first. A pure function: the same case tells the same
 * story, different cases tell different ones, and what was told on a day is the beginning of what is told later.
 */
export function reportsOf(agencyCase: AgencyCase, until: IsoDate): Report[] {
  const { withdrawnOn } = agencyCase;
  const planned = plan(agencyCase).filter((report) => withdrawnOn === null || report.on <= withdrawnOn);
  const forced = agencyCase.forced.map(({ on, report }, index): Report => ({
    ...report,
    id: idOf(agencyCase, `forced-${index}`),
    on,
  }));
  const closing = forced.findIndex((report) => report.type === 'status' && ENDS.has(report.status));
  const last = closing < 0 ? null : forced[closing]!.on;
  // What a drill adds on a day comes after what the agency had already told of that day.
  return [...planned.filter((report) => last === null || report.on <= last), ...forced]
    .filter((report) => report.on <= until)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** Words after which the agency does nothing more. */
const ENDS: ReadonlySet<string> = new Set(['closed', 'declined']);

const idOf = (agencyCase: AgencyCase, what: string): string => `${agencyCase.reference}-${what}`;

/** The id of the one question the agency asks by itself. */
const questionOf = (agencyCase: AgencyCase): string => idOf(agencyCase, 'question');

/** How a case goes if nothing comes between; chosen by a hash of our reference, so that a demonstration can be repeated. */
function plan(agencyCase: AgencyCase): Report[] {
  const { order } = agencyCase;
  const seed = createHash('sha256').update(order.yourReference).digest();
  const status = (name: string, on: IsoDate, outcome: string | null = null): Report => ({
    id: idOf(agencyCase, name), on, type: 'status', status: name, outcome, note: null,
  }); // prettier-ignore
  const worked = addDays(order.orderedOn, 2);
  const beginning = [status('accepted', addDays(order.orderedOn, 1)), status('in_progress', worked)];
  if (seed[0]! % 3 !== 0) return [...beginning, ...collection(agencyCase, seed, worked)];
  const asked: Report = {
    id: questionOf(agencyCase), on: addDays(order.orderedOn, 4), type: 'question',
    question: 'Please send us the order confirmation or the signed contract.',
  }; // prettier-ignore
  const answeredOn = agencyCase.answers[asked.id];
  if (answeredOn === undefined) return [...beginning, asked];
  const resumed = addDays(answeredOn, 1);
  const resumption: Report = { ...status('in_progress', resumed), id: idOf(agencyCase, 'resumed') };
  return [...beginning, asked, resumption, ...collection(agencyCase, seed, resumed)];
}

/** What comes of the work that begins on a day: perhaps a part payment, and an end. */
function collection(agencyCase: AgencyCase, seed: Buffer, from: IsoDate): Report[] {
  const { currency } = agencyCase.order.invoices[0]!.principal;
  const minorOf = (amount: { readonly amount: string }): bigint => parseAmount(amount.amount, currency)!;
  const { invoices, alreadyPaid } = agencyCase.order;
  const total = sum(invoices.map((invoice) => minorOf(invoice.principal))) - minorOf(alreadyPaid);
  const paid = (name: string, on: IsoDate, minor: bigint): Report => ({
    id: idOf(agencyCase, name), on, type: 'payment', received: { amount: formatAmount(minor, currency), currency },
  }); // prettier-ignore
  const partDay = addDays(from, 10 + (seed[1]! % 20));
  const endDay = addDays(from, 40 + (seed[2]! % 80));
  const share = seed[3]! % 2 === 0 ? divideDown(total * BigInt(20 + (seed[4]! % 40)), 100n) : 0n;
  const part = largest(0n, smallestOf(share, total - received(agencyCase, partDay, currency)));
  const left = total - part - received(agencyCase, endDay, currency);
  const outcome = left <= 0n ? 'paid_in_full' : OUTCOMES[seed[5]! % OUTCOMES.length]!;
  const final = outcome === 'paid_in_full' ? left : outcome === 'settlement' ? divideDown(left * 60n, 100n) : 0n;
  return [
    ...(part > 0n ? [paid('part-payment', partDay, part)] : []),
    ...(final > 0n ? [paid('final-payment', endDay, final)] : []),
    { id: idOf(agencyCase, 'closed'), on: endDay, type: 'status', status: 'closed', outcome, note: null },
  ];
}

const OUTCOMES = ['paid_in_full', 'paid_in_full', 'paid_in_full', 'settlement', 'not_found', 'no_assets'] as const;

const smallestOf = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What the agency knew to be paid, before a day, besides its own plan. */
function received(agencyCase: AgencyCase, before: IsoDate, currency: string): bigint {
  const direct = agencyCase.directPayments.filter((payment) => payment.on < before).map((payment) => payment.minor);
  const forced = agencyCase.forced.map(({ on, report }) =>
    report.type === 'payment' && on < before && report.received.currency === currency
      ? (parseAmount(report.received.amount, currency) ?? 0n)
      : 0n,
  );
  return sum([...direct, ...forced]);
}
