import { z } from 'zod';
import { parseDate, type IsoDate } from '../domain/date.js';

// What the sandbox agency's interface carries, for both of its ends: neither believes the other unread.

export const calendarDate = z.custom<IsoDate>(
  (value) => typeof value === 'string' && parseDate(value) !== null,
  'not a calendar date',
);
const date = calendarDate;
const text = z.string().min(1);

/** What no text of ours may hold: control characters, and halves of characters, which cannot even be stored. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** A text of the other side, so that it can be stored and shown: what is unprintable is marked, what is too long is cut. */
export function printable(value: string, longest: number): string {
  const cut = value.length <= longest ? value : `${value.slice(0, longest - 1)}…`;
  return cut.replace(/(?![\n\r\t])[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}

/** What somebody wrote for people to read. Nothing in it is worth losing the rest of the answer for. */
const prose = z.string().transform((value) => printable(value, 2_000));
/** What is compared and given back: exact, or not accepted at all. */
const id = text.max(200).refine((value) => !UNPRINTABLE.test(value), 'holds something unprintable');
/** An exact decimal with its currency, as in "1234.50". */
const amount = z.object({
  amount: z.string().regex(/^\d{1,15}(\.\d{1,3})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/** POST /cases */
export const newCase = z.object({
  yourReference: text,
  agency: text,
  orderedOn: date,
  creditor: z.object({ name: text, country: text, organisationNumber: text }),
  debtor: z.object({
    type: z.enum(['person', 'company']),
    name: text,
    country: text,
    language: text,
    address: z
      .object({
        lines: z.array(z.string()),
        postalCode: z.string().nullable(),
        city: z.string().nullable(),
        country: text,
      })
      .nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  invoices: z
    .array(z.object({ number: text, description: text, date, dueDate: date, principal: amount }))
    .min(1)
    .refine(
      (invoices) => new Set(invoices.map((invoice) => invoice.principal.currency)).size === 1,
      'currencies are mixed',
    ),
  alreadyPaid: amount,
});
export type NewCase = z.infer<typeof newCase>;

/** Its answer. */
export const takenCase = z.object({ reference: id });

/** POST /cases/:reference/withdrawal */
export const withdrawal = z.object({ reason: text });

/** POST /previews, with a case as its body. The fee is a percentage, such as "12.50". */
export const preview = z.object({
  accepts: z.boolean(),
  successFee: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,2})?$/)
    .nullable(),
  remarks: z.array(prose),
});
export type Preview = z.infer<typeof preview>;

/** POST /cases/:reference/payments */
export const directPayment = z.object({ paid: amount, receivedOn: date });

/** POST /cases/:reference/pauses: rest the case, or go on with it. */
export const pause = z.object({ paused: z.boolean(), reason: text });

/** POST /cases/:reference/credits */
export const credit = z.object({ invoice: text, credited: amount, on: date });

/** POST /cases/:reference/messages */
export const message = z.object({ text });

/** POST /cases/:reference/documents */
export const document = z.object({ fileName: text, mediaType: text, contentBase64: z.base64() });

/** POST /cases/:reference/answers */
export const questionAnswer = z.object({ question: text, answer: text });

const told = { id, on: date };

/** One entry of what the agency tells of a case. Words of `status`, `outcome` and `phase` are its own and may be new to us. */
const report = z.discriminatedUnion('type', [
  z.object({ ...told, type: z.literal('status'), status: text, outcome: text.nullable(), note: prose.nullable() }),
  z.object({ ...told, type: z.literal('question'), question: text.pipe(prose) }),
  z.object({ ...told, type: z.literal('payment'), received: amount }),
  z.object({ ...told, type: z.literal('payment_reversed'), payment: id }),
  z.object({ ...told, type: z.literal('cost'), charged: amount, what: prose }),
  z.object({ ...told, type: z.literal('remittance'), sent: amount, payments: z.array(id) }),
  z.object({ ...told, type: z.literal('phase'), phase: text }),
  z.object({ ...told, type: z.literal('message'), text: text.pipe(prose) }),
]);
export type Report = z.infer<typeof report>;

/** GET /cases/:reference/reports?on=DATE */
export const reportList = z.object({ reports: z.array(report) });

/** GET /cases/:reference/totals?on=DATE: what has been collected and not taken back, and the last word on the case. */
export const totals = z.object({ collected: z.array(amount), status: text.nullable() });
export type Totals = z.infer<typeof totals>;

/** Body of a webhook: something is new about a case. */
export const news = z.object({ type: z.literal('case.updated'), timestamp: text, data: z.object({ reference: id }) });
