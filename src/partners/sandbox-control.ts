import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { reportsOf, totalsOf, type AgencyCase, type SaidReport } from './sandbox-agency.js';
import { faults } from './sandbox-faults.js';
import type { Office } from './sandbox-office.js';
import { calendarDate } from './sandbox-wire.js';

const wireAmount = z.object({ amount: z.string(), currency: z.string() });
const words = z.string().min(1);

/** What a drill may make the agency say, by the last part of the address; the wire's own rules do not apply to it. */
const SAYINGS: Readonly<Record<string, z.ZodType<SaidReport>>> = {
  question: z.object({ question: words }).transform((body) => ({ type: 'question' as const, ...body })),
  payment: z.object({ received: wireAmount }).transform((body) => ({ type: 'payment' as const, ...body })),
  reversal: z.object({ payment: words }).transform((body) => ({ type: 'payment_reversed' as const, ...body })),
  cost: z.object({ charged: wireAmount, what: words }).transform((body) => ({ type: 'cost' as const, ...body })),
  remittance: z
    .object({ sent: wireAmount, payments: z.array(words) })
    .transform((body) => ({ type: 'remittance' as const, ...body })),
  phase: z.object({ phase: words }).transform((body) => ({ type: 'phase' as const, ...body })),
  message: z.object({ text: words }).transform((body) => ({ type: 'message' as const, ...body })),
  status: z
    .object({ status: words, outcome: z.string().nullable().default(null), note: z.string().nullable().default(null) })
    .transform((body) => ({ type: 'status' as const, ...body })),
};

/** Moves the agency's calendar; with `dayMs` it goes on by itself from there, at that many milliseconds a day. */
const clockMove = z.object({ on: calendarDate, dayMs: z.number().int().min(10).optional() });

/** For drills: seeing into the agency, and making it do things. Faults do not apply here. */
export function controlRoutes(server: FastifyInstance, office: Office): void {
  server.get('/cases', async () => ({ cases: office.all().map(summary) }));
  server.get('/faults', async () => ({ faults: office.faults, counted: office.counted }));
  server.put('/faults', async (request) => (office.faults = faults.parse(request.body)));
  server.post('/clock', async (request, reply) => {
    const { on, dayMs } = clockMove.parse(request.body);
    if (dayMs === undefined) office.workUntil(on);
    else office.runClock(on, dayMs);
    return reply.code(204).send();
  });
  server.delete('/clock', async (_request, reply) => {
    office.stopClock();
    return reply.code(204).send();
  });
  for (const [what, saying] of Object.entries(SAYINGS)) {
    server.post(
      `/cases/:reference/${what}`,
      async (request: FastifyRequest<{ Params: { reference: string } }>, reply) => {
        const known = office.find(request.params.reference);
        if (!known) return reply.code(404).send({ error: 'no such case' });
        office.say(known, saying.parse(request.body));
        return reply.code(204).send();
      },
    );
  }
}

/** A case as drills compare it with the other side's: by the day the agency last looked at it. */
function summary(agencyCase: AgencyCase): object {
  const { reference, order, clock, withdrawnOn, answers, reliefs, received } = agencyCase;
  const told = reportsOf(agencyCase, clock);
  const relieved = (by: 'payment' | 'credit'): string =>
    reliefs.reduce((total, relief) => (relief.by === by ? total + relief.minor : total), 0n).toString();
  return {
    reference,
    yourReference: order.yourReference,
    agency: order.agency,
    clock,
    withdrawnOn,
    questionsAnswered: Object.keys(answers).length,
    ...totalsOf(agencyCase, clock),
    reports: told.length,
    questionsAsked: told.filter((report) => report.type === 'question').length,
    costs: told.flatMap((report) => (report.type === 'cost' ? [report.charged] : [])),
    remitted: told.flatMap((report) => (report.type === 'remittance' ? [report.sent] : [])),
    directPaymentsMinor: relieved('payment'),
    creditedMinor: relieved('credit'),
    ...received,
  };
}
