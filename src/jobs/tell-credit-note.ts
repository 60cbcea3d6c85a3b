import type { IsoDate } from '../domain/date.js';
import { inWords, type Money } from '../domain/money.js';
import { success, type Result } from '../domain/result.js';
import { takeMessage } from '../modules/referrals/message.record.js';
import { lockReferral } from '../modules/referrals/referral.record.js';
import type { PartnerFault } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { addJob, type Job, type JobPayloads } from './queue.js';
import { RECIPIENT, type Recipient } from './tell-partner.js';
import { say } from './tell-words.js';

interface Credited {
  readonly invoiceNumber: string;
  readonly amount: Money;
  readonly on: IsoDate;
}

/** A note that the order tells of is not told again; before the order is answered there is nobody to tell, and its answer leads here. */
const NOTE = `select ${RECIPIENT}, l.invoice_number as "invoiceNumber", n.amount_minor as minor, n.amount_currency as currency,
    n.issued_on as "on"
  from credit_note n join claim l on l.id = n.claim_id join collection_case c on c.id = n.case_id
    join referral r on r.id = c.referral_id join partner p on p.id = r.partner_id
  where n.id = $1 and not coalesce(r.sent_order->'creditNotes', '[]') ? n.id::text`;

/** Tells the partner that has the case of a credit note; by a message where its network has no other way. */
export async function tellCreditNote(platform: Platform, payload: JobPayloads['tellCreditNote']): Promise<void> {
  const { creditNoteId, attempt = 0 } = payload;
  const rows: (Recipient & { invoiceNumber: string; minor: string; currency: string; on: IsoDate })[] =
    await platform.db.query(NOTE, [creditNoteId]);
  const row = rows[0];
  if (!row) return;
  const { minor, currency, invoiceNumber, on } = row;
  const credited: Credited = { invoiceNumber, amount: { minor: BigInt(minor), currency }, on };
  const idempotencyKey = `creditNote:${creditNoteId}`;
  const again = (failed: number): Job => ({ name: 'tellCreditNote', payload: { creditNoteId, attempt: failed } });
  await say(platform, row, attempt, again, async (network, reference) => {
    const told = await network.creditNote(reference, { idempotencyKey, ...credited });
    if (told.ok || told.refusal.code !== 'UNSUPPORTED') return told;
    return byMessage(platform, row.referralId, idempotencyKey, credited);
  });
}

/** Written down once, and sent like any other message; one that cannot be sent either is left to a person. */
async function byMessage(
  platform: Platform,
  referralId: string,
  externalReference: string,
  { invoiceNumber, amount, on }: Credited,
): Promise<Result<null, PartnerFault>> {
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (!referral) return;
    const text = `The creditor credited ${inWords(amount)} of invoice ${invoiceNumber} on ${on}: so much less is owed.`;
    const written = { direction: 'TO_PARTNER' as const, text, externalReference };
    const report = { on: platform.clock.today(), actor: 'system' };
    const messageId = await takeMessage(tx, referral, written, report);
    if (messageId !== null) await addJob(tx, { name: 'tellMessage', payload: { messageId } });
  });
  return success(null);
}
