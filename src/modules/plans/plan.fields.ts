import type { IsoDate } from '../../domain/date.js';
import type { CaseFacts, CaseState, PlanEnd, PlanFacts } from '../../domain/facts.js';
import { mayAgreePlan } from '../../domain/lifecycle.js';
import { sum, type Currency } from '../../domain/money.js';
import {
  instalmentsOf, MOST_INSTALMENTS, owedWithPlan, planOf, planStatus, type InstalmentState, type Outlook,
} from '../../domain/plan.js'; // prettier-ignore
import { jsonRows, type ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { asFault, badInput } from '../../graphql/faults.js';
import { globalId } from '../../graphql/ids.js';
import { Money } from '../../graphql/types.js';
import { caseStateSql, readCaseState } from '../cases/case.facts.js';
import { lawOf } from '../cases/case.working.js';
import { Instalment, InstalmentOption, PaymentPlan, type PlanProposer, type PlanStatus } from './plan.type.js';

interface PlanRow {
  readonly parent: string;
  readonly id: string;
  readonly proposedBy: PlanProposer | null;
  readonly proposedOn: IsoDate | null;
  readonly agreedOn: IsoDate | null;
  readonly declinedOn: IsoDate | null;
  readonly endedOn: IsoDate | null;
  readonly endedAs: PlanEnd | null;
  readonly interestFree: boolean;
  readonly closeReason: string | null;
  readonly instalments: readonly { readonly dueOn: IsoDate; readonly amount: string }[];
}

const plans = (condition: string): string =>
  `select p.case_id as parent, p.id, p.proposed_by as "proposedBy", p.proposed_on as "proposedOn", p.agreed_on as "agreedOn",
    p.declined_on as "declinedOn", p.ended_on as "endedOn", p.ended_as as "endedAs", p.interest_free as "interestFree",
    c.close_reason as "closeReason", (select coalesce(json_agg(json_build_object('dueOn', due_on, 'amount', amount_minor::text) order by due_on), '[]')
      from instalment where plan_id = p.id) as instalments
  from payment_plan p join collection_case c on c.id = p.case_id
  where ${condition} order by coalesce(p.proposed_on, p.agreed_on), p.id`;

const OF_MANY = plans('p.case_id = any($1)');

function planView(row: PlanRow, facts: CaseFacts): PaymentPlan {
  const { currency } = facts;
  const plan = factsOf(row);
  const status = statusOf(row, facts, plan);
  const agreed = row.agreedOn !== null;
  const states = agreed ? instalmentsOf(facts, plan) : plan.instalments.map((part) => ({ ...part, paid: 0n }));
  const next = status === 'ACTIVE' ? states.find(({ amount, paid }) => paid < amount) : undefined;
  const { proposedBy, proposedOn, agreedOn, endedOn, interestFree } = row;
  return Object.assign(new PaymentPlan(), {
    id: globalId('PaymentPlan', row.id),
    status, proposedBy, proposedOn, agreedOn, endedOn, interestFree,
    total: Money.of({ minor: sum(plan.instalments.map(({ amount }) => amount)), currency }),
    instalments: states.map((state) => instalmentView(state, currency)),
    nextInstalment: next ? instalmentView(next, currency) : null,
  }); // prettier-ignore
}

const instalmentView = ({ dueOn, amount, paid }: InstalmentState, currency: Currency): Instalment =>
  Object.assign(new Instalment(), {
    dueOn,
    amount: Money.of({ minor: amount, currency }),
    paid: Money.of({ minor: paid, currency }),
  });

const factsOf = ({ agreedOn, proposedOn, endedOn, endedAs, instalments }: PlanRow): PlanFacts => ({
  agreedOn: (agreedOn ?? proposedOn)!,
  instalments: instalments.map(({ dueOn, amount }) => ({ dueOn, amount: BigInt(amount) })),
  ...(endedOn !== null && endedAs !== null && { ended: { on: endedOn, as: endedAs } }),
});

function statusOf({ agreedOn, declinedOn, closeReason }: PlanRow, facts: CaseFacts, plan: PlanFacts): PlanStatus {
  if (agreedOn !== null) return planStatus(facts, plan, closeReason);
  return declinedOn === null && closeReason === null ? 'PROPOSED' : 'DECLINED';
}

export async function casePlans(caseId: string, { loaders }: Context): Promise<PaymentPlan[]> {
  const [rows, { facts }] = await Promise.all([
    loaders.rowsOf<PlanRow>(OF_MANY).load(caseId),
    loaders.caseState.load(caseId),
  ]);
  return rows.map((row) => planView(row, facts));
}

/** What the instalments of a plan agreed today must add up to; null where no plan may be agreed. */
export function casePlanTotal(state: CaseState, instalments: number, context: Context): Money | null {
  const count = checkedNumber(instalments, 'instalments');
  const law = lawOf(context.platform.laws, state);
  if (!law || !mayAgreePlan(state)) return null;
  const on = context.platform.clock.today(law.timeZone);
  const minor = asFault(() => owedWithPlan(state.facts, law, planOf(count, on)));
  return Money.of({ minor, currency: state.facts.currency });
}

/** A number of instalments somebody asks for. */
export function checkedNumber(instalments: number, field: string): number {
  if (instalments >= 1 && instalments <= MOST_INSTALMENTS) return instalments;
  throw badInput(`${field} must be from 1 to ${MOST_INSTALMENTS}.`, field);
}

export function optionView({ lines, total, interest, cost }: Outlook, currency: Currency): InstalmentOption {
  const amountOf = (minor: bigint) => Money.of({ minor, currency });
  return Object.assign(new InstalmentOption(), {
    number: lines.length,
    total: amountOf(total),
    cost: amountOf(cost),
    interest: interest === null ? null : amountOf(interest),
    instalments: lines.map((line) => ({
      dueOn: line.dueOn,
      amount: amountOf(line.amount),
      interest: line.interest === null ? null : amountOf(line.interest),
      left: amountOf(line.left),
    })),
  });
}

/** For compiled reads. */
export const PLAN_FIELDS: ComputedFields = {
  'Case.plans': {
    needs: (alias) => `json_build_object('state', ${caseStateSql(alias)},
      'plans', ${jsonRows(plans(`p.case_id = ${alias}.id`))})`,
    value: (known) => {
      const { state, plans: rows } = known as { readonly state: object; readonly plans: readonly PlanRow[] };
      const { facts } = readCaseState(state);
      return rows.map((row) => planView(row, facts));
    },
  },
  'Case.planTotal': {
    needs: caseStateSql,
    value: (known, args, context) => casePlanTotal(readCaseState(known as object), Number(args.instalments), context),
  },
};
