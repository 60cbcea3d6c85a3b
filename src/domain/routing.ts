import { addDays, type IsoDate } from './date.js';
import type { Source } from './dated.js';
import type { PartyType } from './facts.js';
import { successFee, type AgreedFee, type FeeBand } from './fees.js';
import { convert, type RateTable } from './fx.js';
import type { OwnCountry } from './jurisdiction.js';
import { formatAmount, type Currency, type Money } from './money.js';
import type { Refusal } from './refusal.js';

export type RouteKind = 'COUNTRY_MODULE' | 'PARTNER_NETWORK' | 'MANUAL_REVIEW' | 'REFUSED';

/** Why a partner cannot take a case, in the order of asking: the first that applies is given. */
type SkipReason =
  | 'NOT_COVERED' | 'PARTNER_SUSPENDED' | 'LOOP_GUARD' | 'PARTY_TYPE_NOT_ACCEPTED' | 'CURRENCY_NOT_ACCEPTED'
  | 'BELOW_MINIMUM' | 'ABOVE_MAXIMUM'; // prettier-ignore

export type RoutingReasonCode =
  | 'OWN_COUNTRY_MODULE' | 'EXCLUSIVE_PARTNER' | 'PREFERRED_PARTNER' | 'LOWER_SUCCESS_FEE' | 'MANUAL_OVERRIDE'
  | 'OTHER_COUNTRY' | 'NO_ADDRESS' | 'TOO_EARLY' | 'TIME_BARRED' | 'DISPUTED' | 'NO_ROUTE' | 'OUTRANKED' | SkipReason; // prettier-ignore

/** What a case's route depends on. Countries are ISO 3166-1 alpha-2. */
export interface RoutingFacts {
  readonly creditorCountry: string;
  /** Residence of a person, registered office of a company; null while unknown. */
  readonly debtorCountry: string | null;
  readonly debtorType: PartyType;
  /** Sum of the claims. */
  readonly principal: Money;
  /** Due date of the youngest claim: the case is taken once all its claims may be. */
  readonly latestDueDate: IsoDate;
  /** Last day before the oldest claim is time-barred; null where no law of ours tells it. */
  readonly limitation: { readonly lastDay: IsoDate; readonly legalBasis: Source } | null;
  readonly disputed: boolean;
  readonly hasAddress: boolean;
  /** The creditor's choice of partners, most wanted first. */
  readonly preferredPartnerIds: readonly string[];
  /** The partner a case handler asked for. */
  readonly overridePartnerId: string | null;
  /** The partner that handed this case to us. */
  readonly referredByPartnerId: string | null;
}

/** What a partner takes in one country, and for how much. */
export interface CoverageTerms {
  readonly country: string;
  /** True where the network gives this partner the country alone. */
  readonly exclusive: boolean;
  readonly minimum: Money | null;
  readonly maximum: Money | null;
  /** Hundredths of a percent of what is collected, where no band says otherwise. */
  readonly successFeeBps: number;
  /** Other fees by the age and the amount of the claim. */
  readonly feeBands?: readonly FeeBand[];
  /** Null where every currency is accepted. */
  readonly currencies: readonly Currency[] | null;
  readonly partyTypes: readonly PartyType[];
}

export interface PartnerTerms {
  readonly id: string;
  readonly name: string;
  readonly network: string;
  /** At most one for a country. */
  readonly coverage: readonly CoverageTerms[];
  readonly suspended: boolean;
  /**
   * Where this partner passes cases on: the id of another partner, or a country code for "cases against debtors there
   * it gives to us", which would come straight back.
   */
  readonly forwardsTo: readonly string[];
}

export interface RoutingWorld {
  /** Countries whose module is switched on. */
  readonly ownCountries: readonly OwnCountry[];
  readonly partners: readonly PartnerTerms[];
  readonly rates: RateTable;
  readonly on: IsoDate;
}

export interface RouteCandidate {
  readonly kind: RouteKind;
  readonly country: string | null;
  readonly partnerId: string | null;
  readonly chosen: boolean;
  readonly reason: RoutingReasonCode;
  /**
   * Figures for the reason's text. `from` (TOO_EARLY), `lastDay` (TIME_BARRED); of a partner `successFeeBps` and, where
   * a limit was asked, `amount` (the principal in the limit's `currency`) and the last limit asked, `minimum` or
   * `maximum`; where it was converted, `rateDate` and, with an old rate, `staleRate` ("yes"). Amounts are exact decimals.
   */
  readonly params: Readonly<Record<string, string | number>>;
}

export interface RoutingDecision {
  readonly kind: RouteKind;
  /** The debtor's country; the creditor's while the debtor's is unknown. */
  readonly country: string;
  readonly partnerId: string | null;
  /** What that partner takes of what it collects, whatever becomes of its terms; null where no partner is chosen. */
  readonly fee: AgreedFee | null;
  /** In the order of the rules, partners by rank. Exactly one is chosen, and it has the decision's kind. Plain JSON, stored as it is. */
  readonly candidates: readonly RouteCandidate[];
  readonly decidedOn: IsoDate;
  /** Set for REFUSED alone: TIME_BARRED, TOO_EARLY (params.from: first day it is allowed) or DISPUTED_CLAIM. */
  readonly refusal: Refusal | null;
}

/** The agency's own terms, not a statute: a case is taken at the earliest this long after its youngest claim fell due. */
const DAYS_AFTER_DUE_DATE = 14;

/** Where a case goes on a day, by the first rule that fires; everyone considered is in the answer. Never throws, never loses a case. */
export function route(facts: RoutingFacts, world: RoutingWorld): RoutingDecision {
  const refusal = refusalOf(facts, world.on);
  if (refusal) {
    const reason = refusal.code === 'DISPUTED_CLAIM' ? 'DISPUTED' : refusal.code;
    return { ...decide(facts, world, [untaken('REFUSED', facts.debtorCountry, reason, refusal.params)]), refusal };
  }
  const country = facts.debtorCountry;
  if (country === null || !facts.hasAddress) {
    return decide(facts, world, [untaken('MANUAL_REVIEW', country, 'NO_ADDRESS')]);
  }
  const modules = moduleCandidates(country, world);
  const offers = world.partners
    .map((partner) => offerOf(partner, country, facts, world))
    .sort((a, b) => byRank(a, b, facts));
  if (modules.some(({ chosen }) => chosen)) {
    const covering = offers.filter(({ terms }) => terms !== null);
    return decide(facts, world, [...modules, ...covering.map((offer) => partnerCandidate(offer, country, null))]);
  }
  const winner = offers.find(({ skip }) => skip === null);
  const partners = offers.map((offer) =>
    partnerCandidate(offer, country, offer === winner ? winReason(offer, facts) : null),
  );
  const nobody = winner ? [] : [untaken('MANUAL_REVIEW', country, 'NO_ROUTE')];
  return { ...decide(facts, world, [...modules, ...partners, ...nobody]), fee: winner?.fee ?? null };
}

type RoutingRefusal = Refusal & { readonly code: 'TIME_BARRED' | 'TOO_EARLY' | 'DISPUTED_CLAIM' };

function refusalOf(facts: RoutingFacts, on: IsoDate): RoutingRefusal | null {
  if (facts.limitation && on > facts.limitation.lastDay) {
    const { lastDay, legalBasis } = facts.limitation;
    return { code: 'TIME_BARRED', text: 'TIME_BARRED.since', params: { lastDay }, legalBasis };
  }
  const earliestOn = addDays(facts.latestDueDate, DAYS_AFTER_DUE_DATE);
  if (on < earliestOn) {
    return { code: 'TOO_EARLY', text: 'TOO_EARLY.houseRule', params: { earliestOn, from: earliestOn } };
  }
  return facts.disputed ? { code: 'DISPUTED_CLAIM' } : null;
}

function decide(facts: RoutingFacts, world: RoutingWorld, candidates: readonly RouteCandidate[]): RoutingDecision {
  const { kind, partnerId } = candidates.find(({ chosen }) => chosen)!;
  return {
    kind,
    country: facts.debtorCountry ?? facts.creditorCountry,
    partnerId,
    fee: null,
    candidates,
    decidedOn: world.on,
    refusal: null,
  };
}

/** The chosen candidate where no module and no partner takes the case. */
function untaken(
  kind: 'REFUSED' | 'MANUAL_REVIEW',
  country: string | null,
  reason: RoutingReasonCode,
  params: RouteCandidate['params'] = {},
): RouteCandidate {
  return { kind, country, partnerId: null, chosen: true, reason, params };
}

/** The country's own module first, then the other countries' in alphabetical order. */
function moduleCandidates(country: string, world: RoutingWorld): RouteCandidate[] {
  const candidates = world.ownCountries.map((own): RouteCandidate => {
    const chosen = own === country;
    const reason = chosen ? 'OWN_COUNTRY_MODULE' : 'OTHER_COUNTRY';
    return { kind: 'COUNTRY_MODULE', country: own, partnerId: null, chosen, reason, params: {} };
  });
  return candidates.sort((a, b) => Number(b.chosen) - Number(a.chosen) || compareText(a.country!, b.country!));
}

/** A partner's terms for the case, and why it cannot take it (null where it can). No terms where it does not cover the country. */
interface Offer {
  readonly partner: PartnerTerms;
  readonly terms: CoverageTerms | null;
  readonly fee: AgreedFee | null;
  readonly skip: SkipReason | null;
  readonly params: RouteCandidate['params'];
}

function offerOf(partner: PartnerTerms, country: string, facts: RoutingFacts, world: RoutingWorld): Offer {
  const covered = partner.coverage.find((entry) => entry.country === country);
  if (!covered) return { partner, terms: null, fee: null, skip: 'NOT_COVERED', params: {} };
  const fee = successFee(covered.feeBands ?? [], covered.successFeeBps, facts, world);
  const terms = { ...covered, successFeeBps: fee.successFeeBps };
  return { partner, terms, fee, ...assess(partner, terms, facts, world) };
}

function assess(
  partner: PartnerTerms,
  terms: CoverageTerms,
  facts: RoutingFacts,
  world: RoutingWorld,
): Pick<Offer, 'skip' | 'params'> {
  const { successFeeBps, currencies, partyTypes } = terms;
  const { currency } = facts.principal;
  const params = { successFeeBps };
  if (partner.suspended) return { skip: 'PARTNER_SUSPENDED', params };
  if (wouldComeBack(partner, terms.country, facts, world)) return { skip: 'LOOP_GUARD', params };
  if (!partyTypes.includes(facts.debtorType)) return { skip: 'PARTY_TYPE_NOT_ACCEPTED', params };
  if (currencies && !currencies.includes(currency)) {
    return { skip: 'CURRENCY_NOT_ACCEPTED', params: { ...params, currency } };
  }
  const minimum = askLimit('minimum', terms, facts, world);
  if (minimum.skip !== null) return minimum;
  const maximum = askLimit('maximum', terms, facts, world);
  return terms.maximum ? maximum : minimum;
}

/** Whether the principal keeps within one limit, the figures compared beside it. */
function askLimit(
  name: 'minimum' | 'maximum',
  terms: CoverageTerms,
  facts: RoutingFacts,
  world: RoutingWorld,
): Pick<Offer, 'skip' | 'params'> {
  const { [name]: limit, successFeeBps } = terms;
  if (!limit) return { skip: null, params: { successFeeBps } };
  const converted = convert(facts.principal, limit.currency, world.on, world.rates);
  if (!converted.ok) {
    // The limit cannot be asked in a currency without a rate, and the case must not reach a partner that may turn it away.
    return { skip: 'CURRENCY_NOT_ACCEPTED', params: { successFeeBps, currency: facts.principal.currency } };
  }
  const { money: amount, rateDate, stale } = converted.value;
  const params = {
    successFeeBps,
    amount: formatAmount(amount.minor, amount.currency),
    currency: amount.currency,
    [name]: formatAmount(limit.minor, limit.currency),
    ...(rateDate && { rateDate }),
    ...(stale && { staleRate: 'yes' }),
  };
  if (name === 'minimum') return { skip: amount.minor < limit.minor ? 'BELOW_MINIMUM' : null, params };
  return { skip: amount.minor > limit.minor ? 'ABOVE_MAXIMUM' : null, params };
}

/** True where the case, given to this partner, would reach the partner it came from, or us again, however many hands it goes through. */
function wouldComeBack(partner: PartnerTerms, country: string, facts: RoutingFacts, world: RoutingWorld): boolean {
  const reached = new Set([partner.id]);
  for (const id of reached) {
    if (id === facts.referredByPartnerId || id === country) return true;
    const holder = world.partners.find((candidate) => candidate.id === id);
    for (const next of holder?.forwardsTo ?? []) reached.add(next);
  }
  return false;
}

/** Override, exclusive, the creditor's preference, lowest fee, name; partners without terms last. Total: ids settle equal names. */
function byRank(a: Offer, b: Offer, facts: RoutingFacts): number {
  const overridden = (offer: Offer) => (offer.partner.id === facts.overridePartnerId ? 0 : 1);
  const preference = (offer: Offer) => {
    const index = facts.preferredPartnerIds.indexOf(offer.partner.id);
    return index === -1 ? facts.preferredPartnerIds.length : index;
  };
  return (
    overridden(a) - overridden(b) ||
    Number(a.terms === null) - Number(b.terms === null) ||
    exclusiveFirst(a, b) ||
    preference(a) - preference(b) ||
    lowerFeeFirst(a, b) ||
    compareText(a.partner.name, b.partner.name) ||
    compareText(a.partner.id, b.partner.id)
  );
}

const exclusiveFirst = (a: Offer, b: Offer) =>
  Number(b.terms?.exclusive ?? false) - Number(a.terms?.exclusive ?? false);
const lowerFeeFirst = (a: Offer, b: Offer) => (a.terms?.successFeeBps ?? 0) - (b.terms?.successFeeBps ?? 0);

function winReason(winner: Offer, facts: RoutingFacts): RoutingReasonCode {
  if (winner.partner.id === facts.overridePartnerId) return 'MANUAL_OVERRIDE';
  if (winner.terms?.exclusive) return 'EXCLUSIVE_PARTNER';
  return facts.preferredPartnerIds.includes(winner.partner.id) ? 'PREFERRED_PARTNER' : 'LOWER_SUCCESS_FEE';
}

function partnerCandidate(offer: Offer, country: string, won: RoutingReasonCode | null): RouteCandidate {
  return {
    kind: 'PARTNER_NETWORK',
    country,
    partnerId: offer.partner.id,
    chosen: won !== null,
    reason: won ?? offer.skip ?? 'OUTRANKED',
    params: offer.params,
  };
}

/** By code unit: the order must not depend on the machine's locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
