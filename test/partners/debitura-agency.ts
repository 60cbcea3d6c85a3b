import { createHmac, randomUUID } from 'node:crypto';
import type { PartnerNetwork } from '../../src/partners/partner.js';
import { debituraNetwork, type DebituraAccess } from '../../src/partners/debitura-http.js';
import {
  startOpenApiServer,
  Written,
  type Answer,
  type Handlers,
  type OpenApiServer,
  type Request,
} from './openapi-server.js';

/** The file the network publishes. */
export const DEBITURA_FILE = '../shared/corpus/debitura/customer-api.openapi.json';

const SECRET = Buffer.alloc(32, 3);
const SENDER = 'anna.eksempel@example.test';
const KEY = 'a-key-of-the-account';

interface AgencyFile {
  readonly id: string;
  readonly fileName: string;
  readonly url: string | null;
  readonly description: string;
  readonly documentType: string;
  readonly created: string;
}

interface AgencyCase {
  readonly id: string;
  readonly sent: { currencyCode: string; amountToRecover: number; creditorReference: string };
  readonly sentText: string;
  lifecycle: string;
  closeCode: string | null;
  phase: string | null;
  updated: string;
  readonly created: string;
  payments: { id: string; written: string; currency: string; recipient: string; created: string; date: string }[];
  readonly chats: { id: string; role: 0 | 1 | 2; roleLabel: string; message: string; created: string }[];
  readonly files: AgencyFile[];
  readonly timeline: { date: string; type: string; title: string; description: string }[];
  readonly log: { id: string; eventType: string; payload: string; created: string }[];
}

/** Debitura as its file describes it, with hands to make it act. */
export interface DebituraAgency {
  readonly server: OpenApiServer;
  readonly network: PartnerNetwork;
  with(changes: Partial<DebituraAccess>): PartnerNetwork;
  readonly cases: ReadonlyMap<string, AgencyCase>;
  /** Its time of day goes on by itself, and may be put forward. */
  readonly clock: { minutes: number };
  move(id: string, lifecycle: string, closeCode?: string | null): void;
  pay(id: string, written: string, currency?: string, recipient?: string): string;
  deletePayment(id: string, paymentId: string): void;
  say(id: string, message: string, roleLabel?: string): string;
  enter(id: string, phase: string): void;
  /** Puts a file to a case, served at `url`, or at an address of the interface's own. Its id. */
  upload(id: string, fileName: string, content: Buffer, url?: string | null, documentType?: string): string;
  webhook(event: { id: string; caseId: string; classification?: string }): string;
  sign(body: string, seconds: number, encoding?: 'hex' | 'base64', secret?: Buffer): Record<string, string>;
  stop(): Promise<void>;
}

/** Starts it; its clock begins in May 2026 and goes a minute further with everything that happens. */
export async function startDebitura(file: string): Promise<DebituraAgency> {
  const cases = new Map<string, AgencyCase>();
  const clock = { minutes: 0 };
  const now = () => new Date(Date.UTC(2026, 4, 20, 8, (clock.minutes += 1))).toISOString();
  const server = await startOpenApiServer(file, handlersOf(cases, now));
  const access: DebituraAccess = {
    url: server.url, apiKey: KEY, webhookSecret: SECRET, sender: SENDER, isTest: false, timeoutMs: 1500,
  }; // prettier-ignore
  const log = (found: AgencyCase, eventType: string, data: object): void => {
    const created = now();
    const payload = { id: randomUUID(), event: eventType, timestamp: created, data: { caseId: found.id, ...data } };
    // One for each of two subscriptions.
    for (let times = 0; times < 2; times += 1)
      found.log.unshift({ id: randomUUID(), eventType, payload: JSON.stringify(payload), created });
  };
  const of = (id: string): AgencyCase => cases.get(id)!;
  return {
    server,
    clock,
    cases,
    network: debituraNetwork(access),
    with: (changes) => debituraNetwork({ ...access, ...changes }),
    move: (id, lifecycle, closeCode = null) => {
      Object.assign(of(id), { lifecycle, closeCode, updated: now() });
      log(of(id), 'case.updated', { newLifecycle: lifecycle });
    },
    pay(id, written, currency = 'EUR', recipient = 'Partner') {
      const payment = { id: randomUUID(), written, currency, recipient, created: now(), date: '2026-05-20T00:00:00Z' };
      of(id).payments.push(payment);
      log(of(id), 'payment.created', { paymentId: payment.id, amount: 1 });
      return payment.id;
    },
    deletePayment(id, paymentId) {
      of(id).payments = of(id).payments.filter((payment) => payment.id !== paymentId);
      log(of(id), 'payment.deleted', { paymentId });
    },
    say(id, message, roleLabel = 'Partner') {
      const role = roleLabel === 'Partner' ? 1 : 2;
      const chat = { id: randomUUID(), role, roleLabel, message, created: now() } as const;
      of(id).chats.push(chat);
      return chat.id;
    },
    upload(id, fileName, content, url, documentType = 'PartnerDocuments') {
      const put = { id: randomUUID(), fileName, description: '', documentType, created: now() };
      const path = `/content/${put.id}`;
      server.beside.set(path, { content, asked: [] });
      of(id).files.push({ ...put, url: url === undefined ? server.url + path : url });
      return put.id;
    },
    enter: (id, phase) => void Object.assign(of(id), { phase, updated: now() }),
    webhook: ({ id, caseId, classification }) =>
      JSON.stringify({
        id, specVersion: '1.0', event: 'case.updated', timestamp: '2026-06-01T00:00:00Z', classification,
        data: { caseId, reference: 'Q8OAXF3W', amount: 1000.0 },
      }), // prettier-ignore
    sign(body, seconds, encoding = 'hex', secret = SECRET) {
      const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest(encoding);
      return { 'x-debitura-signature': `t=${seconds},v1=${signature}`, 'x-debitura-timestamp': String(seconds) };
    },
    stop: () => server.stop(),
  };
}

function handlersOf(cases: Map<string, AgencyCase>, now: () => string): Handlers {
  const answered = new Map<string, { text: string; answer: Answer }>();
  const about = (act: (found: AgencyCase, request: Request) => Answer) => (request: Request) => {
    const found = cases.get(request.parameters['id']!);
    return found ? act(found, request) : { status: 404, body: { error: 'Not found', message: 'No such case.' } };
  };
  const seen = (act: (found: AgencyCase) => unknown) => about((found) => ({ status: 200, body: act(found) }));
  return {
    'POST /cases'({ headers, body, text }) {
      if (headers['xapikey'] !== KEY) return { status: 400, body: { error: 'Unauthorized' } };
      const key = String(headers['idempotency-key']);
      const before = answered.get(key);
      if (before) return before.text === text ? before.answer : ruledOut('IdempotencyConflict', 'Another body before.');
      const answer = create(cases, body as AgencyCase['sent'] & { debtor: { countryAlpha2: string } }, text, now());
      answered.set(key, { text, answer });
      return answer;
    },
    'POST /cases/preview': ({ body }) => ({
      status: 200,
      body: { result: previewed(body as { debtor: { countryAlpha2: string } }) },
    }),
    'GET /cases/{id}': seen(caseBody),
    'GET /cases/{id}/timeline': seen(({ timeline, phase }) => ({
      items: timeline.map((item) => ({ ...item, actor: { type: 'Partner user', name: null } })),
      currentEngagementPhase: phase,
    })),
    'GET /cases/{id}/chats': seen(({ chats }) => chats.map(chatBody)),
    'POST /cases/{id}/chats': about(({ chats }, { body }) => {
      const { message, userEmail } = body as { message: string; userEmail: string };
      if (userEmail !== SENDER) return { status: 400, body: { error: 'userEmail', message: 'Not of your team.' } };
      const chat = { id: randomUUID(), role: 0, roleLabel: 'Creditor', message, created: now() } as const;
      chats.push(chat);
      return { status: 200, body: chatBody(chat) };
    }),
    'GET /cases/{id}/files': seen(({ files, id }) => files.map((each) => fileBody(id, each))),
    'POST /cases/{id}/files': about(({ files, id }, { body }) => {
      const { File, Description } = body as { File: string; Description: string };
      if (!/\.(pdf|xlsx?|csv|txt|jpe?g|png|gif)$/i.test(File))
        return { status: 415, body: { message: 'Not such files.' } };
      files.push({
        id: randomUUID(), fileName: File, url: null, description: Description, documentType: 'CreditorDocuments', created: now(),
      }); // prettier-ignore
      return { status: 200, body: fileBody(id, files.at(-1)!) };
    }),
    'GET /cases/{id}/payments': seen(({ payments }) => payments.map(paymentBody)),
    'GET /webhooks/events': ({ parameters }) => ({
      status: 200,
      body: (cases.get(parameters['caseId']!)?.log ?? []).map(({ id, eventType, payload, created }) => ({
        id, subscriptionId: randomUUID(), caseId: parameters['caseId'], eventType, payload, createdAt: created, attemptCount: 1,
      })), // prettier-ignore
    }),
  };
}

const ruledOut = (type: string, message: string): Answer => ({
  status: 422,
  body: { businessErrors: [{ type, message, solutionUrl: null }] },
});

/** Nobody collects in Antarctica. */
const hasPartner = (country: string): boolean => country !== 'AQ';

function create(
  cases: Map<string, AgencyCase>,
  sent: AgencyCase['sent'] & { debtor: { countryAlpha2: string } },
  sentText: string,
  created: string,
): Answer {
  if (!hasPartner(sent.debtor.countryAlpha2)) return ruledOut('NoPartnerAvailable', 'Nobody collects there.');
  const taken: AgencyCase = {
    id: randomUUID(), sent, sentText, lifecycle: 'Pending Verification', closeCode: null, phase: null, created,
    updated: created, payments: [], chats: [], files: [], timeline: [], log: [],
  }; // prettier-ignore
  cases.set(taken.id, taken);
  return { status: 200, body: caseBody(taken) };
}

function previewed({ debtor: { countryAlpha2 } }: { debtor: { countryAlpha2: string } }) {
  if (!hasPartner(countryAlpha2)) return { isEligible: false, ineligibilityReason: 'Nobody collects there.' };
  // As the file's own example of a fee, and a power of attorney that Poland waits for.
  const action = {
    type: 'MissingPowerOfAttorney',
    message: 'Sign it.',
    solutionUrl: 'https://example.test',
    isBlocking: true,
  };
  return {
    isEligible: true,
    requiredActions: countryAlpha2 === 'PL' ? [action] : [],
    pricingPreview: { totalSuccessFeePercentage: new Written('20.5'), currencyCode: 'EUR' },
  };
}

const caseBody = (found: AgencyCase) => ({
  id: found.id,
  creditorReference: found.sent.creditorReference,
  lifecycle: found.lifecycle,
  closeCode: found.closeCode,
  currentEngagementPhase: found.phase,
  grossAmount: found.sent.amountToRecover,
  currency: found.sent.currencyCode,
  dateCreated: found.created,
  dateUpdated: found.updated,
  isTestCase: false,
});

const chatBody = ({ id, role, roleLabel, message, created }: AgencyCase['chats'][number]) => ({
  id, role, roleLabel, message, dateCreated: created, isSeen: false,
}); // prettier-ignore

const fileBody = (caseId: string, { created, ...file }: AgencyFile) => ({ ...file, caseId, dateCreated: created });

const paymentBody = ({ id, written, currency, recipient, created, date }: AgencyCase['payments'][number]) => ({
  id, currency, recipient, method: 'Bank transfer', grossAmount: new Written(written), dateCreated: created,
  date, invoice: { reference: 'Q8OAXF3W', status: 'Active' },
}); // prettier-ignore
