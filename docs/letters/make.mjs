// Makes the pictures of this folder anew from a build: `node docs/letters/make.mjs`, once `npm run build` has run. Needs
// pdftoppm (Poppler) and convert (ImageMagick). Every party is invented, its number from the far end of the series; the account
// numbers are the examples of their banks' rules.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countries } from '../../dist/src/countries/index.js';
import { NOTHING_YET, PLAIN_CLAIM } from '../../dist/src/domain/facts.js';
import { renderLetter } from '../../dist/src/modules/notices/letter.js';
import { letterPdf } from '../../dist/src/modules/notices/pdf.js';
import { loadTexts } from '../../dist/src/texts.js';

const folder = import.meta.dirname;
const texts = loadTexts(path.join(folder, '../../locales'));

const LETTERS = {
  NO: {
    agency: party('Eksempel Inkasso AS', '999999905', ['Prøveveien 1', '0150 Oslo'], '+47 22 00 00 00', '9710 41 33219'),
    creditor: party('Nordlys Testkraft AS', '999999808', ['Kraftgata 2', '9008 Tromsø']),
    debtor: party('Kari Eksempel', '', ['Eksempelveien 3', '0001 Testby']),
    description: 'Strøm i juni 2026',
    before: 'COLLECTION_NOTICE',
  },
  SE: {
    agency: party('Exempel Inkasso AB', '559999-9900', ['Provgatan 1', '111 22 Stockholm'], '+46 8 000 00 00', '5050-1055'),
    creditor: party('Testkraft AB', '559999-9801', ['Kraftgatan 2', '903 26 Umeå']),
    debtor: party('Erik Exempel', '', ['Exempelvägen 3', '111 11 Teststad']),
    description: 'El för juni 2026',
    before: null,
  },
  FI: {
    agency: party('Perintä Esimerkki Oy', '9999990-9', ['Koekatu 1', '00100 Helsinki'], '+358 9 000 000', 'FI21 1234 5600 0007 85'),
    creditor: party('Testisähkö Oy', '9999980-2', ['Voimakatu 2', '90100 Oulu']),
    debtor: party('Maija Esimerkki', '', ['Esimerkkitie 3 B 12', '33100 Tampere']),
    description: 'Sähkö kesäkuulta 2026',
    before: 'REMINDER',
  },
}; // prettier-ignore

for (const [country, letter] of Object.entries(LETTERS)) {
  const pdf = letterPdf(renderLetter(inputOf(country, letter), texts).document, '2026-08-24');
  const pages = fs.mkdtempSync(path.join(tmpdir(), 'letter-'));
  execFileSync('pdftoppm', ['-r', '80', '-gray', '-', path.join(pages, 'page')], { input: pdf });
  const files = fs.readdirSync(pages).sort().map((name) => path.join(pages, name)); // prettier-ignore
  const frame = ['-bordercolor', 'gray60', '-border', '1'];
  execFileSync('convert', [...files, ...frame, '+append', '-strip', path.join(folder, `${country.toLowerCase()}.png`)]);
  fs.rmSync(pages, { recursive: true });
}

/** A demand for one consumer's invoice of 1 200 due on 15 July 2026. */
function inputOf(country, { agency, creditor, debtor, description, before }) {
  const law = countries[country];
  const dates = { invoiceDate: '2026-07-01', dueDate: '2026-07-15' };
  const claim = { ...PLAIN_CLAIM, ...dates, id: 'claim', invoiceNumber: '1001', description, principal: 120_000n };
  const sent = { type: before, sentOn: '2026-08-03', payBy: '2026-08-17', sentBy: 'AGENCY', feeCharged: null };
  const facts = {
    ...NOTHING_YET, currency: law.currency, debtorType: 'PERSON', creditorVatLiable: true, registeredOn: '2026-08-01',
    claims: [claim], notices: before ? [sent] : [],
  }; // prettier-ignore
  const at = (of) => ({ ...of, country });
  return {
    law, facts, step: 'PAYMENT_DEMAND', on: '2026-08-24', language: law.languages[0], agency: at(agency), creditor: at(creditor),
    debtor: at(debtor), representative: null, caseReference: 'F-2026-0000123', paymentReference: law.paymentReference(123n),
    closeReason: null, previousCreditor: null, objection: null, tone: 'NEUTRAL',
  }; // prettier-ignore
}

function party(name, number, address, phone = '', account = '') {
  return { name, number, organisationNumber: number, address, phone, account, email: 'post@example.com' };
}
