import fc from 'fast-check';
import { writeTransfers, type TransferFile } from '../../src/bank-files/pain001.js';
import { readAccount } from '../../src/domain/bank-account.js';
import { countries } from '../../src/countries/index.js';
import { isoDate } from '../../src/domain/date.js';
import { painFaults } from './schema.js';

const on = isoDate('2026-06-05');

const file: TransferFile = {
  messageId: 'FORDRING-0001',
  madeOn: on,
  executeOn: on,
  payer: { name: 'Fordring Inkasso AS', organisationNumber: '123456785', country: 'NO' },
  blocks: [
    {
      from: { scheme: 'BBAN', number: '99990000006' },
      currency: 'NOK',
      transfers: [
        {
          endToEndId: 'FS00000001',
          amount: { minor: 1_234_50n, currency: 'NOK' },
          payee: { name: 'Eksempel & Sønner <AS>', country: 'NO' },
          to: { scheme: 'BBAN', number: '97104133219' },
          text: 'FS00000001',
        },
        {
          endToEndId: 'FR00000002',
          amount: { minor: 5n, currency: 'NOK' },
          payee: { name: 'Ola\nEksempel', country: 'NO' },
          to: { scheme: 'IBAN', number: 'NO9386011117947' },
          text: 'F-1',
        },
      ],
    },
    {
      from: { scheme: 'BGNR', number: '54029681' },
      currency: 'SEK',
      transfers: [
        {
          endToEndId: 'FS00000003',
          amount: { minor: 100_00n, currency: 'SEK' },
          payee: { name: 'Exempel AB', country: 'SE' },
          to: { scheme: 'BGNR', number: '54029681' },
          text: 'FS00000003',
        },
      ],
    },
  ],
};

test('a payout file has the structure of pain.001.001.09', async () => {
  const xml = writeTransfers(file);
  expect(await painFaults(xml)).toEqual([[]]);
  // 1234.50 + 0.05 + 100.00, whatever their currencies.
  expect(xml).toContain('<NbOfTxs>3</NbOfTxs><CtrlSum>1334.55</CtrlSum><InitgPty>');
  expect(xml).toContain('<NbOfTxs>2</NbOfTxs><CtrlSum>1234.55</CtrlSum><ReqdExctnDt><Dt>2026-06-05</Dt></ReqdExctnDt>');
  expect(xml).toContain('<InstdAmt Ccy="NOK">0.05</InstdAmt>');
  expect(xml).toContain('<Nm>Eksempel &amp; Sønner &lt;AS&gt;</Nm>');
  expect(xml).toContain('<Nm>Ola Eksempel</Nm>');
  expect(xml).toContain('<SchmeNm><Prtry>BGNR</Prtry></SchmeNm>');
});

test('the structure is really looked at', async () => {
  const xml = writeTransfers(file);
  const broken = [
    xml.replace('<PmtMtd>TRF</PmtMtd>', ''),
    xml.replace('Ccy="NOK"', ''),
    xml.replace('FS00000001', 'X'.repeat(36)),
    xml.replace('pain.001.001.09"', 'pain.001.001.03"'),
  ];
  const faults = await painFaults(xml, ...broken);
  expect(faults.map(({ length }) => length > 0)).toEqual([false, true, true, true, true]);
});

test('whatever names and texts people have, the file keeps its structure', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const currency = fc.constantFrom('NOK', 'ISK', 'BHD');
  const amount = fc.record({ minor: fc.bigInt({ min: 1n, max: 10n ** 12n }), currency });
  const people = fc.array(fc.record({ name: text, text, amount }), { minLength: 1, maxLength: 20 });
  const [block] = file.blocks;
  const files = fc.sample(people, { numRuns: 50, seed: 20_260_605 }).map((drawn) => {
    const transfers = drawn.map((person, index) => ({
      ...block!.transfers[0]!,
      endToEndId: `FS${index}`,
      payee: { name: person.name, country: 'NO' },
      text: person.text,
      amount: person.amount,
    }));
    return writeTransfers({ ...file, blocks: [{ ...block!, transfers }] });
  });
  expect((await painFaults(...files)).flat()).toEqual([]);
});

test('a number of ours is never cut', () => {
  expect(() => writeTransfers({ ...file, messageId: 'M'.repeat(36) })).toThrow('not an identifier');
});

test.each([
  // 97104133219 is a number of the rulebook's; with another last digit it is none (weights 5 4 3 2 7 6 5 4 3 2).
  ['9710 41 33219', 'NO', { scheme: 'BBAN', number: '97104133219' }],
  ['9710 41 33218', 'NO', null],
  ['NO93 8601 1117 947', 'NO', { scheme: 'IBAN', number: 'NO9386011117947' }],
  // Luhn of 5402968, from the right: 8 twice is 16, 1 + 6 = 7; 6; 18, 9; 2; 0; 4; 10, 1. 29 in all, so 1 to come to 30.
  ['5402-9681', 'SE', { scheme: 'BGNR', number: '54029681' }],
  ['5402-9682', 'SE', null],
  ['FI21 1234 5600 0007 85', 'FI', { scheme: 'IBAN', number: 'FI2112345600000785' }],
  ['123456-785', 'FI', null],
] as const)('the account %s of %s', (text, country, expected) => {
  expect(readAccount(text, countries[country])).toEqual(expected);
});
