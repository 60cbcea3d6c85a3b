import type { DataSource, EntityManager } from 'typeorm';
import { jurisdictionOf } from '../../countries/index.js';
import type { IsoDate } from '../../domain/date.js';
import type { CaseFacts, PartyType } from '../../domain/facts.js';
import type { OwnCountry } from '../../domain/jurisdiction.js';
import { sum, type Money } from '../../domain/money.js';
import {
  route, type CoverageTerms, type PartnerTerms, type RouteCandidate, type RoutingDecision, type RoutingFacts, type RoutingWorld,
} from '../../domain/routing.js'; // prettier-ignore
import type { Address } from '../../graphql/types.js';
import type { Platform } from '../../platform.js';
import { loadRateTable } from './exchange-rates.js';

interface PartnerRow {
  id: string;
  name: string;
  network: string;
  suspended: boolean;
  forwards_to: string[];
  coverage: CoverageRow[];
}

interface CoverageRow {
  country: string;
  exclusive: boolean;
  fee: number;
  minimum: string | null;
  minimumCurrency: string | null;
  maximum: string | null;
  maximumCurrency: string | null;
  currencies: string[] | null;
  partyTypes: PartyType[];
  bands: { age: number; amount: string; currency: string; fee: number }[];
}

/** Everything a route depends on besides the case, as it stands on a day. */
export async function loadRoutingWorld(
  platform: Platform,
  on: IsoDate,
  db: DataSource | EntityManager = platform.db,
): Promise<RoutingWorld> {
  const rows: PartnerRow[] = await db.query(
    `select p.id, p.name, p.network, p.suspended, p.forwards_to, coalesce((select json_agg(json_build_object(
       'country', country, 'exclusive', exclusive, 'fee', success_fee_bps, 'currencies', currencies, 'partyTypes', party_types,
       'minimum', minimum_minor::text, 'minimumCurrency', minimum_currency,
       'maximum', maximum_minor::text, 'maximumCurrency', maximum_currency, 'bands', (select coalesce(json_agg(json_build_object(
         'age', from_age_days, 'amount', from_amount_minor::text, 'currency', from_amount_currency, 'fee', f.success_fee_bps)), '[]')
         from partner_fee f where f.partner_id = p.id and f.country = pc.country)) order by id)
       from partner_coverage pc where partner_id = p.id), '[]') as coverage from partner p order by p.name`,
  );
  const rates = await loadRateTable(db, on);
  return { ownCountries: platform.ownCountries, partners: rows.map(partnerTerms), rates, on };
}

function partnerTerms({ forwards_to: forwardsTo, coverage, ...partner }: PartnerRow): PartnerTerms {
  return { ...partner, forwardsTo, coverage: coverage.map(coverageTerms) };
}

function coverageTerms(row: CoverageRow): CoverageTerms {
  const limit = (minor: string | null, currency: string | null): Money | null =>
    minor === null || currency === null ? null : { minor: BigInt(minor), currency };
  return {
    country: row.country,
    exclusive: row.exclusive,
    minimum: limit(row.minimum, row.minimumCurrency),
    maximum: limit(row.maximum, row.maximumCurrency),
    successFeeBps: row.fee,
    currencies: row.currencies,
    partyTypes: row.partyTypes,
    feeBands: row.bands.map(({ age, amount, currency, fee }) => ({
      fromAgeDays: age,
      fromAmount: { minor: BigInt(amount), currency },
      successFeeBps: fee,
    })),
  };
}

/** What the route of a case depends on beside its facts. */
export interface RoutingCircumstances {
  readonly creditorCountry: string;
  readonly debtorCountry: string;
  readonly hasAddress: boolean;
  readonly preferredPartnerIds: readonly string[];
  readonly overridePartnerId?: string;
  /** The partner that handed the case to us, where one did. */
  readonly referredByPartnerId?: string | null;
}

/** An address a letter reaches: at least one line, and a postal code or a city. */
export const isUsable = (address: Address | null): boolean =>
  address !== null && address.lines.length > 0 && (address.postalCode !== null || address.city !== null);

/** The facts `decideRoute` asks for. Throws RuleNotEncoded where the law does not cover the claims' days. */
export function routingFacts(facts: CaseFacts, circumstances: RoutingCircumstances): RoutingFacts {
  const law = jurisdictionOf(circumstances.debtorCountry);
  const dueDates = facts.claims.map(({ dueDate }) => dueDate).sort();
  return {
    ...circumstances,
    debtorType: facts.debtorType,
    principal: { minor: sum(facts.claims.map(({ principal }) => principal)), currency: facts.currency },
    latestDueDate: dueDates.at(-1)!,
    limitation: law ? law.limitation(facts) : null,
    disputed: facts.disputed,
    overridePartnerId: circumstances.overridePartnerId ?? null,
    referredByPartnerId: circumstances.referredByPartnerId ?? null,
  };
}

/**
 * Where a case goes. A country module works claims in its own currency only, for the fees it may charge are fixed in that:
 * a claim in another goes to a person, who may choose a partner (docs/decisions/0007-foreign-currency-in-own-countries.md).
 */
export function decideRoute(facts: RoutingFacts, world: RoutingWorld): RoutingDecision {
  const law = jurisdictionOf(facts.debtorCountry ?? '');
  const foreign = law !== null && law.currency !== facts.principal.currency;
  if (foreign && facts.overridePartnerId !== null) {
    return route(facts, {
      ...world,
      ownCountries: world.ownCountries.filter((own: OwnCountry) => own !== law.country),
    });
  }
  const decision = route(facts, world);
  if (!foreign || decision.kind !== 'COUNTRY_MODULE') return decision;
  const { currency } = facts.principal;
  const candidates = decision.candidates.map((candidate): RouteCandidate =>
    candidate.chosen
      ? { ...candidate, chosen: false, reason: 'CURRENCY_NOT_ACCEPTED', params: { currency } }
      : candidate,
  );
  const review = {
    kind: 'MANUAL_REVIEW',
    country: decision.country,
    partnerId: null,
    chosen: true,
    reason: 'NO_ROUTE',
    params: {},
  } as const;
  return { ...decision, kind: 'MANUAL_REVIEW', candidates: [...candidates, review] };
}
