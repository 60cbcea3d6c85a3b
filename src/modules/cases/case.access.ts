import type { EntityManager } from 'typeorm';
import { earliest, type IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import { allowedActions, type CaseAction } from '../../domain/lifecycle.js';
import { parseAmount } from '../../domain/money.js';
import { ruleRefusal, type Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOf } from '../../graphql/ids.js';
import { isPrintable } from '../../graphql/problems.js';
import { readingRole } from '../../graphql/scope.js';
import type { Platform, Viewer } from '../../platform.js';
import { lockCase, type LockedCase } from './case.record.js';
import { businessDate } from './case.working.js';

/** What a command answers: the key of the case it changed, or every reason it did not. */
export type CaseResult = Result<string, readonly Refusal[]>;

/** A case in the hands of a command. */
export interface CaseAtHand {
  readonly tx: EntityManager;
  readonly row: LockedCase;
  /** The business date where the case is worked. */
  readonly today: IsoDate;
}

/**
 * Does one thing to one case in one transaction: finds and locks it as far as the reader may see it, asks whether the
 * reader may do `action` as things stand, and does it. `caseId` is a global id; work that returns refusals has written nothing.
 */
export function actOnCase(
  platform: Platform,
  viewer: Viewer,
  caseId: string,
  action: CaseAction,
  work: (atHand: CaseAtHand) => Promise<readonly Refusal[]>,
): Promise<CaseResult> {
  return platform.db.transaction(async (tx) => {
    const found = await takeInHand(tx, platform, viewer, caseId, action);
    if (!found.ok) return found;
    const refusals = await work(found.value);
    return refusals.length > 0 ? refused(refusals) : success(found.value.row.id);
  });
}

/** The case, locked, as far as the reader may see it. `caseId` is a global id. */
async function findCase(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  caseId: string,
): Promise<Result<CaseAtHand, readonly Refusal[]>> {
  const key = keyOf('Case', caseId);
  const row = key === null ? null : await lockCase(tx, viewer, key);
  if (!row) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.case', field: ['caseId'] }]);
  return success({ tx, row, today: businessDate(platform.clock, row.state.country) });
}

/** The same where it is worked by us, whatever may be done to it; a closed one only where `evenClosed`. */
export async function takeOurs(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  caseId: string,
  evenClosed = false,
): Promise<Result<CaseAtHand, readonly Refusal[]>> {
  const found = await findCase(tx, platform, viewer, caseId);
  if (!found.ok) return found;
  const { routeKind, status } = found.value.row.state;
  if (routeKind !== 'COUNTRY_MODULE') return notNow('notOurs');
  return status === 'CLOSED' && !evenClosed ? notNow('alreadyClosed') : found;
}

/** Undoes what a command has written, where it turns out only then that it is refused. */
export class TakenBack extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map(({ code }) => code).join(', '));
  }
}

/** The answer to a command that threw: its refusals where it was taken back, or none of this law; a fault is thrown on. */
export function answerTo(fault: unknown, field: string): Result<never, readonly Refusal[]> {
  if (fault instanceof TakenBack) return refused(fault.refusals);
  if (fault instanceof RuleNotEncoded) return refused([{ ...ruleRefusal(fault), field: [field] }]);
  throw fault;
}

/** The case does not stand so that it could be done. */
export const notNow = (text: string): Result<never, readonly Refusal[]> =>
  refused([{ code: 'INVALID_STATE', text: `INVALID_STATE.${text}`, field: ['caseId'] }]);

/** The case, locked, where the reader may do `action` to it now. */
export async function takeInHand(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  caseId: string,
  action: CaseAction,
): Promise<Result<CaseAtHand, readonly Refusal[]>> {
  const found = await findCase(tx, platform, viewer, caseId);
  if (!found.ok) return found;
  const { row } = found.value;
  const role = readingRole(viewer);
  if (role !== 'AGENT' && role !== 'CREDITOR')
    return refused([{ code: 'FORBIDDEN', text: 'FORBIDDEN.role', field: ['caseId'] }]);
  if (!allowedActions(row.state, role).includes(action))
    return refused([{ ...whyNot(action, row), field: ['caseId'] }]);
  return found;
}

const WHY_NOT: Partial<Record<CaseAction, string>> = {
  APPROVE_STEP: 'INVALID_STATE.notAwaitingApproval',
  PAUSE: 'INVALID_STATE.alreadyOnHold',
  RESUME: 'INVALID_STATE.notOnHold',
  DISPUTE: 'INVALID_STATE.alreadyDisputed',
  RESOLVE_DISPUTE: 'INVALID_STATE.notDisputed',
  AGREE_PAYMENT_PLAN: 'INVALID_STATE.planNotNow',
  PROPOSE_PAYMENT_PLAN: 'INVALID_STATE.planNotNow',
  ACCEPT_PAYMENT_PLAN: 'INVALID_STATE.planNotProposed',
  ANSWER_DISPUTE: 'INVALID_STATE.notDisputed',
  SELL: 'INVALID_STATE.saleNotNow',
  ASSIGN: 'INVALID_STATE.saleNotNow',
  CHANGE_DUE_DATE: 'INVALID_STATE.dueDateNotNow',
  OFFER_SETTLEMENT: 'INVALID_STATE.offerNotNow',
  ACCEPT_SETTLEMENT: 'INVALID_STATE.noOffer',
  CLOSE: 'INVALID_STATE.withPartner',
};

function whyNot(action: CaseAction, { state }: LockedCase): Refusal {
  if (state.status === 'CLOSED') return { code: 'INVALID_STATE', text: 'INVALID_STATE.alreadyClosed' };
  if (action === 'RESUME' && state.facts.disputed)
    return { code: 'INVALID_STATE', text: 'INVALID_STATE.alreadyDisputed' };
  const text = WHY_NOT[action];
  return text === undefined ? { code: 'INVALID_STATE' } : { code: 'INVALID_STATE', text };
}

/** Longest text a person may give as a reason. */
const LONGEST_TEXT = 2_000;

/** What is wrong with a text somebody must give. */
export function textRefusals(text: string, field: string): Refusal[] {
  if (text.trim() === '') return [{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.blank', field: [field] }];
  if (text.length > LONGEST_TEXT) {
    return [
      { code: 'INVALID_INPUT', text: 'INVALID_INPUT.tooLong', params: { maximum: LONGEST_TEXT }, field: [field] },
    ];
  }
  return isPrintable(text, 'lines')
    ? []
    : [{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.unprintable', field: [field] }];
}

/** The first day on which there was anything to pay. */
export function firstInvoiceOn({ state }: LockedCase): IsoDate {
  const [first, ...others] = state.facts.claims.map((claim) => claim.invoiceDate);
  if (first === undefined) throw new Error('a case has a claim');
  return earliest(first, ...others);
}

/** How the day of a payment is refused. */
export const RECEIVED_ON = { field: 'receivedOn', future: 'INVALID_INPUT.futurePayment' } as const;

/**
 * What is wrong with the day of something about the money of a case: it may lie before the case was registered, but not before
 * there was anything to pay, and not in the future.
 */
export function dayRefusals(
  row: LockedCase,
  today: IsoDate,
  day: IsoDate,
  { field, future = 'INVALID_INPUT.dateInFuture' }: { readonly field: string; readonly future?: string },
): Refusal[] {
  const text = day > today ? future : day < firstInvoiceOn(row) ? 'INVALID_INPUT.beforeInvoice' : null;
  return text === null ? [] : [{ code: 'INVALID_INPUT', text, field: [field] }];
}

/** Minor units of an amount given in the currency of the case, or the first thing wrong with it. */
export function readAmount(
  input: { readonly amount: string; readonly currency: string },
  currency: string,
  field: string,
): Result<bigint, Refusal> {
  if (input.currency !== currency) {
    const params = { paid: input.currency, expected: currency };
    return refused({
      code: 'CURRENCY_MISMATCH',
      text: 'CURRENCY_MISMATCH.payment',
      params,
      field: [field, 'currency'],
    });
  }
  const minor = parseAmount(input.amount, currency);
  if (minor === null)
    return refused({ code: 'INVALID_INPUT', text: 'INVALID_INPUT.amountFormat', field: [field, 'amount'] });
  if (minor <= 0n) return refused({ code: 'AMOUNT_NOT_POSITIVE', field: [field, 'amount'] });
  return success(minor);
}
