import type { EntityManager } from 'typeorm';
import { uuidv7 } from '../../graphql/ids.js';
import type { MessageDirection } from '../../graphql/partner.enums.js';
import { recordEvent } from '../cases/case.record.js';
import type { LockedCase } from '../cases/case.record.js';
import type { Report } from './referral.record.js';

/** Whom something is written to, or by: the partner of a referral (`id`), or the one that handed us the case, where that is null. */
export interface Counterpart {
  readonly id: string | null;
  readonly partner: string;
  readonly row: LockedCase;
}

/** Something written between us and a partner. `externalReference` is the partner's own id of it, where it has one. */
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
  { id: referralId, partner, row }: Counterpart,
  { direction, text, externalReference, hasIt = direction === 'FROM_PARTNER' }: Written,
  report: Report,
): Promise<string | null> {
  const id = uuidv7();
  const rows: unknown[] = await tx.query(
    `insert into referral_message (id, referral_id, case_id, creditor_id, direction, text, external_reference, author, told_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9 then clock_timestamp() end)
     on conflict (referral_id, external_reference) do nothing returning id`,
    [id, referralId, row.id, row.creditorId, direction, text, externalReference, report.actor, hasIt],
  );
  if (rows.length === 0) return null;
  await recordEvent(tx, row, {
    type: EVENTS[referralId === null ? 'inbound' : 'referral'][direction].message,
    on: report.on,
    actor: report.actor,
    params: { partner, text, ...(referralId !== null && { referral: referralId }) },
    changedFields: [referralId === null ? 'messages' : 'referral'],
  });
  return id;
}

/** What is written about a case that a partner handed to us is not for a partner that works it: see `visibleTo`. */
const EVENTS = {
  referral: {
    TO_PARTNER: { message: 'messageSent', document: 'documentSent' },
    FROM_PARTNER: { message: 'messageReceived', document: 'documentReceived' },
  },
  inbound: {
    TO_PARTNER: { message: 'inboundMessageSent', document: 'inboundDocumentSent' },
    FROM_PARTNER: { message: 'inboundMessageReceived', document: 'inboundDocumentReceived' },
  },
} as const;

/** A file for the other side. */
export interface FileOfReferral {
  readonly direction: MessageDirection;
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
  /** Whether the other side has it by our writing it down. */
  readonly hasIt: boolean;
  /** The partner's own id of it, where it has one: a referral has it once. */
  readonly externalReference?: string;
}

/** Stores a document and the event that tells of it. Its key. */
export async function takeDocument(
  tx: EntityManager,
  { id: referralId, partner, row }: Counterpart,
  { direction, fileName, mediaType, content, hasIt, externalReference }: FileOfReferral,
  report: Report,
): Promise<string> {
  const id = uuidv7();
  await tx.query(
    `insert into referral_document (id, referral_id, case_id, creditor_id, direction, file_name, media_type, size, content, author, told_at, external_reference)
     values ($1, $2, $3, $4, $5, $6, $7, octet_length($8::bytea), $8, $9, case when $10 then clock_timestamp() end, $11)`,
    [
      id, referralId, row.id, row.creditorId, direction, fileName, mediaType, content, report.actor, hasIt,
      externalReference ?? null,
    ], // prettier-ignore
  );
  await recordEvent(tx, row, {
    type: EVENTS[referralId === null ? 'inbound' : 'referral'][direction].document,
    on: report.on,
    actor: report.actor,
    params: { partner, fileName, ...(referralId !== null && { referral: referralId }) },
    changedFields: [referralId === null ? 'documents' : 'referral'],
  });
  return id;
}
