import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import { decideDue, decideOrdered, type DueDecision, type OrderDecision } from '../../domain/due.js';
import type { CaseStage, CaseState, StepType } from '../../domain/facts.js';
import type { Jurisdiction, PlannedStep } from '../../domain/jurisdiction.js';
import type { Refusal } from '../../domain/refusal.js';
import { uuidv7 } from '../../graphql/ids.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform } from '../../platform.js';
import { closeUnpaid } from '../cases/hold.commands.js';
import {
  accrueAll,
  changeCase,
  recordEvents,
  reschedule,
  type EventRecord,
  type LockedCase,
} from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { contentHash, letterAsSent, type Letter } from './letter.js';
import { letterInput, loadCorrespondence, type Correspondence } from './correspondence.js';

/** What is to be done with a case, decided before anything is written. */
type Plan =
  | Exclude<DueDecision | OrderDecision, { kind: 'TAKE' }>
  | { readonly kind: 'SEND'; readonly step: PlannedStep; readonly letter: Letter }
  | { readonly kind: 'INCOMPLETE'; readonly step: PlannedStep; readonly missing: readonly string[] }
  | { readonly kind: 'UNKNOWN_LAW'; readonly rule: string; readonly on: IsoDate };

/** Somebody else works the case by now: its schedule is wrong, and is put right. */
const NOT_OURS: Plan = { kind: 'WAIT', step: null };

/** A letter that goes out. */
interface Sending {
  readonly row: LockedCase;
  readonly law: Jurisdiction;
  readonly step: PlannedStep;
  readonly letter: Letter;
}

/** What became of a due step. */
export interface StepOutcome {
  /** True where the letter was written and sent on its way. */
  readonly taken: boolean;
  readonly refusal: Refusal | null;
}

/** Who has the step taken: the worker, or somebody who approved or asked for it. */
export interface StepOrder {
  readonly on: IsoDate;
  /** Subject of whoever approved; null where the worker asks. */
  readonly approvedBy: string | null;
  /** The step a person asks for; without it the next one is taken. */
  readonly type?: StepType;
}

/**
 * Takes what has fallen due on cases this transaction has locked: writes the letters, what they cost, and what comes
 * next, for all of them at once. A step that cannot be taken leaves its case on hold with the reason, so that it is tried
 * and recorded once; the other cases go on. One outcome for each case, in their order.
 */
export async function takeSteps(
  tx: EntityManager,
  platform: Platform,
  rows: readonly LockedCase[],
  order: StepOrder,
): Promise<StepOutcome[]> {
  const ids = rows.map((row) => row.id);
  const correspondence = await loadCorrespondence(tx, ids);
  const outcomes: StepOutcome[] = [];
  const sendings: Sending[] = [];
  for (const row of rows) {
    const law = lawOf(platform.laws, row.state);
    const plan = law ? planStep(row.state, law, correspondence.get(row.id)!, platform, order) : NOT_OURS;
    if (law && plan.kind === 'SEND') sendings.push({ row, law, step: plan.step, letter: plan.letter });
    outcomes.push(plan.kind === 'SEND' ? { taken: true, refusal: null } : await leave(tx, platform, row, plan, order));
  }
  await sendAll(tx, sendings, order);
  await reschedule(tx, platform, ...ids);
  return outcomes;
}

/** Everything that can fail for want of law happens here, before anything is written. */
function planStep(
  state: CaseState,
  law: Jurisdiction,
  about: Correspondence,
  platform: Platform,
  order: StepOrder,
): Plan {
  try {
    const decision = order.type
      ? decideOrdered(state.facts, law, order.type, order.on)
      : decideDue(state, law, order.on, order.approvedBy !== null);
    if (decision.kind !== 'TAKE') return decision;
    const { step } = decision;
    const letter = letterAsSent(
      letterInput(platform, law, state.facts, about, step.type, order.on, about.debtorLanguage),
      platform.texts,
    );
    const missing = letter.checks.filter((check) => !check.satisfied).map((check) => check.element);
    return missing.length > 0 ? { kind: 'INCOMPLETE', step, missing } : { kind: 'SEND', step, letter };
  } catch (error) {
    if (!(error instanceof RuleNotEncoded)) throw error;
    return { kind: 'UNKNOWN_LAW', rule: error.rule, on: error.on };
  }
}

/** Nothing is sent, and the case is left where that leaves it. */
async function leave(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  plan: Exclude<Plan, { kind: 'SEND' }>,
  order: StepOrder,
): Promise<StepOutcome> {
  const { on } = order;
  const actor = order.approvedBy ?? 'system';
  switch (plan.kind) {
    case 'WAIT':
      return notTaken(tooEarly(plan.step));
    case 'ASK':
      await changeCase(tx, row, { status: 'AWAITING_APPROVAL' }, {
        type: 'stepPlanned', on, actor, params: { step: plan.step.name, earliestOn: plan.step.earliestOn }, legalBasis: plan.step.legalBasis,
      }); // prettier-ignore
      return notTaken(null);
    case 'TIME_BARRED': {
      const { lastDay, legalBasis } = plan;
      const event = { type: 'closed', on, actor, params: { closeReason: 'TIME_BARRED', lastDay }, legalBasis };
      await closeUnpaid(platform, { tx, row, today: on }, 'TIME_BARRED', event, 'TIME_BARRED');
      return notTaken({ code: 'TIME_BARRED', legalBasis });
    }
    case 'REFUSED':
      return notTaken(plan.refusal);
    case 'FORBIDDEN':
      return hold(tx, row, order, plan.refusal, {
        type: 'stepRefused',
        params: { step: plan.step.name, code: plan.refusal.code },
      });
    case 'UNKNOWN_LAW': {
      const params = { rule: plan.rule, on: plan.on };
      const refusal: Refusal = { code: 'RULE_NOT_ENCODED', text: 'RULE_NOT_ENCODED.on', params };
      if (order.type) return notTaken(refusal);
      return hold(tx, row, order, refusal, { type: 'ruleUnknown', params });
    }
    case 'INCOMPLETE': {
      const element = plan.missing.join(', ');
      const refusal: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.elementMissing', params: { element } };
      if (order.type) return notTaken(refusal);
      return hold(tx, row, order, refusal, { type: 'noticeIncomplete', params: { step: plan.step.name, element } });
    }
  }
}

const notTaken = (refusal: Refusal | null): StepOutcome => ({ taken: false, refusal });

function tooEarly(step: PlannedStep | null): Refusal {
  if (!step) return { code: 'INVALID_STATE', text: 'INVALID_STATE.nothingOwed' };
  return {
    code: 'TOO_EARLY',
    text: 'TOO_EARLY.step',
    params: { earliestOn: step.earliestOn },
    legalBasis: step.legalBasis,
  };
}

/** A person must look: nothing is sent, nothing is charged, and the worker does not ask again until the case is resumed. */
async function hold(
  tx: EntityManager,
  row: LockedCase,
  { on, approvedBy }: StepOrder,
  refusal: Refusal,
  event: { type: string; params: Record<string, string> },
): Promise<StepOutcome> {
  const change = { status: 'ON_HOLD', holdReason: 'MISSING_INFORMATION' } as const;
  const { legalBasis } = refusal;
  await changeCase(tx, row, change, { ...event, on, actor: approvedBy ?? 'system', ...(legalBasis && { legalBasis }) });
  return notTaken(refusal);
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
async function sendAll(tx: EntityManager, sendings: readonly Sending[], order: StepOrder): Promise<void> {
  if (sendings.length === 0) return;
  const noticeIds = await insertNotices(tx, sendings, order.on);
  await accrueAll(tx, sendings, order.on);
  const entering = sendings.filter((sending) => stageEntered(sending) !== null);
  await tx.query(
    `update collection_case c set stage = entered.stage from unnest($1::uuid[], $2::text[]) as entered(id, stage)
     where c.id = entered.id`,
    [entering.map(({ row }) => row.id), entering.map(stageEntered)],
  );
  const approved = sendings.filter(({ row }) => row.state.status === 'AWAITING_APPROVAL').map(({ row }) => row.id);
  await tx.query(`update collection_case set status = 'ACTIVE' where id = any($1)`, [approved]);
  await recordEvents(tx, sendings.flatMap((sending) => eventsOf(sending, order))); // prettier-ignore
  for (const noticeId of noticeIds) await addJob(tx, { name: 'deliverNotice', payload: { noticeId } });
}

/** The stage a letter brings its case to; null where it stays. */
function stageEntered({ row, step }: Sending): CaseStage | null {
  const stage = STAGE_OF[step.type];
  return stage !== undefined && STAGES.indexOf(stage) > STAGES.indexOf(row.state.stage) ? stage : null;
}

function eventsOf(sending: Sending, { on, approvedBy }: StepOrder): { row: LockedCase; event: EventRecord }[] {
  const { row, step, letter } = sending;
  const waited = row.state.status === 'AWAITING_APPROVAL';
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
