import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import type { Config } from '../../src/config.js';
import { isoDate } from '../../src/domain/date.js';
import { formatAmount } from '../../src/domain/money.js';
import { developmentToken } from '../../src/graphql/tokens.js';
import { uuidv7 } from '../../src/graphql/ids.js';
import { openPlatform } from '../../src/open-platform.js';
import { startPartnerSandbox } from '../../src/partners/sandbox-server.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { startApi } from '../../src/server.js';
import { useDatabase, type TestDatabase } from '../setup/database.js';

/** What a test asks the API as: a role, and whose staff it is (key of a row). */
export type As = { readonly role: Viewer['roles'][number]; readonly creditorId?: string; readonly partnerId?: string };
export const AGENT: As = { role: 'AGENT' };

/** The real API and the sandbox agency on free ports, seen through HTTP as a client sees them. */
export interface World {
  readonly platform: Platform;
  readonly url: string;
  /** What went wrong inside, oldest first: told to whoever runs the API, not to clients. */
  readonly faults: unknown[];
  /** Where the sandbox agency is steered: `${agencyUrl}/control/…`. */
  readonly agencyUrl: string;
  token(as: As): Promise<string>;
  /** Data of an operation; throws where the API answers with an error. */
  ask(query: string, variables?: object, as?: As): Promise<Row>;
  /** The payload of a mutation that must not be refused. */
  act(mutation: string, variables?: object, as?: As): Promise<Row>;
  /** Lives until the end of a day; letters sent on the way. */
  until(day: string): Promise<number>;
  stop(): Promise<void>;
}

/** An answer of the graph: its shape is the query's, so a test names what it reads. */
export interface Row {
  readonly [field: string]: Row & string & readonly Row[];
}

/** Hooks that open a world for the calling file, and close it before its database is dropped. To be read inside tests. */
export function useWorld(on: string): { readonly world: World } {
  let opened: World | undefined;
  afterAll(() => opened?.stop());
  const database = useDatabase();
  beforeAll(async () => {
    opened = await openWorld(database, on);
  });
  return {
    get world() {
      if (!opened) throw new Error('The world exists only inside tests');
      return opened;
    },
  };
}

/** Opens the world on a business date, with the configuration `npm start` would make for it. */
async function openWorld(database: TestDatabase, on: string): Promise<World> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'fordring-scenario-'));
  const agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: null });
  const config: Config = {
    root: process.cwd(), dataDir, invoiceDirectory: path.join(dataDir, 'invoices'), host: '127.0.0.1', port: 0, partnerSandboxPort: Number(new URL(agency.url).port),
    databaseUrl: database.url, sandbox: true, businessDate: isoDate(on), ownCountries: ['NO', 'SE', 'FI'],
    noAct2026From: undefined, smtpUrl: undefined, oidcIssuer: undefined, debitura: undefined, sms: undefined, loopbackWebhooks: false, secret: Buffer.alloc(32, 7),
  }; // prettier-ignore
  const faults: unknown[] = [];
  const onFault = (fault: unknown): void => void faults.push(fault);
  const platform: Platform = { ...(await openPlatform(config, database.dataSource)), onFault };
  const api = await startApi(config, platform);
  const token = ({ role, creditorId = undefined, partnerId = undefined }: As): Promise<string> =>
    developmentToken(config, {
      subject: `test ${role}`,
      roles: [role],
      creditorId: creditorId ?? null,
      partnerId: partnerId ?? null,
    });
  const ask = async (query: string, variables: object = {}, as: As = AGENT): Promise<Row> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await token(as)}` };
    const response = await fetch(api.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as { data: Row; errors?: unknown };
    if (errors) throw new Error([JSON.stringify(errors), ...faults].join('\n'));
    return data;
  };
  const act = async (mutation: string, variables: object = {}, as: As = AGENT): Promise<Row> => {
    const payload = Object.values(await ask(mutation, variables, as))[0]!;
    expect(payload['userErrors']).toEqual([]);
    await expectBooksInOrder(database.dataSource);
    return payload;
  };
  return {
    platform,  faults, url: api.url, agencyUrl: agency.url, token, ask, act,
    async until(day) {
      const moved = await act(`mutation ($to: Date!) { advanceBusinessDate(to: $to) { stepsTaken userErrors { message } } }`, { to: day });
      return Number(moved['stepsTaken']);
    },
    async stop() {
      await api.stop();
      await agency.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  }; // prettier-ignore
}

/**
 * The ledger, read past the API: accounts add up to nothing in each currency; each case's receivable is the sum of its
 * postings; the principal asked for is the claims less what they came down by or was credited and what was paid on them, to an earlier creditor
 * too, and nothing of a closed case is asked for.
 */
async function expectBooksInOrder(db: DataSource): Promise<void> {
  const sums: { currency: string; sum: string }[] = await db.query(
    `select currency, sum(amount)::text as sum from (select currency, debit_account, amount_minor as amount from posting
       union all select currency, credit_account, -amount_minor from posting) entries group by currency`,
  );
  expect(sums.filter(({ sum }) => sum !== '0')).toEqual([]);
  const wrong: object[] = await db.query(
    `with receivable as (
       select case_id, account, sum(amount) as amount from (select case_id, debit_account as account, amount_minor as amount from posting
         union all select case_id, credit_account, -amount_minor from posting) entries
       where account like 'receivable:%' group by case_id, account)
     select c.reference from collection_case c where booked_outstanding_minor
         <> (select coalesce(sum(amount), 0) from receivable where case_id = c.id)
       or (select coalesce(sum(amount), 0) from receivable where case_id = c.id and account = 'receivable:principal')
         <> case when c.status = 'CLOSED' then 0 else (select sum(principal_minor) from claim where case_id = c.id)
           - (select coalesce(sum(upheld_minor), 0) from dispute_part where case_id = c.id)
           - (select coalesce(sum(case when credit_account = 'receivable:principal' then amount_minor else -amount_minor end), 0)
             from posting where case_id = c.id and reason = 'carried' and claim_id is not null
             and 'receivable:principal' in (credit_account, debit_account))
           - (select coalesce(sum(amount_minor), 0) from credit_note where case_id = c.id)
           - (select coalesce(sum(amount_minor), 0) from payment_allocation where case_id = c.id and kind = 'PRINCIPAL'
             and payment_id not in (select payment_id from payment_reversal)) end
       or (c.status = 'CLOSED' and c.booked_outstanding_minor <> 0)`,
  );
  expect(wrong).toEqual([]);
}

/** Account balances of a case (debit less credit) as decimals, empty accounts left out. `caseId` is the graph's. */
export async function booksOf(world: World, caseId: string): Promise<Record<string, string>> {
  const rows: { account: string; currency: string; amount: string }[] = await world.platform.db.query(
    `select account, trim(currency) as currency, sum(amount)::text as amount from (
       select case_id, currency, debit_account as account, amount_minor as amount from posting
       union all select case_id, currency, credit_account, -amount_minor from posting) entries
     where case_id = $1 group by account, currency having sum(amount) <> 0 order by account`,
    [caseId.split(':')[1]],
  );
  return Object.fromEntries(
    rows.map(({ account, currency, amount }) => [account, formatAmount(BigInt(amount), currency)]),
  );
}

const CASE = `id reference status stage holdReason closeReason closedOn paymentReference limitationDate
  balance { principal { amount } interest { amount } costs { amount } paid { amount } outstanding { amount } }
  nextStep { type earliestOn name } allowedActions
  routing { kind country partner { name } candidates { chosen reason partner { name } } }
  referral { id status externalReference inquiries { id question dueOn answer } }
  payments { edges { node { amount { amount } allocations { kind amount { amount } } } } }
  notices { edges { node { type language subject body sentOn payBy checks { element satisfied } } } }
  events(first: 100) { edges { node { type on text actor } } }`;

/** Everything a screen shows of a case. */
export async function caseNow(world: World, id: string, as: As = AGENT): Promise<Row> {
  return (await world.ask(`query ($id: ID!) { case(id: $id) { ${CASE} } }`, { id }, as))['case']!;
}

/** "principal 4000.00, interest …": what is owed on the business date. */
export async function owed(world: World, id: string): Promise<string> {
  const { balance } = (await caseNow(world, id)) as Row & { balance: Row };
  return ['principal', 'interest', 'costs', 'paid', 'outstanding']
    .map((part) => `${part} ${balance[part]!['amount']}`)
    .join(', ');
}

/** Letters of a case so far: "TYPE day, pay by day, total". Every element the law asks for must stand in them. */
export async function letters(world: World, id: string): Promise<{ line: string; body: string }[]> {
  const { notices } = (await caseNow(world, id)) as Row & { notices: Row };
  return notices['edges']!.map(({ node }) => {
    const { type, language, subject, body, sentOn, payBy, checks } = node as Row;
    expect(checks!.filter((check) => String(check['satisfied']) !== 'true')).toEqual([]);
    const total = /^.*?([\d\s\u00a0\u202f.]+,\d\d)[^\d]*$/m
      .exec(String(body).split(/^-{3,}.*$/m)[1] ?? '')?.[1]
      ?.replace(/[^\d,]/g, '');
    print(`${subject}\n\n${body}`);
    return { line: `${type} ${language} ${sentOn}, pay by ${payBy}, ${total ?? 'no total'}`, body: String(body) };
  });
}

const printed = new Set<string>();

/** Letters for the eye of a reader, each once, where asked for. */
function print(letter: string): void {
  if (process.env['FORDRING_PRINT_LETTERS'] !== '1' || printed.has(letter)) return;
  printed.add(letter);
  console.info(letter);
}

/** How the last payment was spread: "KIND amount". */
export async function lastSpread(world: World, id: string): Promise<string[]> {
  const { payments } = (await caseNow(world, id)) as Row & { payments: Row };
  const { allocations } = payments['edges']!.map(({ node }) => node as Row).at(-1)!;
  return allocations!.map((part) => `${part['kind']} ${part['amount']!['amount']}`);
}

/** Types of the case's events, oldest first. */
export async function eventsOf(world: World, id: string, as: As = AGENT): Promise<string[]> {
  const { events } = (await caseNow(world, id, as)) as Row & { events: Row };
  return events['edges']!.map(({ node }) => String(node!['type']));
}

export const fixture = (name: string): string =>
  readFileSync(path.join(process.cwd(), 'test/scenarios/fixtures', name), 'utf8');

/** Takes in a creditor; its global id. */
export async function newCreditor(world: World, input: object): Promise<string> {
  const payload = await world.act(
    `mutation ($input: CreditorInput!) { registerCreditor(input: $input) { creditor { id } userErrors { message } } }`,
    { input },
  );
  return String(payload['creditor']!['id']);
}

/** Imports one e-invoice; the global id of its case. */
export async function importOne(world: World, creditorId: string, fileName: string): Promise<string> {
  const payload = await world.act(
    `mutation ($input: ImportInvoicesInput!) { importInvoices(input: $input) {
       results { invoiceNumber case { id } userErrors { code message } } userErrors { message } } }`,
    { input: { creditorId, files: [{ fileName, content: fixture(fileName) }] } },
  );
  const [result] = payload['results']!;
  expect(result!['userErrors']).toEqual([]);
  return String(result!['case']!['id']);
}

const REGISTER = `mutation ($input: RegisterCaseInput!) { registerCase(input: $input) { case { id } userErrors { code message } } }`;

/** Registers a case; its global id. */
export async function register(world: World, input: object): Promise<string> {
  return String((await world.act(REGISTER, { input }))['case']!['id']);
}

/** Records money received on the client account, or by the creditor itself. */
export async function pay(
  world: World,
  caseId: string,
  amount: object,
  receivedOn: string,
  paidToCreditor = false,
  as: As = AGENT,
): Promise<Row> {
  return world.act(
    `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { payment { id } userErrors { code message } } }`,
    { input: { caseId, amount, receivedOn, paidToCreditor } },
    as,
  );
}

/** A partner of a network; there is no way to take one in through the API. Its key. */
export async function newPartner(
  world: World,
  name: string,
  network: string,
  terms: { country: string; feeBps: number; minimum?: { minor: number; currency: string } },
): Promise<string> {
  const { db } = world.platform;
  const id = uuidv7();
  await db.query('insert into partner (id, name, network) values ($1, $2, $3)', [id, name, network]);
  await db.query(
    `insert into partner_coverage (id, partner_id, country, success_fee_bps, minimum_minor, minimum_currency) values ($1, $2, $3, $4, $5, $6)`,
    [uuidv7(), id, terms.country, terms.feeBps, terms.minimum?.minor, terms.minimum?.currency],
  );
  return id;
}
