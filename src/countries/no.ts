import { holidaysOf, isBankDay, lastArrival } from './calendar.js';
import { legalPathOf, stepRefusal, type Path } from './legal.js';
import { catalogue } from './no.catalogue.js';
import { costs, maximumCost } from './no.costs.js';
import { designation, payoutRule, serviceTax } from './no.creditor.js';
import { bankAccount, kid, parseIdentifier, paymentSlip } from './no.identifiers.js';
import { firstInterestDay, interest } from './no.interest.js';
import { legalSteps } from './no.legal.js';
import { payBy, requiredElements, stepName } from './no.letters.js';
import { limitation, limitationGuard } from './no.limitation.js';
import { mayNotBeDunned, nextStep, turnOf } from './no.path.js';
import { actsFrom, contactHours, objectionAnswer, regimesFrom, withAct2026 } from './no.regime.js';
import * as tariff from './no.tariff.js';
import { applicationsUnderWay } from './procedures.js';
import { parts, type IsoDate } from '../domain/date.js';
import type { Jurisdiction } from '../domain/jurisdiction.js';

/**
 * Norwegian law: inkassoloven of 1988, and from `commencement` on the act of 22 May 2026 no. 19; null while no day is set for it.
 * Each letter is judged by the act in force on the day it was sent.
 */
export function norwayUnder(commencement: IsoDate | null): Jurisdiction {
  const regimes = regimesFrom(commencement);
  const law: Jurisdiction = {
    country: 'NO',
    currency: 'NOK',
    timeZone: 'Europe/Oslo',
    callingCode: '47',
    languages: ['nb', 'nn'],
    lateInterest: { PERSON: tariff.lateInterest, COMPANY: tariff.lateInterest },
    acts: actsFrom(commencement),
    catalogue: commencement === null ? catalogue : withAct2026(catalogue, commencement),
    parseIdentifier,
    paymentReference: kid,
    bankAccount,
    isBankDay: (date) => isBankDay('NO', date),
    holidays: (year) => holidaysOf('NO', year),
    limitation,
    limitationGuard,
    mayNotBeDunned,
    contactHours: (on) => contactHours(regimes.on(on), on, holidaysOf('NO', parts(on).year)),
    // The time for claims on an estate is told by its announcement.
    claimDeadline: () => null,
    underWay: (facts) => applicationsUnderWay('NO', facts),
    objectionAnswer: (raisedOn) => objectionAnswer(regimes.on(raisedOn), raisedOn),
    lastArrival: (deadline) => lastArrival('NO', deadline),
    legalSteps,
    legalPath: (facts, on) => legalPathOf(path, facts, on),
    paymentSlip,
    forbids: (step, facts, on) => stepRefusal(step, facts, on, path),
    nextStep: (facts) => nextStep(facts, path, regimes),
    payBy: (step, facts, sentOn) => payBy(step, facts, sentOn, regimes.on(sentOn)),
    requiredElements: (step, facts, on) => requiredElements(step, facts, on, regimes.on(on)),
    // Inkassoloven § 3 a: a varsel or betalingsoppfordring goes electronically only by secure means, which plain mail is not shown to be.
    allowsEmail: (step) => step === 'REMINDER',
    stepName,
    interest,
    interestFrom: firstInterestDay,
    costs: (facts, on) => costs(facts, on, regimes),
    maximumCost: (step, principal, debtorType, dueDate, on) =>
      maximumCost(step, principal, debtorType, dueDate, on, regimes),
    allocationOrder: () => ({
      order: ['COURT_FEE', 'COST', 'COMPENSATION', 'PRINCIPAL', 'INTEREST'],
      legalBasis: tariff.inkassoloven('ingen lovfestet rekkefølge; praksis', 'medium'),
    }),
    designation,
    bundling: (on) => regimes.on(on).provisions.practice,
    payoutRule: (receivedOn) => payoutRule(regimes.on(receivedOn)),
    serviceTax,
  };
  const path: Path = {
    law,
    rules: legalSteps,
    turnOf: (step, facts) => turnOf(step, facts, regimes),
    disputeRule: (on) => regimes.on(on).provisions.costs,
  };
  return law;
}
