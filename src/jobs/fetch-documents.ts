import { refused, success, type Result } from '../domain/result.js';
import { keepDocument } from '../modules/referrals/message.commands.js';
import { lockReferral } from '../modules/referrals/referral.record.js';
import { openTasks } from '../modules/tasks/task.record.js';
import type { PartnerDocument, PartnerReport } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { callPartner } from './partner-call.js';
import { addJob, type JobPayloads } from './queue.js';
import { networkOf } from './submit-referral.js';

// Neither kept, nor on its way, nor left to a person.
const NEW = `select told.id from unnest($2::text[]) as told (id)
  where not exists (select from referral_document d where d.referral_id = $1::uuid and d.external_reference = told.id)
    and not exists (select from graphile_worker.jobs j
      where j.key = concat_ws(':', 'fetchDocument', $1::text, told.id) and j.attempts < j.max_attempts)
    and not exists (select from task t where t.kind = 'DOCUMENT_NOT_FETCHED' and t.referral_id = $1::uuid and t.subject = told.id)`;

/** Sees to it that what a partner put to a case is fetched, each file by a job of its own: one that fails holds up nothing else. */
export async function fetchNewDocuments(
  { db }: Platform,
  referralId: string,
  reports: readonly PartnerReport[],
): Promise<void> {
  const told = new Map(reports.flatMap((report) => (report.kind === 'DOCUMENT' ? [[report.id, report.fileName]] : [])));
  if (told.size === 0) return;
  const found: { id: string }[] = await db.query(NEW, [referralId, [...told.keys()]]);
  for (const { id } of found) {
    const payload = { referralId, documentId: id, fileName: told.get(id)! };
    await addJob(db, { name: 'fetchDocument', payload });
  }
}

/** Where a document is fetched from. */
interface Source {
  readonly partnerId: string;
  readonly partner: string;
  readonly network: string;
  readonly externalReference: string;
  readonly caseId: string;
  readonly creditorId: string;
}

const SOURCE = `select r.partner_id as "partnerId", p.name as partner, p.network, r.external_reference as "externalReference",
    r.case_id as "caseId", r.creditor_id as "creditorId"
  from referral r join partner p on p.id = r.partner_id where r.id = $1 and r.external_reference is not null
    and not exists (select from referral_document d where d.referral_id = r.id and d.external_reference = $2)`;

/** Fetches a document from a partner and keeps it; where that cannot be, a person is to ask for it. */
export async function fetchDocument(platform: Platform, payload: JobPayloads['fetchDocument']): Promise<void> {
  const { referralId, documentId, attempt = 0 } = payload;
  const rows: Source[] = await platform.db.query(SOURCE, [referralId, documentId]);
  const from = rows[0];
  if (!from) return;
  const outcome = await callPartner(platform, from.partnerId, attempt, () =>
    networkOf(platform.networks, from.network).fetchDocument(from.externalReference, documentId),
  );
  switch (outcome.kind) {
    case 'DONE': {
      const kept = await keep(platform, payload, outcome.value);
      return kept.ok ? undefined : leaveToPerson(platform, payload, from, kept.refusal);
    }
    case 'POSTPONED':
      return addJob(platform.db, { name: 'fetchDocument', payload }, outcome.waitMs);
    case 'RETRY': {
      const again = { ...payload, attempt: outcome.failedAttempts };
      return addJob(platform.db, { name: 'fetchDocument', payload: again }, outcome.waitMs);
    }
    case 'GIVEN_UP': {
      const { code, detail } = outcome.fault;
      return leaveToPerson(platform, payload, from, `${code}: ${detail}`);
    }
  }
}

/** Keeps a file as one that the partner sent; why it cannot be kept otherwise. */
function keep(
  platform: Platform,
  { referralId, documentId }: JobPayloads['fetchDocument'],
  { fileName, mediaType, content }: PartnerDocument,
): Promise<Result<null, string>> {
  return platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (!referral) throw new Error(`no referral ${referralId}`);
    const file = { fileName, mediaType, content: content.toString('base64') };
    const way = { direction: 'FROM_PARTNER', hasIt: true, externalReference: documentId } as const;
    const report = { on: platform.clock.today(), actor: referral.partner };
    const kept = await keepDocument(tx, referral, file, way, report);
    if (kept.ok) return success(null);
    return refused(kept.refusal.map((refusal) => platform.texts.refusal('en', refusal)).join(' '));
  });
}

function leaveToPerson(
  { db, clock }: Platform,
  { referralId, documentId, fileName }: JobPayloads['fetchDocument'],
  { partner, caseId, creditorId }: Source,
  problem: string,
): Promise<void> {
  const on = clock.today();
  const about = { caseId, creditorId, referralId, subject: documentId, dueOn: on };
  return openTasks(db, 'DOCUMENT_NOT_FETCHED', on, [{ ...about, params: { partner, fileName, problem } }]);
}
