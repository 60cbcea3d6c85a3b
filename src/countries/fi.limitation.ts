import { addMonths, addYears, earliest, isoDate, latest, parts, type IsoDate } from '../domain/date.js';
import { inForce, type Source } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, StepType } from '../domain/facts.js';
import type { Interruption, Limitation, LimitationGuard } from '../domain/jurisdiction.js';
import { paidOn } from './case.js';
import { vanhentumislaki } from './fi.acts.js';
import { isDirectlyEnforceable, isPublic } from './fi.claims.js';
import {
  finalLimitationYears,
  limitationYears,
  publicLimitationYears,
  titleLimitationYears,
  titleYears,
  untoldYears,
} from './fi.tariff.js';
import { keptBy, limitationOf, type Period } from './limitation.js';
import { broughtAlong, proceduresOf, titlesOf } from './procedures.js';

/** Limitation of Finnish claims (728/2003; public ones 706/2007 20 §; titles ulosottokaari 2 luku 24–27 §). */

/** Steps that remind the debtor of nothing: they go to an authority, offer, announce or explain something, or tell that the case is closed. */
const NO_REMINDER: readonly StepType[] = [
  'COURT_APPLICATION', 'ENFORCEMENT_APPLICATION', 'BANKRUPTCY_PETITION', 'CLOSING_STATEMENT', 'SETTLEMENT_OFFER', 'ASSIGNMENT_NOTICE',
  'OBJECTION_ANSWER',
]; // prettier-ignore

type Event = readonly [IsoDate, Interruption, Source];

/** What begins limitation anew once the claim is due, whoever did it. */
function eventsOf(claim: ClaimFacts, facts: CaseFacts): Event[] {
  const free = vanhentumislaki('10 §');
  const reminders = facts.notices.filter((letter) => !NO_REMINDER.includes(letter.type));
  const events: Event[] = [
    ...reminders.map(({ sentOn }): Event => [sentOn, 'LETTER', free]),
    ...paidOn(facts, claim).map((on): Event => [on, 'PAYMENT', free]),
    ...facts.plans.map(({ agreedOn }): Event => [agreedOn, 'PLAN', free]),
    ...facts.proceedings
      .filter(({ type }) => type === 'ACKNOWLEDGED')
      .map(({ on }): Event => [on, 'ACKNOWLEDGED', free]),
  ];
  return events.filter(([on]) => on > claim.dueDate);
}

/** At most fifteen years before 2015 count towards the twenty: a debt due before 2000 ends with 2019 (728/2003, 1126/2014). */
const COUNTED_FROM = isoDate('1999-12-31');

/** Last day whatever interrupts: of a person's contractual money debt, or of a judgment against it, whichever comes first. */
function finalDay(claim: ClaimFacts, facts: CaseFacts): IsoDate | null {
  if (facts.debtorType === 'COMPANY') return null;
  const { value: years } = inForce(finalLimitationYears, facts.registeredOn);
  const titles = titlesOf(facts).map(({ on }) => addYears(on, inForce(titleYears, on).value));
  return earliest(addYears(latest(claim.dueDate, COUNTED_FROM), years), ...titles);
}

/**
 * Three years from the due date, five once there is a title, anew from each interruption (13 §). While a procedure goes on
 * limitation is suspended, and interrupted on the day it ends (11 §).
 */
function privatePeriod(claim: ClaimFacts, facts: CaseFacts): Period {
  const { value: years, source } = inForce(limitationYears, facts.registeredOn);
  const title = inForce(titleLimitationYears, facts.registeredOn);
  const yearsFrom = (from: IsoDate): number => (titlesOf(facts).some(({ on }) => on <= from) ? title.value : years);
  const procedures = proceduresOf('FI', facts).filter(({ filedOn }) => filedOn > claim.dueDate);
  return {
    startedOn: claim.dueDate,
    years,
    legalBasis: source,
    interrupting: [
      ...eventsOf(claim, facts).map(([on, by, legalBasis]) => ({ on, by, legalBasis, years: yearsFrom(on) })),
      ...broughtAlong('FI', facts, titlesOf(facts)).map(({ on }) => {
        return { on, by: 'COURT' as const, legalBasis: title.source, years: title.value };
      }),
      ...keptBy(procedures, {
        legalBasis: vanhentumislaki('11 §'),
        years: yearsFrom,
        untold: inForce(untoldYears, facts.registeredOn),
      }),
    ],
    finalDay: finalDay(claim, facts),
  };
}

/** Years from the start of the year after the due date; nothing interrupts them. */
function publicPeriod(claim: ClaimFacts, facts: CaseFacts): Period {
  const { value: years, source } = inForce(publicLimitationYears, facts.registeredOn);
  const startedOn = isoDate(`${parts(claim.dueDate).year}-12-31`);
  return { startedOn, years, legalBasis: source, interrupting: [], finalDay: addYears(startedOn, years) };
}

/** When the case's oldest claim is time-barred. Throws RuleNotEncoded. */
export function limitation(facts: CaseFacts): Limitation {
  return limitationOf(facts, (claim) => (isPublic(claim) ? publicPeriod(claim, facts) : privatePeriod(claim, facts)));
}

/** Months before the act in which somebody is warned, and before the last day in which it is done. Our own choice. */
const GUARD = { warn: 3, act: 3, actWithoutTitle: 12 } as const;

/**
 * What keeps the claim, and when: a reminder, which begins the period anew; of a disputed claim, of which none may be sent, an
 * application. Nothing begins the final period anew, and what is seized within it may still pay the debt: a person's claim
 * without a title is taken to court so early that a title and seizure find time, one with a title to enforcement.
 */
export function limitationGuard(facts: CaseFacts): LimitationGuard {
  const { lastDay, finalDay: final, legalBasis } = limitation(facts);
  const guard = (actOn: IsoDate, act: StepType, basis: Source): LimitationGuard => ({
    warnOn: addMonths(actOn, -GUARD.warn),
    actOn,
    act,
    legalBasis: basis,
  });
  const usual = addMonths(lastDay, -GUARD.act);
  const lacksTitle = titlesOf(facts).length === 0 && !isDirectlyEnforceable(facts);
  const early = final && addMonths(final, -GUARD.actWithoutTitle);
  if (lacksTitle && early !== null && early <= usual) {
    return guard(early, 'COURT_APPLICATION', inForce(finalLimitationYears, facts.registeredOn).source);
  }
  if (lastDay === final) return guard(usual, 'ENFORCEMENT_APPLICATION', legalBasis);
  if (!facts.disputed) return guard(usual, 'LIMITATION_NOTICE', vanhentumislaki('10 §'));
  return guard(usual, lacksTitle ? 'COURT_APPLICATION' : 'ENFORCEMENT_APPLICATION', vanhentumislaki('11 §'));
}
