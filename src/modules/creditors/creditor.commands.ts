import type { EntityManager } from 'typeorm';
import { jurisdictionOf } from '../../countries/index.js';
import { readAccount } from '../../domain/bank-account.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { Platform } from '../../platform.js';
import { Problems } from '../../graphql/problems.js';
import type { CreditorInput } from './creditor.inputs.js';

/** Takes in a new client of the agency; its key. A company is taken in once. */
export async function registerCreditor(
  platform: Platform,
  input: CreditorInput,
): Promise<Result<string, readonly Refusal[]>> {
  const row = checkCreditor(input);
  if (!row.ok) return row;
  const written: { id: string }[] = await platform.db.query(
    `${INSERT} on conflict (country, organisation_number) where client_of_partner_id is null do nothing returning id`,
    [...row.value, null],
  );
  if (written[0]) return success(written[0].id);
  return refused([{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.creditorExists', field: ['organisationNumber'] }]);
}

/** The client of a partner that hands us a case, brought up to date, or a new one; its key. It is nobody's but that partner's. */
export async function saveClientOf(
  tx: EntityManager,
  partnerId: string,
  input: CreditorInput,
): Promise<Result<string, readonly Refusal[]>> {
  const row = checkCreditor(input);
  if (!row.ok) return row;
  const written: { id: string }[] = await tx.query(
    `${INSERT} on conflict (client_of_partner_id, country, organisation_number) where client_of_partner_id is not null
     do update set name = excluded.name, address = coalesce(excluded.address, creditor.address) returning id`,
    [...row.value, partnerId],
  );
  return success(written[0]!.id);
}

const INSERT = `insert into creditor (id, name, country, organisation_number, automation, vat_liable, address, bank_account, day_count,
  client_of_partner_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** The columns of a creditor, or everything wrong with it. */
function checkCreditor(input: CreditorInput): Result<readonly unknown[], readonly Refusal[]> {
  const problems = new Problems();
  const name = problems.text(input.name, ['name'], 200);
  problems.country(input.country, ['country']);
  const organisationNumber = checkedNumber(input, problems);
  const address = problems.address(input.address, ['address']);
  const bankAccount = problems.optionalText(input.bankAccount, ['bankAccount'], 50);
  if (bankAccount !== null && !readAccount(bankAccount, jurisdictionOf(input.country))) {
    problems.add(['bankAccount'], 'INVALID_INPUT', 'bankAccount');
  }
  if (problems.refusals.length > 0) return refused(problems.refusals);
  const { automation, vatLiable, country } = input;
  return success([
    uuidv7(), name, country, organisationNumber, automation ?? 'AUTOMATIC', vatLiable ?? true, address, bankAccount,
    input.dayCount ?? null,
  ]); // prettier-ignore
}

function checkedNumber({ country, organisationNumber }: CreditorInput, problems: Problems): string {
  const field = ['organisationNumber'];
  const text = problems.text(organisationNumber, field, 40);
  const law = jurisdictionOf(country);
  if (text === '' || law === null) return text === '' ? text : problems.foreignIdentifier(text, field);
  const parsed = law.parseIdentifier(text, 'COMPANY');
  if (parsed.ok) return parsed.value.value;
  problems.add(field, 'INVALID_IDENTIFIER', parsed.refusal);
  return text;
}
