import { earliest, type IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import type { CaseStage, ClaimKind, ProceedingType, StepType } from '../../domain/facts.js';
import { ruleRefusal, type Refusal } from '../../domain/refusal.js';
import { refused, success } from '../../domain/result.js';
import { onceForKey } from '../../graphql/idempotency.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { readAmount, takeOurs, textRefusals, type CaseAtHand, type CaseResult } from './case.access.js';
import { accrue, changeCase, lockCase, reschedule, type CaseChange } from './case.record.js';
import { businessDate, lawOf } from './case.working.js';

/** Something that happened before an authority or with the debtor. `caseId` is a global id. */
export interface ReportedProceeding {
  readonly idempotencyKey?: string | null;
  readonly caseId: string;
  readonly type: ProceedingType;
  readonly on: IsoDate;
  /** What was served or received, or which application a title or an end belongs to. */
  readonly step?: StepType | null;
  /** Costs awarded. */
  readonly awarded?: { readonly amount: string; readonly currency: string } | null;
  /** Last day of the time that was given. */
  readonly until?: IsoDate | null;
  /** The number of whoever decided. */
  readonly reference?: string | null;
}

const LONGEST_REFERENCE = 100;

/** Which of the further facts belong to what. What is not named here takes none. */
const NAMES_STEP: readonly ProceedingType[] = ['SERVED', 'LETTER_RECEIVED', 'TITLE_GIVEN', 'COURT_ENDED'];
const AWARDS: readonly ProceedingType[] = ['TITLE_GIVEN', 'ENFORCEMENT_GRANTED'];
const GIVES_TIME: readonly ProceedingType[] = ['EXTENSION_GRANTED', 'SUPPLY_DEMAND_SENT'];

/** A lease may be before an authority for its money and for the home: what ended must be told. */
const DECIDES: readonly ProceedingType[] = ['TITLE_GIVEN', 'COURT_ENDED'];
const LEASES: readonly ClaimKind[] = ['RENT_DWELLING', 'RENT_PREMISES'];

/**
 * Records something the law attaches consequences to, once per idempotency key: what is owed, limitation and the steps that
 * are open are worked out anew from it. Append-only: what was recorded by mistake is taken back by `retractProceeding`.
 */
export async function recordProceeding(
  platform: Platform,
  viewer: Viewer,
  input: ReportedProceeding,
): Promise<CaseResult> {
  try {
    return await onceForKey(platform, viewer, 'recordProceeding', input, async (tx) => {
      const found = await takeOurs(tx, platform, viewer, input.caseId);
      if (!found.ok) return found;
      const refusals = await write(platform, viewer, found.value, input);
      return refusals.length > 0 ? refused(refusals) : success(found.value.row.id);
    });
  } catch (error) {
    if (error instanceof RuleNotEncoded) return refused([{ ...ruleRefusal(error), field: ['on'] }]);
    throw error;
  }
}

async function write(
  platform: Platform,
  viewer: Viewer,
  atHand: CaseAtHand,
  input: ReportedProceeding,
): Promise<readonly Refusal[]> {
  const { tx, row, today } = atHand;
  const { type, on, step = null, until = null } = input;
  const awarded = input.awarded ? readAmount(input.awarded, row.currency, 'awarded') : success(0n);
  const problems = new Problems();
  const reference = problems.optionalText(input.reference, ['reference'], LONGEST_REFERENCE);
  checkFurtherFacts(input, problems);
  if (!step && DECIDES.includes(type) && row.state.facts.claims.some(({ kind }) => LEASES.includes(kind))) {
    problems.add(['step'], 'INVALID_INPUT', 'stepNeeded');
  }
  checkDay(atHand, on, problems);
  if (!awarded.ok) return [...problems.refusals, awarded.refusal];
  if (problems.refusals.length > 0) return problems.refusals;
  await tx.query(
    `insert into proceeding (id, case_id, creditor_id, type, on_date, step, awarded_minor, until_date, reference, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [uuidv7(), row.id, row.creditorId, type, on, step, awarded.value.toString(), until, reference, viewer.subject],
  );
  await accrue(tx, row, lawOf(platform.laws, row.state), today);
  await changeCase(tx, row, stageAfter(type, row.state.stage), {
    type: 'proceedingRecorded',
    on: today,
    actor: viewer.subject,
    params: { type, on, ...(reference !== null && { reference }) },
    changedFields: ['proceedings', 'balance', 'limitation'],
  });
  await reschedule(tx, platform, row.id);
  return [];
}

/** How far a case has come is also told by what somebody else did for it. It never goes back. */
function stageAfter(type: ProceedingType, stage: CaseStage): CaseChange {
  const legal = type === 'COURT_FILED' || type === 'TITLE_GIVEN' || type === 'BANKRUPTCY_FILED';
  const enforcement = type === 'ENFORCEMENT_FILED' || type === 'ENFORCEMENT_GRANTED';
  if (enforcement && stage !== 'SURVEILLANCE' && stage !== 'ENFORCEMENT') return { stage: 'ENFORCEMENT' };
  return legal && (stage === 'PRE_COLLECTION' || stage === 'COLLECTION') ? { stage: 'LEGAL' } : {};
}

function checkFurtherFacts({ type, on, step, awarded, until }: ReportedProceeding, problems: Problems): void {
  const belongs = (given: unknown, types: readonly ProceedingType[], field: string) => {
    if (given && !types.includes(type)) problems.add([field], 'INVALID_INPUT', 'notForThisType');
  };
  belongs(step, NAMES_STEP, 'step');
  belongs(awarded, AWARDS, 'awarded');
  belongs(until, GIVES_TIME, 'until');
  if (type === 'SERVED' && !step) problems.add(['step'], 'INVALID_INPUT', 'stepNeeded');
  if (GIVES_TIME.includes(type) && !until) problems.add(['until'], 'INVALID_INPUT', 'untilNeeded');
  if (until && until < on) problems.add(['until'], 'INVALID_INPUT', 'dateRange');
}

/** It has happened, and not before there was anything for it to be about. */
function checkDay({ row, today }: CaseAtHand, on: IsoDate, problems: Problems): void {
  if (on > today) problems.add(['on'], 'INVALID_INPUT', 'dateInFuture');
  const [first, ...others] = row.state.facts.claims.map((claim) => claim.originatedOn ?? claim.invoiceDate);
  if (first !== undefined && on < earliest(first, ...others)) problems.add(['on'], 'INVALID_INPUT', 'beforeClaim');
}

/**
 * Takes back what was recorded by mistake: everything is worked out as if it had never been. `proceedingId` is a global id.
 * Told twice it is refused, so that nobody believes it was taken back for another reason.
 */
export async function retractProceeding(
  platform: Platform,
  viewer: Viewer,
  { proceedingId, reason }: { readonly proceedingId: string; readonly reason: string },
): Promise<CaseResult> {
  const wrong = textRefusals(reason, 'reason');
  if (wrong.length > 0) return refused(wrong);
  return platform.db.transaction(async (tx): Promise<CaseResult> => {
    const key = keyOf('Proceeding', proceedingId);
    const found: { caseId: string; type: ProceedingType }[] = await tx.query(
      'select case_id as "caseId", type from proceeding where id = $1 and retracts is null',
      [key],
    );
    const told = found[0];
    const row = told ? await lockCase(tx, viewer, told.caseId) : null;
    if (!told || !row) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.proceeding', field: ['proceedingId'] }]);
    if (row.state.status === 'CLOSED') return refused([closed]);
    const again: unknown[] = await tx.query('select from proceeding where retracts = $1', [key]);
    if (again.length > 0) {
      return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.retracted', field: ['proceedingId'] }]);
    }
    const on = businessDate(platform.clock, row.state.country);
    await tx.query(
      `insert into proceeding (id, case_id, creditor_id, type, on_date, retracts, recorded_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [uuidv7(), row.id, row.creditorId, told.type, on, key, viewer.subject],
    );
    await accrue(tx, row, lawOf(platform.laws, row.state), on);
    await changeCase(tx, row, {}, {
      type: 'proceedingRetracted', on, actor: viewer.subject, params: { type: told.type, reason },
      changedFields: ['proceedings', 'balance', 'limitation'],
    }); // prettier-ignore
    await reschedule(tx, platform, row.id);
    return success(row.id);
  });
}

const closed: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.alreadyClosed', field: ['proceedingId'] };
