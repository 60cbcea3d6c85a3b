import type { IsoDate } from '../domain/date.js';
import type { ReferralStatus } from '../domain/facts.js';
import { formatAmount, parseAmount, type Money } from '../domain/money.js';
import { refused, success, type Result } from '../domain/result.js';
import type { z } from 'zod';
import type { CollectionOrder, PartnerCloseReason, PartnerFault, PartnerNetwork, PartnerReport } from './partner.js';
import { news, printable, reportList, takenCase, type NewCase, type Report } from './sandbox-wire.js';
import { verifyWebhook } from './webhook-signature.js';

/** The sandbox agency's words in ours. A word that is not here is one we do not know. */
const STATUSES: Readonly<Record<string, ReferralStatus>> = {
  accepted: 'ACCEPTED',
  in_progress: 'ACTIVE',
  waiting_for_you: 'NEEDS_INFORMATION',
  paused: 'ON_HOLD',
  closed: 'CLOSED',
  declined: 'DECLINED',
};

const OUTCOMES: Readonly<Record<string, PartnerCloseReason>> = {
  paid_in_full: 'PAID',
  settlement: 'SETTLED',
  not_found: 'UNTRACEABLE',
  no_assets: 'INSOLVENT',
  deceased: 'DECEASED',
  not_worth_it: 'UNECONOMICAL',
  time_barred: 'TIME_BARRED',
};

export interface SandboxAccess {
  /** Where the agency answers. */
  readonly url: string;
  /** Key its webhooks are signed with. */
  readonly webhookSecret: Buffer;
  readonly timeoutMs?: number;
}

/** The stand-in agency, reached over HTTP as a real one would be. */
export function sandboxNetwork({ url, webhookSecret, timeoutMs = 10_000 }: SandboxAccess): PartnerNetwork {
  const request = (call: Call) => ask(url, timeoutMs, call);
  const tell = async (call: Call): Promise<Result<null, PartnerFault>> => {
    const answer = await request(call);
    return answer.ok ? success(null) : answer;
  };
  const at = (reference: string, what: string): string => `/cases/${encodeURIComponent(reference)}/${what}`;
  return {
    name: 'sandbox',
    worksInGraph: false,
    async submit(order, partnerName) {
      const answer = await request({
        path: '/cases',
        key: order.idempotencyKey,
        body: orderOnWire(order, partnerName),
      });
      const read = answer.ok ? readAs(takenCase, answer.value) : answer;
      return read.ok ? success({ externalReference: read.value.reference }) : read;
    },
    withdraw: (reference, key, reason) => tell({ path: at(reference, 'withdrawal'), key, body: { reason } }),
    notifyPayment: (reference, { idempotencyKey, amount, receivedOn }) =>
      tell({ path: at(reference, 'payments'), key: idempotencyKey, body: { paid: amountOnWire(amount), receivedOn } }),
    answerInquiry: (reference, inquiryId, answer) =>
      tell({ path: at(reference, 'answers'), key: `answer:${inquiryId}`, body: { question: inquiryId, answer } }),
    async fetchReports(reference, on) {
      const answer = await request({ path: `${at(reference, 'reports')}?on=${on}` });
      const read = answer.ok ? readAs(reportList, answer.value) : answer;
      return read.ok ? reportsFromWire(read.value.reports) : read;
    },
    readWebhook(headers, body, nowMs) {
      const verified = verifyWebhook(webhookSecret, headers, body, nowMs);
      if (!verified.ok) return verified;
      const read = readAs(news, parseJson(body));
      return read.ok ? success({ messageId: verified.value, externalReference: read.value.data.reference }) : read;
    },
  };
}

interface Call {
  readonly path: string;
  /** Both are set for a POST, neither for a GET. */
  readonly key?: string;
  readonly body?: object;
}

/** One request; what it answered, parsed. Everything that goes wrong on the way is a fault with advice about trying again. */
async function ask(url: string, timeoutMs: number, { path, key, body }: Call): Promise<Result<unknown, PartnerFault>> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key ?? '' },
    body: JSON.stringify(body),
  };
  try {
    const response = await fetch(url + path, {
      ...(body && post),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    return response.ok ? success(parseJson(text)) : refused(faultOf(response.status, text));
  } catch (error) {
    const { message, cause } = error as Error;
    const detail = cause instanceof Error ? `${message}: ${cause.message}` : message;
    return refused({ code: 'UNREACHABLE', retry: true, detail });
  }
}

function faultOf(status: number, text: string): PartnerFault {
  const detail = `${status} ${printable(text, 200)}`;
  if (status >= 500 || MAY_PASS.has(status)) return { code: 'UNREACHABLE', retry: true, detail };
  return { code: FINAL[status] ?? 'REFUSED', retry: false, detail };
}

/** Not about what was asked: a key that is being changed, a time-out, too many at once. */
const MAY_PASS: ReadonlySet<number> = new Set([401, 403, 408, 429]);

const FINAL: Readonly<Record<number, PartnerFault['code']>> = { 404: 'NOT_FOUND', 409: 'CONFLICT' };

/** Undefined where the text is no JSON, which no schema accepts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A bad answer is worth another try: what was asked is idempotent, and a proxy's error page goes away. */
function readAs<Shape>(schema: z.ZodType<Shape>, value: unknown): Result<Shape, PartnerFault> {
  const read = schema.safeParse(value);
  return read.success
    ? success(read.data)
    : refused({ code: 'BAD_ANSWER', retry: true, detail: printable(read.error.message, 200) });
}

const amountOnWire = ({ minor, currency }: Money) => ({ amount: formatAmount(minor, currency), currency });

function orderOnWire(order: CollectionOrder, agency: string): NewCase {
  return {
    yourReference: order.caseReference,
    agency,
    orderedOn: order.orderedOn,
    creditor: order.creditor,
    debtor: {
      ...order.debtor,
      type: order.debtor.type === 'PERSON' ? 'person' : 'company',
      address: order.debtor.address && { ...order.debtor.address, lines: [...order.debtor.address.lines] },
    },
    invoices: order.claims.map((claim) => ({
      number: claim.invoiceNumber,
      description: claim.description,
      date: claim.invoiceDate,
      dueDate: claim.dueDate,
      principal: amountOnWire(claim.principal),
    })),
    alreadyPaid: amountOnWire(order.paid),
  };
}

/** All of them or none: an amount we cannot read exactly must not be passed over. */
function reportsFromWire(reports: readonly Report[]): Result<readonly PartnerReport[], PartnerFault> {
  const read = reports.map(reportFromWire);
  const unreadable = read.findIndex((report) => report === null);
  if (unreadable >= 0) {
    return refused({
      code: 'BAD_ANSWER',
      retry: true,
      detail: `the amount of ${reports[unreadable]!.id} is not exact in its currency`,
    });
  }
  return success(read.filter((report) => report !== null));
}

function reportFromWire(report: Report): PartnerReport | null {
  const { id, on } = report;
  switch (report.type) {
    case 'status': {
      const closeReason = (report.outcome !== null && own(OUTCOMES, report.outcome)) || null;
      return { kind: 'STATUS', id, status: own(STATUSES, report.status), closeReason, note: report.note, on };
    }
    case 'question':
      return { kind: 'INQUIRY', id, question: report.question, on };
    case 'payment':
      return readPayment(id, report.received, on);
  }
}

const own = <Word>(words: Readonly<Record<string, Word>>, word: string): Word | null =>
  Object.hasOwn(words, word) ? words[word]! : null;

function readPayment(
  id: string,
  { amount, currency }: { amount: string; currency: string },
  receivedOn: IsoDate,
): PartnerReport | null {
  const minor = parseAmount(amount, currency);
  return minor === null || minor <= 0n ? null : { kind: 'PAYMENT', id, amount: { minor, currency }, receivedOn };
}
