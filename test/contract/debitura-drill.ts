import type { Money } from '../../src/domain/money.js';
import type { PartnerPhase } from '../../src/partners/partner.js';
import { startDebitura } from '../partners/debitura-agency.js';
import type { Drill, Heard, Saying } from './drill.js';

const PHASES: Readonly<Partial<Record<PartnerPhase, string>>> = {
  AMICABLE: 'Pre-legal',
  LEGAL: 'Legal',
  ENFORCEMENT: 'Enforcement',
};

/** The Debitura network, with an agency made from the OpenAPI file. Both directions are held to the file until it is stopped. */
export async function debituraDrill(file: string): Promise<Drill & { stop(): Promise<void> }> {
  const agency = await startDebitura(file);
  const nobody: readonly Money[] = [];
  const sayings: { readonly [Kind in Saying['kind']]?: (id: string, saying: Saying & { kind: Kind }) => unknown } = {
    PAYMENT: (id, { amount, currency }) => agency.pay(id, amount, currency),
    REVERSAL: (id, { of }) => agency.deletePayment(id, of),
    PHASE: (id, { phase }) => agency.enter(id, PHASES[phase]!),
    UNKNOWN_PHASE: (id, { word }) => agency.enter(id, word),
    UNKNOWN_STATUS: (id, { word }) => agency.move(id, word),
    MESSAGE: (id, { text }) => agency.say(id, text, 'System'),
    INQUIRY: (id, { question }) => agency.say(id, question),
    DOCUMENT: (id, { fileName, content }) => agency.upload(id, fileName, content),
  };
  return {
    network: agency.network,
    unreachable: agency.with({ url: 'http://127.0.0.1:1' }),
    // Each goes as a message, and somebody has to see to it.
    cannotTell: ['withdraw', 'pause', 'creditNote', 'notifyPayment'],
    cannotSay: ['COST', 'REMITTANCE'],
    async say(reference, saying) {
      (sayings[saying.kind] as (id: string, saying: Saying) => unknown)(reference, saying);
      return 'SAID';
    },
    count: async () => agency.cases.size,
    async heard(reference): Promise<Heard> {
      const { chats, files } = agency.cases.get(reference)!;
      const ours = chats.filter((chat) => chat.roleLabel === 'Creditor').map(({ message }) => message);
      const answers = ours.filter((message) => message.includes('[answer:')).length;
      return {
        withdrawn: false, paused: false, directPayments: nobody, credits: nobody, messages: ours.length, documents: files.length, answers,
      }; // prettier-ignore
    },
    webhook({ id, reference, timestampSeconds, byAnother = false }) {
      const body = agency.webhook({ id, caseId: reference });
      const signed = agency.sign(body, timestampSeconds, 'hex', byAnother ? Buffer.alloc(32) : undefined);
      return { headers: { 'x-debitura-signature': signed['x-debitura-signature'] }, body };
    },
    async stop() {
      await agency.stop();
      expect(agency.server.violations).toEqual([]);
    },
  };
}
