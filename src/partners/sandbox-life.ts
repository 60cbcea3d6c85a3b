import { createHash } from 'node:crypto';
import { addDays, daysBetween, isoDate, latest, type IsoDate } from '../domain/date.js';
import { divideDown, formatAmount, minorDigits, parseAmount, smallest, sum } from '../domain/money.js';
import type { AgencyCase } from './sandbox-agency.js';
import type { NewCase, Report } from './sandbox-wire.js';

/** The id of a report of a case, by what it tells. */
export const idOf = (agencyCase: AgencyCase, what: string): string => `${agencyCase.reference}-${what}`;

/** What a drill made the agency say of a case, as reports. */
export const saidIn = (agencyCase: AgencyCase): Report[] =>
  agencyCase.said.map(({ on, report }, index) => ({ ...report, id: idOf(agencyCase, `forced-${index}`), on }));

/** What a report adds to the money collected in a currency, minor units; less than nothing where a payment did not hold. */
export function movement(report: Report, told: readonly Report[], currency: string): bigint {
  if (report.type === 'payment') {
    return report.received.currency === currency ? (parseAmount(report.received.amount, currency) ?? 0n) : 0n;
  }
  if (report.type !== 'payment_reversed') return 0n;
  const of = told.find((other) => other.id === report.payment);
  return of?.type === 'payment' ? -movement(of, told, currency) : 0n;
}

/** The claim in all, in minor units of its one currency. */
export function claimOf(order: NewCase): { readonly minor: bigint; readonly currency: string } {
  const { currency } = order.invoices[0]!.principal;
  const minorOf = (amount: { readonly amount: string }): bigint => parseAmount(amount.amount, currency) ?? 0n;
  const principal = sum(order.invoices.map((invoice) => minorOf(invoice.principal)));
  return { minor: principal - minorOf(order.alreadyPaid), currency };
}

/** Below ten whole units the agency's work costs more than it brings. */
export function isTooSmall(order: NewCase): boolean {
  const { minor, currency } = claimOf(order);
  return minor < 10n ** BigInt(1 + minorDigits(currency));
}

/**
 * How a case goes if nothing comes between; chosen by a hash of our reference, so that a demonstration can be repeated.
 * What comes in on a day changes only what happens on later days.
 */
export function lifeOf(agencyCase: AgencyCase): Report[] {
  const seed = createHash('sha256').update(agencyCase.order.yourReference).digest();
  const story = new Story(agencyCase);
  const { orderedOn } = agencyCase.order;
  if (agencyCase.declines !== null) {
    story.status('declined', story.after(orderedOn, 1), agencyCase.declines);
    return story.reports;
  }
  story.status('accepted', story.after(orderedOn, agencyCase.promptly ? 0 : 1));
  const worked = story.after(orderedOn, 2);
  story.status('in_progress', worked);
  const from = seed[0]! % 3 === 0 ? afterQuestion(story, agencyCase) : worked;
  if (from !== null) COURSES[seed[6]! % COURSES.length]!(story, seed, from);
  return story.reports;
}

/** Asks for papers; the day the work goes on, or null while there is no answer. */
function afterQuestion(story: Story, agencyCase: AgencyCase): IsoDate | null {
  const id = idOf(agencyCase, 'question');
  const question = 'Please send us the order confirmation or the signed contract.';
  story.tell({ id, on: story.after(agencyCase.order.orderedOn, 4), type: 'question', question });
  const answeredOn = agencyCase.answers[id];
  if (answeredOn === undefined) return null;
  const resumed = story.after(answeredOn, 1);
  story.status('in_progress', resumed, null, 'resumed');
  return resumed;
}

type Course = (story: Story, seed: Buffer, from: IsoDate) => void;

const OUTCOMES = ['paid_in_full', 'paid_in_full', 'paid_in_full', 'settlement', 'not_found', 'no_assets'] as const;

/** Letters and calls: perhaps a part payment, and an end. */
const letters: Course = (story, seed, from) => {
  const partDay = story.after(from, 10 + (seed[1]! % 20));
  if (seed[3]! % 2 === 0) story.pay('part-payment', partDay, story.shareOfClaim(20 + (seed[4]! % 40)));
  story.end(story.after(from, 40 + (seed[2]! % 80)), OUTCOMES[seed[5]! % OUTCOMES.length]!);
};

/** Four monthly instalments; in every other case the bank takes one back, and it comes again. */
const instalments: Course = (story, seed, from) => {
  const agreed = story.after(from, 5 + (seed[1]! % 10));
  story.tell({ id: story.id('instalments'), on: agreed, type: 'phase', phase: 'instalments' });
  for (const number of [1, 2, 3]) {
    const due = story.after(agreed, number * 30);
    const name = `instalment-${number}`;
    const paid = story.pay(name, due, story.shareOfClaim(25));
    if (number !== 2 || seed[3]! % 2 === 0 || paid === 0n) continue;
    story.takeBack(name, paid, story.after(due, 5));
    story.pay(`${name}-again`, story.after(due, 15), paid);
  }
  story.end(story.after(agreed, 120), 'paid_in_full');
};

/** A judgment and what follows from it, with costs, and an end in money or in nothing. */
const court: Course = (story, seed, from) => {
  const filed = story.after(from, 20 + (seed[1]! % 15));
  story.tell({ id: story.id('court'), on: filed, type: 'phase', phase: 'court' });
  story.charge('court-fee', filed, 36n, 'Court fee');
  const enforced = story.after(filed, 40);
  story.tell({ id: story.id('bailiff'), on: enforced, type: 'phase', phase: 'bailiff' });
  story.charge('bailiff-fee', enforced, 25n, 'Bailiff’s fee');
  const ended = story.after(enforced, 10 + (seed[2]! % 20));
  const outcome = seed[5]! % 3 === 0 ? 'no_assets' : 'paid_in_full';
  if (outcome === 'no_assets') {
    story.tell({ id: story.id('insolvency'), on: ended, type: 'phase', phase: 'insolvency' });
  }
  story.end(ended, outcome);
};

const COURSES: readonly Course[] = [letters, letters, letters, instalments, court];

/** A day that never comes: what waits for the end of a rest that has none yet. */
const NEVER = isoDate('9999-12-31');

/** What happens in one case as it is thought out: every payment as far as something is still owed by then. */
class Story {
  readonly reports: Report[] = [];
  private collected = 0n;
  private readonly claim: { readonly minor: bigint; readonly currency: string };

  constructor(private readonly agencyCase: AgencyCase) {
    this.claim = claimOf(agencyCase.order);
  }

  id(what: string): string {
    return idOf(this.agencyCase, what);
  }

  /** The day that many days of work later: while the case rests, none goes by. */
  after(from: IsoDate, days: number): IsoDate {
    if (from === NEVER) return NEVER;
    let day = addDays(from, days);
    for (const pause of this.agencyCase.pauses) {
      if (pause.until !== null && pause.until <= from) continue;
      const begins = latest(pause.from, from);
      if (day <= begins) continue;
      if (pause.until === null) return NEVER;
      day = addDays(day, daysBetween(begins, pause.until));
    }
    return day;
  }

  tell(report: Report): void {
    this.reports.push(report);
  }

  status(status: string, on: IsoDate, outcome: string | null = null, name = status): void {
    this.tell({ id: this.id(name), on, type: 'status', status, outcome, note: null });
  }

  /** A percentage of the claim, minor units. */
  shareOfClaim(percent: number): bigint {
    return divideDown(this.claim.minor * BigInt(percent), 100n);
  }

  /** A payment of so much, or of what is left where that is less; what it came to. */
  pay(name: string, on: IsoDate, minor: bigint): bigint {
    const paid = smallest(minor, this.left(on));
    if (paid <= 0n) return 0n;
    this.collected += paid;
    this.tell({ id: this.id(name), on, type: 'payment', received: this.amount(paid) });
    return paid;
  }

  takeBack(name: string, minor: bigint, on: IsoDate): void {
    this.collected -= minor;
    this.tell({ id: this.id(`${name}-back`), on, type: 'payment_reversed', payment: this.id(name) });
  }

  /** Costs in whole units of the claim's currency. */
  charge(name: string, on: IsoDate, units: bigint, what: string): void {
    const minor = units * 10n ** BigInt(minorDigits(this.claim.currency));
    this.tell({ id: this.id(name), on, type: 'cost', charged: this.amount(minor), what });
  }

  /** The end of the work, with the money that the outcome brings; where nothing is owed any more, that is the outcome. */
  end(on: IsoDate, wanted: string): void {
    const left = this.left(on);
    const outcome = left <= 0n ? 'paid_in_full' : wanted;
    if (outcome === 'paid_in_full') this.pay('final-payment', on, left);
    if (outcome === 'settlement') this.pay('final-payment', on, divideDown(left * 60n, 100n));
    this.status('closed', on, outcome);
  }

  private amount(minor: bigint): { amount: string; currency: string } {
    return { amount: formatAmount(minor, this.claim.currency), currency: this.claim.currency };
  }

  /** What is still owed on a day, by what the agency knew of before it. */
  private left(on: IsoDate): bigint {
    const reliefs = this.agencyCase.reliefs.filter((relief) => relief.on < on).map((relief) => relief.minor);
    return this.claim.minor - this.collected - sum([...reliefs, ...this.moneyFromDrills(on)]);
  }

  /** Payments that a drill made come in before a day; those that it took back count against them. */
  private moneyFromDrills(before: IsoDate): bigint[] {
    const said = saidIn(this.agencyCase);
    const told = [...this.reports, ...said];
    return said.filter((report) => report.on < before).map((report) => movement(report, told, this.claim.currency));
  }
}
