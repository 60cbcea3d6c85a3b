import { GraphQLError } from 'graphql';
import { balance } from '../../domain/balance.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import type { IsoDate } from '../../domain/date.js';
import type { CaseState } from '../../domain/facts.js';
import { allowedActions, type CaseAction } from '../../domain/lifecycle.js';
import type { RouteCandidate as Candidate } from '../../domain/routing.js';
import type { ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import { LegalBasis } from '../../graphql/types.js';
import { jurisdictionView, type JurisdictionView } from '../jurisdictions/jurisdiction.type.js';
import { readableCandidates } from '../routing/route-candidate.type.js';
import { Balance, type PlannedStep } from './balance.type.js';
import { caseStateSql, readCaseState } from './case.facts.js';
import { businessDate, lawOf } from './case.working.js';

/** A law that is not encoded for the day asked is the reader's to know, not a fault of ours. */
function lawful<Value>(ask: () => Value): Value {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof RuleNotEncoded)) throw error;
    throw new GraphQLError(error.message, { extensions: { code: error.code, on: error.on } });
  }
}

export function caseBalance(state: CaseState, on: IsoDate | null | undefined, context: Context): Balance {
  const day = on ?? businessDate(context.platform.clock, state.country);
  return lawful(() => Balance.of(balance(state.facts, lawOf(state), day), state.facts.currency, day));
}

export function caseNextStep(state: CaseState): PlannedStep | null {
  const law = lawOf(state);
  if (!law || (state.status !== 'ACTIVE' && state.status !== 'AWAITING_APPROVAL')) return null;
  const step = lawful(() => law.nextStep(state.facts));
  if (!step) return null;
  return { ...step, legalBasis: LegalBasis.of(step.legalBasis), needsApproval: state.needsApproval };
}

export function caseLimitationDate(state: CaseState): IsoDate | null {
  const law = lawOf(state);
  return law && lawful(() => law.limitation(state.facts).lastDay);
}

export function caseActions(state: CaseState, context: Context): readonly CaseAction[] {
  return allowedActions(state, readingRole(context.viewer) ?? '');
}

/** What an event's text is made from. */
interface EventWords {
  readonly type: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Some events have a second text, for the same thing done to or by somebody else. */
function eventVariant({ type, params }: EventWords): string {
  if (params.outcome === 'upheld') return '.upheld';
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
export const COMPUTED_FIELDS: ComputedFields = {
  'Case.balance': ofState((state, args, context) => caseBalance(state, args.on as IsoDate | null, context)),
  'Case.nextStep': ofState(caseNextStep),
  'Case.limitationDate': ofState(caseLimitationDate),
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
