import type { ClaimKind, StepType } from './facts.js';
import type { Currency, Money } from './money.js';

/** AUTOMATIC: permitted steps start by themselves. PARTLY: some wait for approval. MANUAL: a person takes every one. */
export type StrategyMode = 'AUTOMATIC' | 'PARTLY' | 'MANUAL';
/** Whether a debtor who has not paid is taken before an authority: never, when somebody says so, or by itself. */
export type GoLegal = 'NEVER' | 'ASK' | 'AUTOMATIC';
/** Whether the creditor sends its reminders itself before it hands a case over, or has us send one. */
export type Reminders = 'OWN' | 'OURS';
/** How a letter opens that asks to pay. What the law has it say is the same in every tone. */
export type Tone = 'NEUTRAL' | 'GENTLE' | 'FIRM';
export type Channel = 'EMAIL' | 'SMS' | 'LETTER';

/** How a case is watched whose debtor was found to have nothing. */
export interface Surveillance {
  /** Months from one look at the debtor's means to the next. */
  readonly rescoreEvery: number;
  /** Months after which somebody is asked whether to offer the claim for sale; null for never. */
  readonly offerSaleAfter: number | null;
}

/** How a creditor wants its cases worked, within what the law allows. */
export interface Strategy {
  readonly mode: StrategyMode;
  /** Steps that wait for approval where the mode is PARTLY. */
  readonly approve: readonly StepType[];
  /** What a claim is owed for that does not say so: the creditor's own line of business. */
  readonly sector: ClaimKind;
  readonly reminders: Reminders;
  /** Whether the debtor is demanded a second time, where the law knows a second demand. */
  readonly secondDemand: boolean;
  readonly goLegal: GoLegal;
  /** Least principal left for an application to a court, one amount for each currency; a currency not named has no minimum. */
  readonly courtFrom: readonly Money[];
  /** The same for an application for enforcement. */
  readonly enforceFrom: readonly Money[];
  /** Null where a case is left to people once enforcement was fruitless. */
  readonly surveillance: Surveillance | null;
  /** Whether a debtor who was written to is told that its case is closed when everything is paid. */
  readonly closingStatement: boolean;
  readonly tone: Tone;
  /** In the order they are tried; a letter by post is always the last resort. */
  readonly channels: readonly Channel[];
}

/** What the worker may do of itself; a plan and what is served or petitioned for takes a person in any case. */
export const WORKER_STEPS: readonly StepType[] = [
  'REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'LEGAL_WARNING', 'COURT_APPLICATION', 'ENFORCEMENT_APPLICATION',
  'LIMITATION_NOTICE', 'CLOSING_STATEMENT',
]; // prettier-ignore

/** Letters up to the first demand and what keeps the claim: nothing goes legal unless the creditor says so. */
export const DEFAULT_STRATEGY: Strategy = {
  mode: 'AUTOMATIC',
  approve: [],
  sector: 'GENERAL',
  reminders: 'OWN',
  secondDemand: false,
  goLegal: 'NEVER',
  courtFrom: [],
  enforceFrom: [],
  surveillance: null,
  closingStatement: false,
  tone: 'NEUTRAL',
  channels: ['EMAIL', 'LETTER'],
};

/** The strategy of a creditor who has only said whether it approves every step. */
export const strategyFrom = (automation: 'AUTOMATIC' | 'APPROVAL'): Strategy =>
  automation === 'APPROVAL' ? { ...DEFAULT_STRATEGY, mode: 'PARTLY', approve: WORKER_STEPS } : DEFAULT_STRATEGY;

const LEGAL: readonly StepType[] = ['COURT_APPLICATION', 'ENFORCEMENT_APPLICATION'];

/** Whether a step waits for somebody to approve it. */
export function needsApproval({ mode, approve, goLegal }: Strategy, step: StepType): boolean {
  if (mode === 'MANUAL' || (goLegal === 'ASK' && LEGAL.includes(step))) return true;
  return mode === 'PARTLY' && approve.includes(step);
}

/** Whether a case of so much principal left is worth an application; amounts in minor units. */
export const reaches = (minimum: readonly Money[], currency: Currency, principal: bigint): boolean =>
  minimum.every((least) => least.currency !== currency || principal >= least.minor);
