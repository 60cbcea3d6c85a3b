import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseDate } from '../domain/date.js';
import { formatAmount, parseAmount, type Money } from '../domain/money.js';
import type { DebituraApi } from './debitura-api.js';
import { printable } from './sandbox-wire.js';

// What is read of Debitura's answers, and how amounts cross into and out of them. Their amounts are JSON numbers.

/**
 * What a JSON text holds, each number as the text it was written in: a number of the language would round it. Undefined
 * where the text is no JSON.
 */
export function parseExactJson(text: string): unknown {
  try {
    JSON.parse(text);
    return JSON.parse(text.replace(TOKEN, (token) => (token.startsWith('"') ? token : `"${token}"`))) as unknown;
  } catch {
    return undefined;
  }
}

/** Strings whole, so that digits inside them are left alone, and numbers. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Exact minor units of a number as it was written, such as 1234.5 or 1.2345E+3; null where it is finer than the currency. */
export function amountOf(written: string, currency: string): bigint | null {
  const plain = withoutExponent(written);
  return plain === null ? null : parseAmount(plain, currency);
}

function withoutExponent(written: string): string | null {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(written);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  // At least one digit comes before the point.
  const digits = '0'.repeat(Math.max(0, 1 - point)) + (whole + fraction).padEnd(point, '0');
  const at = Math.max(1, point);
  return digits.length > at ? `${sign}${digits.slice(0, at)}.${digits.slice(at)}` : sign + digits;
}

/**
 * The JSON number of an amount, or null where there is none: its text, as it will be sent, is read back and must be the
 * same amount to the minor unit.
 */
export function numberOf({ minor, currency }: Money): number | null {
  const number = Number(formatAmount(minor, currency));
  return amountOf(JSON.stringify(number), currency) === minor ? number : null;
}

/** Only keys that a body of theirs has can be read, by the file they publish. */
type Keys<Name extends keyof DebituraApi> = Partial<Record<keyof DebituraApi[Name], z.ZodType>>;

const id = z
  .string()
  .min(1)
  .max(200)
  .refine((value) => !/[\p{Cc}\p{Cs}]/u.test(value), 'holds something unprintable');
const word = z.string().nullish();
const prose = z
  .string()
  .nullish()
  .transform((value) => printable(value ?? '', 2_000));

/** A moment of theirs. Some are written without a zone: they are UTC, as all of them. */
const moment = z.string().transform((value, context) => {
  const atMs = Date.parse(/(?:Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`);
  const on = parseDate(value.slice(0, 10));
  if (on !== null && Number.isFinite(atMs)) return { atMs, on };
  context.addIssue({ code: 'custom', message: 'not a moment' });
  return z.NEVER;
});

/** An entry that makes no sense: its id, made up of what it holds where it has none, and what is wrong with it. */
export interface Unreadable {
  readonly id: string;
  readonly problem: string;
}

/** A list of theirs, each entry read by itself, so that one that makes no sense hides no other. */
function listOf<Entry>(what: string, entry: z.ZodType<Entry>) {
  const named = z.object({ id });
  return z.array(z.unknown()).transform((list) => {
    const read: Entry[] = [];
    const unread: Unreadable[] = [];
    for (const each of list) {
      const { data, error } = entry.safeParse(each);
      if (error === undefined) read.push(data);
      else {
        const mark = createHash('sha256').update(JSON.stringify(each)).digest('hex').slice(0, 32);
        const [issue] = error.issues;
        const problem = printable(`${what}: ${issue!.path.join('.')} ${issue!.message}`, 200);
        unread.push({ id: named.safeParse(each).data?.id ?? mark, problem });
      }
    }
    return { read, unread };
  });
}

/** A number, as it was written. */
const number = z.string();

export const theCase = z.object({
  id,
  lifecycle: word,
  closeCode: word,
  dateCreated: moment,
  dateUpdated: moment.nullish(),
} satisfies Keys<'InvoiceDto'>);

export const createdCase = z.object({ id } satisfies Keys<'InvoiceDto'>);

const timelineItem = z.object({
  date: moment,
  type: word,
  title: prose,
  description: prose,
} satisfies Keys<'TimelineItemDto'>);
export const timeline = z.object({
  items: listOf('timeline', timelineItem).nullable(),
  currentEngagementPhase: word,
} satisfies Keys<'CaseTimelineResponse'>);

export const chat = z.object({
  id,
  dateCreated: moment,
  role: number.nullish(),
  roleLabel: word,
  message: z.string().nullish(),
} satisfies Keys<'ChatDto'>);
export const chats = listOf('message', chat);

export const sentFile = z.object({ description: word } satisfies Keys<'CaseFileDto'>);

export const files = listOf(
  'file',
  z.object({
    id,
    dateCreated: moment,
    fileName: z.string().min(1),
    url: word,
    description: word,
    documentType: word,
  } satisfies Keys<'CaseFileDto'>),
);

export const payments = listOf(
  'payment',
  z.object({
    id,
    dateCreated: moment,
    date: moment,
    grossAmount: number,
    currency: z.string().regex(/^[A-Z]{3}$/),
    recipient: word,
  } satisfies Keys<'PaymentDto'>),
);

export const eventLog = listOf(
  'event',
  z.object({
    id,
    eventType: word,
    createdAt: moment,
    payload: z.string().nullish(),
  } satisfies Keys<'WebhookEventDto'>),
);

export const preview = z.object({
  result: z.object({
    isEligible: z.boolean(),
    ineligibilityReason: prose,
    requiredActions: z
      .array(
        z.object({ message: prose, solutionUrl: word, isBlocking: z.boolean() } satisfies Keys<'RequiredActionDto'>),
      )
      .nullish(),
    pricingPreview: z.object({ totalSuccessFeePercentage: number } satisfies Keys<'PricingPreviewDto'>).nullish(),
  } satisfies Keys<'PreviewResultDto'>),
} satisfies Keys<'PreviewCaseResponseApiViewModel'>);

const businessError = z.object({
  type: word,
  message: word,
  solutionUrl: word,
} satisfies Keys<'BusinessErrorApiDTO'>);
export const failure = z.object({
  message: word,
  businessErrors: z.array(businessError).nullish(),
} satisfies Keys<'ApiErrorResponseDto'>);

/** Body of a webhook, which their file describes in words only; each event of the log carries the same as its payload. */
export const event = z.object({
  id,
  event: z.string(),
  classification: word,
  data: z.object({
    caseId: id,
    classification: word,
    // Of a payment: their file does not say which of the two they use.
    paymentId: id.nullish(),
    id: id.nullish(),
  }),
});
