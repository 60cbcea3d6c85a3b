import type { DataSource } from 'typeorm';
import { addDays, addMonths, type IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import type { CaseState, StepType } from '../../domain/facts.js';
import { simulate, type Rest, type SimulatedStep } from '../../domain/simulation.js';
import type { Strategy } from '../../domain/strategy.js';
import type { Laws } from '../../countries/index.js';
import { loadCaseStates } from '../cases/case.facts.js';
import { lawOf } from '../cases/case.working.js';

/** One case of a preview: what the worker would have done with another strategy, and what was done. */
export interface PreviewedCase {
  readonly caseId: string;
  readonly would: readonly SimulatedStep[];
  readonly was: readonly { readonly type: StepType; readonly on: IsoDate }[];
}

/** The first and last day of the month of a day. */
export function monthOf(day: IsoDate): { from: IsoDate; to: IsoDate } {
  const from = `${day.slice(0, 8)}01` as IsoDate;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

const OF_THE_MONTH = `from collection_case where creditor_id = $1 and route_kind = 'COUNTRY_MODULE' and registered_on <= $3
  and (closed_on is null or closed_on >= $2)`;

/**
 * What another strategy would have made of the cases of a creditor that were open in a month, oldest first, at most so many of
 * them. Nothing is written. A case whose law is not encoded for the month has no steps.
 */
export async function previewStrategy(
  db: DataSource,
  laws: Laws,
  creditorId: string,
  strategy: Strategy,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
  most: number,
): Promise<{ readonly casesInAll: number; readonly cases: readonly PreviewedCase[] }> {
  const [{ count }]: [{ count: number }] = await db.query(`select count(*)::integer as count ${OF_THE_MONTH}`, [
    creditorId,
    from,
    to,
  ]);
  const rows: { id: string }[] = await db.query(`select id ${OF_THE_MONTH} order by registered_on, id limit $4`, [
    creditorId, from, to, most,
  ]); // prettier-ignore
  const ids = rows.map(({ id }) => id);
  const states = await loadCaseStates(db, ids);
  const rests = await loadRests(db, ids);
  const cases = ids.map((caseId): PreviewedCase => {
    const state = states.get(caseId)!;
    const sent = state.facts.notices.filter(
      (letter) => letter.sentBy === 'AGENCY' && letter.sentOn >= from && letter.sentOn <= to,
    );
    return {
      caseId,
      would: steps(laws, { ...state, strategy }, { from, to }, rests.get(caseId) ?? []),
      was: sent.map(({ type, sentOn }) => ({ type, on: sentOn })),
    };
  });
  return { casesInAll: count, cases };
}

function steps(
  laws: Laws,
  state: CaseState,
  period: { readonly from: IsoDate; readonly to: IsoDate },
  rests: readonly Rest[],
): readonly SimulatedStep[] {
  const law = lawOf(laws, state);
  try {
    return law ? simulate(state, law, period, rests) : [];
  } catch (error) {
    if (error instanceof RuleNotEncoded) return [];
    throw error;
  }
}

/** Events by which a case goes on again; any other that changes what holds a case puts it to rest. */
const GOES_ON = ['resumed', 'disputeResolved', 'planEnded'];

/** When cases were at rest, told from what happened to them. */
async function loadRests(db: DataSource, caseIds: readonly string[]): Promise<Map<string, Rest[]>> {
  const events: { id: string; on: IsoDate; goesOn: boolean }[] = await db.query(
    `select case_id as id, on_date as "on", type = any($2) as "goesOn" from case_event
     where case_id = any($1) and 'holdReason' = any(changed_fields) order by seq`,
    [caseIds, GOES_ON],
  );
  const rests = new Map<string, Rest[]>();
  for (const { id, on, goesOn } of events) {
    const known = rests.get(id) ?? [];
    const last = known.at(-1);
    const open = last?.until === null ? last : undefined;
    if (goesOn && open) known[known.length - 1] = { from: open.from, until: on };
    else if (!goesOn && !open) known.push({ from: on, until: null });
    rests.set(id, known);
  }
  return rests;
}
