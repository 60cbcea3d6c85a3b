import { addDays, type IsoDate } from '../domain/date.js';
import { inForce, type Source } from '../domain/dated.js';
import type { CaseFacts } from '../domain/facts.js';
import type { LegalStep } from '../domain/jurisdiction.js';
import { divideDown } from '../domain/money.js';
import { lastDueDate } from './case.js';
import { freeFrom } from './debtor.js';
import { notDisputed, type LegalRule, type RequirementRule } from './legal.js';
import { courtFees, tvisteloven } from './no.court.js';
import { dayAfterArrival, lastDayForLegalSteps, lastDemand, legalWarning, warningServedOn } from './no.events.js';
import { DAYS, inkassoloven, konkursloven, tvangsfullbyrdelsesloven, vatFactor } from './no.tariff.js';
import { BARS } from './no.debtor.js';
import { titleOf } from './procedures.js';

const SECTION_63 = konkursloven('§ 63', 'low');

const objectedOn = (facts: CaseFacts): IsoDate => facts.objectedOn.at(-1) ?? facts.registeredOn;

const claimDue = (legalBasis: Source): RequirementRule => ({
  requirement: 'claimDue',
  legalBasis,
  metOn: (facts) => addDays(lastDueDate('NO', facts), 1),
});

/** Met at once where a title stands: the claim is then enforced, not collected. */
const unlessTitled =
  (metOn: RequirementRule['metOn']): RequirementRule['metOn'] =>
  (facts) =>
    titleOf(facts)?.on ?? metOn(facts);

/** A disputed claim is no longer debt collection (inkassoloven § 1): its letters and times do not bind a court case about it. */
const unlessDisputed =
  (metOn: RequirementRule['metOn']): RequirementRule['metOn'] =>
  (facts) =>
    facts.disputed ? objectedOn(facts) : metOn(facts);

function demandExpired(facts: CaseFacts): IsoDate | null {
  const demand = lastDemand(facts);
  return demand ? dayAfterArrival(demand) : null;
}

function warningExpired(facts: CaseFacts): IsoDate | null {
  const warning = legalWarning(facts);
  return warning ? dayAfterArrival(warning) : null;
}

const demandSentOn = (facts: CaseFacts): IsoDate | null => lastDemand(facts)?.sentOn ?? null;

/** Nobody is taken to court or into execution whom the law does not let pay: the claim is lodged with the estate. */
const notBarred: RequirementRule = {
  requirement: 'notBarredByCondition',
  legalBasis: BARS.BANKRUPTCY,
  metOn: (facts) => freeFrom(facts, BARS),
};

/**
 * Below 200 000 kroner every claim goes to the forliksråd first; from there on too, unless both parties had a lawyer (by the day
 * of filing). An agency is none, so that it is open whatever the amount.
 */
const withinValueLimit: RequirementRule = {
  requirement: 'withinValueLimit',
  legalBasis: tvisteloven('§ 6-2'),
  metOn: (facts) => facts.registeredOn,
};

/** Six months from the betalingsoppfordring (inkassoloven § 11), where it is what the step rests on. */
function latestOn(facts: CaseFacts): IsoDate | null {
  const demand = lastDemand(facts);
  return !demand || titleOf(facts) ? null : lastDayForLegalSteps(demand);
}

const forliksklage: LegalRule = {
  type: 'COURT_APPLICATION',
  name: 'forliksklage',
  authority: 'forliksrådet',
  legalBasis: tvisteloven('§ 6-2'),
  requirements: [
    claimDue(inkassoloven('§ 9')),
    { requirement: 'demandExpired', legalBasis: inkassoloven('§ 11'), metOn: unlessDisputed(demandExpired) },
    { requirement: 'warningExpired', legalBasis: inkassoloven('§ 11'), metOn: unlessDisputed(warningExpired) },
    { requirement: 'startedInTime', legalBasis: inkassoloven('§ 11'), metOn: unlessDisputed(demandSentOn) },
    withinValueLimit,
    notBarred,
  ],
  tariffIds: ['NO-FORLIK-FEE-NOK', 'NO-SKRIVESALAER-FORLIK-NOK'],
  limitIds: ['NO-DL-FORLIK-MANDATORY'],
  appliesTo: (facts) => titleOf(facts) === undefined,
  latestOn: (facts) => (facts.disputed ? null : latestOn(facts)),
  costs,
};

const undisputedDocument = notDisputed(tvangsfullbyrdelsesloven('§§ 7-2 bokstav f, 7-7', 'medium'));

const utlegg: LegalRule = {
  type: 'ENFORCEMENT_APPLICATION',
  name: 'begjæring om utlegg',
  authority: 'namsmannen',
  legalBasis: tvangsfullbyrdelsesloven('§ 7-2'),
  requirements: [
    claimDue(tvangsfullbyrdelsesloven('§ 4-4', 'medium')),
    {
      requirement: 'titleOrDocument',
      legalBasis: tvangsfullbyrdelsesloven('§§ 4-1, 7-2 bokstav f', 'medium'),
      metOn: unlessTitled(demandSentOn),
    },
    { ...undisputedDocument, metOn: unlessTitled(undisputedDocument.metOn) },
    { requirement: 'demandExpired', legalBasis: inkassoloven('§ 11'), metOn: unlessTitled(demandExpired) },
    { requirement: 'warningExpired', legalBasis: tvangsfullbyrdelsesloven('§ 4-18', 'medium'), metOn: warningExpired },
    { requirement: 'startedInTime', legalBasis: inkassoloven('§ 11'), metOn: unlessTitled(demandSentOn) },
    notBarred,
  ],
  tariffIds: ['NO-UTLEGG-FEE-NOK', 'NO-SKRIVESALAER-UTLEGG-NOK'],
  limitIds: [],
  appliesTo: () => true,
  latestOn,
  costs,
};

/** Insolvency is presumed of a debtor with a duty to keep books that does not meet a konkursvarsel (konkursloven § 63). */
const konkurs: LegalRule = {
  type: 'BANKRUPTCY_PETITION',
  name: 'konkursbegjæring',
  authority: 'tingretten',
  legalBasis: konkursloven('§§ 60, 63', 'medium'),
  requirements: [
    claimDue(SECTION_63),
    notDisputed(SECTION_63),
    { requirement: 'bookkeepingDebtor', legalBasis: SECTION_63, metOn: (facts) => facts.registeredOn },
    { requirement: 'warningServed', legalBasis: SECTION_63, metOn: warningServedOn },
    {
      requirement: 'warningTimeOver',
      legalBasis: SECTION_63,
      metOn: (facts) => afterService(facts, DAYS.bankruptcyTime + 1),
    },
    notBarred,
  ],
  tariffIds: ['NO-KKL63-FEE-NOK', 'NO-KONKURS-SECURITY-NOK'],
  limitIds: [],
  appliesTo: ({ debtorType }) => debtorType === 'COMPANY',
  latestOn: (facts) => afterService(facts, 2 * DAYS.bankruptcyTime),
  costs,
};

function afterService(facts: CaseFacts, days: number): IsoDate | null {
  const servedOn = warningServedOn(facts);
  return servedOn && addDays(servedOn, days);
}

/** A deposit for the estate, which the petitioner answers for and the debtor does not. */
const NOT_RECOVERABLE = ['NO-KONKURS-SECURITY-NOK'];

/** Costs that the creditor pays to whoever writes for it: with VAT where it cannot deduct it. The fees to the state bear none. */
const WITH_VAT = ['NO-SKRIVESALAER-FORLIK-NOK', 'NO-SKRIVESALAER-UTLEGG-NOK'];

function costs(this: Pick<LegalRule, 'tariffIds'>, facts: CaseFacts, on: IsoDate): LegalStep['costs'] {
  return this.tariffIds.flatMap((id) => {
    const item = courtFees.find((candidate) => candidate.id === id);
    if (!item) throw new RangeError(`no figure called ${id}`);
    const { value, source } = inForce(item.series, on);
    if (value?.kind !== 'AMOUNT') return [];
    const factor = WITH_VAT.includes(id) && !facts.creditorVatLiable ? inForce(vatFactor, on).value : 100n;
    const recoverable = !NOT_RECOVERABLE.includes(id);
    return [{ name: item.name, amount: divideDown(value.minor * factor, 100n), legalBasis: source, recoverable }];
  });
}

/** The steps before a Norwegian authority. */
export const legalSteps: readonly LegalRule[] = [forliksklage, utlegg, konkurs];
