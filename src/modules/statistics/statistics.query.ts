import type { DataSource } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { minorDigits, sum, type Currency } from '../../domain/money.js';
import { ratio, resolutionCurve, suppress, type GroupFigures, type Outcome } from '../../domain/statistics.js';
import type { StatisticsDimension } from '../../graphql/enums.js';
import { globalId } from '../../graphql/ids.js';
import type { ResolutionGroup } from './statistics.type.js';

/** What is counted. Every date is included. */
interface StatisticsRequest {
  readonly registeredFrom: IsoDate;
  readonly registeredTo: IsoDate;
  readonly asOf: IsoDate;
  readonly groupBy: readonly StatisticsDimension[];
  readonly horizonsInDays: readonly number[];
  /** Row key of the only creditor whose cases count; 'ALL' for everybody's. */
  readonly creditorId: string;
}

/** Cases that have key, currency and course in common, with what was handed over and collected of their principal. */
interface Bundle {
  readonly key: readonly string[];
  readonly currency: Currency;
  readonly outcome: Outcome;
  readonly daysToEnd: number;
  readonly followUpDays: number;
  readonly count: number;
  /** Minor units, as PostgreSQL writes a sum. */
  readonly principal: string;
  readonly collected: string;
}

/** How a dimension is read: SQL of its value from `c` the case, `h` the principal handed over and what it joins. */
interface Dimension {
  readonly sql: string;
  readonly join?: string;
  /** The value as shown, where the database has it otherwise. */
  readonly shown?: (value: string) => string;
}

const DIMENSIONS: Readonly<Record<StatisticsDimension, Dimension>> = {
  MONTH: { sql: "to_char(c.registered_on, 'YYYY-MM')" },
  COUNTRY: { sql: 'c.country' },
  ROUTE: { sql: 'c.route_kind' },
  PARTNER: {
    sql: "coalesce(r.partner_id::text, '')",
    join: 'join routing_decision r on r.id = c.routing_id',
    shown: (id) => (id === '' ? '-' : globalId('Partner', id)),
  },
  CREDITOR: { sql: 'c.creditor_id', shown: (id) => globalId('Creditor', id) },
  PARTY_TYPE: { sql: 'd.type', join: 'join debtor d on d.id = c.debtor_id' },
  AMOUNT_BAND: {
    // The bands begin at powers of ten, so that the number of digits tells the band in whatever minor unit.
    sql: "c.currency || ' ' || length(h.principal::text)",
    shown: (value) => {
      const [currency, digits] = value.split(' ') as [Currency, string];
      return `${currency} ${amountBand(Number(digits) - minorDigits(currency))}`;
    },
  },
};

/** The band of amounts with so many digits before the decimal point; the text order of bands is that of their amounts. */
function amountBand(digits: number): string {
  if (digits <= 3) return '0-999';
  if (digits >= 6) return '100000-';
  return `1${'0'.repeat(digits - 1)}-${'9'.repeat(digits)}`;
}

/** Figures of the cases registered in a period, group by group in the order of their keys, as things stood at the end of `asOf`. */
export async function resolutionGroups(db: DataSource, request: StatisticsRequest): Promise<ResolutionGroup[]> {
  const groups = new Map<string, { key: readonly string[]; bundles: Bundle[] }>();
  for (const bundle of await loadBundles(db, request)) {
    const key = bundle.key.map((value, index) => DIMENSIONS[request.groupBy[index]!].shown?.(value) ?? value);
    const text = key.join('\n');
    const group = groups.get(text) ?? { key, bundles: [] };
    group.bundles.push(bundle);
    groups.set(text, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { key, bundles }]) => ({
      key: key.map((value, index) => ({ dimension: request.groupBy[index]!, value })),
      ...suppress(figures(bundles, request.horizonsInDays)),
    }));
}

function figures(bundles: readonly Bundle[], horizonsInDays: readonly number[]): GroupFigures {
  const ofOutcome = (outcome: Outcome) =>
    bundles.filter((bundle) => bundle.outcome === outcome).reduce((total, { count }) => total + count, 0);
  const [resolved, closedUnresolved, open] = [ofOutcome('RESOLVED'), ofOutcome('CLOSED_UNRESOLVED'), ofOutcome('OPEN')];
  const total = (amount: 'principal' | 'collected') => sum(bundles.map((bundle) => BigInt(bundle[amount])));
  const mixed = bundles.some(({ currency }) => currency !== bundles[0]!.currency);
  return {
    cases: resolved + closedUnresolved + open,
    resolved,
    closedUnresolved,
    open,
    recoveryRate: mixed ? null : ratio(total('collected'), total('principal')),
    ...resolutionCurve(bundles, horizonsInDays),
  };
}

/** One statement; at most one bundle for each case. */
function loadBundles(db: DataSource, request: StatisticsRequest): Promise<Bundle[]> {
  const { registeredFrom, registeredTo, asOf, groupBy, creditorId } = request;
  const everybody = creditorId === 'ALL';
  const dimensions = groupBy.map((name) => DIMENSIONS[name]);
  return db.query(
    `with c as (
      select id, creditor_id, debtor_id, routing_id, registered_on, closed_on, close_reason, country, currency, route_kind
      from collection_case
      where registered_on between $1 and least($2::date, $3::date) and ($4 or creditor_id = $5::uuid)
    ), h as (
      select cl.case_id, sum(cl.principal_minor) as principal from c join claim cl on cl.case_id = c.id group by cl.case_id
    ), collected as (
      select p.case_id, sum(a.amount_minor) as principal
      from c join payment p on p.case_id = c.id and p.received_on <= $3
          and not exists (select from payment_reversal v where v.payment_id = p.id and v.reversed_on <= $3)
        join payment_allocation a on a.payment_id = p.id and a.kind = 'PRINCIPAL'
      group by p.case_id
    )
    select array[${dimensions.map(({ sql }) => `(${sql})::text`).join(', ')}]::text[] collate "C" as key, c.currency,
      case when c.closed_on is null or c.closed_on > $3 then 'OPEN'
        when c.close_reason in ('PAID', 'SETTLED') then 'RESOLVED' else 'CLOSED_UNRESOLVED' end as outcome,
      least(c.closed_on, $3) - c.registered_on as "daysToEnd", $3 - c.registered_on as "followUpDays",
      count(*)::integer as count, sum(h.principal)::text as principal, coalesce(sum(collected.principal), 0)::text as collected
    from c join h on h.case_id = c.id left join collected on collected.case_id = c.id
      ${dimensions.map(({ join }) => join ?? '').join(' ')}
    group by 1, 2, 3, 4, 5`,
    [registeredFrom, registeredTo, asOf, everybody, everybody ? null : creditorId],
  );
}
