import { addBankDays, lastDayToPay, nextBankDay, previousBankDay } from './calendar.js';
import { dayAfterDeadline, lastDueDate, principalLeft, sentByAgency } from './case.js';
import { notDisputed, type LegalRule, type RequirementRule } from './legal.js';
import { isUnderWay, titleOf } from './procedures.js';
import { isRent, rentBookedBy } from './se.costs.js';
import { betalningsforelaggande, feeOn } from './se.court.js';
import { freeFrom } from './se.debtor.js';
import { figure, konkurslagen, utsokningsbalken } from './se.deadlines.js';
import { isDirect, limitation } from './se.limitation.js';
import { inkassolagen } from './se.tariff.js';
import { addDays, latest, type IsoDate } from '../domain/date.js';
import type { CaseFacts, ProceedingFacts, ProceedingType, StepType } from '../domain/facts.js';

/** Steps before Kronofogden and the district court. Those of energy and housing are in se.sectors.ts. */

/** Something that must be so; `metOn` gives the day from which it is, null while it is not. */
export const needs = (
  requirement: RequirementRule['requirement'],
  legalBasis: RequirementRule['legalBasis'],
  metOn: RequirementRule['metOn'],
): RequirementRule => ({ requirement, legalBasis, metOn });

/** The last time something was served, or another event of one kind happened. */
export function lastEvent(facts: CaseFacts, type: ProceedingType, step?: StepType): ProceedingFacts | undefined {
  return facts.proceedings.filter((event) => event.type === type && (step === undefined || event.step === step)).at(-1);
}

export const notBarred = needs('notBarredByCondition', inkassolagen('8 §'), freeFrom);

/** The day after the last on which a payment within the time of our inkassokrav may be booked. */
function demandExpired(facts: CaseFacts): IsoDate | null {
  const demand = sentByAgency(facts, 'PAYMENT_DEMAND');
  if (!demand) return null;
  const expired = dayAfterDeadline('SE', demand);
  return expired && facts.claims.some(isRent) ? addDays(rentBookedBy(addDays(expired, -1)), 1) : expired;
}

export const afterDemand = needs('demandExpired', inkassolagen('5–7 §§'), demandExpired);

/**
 * Before Kronofogden some days more are left, so that what was paid on the last day is booked: a custom, which gives way where
 * the claim would be time-barred meanwhile.
 */
const afterDemandAndGrace: RequirementRule = {
  ...afterDemand,
  metOn: (facts) => {
    const expired = demandExpired(facts);
    if (!expired) return null;
    const waited = addDays(expired, figure('SE-DL-KFM-GRACE', expired).value);
    const { lastDay } = limitation(facts);
    return nextBankDay('SE', waited) <= lastDay ? waited : latest(expired, previousBankDay('SE', lastDay));
  },
};

const claimDue = (legalBasis: RequirementRule['legalBasis']): RequirementRule =>
  needs('claimDue', legalBasis, (facts) => addDays(lastDueDate('SE', facts), 1));

/** After a dispute the case is handed over to the court at the applicant's request, at a fee by the size of the claim. */
function supplement(facts: CaseFacts, on: IsoDate): ReturnType<LegalRule['costs']> {
  if (!facts.disputed || !lastEvent(facts, 'COURT_FILED')) return [];
  const isSmall = principalLeft(facts, on) <= feeOn('SE-PBB-HALF', on).amount;
  return [feeOn(isSmall ? 'SE-COURT-SUPP-SMALL' : 'SE-COURT-SUPP-ORD', on)];
}

const paymentOrder: LegalRule = {
  type: 'COURT_APPLICATION',
  name: 'ansökan om betalningsföreläggande',
  authority: 'Kronofogdemyndigheten',
  legalBasis: betalningsforelaggande('2 §'),
  tariffIds: ['SE-KFM-BF-APPL', 'SE-KFM-OMBUD-BF', 'SE-COURT-SUPP-SMALL', 'SE-COURT-SUPP-ORD'],
  limitIds: ['SE-PBB-HALF'],
  appliesTo: (facts) =>
    !titleOf(facts) && !isDirect(facts) && (facts.disputed || !isUnderWay('SE', facts, 'COURT_APPLICATION')),
  requirements: [
    notDisputed(inkassolagen('4 §', 'medium')),
    notBarred,
    claimDue(betalningsforelaggande('2 §')),
    afterDemandAndGrace,
  ],
  costs: (facts, on) => [feeOn('SE-KFM-BF-APPL', on), feeOn('SE-KFM-OMBUD-BF', on), ...supplement(facts, on)],
};

const attachment = {
  type: 'ENFORCEMENT_APPLICATION',
  authority: 'Kronofogdemyndigheten',
  tariffIds: ['SE-KFM-GRUND'],
  limitIds: [],
  costs: (_facts, on) => [feeOn('SE-KFM-GRUND', on)],
} satisfies Partial<LegalRule>;

const isBeingEnforced = (facts: CaseFacts): boolean => isUnderWay('SE', facts, 'ENFORCEMENT_APPLICATION');

const attachmentOnTitle: LegalRule = {
  ...attachment,
  name: 'ansökan om utmätning',
  legalBasis: utsokningsbalken('3 kap. 1 §'),
  appliesTo: (facts) => !isDirect(facts) && !isBeingEnforced(facts),
  requirements: [needs('titleHeld', utsokningsbalken('3 kap. 1 §'), (facts) => titleOf(facts)?.on ?? null), notBarred],
};

const DIRECT = utsokningsbalken('3 kap. 1 § första stycket 6');

const attachmentOnDecision: LegalRule = {
  ...attachment,
  name: 'ansökan om utmätning på beslut av förvaltningsmyndighet',
  legalBasis: DIRECT,
  appliesTo: (facts) => isDirect(facts) && !isBeingEnforced(facts),
  requirements: [notDisputed(DIRECT), notBarred, claimDue(DIRECT), afterDemandAndGrace],
};

const UPPMANING = konkurslagen('2 kap. 9 §');

/** Last day of the week a konkursuppmaning gives, which a day off prolongs. */
function warningEnds(facts: CaseFacts): IsoDate | null {
  const served = lastEvent(facts, 'SERVED', 'BANKRUPTCY_WARNING');
  return served ? lastDayToPay('SE', addDays(served.on, figure('SE-DL-BANKR-DEMAND', served.on).value)) : null;
}

/** Last day of the petition: three weeks after the week, reckoned without days off. */
export function petitionEnds(facts: CaseFacts): IsoDate | null {
  const served = lastEvent(facts, 'SERVED', 'BANKRUPTCY_WARNING');
  if (!served) return null;
  const days = figure('SE-DL-BANKR-DEMAND', served.on).value + figure('SE-DL-BANKR-PETITION', served.on).value;
  return addDays(served.on, days);
}

const bankruptcy: LegalRule = {
  type: 'BANKRUPTCY_PETITION',
  name: 'konkursansökan',
  authority: 'tingsrätten',
  legalBasis: UPPMANING,
  tariffIds: ['SE-COURT-BANKR'],
  limitIds: [],
  appliesTo: (facts) => facts.debtorType === 'COMPANY' && !isUnderWay('SE', facts, 'BANKRUPTCY_PETITION'),
  requirements: [
    notDisputed(UPPMANING),
    notBarred,
    needs('bookkeepingDebtor', UPPMANING, ({ registeredOn }) => registeredOn),
    claimDue(UPPMANING),
    needs('warningServed', UPPMANING, (facts) => lastEvent(facts, 'SERVED', 'BANKRUPTCY_WARNING')?.on ?? null),
    {
      requirement: 'warningTimeOver',
      legalBasis: UPPMANING,
      metOn: (facts) => {
        const end = warningEnds(facts);
        return end && addDays(end, 1);
      },
    },
  ],
  latestOn: petitionEnds,
  costs: (_facts, on) => [feeOn('SE-COURT-BANKR', on)],
};

export const generalSteps: readonly LegalRule[] = [paymentOrder, attachmentOnTitle, attachmentOnDecision, bankruptcy];

/** The first day after a number of weekdays have passed. */
export const afterWeekdays = (day: IsoDate, weekdays: number): IsoDate => addBankDays('SE', day, weekdays + 1);
