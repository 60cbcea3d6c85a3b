import { plannedStep, waitsForApproval } from '../../domain/automation.js';
import { balance } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import { undisputed } from '../../domain/dispute.js';
import type { CaseState } from '../../domain/facts.js';
import { allowedActions, type CaseAction } from '../../domain/lifecycle.js';
import type { RouteCandidate as Candidate } from '../../domain/routing.js';
import type { ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { asFault } from '../../graphql/faults.js';
import { readingRole } from '../../graphql/scope.js';
import { LegalBasis } from '../../graphql/types.js';
import { jurisdictionView, type JurisdictionView } from '../jurisdictions/jurisdiction.type.js';
import { readableCandidates } from '../routing/route-candidate.type.js';
import { Balance, type PlannedStep } from './balance.type.js';
import type { Case } from './case.entity.js';
import { caseStateSql, readCaseState } from './case.facts.js';
import { businessDate, lawOf, openLegalSteps } from './case.working.js';
import { CaseLegalStep, CaseLimitation } from './legal.type.js';
import { PriorNotice } from './proceeding.type.js';

/** A partner's name for a case it handed to us is no business of another that works it now. */
export function referredAs(
  { partnerId, reference }: { readonly partnerId: string | null; readonly reference: string | null },
  { viewer }: Context,
): string | null {
  return readingRole(viewer) === 'PARTNER' && viewer?.partnerId !== partnerId ? null : reference;
}

/** Last day of a pause that ends by itself; the day of an earlier pause tells nothing. */
export const pausedUntil = ({ holdReason, pauseEndsOn }: Pick<Case, 'holdReason' | 'pauseEndsOn'>): IsoDate | null =>
  holdReason === 'PAUSED' ? pauseEndsOn : null;

export function caseBalance(state: CaseState, on: IsoDate | null | undefined, context: Context): Balance {
  const day = on ?? businessDate(context.platform.clock, state.country);
  return asFault(() =>
    Balance.of(balance(state.facts, lawOf(context.platform.laws, state), day), state.facts.currency, day),
  );
}

export function caseNextStep(state: CaseState, context: Context): PlannedStep | null {
  const law = lawOf(context.platform.laws, state);
  if (!law || (state.status !== 'ACTIVE' && state.status !== 'AWAITING_APPROVAL')) return null;
  const step = asFault(() => plannedStep(state, law));
  if (!step) return null;
  return { ...step, legalBasis: LegalBasis.of(step.legalBasis), needsApproval: waitsForApproval(state, step.type) };
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
    law.legalPath(undisputed(state.facts), day).map((step) => CaseLegalStep.of(step, state.facts.currency, textOf)),
  );
}

export const casePriorNotices = ({ facts }: CaseState): PriorNotice[] =>
  [...facts.lapsedNotices, ...facts.notices]
    .filter(({ sentBy }) => sentBy === 'CREDITOR')
    .map((letter) => PriorNotice.of(letter, facts.currency));

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
  if (params.outcome !== undefined) return `.${params.outcome}`;
  if (type === 'disputed' && params.amount !== undefined) return '.part';
  if (type === 'noticeSent' && params.payBy === undefined) return '.noTime';
  if (params.withdrawn !== undefined) return '.withdrawn';
  if (type === 'paused' && params.until !== undefined) return '.until';
  if (type === 'closed' && params.note !== undefined) return '.noted';
  if (type === 'sold' && params.price !== undefined) return '.price';
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
  'Case.pausedUntil': {
    needs: (alias) => `json_build_object('holdReason', ${alias}.hold_reason, 'pauseEndsOn', ${alias}.paused_until)`,
    value: (known) => pausedUntil(known as Parameters<typeof pausedUntil>[0]),
  },
  'Case.balance': ofState((state, args, context) => caseBalance(state, args.on as IsoDate | null, context)),
  'Case.nextStep': ofState((state, _args, context) => caseNextStep(state, context)),
  'Case.limitationDate': ofState((state, _args, context) => caseLimitationDate(state, context)),
  'Case.limitation': ofState((state, _args, context) => caseLimitation(state, context)),
  'Case.legalPath': ofState((state, args, context) => caseLegalPath(state, args.on as IsoDate | null, context)),
  'Case.priorNotices': ofState(casePriorNotices),
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
