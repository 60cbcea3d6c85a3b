import { addDays, earliest, type IsoDate } from '../domain/date.js';
import type { ConditionType } from '../domain/facts.js';
import type { TaskKind } from '../graphql/task.enums.js';
import { loadCaseStates } from '../modules/cases/case.facts.js';
import { lawOf } from '../modules/cases/case.working.js';
import { keepTasks, openTasks, type TaskDraft } from '../modules/tasks/task.record.js';
import type { Platform } from '../platform.js';
import type { Day } from './daily.js';

/** Days somebody has for what no law sets a time for. */
const DAYS_TO_ACT = 7;
/** Days after its closing on which a case is still looked at for what it has left before authorities. */
export const DAYS_LOOKED_BACK = 7;

const INSOLVENT = `('BANKRUPTCY', 'DEBT_RESTRUCTURING')`;
const STANDS = `d.debtor_id = c.debtor_id and d.from_date <= $1 and coalesce(d.until_date, $1) >= $1`;
const OURS = `c.status <> 'CLOSED' and c.route_kind = 'COUNTRY_MODULE'`;

/** Circumstances of debtors that call for a person, by the kind of task. */
const CALLS: Readonly<Partial<Record<TaskKind, string>>> = {
  ESTATE: `select c.id, c.creditor_id as "creditorId", d.type, d.from_date as "from" from collection_case c
     join debtor_condition_now d on ${STANDS} and d.type = 'DECEASED' where ${OURS}`,
  INSOLVENCY_CLAIM: `select c.id, c.creditor_id as "creditorId", d.type, d.from_date as "from" from collection_case c
     join debtor_condition_now d on ${STANDS} and d.type in ${INSOLVENT}
     where ${OURS} and not exists (select from proceeding p where p.case_id = c.id and p.type = 'BANKRUPTCY_FILED'
       and p.on_date >= d.from_date and p.retracts is null and not exists (select from proceeding where retracts = p.id))`,
  INSOLVENCY_OVER: `select c.id, c.creditor_id as "creditorId", null as type, $1::date as "from" from collection_case c
     where ${OURS} and c.hold_reason = 'INSOLVENCY_PROCEEDINGS'
       and not exists (select from debtor_condition_now d where ${STANDS} and d.type in ${INSOLVENT})`,
};

interface Call {
  readonly id: string;
  readonly creditorId: string;
  readonly type: ConditionType | null;
  readonly from: IsoDate;
}

/**
 * Brings the tasks in line that circumstances of debtors call for: a claim to be brought to an estate or lodged in insolvency
 * proceedings, proceedings that are over. Of cases closed while an application was before an authority it tells that the
 * application is to be withdrawn. How many cases call for somebody.
 */
export async function keepCaseTasks(platform: Platform, day: Day): Promise<number> {
  let called = await tellOfApplications(platform, day);
  for (const [kind, statement] of Object.entries(CALLS) as [TaskKind, string][]) {
    const calls: Call[] = await platform.db.query(statement, [day.on]);
    await keepTasks(platform.db, kind, day.on, await draftsOf(platform, calls, day.on));
    called += calls.length;
  }
  return called;
}

async function draftsOf(platform: Platform, calls: readonly Call[], on: IsoDate): Promise<TaskDraft[]> {
  if (calls.length === 0) return [];
  const states = await loadCaseStates(platform.db, [...new Set(calls.map(({ id }) => id))]);
  return calls.map(({ id, creditorId, type, from }) => {
    const law = lawOf(platform.laws, states.get(id)!);
    const deadline = type && law ? law.claimDeadline(type, from) : null;
    const dueOn = deadline ? earliest(deadline, addDays(on, DAYS_TO_ACT)) : addDays(on, DAYS_TO_ACT);
    return {
      caseId: id, creditorId, referralId: null, subject: type ?? '', dueOn,
      params: type === null ? {} : { type, from, ...(deadline && { deadline }) },
    }; // prettier-ignore
  });
}

async function tellOfApplications({ db, laws }: Platform, { on, countries }: Day): Promise<number> {
  const closed: { id: string; creditorId: string }[] = await db.query(
    `select c.id, c.creditor_id as "creditorId" from collection_case c
     where c.status = 'CLOSED' and c.closed_on between $1 and $2 and c.country = any($3) and c.route_kind = 'COUNTRY_MODULE'
       and c.stage in ('LEGAL', 'ENFORCEMENT', 'SURVEILLANCE') order by c.id`,
    [addDays(on, -DAYS_LOOKED_BACK), on, countries],
  );
  if (closed.length === 0) return 0;
  const states = await loadCaseStates(db, closed.map(({ id }) => id)); // prettier-ignore
  const drafts = closed.flatMap(({ id, creditorId }): TaskDraft[] => {
    const state = states.get(id)!;
    const law = lawOf(laws, state)!;
    const steps = law.underWay(state.facts).map((step) => law.stepName(step) ?? step);
    const dueOn = addDays(on, DAYS_TO_ACT);
    return steps.length === 0
      ? []
      : [{ caseId: id, creditorId, referralId: null, dueOn, params: { steps: steps.join(', ') } }];
  });
  await openTasks(db, 'APPLICATION_TO_WITHDRAW', on, drafts);
  return drafts.length;
}
