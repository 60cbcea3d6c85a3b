import type { Interruption as InterruptionWord, Requirement as RequirementWord } from '../domain/jurisdiction.js';
import { graphqlEnum } from './enums.js';

export const ClaimKind = graphqlEnum('ClaimKind', 'What the money is owed for, where the law treats it apart.', {
  GENERAL: 'Goods, services and whatever has no kind of its own.',
  LOAN: 'A money loan or a promissory note.',
  CONSUMER_CREDIT: 'Credit to a consumer, payment later included.',
  RENT_DWELLING: 'Rent of a dwelling.',
  RENT_PREMISES: 'Rent of premises.',
  ELECTRICITY: 'Transfer or delivery of electricity.',
  DISTRICT_HEATING: 'District heating.',
  GAS: 'Natural gas.',
  PARKING: 'A private parking charge.',
  PUBLIC: 'A public claim that may be enforced without a judgment.',
});
export type ClaimKind = keyof typeof ClaimKind;

export const DueDateBasis = graphqlEnum('DueDateBasis', 'How the due date came to bind.', {
  AGREED: 'Agreed beforehand, by contract or law.',
  STATED: 'Stated by an invoice that also tells the rate and the first day of late interest.',
  PRINTED: 'Only printed on the invoice.',
});
export type DueDateBasis = keyof typeof DueDateBasis;

export const DayCount = graphqlEnum('DayCount', 'Days of the year a rate of interest is spread over.', {
  ACTUAL_ACTUAL: 'Actual days over those of the calendar year, 365 or 366.',
  ACTUAL_365: 'Actual days over 365.',
  THIRTY_360: 'Months of thirty days over 360.',
});
export type DayCount = keyof typeof DayCount;

export const ProceedingType = graphqlEnum(
  'ProceedingType',
  'Something outside the letters of a case that the law attaches consequences to.',
  {
    LETTER_RECEIVED: 'Proof that a written demand reached the debtor.',
    ACKNOWLEDGED: 'The debtor acknowledged the debt.',
    INTERRUPTION_REQUESTED: 'The debtor asked that collection is interrupted and taken to court (Finland).',
    EXTENSION_GRANTED: 'More time to pay, at the request of the debtor.',
    COURT_FILED: 'An application reached the court or payment-order authority.',
    SERVED: 'The application, warning or termination named by the step was served.',
    COURT_ENDED: 'The procedure ended without a title.',
    TITLE_GIVEN: 'A judgment, payment order or settlement that can be enforced.',
    ENFORCEMENT_FILED: 'An application reached the enforcement authority.',
    ENFORCEMENT_GRANTED: 'Attachment was granted.',
    ENFORCEMENT_ENDED: 'Enforcement ended; nothing, or not enough, was found.',
    BANKRUPTCY_FILED: 'A petition for bankruptcy, or a claim in one, was filed.',
    SUPPLY_DEMAND_SENT: 'The supplier demanded payment on pain of disconnection.',
    SOCIAL_SERVICES_NOTIFIED: 'The social services of the municipality were told.',
    SOCIAL_SERVICES_LIABLE: 'The social services took over liability in writing.',
    HARM_RISK_FOUND: 'Disconnection would risk personal injury or extensive damage.',
    FOUND_SOLVENT: 'A credit check found means.',
    FOUND_INSOLVENT: 'A credit check found no means.',
  },
);
export type ProceedingType = keyof typeof ProceedingType;

export const ConditionType = graphqlEnum(
  'ConditionType',
  'A circumstance of a debtor that decides whether, and through whom, it may be asked to pay.',
  {
    MINOR: 'Under 18.',
    DECEASED: 'Died.',
    BANKRUPTCY: 'In bankruptcy.',
    DEBT_RESTRUCTURING: 'In debt restructuring, or granted it.',
    GUARDIANSHIP: 'Has a guardian or administrator, whom letters go to.',
    PROTECTED_ADDRESS: 'The address is protected: no partner is told it.',
  },
);
export type ConditionType = keyof typeof ConditionType;

export const Interruption = graphqlEnum<InterruptionWord>('Interruption', 'Why limitation runs anew from a day.', {
  PAYMENT: 'A payment.',
  LETTER: 'A written demand, where sending it is enough.',
  LETTER_RECEIVED: 'A written demand that reached the debtor.',
  ACKNOWLEDGED: 'An acknowledgement by the debtor.',
  COURT: 'A claim before a court or payment-order authority, or its end.',
  ENFORCEMENT: 'An application for enforcement, or its end.',
  INSOLVENCY: 'A claim in insolvency proceedings.',
  PLAN: 'An agreement on the debt.',
});
export type Interruption = InterruptionWord;

export const Requirement = graphqlEnum<RequirementWord>(
  'Requirement',
  'Something that must be so before a step before an authority.',
  {
    claimDue: 'The claim is overdue.',
    notDisputed: 'The claim is not disputed.',
    demandExpired: 'A complete demand was sent and its time has passed.',
    warningExpired: 'A warning of legal steps was sent and its time has passed.',
    startedInTime: 'The demand is not too old.',
    withinValueLimit: 'The amount is within the limit of the authority.',
    titleHeld: 'There is a title that can be enforced.',
    titleOrDocument: 'There is a title, or an undisputed written demand.',
    bookkeepingDebtor: 'The debtor is bound to keep books.',
    warningServed: 'The bankruptcy warning was served.',
    warningTimeOver: 'The time in the bankruptcy warning has passed.',
    insolvent: 'The debtor is insolvent.',
    essentialBreach: 'The breach is essential.',
    supplyDemandExpired: 'A written demand gave reasonable time, which has passed.',
    socialServicesNotified: 'The social services were told.',
    socialServicesNotLiable: 'The social services have not taken over liability.',
    noHarmRisk: 'There is no risk of personal injury or extensive damage.',
    rentLate: 'The rent is late enough to forfeit the lease.',
    terminationServed: 'The termination was served with its official form.',
    recoveryTimeOver: 'The time in which the lease can be recovered has passed.',
    forbearanceOffered: 'A milder arrangement was offered.',
    notBarredByCondition: 'No circumstance of the debtor stands in the way.',
  },
);
export type Requirement = RequirementWord;
