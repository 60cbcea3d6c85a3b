import { holidaysOf, isBankDay } from './calendar.js';
import { legalPathOf, stepRefusal, type Path } from './legal.js';
import { catalogue } from './se.catalogue.js';
import { costs, interest, maximumCost } from './se.costs.js';
import { firstInterestDay } from './se.interest.js';
import { lacksRepresentative, mayNotBeDunned } from './se.debtor.js';
import { ocrReference, parseIdentifier } from './se.identifiers.js';
import { payBy, requiredElements, stepName } from './se.letters.js';
import { limitation, limitationGuard } from './se.limitation.js';
import { DISPUTE, legalSteps, nextStep, turnOf } from './se.steps.js';
import { handelsbalken, inkassolagen, lateInterest } from './se.tariff.js';
import { actInForce } from './tariff.js';
import type { Jurisdiction } from '../domain/jurisdiction.js';

export const sweden: Jurisdiction = {
  country: 'SE',
  currency: 'SEK',
  timeZone: 'Europe/Stockholm',
  languages: ['sv'],
  lateInterest: { PERSON: lateInterest, COMPANY: lateInterest },
  acts: [actInForce('SE-1974', inkassolagen('1 §'), '1974-07-01')],
  catalogue,
  parseIdentifier,
  paymentReference: ocrReference,
  isBankDay: (date) => isBankDay('SE', date),
  holidays: (year) => holidaysOf('SE', year),
  limitation,
  limitationGuard,
  mayNotBeDunned,
  contactHours: () => null,
  legalSteps,
  legalPath: (facts, on) => legalPathOf(legalSteps, facts, on),
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
};

const path: Path = {
  law: sweden,
  rules: legalSteps,
  turnOf,
  disputeRule: () => DISPUTE,
  lettersBarred: lacksRepresentative,
};
