import { lastDayToPay } from './calendar.js';
import { notDisputed, type LegalRule, type RequirementRule } from './legal.js';
import { rentBookedBy } from './se.costs.js';
import { feeOn } from './se.court.js';
import { ellagen, essentialBreach, figure, fjarrvarmelagen, jordabalken, naturgaslagen, utsokningsbalken } from './se.deadlines.js'; // prettier-ignore
import { afterDemand, afterWeekdays, lastEvent, needs, notBarred } from './se.legal.js';
import { inkassolagen } from './se.tariff.js';
import { oldestFirst } from '../domain/balance.js';
import { addDays, latest, type IsoDate } from '../domain/date.js';
import { inForce, type Source } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, ClaimKind, ProceedingFacts } from '../domain/facts.js';
import { largest, smallest, sum } from '../domain/money.js';

/** Disconnection of energy and eviction: steps the law takes care of apart, with notices on forms that are not letters of ours. */

/**
 * Principal of a claim that is not paid. Whoever pays the rent or the supply keeps the home or the supply: what came in counts
 * on the claims themselves, oldest first, whatever costs and interest it was set against in the books.
 */
function leftOf(claim: ClaimFacts, { claims, payments }: CaseFacts, by?: IsoDate): bigint {
  const counted = payments.filter(({ receivedOn }) => by === undefined || receivedOn <= by);
  const ordered = oldestFirst(claims);
  const older = ordered.slice(0, ordered.indexOf(claim));
  const reaching = sum(counted.map(({ amount }) => amount)) - sum(older.map(({ principal }) => principal));
  return claim.principal - largest(0n, smallest(reaching, claim.principal));
}

const lateFrom = ({ dueDate }: ClaimFacts): IsoDate => addDays(lastDayToPay('SE', dueDate), 1);

interface Supply {
  readonly kind: ClaimKind;
  readonly name: string;
  readonly authority: string;
  readonly demand: Source;
  readonly servedDemand: Source;
  /** Entry of the three weeks from service. */
  readonly weeks: string;
  readonly tariffIds: readonly string[];
}

const SUPPLIES: readonly Supply[] = [
  {
    kind: 'ELECTRICITY',
    name: 'avbrytande av elöverföring',
    authority: 'elnätsföretaget',
    demand: ellagen('11 kap. 2 §'),
    servedDemand: ellagen('11 kap. 3 §'),
    weeks: 'SE-DL-EL-2',
    tariffIds: ['SE-FEE-EL'],
  },
  {
    kind: 'DISTRICT_HEATING',
    name: 'avbrytande av fjärrvärme',
    authority: 'fjärrvärmeföretaget',
    demand: fjarrvarmelagen('27 §'),
    servedDemand: fjarrvarmelagen('27–28 §§'),
    weeks: 'SE-DL-HEAT',
    tariffIds: [],
  },
  {
    kind: 'GAS',
    name: 'avbrytande av överföring av naturgas',
    authority: 'naturgasföretaget',
    demand: naturgaslagen('8 kap. 3 §'),
    servedDemand: naturgaslagen('8 kap. 3–4 §§'),
    weeks: 'SE-DL-GAS',
    tariffIds: [],
  },
];

/**
 * The day a consumer's breach became essential: one claim above the limit late, or two late at once. Never for costs alone, and
 * no longer once what is left is neither.
 */
function breachOn(kind: ClaimKind, facts: CaseFacts): IsoDate | null {
  const late = oldestFirst(facts.claims).filter((claim) => claim.kind === kind && leftOf(claim, facts) > 0n);
  const second = late[1];
  const large = late.find((claim) => leftOf(claim, facts) > inForce(essentialBreach, lateFrom(claim)).value);
  const days = [large, second].flatMap((claim) => (claim ? [lateFrom(claim)] : []));
  return days.sort()[0] ?? null;
}

/** The day after the time of the first, written demand; null where none was sent since the breach. */
function supplyDemandOver(kind: ClaimKind, facts: CaseFacts): IsoDate | null {
  const breach = breachOn(kind, facts);
  const demand = lastEvent(facts, 'SUPPLY_DEMAND_SENT');
  return breach && demand?.until && demand.on >= breach ? addDays(demand.until, 1) : null;
}

/** Service of the second demand; null where the first had not run out by then. */
function servedDemandOn(kind: ClaimKind, facts: CaseFacts): IsoDate | null {
  const over = supplyDemandOver(kind, facts);
  const served = lastEvent(facts, 'SERVED', 'DISCONNECTION');
  return over && served && served.on >= over ? served.on : null;
}

function threeWeeksEnd({ kind, weeks }: Supply, facts: CaseFacts): IsoDate | null {
  const served = servedDemandOn(kind, facts);
  return served && lastDayToPay('SE', addDays(served, figure(weeks, served).value));
}

/** The socialnämnd is told with the second demand: between the end of the first one's time and service. */
function toldWithService(kind: ClaimKind, facts: CaseFacts): IsoDate | null {
  const over = supplyDemandOver(kind, facts);
  const served = servedDemandOn(kind, facts);
  const isInTime = (on: IsoDate) => over !== null && served !== null && on >= over && on <= served;
  return facts.proceedings.some(({ type, on }) => type === 'SOCIAL_SERVICES_NOTIFIED' && isInTime(on)) ? served : null;
}

/**
 * The socialnämnd can take the debt over until the time is out, so what it did not do is known the day after. What it took over
 * before `from` was another debt.
 */
function notTakenOver({ proceedings }: CaseFacts, from: IsoDate | null, end: IsoDate | null): IsoDate | null {
  if (from === null || end === null) return null;
  const takenOver = proceedings.some(({ type, on }) => type === 'SOCIAL_SERVICES_LIABLE' && on >= from && on <= end);
  return takenOver ? null : addDays(end, 1);
}

const ESSENTIAL = inkassolagen('4 § (vägledning om väsentligt avtalsbrott)', 'medium');

function disconnection(supply: Supply): LegalRule {
  const { kind, demand, servedDemand } = supply;
  return {
    type: 'DISCONNECTION',
    name: supply.name,
    authority: supply.authority,
    legalBasis: servedDemand,
    tariffIds: supply.tariffIds,
    limitIds: ['SE-DL-EL-ESSENTIAL', supply.weeks],
    appliesTo: ({ debtorType, claims }) => debtorType === 'PERSON' && claims.some((claim) => claim.kind === kind),
    requirements: [
      notDisputed(servedDemand),
      needs('essentialBreach', kind === 'ELECTRICITY' ? demand : ESSENTIAL, (facts) => breachOn(kind, facts)),
      needs('supplyDemandExpired', demand, (facts) => supplyDemandOver(kind, facts)),
      needs('warningServed', servedDemand, (facts) => servedDemandOn(kind, facts)),
      needs('socialServicesNotified', servedDemand, (facts) => toldWithService(kind, facts)),
      needs('warningTimeOver', servedDemand, (facts) => {
        const end = threeWeeksEnd(supply, facts);
        return end && addDays(end, 1);
      }),
      needs('socialServicesNotLiable', servedDemand, (facts) =>
        notTakenOver(facts, supplyDemandOver(kind, facts), threeWeeksEnd(supply, facts)),
      ),
      needs('noHarmRisk', servedDemand, (facts) => (lastEvent(facts, 'HARM_RISK_FOUND') ? null : facts.registeredOn)),
    ],
    costs: () => [],
  };
}

const FORFEITED = jordabalken('12 kap. 42 §');
const RECOVERY = jordabalken('12 kap. 44 §');

/** What tells a dwelling from premises. */
interface Lease {
  readonly kind: ClaimKind;
  /** The message to the socialnämnd belongs to dwellings alone. */
  readonly tellsSocialServices: boolean;
  readonly recovery: string;
  readonly form: string;
}

const DWELLING: Lease = {
  kind: 'RENT_DWELLING',
  tellsSocialServices: true,
  recovery: 'SE-DL-RENT-CURE',
  form: 'formulär 1',
};
const PREMISES: Lease = {
  kind: 'RENT_PREMISES',
  tellsSocialServices: false,
  recovery: 'SE-DL-RENT-CURE-COM',
  form: 'formulär 2',
};

/** First day on which the oldest rent is late enough to forfeit the lease: a dwelling's by more than a week, premises' by more than two weekdays. */
function forfeitedOn({ kind }: Lease, rent: ClaimFacts): IsoDate {
  const due = lastDayToPay('SE', rent.dueDate);
  return kind === 'RENT_DWELLING'
    ? addDays(due, figure('SE-DL-RENT-FORF', due).value + 1)
    : afterWeekdays(due, figure('SE-DL-RENT-FORF-COM', due).value);
}

const rentsOf = ({ kind }: Lease, facts: CaseFacts): ClaimFacts[] =>
  oldestFirst(facts.claims).filter((claim) => claim.kind === kind);

/** Rent paid before the termination cures the breach (43 §). */
function unpaidRentLateOn(lease: Lease, facts: CaseFacts): IsoDate | null {
  const [oldest] = rentsOf(lease, facts).filter((claim) => leftOf(claim, facts) > 0n);
  return oldest ? forfeitedOn(lease, oldest) : null;
}

const terminatedOn = (facts: CaseFacts): IsoDate | null => lastEvent(facts, 'SERVED', 'LEASE_TERMINATION')?.on ?? null;

/** The day the rent for which the lease was terminated forfeited it; null where none was late and unpaid at service. */
function defaultOn(lease: Lease, facts: CaseFacts): IsoDate | null {
  const served = terminatedOn(facts);
  const unpaid = rentsOf(lease, facts).find(
    (rent) => served && forfeitedOn(lease, rent) <= served && leftOf(rent, facts, rentBookedBy(served)) > 0n,
  );
  return unpaid ? forfeitedOn(lease, unpaid) : null;
}

/** The message to the socialnämnd about this default: one about an earlier default was another message. */
function toldOn(lease: Lease, facts: CaseFacts): IsoDate | null {
  const from = defaultOn(lease, facts);
  const messages = facts.proceedings.filter(
    ({ type, on }) => type === 'SOCIAL_SERVICES_NOTIFIED' && from && on >= from,
  );
  return messages.at(-1)?.on ?? null;
}

/** Last day on which the rent, once paid, gives the tenancy back: counted from service and, for a dwelling, the message, whichever came later. */
function recoveryEnds(lease: Lease, facts: CaseFacts): IsoDate | null {
  const { tellsSocialServices, recovery } = lease;
  const served = terminatedOn(facts);
  const told = tellsSocialServices ? toldOn(lease, facts) : served;
  if (!served || !told) return null;
  const from = latest(served, told);
  return lastDayToPay('SE', addDays(from, figure(recovery, from).value));
}

/** The rent that was late when the lease was terminated, unless it was ordered within the time of recovery. */
function rentNotRecovered(lease: Lease, facts: CaseFacts): IsoDate | null {
  const served = terminatedOn(facts);
  const end = recoveryEnds(lease, facts);
  const late = rentsOf(lease, facts).filter((rent) => served && forfeitedOn(lease, rent) <= served);
  const unpaid = late.find((rent) => end === null || leftOf(rent, facts, rentBookedBy(end)) > 0n);
  return unpaid ? forfeitedOn(lease, unpaid) : null;
}

/** First day on which the eviction may be decided: after two weekdays more than the time of recovery. */
function decidedFrom(lease: Lease, facts: CaseFacts): IsoDate | null {
  const end = recoveryEnds(lease, facts);
  return end && afterWeekdays(end, figure('SE-DL-RENT-EVICT-DEC', end).value);
}

/** A decision on the money, or one that names nothing, is none. */
const isEvictionTitle = ({ type, step }: ProceedingFacts): boolean =>
  type === 'TITLE_GIVEN' && (step === 'EVICTION' || step === 'LEASE_TERMINATION');

/** First day the decision may be carried out: a week after one that came no earlier than the law lets it. */
function evictedFrom(lease: Lease, facts: CaseFacts): IsoDate | null {
  const decidable = decidedFrom(lease, facts);
  const title = facts.proceedings.find((event) => isEvictionTitle(event) && decidable && event.on >= decidable);
  return title ? addDays(title.on, figure('SE-DL-EVICT-EXEC-MIN', title.on).value) : null;
}

function termination(lease: Lease): LegalRule {
  return {
    type: 'LEASE_TERMINATION',
    name: `uppsägning (${lease.form}) och ansökan om avhysning`,
    authority: 'Kronofogdemyndigheten',
    legalBasis: jordabalken('12 kap. 8 och 42 §§'),
    tariffIds: ['SE-KFM-HANDR-APPL', 'SE-KFM-OMBUD-HANDR'],
    limitIds: [lease.kind === 'RENT_DWELLING' ? 'SE-DL-RENT-FORF' : 'SE-DL-RENT-FORF-COM'],
    appliesTo: (facts) => {
      const late = unpaidRentLateOn(lease, facts);
      const served = terminatedOn(facts);
      return rentsOf(lease, facts).length > 0 && !(served && late && served >= late);
    },
    requirements: [
      notDisputed(FORFEITED),
      notBarred,
      needs('rentLate', FORFEITED, (facts) => unpaidRentLateOn(lease, facts)),
      afterDemand,
    ],
    costs: (_facts, on) => [feeOn('SE-KFM-HANDR-APPL', on), feeOn('SE-KFM-OMBUD-HANDR', on)],
  };
}

function eviction(lease: Lease): LegalRule {
  const social: readonly RequirementRule[] = [
    needs('socialServicesNotified', RECOVERY, (facts) => toldOn(lease, facts)),
    needs('socialServicesNotLiable', RECOVERY, (facts) =>
      notTakenOver(facts, defaultOn(lease, facts), recoveryEnds(lease, facts)),
    ),
  ];
  return {
    type: 'EVICTION',
    name: 'avhysning',
    authority: 'Kronofogdemyndigheten',
    legalBasis: utsokningsbalken('16 kap. 3 §'),
    tariffIds: ['SE-KFM-GRUND', 'SE-KFM-SARSKILD'],
    limitIds: [lease.recovery, 'SE-DL-RENT-EVICT-DEC', 'SE-DL-EVICT-EXEC-MIN'],
    appliesTo: (facts) => rentsOf(lease, facts).length > 0,
    requirements: [
      needs('terminationServed', jordabalken('12 kap. 8 §'), terminatedOn),
      needs('rentLate', RECOVERY, (facts) => rentNotRecovered(lease, facts)),
      ...(lease.tellsSocialServices ? social : []),
      needs('recoveryTimeOver', RECOVERY, (facts) => decidedFrom(lease, facts)),
      needs('titleHeld', utsokningsbalken('3 kap. 1 §, 16 kap. 3 §'), (facts) => evictedFrom(lease, facts)),
    ],
    costs: (_facts, on) => [feeOn('SE-KFM-GRUND', on)],
  };
}

export const sectorSteps: readonly LegalRule[] = [
  ...SUPPLIES.map(disconnection),
  ...[DWELLING, PREMISES].flatMap((lease) => [termination(lease), eviction(lease)]),
];
