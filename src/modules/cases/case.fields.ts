import { balance } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import type { CaseState } from '../../domain/facts.js';
import { allowedActions, mayAgreePlan, type CaseAction } from '../../domain/lifecycle.js';
import { MOST_INSTALMENTS, owedWithPlan, planOf } from '../../domain/plan.js';
import type { RouteCandidate as Candidate } from '../../domain/routing.js';
import type { ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { asFault, badInput } from '../../graphql/faults.js';
import { readingRole } from '../../graphql/scope.js';
import { LegalBasis, Money } from '../../graphql/types.js';
import { jurisdictionView, type JurisdictionView } from '../jurisdictions/jurisdiction.type.js';
import { readableCandidates } from '../routing/route-candidate.type.js';
import { Balance, type PlannedStep } from './balance.type.js';
import { caseStateSql, readCaseState } from './case.facts.js';
import { businessDate, lawOf, openLegalSteps } from './case.working.js';
import { CaseLegalStep, CaseLimitation } from './legal.type.js';
import { PaymentPlan, PriorNotice } from './proceeding.type.js';

/** A partner's name for a case it handed to us is no business of another that works it now. */
export function referredAs(
  { partnerId, reference }: { readonly partnerId: string | null; readonly reference: string | null },
  { viewer }: Context,
): string | null {
  return readingRole(viewer) === 'PARTNER' && viewer?.partnerId !== partnerId ? null : reference;
}

export function caseBalance(state: CaseState, on: IsoDate | null | undefined, context: Context): Balance {
  const day = on ?? businessDate(context.platform.clock, state.country);
  return asFault(() =>
    Balance.of(balance(state.facts, lawOf(context.platform.laws, state), day), state.facts.currency, day),
  );
}

export function caseNextStep(state: CaseState, context: Context): PlannedStep | null {
  const law = lawOf(context.platform.laws, state);
  if (!law || (state.status !== 'ACTIVE' && state.status !== 'AWAITING_APPROVAL')) return null;
  const step = asFault(() => law.nextStep(state.facts));
  if (!step) return null;
  return { ...step, legalBasis: LegalBasis.of(step.legalBasis), needsApproval: state.needsApproval };
}

export function caseLimitationDate(state: CaseState, context: Context): IsoDate | null {
  const law = lawOf(context.platform.laws, state);
  if (!law) return null;
  const { lastDay, suspended } = asFault(() => law.limitation(state.facts));
  return suspended ? null : lastDay;
}

export function caseLimitation(state: CaseState, context: Context): CaseLimitation | null {
  const law = lawOf(context.platform.laws, state);
  if (!law) return null;
  return asFault(() => CaseLimitation.of(law.limitation(state.facts), law.limitationGuard(state.facts)));
}

export function caseLegalPath(state: CaseState, on: IsoDate | null | undefined, context: Context): CaseLegalStep[] {
  const law = lawOf(context.platform.laws, state);
  if (!law) return [];
  const day = on ?? context.platform.clock.today(law.timeZone);
  const textOf = (requirement: string) =>
    context.platform.texts.translate(context.language, `terms:requirement.${requirement}`);
  return asFault(() =>
    law.legalPath(state.facts, day).map((step) => CaseLegalStep.of(step, state.facts.currency, textOf)),
  );
}

export const casePlans = ({ facts }: CaseState): PaymentPlan[] =>
  facts.plans.map((plan) => PaymentPlan.of(plan, facts.currency));

export const casePriorNotices = ({ facts }: CaseState): PriorNotice[] =>
  facts.notices.filter(({ sentBy }) => sentBy === 'CREDITOR').map((letter) => PriorNotice.of(letter, facts.currency));

/** What the instalments of a plan agreed today must add up to; null where no plan may be agreed. */
export function casePlanTotal(state: CaseState, instalments: number, context: Context): Money | null {
  if (instalments < 1 || instalments > MOST_INSTALMENTS) {
    throw badInput(`instalments must be from 1 to ${MOST_INSTALMENTS}.`, 'instalments');
  }
  const law = lawOf(context.platform.laws, state);
  if (!law || !mayAgreePlan(state)) return null;
  const on = context.platform.clock.today(law.timeZone);
  const minor = asFault(() => owedWithPlan(state.facts, law, planOf(instalments, on)));
  return Money.of({ minor, currency: state.facts.currency });
}

export function caseActions(state: CaseState, context: Context): readonly CaseAction[] {
  const role = readingRole(context.viewer) ?? '';
  return allowedActions(state, role, role === 'AGENT' ? openLegalSteps(context.platform, state) : []);
}

/** What an event's text is made from. */
interface EventWords {
  readonly type: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Some events have a second text, for the same thing done to or by somebody else. */
function eventVariant({ type, params }: EventWords): string {
  if (params.outcome === 'upheld') return '.upheld';
  if (type === 'noticeSent' && params.payBy === undefined) return '.noTime';
  if (params.withdrawn !== undefined) return '.withdrawn';
  if ((type === 'paymentReversed' || type === 'manualReview') && params.reason !== undefined) return '.reason';
  if (type === 'partnerRemitted' && params.fee !== undefined) return '.fee';
  return (type === 'routed' || type === 'rerouted') && params.partner !== undefined ? '.partner' : '';
}

export function eventText(event: EventWords, context: Context): string {
  const key = `terms:event.${event.type}${eventVariant(event)}`;
  return context.platform.texts.translate(context.language, key, event.params);
}

export function caseJurisdiction(country: string, context: Context): JurisdictionView {
  return jurisdictionView(country, context.platform.ownCountries)!;
}

const ofState = (value: (state: CaseState, args: Readonly<Record<string, unknown>>, context: Context) => unknown) => ({
  needs: caseStateSql,
  value: (known: unknown, args: Readonly<Record<string, unknown>>, context: Context) =>
    value(readCaseState(known as object), args, context),
});

/** Fields that follow from law and life rather than from a column; the resolvers call the same functions. */
export const CASE_FIELDS: ComputedFields = {
  'Case.referredAs': {
    needs: (alias) =>
      `json_build_object('partnerId', ${alias}.referred_by_partner_id, 'reference', ${alias}.referred_as)`,
    value: (known, _args, context) => referredAs(known as Parameters<typeof referredAs>[0], context),
  },
  'Case.balance': ofState((state, args, context) => caseBalance(state, args.on as IsoDate | null, context)),
  'Case.nextStep': ofState((state, _args, context) => caseNextStep(state, context)),
  'Case.limitationDate': ofState((state, _args, context) => caseLimitationDate(state, context)),
  'Case.limitation': ofState((state, _args, context) => caseLimitation(state, context)),
  'Case.legalPath': ofState((state, args, context) => caseLegalPath(state, args.on as IsoDate | null, context)),
  'Case.plans': ofState(casePlans),
  'Case.priorNotices': ofState(casePriorNotices),
  'Case.planTotal': ofState((state, args, context) => casePlanTotal(state, Number(args.instalments), context)),
  'Case.allowedActions': ofState((state, _args, context) => caseActions(state, context)),
  'Case.jurisdiction': {
    needs: (alias) => `json_build_object('country', ${alias}.country)`,
    value: (known, _args, context) => caseJurisdiction((known as { country: string }).country, context),
  },
  'CaseEvent.text': {
    needs: (alias) => `json_build_object('type', ${alias}.type, 'params', ${alias}.params)`,
    value: (known, _args, context) => eventText(known as EventWords, context),
  },
  'RoutingDecision.candidates': {
    needs: (alias) => `${alias}.candidates`,
    value: (known, _args, context) => readableCandidates(known as Candidate[], context),
  },
};
