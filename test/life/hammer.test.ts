import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../../ormconfig.js';
import type { SandboxClock } from '../../src/clock.js';
import { addDays, isoDate, type IsoDate } from '../../src/domain/date.js';
import { formatAmount } from '../../src/domain/money.js';
import { globalId } from '../../src/graphql/ids.js';
import { passDays } from '../../src/jobs/daily.js';
import { databaseUrl } from '../../src/jobs/queue.js';
import { takeDueSteps } from '../../src/jobs/due-steps.js';
import { drainJobs, startWorker, type RunningWorker } from '../../src/jobs/worker.js';
import { loadCaseStates } from '../../src/modules/cases/case.facts.js';
import type { Platform } from '../../src/platform.js';
import { camt } from '../bank/files.js';
import { useWorld, type Row } from '../scenarios/world.js';
import { expectBalancesBooked, expectBooksRight } from './book-checks.js';
import { expectWaitsKept } from './letter-checks.js';
import { creditorOf, CURRENCY, hand } from './world.js';

const here = useWorld('2026-03-02');

/** A drill hammers for longer and tells what came of it. */
const SECONDS = Number(process.env['DRILL_SECONDS'] ?? 5);
const CASES = 100;
const CLIENTS = 16;
const WORKERS = 4;
/** Real milliseconds of a day: long enough that four workers meet in it. */
const DAY_MS = 250;
/** How much longer a machine that is busy with other things has for the payments without which nothing was hammered. */
const GRACE_SECONDS = 25;

interface Struck {
  readonly id: string;
  readonly currency: string;
  readonly country: 'NO' | 'SE' | 'FI';
  readonly reference: string;
}

/** What clients were told: payments by the key they were sent under, refusals by code, and whatever was no answer. */
class Told {
  readonly payments = new Map<string, { readonly id: string; readonly minor: number }>();
  readonly counts = new Map<string, number>();
  readonly faults: string[] = [];
  bankMinor = 0;

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

/** Whether hammering goes on. */
type GoesOn = () => boolean;

function shift({ payments }: Told): GoesOn {
  const until = performance.now() + SECONDS * 1000;
  return () => {
    const late = performance.now() - until;
    return late < 0 || (payments.size <= 10 && late < GRACE_SECONDS * 1000);
  };
}

test(
  `four workers and ${CLIENTS} clients at the same ${CASES} cases for ${SECONDS} s`,
  async () => {
    const { world } = here;
    const { platform } = world;
    const cases = await handOverAll(platform);
    const told = new Told();
    const goesOn = shift(told);
    const crews = await Promise.all(Array.from({ length: WORKERS }, () => Crew.start(platform)));
    try {
      await Promise.all([
        passTime(platform, goesOn),
        ...crews.map((crew) => crew.work(goesOn)),
        ...Array.from({ length: CLIENTS }, (_, index) => hammer(index, cases, told, goesOn)),
      ]);
    } finally {
      await Promise.all(crews.map((crew) => crew.stop()));
    }
    await drainJobs(platform);
    if (process.env['DRILL_SECONDS']) console.info(await report(platform, told));
    expect(told.faults).toEqual([]);
    expect(world.faults.map(String)).toEqual([]);
    expect(crews.flatMap((crew) => crew.faults)).toEqual([]);
    await expectNoPaymentLost(platform, told);
    await expectLettersOnce(platform);
    await expectBooksRight(platform, platform.clock.today());
    await expectBalancesBooked(platform, platform.clock.today());
  },
  SECONDS * 1000 + 60_000,
);

async function handOverAll(platform: Platform): Promise<Struck[]> {
  const creditors = new Map<string, string>();
  for (const country of ['NO', 'SE', 'FI'] as const) creditors.set(country, await creditorOf(platform, { country }));
  const ids: string[] = [];
  for (let index = 0; index < CASES; index += 1) {
    const country = (['NO', 'SE', 'FI'] as const)[index % 3]!;
    ids.push(
      await hand(platform, {
        country, type: index % 2 === 0 ? 'PERSON' : 'COMPANY', principal: '10000.00', creditorId: creditors.get(country)!,
        invoiceDate: '2026-01-19', dueDate: addDays(isoDate('2026-02-02'), index % 14),
      }),
    ); // prettier-ignore
  }
  const rows: (Omit<Struck, 'currency'> & { id: string })[] = await platform.db.query(
    'select id, country, payment_reference as reference from collection_case where id = any($1)',
    [ids],
  );
  return rows.map((row) => ({ ...row, id: globalId('Case', row.id), currency: CURRENCY[row.country] }));
}

/** A worker as a process of its own would be: connections of its own, its jobs, and the due steps of the day again and again. */
class Crew {
  readonly faults: string[] = [];

  private constructor(
    private readonly db: DataSource,
    private readonly platform: Platform,
    private readonly jobs: RunningWorker,
  ) {}

  static async start(shared: Platform): Promise<Crew> {
    const db = await openDatabase(databaseUrl(shared.db)).initialize();
    const platform = { ...shared, db };
    return new Crew(db, platform, await startWorker(platform, { concurrency: 2 }));
  }

  async work(goesOn: GoesOn): Promise<void> {
    while (goesOn()) {
      await passDays(this.platform).catch((fault: unknown) => this.faults.push(String(fault)));
      await takeDueSteps(this.platform).catch((fault: unknown) => this.faults.push(String(fault)));
      await sleep(5);
    }
  }

  async stop(): Promise<void> {
    await this.jobs.stop();
    await this.db.destroy();
  }
}

async function passTime({ clock, db }: Platform, goesOn: GoesOn): Promise<void> {
  while (goesOn()) {
    await sleep(DAY_MS);
    await (clock as SandboxClock).moveTo(db, addDays(clock.today(), 1));
  }
}

/** A client: one mutation after another on cases it shares with fifteen others. */
async function hammer(client: number, cases: readonly Struck[], told: Told, goesOn: GoesOn): Promise<void> {
  for (let turn = 0; goesOn(); turn += 1) {
    const key = `H-${client}-${turn}`;
    const struck = cases[(client * 31 + turn * 17) % cases.length]!;
    try {
      await STRIKES[(client * 7 + turn) % STRIKES.length]!(struck, key, told, cases);
    } catch (fault) {
      told.faults.push(String(fault));
    }
  }
}

const today = (): IsoDate => here.world.platform.clock.today();

type Strike = (struck: Struck, key: string, told: Told, cases: readonly Struck[]) => Promise<void>;

async function mutate(told: Told, name: string, type: string, input: object, selection = ''): Promise<Row> {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code } } }`;
  const payload = (await here.world.ask(query, { input }))[name]!;
  const [refusal] = payload['userErrors']!;
  told.count(refusal ? `${name} ${refusal['code']}` : name);
  return payload;
}

/** A payment, sent twice at the same time under its key: it is booked once, and both hear of it. */
const pay: Strike = async ({ id: caseId, currency }, key, told) => {
  const minor = 100 + ((key.length * 7919) % 5000);
  const input = {
    idempotencyKey: key, caseId, amount: { amount: formatAmount(BigInt(minor), currency), currency },
    receivedOn: today(), reference: key,
  }; // prettier-ignore
  const once = () => mutate(told, 'recordPayment', 'RecordPaymentInput', input, 'payment { id }');
  const [first, second] = await Promise.all([once(), once()]);
  if (!first['payment'] || !second['payment'])
    throw new Error(`${key} was refused: ${JSON.stringify([first, second])}`);
  expect(second['payment']['id']).toBe(first['payment']['id']);
  told.payments.set(key, { id: String(first['payment']['id']), minor });
};

const dispute: Strike = async ({ id: caseId }, key, told) =>
  void (await mutate(told, 'disputeCase', 'DisputeCaseInput', { caseId, reason: `Wrong goods ${key}` }));
const resolve: Strike = async ({ id: caseId }, _key, told) =>
  void (await mutate(told, 'resolveDispute', 'ResolveDisputeInput', {
    caseId,
    upheld: false,
    resolution: 'As ordered',
  }));
const withdraw: Strike = async ({ id: caseId }, key, told) => {
  if (Number(key.split('-')[2]) % 3 > 0) return;
  await mutate(told, 'withdrawCase', 'WithdrawCaseInput', { caseId, reason: 'No longer wanted' });
};

/** Money for six cases in one file, quoted in the order that suits the payer. */
const bankFile: Strike = async ({ country }, key, told, cases) => {
  const own = cases.filter((other) => other.country === country);
  const from = (key.length * 13 + Number(key.split('-')[2])) % own.length;
  const lines = Array.from({ length: 6 }, (_, index) => {
    const { reference, currency } = own[(from + own.length - index * 5) % own.length]!;
    return {
      amount: '1.00',
      currency,
      on: today(),
      bank: `${key}.${index}`,
      parts: [{ reference, endToEnd: `${key}.${index}` }],
    };
  });
  const account = here.world.platform.agency.accounts[country];
  const content = Buffer.from(camt('054', account, lines)).toString('base64');
  const file = await mutate(told, 'importBankFile', 'ImportBankFileInput', {
    idempotencyKey: key,
    fileName: 'bank.xml',
    content,
  });
  if (file['userErrors']!.length === 0) told.bankMinor += 600;
};

/** Drawn in turn. */
const STRIKES: readonly Strike[] = [pay, dispute, pay, resolve, pay, bankFile, pay, dispute, resolve, pay, withdraw];

async function expectNoPaymentLost({ db }: Platform, told: Told): Promise<void> {
  const booked: { key: string; id: string; minor: string }[] = await db.query(
    `select reference as key, id, amount_minor as minor from payment where reference like 'H-%'`,
  );
  const byKey = (rows: readonly (readonly [string, string, number])[]) => rows.map((row) => row.join(' ')).sort();
  expect(byKey(booked.map(({ key, id, minor }) => [key, globalId('Payment', id), Number(minor)]))).toEqual(
    byKey([...told.payments].map(([key, { id, minor }]) => [key, id, minor])),
  );
  const [{ minor }]: [{ minor: string }] = await db.query(
    `select coalesce(sum(amount_minor), 0) as minor from bank_entry where direction = 'CREDIT' and outcome = 'BOOKED'`,
  );
  expect(Number(minor)).toBe(told.bankMinor);
  expect(told.payments.size).toBeGreaterThan(10);
}

async function expectLettersOnce({ db, clock }: Platform): Promise<void> {
  const all: { id: string }[] = await db.query('select id from collection_case');
  const states = await loadCaseStates(db, all.map(({ id }) => id)); // prettier-ignore
  for (const state of states.values()) expectWaitsKept(state, clock.today());
  const letters = [...states.values()].flatMap(({ facts }) => facts.notices);
  expect(letters.length).toBeGreaterThan(20);
  const failed: unknown[] = await db.query('select * from graphile_worker.jobs where last_error is not null');
  expect(failed).toEqual([]);
}

async function report({ db, clock }: Platform, told: Told): Promise<string> {
  const [row]: [Record<string, string>] = await db.query(
    `select (select count(*) from payment) as payments, (select count(*) from notice) as letters, (select count(*) from posting) as postings,
       (select deadlocks from pg_stat_database where datname = current_database()) as deadlocks`,
  );
  const counts = [...told.counts].sort().map(([what, count]) => `${what}: ${count}`);
  return [`until ${clock.today()}: ${JSON.stringify(row)}`, ...counts].join('\n');
}
