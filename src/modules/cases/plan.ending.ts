import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { PlanEnd } from '../../domain/facts.js';

/** Ends the instalment plan of a locked case that is in force; whether there was one. What becomes of the case is for the caller. */
export async function endPlan(tx: EntityManager, caseId: string, as: PlanEnd, on: IsoDate): Promise<boolean> {
  const [ended]: [unknown[], number] = await tx.query(
    `update payment_plan set ended_on = greatest($3::date, agreed_on), ended_as = $2, look_on = null
     where case_id = $1 and agreed_on is not null and ended_on is null returning id`,
    [caseId, as, on],
  );
  return ended.length > 0;
}
