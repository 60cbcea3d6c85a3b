import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { CaseFacts, StepType } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { protectedSql } from '../cases/protected-address.js';
import { DEFAULT_STRATEGY, type Tone } from '../../domain/strategy.js';
import type { Platform } from '../../platform.js';
import type { LetterInput, LetterObjection, LetterParty } from './letter.input.js';

interface PostalAddress {
  readonly lines: readonly string[];
  readonly postalCode: string | null;
  readonly region?: string | null;
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
  /** Null also where it is protected: the letter does not tell it, for the creditor reads it too. */
  readonly debtorAddress: PostalAddress | null;
  /** A company's number in full, a person's masked; null where it is not known. */
  readonly debtorNumber: string | null;
  /** Guardians of the debtor, oldest first. */
  readonly guardians: readonly {
    readonly from: IsoDate;
    readonly until: IsoDate | null;
    readonly name: string;
    readonly address: PostalAddress;
  }[];
  readonly tone: Tone;
  /** Null where the claim always was the present creditor's. */
  readonly previousCreditor: string | null;
  readonly objection: LetterObjection | null;
  /** A term of `closeReason`; null while the case is open. */
  readonly closeReason: string | null;
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
       case when not ${protectedSql('d')} then d.address end as "debtorAddress", d.language as "debtorLanguage", d.national_id_masked as "debtorNumber",
       coalesce((select content->>'tone' from strategy where creditor_id = c.creditor_id order by version desc limit 1), $2) as tone,
       c.close_reason as "closeReason",
       (select json_build_object('raisedOn', raised_on, 'answer', coalesce(resolution, answer), 'outcome',
            case when resolved_on is null then 'STANDING' when upheld then 'PARTLY_UPHELD' else 'DISMISSED' end)
          from dispute where case_id = c.id order by raised_on desc, id desc limit 1) as objection, (select p.name from collection_case before join creditor p on p.id = before.creditor_id
         where before.id = c.continues_id) as "previousCreditor",
       (select coalesce(json_agg(json_build_object('from', g.from_date, 'until', g.until_date, 'name', g.representative_name,
            'address', g.representative_address) order by g.from_date, g.id), '[]')
          from debtor_condition_now g where g.debtor_id = d.id and g.representative_name is not null) as guardians
     from collection_case c join creditor k on k.id = c.creditor_id join debtor d on d.id = c.debtor_id
     where c.id = any($1)`,
    [caseIds, DEFAULT_STRATEGY.tone],
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
  const guardian = about.guardians.filter(({ from, until }) => from <= on && (until === null || on <= until)).at(-1);
  return {
    law, facts, step, on, language,
    agency: { ...agency, address: agency.addressLines, account: agency.accounts[law.country] },
    creditor: { name: about.creditorName, organisationNumber: about.creditorNumber, ...place(about.creditorAddress) },
    debtor: { name: about.debtorName, number: about.debtorNumber ?? '', ...place(about.debtorAddress) },
    representative: guardian ? { name: guardian.name, ...place(guardian.address) } : null,
    caseReference: about.caseReference,
    paymentReference: about.paymentReference,
    objection: about.objection,
    closeReason: about.closeReason,
    previousCreditor: about.previousCreditor,
    tone: about.tone,
  }; // prettier-ignore
}

/** An address as on an envelope, and its country. */
function place(address: PostalAddress | null): Pick<LetterParty, 'address' | 'country'> {
  if (!address) return { address: [], country: null };
  const town = [address.postalCode, address.city, address.region].filter((part) => part != null).join(' ');
  return { address: [...address.lines, town].filter((line) => line !== ''), country: address.country };
}
