import type { Result } from '../../src/domain/result.js';
import type { PartnerFault, PartnerNetwork } from '../../src/partners/partner.js';
import { eur, ON, type Heard, type Telling } from './drill.js';

/** What a document of the suite's holds. */
export const PDF = Buffer.from('%PDF-1.7 test');

/** Each thing that can be told, and what the agency has taken in once it was. */
export const TELLINGS: Readonly<
  Record<
    Telling,
    {
      readonly tell: (network: PartnerNetwork, reference: string, key: string) => Promise<Result<null, PartnerFault>>;
      readonly heard: Partial<Heard>;
    }
  >
> = {
  notifyPayment: {
    tell: (network, reference, idempotencyKey) =>
      network.notifyPayment(reference, { idempotencyKey, amount: eur(4_001n), receivedOn: ON }),
    heard: { directPayments: [eur(4_001n)] },
  },
  creditNote: {
    tell: (network, reference, idempotencyKey) =>
      network.creditNote(reference, { idempotencyKey, invoiceNumber: 'T-1', amount: eur(2_003n), on: ON }),
    heard: { credits: [eur(2_003n)] },
  },
  pause: {
    tell: (network, reference, idempotencyKey) =>
      network.pause(reference, { idempotencyKey, paused: true, reason: 'Disputed.' }),
    heard: { paused: true },
  },
  sendMessage: {
    tell: (network, reference, idempotencyKey) =>
      network.sendMessage(reference, { idempotencyKey, text: 'Please call first.' }),
    heard: { messages: 1 },
  },
  sendDocument: {
    tell: (network, reference, idempotencyKey) =>
      network.sendDocument(reference, {
        idempotencyKey,
        fileName: 'contract.pdf',
        mediaType: 'application/pdf',
        content: PDF,
      }),
    heard: { documents: 1 },
  },
  answerInquiry: {
    tell: (network, reference, key) => network.answerInquiry(reference, key, 'Yes.'),
    heard: { answers: 1 },
  },
  withdraw: {
    tell: (network, reference, key) => network.withdraw(reference, key, 'Paid.'),
    heard: { withdrawn: true },
  },
};
