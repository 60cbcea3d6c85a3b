import type { Source } from '../domain/dated.js';
import { isObjectedTo } from '../domain/dispute.js';
import type { CaseFacts, StepType } from '../domain/facts.js';
import type { NoticeElement, RequiredElement } from '../domain/jurisdiction.js';
import { konkurssilaki, korkolaki, oikeudenkaymiskaari, perintalaki, ulosottokaari, vanhentumislaki, verotaytantoonpanolaki } from './fi.acts.js'; // prettier-ignore
import { isDirectlyEnforceable } from './fi.claims.js';
import { planRule } from './fi.letters.js';
import { BANKRUPTCY_DEMAND } from './fi.tariff.js';

/** What each Finnish letter and application must say. */

const under = (legalBasis: Source, ...elements: readonly NoticeElement[]): RequiredElement[] =>
  elements.map((element) => ({ element, legalBasis }));

/** A reminder says what it is about and how to pay, so that it misleads nobody. */
const reminder = (): RequiredElement[] =>
  under(perintalaki('4 §'), 'creditorName', 'basisOfClaim', 'total', 'payBy', 'paymentInstructions');

/**
 * 5 a § lists a consumer demand's contents, 5 b § the others'. Only a consumer may ask that collection is interrupted (4 c §).
 * Of a directly enforceable claim the remedies and the possibility of deferment are told in the place of objections.
 */
function demand(facts: CaseFacts): RequiredElement[] {
  const consumer = facts.debtorType === 'PERSON';
  const direct = isDirectlyEnforceable(facts);
  const own = perintalaki(consumer ? '5 a §' : '5 b §');
  return [
    ...under(own, 'creditorName', 'creditorAddress', 'basisOfClaim', 'principal', 'interest', 'costs', 'total'),
    ...under(own, 'paymentInstructions', 'payBy'),
    ...(direct
      ? under(own, 'complaintRight', 'paymentDifficulty')
      : under(own, 'objectionRight', 'objectionDeadline', 'objectionAddress')),
    ...under(own, 'interestCalculation'),
    ...(direct ? [] : under(korkolaki('6 § 2 mom.'), 'interestRateAndStart')),
    ...(consumer && !direct ? under(own, 'interruptionRight') : []),
  ];
}

/** A tratta and a demand under threat of bankruptcy are demands that add their threat. */
const tratta = (facts: CaseFacts): RequiredElement[] => [
  ...demand(facts),
  ...under(perintalaki('7 §'), 'publicationWarning'),
];
const bankruptcyDemand = (facts: CaseFacts): RequiredElement[] => [
  ...demand(facts),
  ...under(BANKRUPTCY_DEMAND, 'bankruptcyWarning'),
];

/** Made jointly, of the whole remaining claim, and given in writing or on a durable medium. */
const plan = (facts: CaseFacts): RequiredElement[] => [
  ...under(planRule(facts), 'creditorName', 'basisOfClaim', 'principal', 'interest', 'costs', 'total', 'planSchedule'),
  ...under(perintalaki('4 §'), 'paymentInstructions', 'planConsequences'),
];

/** It interrupts where it tells which debt is meant and that payment is asked. */
const limitationNotice = (): RequiredElement[] => [
  ...under(vanhentumislaki('10 §'), 'creditorName', 'basisOfClaim', 'principal', 'total', 'limitationState'),
  ...under(perintalaki('4 §'), 'payBy', 'paymentInstructions'),
];

const closingStatement = (): RequiredElement[] =>
  under(perintalaki('4 a §'), 'creditorName', 'basisOfClaim', 'closingState');

const instalmentReminder = (): RequiredElement[] =>
  under(perintalaki('4 §'), 'creditorName', 'basisOfClaim', 'instalmentDue', 'payBy', 'paymentInstructions');

const planDefault = (): RequiredElement[] => [
  ...under(perintalaki('4 §'), 'creditorName', 'basisOfClaim', 'principal', 'interest', 'costs', 'total'),
  ...under(perintalaki('4 §'), 'planEnded', 'payBy', 'paymentInstructions'),
];

/** Whoever objects is answered; payment is asked for only once the objection is settled. */
const objectionAnswer = (facts: CaseFacts): RequiredElement[] => [
  ...under(perintalaki('4 §'), 'creditorName', 'basisOfClaim'),
  ...under(perintalaki('4 b §'), 'objectionAnswer'),
  ...(isObjectedTo(facts) ? [] : under(perintalaki('4 §'), 'total', 'payBy', 'paymentInstructions')),
];

const settlementOffer = (): RequiredElement[] =>
  under(perintalaki('4 §'), 'creditorName', 'basisOfClaim', 'total', 'settlementTerms', 'paymentInstructions');

/** So that the debtor knows whom to pay. */
const assignmentNotice = (): RequiredElement[] =>
  under(
    perintalaki('4 §'),
    'creditorName',
    'creditorAddress',
    'basisOfClaim',
    'total',
    'assignment',
    'paymentInstructions',
  );

/** An undisputed claim goes without evidence (OK 5 luku 3 §). */
function summonsApplication(facts: CaseFacts): RequiredElement[] {
  const section = (number: string): Source => oikeudenkaymiskaari(`5 luku ${number}`);
  return [
    ...under(section('2 §'), 'authority', 'parties', 'signature'),
    ...under(
      section(facts.disputed ? '2 §' : '3 §'),
      'reliefSought',
      'claimAndGround',
      'interestClaimed',
      'costsClaimed',
    ),
    ...(facts.disputed ? under(section('2 §'), 'evidence') : []),
  ];
}

function enforcementApplication(facts: CaseFacts): RequiredElement[] {
  const form = ulosottokaari('3 luku 1–5 §', 'medium');
  const ground = isDirectlyEnforceable(facts)
    ? under(verotaytantoonpanolaki('3 §', 'medium'), 'claimAndGround')
    : under(form, 'titleOfEnforcement');
  return [
    ...under(
      form,
      'authority',
      'parties',
      'principal',
      'interestClaimed',
      'costsClaimed',
      'paymentInstructions',
      'signature',
    ),
    ...ground,
  ];
}

const bankruptcyPetition = (): RequiredElement[] => [
  ...under(
    konkurssilaki('7 luku 5 §', 'medium'),
    'authority',
    'parties',
    'reliefSought',
    'claimAndGround',
    'signature',
  ),
  ...under(BANKRUPTCY_DEMAND, 'insolvencyGround', 'demandsSent'),
];

const ELEMENTS: Readonly<Partial<Record<StepType, (facts: CaseFacts) => RequiredElement[]>>> = {
  REMINDER: reminder,
  PAYMENT_DEMAND: demand,
  SECOND_DEMAND: demand,
  PUBLICATION_WARNING: tratta,
  BANKRUPTCY_WARNING: bankruptcyDemand,
  PAYMENT_PLAN: plan,
  LIMITATION_NOTICE: limitationNotice,
  CLOSING_STATEMENT: closingStatement,
  INSTALMENT_REMINDER: instalmentReminder,
  PLAN_DEFAULT: planDefault,
  OBJECTION_ANSWER: objectionAnswer,
  SETTLEMENT_OFFER: settlementOffer,
  ASSIGNMENT_NOTICE: assignmentNotice,
  COURT_APPLICATION: summonsApplication,
  ENFORCEMENT_APPLICATION: enforcementApplication,
  BANKRUPTCY_PETITION: bankruptcyPetition,
};

/** Empty for a step that Finland does not know. */
export const requiredElements = (step: StepType, facts: CaseFacts): RequiredElement[] => ELEMENTS[step]?.(facts) ?? [];
