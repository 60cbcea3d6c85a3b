import type { EntityManager } from 'typeorm';
import { loadCaseStates } from '../modules/cases/case.facts.js';
import { LOCKED, type LockedCase } from '../modules/cases/case.record.js';
import { keepPlan } from '../modules/plans/plan.keeping.js';
import type { Platform } from '../platform.js';
import type { Day } from './daily.js';

/** Cases of one transaction. */
const CASES_PER_BATCH = 100;

/** Looks at every instalment plan whose day it is; at how many. A fault in one case leaves the others to be looked at. */
export async function keepPlans(platform: Platform, day: Day): Promise<number> {
  let looked = 0;
  let after: string | null = null;
  do {
    const ids: string[] = await keepBatchOrEach(platform, day, after);
    looked += ids.length;
    after = ids.length === CASES_PER_BATCH ? ids.at(-1)! : null;
  } while (after !== null);
  return looked;
}

async function keepBatchOrEach(platform: Platform, day: Day, after: string | null): Promise<string[]> {
  const { db } = platform;
  try {
    return await db.transaction((tx) => keepBatch(tx, platform, day, { after }));
  } catch {
    const ids = (await lockDue(db.manager, day, { after })).map(({ id }) => id);
    for (const only of ids) {
      await db.transaction((tx) => keepBatch(tx, platform, day, { only })).catch(platform.onFault);
    }
    return ids;
  }
}

/** From which case on, or which one alone. */
interface Which {
  readonly after?: string | null;
  readonly only?: string;
}

async function keepBatch(tx: EntityManager, platform: Platform, day: Day, which: Which): Promise<string[]> {
  const due = await lockDue(tx, day, which);
  const ids = due.map(({ id }) => id);
  const states = await loadCaseStates(tx, ids);
  for (const row of due) await keepPlan(tx, platform, { ...row, state: states.get(row.id)! }, day.on);
  return ids;
}

function lockDue(tx: EntityManager, day: Day, { after = null, only }: Which): Promise<Omit<LockedCase, 'state'>[]> {
  return tx.query(
    `select ${LOCKED}
     from payment_plan p join collection_case c on c.id = p.case_id
     where p.look_on <= $1 and c.country = any($2) and ($3::uuid is null or c.id > $3) and ($4::uuid is null or c.id = $4)
     order by c.id limit $5 for update of c skip locked`,
    [day.on, day.countries, after, only ?? null, CASES_PER_BATCH],
  );
}
