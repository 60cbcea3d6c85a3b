import type { Designation } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import type { BalanceLineKind } from '../../graphql/enums.js';
import { once } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import { readingRole } from '../../graphql/scope.js';
import type { Platform, Viewer } from '../../platform.js';
import { answerTo, dayRefusals, readAmount, RECEIVED_ON, takeInHand, type CaseAtHand } from '../cases/case.access.js';
import { lawOf } from '../cases/case.working.js';
import { receivePayment } from './payment.booking.js';

/** Money somebody tells us of. `caseId` is a global id. */
export interface ReceivedPayment {
  readonly idempotencyKey?: string | null;
  readonly caseId: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly receivedOn: IsoDate;
  readonly reference?: string | null;
  /** True where the debtor paid the creditor directly. */
  readonly paidToCreditor?: boolean | null;
  /** What the debtor said it is for; `claimId` is a global id. */
  readonly designation?: { readonly claimId?: string | null; readonly kind?: BalanceLineKind | null } | null;
}

/** Keys of the rows. */
export interface RecordedPayment {
  readonly paymentId: string;
  readonly caseId: string;
}

/** As long as the unstructured remittance information of a SEPA credit transfer. */
const LONGEST_REFERENCE = 140;

type Recorded = Result<RecordedPayment, readonly Refusal[]>;

/**
 * Records money received on a case, once per idempotency key. A creditor may only tell of money it received itself. A
 * partner that has the case is told of it. For a closed case the agency takes it in: it covers what was owed on the day of
 * closing if it had come by then, and is owed back if not. Refused in a currency other than the case's, with a day to come or
 * before the first invoice, and where the law of the day is not known.
 */
export async function recordPayment(platform: Platform, viewer: Viewer, input: ReceivedPayment): Promise<Recorded> {
  try {
    return await once(platform, viewer, 'recordPayment', input, async (tx) => {
      const found = await takeInHand(tx, platform, viewer, input.caseId, 'RECORD_PAYMENT');
      return found.ok ? record(platform, viewer, found.value, input) : found;
    });
  } catch (error) {
    return answerTo(error, 'receivedOn');
  }
}

async function record(
  platform: Platform,
  viewer: Viewer,
  atHand: CaseAtHand,
  input: ReceivedPayment,
): Promise<Recorded> {
  const { tx, row } = atHand;
  const amount = readAmount(input.amount, row.currency, 'amount');
  const problems = new Problems();
  const reference = problems.optionalText(input.reference, ['reference'], LONGEST_REFERENCE);
  const designation = readDesignation(platform, atHand, input);
  const refusals = [
    ...(designation.ok ? [] : [designation.refusal]),
    ...whoMay(viewer, input),
    ...problems.refusals,
    ...(amount.ok ? [] : [amount.refusal]),
    ...dayRefusals(row, atHand.today, input.receivedOn, RECEIVED_ON),
  ];
  if (!amount.ok || !designation.ok || refusals.length > 0) return refused(refusals);
  const paymentId = await receivePayment(tx, platform, row, {
    amount: amount.value,
    receivedOn: input.receivedOn,
    to: input.paidToCreditor ? 'creditor:received' : 'client_funds',
    reference,
    designation: designation.value,
    reported: null,
    actor: viewer.subject,
  });
  return success({ paymentId, caseId: row.id });
}

/** What may be designated: nothing that is no debt, nothing of another case, and of what the law lets the debtor choose between. */
function readDesignation(
  { laws }: Platform,
  { row }: CaseAtHand,
  { designation }: ReceivedPayment,
): Result<Designation | null, Refusal> {
  if (!designation) return success(null);
  const { claimId = null, kind = null } = designation;
  const field = (member: string) => ['designation', member];
  const right = lawOf(laws, row.state)?.designation;
  const notADebt = kind === 'PAYMENT' || kind === 'WRITE_OFF';
  if (!right || notADebt || (kind !== null && right.of === 'CLAIM') || (claimId === null && kind === null)) {
    return refused({
      code: 'INVALID_INPUT',
      text: 'INVALID_INPUT.designation',
      field: field(kind === null ? 'claimId' : 'kind'),
      ...(right && !notADebt && { legalBasis: right.legalBasis }),
    });
  }
  if (claimId === null) return success({ claimId, kind });
  const key = keyOf('Claim', claimId);
  return row.state.facts.claims.some(({ id }) => id === key)
    ? success({ claimId: key, kind })
    : refused({ code: 'NOT_FOUND', text: 'NOT_FOUND.claim', field: field('claimId') });
}

/** Our client account is ours to report on; a creditor knows what reached its own. */
function whoMay(viewer: Viewer, { paidToCreditor }: ReceivedPayment): Refusal[] {
  if (readingRole(viewer) !== 'CREDITOR' || paidToCreditor) return [];
  return [{ code: 'FORBIDDEN', text: 'FORBIDDEN.role', field: ['paidToCreditor'] }];
}
