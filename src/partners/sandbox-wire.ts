import { z } from 'zod';
import { parseDate, type IsoDate } from '../domain/date.js';

// What the sandbox agency's interface carries, for both of its ends: neither believes the other unread.

const date = z.custom<IsoDate>(
  (value) => typeof value === 'string' && parseDate(value) !== null,
  'not a calendar date',
);
const text = z.string().min(1);
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
export const takenCase = z.object({ reference: text });

/** POST /cases/:reference/withdrawal */
export const withdrawal = z.object({ reason: text });

/** POST /cases/:reference/payments */
export const directPayment = z.object({ paid: amount, receivedOn: date });

/** POST /cases/:reference/answers */
export const questionAnswer = z.object({ question: text, answer: text });

const told = { id: text, on: date };

/** One entry of what the agency tells of a case. Words of `status` and `outcome` are the agency's own and may be new to us. */
const report = z.discriminatedUnion('type', [
  z.object({ ...told, type: z.literal('status'), status: text, outcome: text.nullable(), note: z.string().nullable() }),
  z.object({ ...told, type: z.literal('question'), question: text }),
  z.object({ ...told, type: z.literal('payment'), received: amount }),
]);
export type Report = z.infer<typeof report>;

/** GET /cases/:reference/reports?on=DATE */
export const reportList = z.object({ reports: z.array(report) });

/** Body of a webhook: something is new about a case. */
export const news = z.object({ type: z.literal('case.updated'), timestamp: text, data: z.object({ reference: text }) });
