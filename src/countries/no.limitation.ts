import { addMonths, earliest, type IsoDate } from '../domain/date.js';
import { inForce, type Source } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, ProceedingFacts } from '../domain/facts.js';
import type { Limitation, LimitationGuard } from '../domain/jurisdiction.js';
import { limitationOf, type Interrupting } from './limitation.js';
import * as tariff from './no.tariff.js';
import { broughtAlong, proceduresOf, titleOf, titlesOf, type Application } from './procedures.js';

const { foreldelsesloven } = tariff;

const ACKNOWLEDGEMENT = foreldelsesloven('§§ 14, 20');
/** A procedure that ends without deciding the claim leaves a year from then. */
const ENDED = foreldelsesloven('§ 22', 'low');
const YEARS_AFTER_END = 1;

const HELD_OFF: Readonly<Record<Application, Source>> = {
  COURT_APPLICATION: foreldelsesloven('§§ 15, 16'),
  ENFORCEMENT_APPLICATION: foreldelsesloven('§ 17'),
  BANKRUPTCY_PETITION: foreldelsesloven('§ 18', 'medium'),
};

/** Months before the last day: somebody is warned, the debtor is told of legal steps, and they are taken. */
const GUARD = { warn: 6, tellDebtor: 4, act: 2 } as const;

/**
 * Three years, for a loan ten, from the day the claim could first be demanded (foreldelsesloven §§ 2, 3, 5). Letters and
 * payments never interrupt; an application holds limitation off while it is dealt with, a title and utlegg give ten years.
 */
export function limitation(facts: CaseFacts): Limitation {
  return limitationOf(facts, (claim) => {
    const { value: years, source } = inForce(
      tariff.limitationYears[claim.kind === 'LOAN' ? 'loan' : 'general'],
      facts.registeredOn,
    );
    const interrupting = [...begunAnew(facts, years), ...proceduresHolding(facts)];
    return { startedOn: demandableFrom(claim), years, legalBasis: source, interrupting, finalDay: null };
  });
}

/** Without an agreed due date a claim can be demanded at once: from when it came into being, else from its invoice. */
function demandableFrom({ dueDate, dueDateBasis, originatedOn, invoiceDate }: ClaimFacts): IsoDate {
  return dueDateBasis === 'AGREED' ? dueDate : earliest(dueDate, originatedOn ?? invoiceDate);
}

const grantsOf = ({ proceedings }: CaseFacts): ProceedingFacts[] =>
  proceedings.filter(({ type }) => type === 'ENFORCEMENT_GRANTED');

/** What gives ten years. */
const secures = ({ type }: ProceedingFacts): boolean => type === 'TITLE_GIVEN' || type === 'ENFORCEMENT_GRANTED';

function begunAnew(facts: CaseFacts, years: number): Interrupting[] {
  const { value: ten, source } = inForce(tariff.limitationYears.title, facts.registeredOn);
  const secured = broughtAlong('NO', facts, [...titlesOf(facts), ...grantsOf(facts)]);
  const titledOn = titleOf(facts)?.on;
  return [
    ...secured.map(({ type, on }): Interrupting => {
      return { on, by: type === 'TITLE_GIVEN' ? 'COURT' : 'ENFORCEMENT', legalBasis: source, years: ten };
    }),
    ...facts.proceedings
      .filter(({ type }) => type === 'ACKNOWLEDGED')
      .map(({ on }): Interrupting => {
        // The ten years of a title are not cut down to the claim's own period by an acknowledgement.
        const onlyProlongs = titledOn !== undefined && on > titledOn;
        return { on, by: 'ACKNOWLEDGED', legalBasis: ACKNOWLEDGEMENT, years, onlyProlongs };
      }),
  ];
}

function proceduresHolding(facts: CaseFacts): Interrupting[] {
  const { value: ten, source } = inForce(tariff.limitationYears.title, facts.registeredOn);
  return proceduresOf('NO', facts).map(({ application, by, filedOn: on, end }): Interrupting => {
    if (end === null) return { on, by, legalBasis: HELD_OFF[application], years: ten, runsFrom: null };
    if (secures(end)) return { on, by, legalBasis: source, years: ten, runsFrom: end.on };
    return { on, by, legalBasis: ENDED, years: YEARS_AFTER_END, runsFrom: end.on, onlyProlongs: true };
  });
}

/** What keeps the claim is an application: to the forliksråd, or for utlegg once there is a title (foreldelsesloven §§ 15, 17). */
export function limitationGuard(facts: CaseFacts): LimitationGuard {
  const { lastDay } = limitation(facts);
  const titled = titleOf(facts) !== undefined;
  return {
    warnOn: addMonths(lastDay, -GUARD.warn),
    actOn: addMonths(lastDay, -GUARD.act),
    act: titled ? 'ENFORCEMENT_APPLICATION' : 'COURT_APPLICATION',
    legalBasis: foreldelsesloven(titled ? '§ 17' : '§ 15'),
  };
}

/** The day from which the debtor is told of the legal steps that keep the claim, so that they are open in time. */
export const tellDebtorOn = (facts: CaseFacts): IsoDate => addMonths(limitation(facts).lastDay, -GUARD.tellDebtor);
