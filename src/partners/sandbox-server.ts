import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseDate, type IsoDate } from '../domain/date.js';
import { parseAmount } from '../domain/money.js';
import { reportsOf, type AgencyCase, type ForcedReport } from './sandbox-agency.js';
import { AgencyBook } from './sandbox-book.js';
import { faults, NO_FAULTS, type Faults } from './sandbox-faults.js';
import { WebhookSender } from './sandbox-webhooks.js';
import { directPayment, newCase, questionAnswer, withdrawal } from './sandbox-wire.js';

export interface SandboxOptions {
  /** Address to listen on; 127.0.0.1 where none is given. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where the agency remembers its cases; null where it need not. */
  readonly stateFile: string | null;
  /** Where news is sent, and the key it is signed with; null where we are to ask. */
  readonly webhook: { readonly url: string; readonly secret: Buffer } | null;
  /** Numbers from 0 to 1 that decide which requests fail. */
  readonly random?: () => number;
}

/** The sandbox agency, running. */
export interface PartnerSandbox {
  readonly url: string;
  stop(): Promise<void>;
}

/** What the routes share. */
interface Agency {
  readonly book: AgencyBook;
  readonly sender: WebhookSender | null;
  readonly random: () => number;
  faults: Faults;
}

/**
 * A stand-in for a partner agency: it takes cases, works them by the calendar it is asked about, asks questions, collects
 * and reports, slowly and unreliably where it is told to, and never dishonestly.
 */
export async function startPartnerSandbox(options: SandboxOptions): Promise<PartnerSandbox> {
  const agency: Agency = {
    book: new AgencyBook(options.stateFile),
    sender: options.webhook && new WebhookSender(options.webhook, () => agency.faults),
    random: options.random ?? Math.random,
    faults: NO_FAULTS,
  };
  // Connections kept open by their other end must not hold up stopping.
  const server = fastify({ forceCloseConnections: true });
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof z.ZodError) return reply.code(400).send({ error: error.message });
    return reply.send(error);
  });
  await server.register(async (scope) => workRoutes(scope, agency));
  await server.register(async (scope) => controlRoutes(scope, agency), { prefix: '/control' });
  const url = await server.listen({ host: options.host ?? '127.0.0.1', port: options.port });
  return {
    url,
    async stop() {
      await agency.sender?.settle();
      await server.close();
    },
  };
}

type CaseRequest = FastifyRequest<{ Params: { reference: string }; Querystring: { on?: string } }>;

/** What a partner agency offers. */
function workRoutes(server: FastifyInstance, agency: Agency): void {
  server.addHook('preHandler', async (_request, reply) => {
    await sleep(agency.faults.delayMs);
    if (agency.random() < agency.faults.errorRate) return reply.code(503).send({ error: 'try again later' });
  });
  server.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode < 400 && agency.random() < agency.faults.lostAnswerRate) reply.raw.destroy();
    return payload;
  });
  server.post('/cases', async (request, reply) => {
    const key = keyOf(request);
    if (key === null) return reply.code(400).send({ error: 'Idempotency-Key is missing' });
    const reference = `SB-${createHash('sha256').update(key).digest('hex').slice(0, 12).toUpperCase()}`;
    const written = agency.book.write(
      { type: 'case', reference, order: newCase.parse(request.body) },
      { key, body: request.body },
    );
    return written === 'conflict' ? conflict(reply) : reply.code(written === 'written' ? 201 : 200).send({ reference });
  });
  server.get('/cases/:reference/reports', async (request: CaseRequest, reply) => {
    const known = agency.book.find(request.params.reference);
    const on = parseDate(request.query.on ?? '');
    if (!known) return unknownCase(reply);
    if (on === null) return reply.code(400).send({ error: 'on must be a date' });
    return { reports: reportsOf(look(agency, known, on), on) };
  });
  server.post('/cases/:reference/withdrawal', async (request: CaseRequest, reply) => {
    withdrawal.parse(request.body);
    return take(agency, request, reply, () => ({ type: 'withdrawal' }));
  });
  server.post('/cases/:reference/payments', async (request: CaseRequest, reply) => {
    const { paid } = directPayment.parse(request.body);
    return take(agency, request, reply, (known) => {
      const sameCurrency = known.order.invoices[0]!.principal.currency === paid.currency;
      const minor = sameCurrency ? parseAmount(paid.amount, paid.currency) : null;
      return minor === null ? null : { type: 'payment', minor: minor.toString() };
    });
  });
  server.post('/cases/:reference/answers', async (request: CaseRequest, reply) => {
    const { question } = questionAnswer.parse(request.body);
    return take(agency, request, reply, () => ({ type: 'answer', question }));
  });
}

type Incoming = { type: 'withdrawal' } | { type: 'payment'; minor: string } | { type: 'answer'; question: string };

/** Writes down what came in about a case, once; null from `read` means that it does not fit the case. */
function take(
  agency: Agency,
  request: CaseRequest,
  reply: FastifyReply,
  read: (known: AgencyCase) => Incoming | null,
): FastifyReply {
  const known = agency.book.find(request.params.reference);
  const key = keyOf(request);
  if (!known) return unknownCase(reply);
  const incoming = read(known);
  if (key === null || incoming === null)
    return reply.code(400).send({ error: 'Idempotency-Key is missing, or the currency is another' });
  const written = agency.book.write({ ...incoming, reference: known.reference }, { key, body: request.body });
  return written === 'conflict' ? conflict(reply) : reply.code(204).send();
}

const keyOf = (request: FastifyRequest): string | null => {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key : null;
};

const unknownCase = (reply: FastifyReply) => reply.code(404).send({ error: 'no such case' });
const conflict = (reply: FastifyReply) =>
  reply.code(409).send({ error: 'this Idempotency-Key came with another request' });

/** The case, after the agency has looked at it on a day. */
function look(agency: Agency, known: AgencyCase, on: IsoDate): AgencyCase {
  if (on <= known.clock) return known;
  agency.book.write({ type: 'clock', reference: known.reference, on });
  return agency.book.find(known.reference)!;
}

const clockMove = z.object({ on: z.string() });
const forcedQuestion = z.object({ question: z.string().min(1) });
const forcedPayment = z.object({ received: z.object({ amount: z.string(), currency: z.string() }) });
const forcedStatus = z.object({
  status: z.string().min(1),
  outcome: z.string().nullable().default(null),
  note: z.string().nullable().default(null),
});

/** For drills: seeing into the agency, and making it do things. Faults do not apply here. */
function controlRoutes(server: FastifyInstance, agency: Agency): void {
  server.get('/cases', async () => ({
    cases: agency.book.all().map(({ reference, order, clock, withdrawnOn, answers }) => ({
      reference, yourReference: order.yourReference, clock, withdrawnOn, questionsAnswered: Object.keys(answers).length,
    })), // prettier-ignore
  }));
  server.put('/faults', async (request) => (agency.faults = faults.parse(request.body)));
  server.post('/clock', async (request, reply) => {
    const on = parseDate(clockMove.parse(request.body).on);
    if (on === null) return reply.code(400).send({ error: 'on must be a date' });
    for (const known of agency.book.all()) {
      const before = reportsOf(known, known.clock).length;
      const after = reportsOf(look(agency, known, on), on).length;
      if (after > before) agency.sender?.announce(known.reference);
    }
    return reply.code(204).send();
  });
  const force = (what: string, read: (body: unknown) => ForcedReport) =>
    server.post(`/cases/:reference/${what}`, async (request: CaseRequest, reply) => {
      const known = agency.book.find(request.params.reference);
      if (!known) return unknownCase(reply);
      agency.book.write({ type: 'forced', reference: known.reference, report: read(request.body) });
      agency.sender?.announce(known.reference);
      return reply.code(204).send();
    });
  force('question', (body) => ({ type: 'question', ...forcedQuestion.parse(body) }));
  force('payment', (body) => ({ type: 'payment', ...forcedPayment.parse(body) }));
  force('status', (body) => ({ type: 'status', ...forcedStatus.parse(body) }));
}
