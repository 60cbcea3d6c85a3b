import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import type { CaseState } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import type { Platform } from '../../platform.js';
import { lawOf } from './case.working.js';

interface Watch {
  readonly warnOn: IsoDate | null;
  readonly lastDay: IsoDate | null;
}

const NOTHING_TO_WARN_OF: Watch = { warnOn: null, lastDay: null };

/**
 * Writes down when somebody is to be warned that a case comes near limitation: of every open case of our own, held or not,
 * since limitation waits for nobody. A case without a row is one that was never looked at.
 */
export async function watchLimitation(
  tx: EntityManager,
  platform: Platform,
  states: ReadonlyMap<string, CaseState>,
): Promise<void> {
  const watched = [...states].flatMap(([id, state]) => {
    const law = state.status === 'CLOSED' ? null : lawOf(platform.laws, state);
    return law ? [{ id, ...watchOf(state, law) }] : [];
  });
  const ids = watched.map(({ id }) => id);
  if (ids.length < states.size) {
    await tx.query('delete from limitation_watch where case_id = any($1) and case_id <> all($2)', [
      [...states.keys()],
      ids,
    ]);
  }
  if (ids.length === 0) return;
  await tx.query(
    `insert into limitation_watch (case_id, creditor_id, warn_on, last_day)
     select c.id, c.creditor_id, seen.warn_on, seen.last_day
     from unnest($1::uuid[], $2::date[], $3::date[]) as seen(id, warn_on, last_day) join collection_case c on c.id = seen.id
     on conflict (case_id) do update set warn_on = excluded.warn_on, last_day = excluded.last_day
       where (limitation_watch.warn_on, limitation_watch.last_day) is distinct from (excluded.warn_on, excluded.last_day)`,
    [ids, watched.map(({ warnOn }) => warnOn), watched.map(({ lastDay }) => lastDay)],
  );
}

/** Nothing while a procedure about the claim goes on, and where the law of its days is not encoded. */
function watchOf({ facts }: CaseState, law: Jurisdiction): Watch {
  try {
    const { lastDay, suspended } = law.limitation(facts);
    return suspended ? NOTHING_TO_WARN_OF : { warnOn: law.limitationGuard(facts).warnOn, lastDay };
  } catch (error) {
    if (error instanceof RuleNotEncoded) return NOTHING_TO_WARN_OF;
    throw error;
  }
}
