import { addDays, addMonths, latest, type IsoDate } from '../domain/date.js';
import { inForce, type Source } from '../domain/dated.js';
import type { CaseFacts } from '../domain/facts.js';
import type { LegalStep } from '../domain/jurisdiction.js';
import { freeFrom, type Bars } from './debtor.js';
import { konkurssilaki, oikeudenkaymiskaari, perintalaki, ulosottokaari, verotaytantoonpanolaki } from './fi.acts.js';
import { isDirectlyEnforceable } from './fi.claims.js';
import { catalogue } from './fi.catalogue.js';
import { principalLeft, sentByAgency } from './case.js';
import { dayAfterDue, dayAfterTimeToPay, interruptedOn } from './fi.letters.js';
import { BANKRUPTCY_DEMAND, BANKRUPTCY_PETITION_MONTHS, DAYS } from './fi.tariff.js';
import { notDisputed, type LegalRule, type RequirementRule } from './legal.js';
import { titlesOf } from './procedures.js';
import { act } from './tariff.js';

/** Steps before Finnish courts and the enforcement authority. */

/** Circumstances under which a debtor is neither asked to pay nor proceeded against by us. */
const PERSON_BARS: Bars = {
  DECEASED: act('Perintökaari (40/1965)', 'https://www.finlex.fi/fi/laki/ajantasa/1965/19650040')(
    '18 luku 1 §',
    'medium',
  ),
  MINOR: act('Laki holhoustoimesta (442/1999)', 'https://www.finlex.fi/fi/laki/ajantasa/1999/19990442')(
    '23 §',
    'medium',
  ),
  BANKRUPTCY: konkurssilaki('3 luku 1 §', 'medium'),
  DEBT_RESTRUCTURING: act(
    'Laki yksityishenkilön velkajärjestelystä (57/1993)',
    'https://finlex.fi/fi/laki/ajantasa/1993/19930057',
  )('13 §', 'medium'),
};

const COMPANY_BARS: Bars = {
  ...PERSON_BARS,
  DEBT_RESTRUCTURING: act(
    'Laki yrityksen saneerauksesta (47/1993)',
    'https://www.finlex.fi/fi/laki/ajantasa/1993/19930047',
  )('19 §', 'medium'),
};

/** What bars a debtor of this kind from being asked to pay. */
export const barsOf = ({ debtorType }: Pick<CaseFacts, 'debtorType'>): Bars =>
  debtorType === 'PERSON' ? PERSON_BARS : COMPANY_BARS;

/** The figures of these ids in force on the day, for the principal left. */
function costsOf(ids: readonly string[], facts: CaseFacts, on: IsoDate): LegalStep['costs'] {
  const left = principalLeft(facts, on);
  return catalogue
    .filter(
      ({ id, principal }) =>
        ids.includes(id) &&
        (!principal || (left > principal.over && (principal.upTo === null || left <= principal.upTo))),
    )
    .flatMap(({ id, name, series }) => {
      const { value, source } = inForce(series, on);
      return value?.kind === 'AMOUNT'
        ? [{ name, amount: value.minor, legalBasis: source, recoverable: !BORNE_BY_APPLICANT.includes(id) }]
        : [];
    });
}

const claimDue = (legalBasis: Source, metOn = dayAfterDue): RequirementRule => ({
  requirement: 'claimDue',
  legalBasis,
  metOn,
});

const notBarred: RequirementRule = {
  requirement: 'notBarredByCondition',
  legalBasis: konkurssilaki('3 luku 1 §', 'medium'),
  metOn: (facts) => freeFrom(facts, barsOf(facts)),
};

/** Both times of the demand, to pay and to object, are over; a debtor who asked for court is not kept waiting (6 §). */
const demandExpired: RequirementRule = {
  requirement: 'demandExpired',
  legalBasis: perintalaki('6 §'),
  metOn: (facts) => interruptedOn(facts) ?? (sentByAgency(facts, 'PAYMENT_DEMAND') ? dayAfterTimeToPay(facts) : null),
};

interface RuleInput extends Omit<LegalRule, 'costs' | 'limitIds'> {
  readonly costIds?: readonly string[];
}

const rule = ({ tariffIds, costIds = tariffIds, ...own }: RuleInput): LegalRule => ({
  ...own,
  tariffIds,
  limitIds: [],
  costs: (facts, on) => costsOf(costIds, facts, on),
});

/** A claim is taken to court once: not where it has a title, nor where it needs none. */
const needsTitle = (facts: CaseFacts): boolean => titlesOf(facts).length === 0 && !isDirectlyEnforceable(facts);

const SUMMARY = oikeudenkaymiskaari('5 luku 3–3 a §');
const SUMMARY_FEES = ['FI-COURT-SUMM-E', 'FI-COURT-COSTS-B1', 'FI-COURT-COSTS-B2', 'FI-COURT-COSTS-B3'];

/** Undisputed claims of any amount; professionals and traders file electronically or not at all (OK 5 luku 3–3 a §). */
function summaryClaim(debtorType: CaseFacts['debtorType'], own: readonly RequirementRule[]): LegalRule {
  return rule({
    type: 'COURT_APPLICATION',
    name: 'haastehakemus, summaarinen riita-asia',
    authority: 'käräjäoikeus, sähköinen asiointi',
    legalBasis: SUMMARY,
    appliesTo: (facts) => facts.debtorType === debtorType && !facts.disputed && needsTitle(facts),
    requirements: [...own, notDisputed(SUMMARY), notBarred],
    tariffIds: SUMMARY_FEES,
  });
}

const DISPUTED_CLAIM = rule({
  type: 'COURT_APPLICATION',
  name: 'haastehakemus, laaja riita-asia',
  authority: 'käräjäoikeus',
  legalBasis: oikeudenkaymiskaari('5 luku 2 §'),
  appliesTo: (facts) => facts.disputed && needsTitle(facts),
  requirements: [claimDue(oikeudenkaymiskaari('5 luku 2 §')), notBarred],
  tariffIds: ['FI-COURT-CIVIL'],
});

/** Whether the debtor bears it in the end is not settled by the sources: it is not claimed. */
const BORNE_BY_APPLICANT: readonly string[] = ['FI-ULOS-HANDLING', 'FI-ULOS-HANDLING-LTD'];

const ENFORCEMENT_FEES = ['FI-ULOS-HANDLING'];

const ENFORCEMENT = rule({
  type: 'ENFORCEMENT_APPLICATION',
  name: 'ulosottohakemus',
  authority: 'Ulosottolaitos',
  legalBasis: ulosottokaari('2 luku 1 §', 'medium'),
  appliesTo: (facts) => !isDirectlyEnforceable(facts),
  requirements: [
    {
      requirement: 'titleHeld',
      legalBasis: ulosottokaari('2 luku 1 §', 'medium'),
      metOn: (facts) => titlesOf(facts)[0]?.on ?? null,
    },
    notBarred,
  ],
  tariffIds: [...ENFORCEMENT_FEES, 'FI-ULOS-HANDLING-LTD', 'FI-ULOS-PASSIVE', 'FI-ULOS-REMIT', 'FI-ULOS-REMIT-MAX'],
  costIds: ENFORCEMENT_FEES,
});

/** Without a judgment; whether an objection was the proper remedy is not known, so any stops it (4 b §). */
function directEnforcement(debtorType: CaseFacts['debtorType'], tariffIds: readonly string[]): LegalRule {
  const basis = verotaytantoonpanolaki('3 §', 'medium');
  return rule({
    type: 'ENFORCEMENT_APPLICATION',
    name: 'ulosottohakemus, suoraan ulosottokelpoinen saatava',
    authority: 'Ulosottolaitos',
    legalBasis: basis,
    appliesTo: (facts) => facts.debtorType === debtorType && isDirectlyEnforceable(facts),
    requirements: [claimDue(basis, dayAfterTimeToPay), notDisputed(perintalaki('4 b §')), notBarred],
    tariffIds,
  });
}

const servedDemand = (facts: CaseFacts): IsoDate | null =>
  facts.proceedings.filter(({ type, step }) => type === 'SERVED' && step === 'BANKRUPTCY_WARNING').at(-1)?.on ?? null;

/** Last day of the week to pay, counted from the day after service. */
function lastDayOfDemand(facts: CaseFacts): IsoDate | null {
  const served = servedDemand(facts);
  return served && addDays(served, DAYS.bankruptcyDemand);
}

const BANKRUPTCY = rule({
  type: 'BANKRUPTCY_PETITION',
  name: 'konkurssihakemus',
  authority: 'käräjäoikeus',
  legalBasis: konkurssilaki('2 luku 1 ja 3 §'),
  appliesTo: (facts) => facts.debtorType === 'COMPANY',
  requirements: [
    { requirement: 'bookkeepingDebtor', legalBasis: BANKRUPTCY_DEMAND, metOn: (facts) => facts.registeredOn },
    notDisputed(BANKRUPTCY_DEMAND),
    { requirement: 'warningServed', legalBasis: BANKRUPTCY_DEMAND, metOn: servedDemand },
    {
      requirement: 'warningTimeOver',
      legalBasis: BANKRUPTCY_DEMAND,
      metOn: (facts) => {
        const last = lastDayOfDemand(facts);
        return last && latest(addDays(last, 1), dayAfterTimeToPay(facts));
      },
    },
    notBarred,
  ],
  latestOn: (facts) => {
    const last = lastDayOfDemand(facts);
    return last && addMonths(last, BANKRUPTCY_PETITION_MONTHS);
  },
  tariffIds: ['FI-COURT-BANKR', 'FI-COURT-BANKR-ESTATE'],
  costIds: ['FI-COURT-BANKR'],
});

/** Every step before an authority. */
export const legalSteps: readonly LegalRule[] = [
  summaryClaim('PERSON', [claimDue(SUMMARY), demandExpired]),
  // No act makes a business wait for the time a letter gave; to sue within it would mislead (4 §).
  summaryClaim('COMPANY', [claimDue(SUMMARY, dayAfterTimeToPay)]),
  DISPUTED_CLAIM,
  ENFORCEMENT,
  directEnforcement('PERSON', [...ENFORCEMENT_FEES]),
  directEnforcement('COMPANY', [...ENFORCEMENT_FEES, 'FI-B-DE-ENFORCEABLE']),
  BANKRUPTCY,
];
