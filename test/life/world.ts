import type { DataSource } from 'typeorm';
import type { SandboxClock } from '../../src/clock.js';
import { jurisdictionOf } from '../../src/countries/index.js';
import { balance } from '../../src/domain/balance.js';
import { isoDate, type IsoDate } from '../../src/domain/date.js';
import type { CaseState, StepType } from '../../src/domain/facts.js';
import { formatAmount } from '../../src/domain/money.js';
import type { Refusal } from '../../src/domain/refusal.js';
import { globalId, uuidv7 } from '../../src/graphql/ids.js';
import { advance } from '../../src/jobs/advance.js';
import { migrateQueue } from '../../src/jobs/queue.js';
import { loadCaseStates } from '../../src/modules/cases/case.facts.js';
import type { CaseResult } from '../../src/modules/cases/case.access.js';
import { registerCase } from '../../src/modules/intake/register.commands.js';
import { recordPayment } from '../../src/modules/payments/payment.commands.js';
import type { Platform } from '../../src/platform.js';
import { agent, testPlatform } from '../setup/platform.js';

export type TestPlatform = Platform & { readonly clock: SandboxClock };

/** A platform on a test's database, its queue installed, the business date at `on`; cases of earlier tests are left alone. */
export async function openPlatform(
  db: DataSource,
  on: string,
  overrides: Partial<Platform> = {},
): Promise<TestPlatform> {
  await migrateQueue(db);
  await db.query('delete from schedule');
  return testPlatform(db, { ...overrides, on: isoDate(on) });
}

/** What a test may say of a case; the rest is invented. */
export interface Invented {
  readonly country: 'NO' | 'SE' | 'FI';
  readonly type: 'PERSON' | 'COMPANY';
  readonly principal: string;
  readonly invoiceDate: string;
  readonly dueDate: string;
  readonly automation?: 'AUTOMATIC' | 'APPROVAL';
  readonly creditorId?: string;
  readonly creditorWithoutAddress?: boolean;
  readonly email?: string;
  /** By which the same debtor is known again. */
  readonly nationalId?: string;
  /** A reminder the creditor sent itself, for a fee. */
  readonly reminded?: { readonly sentOn: string; readonly payBy: string; readonly fee: string };
}

export const CURRENCY = { NO: 'NOK', SE: 'SEK', FI: 'EUR' } as const;
const POSTAL_CODE = { NO: '0001', SE: '111 22', FI: '00100' } as const;
let invoices = 0;

/** A creditor of the country, straight into its table; its key. */
export async function creditorOf(
  platform: Platform,
  about: Pick<Invented, 'country' | 'automation' | 'creditorWithoutAddress'>,
): Promise<string> {
  const id = uuidv7();
  const { country } = about;
  const address = about.creditorWithoutAddress
    ? null
    : { lines: ['Eksempelveien 2'], postalCode: POSTAL_CODE[country], city: 'Testby', country };
  await platform.db.query(
    `insert into creditor (id, name, country, organisation_number, automation, vat_liable, address)
     values ($1, 'Test Creditor', $2, $3, $4, true, $5)`,
    [id, country, `test-${id}`, about.automation ?? 'AUTOMATIC', address],
  );
  return id;
}

/** A case handed over today; its key. */
export async function hand(platform: Platform, about: Invented): Promise<string> {
  const creditorId = about.creditorId ?? (await creditorOf(platform, about));
  const { country, type } = about;
  invoices += 1;
  const result = await registerCase(platform, agent, {
    creditorId: globalId('Creditor', creditorId),
    debtor: {
      type,
      name: type === 'PERSON' ? 'Test Person' : 'Test Company',
      country,
      email: about.email ?? null,
      nationalId: about.nationalId ?? null,
      address: { lines: ['Prøvegata 3'], postalCode: POSTAL_CODE[country], city: 'Testby', country },
    },
    claims: [
      {
        invoiceNumber: `INV-${invoices}`,
        description: 'Test delivery',
        invoiceDate: isoDate(about.invoiceDate),
        dueDate: isoDate(about.dueDate),
        principal: { amount: about.principal, currency: CURRENCY[country] },
      },
    ],
    ...(about.reminded && { priorNotices: [reminderOf(about.reminded, CURRENCY[country])] }),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value.caseId;
}

const reminderOf = ({ sentOn, payBy, fee }: NonNullable<Invented['reminded']>, currency: string) => ({
  type: 'REMINDER' as const,
  sentOn: isoDate(sentOn),
  payBy: isoDate(payBy),
  feeCharged: { amount: fee, currency },
});

/** Due Monday 16 March 2026, to be handed over on Monday 30 March, the fourteenth day after. */
export const owing = (country: Invented['country'], type: Invented['type'] = 'PERSON'): Invented => ({
  country, type, principal: '1000.00', invoiceDate: '2026-02-16', dueDate: '2026-03-16',
}); // prettier-ignore

/** Lives until the end of a day; letters sent on the way. */
export async function until(platform: Platform, day: string): Promise<number> {
  const result = await advance(platform, isoDate(day), () => Promise.resolve());
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value.stepsTaken;
}

export async function stateOf(platform: Platform, caseId: string): Promise<CaseState> {
  return (await loadCaseStates(platform.db, [caseId])).get(caseId)!;
}

/** Letters sent by us: "TYPE day pay-by". */
export async function letters(platform: Platform, caseId: string): Promise<string[]> {
  const rows: { type: StepType; sent_on: string; pay_by: string }[] = await platform.db.query(
    'select type, sent_on, pay_by from notice where case_id = $1 order by sent_on, id',
    [caseId],
  );
  return rows.map((row) => `${row.type} ${row.sent_on} ${row.pay_by}`);
}

/** What is owed on the business date, as exact decimals. */
export async function owed(
  platform: Platform,
  caseId: string,
): Promise<Record<'principal' | 'interest' | 'costs' | 'paid' | 'outstanding', string>> {
  const { facts, country } = await stateOf(platform, caseId);
  const totals = balance(facts, jurisdictionOf(country), platform.clock.today());
  const text = (minor: bigint) => formatAmount(minor, facts.currency);
  return {
    principal: text(totals.principal),
    interest: text(totals.interest),
    costs: text(totals.costs),
    paid: text(totals.paid),
    outstanding: text(totals.outstanding),
  };
}

/** Records a payment in the case's currency, received on a day (default today). */
export async function pay(platform: Platform, caseId: string, amount: string, on?: string) {
  const { facts } = await stateOf(platform, caseId);
  return recordPayment(platform, agent, {
    caseId: globalId('Case', caseId),
    amount: { amount, currency: facts.currency },
    receivedOn: on === undefined ? platform.clock.today() : isoDate(on),
  });
}

/** How the last payment of a case was spread: "KIND amount". */
export async function lastSpread(platform: Platform, caseId: string): Promise<string[]> {
  const rows: { kind: string; amount: string; currency: string }[] = await platform.db.query(
    `select kind, amount_minor as amount, trim(amount_currency) as currency from payment_allocation
     where payment_id = (select id from payment where case_id = $1 order by id desc limit 1) order by id`,
    [caseId],
  );
  return rows.map((row) => `${row.kind} ${formatAmount(BigInt(row.amount), row.currency)}`);
}

/** Account balances (debit less credit) of all cases or one, decimals of two places, empty accounts left out. */
export async function accounts(platform: Platform, caseId: string | null = null): Promise<Record<string, string>> {
  const rows: { account: string; amount: string }[] = await platform.db.query(
    `select account, sum(amount)::text as amount from (
       select case_id, debit_account as account, amount_minor as amount from posting
       union all select case_id, credit_account, -amount_minor from posting) entries
     where $1::uuid is null or case_id = $1 group by account having sum(amount) <> 0 order by account`,
    [caseId],
  );
  return Object.fromEntries(rows.map((row) => [row.account, formatAmount(BigInt(row.amount), 'EUR')]));
}

/** Events of a case, oldest first: "type day". */
export async function events(platform: Platform, caseId: string): Promise<string[]> {
  const rows: { type: string; on_date: string }[] = await platform.db.query(
    'select type, on_date from case_event where case_id = $1 order by seq',
    [caseId],
  );
  return rows.map((row) => `${row.type} ${row.on_date}`);
}

export interface CaseRow {
  readonly status: string;
  readonly stage: string;
  readonly hold_reason: string | null;
  readonly close_reason: string | null;
  readonly closed_on: IsoDate | null;
}

export async function rowOf(platform: Platform, caseId: string): Promise<CaseRow> {
  const rows: CaseRow[] = await platform.db.query(
    'select status, stage, hold_reason, close_reason, closed_on from collection_case where id = $1',
    [caseId],
  );
  return rows[0]!;
}

/** Every refusal of a command: "CODE.text at path.of.field"; none where it was done. */
export const refusals = (result: { ok: boolean; refusal?: readonly Refusal[] }): string[] =>
  (result.refusal ?? []).map(({ code, text, field }) => `${text ?? code} at ${field?.join('.')}`);

/** First code a command was refused with; `done` where it was not. */
export const outcome = (result: Pick<CaseResult, 'ok'> & { refusal?: readonly { code: string }[] }): string =>
  result.ok ? 'done' : (result.refusal?.[0]?.code ?? 'refused without a code');
