import type { PartyType } from '../domain/facts.js';
import type { InvoiceParty, PartyIdentifier } from './invoice.js';

interface NationalForm {
  /** Schemes of ISO 6523 (as Peppol uses them) whose numbers are this country's company numbers. */
  readonly schemes: readonly string[];
  /** Company number or VAT number, spaces, dots and hyphens taken out; the group is the bare number. */
  readonly company: RegExp;
  /** Number of a natural person, as compared above. */
  readonly person: RegExp | null;
  /** The official way of writing the bare number. */
  write(bare: string): string;
}

const asIs = (bare: string): string => bare;

/** How the Nordic countries write the number of a company, bare and as VAT number. */
const NATIONAL: ReadonlyMap<string, NationalForm> = new Map<string, NationalForm>([
  ['NO', { schemes: ['0192', '9908'], company: /^(?:NO)?(\d{9})(?:MVA)?$/, person: /^\d{11}$/, write: asIs }],
  [
    'SE',
    {
      schemes: ['0007', '9955'],
      // A VAT number ends in two digits for the unit; 16 stands before an organisation's number where twelve digits are wanted.
      company: /^(?:SE(?=\d{12}$)|16(?=\d{10}$))?(\d{10})(?:(?<=SE\d{10})\d{2})?$/,
      // A person's number has a month where an organisation's has 20 or more.
      person: /^(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])\d{4}$/,
      write: asIs,
    },
  ],
  [
    'FI',
    {
      schemes: ['0037', '0212', '0213', '0216'],
      // 0037 opens an OVT code, which may end in a code of up to five characters for the unit.
      company: /^(?:FI|0037(?=\d{8}))?(\d{8})(?:(?<=^0037\d{8})[0-9A-Z]{1,5})?$/,
      person: /^\d{6}[-+A-FU-Y]?\d{3}[0-9A-FHJ-NPR-Y]$/,
      write: (bare) => `${bare.slice(0, 7)}-${bare.slice(7)}`,
    },
  ],
  ['DK', { schemes: ['0184', '0096', '0198', '9902'], company: /^(?:DK)?(\d{8})$/, person: null, write: asIs }],
]);

/** Schemes that say where to send a document, not who receives it. */
const NOT_AN_IDENTITY: ReadonlySet<string> = new Set(['EM', '0088', '0060']);

const compact = (text: string): string => text.replace(/[\s.-]/gu, '').toUpperCase();

/** The bare company number of a country in any of its forms, or null where the text is none. */
function companyNumber(text: string, country: string): string | null {
  const national = NATIONAL.get(country);
  if (national) return national.company.exec(compact(text))?.[1] ?? null;
  const vatPrefix = country === 'GR' ? 'EL' : country;
  const bare = compact(text);
  return (bare.startsWith(vatPrefix) ? bare.slice(vatPrefix.length) : bare) || null;
}

/** True where the identifier can be a company number of the country: its scheme belongs there, or does not tell. */
function canBelongTo(identifier: PartyIdentifier, country: string): boolean {
  if (identifier.scheme === null || identifier.scheme === 'VAT') return true;
  const national = NATIONAL.get(country);
  return national ? national.schemes.includes(identifier.scheme) : !NOT_AN_IDENTITY.has(identifier.scheme);
}

/**
 * True where one of the identifiers is the company registered under `organisationNumber` in `country`, whichever way
 * either is written: NO123456785MVA and 123 456 785, SE556000475401 and 556000-4754, FI23456780 and 2345678-0.
 */
export function sameCompany(
  identifiers: readonly PartyIdentifier[],
  country: string,
  organisationNumber: string,
): boolean {
  const wanted = companyNumber(organisationNumber, country);
  if (wanted === null) return false;
  return identifiers.some(
    (identifier) => canBelongTo(identifier, country) && companyNumber(identifier.value, country) === wanted,
  );
}

/**
 * The national number to store for a buyer in the official form of its country: the company number, else the bare VAT
 * number, else a natural person's number. Null where the document gives none the country knows.
 */
export function buyerIdentifier(party: InvoiceParty): string | null {
  const country = party.address?.country;
  if (country === undefined) return null;
  const national = NATIONAL.get(country);
  for (const identifier of party.identifiers) {
    if (!canBelongTo(identifier, country)) continue;
    if (isPersonNumber(identifier, country)) return identifier.value.replace(/\s/gu, '');
    const bare = companyNumber(identifier.value, country);
    if (bare !== null) return national ? national.write(bare) : bare;
  }
  return null;
}

function isPersonNumber(identifier: PartyIdentifier, country: string | null): boolean {
  const person = country === null ? null : NATIONAL.get(country)?.person;
  return person
    ? person.test(
        identifier.value
          .replace(/\s/gu, '')
          .replace(/-(?=\d{4}$)/u, '')
          .toUpperCase(),
      )
    : false;
}

/**
 * A party with a company, VAT or other organisation number is a company, a Swedish sole trader's VAT number included.
 * One with none, or only an e-mail address or a natural person's number, is a person: invoices name companies by
 * number, and where that is left out, the stricter protection of consumers errs on the debtor's side.
 */
export function partyType(identifiers: readonly PartyIdentifier[], country: string | null): PartyType {
  const names = identifiers.filter((identifier) => identifier.scheme !== 'EM');
  return names.some((identifier) => !isPersonNumber(identifier, country)) ? 'COMPANY' : 'PERSON';
}
