import type { EntityManager } from 'typeorm';
import { nextLook } from '../../domain/surveillance.js';
import type { CaseState } from '../../domain/facts.js';
import type { Platform } from '../../platform.js';
import { lawOf } from './case.working.js';

/**
 * Writes down when the means of debtors are looked at next: of cases that are under surveillance or are to come there, where the
 * creditor's strategy has it. Cases that wait for something else are looked at once they go on.
 */
export async function watchMeans(
  tx: EntityManager,
  { clock, laws }: Platform,
  states: ReadonlyMap<string, CaseState>,
): Promise<void> {
  const watched = [...states].flatMap(([id, state]) => {
    const law = lawOf(laws, state);
    const lookOn = law && nextLook(state, law, clock.today(law.timeZone));
    return lookOn ? [{ id, lookOn }] : [];
  });
  const ids = watched.map(({ id }) => id);
  await tx.query('delete from surveillance_watch where case_id = any($1) and case_id <> all($2)', [
    [...states.keys()],
    ids,
  ]);
  if (ids.length === 0) return;
  await tx.query(
    `insert into surveillance_watch (case_id, creditor_id, look_on)
     select c.id, c.creditor_id, seen.look_on
     from unnest($1::uuid[], $2::date[]) as seen(id, look_on) join collection_case c on c.id = seen.id
     on conflict (case_id) do update set look_on = excluded.look_on`,
    [ids, watched.map(({ lookOn }) => lookOn)],
  );
}
