import { bankBarcode, isViitenumero, nationalReference } from '../../src/countries/fi.identifiers.js';
import { finland as law } from '../../src/countries/fi.js';
import { creditorReference } from '../../src/domain/identifiers.js';
import { amount, day } from './facts.js';

describe('numbers', () => {
  // Rulebook 7: test numbers of the Digital and Population Data Services Agency (individual numbers 900 and above) and the model 131052-308T.
  test.each([
    '131052-308T', '010594Y9032', '010594Y9021', '020594X903P', '020594X902N', '030594W903B', '030694W9024', '040594V9030',
    '040594V902Y', '050594U903M', '050594U902L', '010516B903X', '010516B902W', '020516C903K', '020516C902J', '030516D9037',
    '030516D9026', '010501E9032', '020502E902X', '020503F9037', '020504A902E', '020504B904H',
  ])('person %s', (text) => {
    expect(law.parseIdentifier(text, 'PERSON')).toMatchObject({ ok: true, value: { kind: 'hetu', value: text } });
  }); // prettier-ignore

  test('the separator tells the century', () => {
    expect(law.parseIdentifier('131052-308T', 'PERSON')).toMatchObject({ value: { birthDate: '1952-10-13' } });
    expect(law.parseIdentifier('010594y9032', 'PERSON')).toMatchObject({
      value: { birthDate: '1994-05-01', value: '010594Y9032' },
    });
    expect(law.parseIdentifier('010516B903X', 'PERSON')).toMatchObject({ value: { birthDate: '2016-05-01' } });
    expect(law.parseIdentifier('131052+308T', 'PERSON')).toMatchObject({ value: { birthDate: '1852-10-13' } });
  });

  // 29 February 1900: 290200901 = 31 × 9361319 + 12, C. Individual number 001: 131052001 = 31 × 4227483 + 28, W.
  test.each([
    ['010190-999K', 'CHECKSUM'], ['131052-308U', 'CHECKSUM'], ['131052/308T', 'FORMAT'], ['10101-0101', 'LENGTH'],
    ['131052Z308T', 'FORMAT'], ['290200-901C', 'COMPONENT'], ['131052-001W', 'COMPONENT'],
  ])('person %s: %s', (text, refusal) => {
    expect(law.parseIdentifier(text, 'PERSON')).toEqual({ ok: false, refusal });
  }); // prettier-ignore

  test.each([
    ['0112038-9', '0112038-9'], ['0737546-2', '0737546-2'], ['1572860-0', '1572860-0'], ['3237195-7', '3237195-7'],
    ['0804876-2', '0804876-2'], ['112038-9', '0112038-9'], ['FI01120389', '0112038-9'],
  ])('company %s', (text, value) => {
    expect(law.parseIdentifier(text, 'COMPANY')).toEqual({ ok: true, value: { kind: 'y-tunnus', value, birthDate: null } });
  }); // prettier-ignore

  test.each([
    ['2077474-1', 'CHECKSUM'], ['2617416-44', 'FORMAT'], ['1375045-1', 'CHECKSUM'], ['1000008-0', 'CHECKSUM'], ['12345-6', 'LENGTH'],
    ['FI 26174164A', 'FORMAT'],
  ])('company %s: %s', (text, refusal) => {
    expect(law.parseIdentifier(text, 'COMPANY')).toEqual({ ok: false, refusal });
  }); // prettier-ignore

  test.each([[123456n, '1234561'], [1111n, '11112'], [234823n, '2348236'], [1234567n, '12345672'], [100n, '1009'], [7n, '0071']])(
    'viitenumero of %s is %s',
    (serial, reference) => expect(law.paymentReference(serial)).toBe(reference),
  ); // prettier-ignore

  test('viitenumero in print', () => {
    for (const text of ['1234561', '11112', '2348236', '12345672', '1313', '61 74354', '91719 26229 59197 870'])
      expect(isViitenumero(text)).toBe(true);
    for (const text of ['', '1', '123', '12345671', '11111 11111 11111 11111 1', 'RF9811112'])
      expect(isViitenumero(text)).toBe(false);
  });
});

describe('references and bank barcode', () => {
  // Rulebook 7 and ISO 11649: a Finnish RF reference wraps the whole national one.
  test.each([
    ['11112', 'RF9811112'], ['2348236', 'RF332348236'], ['1234561', 'RF341234561'], ['868516259619897', 'RF09868516259619897'],
    ['559582243294671', 'RF06559582243294671'], ['1511890656', 'RF601511890656'],
  ])('%s within %s', (national, wrapped) => {
    expect(creditorReference(national)).toBe(wrapped);
    expect(nationalReference(wrapped)).toBe(national);
  }); // prettier-ignore

  test('an RF reference that holds no national one is none of ours', () => {
    for (const text of ['RF97C2H5OH', 'RF35123ABCZ', 'RF9711112', '11112', ''])
      expect(nationalReference(text)).toBeNull();
  });

  // Rulebook 7; the third and the last are of the corpus of check digits.
  test.each([
    ['FI7944052020036082', '868516259619897', '4883.15', '2010-06-12', '479440520200360820048831500000000868516259619897100612'],
    ['FI0250004640001302', '69875672083435364', '693.80', '2011-07-24', '402500046400013020006938000000069875672083435364110724'],
    ['FI5810171000000122', '559582243294671', '482.99', '2012-01-31', '458101710000001220004829900000000559582243294671120131'],
    ['FI3715903000000776', 'RF9811112', '1.10', '2017-01-01', '537159030000007760000011098000000000000000011112170101'],
    ['FI02 5000 4640 0013 02', 'RF61 6987 5672 0839', '693.80', '2011-07-24', '502500046400013020006938061000000000698756720839110724'],
  ])('barcode of %s %s %s %s', (account, reference, euro, payBy, expected) => {
    expect(bankBarcode({ account, reference, amount: amount(euro), payBy: day(payBy) })).toBe(expected);
  }); // prettier-ignore

  const slip = {
    account: 'FI2112345600000785',
    reference: '1234561',
    amount: amount('10.00'),
    payBy: day('2026-03-18'),
  };

  test('without a day, without an amount, and for an amount of seven digits the places are zeros', () => {
    const barcode = (more: Partial<typeof slip>) => bankBarcode({ ...slip, ...more });
    expect(bankBarcode({ ...slip, payBy: null })).toBe(
      ['4', '2112345600000785', '00001000', '000', '00000000000001234561', '000000'].join(''),
    );
    expect(barcode({ amount: 0n })?.slice(17, 25)).toBe('00000000');
    expect(barcode({ amount: amount('999999.99') })?.slice(17, 25)).toBe('99999999');
    expect(barcode({ amount: amount('1000000.00') })?.slice(17, 25)).toBe('00000000');
  });

  test('there is none for an account abroad or a reference that is wrong', () => {
    expect(bankBarcode({ ...slip, account: 'NO9386011117947' })).toBeNull();
    expect(bankBarcode({ ...slip, account: 'FI2212345600000785' })).toBeNull();
    expect(bankBarcode({ ...slip, reference: '1234562' })).toBeNull();
    expect(bankBarcode({ ...slip, reference: 'RF35123ABCZ' })).toBeNull();
  });

  test('the slip prints references in fives from the right, RF and account in fours from the left', () => {
    expect(law.paymentSlip({ ...slip, reference: '917192622959197870' })).toMatchObject({
      reference: '917 19262 29591 97870',
    });
    expect(law.paymentSlip(slip)).toEqual({
      account: 'FI21 1234 5600 0007 85',
      reference: '12 34561',
      creditorReference: 'RF341234561',
      barcode: ['4', '2112345600000785', '00001000', '000', '00000000000001234561', '260318'].join(''),
      ocrLine: null,
    });
    expect(law.paymentSlip({ ...slip, reference: 'RF341234561' })).toMatchObject({
      reference: 'RF34 1234 561',
      creditorReference: 'RF341234561',
    });
    expect(law.paymentSlip({ ...slip, account: '1', reference: 'x' })).toMatchObject({
      account: '1',
      reference: 'x',
      creditorReference: null,
      barcode: null,
    });
  });
});
