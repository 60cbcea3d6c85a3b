import type { IsoDate } from '../../domain/date.js';
import type { CaseFacts, StepType } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import type { Tone } from '../../domain/strategy.js';
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

/** An objection and what is said about it: the creditor's answer while it stands, then how it was decided. */
export interface LetterObjection {
  readonly raisedOn: IsoDate;
  readonly answer: string | null;
  readonly outcome: 'STANDING' | 'DISMISSED' | 'PARTLY_UPHELD';
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
  /** The debtor's last objection; null where there was none. */
  readonly objection: LetterObjection | null;
  /** How a letter opens that asks to pay. */
  readonly tone: Tone;
  /** KID, OCR or viitenumero. */
  readonly paymentReference: string;
  /** The creditor that had the claim before the present one; null where none did. */
  readonly previousCreditor: string | null;
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
    previousCreditor: input.previousCreditor === null ? null : oneLine(input.previousCreditor),
    objection: input.objection && {
      ...input.objection,
      answer: input.objection.answer && oneLine(input.objection.answer),
    },
    caseReference: oneLine(input.caseReference),
    paymentReference: oneLine(input.paymentReference),
  };
}
