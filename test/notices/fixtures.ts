import { isoDate, type IsoDate } from '../../src/domain/date.js';
import { NOTHING_YET, PLAIN_CLAIM, type CaseFacts, type NoticeFacts, type StepType } from '../../src/domain/facts.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';
import { countries } from '../../src/countries/index.js';
import type { LetterInput } from '../../src/modules/notices/letter.input.js';

const AGENCY = {
  name: 'Fordring Testinkasso AS',
  organisationNumber: '123456785',
  address: ['Prøveveien 1', '0150 Oslo'],
  country: 'NO',
  email: 'post@fordring.example',
  phone: '+47 22 00 00 00',
  website: 'www.fordring.example',
};

/** Where the debtor pays, by country: test accounts of the rulebooks. */
const ACCOUNTS: Readonly<Record<OwnCountry, string>> = {
  NO: '9710 41 33219',
  SE: '5050-1055',
  FI: 'FI21 1234 5600 0007 85',
};

const letterBefore = (type: StepType, sentOn: string, payBy: string | null): NoticeFacts => ({
  type,
  sentOn: isoDate(sentOn),
  payBy: payBy === null ? null : isoDate(payBy),
  sentBy: 'AGENCY',
  feeCharged: null,
});

const FIRST: Readonly<Partial<Record<OwnCountry, NoticeFacts>>> = {
  NO: letterBefore('COLLECTION_NOTICE', '2026-08-03', '2026-08-17'),
  FI: letterBefore('REMINDER', '2026-08-03', '2026-08-17'),
};
const DEMANDS: Readonly<Record<OwnCountry, readonly NoticeFacts[]>> = {
  NO: [FIRST.NO!, letterBefore('PAYMENT_DEMAND', '2026-08-24', '2026-09-07')],
  SE: [letterBefore('PAYMENT_DEMAND', '2026-08-03', '2026-08-17')],
  FI: [FIRST.FI!, letterBefore('PAYMENT_DEMAND', '2026-08-24', '2026-09-07')],
};

/** Steps up to the first formal demand, which are taken while the claim is fresh. */
const EARLY: readonly StepType[] = ['REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND'];

function lettersBefore(country: OwnCountry, step: StepType): readonly NoticeFacts[] {
  if (step === 'PAYMENT_DEMAND') return [FIRST[country]].filter((letter) => letter !== undefined);
  if (EARLY.includes(step)) return [];
  const warned = step === 'BANKRUPTCY_PETITION' ? [letterBefore('BANKRUPTCY_WARNING', '2026-09-10', null)] : [];
  return [...DEMANDS[country], ...warned];
}

/** Day each letter is written. */
export function dayOf(country: OwnCountry, step: StepType): IsoDate {
  if (!EARLY.includes(step)) return isoDate('2026-10-01');
  return isoDate(lettersBefore(country, step).length > 0 ? '2026-08-24' : '2026-08-03');
}

/** Steps that are taken against businesses only. */
export const BUSINESS_STEPS: readonly StepType[] = ['PUBLICATION_WARNING', 'BANKRUPTCY_WARNING', 'BANKRUPTCY_PETITION'];

const PLAN = {
  agreedOn: isoDate('2026-10-01'),
  instalments: [
    { dueOn: isoDate('2026-11-02'), amount: 70_000n },
    { dueOn: isoDate('2026-12-01'), amount: 80_000n },
  ],
};
const OLDER_PLAN = {
  ...PLAN,
  agreedOn: isoDate('2026-08-03'),
  instalments: [{ dueOn: isoDate('2026-09-01'), amount: 70_000n }],
};

/** What a step tells of beside the claim: the plan agreed, the title given, the warning served, the end of the case. */
const ABOUT: Readonly<Partial<Record<StepType, Partial<CaseFacts>>>> = {
  PAYMENT_PLAN: { plans: [PLAN] },
  INSTALMENT_REMINDER: { plans: [OLDER_PLAN] },
  PLAN_DEFAULT: { plans: [{ ...OLDER_PLAN, ended: { on: isoDate('2026-10-01'), as: 'DEFAULTED' } }] },
  OBJECTION_ANSWER: { objectedOn: [isoDate('2026-09-01')] },
  ENFORCEMENT_APPLICATION: {
    proceedings: [
      { type: 'TITLE_GIVEN', on: isoDate('2026-09-21'), step: 'COURT_APPLICATION', awarded: 0n, until: null },
    ],
  },
  BANKRUPTCY_PETITION: {
    proceedings: [{ type: 'SERVED', on: isoDate('2026-09-15'), step: 'BANKRUPTCY_WARNING', awarded: 0n, until: null }],
  },
  CLOSING_STATEMENT: { closedOn: isoDate('2026-09-30') },
  SETTLEMENT_OFFER: {
    settlementOffers: [
      { offeredOn: isoDate('2026-10-01'), payBy: isoDate('2026-10-15'), amount: 90_000n, lapsed: false },
    ],
  },
  ASSIGNMENT_NOTICE: { assignedOn: isoDate('2026-10-01') },
};

/** One invoice of 1 200.00 due on 15 July 2026, the letters a country sends before the step, and what the step is about. */
export function caseFacts(country: OwnCountry, step: StepType, change: Partial<CaseFacts> = {}): CaseFacts {
  return {
    currency: countries[country].currency,
    debtorType: BUSINESS_STEPS.includes(step) ? 'COMPANY' : 'PERSON',
    creditorVatLiable: true,
    registeredOn: isoDate('2026-08-01'),
    claims: [
      {
        id: 'claim-1',
        invoiceNumber: '1001',
        description: { NO: 'Strøm i juni 2026', SE: 'El för juni 2026', FI: 'Sähkö kesäkuulta 2026' }[country],
        invoiceDate: isoDate('2026-07-01'),
        dueDate: isoDate('2026-07-15'),
        principal: 120_000n,
        ...PLAIN_CLAIM,
      },
    ],
    ...NOTHING_YET,
    notices: lettersBefore(country, step),
    ...ABOUT[step],
    ...change,
  };
}

export function letterInput(country: OwnCountry, step: StepType, change: Partial<LetterInput> = {}): LetterInput {
  return {
    law: countries[country],
    facts: caseFacts(country, step),
    step,
    on: dayOf(country, step),
    language: countries[country].languages[0],
    agency: { ...AGENCY, account: ACCOUNTS[country] },
    creditor: {
      name: 'Nordlys Testkraft AS',
      organisationNumber: { NO: '981566378', SE: '556036-0793', FI: '0112038-9' }[country],
      address: ['Kraftgata 2', '9008 Tromsø'],
      country: 'NO',
    },
    debtor: { name: 'Test Person', address: ['Eksempelveien 3', '0001 Testby'], country, number: '' },
    representative: null,
    caseReference: 'F-2026-0000123',
    paymentReference: countries[country].paymentReference(123n),
    objection:
      step === 'OBJECTION_ANSWER'
        ? { raisedOn: isoDate('2026-09-01'), answer: 'The delivery was signed for.', outcome: 'DISMISSED' }
        : null,
    tone: 'NEUTRAL',
    previousCreditor: step === 'ASSIGNMENT_NOTICE' ? 'Eksempel Strøm AS' : null,
    closeReason: step === 'CLOSING_STATEMENT' ? 'UNECONOMICAL' : null,
    ...change,
  };
}

/** Letters up to the first formal demand. */
export const LETTERS: readonly (readonly [OwnCountry, StepType])[] = [
  ['NO', 'REMINDER'],
  ['NO', 'COLLECTION_NOTICE'],
  ['NO', 'PAYMENT_DEMAND'],
  ['SE', 'REMINDER'],
  ['SE', 'PAYMENT_DEMAND'],
  ['FI', 'REMINDER'],
  ['FI', 'PAYMENT_DEMAND'],
];

const APPLICATIONS: readonly StepType[] = ['COURT_APPLICATION', 'ENFORCEMENT_APPLICATION', 'BANKRUPTCY_PETITION'];
const EVERYWHERE: readonly StepType[] = [
  'PAYMENT_PLAN', 'INSTALMENT_REMINDER', 'PLAN_DEFAULT', 'OBJECTION_ANSWER', 'BANKRUPTCY_WARNING', 'LIMITATION_NOTICE', 'CLOSING_STATEMENT', 'SETTLEMENT_OFFER', 'ASSIGNMENT_NOTICE',
  ...APPLICATIONS,
]; // prettier-ignore
const BESIDES: Readonly<Record<OwnCountry, readonly StepType[]>> = {
  NO: ['SECOND_DEMAND', 'LEGAL_WARNING'],
  SE: [],
  FI: ['SECOND_DEMAND', 'PUBLICATION_WARNING'],
};

/** Every letter and application there is. */
export const ALL_LETTERS: readonly (readonly [OwnCountry, StepType])[] = [
  ...LETTERS,
  ...(['NO', 'SE', 'FI'] as const).flatMap((country) =>
    [...BESIDES[country], ...EVERYWHERE].map((step) => [country, step] as const),
  ),
];

export const isApplication = (step: StepType): boolean => APPLICATIONS.includes(step);
