import type { z } from 'zod';
import { refused, success, type Result } from '../domain/result.js';
import { readAs, request } from './http.js';
import type { PartnerFault, PartnerNetwork } from './partner.js';
import { amountOnWire, orderOnWire, previewFromWire, reportsFromWire, totalsFromWire } from './sandbox-translation.js';
import { news, preview, printable, reportList, takenCase, totals } from './sandbox-wire.js';
import { verifyWebhook } from './webhook-signature.js';

export interface SandboxAccess {
  /** Where the agency answers. */
  readonly url: string;
  /** Key its webhooks are signed with. */
  readonly webhookSecret: Buffer;
  readonly timeoutMs?: number;
}

/** The stand-in agency, reached over HTTP as a real one would be. */
export function sandboxNetwork({ url, webhookSecret, timeoutMs = 10_000 }: SandboxAccess): PartnerNetwork {
  const read = async <Shape>(schema: z.ZodType<Shape>, call: Call): Promise<Result<Shape, PartnerFault>> => {
    const answer = await ask(url, timeoutMs, call);
    return answer.ok ? readAs(schema, answer.value) : answer;
  };
  return {
    name: 'sandbox',
    worksInGraph: false,
    async submit(order, partnerName) {
      const body = orderOnWire(order, partnerName);
      const taken = await read(takenCase, { path: '/cases', key: order.idempotencyKey, body });
      return taken.ok ? success({ externalReference: taken.value.reference }) : taken;
    },
    async preview(order, partnerName) {
      const body = orderOnWire(order, partnerName);
      const seen = await read(preview, { path: '/previews', key: `preview:${order.idempotencyKey}`, body });
      return seen.ok ? success(previewFromWire(seen.value)) : seen;
    },
    ...telling(async (reference, what, key, body) => {
      const answer = await ask(url, timeoutMs, { path: at(reference, what), key, body });
      return answer.ok ? success(null) : answer;
    }),
    async fetchReports(reference, on) {
      const told = await read(reportList, { path: `${at(reference, 'reports')}?on=${on}` });
      return told.ok ? success(reportsFromWire(told.value.reports)) : told;
    },
    fetchDocument: async () =>
      refused({ code: 'UNSUPPORTED', retry: false, detail: 'its agency puts no files to a case' }),
    async fetchTotals(reference, on) {
      const told = await read(totals, { path: `${at(reference, 'totals')}?on=${on}` });
      return told.ok ? totalsFromWire(told.value) : told;
    },
    readWebhook(headers, body, nowMs) {
      const verified = verifyWebhook(webhookSecret, headers, body, nowMs);
      if (!verified.ok) return verified;
      const told = readAs(news, parseJson(body));
      return told.ok ? success({ messageId: verified.value, externalReference: told.value.data.reference }) : told;
    },
  };
}

const at = (reference: string, what: string): string => `/cases/${encodeURIComponent(reference)}/${what}`;

type Tell = (reference: string, what: string, key: string, body: object) => Promise<Result<null, PartnerFault>>;

/** What is said about a case the agency has: one address for each, and nothing but "heard" for an answer. */
function telling(tell: Tell) {
  return {
    withdraw: (reference, key, reason) => tell(reference, 'withdrawal', key, { reason }),
    pause: (reference, { idempotencyKey, ...body }) => tell(reference, 'pauses', idempotencyKey, body),
    creditNote: (reference, { idempotencyKey, invoiceNumber, amount, on }) =>
      tell(reference, 'credits', idempotencyKey, { invoice: invoiceNumber, credited: amountOnWire(amount), on }),
    sendMessage: (reference, { idempotencyKey, text }) => tell(reference, 'messages', idempotencyKey, { text }),
    sendDocument: (reference, { idempotencyKey, content, ...named }) =>
      tell(reference, 'documents', idempotencyKey, { ...named, contentBase64: content.toString('base64') }),
    notifyPayment: (reference, { idempotencyKey, amount, receivedOn }) =>
      tell(reference, 'payments', idempotencyKey, { paid: amountOnWire(amount), receivedOn }),
    answerInquiry: (reference, question, answer) =>
      tell(reference, 'answers', `answer:${question}`, { question, answer }),
  } satisfies Partial<PartnerNetwork>;
}

interface Call {
  readonly path: string;
  /** Both are set for a POST, neither for a GET. */
  readonly key?: string;
  readonly body?: object;
}

/** One request; what it answered, parsed. */
async function ask(url: string, timeoutMs: number, { path, key, body }: Call): Promise<Result<unknown, PartnerFault>> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key ?? '' },
    body: JSON.stringify(body),
  };
  const answer = await request(url + path, timeoutMs, body && post);
  if (!answer.ok) return answer;
  const { ok, status, body: text } = answer.value;
  return ok ? success(parseJson(text)) : refused(faultOf(status, text));
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
