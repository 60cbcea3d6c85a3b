import { knownOn } from '../domain/balance.js';
import { latest, type IsoDate } from '../domain/date.js';
import type { Source } from '../domain/dated.js';
import type { CaseFacts, StepType } from '../domain/facts.js';
import type { Jurisdiction, LegalStep, LegalStepRule, PlannedStep } from '../domain/jurisdiction.js';
import type { Refusal } from '../domain/refusal.js';
import { closingRefusal, dayAfterDeadline, isSettled, NOT_ITS_TURN, NOTHING_OWED, planned, refusalOf, sentByUs, timeBarred, turnFrom, type Turn } from './case.js'; // prettier-ignore
import { nextBankDay } from './calendar.js';
import { isUnderWay } from './procedures.js';

/** A step before an authority, with what decides whether it is open for a case. */
export interface LegalRule extends Omit<LegalStepRule, 'requirements'> {
  /** Whether a case of this kind has the step at all. */
  appliesTo(facts: CaseFacts): boolean;
  readonly requirements: readonly RequirementRule[];
  /** Last day of the step, where the law sets one. */
  latestOn?(facts: CaseFacts): IsoDate | null;
  /** Fees and awards, taken on the day. Throws RuleNotEncoded. */
  costs(facts: CaseFacts, on: IsoDate): LegalStep['costs'];
}

export type RequirementRule = LegalStepRule['requirements'][number] & {
  /** Day from which it is met; null while it is not. */
  metOn(facts: CaseFacts): IsoDate | null;
};

/** The debtor has not objected, or every objection was settled. */
export const notDisputed = (legalBasis: Source): RequirementRule => ({
  requirement: 'notDisputed',
  legalBasis,
  metOn: ({ disputed, registeredOn }) => (disputed ? null : registeredOn),
});

/** How a step stands. What it costs is apart: whether it is open does not turn on a fee that is not known yet. */
type OpenStep = Omit<LegalStep, 'costs'>;

/** Letters that give new time to pay after the demand. */
const GIVING_NEW_TIME: readonly StepType[] = ['PLAN_DEFAULT', 'OBJECTION_ANSWER'];

/**
 * The first day after the time that we gave once a plan had ended or an objection was dismissed: to proceed within it would mislead.
 * Neither a dispute nor a claim that would lapse meanwhile waits for it.
 */
function afterTimeGiven(facts: CaseFacts, law: Jurisdiction): IsoDate {
  const letters = facts.disputed ? [] : sentByUs(facts, ...GIVING_NEW_TIME);
  const day = latest(facts.registeredOn, ...letters.flatMap((letter) => dayAfterDeadline(law.country, letter) ?? []));
  return letters.length > 0 && nextBankDay(law.country, day) > law.limitation(facts).lastDay ? facts.registeredOn : day;
}

function standing(rule: LegalRule, facts: CaseFacts, law: Jurisdiction): OpenStep {
  const { type, name, authority, legalBasis } = rule;
  const requirements = rule.requirements.map(({ requirement, legalBasis: basis, metOn }) => ({
    requirement,
    legalBasis: basis,
    metOn: metOn(facts),
  }));
  const days = requirements.map(({ metOn }) => metOn).filter((day) => day !== null);
  const open = days.length === requirements.length;
  return {
    type,
    name,
    authority,
    legalBasis,
    requirements,
    earliestOn: open ? latest(afterTimeGiven(facts, law), ...days) : null,
    latestOn: rule.latestOn?.(facts) ?? null,
  };
}

/** How the steps of a country stand for a case, with their costs as of the day. Throws RuleNotEncoded. */
export function legalPathOf({ law, rules }: Path, facts: CaseFacts, on: IsoDate): LegalStep[] {
  return rules
    .filter((rule) => rule.appliesTo(facts))
    .map((rule) => ({ ...standing(rule, facts, law), costs: rule.costs(facts, on) }));
}

function openStep({ law, rules }: Path, type: StepType, facts: CaseFacts): OpenStep | undefined {
  const rule = rules.find((candidate) => candidate.type === type && candidate.appliesTo(facts));
  return rule && standing(rule, facts, law);
}

/** Why a legal step may not be taken on a day: the first requirement that is not met, too early, or too late. */
function legalRefusal(step: OpenStep | undefined, on: IsoDate): Refusal | null {
  if (!step) return NOT_ITS_TURN;
  const missing = step.requirements.find(({ metOn }) => metOn === null);
  if (missing?.requirement === 'notDisputed') return { code: 'DISPUTED_CLAIM', legalBasis: missing.legalBasis };
  if (missing) {
    const params = { requirement: missing.requirement };
    return { code: 'INVALID_STATE', text: 'INVALID_STATE.requirement', params, legalBasis: missing.legalBasis };
  }
  const { earliestOn, latestOn, legalBasis } = step;
  if (earliestOn !== null && on < earliestOn) {
    return { code: 'TOO_EARLY', text: 'TOO_EARLY.step', params: { earliestOn }, legalBasis };
  }
  if (latestOn !== null && on > latestOn) {
    return { code: 'INVALID_STATE', text: 'INVALID_STATE.tooLate', params: { latestOn }, legalBasis };
  }
  return null;
}

/** What a country lays down of its steps. */
export interface Path {
  readonly law: Jurisdiction;
  readonly rules: readonly LegalRule[];
  /** When a letter may first be sent; null where it is not its turn. */
  turnOf(step: StepType, facts: CaseFacts): Turn;
  /** Why no letter is sent on a disputed claim, by the law of a day. */
  disputeRule(on: IsoDate): Source;
  /** Why letters but the closing statement may not be sent on a day, where a country has more reasons than others. */
  lettersBarred?(facts: CaseFacts, on: IsoDate): Refusal | null;
}

/**
 * Why a step may not be taken on a day. When several reasons apply the most final is told: TIME_BARRED, a debtor who may not be
 * asked to pay, then the step's own: DISPUTED_CLAIM, INVALID_STATE, TOO_EARLY (with the day from which it is allowed). A court
 * hears a disputed claim, so that a legal step's requirements say whether it must be undisputed; and an objection is answered.
 */
export function stepRefusal(step: StepType, facts: CaseFacts, on: IsoDate, path: Path): Refusal | null {
  const { law, rules } = path;
  if (step === 'CLOSING_STATEMENT') return law.mayNotBeDunned(facts, on) ?? closingRefusal(facts, on, law);
  const barred = timeBarred(facts, on, law) ?? law.mayNotBeDunned(facts, on);
  if (barred) return barred;
  if (step === 'OBJECTION_ANSWER')
    return path.lettersBarred?.(facts, on) ?? (facts.objectedOn.length > 0 ? null : NOT_ITS_TURN);
  if (!rules.some(({ type }) => type === step)) {
    const unreachable = path.lettersBarred?.(facts, on) ?? null;
    return unreachable ?? refusalOf(path.turnOf(step, facts), facts, on, law, path.disputeRule(on));
  }
  if (isSettled(knownOn(facts, on), law)) return NOTHING_OWED;
  if (isUnderWay(law.country, facts, step)) return NOT_ITS_TURN;
  return legalRefusal(openStep(path, step, facts), on);
}

/**
 * The act that keeps the claim, on its day: a letter at its turn, or an application, once it is open and while none is under way.
 * Whether a dispute stops the application is for its requirements to say.
 */
export function keepingStep(facts: CaseFacts, path: Path): PlannedStep | null {
  const { law, rules, turnOf } = path;
  const { act, actOn, legalBasis } = law.limitationGuard(facts);
  if (law.limitation(facts).suspended || isUnderWay(law.country, facts, act)) return null;
  if (!rules.some(({ type }) => type === act)) return planned(act, turnOf(act, facts), facts, law);
  const openOn = openStep(path, act, facts)?.earliestOn;
  const turn = openOn ? turnFrom(law.country, latest(openOn, actOn), facts, legalBasis) : null;
  return planned(act, turn, { ...facts, disputed: false }, law);
}
