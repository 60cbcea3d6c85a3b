import type { BankMoney } from '../../src/domain/bank-money.js';
import { isoDate } from '../../src/domain/date.js';
import { creditorReference } from '../../src/domain/identifiers.js';
import { match, type MatchCandidate } from '../../src/domain/matching.js';

const paid = (about: Partial<BankMoney>): BankMoney => ({
  source: 'CAMT', place: '', account: '99990000006', bookedOn: isoDate('2026-02-27'), valueOn: null, direction: 'CREDIT',
  amount: { minor: 50_000n, currency: 'NOK' }, reversal: false, booked: true, detailed: true, lump: false,
  line: { number: 1, amount: 50_000n, direction: 'CREDIT' }, bankReference: null, endToEndId: null, references: [], documentNumbers: [], text: '',
  payer: { name: null, account: null, identifier: null }, ordered: null, returned: null, ...about,
}); // prettier-ignore
const by = (name: string) => ({ payer: { name, account: null, identifier: null } });
const candidate = (about: Partial<MatchCandidate> = {}): MatchCandidate => ({
  caseId: 'one', caseReference: 'F-2026-0000001', paymentReference: '10000017', open: true, debtorName: 'Kari Test Nordmann', isPayer: false,
  outstanding: { minor: 50_000n, currency: 'NOK' },
  invoices: [{ number: 'A-77', reference: '4242429', principal: { minor: 40_000n, currency: 'NOK' } }], ...about,
}); // prettier-ignore
const other = candidate({
  caseId: 'two',
  caseReference: 'F-2026-0000002',
  paymentReference: '10000025',
  debtorName: 'Ola Prøve',
  outstanding: null,
  invoices: [],
});

/** What decided, and for which case; or why nothing did. */
function outcome(money: BankMoney, ...candidates: MatchCandidate[]): string {
  const found = match(money, candidates);
  return found.kind === 'MATCHED' ? `${found.rule} ${found.caseId}` : found.reason;
}

describe('by reference', () => {
  test.each([
    ['as it is', ['10000017']],
    ['with zeros before it', ['000000000010000017']],
    ['with blanks in it', ['10 00 00 17']],
    ['as an RF reference', [creditorReference('10000017')]],
    [
      'as an RF reference in small letters with blanks',
      [
        creditorReference('10000017')
          .toLowerCase()
          .replace(/(.{4})/g, '$1 '),
      ],
    ],
    ['beside an invoice of the same case', ['10000017', 'A-77']],
  ])('%s', (_what, references) => {
    expect(outcome(paid({ references, amount: { minor: 1n, currency: 'EUR' } }), candidate(), other)).toBe(
      'PAYMENT_REFERENCE one',
    );
  });

  test('also of a closed case, in any currency, whoever pays', () => {
    expect(outcome(paid({ references: ['10000017'], ...by('Somebody Else') }), candidate({ open: false }))).toBe(
      'PAYMENT_REFERENCE one',
    );
  });

  test('but not between two', () => {
    expect(outcome(paid({ references: ['10000017', '10000025'] }), candidate(), other)).toBe('SEVERAL_CASES');
    expect(outcome(paid({ references: ['10000017'], text: 'F-2026-0000002' }), candidate(), other)).toBe(
      'SEVERAL_CASES',
    );
    // An RF reference around the serial number of one case may be the national reference of another.
    const rf = candidate({ caseId: 'rf', paymentReference: creditorReference('10000017') });
    expect(outcome(paid({ references: [creditorReference('10000017')] }), candidate(), rf)).toBe('SEVERAL_CASES');
    // It is for something more, and how much is not said.
    expect(outcome(paid({ references: ['10000017', '999'] }), candidate())).toBe('SEVERAL_CASES');
  });
});

describe('by what is written', () => {
  test.each<[string, Partial<BankMoney>, string]>([
    ["the case's own reference", { text: 'Gjelder f-2026-0000001, takk' }, 'CASE_REFERENCE one'],
    ['a payment reference with the amount owed', { text: 'KID 10000017' }, 'REFERENCE_IN_TEXT one'],
    [
      'a payment reference in groups, by the debtor',
      { text: '1000 0017', amount: { minor: 7n, currency: 'NOK' }, ...by('NORDMANN KARI TEST') },
      'REFERENCE_IN_TEXT one',
    ],
    ['a payment reference alone', { text: '10000017', amount: { minor: 7n, currency: 'NOK' } }, 'NO_MATCH'],
    ['an invoice and all that is owed', { text: 'Faktura a-77' }, 'INVOICE_AND_AMOUNT one'],
    [
      'an invoice and what it was',
      { documentNumbers: ['A-77'], amount: { minor: 40_000n, currency: 'NOK' } },
      'INVOICE_AND_AMOUNT one',
    ],
    [
      "the creditor's reference of the invoice and what it was",
      { references: ['4242429'], amount: { minor: 40_000n, currency: 'NOK' } },
      'INVOICE_AND_AMOUNT one',
    ],
    ['an invoice and another amount', { text: 'A-77', amount: { minor: 39_999n, currency: 'NOK' } }, 'NO_MATCH'],
    [
      'an invoice and the amount in another currency',
      { text: 'A-77', amount: { minor: 50_000n, currency: 'SEK' } },
      'NO_MATCH',
    ],
    ['part of the number of an invoice', { text: 'A-7' }, 'NO_MATCH'],
    ['the debtor and all that is owed', by('kari test nordmann'), 'PAYER_AND_AMOUNT one'],
    [
      'the debtor, all that is owed, and a reference of something else',
      { references: ['31337'], ...by('Kari Test Nordmann') },
      'NO_MATCH',
    ],
    ['part of the name of the debtor', by('Kari Nordmann'), 'NO_MATCH'],
  ])('%s', (_what, about, decided) => {
    expect(outcome(paid(about), candidate(), other)).toBe(decided);
  });

  test('a closed case only by its references', () => {
    expect(outcome(paid({ text: 'A-77' }), candidate({ open: false }))).toBe('NO_MATCH');
    expect(outcome(paid(by('Kari Test Nordmann')), candidate({ open: false }))).toBe('NO_MATCH');
  });

  test('two open cases of one debtor leave it open, though the amount fits one', () => {
    const second = candidate({
      caseId: 'two',
      caseReference: 'F-2026-0000002',
      paymentReference: '10000025',
      outstanding: { minor: 9n, currency: 'NOK' },
      invoices: [],
    });
    expect(outcome(paid(by('Kari Test Nordmann')), candidate(), second)).toBe('SEVERAL_CASES');
    expect(outcome(paid(by('Kari Test Nordmann')), candidate(), { ...second, open: false })).toBe(
      'PAYER_AND_AMOUNT one',
    );
  });

  test('the debtor by its national number, whatever its bank calls it', () => {
    expect(outcome(paid(by('KTN HOLDING')), candidate({ isPayer: true }))).toBe('PAYER_AND_AMOUNT one');
  });
});

test('suggestions come the likeliest first, each with what speaks for it, and nothing for whom nothing does', () => {
  const money = paid({ text: '10000025 A-77', amount: { minor: 1n, currency: 'NOK' }, ...by('Ola Prøve') });
  const third = candidate({
    caseId: 'three',
    caseReference: 'F-2026-0000003',
    paymentReference: '10000033',
    invoices: [],
  });
  expect(match({ ...money, payer: { ...money.payer, name: null } }, [third, candidate(), other]).suggestions).toEqual([
    { caseId: 'two', evidence: ['REFERENCE_IN_TEXT'] },
    { caseId: 'one', evidence: ['INVOICE_NUMBER'] },
  ]);
});
