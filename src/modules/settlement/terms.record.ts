import type { DataSource, EntityManager } from 'typeorm';
import type { CommissionTerms, SettlementSchedule } from '../../domain/commission.js';
import type { IsoDate } from '../../domain/date.js';
import { money } from '../../domain/money.js';

/** An amount as it is stored in JSON, whose numbers may not hold it. */
interface StoredAmount {
  readonly minor: string;
  readonly currency: string;
}

/** Terms as they are stored. */
export interface StoredTerms {
  readonly creditorId: string;
  readonly validFrom: IsoDate;
  readonly schedule: SettlementSchedule;
  readonly successFeeBps: number;
  readonly bands: readonly {
    readonly fromAgeDays: number;
    readonly fromAmount: StoredAmount;
    readonly successFeeBps: number;
  }[];
  readonly caseFees: readonly StoredAmount[];
  readonly subscriptionMinor: string | null;
  readonly subscriptionCurrency: string | null;
}

/** Their columns. */
export const TERMS_COLUMNS = `creditor_id as "creditorId", valid_from as "validFrom", schedule, success_fee_bps as "successFeeBps", bands,
  case_fees as "caseFees", subscription_minor::text as "subscriptionMinor", subscription_currency as "subscriptionCurrency"`;

const read = ({ minor, currency }: StoredAmount) => money(BigInt(minor), currency);

/** The terms in what is stored. */
export function readTerms(stored: StoredTerms): CommissionTerms {
  const {
    validFrom,
    schedule,
    successFeeBps,
    bands,
    caseFees,
    subscriptionMinor: minor,
    subscriptionCurrency,
  } = stored;
  return {
    validFrom,
    schedule,
    successFeeBps,
    bands: bands.map((band) => ({ ...band, fromAmount: read(band.fromAmount) })),
    caseFees: caseFees.map(read),
    subscription: minor === null || subscriptionCurrency === null ? null : money(BigInt(minor), subscriptionCurrency),
  };
}

/** The terms of creditors by their keys, each oldest first; none for a creditor without an agreement. */
export async function loadTerms(
  db: DataSource | EntityManager,
  creditorIds: readonly string[],
): Promise<Map<string, CommissionTerms[]>> {
  const rows: StoredTerms[] = await db.query(
    `select ${TERMS_COLUMNS} from commission_terms where creditor_id = any($1) order by valid_from`,
    [creditorIds],
  );
  const byCreditor = new Map<string, CommissionTerms[]>(creditorIds.map((id) => [id, []]));
  for (const row of rows) byCreditor.get(row.creditorId)!.push(readTerms(row));
  return byCreditor;
}
