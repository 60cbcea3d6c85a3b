import type { LetterDocument } from '../../src/modules/notices/document.js';

/** The first vector of the bank barcode guide: version 4, 4883.15 euros, due on 12 June 2010. */
export const BARCODE = '479440520200360820048831500000000868516259619897100612';

/** A Finnish demand, its parties invented. */
export const DEMAND: LetterDocument = {
  language: 'fi',
  subject: 'Maksuvaatimus, asia F-2026-0000123',
  sender: ['Perintä Esimerkki Oy', 'Y-tunnus 0112038-9', 'Esimerkkikatu 1', '00100 Helsinki', 'posti@perinta.example'],
  recipient: ['Testi Henkilö', 'Kokeilutie 3 B 12', '33100 Tampere'],
  facts: [
    ['Päivä', '12.5.2010'],
    ['Asia', 'F-2026-0000123'],
  ],
  title: 'Maksuvaatimus',
  parts: [
    { kind: 'PARAGRAPH', text: 'Velkoja on antanut saatavan perittäväksi. Pyydämme maksamaan alla mainitun määrän.' },
    { kind: 'HEADING', text: 'Velkoja' },
    { kind: 'LINES', lines: ['Sähkö Esimerkki Oy', 'Voimakatu 2', '90100 Oulu'] },
    { kind: 'HEADING', text: 'Saatava' },
    {
      kind: 'AMOUNTS',
      rows: [
        ['Pääoma', '4 800,00 €'],
        ['Viivästyskorko', '83,15 €'],
      ],
      total: ['Yhteensä', '4 883,15 €'],
    },
    { kind: 'HEADING', text: 'Maksaminen' },
    { kind: 'COLUMNS', rows: [['Eräpäivä', '12.6.2010']] },
  ],
  slip: {
    rows: [
      ['Saaja', 'Perintä Esimerkki Oy'],
      ['Tili', 'FI79 4405 2020 0360 82'],
      ['Viitenumero', '86851 62596 19897'],
      ['Eräpäivä', '12.6.2010'],
      ['Määrä', '4 883,15 €'],
    ],
    reference: '86851 62596 19897',
    creditorReference: 'RF09 8685 1625 9619 897',
    barcode: BARCODE,
    ocrLine: null,
  },
  courtesyCopy: null,
};
