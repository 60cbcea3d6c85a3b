import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { CaseFacts, StepType } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import type { Platform } from '../../platform.js';
import type { LetterInput, LetterParty } from './letter.js';

interface PostalAddress {
  readonly lines: readonly string[];
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly country: string;
}

/** Who writes to whom about a case, and under which references. */
export interface Correspondence {
  readonly caseReference: string;
  readonly paymentReference: string;
  readonly creditorName: string;
  readonly creditorNumber: string;
  readonly creditorAddress: PostalAddress | null;
  readonly debtorName: string;
  readonly debtorAddress: PostalAddress | null;
  /** BCP 47, as the debtor prefers. */
  readonly debtorLanguage: string;
}

/** The parties of cases by key, in one statement. */
export async function loadCorrespondence(
  db: DataSource | EntityManager,
  caseIds: readonly string[],
): Promise<Map<string, Correspondence>> {
  const rows: (Correspondence & { id: string })[] = await db.query(
    `select c.id, c.reference as "caseReference", c.payment_reference as "paymentReference", k.name as "creditorName",
       k.organisation_number as "creditorNumber", k.address as "creditorAddress", d.name as "debtorName",
       d.address as "debtorAddress", d.language as "debtorLanguage"
     from collection_case c join creditor k on k.id = c.creditor_id join debtor d on d.id = c.debtor_id
     where c.id = any($1)`,
    [caseIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a letter is written from. `facts` are the case before it. */
export function letterInput(
  platform: Platform,
  law: Jurisdiction,
  facts: CaseFacts,
  about: Correspondence,
  step: StepType,
  on: IsoDate,
  language: string,
): LetterInput {
  const { agency } = platform;
  return {
    law, facts, step, on, language,
    agency: { ...agency, address: agency.addressLines, account: agency.accounts[law.country] },
    creditor: { name: about.creditorName, organisationNumber: about.creditorNumber, ...place(about.creditorAddress) },
    debtor: { name: about.debtorName, ...place(about.debtorAddress) },
    caseReference: about.caseReference,
    paymentReference: about.paymentReference,
  }; // prettier-ignore
}

/** An address as on an envelope, and its country. */
function place(address: PostalAddress | null): Pick<LetterParty, 'address' | 'country'> {
  if (!address) return { address: [], country: null };
  const town = [address.postalCode, address.city].filter((part) => part !== null).join(' ');
  return { address: [...address.lines, town].filter((line) => line !== ''), country: address.country };
}
