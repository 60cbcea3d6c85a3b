import type { IsoDate } from '../../domain/date.js';
import type { CaseFacts, StepType } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { oneLine } from './layout.js';

/** A party as it stands in the letter. Free text: nothing in it is interpreted. */
export interface LetterParty {
  readonly name: string;
  /** Postal address without the country, one line each; empty where there is none. */
  readonly address: readonly string[];
  /** ISO 3166-1 alpha-2; null where it is not known. */
  readonly country: string | null;
}

interface LetterAgency extends LetterParty {
  readonly organisationNumber: string;
  readonly email: string;
  readonly phone: string;
  readonly website?: string;
  /** Where the debtor pays: account number, bankgiro or IBAN. */
  readonly account: string;
}

interface LetterDebtor extends LetterParty {
  /** National number: a company's in full, a person's masked. Empty where it is not known. */
  readonly number: string;
}

export interface LetterInput {
  readonly law: Jurisdiction;
  /** The case before this notice. */
  readonly facts: CaseFacts;
  readonly step: StepType;
  /** Business date the letter is sent. */
  readonly on: IsoDate;
  /** BCP 47. A letter is written in one of the country's own languages, in English for everyone else. */
  readonly language: string;
  readonly agency: LetterAgency;
  readonly creditor: LetterParty & { readonly organisationNumber: string };
  readonly debtor: LetterDebtor;
  /** Guardian to whom letters go in the debtor's stead; null where there is none. */
  readonly representative: LetterParty | null;
  readonly caseReference: string;
  /** KID, OCR or viitenumero. */
  readonly paymentReference: string;
  /** Why the case was closed, a term of `closeReason`; null while it is open. */
  readonly closeReason: string | null;
}

/** The input with free text as single lines, and every address with its country where the letter crosses a border on the way. */
export function harmless(input: LetterInput, countryName: (country: string) => string): LetterInput {
  const { agency, creditor, debtor, representative, law } = input;
  const reader = (representative ?? debtor).country ?? law.country;
  const party = <Party extends LetterParty>(of: Party, home: string): Party => {
    const lines = of.address.map(oneLine).filter((line) => line !== '');
    const abroad = lines.length > 0 && of.country !== null && of.country !== home;
    return { ...of, name: oneLine(of.name), address: abroad ? [...lines, countryName(of.country)] : lines };
  };
  return {
    ...input,
    agency: {
      ...party(agency, reader),
      organisationNumber: oneLine(agency.organisationNumber),
      email: oneLine(agency.email),
      phone: oneLine(agency.phone),
      website: oneLine(agency.website ?? ''),
      account: oneLine(agency.account),
    },
    creditor: { ...party(creditor, reader), organisationNumber: oneLine(creditor.organisationNumber) },
    debtor: { ...party(debtor, law.country), number: oneLine(debtor.number) },
    representative: representative && party(representative, law.country),
    caseReference: oneLine(input.caseReference),
    paymentReference: oneLine(input.paymentReference),
  };
}
