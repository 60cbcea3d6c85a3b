import { createHash } from 'node:crypto';
import { isoDate } from '../../src/domain/date.js';
import type { Money } from '../../src/domain/money.js';
import type {
  CollectionOrder,
  PartnerDocument,
  PartnerNetwork,
  PartnerPhase,
  WebhookHeaders,
} from '../../src/partners/partner.js';

/** Day on which every case of the suite is handed over and asked after. */
export const ON = isoDate('2026-06-01');

interface DecimalAmount {
  readonly amount: string;
  readonly currency: string;
}

/** What the suite makes an agency say of a case. A drill puts it in the words of its network. */
export type Saying =
  | ({ readonly kind: 'PAYMENT' } & DecimalAmount)
  /** `of` and `payments` are ids of reports that the network gave before. */
  | { readonly kind: 'REVERSAL'; readonly of: string }
  | ({ readonly kind: 'COST'; readonly text: string } & DecimalAmount)
  | ({ readonly kind: 'REMITTANCE'; readonly payments: readonly string[] } & DecimalAmount)
  | { readonly kind: 'PHASE'; readonly phase: PartnerPhase }
  | { readonly kind: 'MESSAGE'; readonly text: string }
  | { readonly kind: 'INQUIRY'; readonly question: string }
  | ({ readonly kind: 'DOCUMENT' } & PartnerDocument)
  /** A word of the network's that nobody has heard before: of where the case stands, or of its phase. */
  | { readonly kind: 'UNKNOWN_STATUS' | 'UNKNOWN_PHASE'; readonly word: string };

/** What an agency has taken in about a case, each once however often it was told. */
export interface Heard {
  readonly withdrawn: boolean;
  readonly paused: boolean;
  readonly directPayments: readonly Money[];
  readonly credits: readonly Money[];
  readonly messages: number;
  readonly documents: number;
  /** Questions of its own that were answered. */
  readonly answers: number;
}

/** What the port can be asked to tell a partner. */
export type Telling =
  'withdraw' | 'pause' | 'creditNote' | 'sendMessage' | 'sendDocument' | 'notifyPayment' | 'answerInquiry';

/** A network, the agency at its other end, and how the suite makes that one act. */
export interface Drill {
  /** The network with its agency at the other end. */
  readonly network: PartnerNetwork;
  /** The same with nobody there; null where nothing lies between us and the agency. */
  readonly unreachable: PartnerNetwork | null;
  /**
   * What the network has no call for, so that the adapter must answer UNSUPPORTED, once it has said it by a message where it
   * can send any. What is not named here must work, and arrive.
   */
  readonly cannotTell: readonly Telling[];
  /** What its agencies cannot say. What is not named here must work. */
  readonly cannotSay: readonly Saying['kind'][];
  /** REFUSED where the agency is told at once that this is not taken, so that we never hear of it. */
  say(reference: string, saying: Saying): Promise<'SAID' | 'REFUSED'>;
  /** Cases at the agency in all. */
  count(): Promise<number>;
  heard(reference: string): Promise<Heard>;
  /**
   * A webhook about a case as the agency would sign it, with the headers of the signature alone; `byAnother` with a key that is
   * not its own. Null where the network sends none.
   */
  readonly webhook: ((about: WebhookAbout) => { readonly headers: WebhookHeaders; readonly body: string }) | null;
}

interface WebhookAbout {
  readonly id: string;
  readonly reference: string;
  readonly timestampSeconds: number;
  readonly byAnother?: boolean;
}

/** An amount of the suite's. */
export const eur = (minor: bigint): Money => ({ minor, currency: 'EUR' });

/** A case to hand over. The key decides which one it is; the principal is all in which two orders of one key differ. */
export const order = (idempotencyKey: string, principal = eur(123_456n)): CollectionOrder => ({
  idempotencyKey,
  caseReference: `F-${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 12)}`,
  orderedOn: ON,
  creditor: { name: 'Test Creditor AS', country: 'NO', organisationNumber: '123456785' },
  debtor: {
    type: 'COMPANY',
    name: 'Test Debtor GmbH',
    country: 'DE',
    language: 'de',
    address: { lines: ['Teststraße 1'], postalCode: '10115', city: 'Berlin', country: 'DE' },
    email: null,
    phone: null,
  },
  claims: [
    {
      invoiceNumber: 'T-1',
      description: 'Goods',
      invoiceDate: isoDate('2026-03-01'),
      dueDate: isoDate('2026-03-31'),
      principal,
    },
  ],
  paid: eur(0n),
});
