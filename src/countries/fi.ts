import { planned, sentByAgency } from './case.js';
import { holidaysOf, isBankDay, lastArrival } from './calendar.js';
import { barredBy } from './debtor.js';
import { kauppakaari, perintalaki } from './fi.acts.js';
import { actInForce } from './tariff.js';
import { catalogue } from './fi.catalogue.js';
import { costs, maximumCost } from './fi.charges.js';
import { designation, payoutRule, serviceTax } from './fi.creditor.js';
import { parseIdentifier, paymentSlip, viitenumero } from './fi.identifiers.js';
import { accrualFor, firstInterestDay } from './fi.interest.js';
import { barsOf, legalSteps } from './fi.legal.js';
import { interruptedOn, lettersAfterDue, payBy, STEP_NAMES, turnOf } from './fi.letters.js';
import { limitation, limitationGuard } from './fi.limitation.js';
import { requiredElements } from './fi.notices.js';
import { lateInterest } from './fi.tariff.js';
import { accrue } from './interest.js';
import { keepingStep, legalPathOf, stepRefusal, type Path } from './legal.js';
import { ANSWER_DAYS, answerWithin } from './objections.js';
import { applicationsUnderWay, titleOf } from './procedures.js';
import type { IsoDate } from '../domain/date.js';
import type { CaseFacts } from '../domain/facts.js';
import type { Jurisdiction, PlannedStep } from '../domain/jurisdiction.js';
import type { Refusal } from '../domain/refusal.js';

const mayNotBeDunned = (facts: CaseFacts, on: IsoDate): Refusal | null => barredBy(facts, on, barsOf(facts));

/** The path to the demand; after it or a title, or once the debtor disputed or asked for court, only what limitation makes necessary. */
function nextStep(facts: CaseFacts): PlannedStep | null {
  const dunned = sentByAgency(facts, 'PAYMENT_DEMAND') || titleOf(facts);
  if (facts.disputed || dunned || interruptedOn(facts)) return keepingStep(facts, path);
  const reminded = lettersAfterDue(facts).some((letter) => letter.type === 'REMINDER');
  const type = reminded ? 'PAYMENT_DEMAND' : 'REMINDER';
  return planned(type, turnOf(type, facts), facts, finland);
}

export const finland: Jurisdiction = {
  country: 'FI',
  currency: 'EUR',
  timeZone: 'Europe/Helsinki',
  callingCode: '358',
  languages: ['fi', 'sv-FI'],
  lateInterest,
  acts: [actInForce('FI-1999', perintalaki('1 §'), '1999-09-01')],
  catalogue,
  parseIdentifier,
  paymentReference: viitenumero,
  // Accounts are written as IBAN alone.
  bankAccount: () => null,
  isBankDay: (date) => isBankDay('FI', date),
  holidays: (year) => holidaysOf('FI', year),
  limitation,
  limitationGuard,
  mayNotBeDunned,
  // Good practice asks for privacy (4 §); no act sets hours.
  contactHours: () => null,
  // The day is told by the decision that opens the proceedings.
  claimDeadline: () => null,
  underWay: (facts) => applicationsUnderWay('FI', facts),
  objectionAnswer: (raisedOn) => answerWithin('FI', raisedOn, ANSWER_DAYS, perintalaki('4 §', 'low')),
  lastArrival: (deadline) => lastArrival('FI', deadline),
  legalSteps,
  legalPath: (facts, on) => legalPathOf(path, facts, on),
  paymentSlip,
  forbids: (step, facts, on) => stepRefusal(step, facts, on, path),
  nextStep,
  payBy,
  requiredElements,
  // 513/1999 § 5, § 5 b: an electronic demand takes a separate consent or, to a business, an established channel; no case carries either.
  allowsEmail: (step) => step === 'REMINDER',
  stepName: (step) => STEP_NAMES[step] ?? null,
  interest: (facts, on) => accrue(facts, on, accrualFor(facts)),
  interestFrom: firstInterestDay,
  costs,
  maximumCost,
  allocationOrder: (facts) =>
    facts.debtorType === 'PERSON'
      ? { order: ['INTEREST', 'PRINCIPAL', 'COST', 'COMPENSATION', 'COURT_FEE'], legalBasis: perintalaki('11 a §') }
      : {
          order: ['COURT_FEE', 'COST', 'COMPENSATION', 'INTEREST', 'PRINCIPAL'],
          legalBasis: kauppakaari('9 luku 5 §', 'medium'),
        },
  designation,
  bundling: () => perintalaki('4 ja 10 §', 'low'),
  payoutRule: () => payoutRule,
  serviceTax,
};

const path: Path = { law: finland, rules: legalSteps, turnOf, disputeRule: () => perintalaki('4 b §') };
