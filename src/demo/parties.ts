import type { PartyType } from '../domain/facts.js';
import type { DebtorInput } from '../modules/intake/intake.inputs.js';
import type { CreditorInput } from '../modules/creditors/creditor.inputs.js';

/** Everybody here is invented. Numbers are published test numbers and examples of check digit rules. */

const at = (line: string, postalCode: string, city: string, country: string) => ({
  lines: [line],
  postalCode,
  city,
  country,
});

export type CreditorName = 'power' | 'gym' | 'supplier' | 'electricity' | 'machinery';

interface DemoCreditor extends CreditorInput {
  readonly currency: string;
  /** Name of the partner it would rather have. */
  readonly prefers?: string;
}

/** Creditors by the name the story calls them. */
export const CREDITORS: Readonly<Record<CreditorName, DemoCreditor>> = {
  power: {
    name: 'Eksempel Kraft AS', country: 'NO', organisationNumber: '981566378', currency: 'NOK', bankAccount: '9710 41 33219',
    address: at('Kraftveien 1', '0150', 'Oslo', 'NO'),
  },
  gym: {
    name: 'Treningsstudio Eksempel AS', country: 'NO', organisationNumber: '701730496', currency: 'NOK', automation: 'APPROVAL',
    vatLiable: false, bankAccount: '9710 53 02049', address: at('Prøvegata 12', '5003', 'Bergen', 'NO'),
  },
  supplier: {
    name: 'Exempel Leverantör AB', country: 'SE', organisationNumber: '556016-0680', currency: 'SEK', bankAccount: 'SE4550000000058398257466',
    address: at('Provgatan 4', '211 20', 'Malmö', 'SE'), prefers: 'Muster Inkasso GmbH',
  },
  electricity: {
    name: 'Esimerkki Sähkö Oy', country: 'FI', organisationNumber: '0737546-2', currency: 'EUR', bankAccount: 'FI2112345600000785',
    address: at('Mallikatu 3', '20100', 'Turku', 'FI'),
  },
  machinery: {
    name: 'Muster Maschinen GmbH', country: 'DE', organisationNumber: 'HRB 000000 B', currency: 'EUR', bankAccount: 'DE89370400440532013000',
    address: at('Musterstraße 8', '10115', 'Berlin', 'DE'),
  },
}; // prettier-ignore

/** A country and what a partner asks there. Amounts are minor units. */
interface DemoCoverage {
  readonly country: string;
  readonly successFeeBps: number;
  readonly exclusive?: boolean;
  readonly minimum?: { readonly minor: number; readonly currency: string };
  readonly partyTypes?: readonly PartyType[];
}

interface DemoPartner {
  readonly name: string;
  readonly network: 'exchange' | 'sandbox';
  readonly covers: readonly DemoCoverage[];
  readonly suspended?: boolean;
  /** Countries whose cases it passes on to us. */
  readonly forwardsTo?: readonly string[];
}

/** The partner whose token is handed out: it has a desk with cases to answer. */
export const PARTNER_AT_DESK = 'Anytown Collections LLC';

export const PARTNERS: readonly DemoPartner[] = [
  { name: 'Muster Inkasso GmbH', network: 'exchange', covers: [{ country: 'DE', successFeeBps: 1800 }, { country: 'AT', successFeeBps: 1800 }] },
  { name: 'Sandkasten Inkasso GmbH', network: 'sandbox', covers: [{ country: 'DE', successFeeBps: 1500, partyTypes: ['COMPANY'] }, { country: 'NL', successFeeBps: 1600 }] },
  { name: 'Ruhestand Inkasso AG', network: 'exchange', covers: [{ country: 'DE', successFeeBps: 900 }], suspended: true },
  { name: 'Karussell Inkasso GmbH', network: 'exchange', covers: [{ country: 'DE', successFeeBps: 1000 }], forwardsTo: ['DE'] },
  { name: 'Recouvrement Exemple SARL', network: 'exchange', covers: [{ country: 'FR', successFeeBps: 2200, exclusive: true }] },
  { name: 'Créances Modèle SAS', network: 'exchange', covers: [{ country: 'FR', successFeeBps: 1400 }, { country: 'BE', successFeeBps: 1700 }] },
  { name: 'Bigclaim Recovery Inc.', network: 'exchange', covers: [{ country: 'US', successFeeBps: 2000, minimum: { minor: 1_000_000, currency: 'USD' } }] },
  { name: PARTNER_AT_DESK, network: 'exchange', covers: [{ country: 'US', successFeeBps: 2500 }] },
]; // prettier-ignore

const person = (name: string, nationalId: string | null, ...address: Parameters<typeof at>): DebtorInput => ({
  type: 'PERSON',
  name,
  nationalId,
  country: address[3],
  address: at(...address),
});
const company = (name: string, nationalId: string | null, ...address: Parameters<typeof at>): DebtorInput => ({
  ...person(name, nationalId, ...address),
  type: 'COMPANY',
});

/** Debtors by the name the story calls them. */
export const DEBTORS = {
  kari: person('Kari Testperson', '10915596784', 'Testveien 7 B', '5003', 'Bergen', 'NO'),
  ola: person('Ola Eksempel', '41814061033', 'Prøveveien 3', '0150', 'Oslo', 'NO'),
  ingrid: person('Ingrid Prøve', '50846202355', 'Eksempelgata 21', '7010', 'Trondheim', 'NO'),
  nils: { ...person('Nils Mønster', null, 'Mønstervegen 9', '6800', 'Førde', 'NO'), language: 'nn' },
  builder: company('Prøve Bygg AS', '123456785', 'Industriveien 2', '4008', 'Stavanger', 'NO'),
  cafe: company('Kafé Eksempel AS', null, 'Torget 5', '9008', 'Tromsø', 'NO'),
  anna: person('Anna Provsson', '19121212-1212', 'Exempelvägen 4', '411 01', 'Göteborg', 'SE'),
  erik: person('Erik Exempel', '19231013-2390', 'Provgränd 2', '753 20', 'Uppsala', 'SE'),
  workshop: company('Påhittad Verkstad AB', '556103-4249', 'Box 12', '411 01', 'Göteborg', 'SE'),
  bakery: company('Exempelbageriet AB', null, 'Mjölvägen 1', '582 22', 'Linköping', 'SE'),
  maija: person('Maija Malli', '010594Y9032', 'Mallitie 3 A 5', '02100', 'Espoo', 'FI'),
  pekka: person('Pekka Testinen', '020594X903P', 'Esimerkkikuja 8', '33100', 'Tampere', 'FI'),
  birgitta: { ...person('Birgitta Exempel', '030594W903B', 'Provgatan 6', '65100', 'Vaasa', 'FI'), language: 'sv-FI' },
  shipyard: company('Malliveistämö Oy', '3237195-7', 'Satamatie 1', '20200', 'Turku', 'FI'),
  printer: company('Koepaino Oy', '0804876-2', 'Painokuja 2', '00100', 'Helsinki', 'FI'),
  hans: person('Hans Mustermann', null, 'Musterweg 1', '20095', 'Hamburg', 'DE'),
  carpenter: company('Probe Tischlerei GmbH', null, 'Probeweg 12', '50667', 'Köln', 'DE'),
  merchant: company('Beispielhandel GmbH', null, 'Beispielallee 3', '80331', 'München', 'DE'),
  bistro: company('Bistro Exemple SARL', null, '1 rue de l’Exemple', '75001', 'Paris', 'FR'),
  claire: person('Claire Exemple', null, '12 avenue du Test', '69001', 'Lyon', 'FR'),
  diner: company('Sample Diner LLC', null, '100 Example Street', '10001', 'New York, NY', 'US'),
  factory: company('Specimen Manufacturing Inc.', null, '2 Test Plaza', '60601', 'Chicago, IL', 'US'),
  importer: company('Importadora Exemplo Ltda.', null, 'Rua do Exemplo 10', '01000-000', 'São Paulo', 'BR'),
  moved: { type: 'PERSON', name: 'Ukjent Testperson', country: 'NO' },
} satisfies Record<string, DebtorInput>;

export type DebtorName = keyof typeof DEBTORS;
