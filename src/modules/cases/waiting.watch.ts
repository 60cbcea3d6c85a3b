import type { EntityManager } from 'typeorm';
import { countries, jurisdictionOf } from '../../countries/index.js';
import { plannedStep } from '../../domain/automation.js';
import type { IsoDate } from '../../domain/date.js';
import type { CaseState } from '../../domain/facts.js';
import { addWorkingDays } from '../../domain/promises.js';
import { WAITS, WORKING_DAYS_FOR, waitsFor, type Wait } from '../../domain/waiting.js';
import type { TaskKind } from '../../graphql/task.enums.js';
import type { Platform } from '../../platform.js';
import { openTasks, type TaskDraft } from '../tasks/task.record.js';
import { businessDate, lawOf } from './case.working.js';

/** Tasks that are about an open case, whatever opened them: with it ends what there was to do. */
const END_WITH_CASE: readonly TaskKind[] = ['SALE_TO_OFFER', 'DISPUTE_ANSWER'];

/**
 * Brings the tasks in line with what of these cases waits for a person: opens what is missing, and closes what somebody has
 * seen to, whichever way. That limitation is near is no longer to be seen to once its day has moved.
 */
export async function watchWaits(
  tx: EntityManager,
  platform: Platform,
  states: ReadonlyMap<string, CaseState>,
): Promise<void> {
  const waiting = [...states].flatMap(([id, state]) => waitsFor(state).map((wait) => ({ id, state, wait })));
  const closed = [...states].flatMap(([id, state]) => (state.status === 'CLOSED' ? [id] : []));
  await tx.query(
    `update task t set closed_on = greatest($6::date, opened_on) where case_id = any($1) and closed_on is null and (
       kind = any($2) and not (kind || ' ' || case_id) = any($3)
       or kind = any($4) and case_id = any($5)
       or kind = 'LIMITATION_NEAR' and not exists (
         select from limitation_watch w where w.case_id = t.case_id and w.warned_of = w.last_day))`,
    [
      [...states.keys()], WAITS, waiting.map(({ id, wait }) => `${wait} ${id}`), END_WITH_CASE, closed, platform.clock.today(),
    ], // prettier-ignore
  );
  if (waiting.length === 0) return;
  const creditors: { id: string; creditorId: string }[] = await tx.query(
    'select id, creditor_id as "creditorId" from collection_case where id = any($1)',
    [waiting.map(({ id }) => id)],
  );
  const creditorOf = new Map(creditors.map(({ id, creditorId }) => [id, creditorId]));
  for (const wait of WAITS) {
    const drafts = waiting.flatMap((each) => (each.wait === wait ? draftOf(platform, wait, each, creditorOf) : []));
    await openTasks(tx, wait, platform.clock.today(), drafts);
  }
}

function draftOf(
  platform: Platform,
  wait: Wait,
  { id, state }: { readonly id: string; readonly state: CaseState },
  creditorOf: ReadonlyMap<string, string>,
): TaskDraft[] {
  const law = lawOf(platform.laws, state);
  const step = wait === 'APPROVAL' && law ? plannedStep(state, law) : null;
  if (wait === 'APPROVAL' && !step) return [];
  const on = businessDate(platform.clock, state.country);
  const dueOn = workingDaysFrom(on, WORKING_DAYS_FOR[wait], state.country);
  const params: TaskDraft['params'] = step ? { step: step.name } : {};
  return [{ caseId: id, creditorId: creditorOf.get(id)!, referralId: null, dueOn, params }];
}

/** The `count`th working day after a day in a country; at home where we have no module for the country. */
export function workingDaysFrom(on: IsoDate, count: number, country: string): IsoDate {
  const law = jurisdictionOf(country) ?? countries.NO;
  return addWorkingDays(on, count, (day) => law.isBankDay(day));
}
