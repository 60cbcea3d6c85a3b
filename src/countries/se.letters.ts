import { addBankDays, nextBankDay } from './calendar.js';
import { betalningsforelaggande } from './se.court.js';
import { konkurslagen, utsokningsbalken } from './se.deadlines.js';
import { inkassolagen, kostnadslagen, parkeringslagen, preskriptionslagen, TIME_TO_PAY } from './se.tariff.js';
import { asksForNothing } from './objections.js';
import { addDays, latest, type IsoDate } from '../domain/date.js';
import type { Source } from '../domain/dated.js';
import { isObjectedTo } from '../domain/dispute.js';
import type { CaseFacts, StepType } from '../domain/facts.js';
import type { NoticeElement, RequiredElement } from '../domain/jurisdiction.js';

/** Native names of the steps that have a letter. Those of energy and housing go on prescribed forms. */
const STEP_NAMES: Partial<Record<StepType, string>> = {
  REMINDER: 'betalningspåminnelse',
  PAYMENT_DEMAND: 'inkassokrav',
  PAYMENT_PLAN: 'amorteringsplan',
  COURT_APPLICATION: 'ansökan om betalningsföreläggande',
  ENFORCEMENT_APPLICATION: 'ansökan om utmätning',
  BANKRUPTCY_WARNING: 'konkursuppmaning',
  BANKRUPTCY_PETITION: 'konkursansökan',
  LIMITATION_NOTICE: 'preskriptionsavbrott',
  CLOSING_STATEMENT: 'slutredovisning',
  SETTLEMENT_OFFER: 'förlikningserbjudande',
  ASSIGNMENT_NOTICE: 'underrättelse om ny borgenär',
  INSTALMENT_REMINDER: 'påminnelse om delbetalning',
  PLAN_DEFAULT: 'meddelande om att amorteringsplanen upphört',
  OBJECTION_ANSWER: 'svar på bestridande',
};

export const stepName = (step: StepType): string | null => STEP_NAMES[step] ?? null;

const by = (legalBasis: Source, ...elements: readonly NoticeElement[]): RequiredElement[] =>
  elements.map((element) => ({ element, legalBasis }));

const GOOD_PRACTICE = inkassolagen('4 §');
const PLAN = kostnadslagen('3 § andra punkten');
const UPPMANING = konkurslagen('2 kap. 9 §');
const PETITION = konkurslagen('2 kap. 3–4 §§', 'medium');
const APPLICATION = betalningsforelaggande('9–19 §§');
const ENFORCEMENT = utsokningsbalken('2 kap. 1 §', 'medium');
/** Of a claim that was assigned, that the one who had it can no longer be paid with effect. */
const ASSIGNED = by(inkassolagen('5 §'), 'assignment');
const AMOUNTS = ['principal', 'interest', 'interestRateAndStart', 'costs'] as const;
const WHO_AND_WHAT = ['creditorName', 'debtorIdentity', 'basisOfClaim', 'agencyContact'] as const;

const ELEMENTS: Partial<Record<StepType, readonly RequiredElement[]>> = {
  REMINDER: [...by(kostnadslagen('2 §'), 'creditorName', 'basisOfClaim', 'total', 'payBy', 'paymentInstructions')],
  PAYMENT_DEMAND: [
    ...by(
      inkassolagen('5 §'),
      'creditorName',
      'basisOfClaim',
      ...AMOUNTS,
      'payBy',
      'objectionRight',
      'objectionDeadline',
    ),
    ...by(GOOD_PRACTICE, 'paymentInstructions', 'debtorIdentity', 'agencyContact', 'consequences', 'total'),
  ],
  PAYMENT_PLAN: [
    ...by(PLAN, 'total', 'planSchedule'),
    ...by(kostnadslagen('3–4 §§'), 'costs'),
    ...by(
      GOOD_PRACTICE,
      'creditorName',
      'debtorIdentity',
      'basisOfClaim',
      'planConsequences',
      'paymentInstructions',
      'agencyContact',
    ),
  ],
  INSTALMENT_REMINDER: by(GOOD_PRACTICE, ...WHO_AND_WHAT, 'instalmentDue', 'payBy', 'paymentInstructions'),
  PLAN_DEFAULT: by(GOOD_PRACTICE, ...WHO_AND_WHAT, ...AMOUNTS, 'total', 'planEnded', 'payBy', 'paymentInstructions'),
  OBJECTION_ANSWER: by(GOOD_PRACTICE, ...WHO_AND_WHAT, 'objectionAnswer'),
  LIMITATION_NOTICE: [
    ...by(preskriptionslagen('5 §'), 'creditorName', 'debtorIdentity', 'basisOfClaim', 'limitationState'),
    ...by(GOOD_PRACTICE, ...AMOUNTS, 'total', 'payBy', 'objectionRight', 'paymentInstructions', 'agencyContact'),
  ],
  BANKRUPTCY_WARNING: [
    ...by(UPPMANING, 'creditorName', 'debtorIdentity', 'basisOfClaim', 'total', 'bankruptcyWarning', 'finalTime'),
    ...by(GOOD_PRACTICE, ...AMOUNTS, 'objectionRight', 'paymentInstructions', 'agencyContact'),
  ],
  CLOSING_STATEMENT: by(GOOD_PRACTICE, 'creditorName', 'debtorIdentity', 'closingState', 'agencyContact'),
  SETTLEMENT_OFFER: by(
    GOOD_PRACTICE,
    'creditorName',
    'debtorIdentity',
    'basisOfClaim',
    'total',
    'settlementTerms',
    'paymentInstructions',
    'agencyContact',
  ),
  ASSIGNMENT_NOTICE: [
    ...ASSIGNED,
    ...by(
      GOOD_PRACTICE,
      'creditorName',
      'debtorIdentity',
      'basisOfClaim',
      'total',
      'paymentInstructions',
      'agencyContact',
    ),
  ],
  COURT_APPLICATION: [
    ...by(APPLICATION, 'authority', 'parties', 'claimAndGround', 'reliefSought', 'signature'),
    ...by(betalningsforelaggande('11 §'), 'interestClaimed'),
    ...by(betalningsforelaggande('48 §'), 'costsClaimed'),
    ...by(inkassolagen('5–7 §§'), 'demandsSent'),
  ],
  ENFORCEMENT_APPLICATION: [
    ...by(utsokningsbalken('3 kap. 1 §'), 'titleOfEnforcement'),
    ...by(ENFORCEMENT, 'authority', 'parties', 'claimAndGround', 'reliefSought', 'interestClaimed', 'signature'),
  ],
  BANKRUPTCY_PETITION: [
    ...by(UPPMANING, 'insolvencyGround'),
    ...by(PETITION, 'authority', 'parties', 'claimAndGround', 'reliefSought', 'evidence', 'signature'),
  ],
};

/** What the answer to an objection says once that is settled, and the claim is to be paid. */
const ASKED = by(GOOD_PRACTICE, 'total', 'payBy', 'paymentInstructions');

/** What a letter of a step must say; nothing for a step without a letter. */
export function requiredElements(step: StepType, facts: CaseFacts): readonly RequiredElement[] {
  const assigned = step === 'PAYMENT_DEMAND' && facts.assignedOn !== null;
  const asked = step === 'OBJECTION_ANSWER' && !isObjectedTo(facts) ? ASKED : [];
  const elements = [...(ELEMENTS[step] ?? []), ...(assigned ? ASSIGNED : []), ...asked];
  if (step !== 'REMINDER' || !facts.claims.some(({ kind }) => kind === 'PARKING')) return elements;
  return elements.map((required) =>
    required.element === 'payBy' ? { ...required, legalBasis: parkeringslagen('8 §') } : required,
  );
}

/** Twelve days from the first day of post, at least four bank days after presumed receipt, to a bank day. Never less than eight days. */
function timeToPay(sentOn: IsoDate): IsoDate {
  const postedOn = nextBankDay('SE', sentOn);
  const { days, postalBankDays, bankDaysAfterReceipt } = TIME_TO_PAY;
  return latest(
    nextBankDay('SE', addDays(postedOn, days)),
    addBankDays('SE', postedOn, postalBankDays + bankDaysAfterReceipt),
  );
}

const ASK_FOR_PAYMENT: readonly StepType[] = [
  'REMINDER', 'PAYMENT_DEMAND', 'LIMITATION_NOTICE', 'INSTALMENT_REMINDER', 'PLAN_DEFAULT', 'OBJECTION_ANSWER',
]; // prettier-ignore

/**
 * Last day to pay told by a letter: of a plan its next instalment. Null for applications and the closing statement, and for the
 * konkursuppmaning, whose week begins with service.
 */
export function payBy(step: StepType, facts: CaseFacts, sentOn: IsoDate): IsoDate | null {
  const { plans, settlementOffers } = facts;
  if (step === 'SETTLEMENT_OFFER') return settlementOffers.at(-1)?.payBy ?? null;
  if (asksForNothing(step, facts)) return null;
  if (ASK_FOR_PAYMENT.includes(step)) return timeToPay(sentOn);
  if (step !== 'PAYMENT_PLAN') return null;
  return plans.at(-1)?.instalments.find(({ dueOn }) => dueOn >= sentOn)?.dueOn ?? null;
}
