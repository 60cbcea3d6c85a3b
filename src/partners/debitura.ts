import { createHmac, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import { addDays, addMonths, earliest, type IsoDate } from '../domain/date.js';
import { formatAmount, smallest, sum, type Money } from '../domain/money.js';
import { refused, success, type Result } from '../domain/result.js';
import type { DebituraApi } from './debitura-api.js';
import { amountOf, event, numberOf, parseExactJson, type preview } from './debitura-wire.js';
import type { CollectionOrder, PartnerFault, PartnerPreview, WebhookHeaders, WebhookMessage } from './partner.js';
import { printable } from './sandbox-wire.js';
import { badSignature, isStale } from './webhook-signature.js';

// Orders in Debitura's words, and its previews and webhooks in ours. Nothing here is sent or fetched.

type NewCase = DebituraApi['CreateCollectionCaseRequestApiViewModel'];
type Preview = DebituraApi['PreviewCaseRequestApiViewModel'];

/** The order as a case of theirs; refused where an amount cannot be written exactly as a JSON number. */
export function caseOf(order: CollectionOrder, isTest: boolean): Result<NewCase, PartnerFault> {
  const asked = amountsOf(order);
  if (!asked.ok) return asked;
  const state = stateOf(order);
  if (!state.ok) return state;
  const { debtor, claims } = order;
  return success({
    ...asked.value,
    creditorReference: order.caseReference,
    date: midnight(earliest(claims[0]!.invoiceDate, ...claims.map((claim) => claim.invoiceDate))),
    dueDate: midnight(earliest(claims[0]!.dueDate, ...claims.map((claim) => claim.dueDate))),
    claimDescription: cut(claims.map((claim) => `${claim.invoiceNumber}: ${claim.description}`).join('\n')),
    comments: cut(commentsOf(order)),
    isTest,
    debtor: {
      type: debtorType(debtor),
      name: debtor.name,
      ...(debtor.address && {
        address: debtor.address.lines.join(', '),
        zipCode: debtor.address.postalCode,
        city: debtor.address.city,
      }),
      countryAlpha2: debtor.country,
      ...state.value,
      email: debtor.email,
      phone: debtor.phone,
    },
  });
}

export function previewOf(order: CollectionOrder): Result<Preview, PartnerFault> {
  const asked = amountsOf(order);
  if (!asked.ok) return asked;
  const state = stateOf(order);
  if (!state.ok) return state;
  return success({
    ...asked.value,
    debtor: { type: debtorType(order.debtor), countryAlpha2: order.debtor.country, ...state.value },
  });
}

/** Of a debtor in the United States they must know the state, by its two letters; of others they need none. */
function stateOf({ debtor }: CollectionOrder): Result<{ stateAlpha2?: string }, PartnerFault> {
  if (debtor.country !== 'US') return success({});
  const state = debtor.address?.region?.trim() ?? '';
  if (/^[A-Za-z]{2}$/.test(state)) return success({ stateAlpha2: state.toUpperCase() });
  const what = state === '' ? 'is missing' : `is "${printable(state, 40)}"`;
  const detail = `debtor.address.region ${what}: of a debtor in the United States the two letters of its state are needed`;
  return refused({ code: 'INCOMPLETE', retry: false, detail });
}

const debtorType = ({ type }: CollectionOrder['debtor']) => (type === 'PERSON' ? 'Private' : 'Company');

const midnight = (on: IsoDate): string => `${on}T00:00:00Z`;

/** They take no more than 4 000 characters of prose. */
const cut = (text: string): string => printable(text, 4_000);

function commentsOf({ creditor, claims, paid, debtor }: CollectionOrder): string {
  const told = ({ minor, currency }: Money) => `${formatAmount(minor, currency)} ${currency}`;
  return [
    `Creditor: ${creditor.name}, ${creditor.organisationNumber}, ${creditor.country}.`,
    `The debtor's language: ${debtor.language}.`,
    ...claims.map(
      (claim) =>
        `Invoice ${claim.invoiceNumber} of ${claim.invoiceDate}, due ${claim.dueDate}: ${told(claim.principal)}.`,
    ),
    `Paid before this order: ${told(paid)}.`,
  ].join('\n');
}

/**
 * What is left to recover in all. Of several invoices also what has been due for long, by which their fee is graded: without
 * that the age of the oldest would be taken for all. What has been paid is taken off the oldest first.
 */
function amountsOf({ claims, paid, orderedOn }: CollectionOrder) {
  let left = paid.minor;
  const rests = [...claims]
    .sort((a, b) => (a.dueDate < b.dueDate ? -1 : 1))
    .map(({ principal, dueDate }) => {
      const settled = smallest(left, principal.minor);
      left -= settled;
      return { minor: principal.minor - settled, dueDate };
    });
  const dueBefore = (day: IsoDate) => sum(rests.filter((rest) => rest.dueDate < day).map((rest) => rest.minor));
  const byAge = {
    amountToRecoverOver6Months: dueBefore(addDays(orderedOn, -180)),
    amountToRecoverOver12Months: dueBefore(addMonths(orderedOn, -12)),
    amountToRecoverOver24Months: dueBefore(addMonths(orderedOn, -24)),
  };
  const asked = { amountToRecover: sum(rests.map((rest) => rest.minor)), ...(claims.length > 1 && byAge) };
  return written(asked, paid.currency);
}

type Asked<Amount> = Record<'amountToRecover', Amount> &
  Partial<Record<`amountToRecoverOver${6 | 12 | 24}Months`, Amount>>;

function written(
  asked: Asked<bigint>,
  currencyCode: string,
): Result<Asked<number> & { currencyCode: string }, PartnerFault> {
  const numbers = Object.entries(asked).map(([field, minor]) => [field, numberOf({ minor, currency: currencyCode })]);
  const inexact = numbers.find(([, number]) => number === null);
  if (inexact) {
    const detail = `${inexact[0]} cannot be written exactly as a number of theirs`;
    return refused({ code: 'REFUSED', retry: false, detail });
  }
  return success({ ...(Object.fromEntries(numbers) as Asked<number>), currencyCode });
}

/** What they say to a case beforehand. Anything to be signed first stands in its way. */
export function previewFrom({ result }: z.infer<typeof preview>): PartnerPreview {
  const actions = result.requiredActions ?? [];
  const percentage = result.pricingPreview?.totalSuccessFeePercentage;
  // Hundredths of a percent are to a percentage what cents are to a euro.
  const bps = percentage === undefined ? null : amountOf(percentage, 'EUR');
  return {
    accepts: result.isEligible && !actions.some((action) => action.isBlocking),
    successFeeBps: bps === null ? null : Number(bps),
    remarks: [
      ...(result.ineligibilityReason ? [result.ineligibilityReason] : []),
      ...actions.map(({ message, solutionUrl }) => printable(`${message} ${solutionUrl ?? ''}`.trim(), 2_000)),
      ...(percentage !== undefined && bps === null ? [`The success fee is ${percentage} %.`] : []),
    ],
  };
}

/**
 * Their scheme: "t=SECONDS,v1=SIGNATURE" over "SECONDS.BODY", HMAC-SHA256. A message of the other classification (tests,
 * where we work for real, and the other way round) is right, and about no case of ours.
 */
export function webhookFrom(
  { secret, isTest }: { readonly secret: Buffer; readonly isTest: boolean },
  headers: WebhookHeaders,
  body: string,
  nowMs: number,
): Result<WebhookMessage, PartnerFault> {
  const parts = (headers['x-debitura-signature'] ?? '').split(',').map((part) => part.trim());
  const seconds = parts.find((part) => part.startsWith('t='))?.slice(2) ?? '';
  if (!/^\d{1,12}$/.test(seconds)) return badSignature('no signature with a time');
  if (isStale(Number(seconds), nowMs)) return badSignature('the message is stale');
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
  const given = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3));
  if (!given.some((text) => fits(text, expected))) return badSignature('no signature fits');
  const read = event.safeParse(parseExactJson(body));
  if (!read.success) return refused({ code: 'BAD_ANSWER', retry: false, detail: printable(read.error.message, 200) });
  const { id, classification, data } = read.data;
  const saysTest = (classification ?? data.classification ?? '').toLowerCase() === 'test';
  return success({ messageId: id, externalReference: saysTest === isTest ? data.caseId : null });
}

/** Their file does not say how the signature is written: hexadecimal or Base64, of which neither can be read as the other. */
function fits(text: string, expected: Buffer): boolean {
  const given = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
