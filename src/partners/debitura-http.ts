import type { z } from 'zod';
import { formatAmount, type Money } from '../domain/money.js';
import { refused, success, type Result } from '../domain/result.js';
import type { DebituraApi } from './debitura-api.js';
import { documentOf, MOST_FILE_BYTES, placeOf } from './debitura-files.js';
import { reportsFrom, totalsFrom } from './debitura-reports.js';
import { caseOf, previewFrom, previewOf, webhookFrom } from './debitura.js';
import {
  chat, chats, createdCase, eventLog, failure, files, parseExactJson, payments, preview, sentFile,
  theCase, timeline,
} from './debitura-wire.js'; // prettier-ignore
import { download, readAs, request } from './http.js';
import type { PartnerDocument, PartnerFault, PartnerNetwork } from './partner.js';
import { printable } from './sandbox-wire.js';

export interface DebituraAccess {
  /** Where their Customer API answers. */
  readonly url: string;
  /** Where they keep the files of cases, if not there. */
  readonly filesUrl?: string | undefined;
  readonly apiKey: string;
  /** Of our webhook subscription, as they gave it: Base64. */
  readonly webhookSecret: Buffer;
  /** Address of the member of our team at Debitura in whose name messages are sent. */
  readonly sender: string;
  /** Cases are marked as tests, and only events of tests are heard. */
  readonly isTest: boolean;
  readonly timeoutMs?: number;
}

type Outcome<Value> = Promise<Result<Value, PartnerFault>>;

/**
 * The Debitura network, by its Customer API. It has no calls to withdraw or rest a case, or to tell of a payment or a credit
 * note: those are sent as a message, and answered UNSUPPORTED once it is there, so that a person follows them up.
 */
export function debituraNetwork(access: DebituraAccess): PartnerNetwork {
  const api = callsOf(access);
  const tell = async (reference: string, key: string, text: string): Outcome<null> => {
    const told = await api.say(reference, key, text);
    const detail = 'sent as a message to the agency, for there is no call for it; somebody has to see to it';
    return told.ok ? refused({ code: 'UNSUPPORTED', retry: false, detail }) : told;
  };
  return {
    name: 'debitura',
    worksInGraph: false,
    async submit(order) {
      const asked = caseOf(order, access.isTest);
      if (!asked.ok) return asked;
      const taken = await api.post('/cases', createdCase, asked.value, order.idempotencyKey);
      return taken.ok ? success({ externalReference: taken.value.id }) : taken;
    },
    async preview(order) {
      const asked = previewOf(order);
      if (!asked.ok) return asked;
      const seen = await api.post('/cases/preview', preview, asked.value);
      return seen.ok ? success(previewFrom(seen.value)) : seen;
    },
    withdraw: (reference, key, reason) =>
      tell(reference, key, `Please stop collecting and close this case as withdrawn by the client. Reason: ${reason}`),
    pause: (reference, { idempotencyKey, paused, reason }) =>
      tell(reference, idempotencyKey, `Please ${paused ? 'pause' : 'go on with'} this case. Reason: ${reason}`),
    creditNote: (reference, { idempotencyKey, invoiceNumber, amount, on }) =>
      tell(reference, idempotencyKey, `The creditor credited ${told(amount)} of invoice ${invoiceNumber} on ${on}.`),
    notifyPayment: (reference, { idempotencyKey, amount, receivedOn }) =>
      tell(reference, idempotencyKey, `The debtor paid ${told(amount)} directly to the creditor on ${receivedOn}.`),
    sendMessage: (reference, { idempotencyKey, text }) => api.say(reference, idempotencyKey, text),
    answerInquiry: (reference, inquiryId, answer) => api.say(reference, `answer:${inquiryId}`, answer),
    sendDocument: (reference, document) => api.upload(reference, document),
    async fetchReports(reference, on) {
      const said = await everythingOf(api, reference);
      return said.ok ? success(reportsFrom(said.value, on)) : said;
    },
    fetchDocument: (reference, documentId) => api.download(reference, documentId),
    async fetchTotals(reference) {
      const now = await api.get(reference, '', theCase);
      if (!now.ok) return now;
      const paid = await api.get(reference, '/payments', payments);
      return paid.ok ? success(totalsFrom(now.value, paid.value.read)) : paid;
    },
    readWebhook: (headers, body, nowMs) =>
      webhookFrom({ secret: access.webhookSecret, isTest: access.isTest }, headers, body, nowMs),
  };
}

const told = ({ minor, currency }: Money): string => `${formatAmount(minor, currency)} ${currency}`;

type Calls = ReturnType<typeof callsOf>;

/** The case last: what changes while the rest is read is then said once more, not missed. */
async function everythingOf(api: Calls, reference: string) {
  const log = await api.log(reference);
  if (!log.ok) return log;
  const course = await api.get(reference, '/timeline', timeline);
  if (!course.ok) return course;
  const talk = await api.get(reference, '/chats', chats);
  if (!talk.ok) return talk;
  const put = await api.get(reference, '/files', files);
  if (!put.ok) return put;
  const paid = await api.get(reference, '/payments', payments);
  if (!paid.ok) return paid;
  const now = await api.get(reference, '', theCase);
  if (!now.ok) return now;
  const said = {
    theCase: now.value,
    timeline: course.value,
    chats: talk.value,
    files: put.value,
    payments: paid.value,
    events: log.value,
  };
  return success(said);
}

type Bodies = {
  readonly '/cases': DebituraApi['CreateCollectionCaseRequestApiViewModel'];
  readonly '/cases/preview': DebituraApi['PreviewCaseRequestApiViewModel'];
};

function callsOf({ url, filesUrl, apiKey, sender, timeoutMs = 20_000 }: DebituraAccess) {
  const call = <Shape>(path: string, schema: z.ZodType<Shape>, init: RequestInit = {}) =>
    ask(url + path, timeoutMs, schema, { ...init, headers: { ...init.headers, XApiKey: apiKey } });
  const about = <Shape>(reference: string, what: string, schema: z.ZodType<Shape>, init?: RequestInit) =>
    call(`/cases/${encodeURIComponent(reference)}${what}`, schema, init);
  const get = <Shape>(reference: string, what: string, schema: z.ZodType<Shape>) => about(reference, what, schema);
  return {
    get,
    log: (reference: string) => call(`/webhooks/events?caseId=${encodeURIComponent(reference)}`, eventLog),
    post: <Path extends keyof Bodies, Shape>(path: Path, schema: z.ZodType<Shape>, body: Bodies[Path], key?: string) =>
      call(path, schema, posted(body, key)),
    /** A message of a case. They know no key for it: each carries its own in its text, and one that is there is not sent again. */
    async say(reference: string, key: string, text: string): Outcome<null> {
      const mark = `[${key}]`;
      const there = await get(reference, '/chats', chats);
      if (!there.ok) return there;
      if (there.value.read.some(({ message }) => message?.endsWith(mark))) return success(null);
      const body: DebituraApi['SendChatRequest'] = { message: `${text}\n\n${mark}`, userEmail: sender };
      const sent = await about(reference, '/chats', chat, posted(body));
      return sent.ok ? success(null) : sent;
    },
    /** A document of a case, known by its description as a message is by its text. */
    async upload(reference: string, { idempotencyKey, fileName, mediaType, content }: Document): Outcome<null> {
      const there = await get(reference, '/files', sentFile.array());
      if (!there.ok) return there;
      if (there.value.some(({ description }) => description === idempotencyKey)) return success(null);
      const form = new FormData();
      form.set('Description', idempotencyKey);
      form.set('DocumentType', 'CreditorDocuments');
      form.set('File', new Blob([new Uint8Array(content)], { type: mediaType }), fileName);
      const sent = await about(reference, '/files', sentFile, { method: 'POST', body: form });
      return sent.ok ? success(null) : sent;
    },
    /** The bytes of a file of a case. Where it lies is asked anew: such an address may hold for a while only. */
    async download(reference: string, fileId: string): Outcome<PartnerDocument> {
      const there = await get(reference, '/files', files);
      if (!there.ok) return there;
      const file = there.value.read.find((each) => each.id === fileId);
      if (!file) return refused({ code: 'NOT_FOUND', retry: false, detail: 'it is there no longer' });
      const place = placeOf(file, { api: url, store: filesUrl });
      if (!place.ok) return place;
      const headers: Record<string, string> = place.value.ofInterface ? { XApiKey: apiKey } : {};
      const got = await download(place.value.url, timeoutMs, MOST_FILE_BYTES, headers);
      if (!got.ok) return got;
      const { ok, status, body } = got.value;
      if (!ok) return refused(faultOf(status, body?.toString() ?? ''));
      const tooLarge = `it is larger than ${MOST_FILE_BYTES} bytes`;
      return body ? success(documentOf(file, body)) : refused({ code: 'UNSUPPORTED', retry: false, detail: tooLarge });
    },
  };
}

type Document = Parameters<PartnerNetwork['sendDocument']>[1];

const posted = (body: object, key?: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
  body: JSON.stringify(body),
});

/** One request; its answer, read. */
async function ask<Shape>(url: string, timeoutMs: number, schema: z.ZodType<Shape>, init: RequestInit): Outcome<Shape> {
  const answer = await request(url, timeoutMs, init);
  if (!answer.ok) return answer;
  const { ok, status, body: text } = answer.value;
  return ok ? readAs(schema, parseExactJson(text)) : refused(faultOf(status, text));
}

/** Not about what was asked: a key that is being changed, a time-out, too many at once. */
const MAY_PASS: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

/** What they answer, with 422, to a key that came with another body before. */
const OTHER_BODY = 'IdempotencyConflict';

function faultOf(status: number, text: string): PartnerFault {
  const { data } = failure.safeParse(parseExactJson(text));
  const reasons = (data?.businessErrors ?? []).map(({ type, message, solutionUrl }) =>
    [type, message, solutionUrl].filter(Boolean).join(' '),
  );
  const detail = printable(`${status} ${reasons.join('; ') || data?.message || text}`, 400);
  if (status >= 500 || MAY_PASS.has(status)) return { code: 'UNREACHABLE', retry: true, detail };
  const isConflict = status === 409 || (data?.businessErrors ?? []).some(({ type }) => type === OTHER_BODY);
  const code = isConflict ? 'CONFLICT' : status === 404 ? 'NOT_FOUND' : 'REFUSED';
  return { code, retry: false, detail };
}
