import { isoDate } from '../../src/domain/date.js';
import { globalId, uuidv7 } from '../../src/graphql/ids.js';
import type { ClaimInput } from '../../src/modules/intake/intake.inputs.js';
import type { CaseRequest } from '../../src/modules/intake/register.checks.js';
import { registerCreditor } from '../../src/modules/creditors/creditor.commands.js';
import type { Platform } from '../../src/platform.js';

/** 123456785: the example of the check digit rule in rulebook no.md 7.1; its weights give 5. */
export const CREDITOR = { name: 'Test Kraft AS', country: 'NO', organisationNumber: '123 456 785' };

/** The creditor of a test; its global id and its key. */
export async function newCreditor(platform: Platform): Promise<{ id: string; key: string }> {
  const answer = await registerCreditor(platform, CREDITOR);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return { id: globalId('Creditor', answer.value), key: answer.value };
}

let numbers = 0;

/** An invoice due 1 March 2026: three months before the date of `testPlatform`. */
export const claim = (change: Partial<ClaimInput> = {}): ClaimInput => ({
  invoiceNumber: `T-${++numbers}`,
  description: 'Electricity, January',
  invoiceDate: isoDate('2026-02-15'),
  dueDate: isoDate('2026-03-01'),
  principal: { amount: '1500.00', currency: 'NOK' },
  ...change,
});

/** A person in Norway, by a synthetic number of Skatteetaten (rulebook no.md 7.2): month 91, born 10 November 1955. */
export const NORWEGIAN = {
  type: 'PERSON',
  name: 'Test Person',
  nationalId: '10915596784',
  country: 'NO',
  address: { lines: ['Prøveveien 1'], postalCode: '0150', city: 'Oslo', country: 'NO' },
} as const;

/** A company in Germany, where only partners work. */
export const GERMAN = {
  type: 'COMPANY',
  name: 'Probe GmbH',
  country: 'DE',
  address: { lines: ['Probeweg 1'], postalCode: '10115', city: 'Berlin', country: 'DE' },
} as const;

interface Change extends Partial<Omit<CaseRequest, 'debtor'>> {
  readonly debtor?: Partial<CaseRequest['debtor']>;
}

export function request(creditorId: string, { debtor, ...change }: Change = {}): CaseRequest {
  const { address, ...person } = NORWEGIAN;
  const whole = { ...person, address: { ...address, lines: [...address.lines] }, ...debtor };
  return { creditorId, claims: [claim()], ...change, debtor: whole };
}

/** A partner that takes every case of a country for a fee in hundredths of a percent; its key. */
export async function newPartner(platform: Platform, name: string, country: string, feeBps: number): Promise<string> {
  const id = uuidv7();
  await platform.db.query(`insert into partner (id, name, network) values ($1, $2, 'exchange')`, [id, name]);
  await platform.db.query(
    'insert into partner_coverage (id, partner_id, country, success_fee_bps) values ($1, $2, $3, $4)',
    [uuidv7(), id, country, feeBps],
  );
  return id;
}

const TABLES = [
  'debtor', 'collection_case', 'claim', 'prior_notice', 'posting', 'case_event', 'routing_decision', 'referral', 'schedule',
  'idempotency',
]; // prettier-ignore

/** Rows in every table a registration writes. */
export async function rowCounts(platform: Platform): Promise<Record<string, number>> {
  const counts = TABLES.map((table) => `'${table}', (select count(*) from ${table})`).join(', ');
  const rows: { counts: Record<string, number> }[] = await platform.db.query(
    `select json_build_object(${counts}) as counts`,
  );
  return rows[0]!.counts;
}

/** Names of the jobs in the queue, with what each is told. */
export async function jobs(platform: Platform): Promise<{ name: string; payload: Record<string, unknown> }[]> {
  return platform.db.query(
    `select t.identifier as name, j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  );
}
