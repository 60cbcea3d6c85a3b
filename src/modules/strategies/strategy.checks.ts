import type { Money } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { WORKER_STEPS, type Strategy, type Surveillance } from '../../domain/strategy.js';
import { Problems, type FieldPath } from '../../graphql/problems.js';
import type { StrategyInput } from './strategy.type.js';

const MOST_MONTHS_BETWEEN_SCORES = 60;
const MOST_MONTHS_BEFORE_SALE = 240;

/** A strategy with what is to be different, or everything wrong with that. Field paths begin with `strategy`. */
export function changedStrategy(before: Strategy, input: StrategyInput): Result<Strategy, readonly Refusal[]> {
  const problems = new Problems();
  const strategy: Strategy = {
    mode: input.mode ?? before.mode,
    approve: eachOnce(input.approve, before.approve, ['strategy', 'approve'], problems),
    sector: input.sector ?? before.sector,
    reminders: input.reminders ?? before.reminders,
    secondDemand: input.secondDemand ?? before.secondDemand,
    goLegal: input.goLegal ?? before.goLegal,
    courtFrom: minimum(input.courtFrom, before.courtFrom, ['strategy', 'courtFrom'], problems),
    enforceFrom: minimum(input.enforceFrom, before.enforceFrom, ['strategy', 'enforceFrom'], problems),
    surveillance: surveillance(input.surveillance, before.surveillance, problems),
    closingStatement: input.closingStatement ?? before.closingStatement,
    tone: input.tone ?? before.tone,
    channels: eachOnce(input.channels, before.channels, ['strategy', 'channels'], problems),
  };
  strategy.approve.forEach((step, index) => {
    if (!WORKER_STEPS.includes(step))
      problems.add(['strategy', 'approve', String(index)], 'INVALID_INPUT', 'notForWorker');
  });
  if (strategy.channels.length === 0) problems.add(['strategy', 'channels'], 'INVALID_INPUT', 'required');
  return problems.refusals.length > 0 ? refused(problems.refusals) : success(strategy);
}

function eachOnce<Word extends string>(
  given: readonly Word[] | null | undefined,
  before: readonly Word[],
  field: FieldPath,
  problems: Problems,
): readonly Word[] {
  given?.forEach((word, index) => {
    if (given.indexOf(word) < index) problems.add([...field, String(index)], 'INVALID_INPUT', 'twice');
  });
  return given ?? before;
}

function minimum(
  given: StrategyInput['courtFrom'],
  before: readonly Money[],
  field: FieldPath,
  problems: Problems,
): readonly Money[] {
  if (!given) return before;
  const currencies = given.map(({ currency }) => currency);
  eachOnce(currencies, [], field, problems);
  return given.flatMap((amount, index) => problems.amount(amount, [...field, String(index)], 0n) ?? []);
}

function surveillance(
  given: StrategyInput['surveillance'],
  before: Surveillance | null,
  problems: Problems,
): Surveillance | null {
  if (given === undefined) return before;
  if (given === null) return null;
  const { rescoreEvery, offerSaleAfter = null } = given;
  const within = (months: number, maximum: number, field: string) => {
    if (months >= 1 && months <= maximum) return;
    problems.add(['strategy', 'surveillance', field], 'INVALID_INPUT', 'months', { maximum });
  };
  within(rescoreEvery, MOST_MONTHS_BETWEEN_SCORES, 'rescoreEvery');
  if (offerSaleAfter !== null) within(offerSaleAfter, MOST_MONTHS_BEFORE_SALE, 'offerSaleAfter');
  return { rescoreEvery, offerSaleAfter };
}
