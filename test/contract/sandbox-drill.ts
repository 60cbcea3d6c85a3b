import type { PartnerPhase } from '../../src/partners/partner.js';
import { partnerNetworks, sandboxWebhookSecret } from '../../src/partners/index.js';
import { startPartnerSandbox } from '../../src/partners/sandbox-server.js';
import { signWebhook } from '../../src/partners/webhook-signature.js';
import { eur, type Drill, type Heard, type Saying } from './drill.js';

const secret = Buffer.alloc(32, 5);

const PHASES: Readonly<Record<PartnerPhase, string>> = {
  AMICABLE: 'letters',
  PAYMENT_PLAN: 'instalments',
  LEGAL: 'court',
  ENFORCEMENT: 'bailiff',
  INSOLVENCY: 'insolvency',
};

/** The agency's own words for what the suite makes it say: the last part of the address, and the body. */
function inItsWords(saying: Saying): readonly [string, object] {
  switch (saying.kind) {
    case 'PAYMENT':
      return ['payment', { received: { amount: saying.amount, currency: saying.currency } }];
    case 'REVERSAL':
      return ['reversal', { payment: saying.of }];
    case 'COST':
      return ['cost', { charged: { amount: saying.amount, currency: saying.currency }, what: saying.text }];
    case 'REMITTANCE':
      return ['remittance', { sent: { amount: saying.amount, currency: saying.currency }, payments: saying.payments }];
    case 'PHASE':
      return ['phase', { phase: PHASES[saying.phase] }];
    case 'UNKNOWN_PHASE':
      return ['phase', { phase: saying.word }];
    case 'UNKNOWN_STATUS':
      return ['status', { status: saying.word, outcome: 'constructor' }];
    case 'MESSAGE':
      return ['message', { text: saying.text }];
    case 'INQUIRY':
      return ['question', { question: saying.question }];
    case 'DOCUMENT':
      throw new Error('the sandbox agency puts no files to a case');
  }
}

/** A case as the agency shows it to drills. */
interface Shown {
  readonly reference: string;
  readonly withdrawnOn: string | null;
  readonly status: string | null;
  readonly directPaymentsMinor: string;
  readonly creditedMinor: string;
  readonly messages: number;
  readonly documents: number;
  readonly questionsAnswered: number;
}

const amounts = (minor: string) => (minor === '0' ? [] : [eur(BigInt(minor))]);

/** The sandbox agency, started for the suite. */
export async function sandboxDrill(): Promise<Drill & { stop(): Promise<void> }> {
  const agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: null });
  const cases = async (): Promise<Shown[]> =>
    ((await (await fetch(`${agency.url}/control/cases`)).json()) as { cases: Shown[] }).cases;
  return {
    network: partnerNetworks({ sandboxUrl: agency.url, secret }).sandbox!,
    unreachable: partnerNetworks({ sandboxUrl: 'http://127.0.0.1:1', secret }).sandbox!,
    cannotTell: [],
    cannotSay: ['DOCUMENT'],
    async say(reference, saying) {
      const [what, body] = inItsWords(saying);
      const response = await fetch(`${agency.url}/control/cases/${reference}/${what}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(204);
      return 'SAID';
    },
    count: async () => (await cases()).length,
    async heard(reference): Promise<Heard> {
      const found = (await cases()).find((each) => each.reference === reference)!;
      return {
        withdrawn: found.withdrawnOn !== null,
        paused: found.status === 'paused',
        directPayments: amounts(found.directPaymentsMinor),
        credits: amounts(found.creditedMinor),
        messages: found.messages,
        documents: found.documents,
        answers: found.questionsAnswered,
      };
    },
    webhook({ id, reference, timestampSeconds, byAnother = false }) {
      const body = JSON.stringify({ type: 'case.updated', timestamp: '2026-06-01T00:00:00Z', data: { reference } });
      const key = byAnother ? Buffer.alloc(32) : sandboxWebhookSecret(secret);
      return { headers: signWebhook(key, { id, timestampSeconds, body }), body };
    },
    stop: () => agency.stop(),
  };
}
