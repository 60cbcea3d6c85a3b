import { addDays, daysInMonth, isoDate, parts, type IsoDate } from '../domain/date.js';
import { formatAmount } from '../domain/money.js';
import { idOf, lifeOf, movement, saidIn } from './sandbox-life.js';
import type { NewCase, Report, Totals } from './sandbox-wire.js';

/** A report without its day and its id: what a drill makes the agency say, or what it says to something it was told. */
type WithoutPlace<Kind> = Kind extends Report ? Omit<Kind, 'id' | 'on'> : never;
export type SaidReport = WithoutPlace<Report>;

/** A case at the agency: what it was given, and what has come in since, in the order it came. Amounts are minor units. */
export interface AgencyCase {
  readonly reference: string;
  readonly order: NewCase;
  /** The agency's word for why it does not take the case; null where it works it. */
  readonly declines: string | null;
  /** Accepted on the day it came, not on the next. */
  readonly promptly: boolean;
  /** Day the agency last looked at the case; what comes in is dated by it. */
  readonly clock: IsoDate;
  readonly withdrawnOn: IsoDate | null;
  /** Days on which questions were answered, by the id of the question. */
  readonly answers: Readonly<Record<string, IsoDate>>;
  /** What the creditor told of: paid to it directly, or credited. Either leaves less to collect. */
  readonly reliefs: readonly { readonly on: IsoDate; readonly minor: bigint; readonly by: 'payment' | 'credit' }[];
  /** When it was to rest; `until` is null while it rests. */
  readonly pauses: readonly { readonly from: IsoDate; readonly until: IsoDate | null }[];
  /** Reports that are in no plan. */
  readonly said: readonly { readonly on: IsoDate; readonly report: SaidReport }[];
  /** Messages and documents that came. */
  readonly received: { readonly messages: number; readonly documents: number };
}

/** Words after which the agency does nothing more than pass on what it has collected. */
const ENDS: ReadonlySet<string> = new Set(['closed', 'declined']);

/**
 * Everything the agency has to say of a case up to a day, oldest first. A pure function: the same case tells the same
 * story, different cases tell different ones, and what was told on a day is the beginning of what is told later.
 */
export function reportsOf(agencyCase: AgencyCase, until: IsoDate): Report[] {
  const { withdrawnOn } = agencyCase;
  const planned = lifeOf(agencyCase).filter((report) => withdrawnOn === null || report.on <= withdrawnOn);
  const said = saidIn(agencyCase);
  const closing = said.findIndex((report) => report.type === 'status' && ENDS.has(report.status));
  const last = closing < 0 ? null : said[closing]!.on;
  const kept = planned.filter((report) => last === null || report.on <= last);
  const upToNow = ({ on }: Report): boolean => on <= until;
  const sentOn = remittances(agencyCase, inOrder([...kept, ...said].filter(upToNow)), until);
  // Money is sent on first thing in the day, for what came before it: of a payment that the bank takes back that day, too. What is
  // said on a day comes after what the agency had already told of that day.
  return inOrder([...sentOn, ...kept, ...said].filter(upToNow));
}

/** Oldest first; what is of one day keeps its order. */
const inOrder = (reports: readonly Report[]): Report[] =>
  [...reports].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

/** On the last day of a month the agency sends on what it collected before that day, less what was taken back meanwhile. */
function remittances(agencyCase: AgencyCase, told: readonly Report[], until: IsoDate): Report[] {
  const { currency } = agencyCase.order.invoices[0]!.principal;
  const found: Report[] = [];
  let open: Report[] = told.filter((report) => movement(report, told, currency) !== 0n);
  while (open.length > 0) {
    const on = monthEndAfter(open[0]!.on);
    if (on > until) break;
    const due = open.filter((report) => report.on < on);
    const later = open.filter((report) => report.on >= on);
    const minor = due.reduce((total, report) => total + movement(report, told, currency), 0n);
    if (minor > 0n) {
      const payments = due.filter((report) => report.type === 'payment').map((report) => report.id);
      const sent = { amount: formatAmount(minor, currency), currency };
      found.push({ id: idOf(agencyCase, `remittance-${on}`), on, type: 'remittance', sent, payments });
      open = later;
    } else if (later.length > 0) {
      // What was taken back after it had been sent on is kept from the next payment.
      open = [...due.map((report) => ({ ...report, on: later[0]!.on })), ...later];
    } else break;
  }
  return found;
}

function monthEndAfter(day: IsoDate): IsoDate {
  const { year, month } = parts(addDays(day, 1));
  return isoDate(`${year}-${String(month).padStart(2, '0')}-${daysInMonth(year, month)}`);
}

/** Where a case stands by the agency's books on a day. */
export function totalsOf(agencyCase: AgencyCase, on: IsoDate): Totals {
  const told = reportsOf(agencyCase, on);
  const currencies = new Set(told.flatMap((report) => (report.type === 'payment' ? [report.received.currency] : [])));
  const collected = [...currencies].map((currency) => {
    const minor = told.reduce((total, report) => total + movement(report, told, currency), 0n);
    return { amount: formatAmount(minor, currency), currency };
  });
  return { collected, status: statusOf(agencyCase, told) };
}

/** The last word on a case; null before there is any. */
function statusOf(agencyCase: AgencyCase, told: readonly Report[]): string | null {
  const word = told.reduce<string | null>((before, report) => {
    if (before !== null && ENDS.has(before)) return before;
    if (report.type === 'status') return report.status;
    return report.type === 'question' && agencyCase.answers[report.id] === undefined ? 'waiting_for_you' : before;
  }, null);
  return agencyCase.withdrawnOn !== null && !ENDS.has(word ?? '') ? 'withdrawn' : word;
}

/** Whether the agency's work on a case has come to its end by what it has told. */
export const isOver = (agencyCase: AgencyCase, told: readonly Report[]): boolean =>
  agencyCase.withdrawnOn !== null || told.some((report) => report.type === 'status' && ENDS.has(report.status));
