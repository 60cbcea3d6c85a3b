import { isoDate, type IsoDate } from '../../src/domain/date.js';
import type { CaseFacts, NoticeFacts, StepType } from '../../src/domain/facts.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';
import { countries } from '../../src/countries/index.js';
import type { LetterInput } from '../../src/modules/notices/letter.js';

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

const noticeBefore = (type: StepType, sentOn: string, payBy: string): NoticeFacts => ({
  type,
  sentOn: isoDate(sentOn),
  payBy: isoDate(payBy),
  sentBy: 'AGENCY',
  feeCharged: null,
});

const BEFORE: Readonly<Partial<Record<`${OwnCountry}.${StepType}`, NoticeFacts>>> = {
  'NO.PAYMENT_DEMAND': noticeBefore('COLLECTION_NOTICE', '2026-08-03', '2026-08-17'),
  'FI.PAYMENT_DEMAND': noticeBefore('REMINDER', '2026-08-03', '2026-08-17'),
};

/** One consumer's invoice of 1 200.00 due on 15 July 2026, and the letter a country sends before the step. */
export function caseFacts(country: OwnCountry, step: StepType, change: Partial<CaseFacts> = {}): CaseFacts {
  const before = BEFORE[`${country}.${step}`];
  return {
    currency: countries[country].currency,
    debtorType: 'PERSON',
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
      },
    ],
    notices: before ? [before] : [],
    payments: [],
    disputed: false,
    ...change,
  };
}

export function letterInput(country: OwnCountry, step: StepType, change: Partial<LetterInput> = {}): LetterInput {
  const on: IsoDate = isoDate(BEFORE[`${country}.${step}`] ? '2026-08-24' : '2026-08-03');
  return {
    law: countries[country],
    facts: caseFacts(country, step),
    step,
    on,
    language: countries[country].languages[0],
    agency: { ...AGENCY, account: ACCOUNTS[country] },
    creditor: {
      name: 'Nordlys Testkraft AS',
      organisationNumber: { NO: '981566378', SE: '556036-0793', FI: '0112038-9' }[country],
      address: ['Kraftgata 2', '9008 Tromsø'],
      country: 'NO',
    },
    debtor: { name: 'Test Person', address: ['Eksempelveien 3', '0001 Testby'], country },
    caseReference: 'F-2026-0000123',
    paymentReference: countries[country].paymentReference(123n),
    ...change,
  };
}

/** The letters there are: every step a country requires anything of. */
export const LETTERS: readonly (readonly [OwnCountry, StepType])[] = [
  ['NO', 'REMINDER'],
  ['NO', 'COLLECTION_NOTICE'],
  ['NO', 'PAYMENT_DEMAND'],
  ['SE', 'REMINDER'],
  ['SE', 'PAYMENT_DEMAND'],
  ['FI', 'REMINDER'],
  ['FI', 'PAYMENT_DEMAND'],
];
