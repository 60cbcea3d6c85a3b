import { addDays, latest, type IsoDate } from '../../src/domain/date.js';
import { undisputed } from '../../src/domain/dispute.js';
import type { CaseState, NoticeFacts, StepType } from '../../src/domain/facts.js';
import { lawOf } from '../../src/modules/cases/case.working.js';
import type { Platform } from '../../src/platform.js';

/** Letters that each follow a plan or a closing of the same day, which the evening before does not know of. */
const OF_THE_DAY: readonly StepType[] = ['INSTALMENT_REMINDER', 'PLAN_DEFAULT', 'CLOSING_STATEMENT'];
/** What may be sent whatever holds a case: it asks for nothing that the hold is about. */
const WHATEVER_HOLDS: readonly StepType[] = ['LIMITATION_NOTICE', ...OF_THE_DAY];

/** The worker's letters of a day against the law and the case as both were known the evening before. */
export function expectAllowed(
  { laws }: Platform,
  evening: CaseState,
  sent: { readonly type: StepType; readonly resumed: boolean },
  day: IsoDate,
): void {
  const { type, resumed } = sent;
  const { facts, status, holdReason } = evening;
  if (!OF_THE_DAY.includes(type)) {
    const refusal = lawOf(laws, evening)!.forbids(type, undisputed(facts), day);
    expect({ type, day, refusal }).toEqual({ type, day, refusal: null });
  }
  const stopped = status === 'CLOSED' || (status === 'ON_HOLD' && !resumed) ? (holdReason ?? status) : null;
  if (stopped !== null && !WHATEVER_HOLDS.includes(type)) expect({ type, day, stopped }).toBeNull();
}

/** Letters that ask for the whole claim, in the order they follow each other. */
const DEMANDS: readonly StepType[] = ['REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'SECOND_DEMAND'];
/** Letters of which there is one for each objection, and one for each plan, also on one day. */
const ONE_EACH: readonly StepType[] = ['OBJECTION_ANSWER', 'PAYMENT_PLAN'];
/** Letters of which a debtor gets one, unless it is given more time and all begins anew. */
const ONCE: readonly StepType[] = ['REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'CLOSING_STATEMENT'];

/**
 * Days that a letter gives to pay at the least, counted from sending: inkassoloven §§ 9, 10 (14 days); inkassolagen 5 § as the
 * supervisor reads it (8 days); perintälaki 4 § as the ombudsman does (10 days).
 */
const DAYS_TO_PAY: Readonly<Record<string, number>> = { NO: 14, SE: 8, FI: 10 };

/**
 * Days from one Finnish letter to the next at the least: for consumers 14 full days (perintälaki 5 § 1 mom., 10 b §), so the 15th; for
 * others 10 full days (10 f §), so the 11th. Elsewhere only the time that the letter gave must be over.
 */
const DAYS_BETWEEN = { PERSON: 15, COMPANY: 11 } as const;

/**
 * Every waiting time of the rulebooks, counted from the letters themselves. Letters up to the day on which claims of another case came
 * in (`mergedOn`) were each sent about a part of the claims; those since must keep their distance to all of them.
 */
export function expectWaitsKept({ facts, country }: CaseState, today: IsoDate, mergedOn: IsoDate | null = null): void {
  const all = facts.notices.filter(({ sentBy }) => sentBy === 'AGENCY');
  const isOfThisCase = ({ sentOn }: NoticeFacts): boolean => mergedOn === null || sentOn > mergedOn;
  const ours = all.filter(isOfThisCase);
  for (const { type } of ours.filter((letter) => ONCE.includes(letter.type))) {
    expect({ type, sent: all.filter((letter) => letter.type === type).length }).toEqual({ type, sent: 1 });
  }
  const days = ours.filter(({ type }) => !ONE_EACH.includes(type)).map(({ type, sentOn }) => `${type} ${sentOn}`);
  expect(days).toEqual([...new Set(days)]);
  const [first, ...others] = facts.claims.map(({ dueDate }) => dueDate);
  const due = latest(first!, ...others);
  const demands = facts.notices.filter(({ type }) => DEMANDS.includes(type));
  for (const [index, letter] of demands.entries()) {
    if (letter.sentBy !== 'AGENCY' || !isOfThisCase(letter)) continue;
    expect({ letter, early: letter.sentOn <= due || letter.sentOn > today }).toEqual({ letter, early: false });
    expect({ letter, short: letter.payBy! < addDays(letter.sentOn, DAYS_TO_PAY[country]!) }).toEqual({ letter, short: false }); // prettier-ignore
    const before = demands[index - 1];
    if (before) expectAfter(before, letter, country === 'FI' ? DAYS_BETWEEN[facts.debtorType] : 1);
  }
}

function expectAfter(before: NoticeFacts, letter: NoticeFacts, days: number): void {
  const overdue = before.payBy === null || letter.sentOn > before.payBy;
  const waited = letter.sentOn >= addDays(before.sentOn, days);
  expect({ before, letter, overdue, waited }).toEqual({ before, letter, overdue: true, waited: true });
}
