import type { DeclineCode as DeclineWord, PartnerPhase as PhaseWord } from '../partners/partner.js';
import { graphqlEnum } from './enums.js';

export const DeclineCode = graphqlEnum<DeclineWord>('DeclineCode', 'Why a partner gives a case back.', {
  NOT_COVERED: 'It does not work this country, currency or kind of debtor.',
  BELOW_MINIMUM: 'The claim is too small for it.',
  ABOVE_MAXIMUM: 'The claim is too large for it.',
  CONFLICT_OF_INTEREST: 'It acts for the debtor, or is otherwise bound.',
  INSUFFICIENT_DOCUMENTS: 'What it was given does not prove the claim.',
  TIME_BARRED: 'The claim is time-barred where it works.',
  DEBTOR_INSOLVENT: 'The debtor is insolvent.',
  NO_CAPACITY: 'It has no room for the case.',
  OTHER: 'Something else; the reason says what.',
});
export type DeclineCode = DeclineWord;

export const PartnerPhase = graphqlEnum<PhaseWord>('PartnerPhase', "Where a partner's work has come to.", {
  AMICABLE: 'Letters, calls and visits.',
  PAYMENT_PLAN: 'The debtor keeps an instalment plan.',
  LEGAL: 'Before a court or payment-order authority.',
  ENFORCEMENT: 'With the enforcement authority.',
  INSOLVENCY: 'In insolvency proceedings of the debtor.',
});
export type PartnerPhase = PhaseWord;

export const RemittanceDirection = graphqlEnum('RemittanceDirection', 'Who sent money on to whom.', {
  FROM_PARTNER: 'A partner to us: what it collected on a case we gave it.',
  TO_PARTNER: 'We to a partner: what we collected on a case it gave us.',
});
export type RemittanceDirection = keyof typeof RemittanceDirection;

export const MessageDirection = graphqlEnum('MessageDirection', 'Who wrote to whom about a referral.', {
  TO_PARTNER: 'The agency or the creditor to the partner.',
  FROM_PARTNER: 'The partner to the agency and the creditor.',
});
export type MessageDirection = keyof typeof MessageDirection;
