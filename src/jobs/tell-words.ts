import { HOLDS } from '../domain/conditions.js';
import { WITH_PARTNER } from '../domain/referral-life.js';
import type { Result } from '../domain/result.js';
import type { PartnerFault, PartnerNetwork } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { addJob, type Job, type JobPayloads } from './queue.js';
import { networkOf } from './submit-referral.js';
import { reachable, RECIPIENT, tell, type Recipient } from './tell-partner.js';

/** A partner that has taken a case without a number yet cannot be written to: after this long it is looked at again. */
const LOOK_AGAIN_MS = 600_000;

type Call = (network: PartnerNetwork, reference: string) => Promise<Result<null, PartnerFault>>;

/** Says something to the partner of a referral. True once it has been told; else the job was put off, or nobody is to be told. */
export async function say(
  platform: Platform,
  to: Recipient,
  failedBefore: number,
  again: (attempt: number) => Job,
  call: Call,
): Promise<boolean> {
  const numberless = to.externalReference === null && WITH_PARTNER.includes(to.status);
  if (numberless && !networkOf(platform.networks, to.network).worksInGraph) {
    await addJob(platform.db, again(failedBefore), LOOK_AGAIN_MS);
    return false;
  }
  const at = reachable(platform, to);
  if (!at) return false;
  const told = await tell(platform, to, again, failedBefore, () => call(at.network, at.reference));
  return told.kind === 'TOLD';
}

/** Sends a message to the partner. */
export async function tellMessage(platform: Platform, payload: JobPayloads['tellMessage']): Promise<void> {
  const { messageId, attempt = 0 } = payload;
  const rows: (Recipient & { text: string })[] = await platform.db.query(
    `select ${RECIPIENT}, m.text from referral_message m join referral r on r.id = m.referral_id
       join partner p on p.id = r.partner_id
     where m.id = $1 and m.direction = 'TO_PARTNER' and m.told_at is null`,
    [messageId],
  );
  const row = rows[0];
  if (!row) return;
  const again = (failed: number): Job => ({ name: 'tellMessage', payload: { messageId, attempt: failed } });
  const told = await say(platform, row, attempt, again, (network, reference) =>
    network.sendMessage(reference, { idempotencyKey: `message:${messageId}`, text: row.text }),
  );
  if (told) await platform.db.query('update referral_message set told_at = now() where id = $1', [messageId]);
}

/** Sends a document to the partner. */
export async function tellDocument(platform: Platform, payload: JobPayloads['tellDocument']): Promise<void> {
  const { documentId, attempt = 0 } = payload;
  const rows: (Recipient & { fileName: string; mediaType: string; content: Buffer })[] = await platform.db.query(
    `select ${RECIPIENT}, d.file_name as "fileName", d.media_type as "mediaType", d.content
     from referral_document d join referral r on r.id = d.referral_id join partner p on p.id = r.partner_id
     where d.id = $1 and d.direction = 'TO_PARTNER' and d.told_at is null`,
    [documentId],
  );
  const row = rows[0];
  if (!row) return;
  const { fileName, mediaType, content } = row;
  const again = (failed: number): Job => ({ name: 'tellDocument', payload: { documentId, attempt: failed } });
  const told = await say(platform, row, attempt, again, (network, reference) =>
    network.sendDocument(reference, { idempotencyKey: `document:${documentId}`, fileName, mediaType, content }),
  );
  if (told) await platform.db.query('update referral_document set told_at = now() where id = $1', [documentId]);
}

/**
 * What held the case or set it free last, whether it is held now for a reason that is the partner's business too, and the
 * circumstance of the debtor that is the reason.
 */
const HOLD = `select ${RECIPIENT}, coalesce(c.hold_reason in ('PAUSED', 'DISPUTE') or about.type is not null, false) as paused,
    e.id as "eventId", coalesce(e.params->>'reason', e.params->>'resolution', '') as reason, about.type as circumstance
  from collection_case c join referral r on r.id = c.referral_id join partner p on p.id = r.partner_id
    join lateral (select id, type, params from case_event where case_id = c.id and (type in ('paused', 'resumed', 'disputed', 'disputeResolved')
      or type = 'debtorCondition' and params->>'type' = any($2)) order by seq desc limit 1) e on true
    left join lateral (select n.type from debtor_condition_now n where n.debtor_id = c.debtor_id and n.type = any($2)
        and (c.hold_reason = $3::jsonb->>n.type or c.hold_reason = 'DISPUTE' and e.type = 'debtorCondition')
      order by n.from_date desc, n.type limit 1) about on true
  where c.id = $1`;

/** Why a partner is to rest a case, as it is told. */
const CIRCUMSTANCES: Readonly<Record<string, string>> = {
  MINOR: 'The debtor is a minor.',
  DECEASED: 'The debtor has died.',
  BANKRUPTCY: 'The debtor is bankrupt.',
  DEBT_RESTRUCTURING: "The debtor's debts are being restructured.",
};

/** Tells the partner that has a case whether to rest it, as the case stands now: what was said in between is passed over. */
export async function tellPause(platform: Platform, payload: JobPayloads['tellPause']): Promise<void> {
  const { caseId, attempt = 0 } = payload;
  const rows: (Recipient & { paused: boolean; eventId: string; reason: string; circumstance: string | null })[] =
    await platform.db.query(HOLD, [caseId, Object.keys(HOLDS), JSON.stringify(HOLDS)]);
  const row = rows[0];
  if (!row) return;
  const { paused, eventId, circumstance } = row;
  const reason = circumstance === null ? row.reason : CIRCUMSTANCES[circumstance]!;
  const again = (failed: number): Job => ({ name: 'tellPause', payload: { caseId, attempt: failed } });
  await say(platform, row, attempt, again, (network, reference) =>
    network.pause(reference, { idempotencyKey: `pause:${eventId}`, paused, reason }),
  );
}
