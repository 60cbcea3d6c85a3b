import { holidaysOf, isBankDay, lastArrival } from './calendar.js';
import { legalPathOf, stepRefusal, type Path } from './legal.js';
import { ANSWER_DAYS, answerWithin } from './objections.js';
import { catalogue } from './se.catalogue.js';
import { costs, interest, maximumCost } from './se.costs.js';
import { designation, payoutRule, serviceTax } from './se.creditor.js';
import { firstInterestDay } from './se.interest.js';
import { claimDeadline, lacksRepresentative, mayNotBeDunned } from './se.debtor.js';
import { bankAccount, ocrReference, parseIdentifier } from './se.identifiers.js';
import { payBy, requiredElements, stepName } from './se.letters.js';
import { limitation, limitationGuard } from './se.limitation.js';
import { DISPUTE, legalSteps, nextStep, turnOf } from './se.steps.js';
import { applicationsUnderWay } from './procedures.js';
import { handelsbalken, inkassolagen, lateInterest } from './se.tariff.js';
import { actInForce } from './tariff.js';
import type { Jurisdiction } from '../domain/jurisdiction.js';

export const sweden: Jurisdiction = {
  country: 'SE',
  currency: 'SEK',
  timeZone: 'Europe/Stockholm',
  callingCode: '46',
  languages: ['sv'],
  lateInterest: { PERSON: lateInterest, COMPANY: lateInterest },
  acts: [actInForce('SE-1974', inkassolagen('1 §'), '1974-07-01')],
  catalogue,
  parseIdentifier,
  paymentReference: ocrReference,
  bankAccount,
  isBankDay: (date) => isBankDay('SE', date),
  holidays: (year) => holidaysOf('SE', year),
  limitation,
  limitationGuard,
  mayNotBeDunned,
  contactHours: () => null,
  claimDeadline,
  underWay: (facts) => applicationsUnderWay('SE', facts),
  objectionAnswer: (raisedOn) => answerWithin('SE', raisedOn, ANSWER_DAYS, inkassolagen('4 §', 'low')),
  lastArrival: (deadline) => lastArrival('SE', deadline),
  legalSteps,
  legalPath: (facts, on) => legalPathOf(path, facts, on),
  paymentSlip: ({ reference }) => ({ reference, creditorReference: null, barcode: null, ocrLine: null }),
  forbids: (step, facts, on) => stepRefusal(step, facts, on, path),
  nextStep: (facts) => nextStep(facts, path),
  payBy,
  requiredElements,
  // Inkassolagen 5 §: digital form is allowed, but that plain mail brings a demand to the debtor is not shown.
  allowsEmail: (step) => step === 'REMINDER',
  stepName,
  interest,
  interestFrom: firstInterestDay,
  costs,
  maximumCost: (step, _principal, _debtorType, dueDate, on) => maximumCost(step, dueDate, on),
  allocationOrder: () => ({
    order: ['COURT_FEE', 'COST', 'COMPENSATION', 'INTEREST', 'PRINCIPAL'],
    legalBasis: handelsbalken('9 kap. 5 §', 'medium'),
  }),
  designation,
  bundling: () => inkassolagen('4 § (tillsynsmyndighetens allmänna råd)', 'medium'),
  payoutRule: () => payoutRule,
  serviceTax,
};

const path: Path = {
  law: sweden,
  rules: legalSteps,
  turnOf,
  disputeRule: () => DISPUTE,
  lettersBarred: lacksRepresentative,
};
