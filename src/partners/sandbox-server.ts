import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseDate } from '../domain/date.js';
import { formatAmount, minorDigits, parseAmount } from '../domain/money.js';
import { reportsOf, totalsOf, type AgencyCase } from './sandbox-agency.js';
import type { Incoming } from './sandbox-book.js';
import { controlRoutes } from './sandbox-control.js';
import { claimOf, isTooSmall } from './sandbox-life.js';
import { Office, type OfficeOptions, type Sent } from './sandbox-office.js';
import {
  credit, directPayment, document, message, newCase, pause, questionAnswer, withdrawal, type NewCase, type Preview,
} from './sandbox-wire.js'; // prettier-ignore

export interface SandboxOptions extends OfficeOptions {
  /** Address to listen on; 127.0.0.1 where none is given. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** The sandbox agency, running. */
export interface PartnerSandbox {
  readonly url: string;
  stop(): Promise<void>;
}

/** A document of 15 MB, in Base64 and with its name. */
const LONGEST_BODY = 21 * 1024 * 1024;

/**
 * A stand-in for a partner agency: it takes cases, works them by the calendar it is asked about or by one of its own, asks
 * questions, collects and reports, slowly and unreliably where it is told to, and never dishonestly.
 */
export async function startPartnerSandbox({ host, port, ...options }: SandboxOptions): Promise<PartnerSandbox> {
  const office = new Office(options);
  // Connections kept open by their other end must not hold up stopping.
  const server = fastify({ forceCloseConnections: true, bodyLimit: LONGEST_BODY });
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof z.ZodError) return reply.code(400).send({ error: error.message });
    return reply.send(error);
  });
  await server.register(async (scope) => {
    misbehave(scope, office);
    workRoutes(scope, office);
  });
  await server.register(async (scope) => controlRoutes(scope, office), { prefix: '/control' });
  const url = await server.listen({ host: host ?? '127.0.0.1', port });
  return {
    url,
    async stop() {
      await office.close();
      await server.close();
    },
  };
}

/** Delays, errors and lost answers, as far as they are asked for. */
function misbehave(server: FastifyInstance, office: Office): void {
  server.addHook('preHandler', async (_request, reply) => {
    office.counted.requests += 1;
    if (office.faults.delayMs > 0) await sleep(office.faults.delayMs);
    if (office.random() >= office.faults.errorRate) return;
    office.counted.errors += 1;
    return reply.code(503).send({ error: 'try again later' });
  });
  server.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode >= 400 || office.random() >= office.faults.lostAnswerRate) return payload;
    office.counted.lostAnswers += 1;
    reply.raw.destroy();
    return payload;
  });
}

type CaseRequest = FastifyRequest<{ Params: { reference: string }; Querystring: { on?: string } }>;

/** What a partner agency offers. */
function workRoutes(server: FastifyInstance, office: Office): void {
  server.post('/previews', async (request) => previewOf(newCase.parse(request.body)));
  server.post('/cases', async (request, reply) => {
    const sent = sentIn(request);
    if (sent === null) return reply.code(400).send({ error: 'Idempotency-Key is missing' });
    const { written, reference } = office.take(newCase.parse(request.body), sent);
    return written === 'conflict' ? conflict(reply) : reply.code(written === 'written' ? 201 : 200).send({ reference });
  });
  const ask = (what: string, tell: (known: AgencyCase, on: AgencyCase['clock']) => object) =>
    server.get(`/cases/:reference/${what}`, async (request: CaseRequest, reply) => {
      const found = office.find(request.params.reference);
      const asked = parseDate(request.query.on ?? '');
      if (!found) return unknownCase(reply);
      if (asked === null) return reply.code(400).send({ error: 'on must be a date' });
      const { known, on } = office.look(found, asked);
      return tell(known, on);
    });
  ask('reports', (known, on) => ({ reports: reportsOf(known, on) }));
  ask('totals', totalsOf);
  for (const [what, read] of Object.entries(INCOMING)) {
    server.post(`/cases/:reference/${what}`, async (request: CaseRequest, reply) => {
      const known = office.find(request.params.reference);
      if (!known) return unknownCase(reply);
      const sent = sentIn(request);
      const incoming = read(request.body, known);
      if (sent === null || typeof incoming === 'string') {
        return reply.code(400).send({ error: typeof incoming === 'string' ? incoming : 'Idempotency-Key is missing' });
      }
      return office.hear(known, incoming, sent) === 'conflict' ? conflict(reply) : reply.code(204).send();
    });
  }
}

/** What may be told of a case, by the last part of the address; a text where it does not fit the case. */
const INCOMING: Readonly<Record<string, (body: unknown, known: AgencyCase) => Incoming | string>> = {
  withdrawal(body) {
    withdrawal.parse(body);
    return { type: 'withdrawal' };
  },
  payments(body, known) {
    const minor = inCurrencyOf(known, directPayment.parse(body).paid);
    return minor === null ? 'paid is not an exact amount in the currency of the case' : { type: 'payment', minor };
  },
  credits(body, known) {
    const { invoice, credited } = credit.parse(body);
    if (known.order.invoices.every((each) => each.number !== invoice)) return `there is no invoice ${invoice}`;
    const minor = inCurrencyOf(known, credited);
    return minor === null ? 'credited is not an exact amount in the currency of the case' : { type: 'credit', minor };
  },
  answers: (body) => ({ type: 'answer', question: questionAnswer.parse(body).question }),
  pauses: (body) => ({ type: 'pause', paused: pause.parse(body).paused }),
  messages: (body) => ({ type: 'message', text: message.parse(body).text }),
  documents(body) {
    const { fileName, contentBase64 } = document.parse(body);
    const sha256 = createHash('sha256').update(Buffer.from(contentBase64, 'base64')).digest('hex');
    return { type: 'document', fileName, sha256 };
  },
};

function inCurrencyOf(known: AgencyCase, { amount, currency }: { amount: string; currency: string }): string | null {
  const minor = currency === claimOf(known.order).currency ? parseAmount(amount, currency) : null;
  return minor === null ? null : minor.toString();
}

/** What the agency takes of what it collects: more of a small claim. */
function previewOf(order: NewCase): Preview {
  const { minor, currency } = claimOf(order);
  const unit = 10n ** BigInt(minorDigits(currency));
  if (isTooSmall(order)) {
    const least = `${formatAmount(10n * unit, currency)} ${currency}`;
    return { accepts: false, successFee: null, remarks: [`We take no claims below ${least}.`] };
  }
  const remarks = order.debtor.address === null ? ['We find people sooner with an address.'] : [];
  return { accepts: true, successFee: minor < 1000n * unit ? '20.00' : '12.50', remarks };
}

function sentIn(request: FastifyRequest): Sent | null {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? { key, body: request.body } : null;
}

const unknownCase = (reply: FastifyReply) => reply.code(404).send({ error: 'no such case' });
const conflict = (reply: FastifyReply) =>
  reply.code(409).send({ error: 'this Idempotency-Key came with another request' });
