import type { EntityManager } from 'typeorm';
import { WITH_PARTNER } from '../../domain/referral-life.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import { readingRole } from '../../graphql/scope.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform, Viewer } from '../../platform.js';
import { textRefusals } from '../cases/case.access.js';
import { takeDocument, takeMessage, type Counterpart, type FileOfReferral } from './message.record.js';
import { NOT_OPEN, UNKNOWN, type Answer, type OwnReferral } from './referral.access.js';
import type { ReferralDocumentInput, ReferralMessageInput } from './referral.inputs.js';
import { lockReferral, type Report } from './referral.record.js';

/** Writes to the partner that has a case, or to us where the partner writes. Its key. */
export function sendReferralMessage(platform: Platform, viewer: Viewer, input: ReferralMessageInput): Promise<Answer> {
  return toOtherSide(platform, viewer, 'sendReferralMessage', input, async ({ tx, referral, report }, way) => {
    const written = await writeMessage(tx, referral, input.text, way, report);
    if (written.ok && !way.hasIt) await addJob(tx, { name: 'tellMessage', payload: { messageId: written.value } });
    return written;
  });
}

/** Writes down what somebody says to the other side. The key of the message. */
export async function writeMessage(
  tx: EntityManager,
  to: Counterpart,
  text: string,
  way: Way,
  report: Report,
): Promise<Answer> {
  const refusals = textRefusals(text, 'text');
  if (refusals.length > 0) return refused(refusals);
  const id = await takeMessage(tx, to, { ...way, text: text.trim(), externalReference: null }, report);
  if (id === null) throw new Error('a message without a number of the partner cannot be known already');
  return success(id);
}

/** Most documents kept of one referral, and of one case with the partner that handed it to us. */
const MOST_DOCUMENTS = 100;

/** Sends a document to the partner that has a case, or to us where the partner sends. Its key. */
export function sendReferralDocument(
  platform: Platform,
  viewer: Viewer,
  input: ReferralDocumentInput,
): Promise<Answer> {
  return toOtherSide(platform, viewer, 'sendReferralDocument', input, async ({ tx, referral, report }, way) => {
    const kept = await keepDocument(tx, referral, input, way, report);
    if (kept.ok && !way.hasIt) await addJob(tx, { name: 'tellDocument', payload: { documentId: kept.value } });
    return kept;
  });
}

/** A file as it is sent: its bytes in Base64. */
type SentFile = Pick<ReferralDocumentInput, 'fileName' | 'mediaType' | 'content'>;

/** Keeps a file that somebody sends to the other side. The key of the document. */
export async function keepDocument(
  tx: EntityManager,
  to: Counterpart,
  sent: SentFile,
  way: Way,
  report: Report,
): Promise<Answer> {
  const file = readFile(sent);
  if (!file.ok) return file;
  const [{ full }]: [{ full: boolean }] = await tx.query(
    'select count(*) >= $3 as full from referral_document where case_id = $1 and referral_id is not distinct from $2',
    [to.row.id, to.id, MOST_DOCUMENTS],
  );
  if (full) {
    const field = [to.id === null ? 'caseId' : 'referralId'];
    const params = { maximum: MOST_DOCUMENTS };
    return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.tooManyDocuments', params, field }]);
  }
  return success(await takeDocument(tx, to, { ...file.value, ...way }, report));
}

/** Which way something goes, whether the other side has it by our writing it down, and the partner's id of a file. */
type Way = Pick<FileOfReferral, 'direction' | 'hasIt' | 'externalReference'>;

/** Only about a case that the partner has now: what is over is over, and what was not handed over is nobody's yet. */
function toOtherSide(
  platform: Platform,
  viewer: Viewer,
  operation: string,
  input: Repeatable & { readonly referralId: string },
  work: (own: OwnReferral, way: Way) => Promise<Answer>,
): Promise<Answer> {
  const direction = readingRole(viewer) === 'PARTNER' ? 'FROM_PARTNER' : 'TO_PARTNER';
  return onceForKey(platform, viewer, operation, input, async (tx: EntityManager) => {
    const key = keyOf('Referral', input.referralId);
    const referral = key === null ? null : await lockReferral(tx, viewer, key);
    if (!referral) return refused([UNKNOWN]);
    if (!referral.inForce || !WITH_PARTNER.includes(referral.status)) {
      return refused([{ ...NOT_OPEN, field: ['referralId'] }]);
    }
    // What is written to an agency that works in the graph has reached it.
    const hasIt = direction === 'FROM_PARTNER' || platform.networks[referral.network]?.worksInGraph === true;
    return work({ tx, referral, report: { on: platform.clock.today(), actor: viewer.subject } }, { direction, hasIt });
  });
}

/** Megabytes a document may have. */
const MOST_MEGABYTES = 5;

/** Media types taken, and how a file of each begins; null where any text may. Nothing that a browser would run. */
const MEDIA_TYPES: Readonly<Record<string, readonly string[] | null>> = {
  'application/pdf': ['%PDF-'],
  'image/jpeg': ['\xff\xd8\xff'],
  'image/png': ['\x89PNG\r\n\x1a\n'],
  'image/tiff': ['II*\0', 'MM\0*'],
  'text/plain': null,
  'text/csv': null,
  'application/xml': null,
  'message/rfc822': null,
};

function readFile(input: SentFile): Result<Omit<FileOfReferral, keyof Way>, readonly Refusal[]> {
  const problems = new Problems();
  const fileName = problems.fileName(input.fileName, ['fileName']);
  const content = problems.base64(input.content, ['content'], MOST_MEGABYTES);
  if (content && !Object.hasOwn(MEDIA_TYPES, input.mediaType))
    problems.add(['mediaType'], 'INVALID_INPUT', 'mediaType');
  else if (content && !beginsAs(content, MEDIA_TYPES[input.mediaType]!)) {
    problems.add(['content'], 'INVALID_INPUT', 'otherMedia');
  }
  return content === null || problems.refusals.length > 0
    ? refused(problems.refusals)
    : success({ fileName, mediaType: input.mediaType, content });
}

const beginsAs = (content: Buffer, beginnings: readonly string[] | null): boolean =>
  beginnings === null
    ? !content.includes(0)
    : beginnings.some((beginning) => content.subarray(0, beginning.length).toString('latin1') === beginning);
