import type { Refusal } from '../../domain/refusal.js';
import { type Context, requireRole, userError } from '../../graphql/context.js';
import { Loaders } from '../../graphql/loaders.js';
import type { Platform, Viewer } from '../../platform.js';
import type { Case } from '../cases/case.entity.js';
import { InquiryPayload, PaymentPayload, ReferralPayload } from '../cases/case.payloads.js';
import type { Payment } from '../payments/payment.entity.js';
import type { Answer } from './referral.access.js';
import type { ReportedPayment } from './referral.commands.js';
import { Referral, type Inquiry } from './referral.entity.js';

/** Most rows of one mutation. */
const MOST_ROWS = 500;

/** The argument of such a mutation. */
export const THE_ROWS = {
  description: 'The rows, 1 to 500. Each is done or refused alone, and has a key of its own.',
};

/** What a partner does with one row. */
export type Command<Row, Value = string> = (platform: Platform, viewer: Viewer, row: Row) => Promise<Answer<Value>>;

/** Does something with rows, one after another, and makes each one's answer. */
type Answering<Row, Value, Payload> = (
  context: Context,
  rows: readonly Row[],
  command: (row: Row) => Promise<Answer<Value>>,
) => Promise<Payload[]>;

interface Rows<Payload> {
  readonly results: Payload[];
  readonly accepted: number;
  readonly refused: number;
  readonly userErrors: ReturnType<typeof userError>[];
}

/** Refusals in the words of the request's language. */
export const told = (context: Context, refusals: readonly Refusal[]) =>
  refusals.map((refusal) => userError(context, refusal));

/** Does a partner's command on the one row of a mutation. */
export async function answerRow<Row, Value, Payload>(
  context: Context,
  row: Row,
  command: Command<Row, Value>,
  answer: Answering<Row, Value, Payload>,
): Promise<Payload> {
  const viewer = requireRole(context, 'PARTNER');
  const [payload] = await answer(context, [row], (each) => command(context.platform, viewer, each));
  return payload!;
}

/** The same for many rows; none at all is done where there are too many or none. */
export async function answerRows<Row, Value, Payload extends { readonly userErrors: readonly unknown[] }>(
  context: Context,
  rows: readonly Row[],
  command: Command<Row, Value>,
  answer: Answering<Row, Value, Payload>,
): Promise<Rows<Payload>> {
  const viewer = requireRole(context, 'PARTNER');
  const wrong = rows.length === 0 ? NO_ROWS : rows.length > MOST_ROWS ? TOO_MANY : null;
  if (wrong) return { results: [], accepted: 0, refused: 0, userErrors: told(context, [wrong]) };
  const results = await answer(context, rows, (row) => command(context.platform, viewer, row));
  const accepted = results.filter(({ userErrors }) => userErrors.length === 0).length;
  return { results, accepted, refused: results.length - accepted, userErrors: [] };
}

const NO_ROWS: Refusal = { code: 'INVALID_INPUT', text: 'INVALID_INPUT.required', field: ['input'] };
const TOO_MANY: Refusal = {
  code: 'INVALID_INPUT',
  text: 'INVALID_INPUT.tooManyRows',
  params: { maximum: MOST_ROWS },
  field: ['input'],
};

/** Each row is a transaction of its own, and the next begins when it has ended. */
async function oneByOne<Row, Value>(rows: readonly Row[], command: (row: Row) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (const row of rows) values.push(await command(row));
  return values;
}

/** What was read before the commands is not what is answered with. */
function readAfresh(context: Context): Loaders {
  context.loaders = new Loaders(context.platform.db, context.viewer);
  return context.loaders;
}

/** Does a command on each referral and answers with the referral as it stands then. */
export async function answerReferrals<Row extends { readonly referralId: string }>(
  context: Context,
  rows: readonly Row[],
  command: (row: Row) => Promise<Answer>,
): Promise<ReferralPayload[]> {
  const before = await Promise.all(rows.map((row) => loadHeld(context.loaders, row.referralId)));
  const answers = await oneByOne(rows, command);
  const loaders = readAfresh(context);
  return Promise.all(
    answers.map(async (answer, index) => {
      if (!answer.ok) {
        const refusal = { referral: null, userErrors: told(context, answer.refusal) };
        return Object.assign(new ReferralPayload(), refusal);
      }
      const held = before[index] ?? null;
      const now = await loaders.byId<Referral>('Referral').load(answer.value);
      if (now === null && held !== null) await showOnce(context, held);
      const referral = now ?? (held && (await loaders.byId<Referral>('Referral').load(answer.value)));
      return Object.assign(new ReferralPayload(), { referral, userErrors: [] });
    }),
  );
}

/** Keys of a case that a partner holds, and of what an answer may show of it. */
interface Held {
  readonly referralId: string;
  readonly rows: readonly (readonly [string, { readonly id: string }])[];
}

/** Read while the partner still has it. */
async function loadHeld(loaders: Loaders, referralId: string): Promise<Held | null> {
  const referral = await loaders.node<Referral>('Referral', referralId);
  const row = referral && (await loaders.byId<Case>('Case').load(referral.caseId));
  if (!row) return null;
  const [creditor, debtor, routing] = await Promise.all([
    loaders.byId<{ id: string }>('Creditor').load(row.creditorId),
    loaders.byId<{ id: string }>('Debtor').load(row.debtorId),
    loaders.byId<{ id: string }>('RoutingDecision').load(row.routingId),
  ]);
  const rows: [string, { id: string } | null][] = [
    ['Case', row], ['Creditor', creditor], ['Debtor', debtor], ['RoutingDecision', routing],
  ]; // prettier-ignore
  return { referralId: referral.id, rows: rows.flatMap(([type, known]) => (known ? [[type, known] as const] : [])) };
}

/** A partner that has just declined no longer sees the case; its answer still shows what it declined, as it was. */
async function showOnce({ loaders, platform }: Context, { referralId, rows }: Held): Promise<void> {
  const referral = await platform.db.manager.findOneByOrFail(Referral, { id: referralId });
  for (const [typeName, row] of [...rows, ['Referral', referral] as const]) loaders.showOnce(typeName, row);
}

/** Records each payment and answers with it, and with its case where the partner still has that. */
export async function answerPayments<Row>(
  context: Context,
  rows: readonly Row[],
  command: (row: Row) => Promise<Answer<ReportedPayment>>,
): Promise<PaymentPayload[]> {
  const answers = await oneByOne(rows, command);
  const loaders = readAfresh(context);
  return Promise.all(
    answers.map(async (answer) => {
      if (!answer.ok) {
        const refusal = { payment: null, case: null, userErrors: told(context, answer.refusal) };
        return Object.assign(new PaymentPayload(), refusal);
      }
      const { paymentId, caseId } = answer.value;
      const [payment, row] = await Promise.all([
        loaders.byId<Payment>('Payment').load(paymentId),
        caseId && loaders.byId<Case>('Case').load(caseId),
      ]);
      return Object.assign(new PaymentPayload(), { payment, case: row, userErrors: [] });
    }),
  );
}

/** Does a command that makes or changes an inquiry for each row, and answers with the inquiry. */
export async function answerInquiries<Row>(
  context: Context,
  rows: readonly Row[],
  command: (row: Row) => Promise<Answer>,
): Promise<InquiryPayload[]> {
  const answers = await oneByOne(rows, command);
  const loaders = readAfresh(context);
  return Promise.all(
    answers.map(async (answer) =>
      Object.assign(new InquiryPayload(), {
        inquiry: answer.ok ? await loaders.byId<Inquiry>('Inquiry').load(answer.value) : null,
        userErrors: answer.ok ? [] : told(context, answer.refusal),
      }),
    ),
  );
}
