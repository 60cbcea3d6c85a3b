import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { Channel } from '../../domain/strategy.js';
import { uuidv7 } from '../../graphql/ids.js';

/** SENT begins an attempt; the others are what was heard of it. BOUNCED is said of mail and texts, RETURNED of letters. */
export type DeliveryOutcome = 'SENT' | 'DELIVERED' | 'BOUNCED' | 'RETURNED';

/** One attempt to bring a letter to the debtor, or what was heard of it. */
interface DeliveryRecord {
  readonly noticeId: string;
  readonly channel: Channel;
  readonly outcome: DeliveryOutcome;
  /** With SENT alone. */
  readonly sentTo?: string;
  readonly reason?: string | null;
  readonly on: IsoDate;
  /** Subject of whoever told, or `system`. */
  readonly by: string;
}

/** Writes one row; its key, or null where a text about the letter has been sent already. */
export async function recordDelivery(
  tx: DataSource | EntityManager,
  { noticeId, channel, outcome, sentTo, reason, on, by }: DeliveryRecord,
): Promise<string | null> {
  const rows: { id: string }[] = await tx.query(
    `insert into notice_delivery (id, notice_id, case_id, creditor_id, channel, outcome, sent_to, reason, on_date, recorded_by)
     select $1, id, case_id, creditor_id, $3, $4, $5, $6, $7, $8 from notice where id = $2
     on conflict (notice_id) where channel = 'SMS' and outcome = 'SENT' do nothing returning id`,
    [uuidv7(), noticeId, channel, outcome, sentTo ?? null, reason ?? null, on, by],
  );
  return rows[0]?.id ?? null;
}
