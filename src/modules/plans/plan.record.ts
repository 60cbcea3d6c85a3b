import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { PlanFacts } from '../../domain/facts.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { LockedCase } from '../cases/case.record.js';

/** Who proposed a plan, and when. */
export interface Proposed {
  readonly by: 'DEBTOR' | 'AGENCY';
  readonly on: IsoDate;
}

/** Writes a plan: agreed at once, or only proposed. */
export async function insertPlan(
  tx: EntityManager,
  row: LockedCase,
  plan: PlanFacts,
  proposed: Proposed | null,
): Promise<void> {
  const id = uuidv7();
  await tx.query(
    `insert into payment_plan (id, case_id, creditor_id, agreed_on, proposed_by, proposed_on, interest_free)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id, row.id, row.creditorId, proposed ? null : plan.agreedOn, proposed?.by ?? null, proposed?.on ?? null,
      plan.interestFree === true,
    ], // prettier-ignore
  );
  await insertInstalments(tx, row, id, plan);
}

async function insertInstalments(
  tx: EntityManager,
  row: LockedCase,
  id: string,
  { instalments }: PlanFacts,
): Promise<void> {
  await tx.query(
    `insert into instalment (id, plan_id, case_id, creditor_id, due_on, amount_minor, amount_currency)
     select part.id, $1, $2, $3, part.due_on, part.amount, $4
     from unnest($5::uuid[], $6::date[], $7::bigint[]) as part(id, due_on, amount)`,
    [
      id, row.id, row.creditorId, row.currency, instalments.map(() => uuidv7()), instalments.map(({ dueOn }) => dueOn),
      instalments.map(({ amount }) => amount.toString()),
    ], // prettier-ignore
  );
}

/** The plan that is proposed for a locked case, as it would be if it were agreed on a day; null where none is. */
export async function loadProposal(
  tx: EntityManager,
  caseId: string,
  agreedOn: IsoDate,
): Promise<{ readonly id: string; readonly plan: PlanFacts } | null> {
  const [found]: {
    id: string;
    interestFree: boolean;
    instalments: { dueOn: IsoDate; amount: string }[];
  }[] = await tx.query(
    `select id, interest_free as "interestFree", (select json_agg(json_build_object('dueOn', due_on, 'amount', amount_minor::text)
         order by due_on) from instalment where plan_id = plan.id) as instalments
     from payment_plan plan where case_id = $1 and agreed_on is null and declined_on is null`,
    [caseId],
  );
  if (!found) return null;
  const instalments = found.instalments.map(({ dueOn, amount }) => ({ dueOn, amount: BigInt(amount) }));
  return { id: found.id, plan: { agreedOn, instalments, ...(found.interestFree && { interestFree: true }) } };
}

/** Makes an agreed plan of a proposal, with the instalments it has come to. */
export async function agreeProposal(tx: EntityManager, row: LockedCase, id: string, plan: PlanFacts): Promise<void> {
  await tx.query('update payment_plan set agreed_on = $2 where id = $1', [id, plan.agreedOn]);
  await tx.query('delete from instalment where plan_id = $1', [id]);
  await insertInstalments(tx, row, id, plan);
}

/** Puts the proposal that waits aside, where there is one. */
export async function declineProposal(tx: EntityManager, caseId: string, on: IsoDate): Promise<void> {
  await tx.query(
    'update payment_plan set declined_on = $2 where case_id = $1 and agreed_on is null and declined_on is null',
    [caseId, on],
  );
}

/** Writes down when the plan in force of a case is to be looked at next. */
export async function lookAgain(tx: EntityManager, caseId: string, on: IsoDate | null): Promise<void> {
  await tx.query(
    'update payment_plan set look_on = $2 where case_id = $1 and agreed_on is not null and ended_on is null',
    [caseId, on],
  );
}
