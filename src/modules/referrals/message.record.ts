import type { EntityManager } from 'typeorm';
import { uuidv7 } from '../../graphql/ids.js';
import type { MessageDirection } from '../../graphql/partner.enums.js';
import { recordEvent } from '../cases/case.record.js';
import type { LockedReferral, Report } from './referral.record.js';

/** Something written about a referral. `externalReference` is the partner's own id of it, where it has one. */
interface Written {
  readonly direction: MessageDirection;
  readonly text: string;
  readonly externalReference: string | null;
  /** Whether the other side has it by our writing it down; so where nothing is said and the partner wrote it. */
  readonly hasIt?: boolean;
}

/** Stores a message and the event that tells of it. Its key; null where the partner had told us of it before. */
export async function takeMessage(
  tx: EntityManager,
  referral: LockedReferral,
  { direction, text, externalReference, hasIt = direction === 'FROM_PARTNER' }: Written,
  report: Report,
): Promise<string | null> {
  const id = uuidv7();
  const { row } = referral;
  const rows: unknown[] = await tx.query(
    `insert into referral_message (id, referral_id, case_id, creditor_id, direction, text, external_reference, author, told_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9 then clock_timestamp() end)
     on conflict (referral_id, external_reference) do nothing returning id`,
    [id, referral.id, row.id, row.creditorId, direction, text, externalReference, report.actor, hasIt],
  );
  if (rows.length === 0) return null;
  await recordEvent(tx, row, {
    type: direction === 'TO_PARTNER' ? 'messageSent' : 'messageReceived',
    on: report.on,
    actor: report.actor,
    params: { partner: referral.partner, text, referral: referral.id },
    changedFields: ['referral'],
  });
  return id;
}

/** A file about a referral. */
export interface FileOfReferral {
  readonly direction: MessageDirection;
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
  /** Whether the other side has it by our writing it down. */
  readonly hasIt: boolean;
}

/** Stores a document and the event that tells of it. Its key. */
export async function takeDocument(
  tx: EntityManager,
  referral: LockedReferral,
  { direction, fileName, mediaType, content, hasIt }: FileOfReferral,
  report: Report,
): Promise<string> {
  const id = uuidv7();
  const { row } = referral;
  await tx.query(
    `insert into referral_document (id, referral_id, case_id, creditor_id, direction, file_name, media_type, size, content, author, told_at)
     values ($1, $2, $3, $4, $5, $6, $7, octet_length($8::bytea), $8, $9, case when $10 then clock_timestamp() end)`,
    [
      id, referral.id, row.id, row.creditorId, direction, fileName, mediaType, content, report.actor,
      hasIt,
    ], // prettier-ignore
  );
  await recordEvent(tx, row, {
    type: direction === 'TO_PARTNER' ? 'documentSent' : 'documentReceived',
    on: report.on,
    actor: report.actor,
    params: { partner: referral.partner, fileName, referral: referral.id },
    changedFields: ['referral'],
  });
  return id;
}
