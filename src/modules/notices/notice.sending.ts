import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { CaseStage, CaseState, StepType } from '../../domain/facts.js';
import type { PlannedStep } from '../../domain/jurisdiction.js';
import { uuidv7 } from '../../graphql/ids.js';
import { addJobs } from '../../jobs/queue.js';
import { bookAccruals, recordEvents, type EventRecord, type LockedCase } from '../cases/case.record.js';
import { contentHash, type Letter } from './letter.js';

/** A letter that goes out. */
export interface Sending {
  readonly row: LockedCase;
  readonly step: PlannedStep;
  readonly letter: Letter;
}

/** When, and at whose word; null where the worker asks. */
interface Sent {
  readonly on: IsoDate;
  readonly approvedBy: string | null;
}

/** Where each step takes a case that has not come as far. Notices before the first demand, and after the end, take it nowhere. */
const STAGE_OF: Readonly<Partial<Record<StepType, CaseStage>>> = {
  PAYMENT_DEMAND: 'COLLECTION',
  SECOND_DEMAND: 'COLLECTION',
  LEGAL_WARNING: 'COLLECTION',
  PUBLICATION_WARNING: 'COLLECTION',
  BANKRUPTCY_WARNING: 'COLLECTION',
  COURT_APPLICATION: 'LEGAL',
  BANKRUPTCY_PETITION: 'LEGAL',
  ENFORCEMENT_APPLICATION: 'ENFORCEMENT',
};

const STAGES: readonly CaseStage[] = ['PRE_COLLECTION', 'COLLECTION', 'LEGAL', 'ENFORCEMENT', 'SURVEILLANCE'];

/** Writes letters, their costs, their events and what follows from them, each in one statement for all. */
export async function sendAll(tx: EntityManager, sendings: readonly Sending[], order: Sent): Promise<void> {
  if (sendings.length === 0) return;
  const { on } = order;
  const noticeIds = await insertNotices(tx, sendings, on);
  // The books of a closed case are empty, and stay so.
  const open = sendings.filter(({ row }) => row.state.status !== 'CLOSED');
  await bookAccruals(tx, open.map(({ row, letter }) => ({ row, totals: letter.owed })), on); // prettier-ignore
  const changed = sendings.flatMap((sending) => {
    const { id, state } = sending.row;
    const { stage, status } = stateAfter(sending);
    return stage === state.stage && status === state.status ? [] : [{ id, stage, status }];
  });
  if (changed.length > 0) {
    await tx.query(
      `update collection_case c set stage = entered.stage, status = entered.status
       from json_to_recordset($1) as entered(id uuid, stage text, status text) where c.id = entered.id`,
      [JSON.stringify(changed)],
    );
  }
  await recordEvents(tx, sendings.flatMap((sending) => eventsOf(sending, order))); // prettier-ignore
  await addJobs(tx, noticeIds.map((noticeId) => ({ name: 'deliverNotice', payload: { noticeId } }))); // prettier-ignore
}

/** The case as the letter leaves it. */
export function stateAfter(sending: Sending): CaseState {
  const { state } = sending.row;
  return {
    ...state,
    facts: sending.letter.sent,
    stage: stageEntered(sending) ?? state.stage,
    status: hasWaited(sending) ? 'ACTIVE' : state.status,
  };
}

const hasWaited = ({ row }: Sending): boolean => row.state.status === 'AWAITING_APPROVAL';

/** The stage a letter brings its case to; null where it stays. It never goes back, but that an application ends surveillance. */
function stageEntered({ row, step }: Sending): CaseStage | null {
  const stage = STAGE_OF[step.type];
  const before = row.state.stage;
  if (stage === undefined || stage === before) return null;
  const tried = before === 'SURVEILLANCE' && (stage === 'LEGAL' || stage === 'ENFORCEMENT');
  return tried || STAGES.indexOf(stage) > STAGES.indexOf(before) ? stage : null;
}

function eventsOf(sending: Sending, { on, approvedBy }: Sent): { row: LockedCase; event: EventRecord }[] {
  const { row, step, letter } = sending;
  const waited = hasWaited(sending);
  const sent: EventRecord = {
    type: 'noticeSent',
    on,
    actor: approvedBy ?? 'system',
    params: { step: step.name, ...(letter.payBy !== null && { payBy: letter.payBy }) },
    changedFields: [
      'notices', 'balance', ...(waited ? ['status'] : []), ...(stageEntered(sending) ? ['stage'] : []),
    ],
    legalBasis: step.legalBasis,
  }; // prettier-ignore
  if (approvedBy === null || !waited) return [{ row, event: sent }];
  const approved: EventRecord = { type: 'stepApproved', on, actor: approvedBy, params: { step: step.name } };
  return [{ row, event: approved }, { row, event: sent }]; // prettier-ignore
}

async function insertNotices(tx: EntityManager, sendings: readonly Sending[], on: IsoDate): Promise<string[]> {
  const rows = sendings.map(({ row, step, letter }) => ({
    id: uuidv7(),
    case_id: row.id,
    creditor_id: row.creditorId,
    type: step.type,
    language: letter.language,
    subject: letter.subject,
    body: letter.body,
    document: letter.document,
    sent_on: on,
    pay_by: letter.payBy,
    content_hash: contentHash(letter),
    checks: letter.checks,
  }));
  await tx.query(
    `insert into notice (id, case_id, creditor_id, type, language, subject, body, document, sent_on, pay_by, content_hash, checks)
     select id, case_id, creditor_id, type, language, subject, body, document, sent_on, pay_by, content_hash, checks
     from json_populate_recordset(null::notice, $1)`,
    [JSON.stringify(rows)],
  );
  return rows.map((row) => row.id);
}
