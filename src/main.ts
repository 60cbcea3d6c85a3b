import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ConfigurationError, processConfig, usesEmbeddedDatabase, type Config, type Environment } from './config.js';
import { bringUpToDate, connect, refusePendingMigrations } from './database.js';
import { keyOf } from './graphql/ids.js';
import { Lifetime, StopRequested } from './lifetime.js';
import type { Viewer } from './platform.js';
import { EmbeddedPostgresError } from './postgres.js';
import { start } from './start.js';

/** Built into dist/src/; what is read at run time (locales, schema) stays in the project's directory. */
const program = fileURLToPath(import.meta.url);
const root = path.resolve(path.dirname(program), '..', '..');

const sandbox: Environment = { FORDRING_SANDBOX: '1' };
/** A database of our own making is a sandbox unless somebody says otherwise. */
const sandboxWhereEmbedded = (): Environment => (usesEmbeddedDatabase() ? sandbox : {});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The message is one sentence about the command line. */
class UsageError extends Error {}

interface Command {
  readonly usage: string;
  readonly summary: string;
  run(args: string[]): Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
  start: {
    usage: 'start',
    summary: 'everything on this machine: database, demo data, API, worker and partner sandbox',
    run: (args) => serve(args, (lifetime) => start(servingConfig(sandbox), lifetime, program)),
  },
  api: {
    usage: 'api',
    summary: 'the GraphQL API alone',
    run: (args) => serve(args, (lifetime) => serveApi(servingConfig(), lifetime)),
  },
  worker: {
    usage: 'worker',
    summary: 'what falls due: steps, deliveries, submissions, reconciliation',
    run: (args) => serve(args, (lifetime) => serveWorker(processConfig(root), lifetime)),
  },
  'partner-sandbox': {
    usage: 'partner-sandbox',
    summary: 'a partner agency to try things with',
    run: (args) => serve(args, (lifetime) => servePartnerSandbox(processConfig(root, sandbox), lifetime)),
  },
  migrate: {
    usage: 'migrate',
    summary: 'bring the database up to date',
    run: (args) => doWork(args, (lifetime) => migrate(processConfig(root, sandboxWhereEmbedded()), lifetime)),
  },
  import: {
    usage: 'import FILE... --creditor ID',
    summary: 'register the invoices in files as cases of a creditor',
    run: importInvoices,
  },
  'import-bank': {
    usage: 'import-bank FILE...',
    summary: 'book the payments in files of banks',
    run: importBankFiles,
  },
  token: {
    usage: 'token --role AGENT | CREDITOR --creditor ID | PARTNER --partner ID | ANALYST',
    summary: 'a bearer token for the sandbox',
    run: printToken,
  },
  schema: {
    usage: 'schema',
    summary: 'the GraphQL schema',
    run: async (args) => {
      takeNoArguments(args);
      const { printedSchema } = await import('./schema.js');
      process.stdout.write(await printedSchema());
    },
  },
  asyncapi: {
    usage: 'asyncapi',
    summary: 'what webhooks say, as an AsyncAPI document',
    run: async (args) => {
      takeNoArguments(args);
      const { printedAsyncApi } = await import('./schema.js');
      process.stdout.write(await printedAsyncApi());
    },
  },
};

/** An API that accepts nobody's tokens would be of no use. */
function servingConfig(defaults?: Environment): Config {
  const config = processConfig(root, defaults);
  if (config.sandbox || config.oidcIssuer !== undefined) return config;
  throw new ConfigurationError('OIDC_ISSUER must be set outside the sandbox: it names whose tokens are accepted.');
}

/** Runs until it is told to stop. */
async function serve(args: string[], begin: (lifetime: Lifetime) => Promise<void>): Promise<void> {
  takeNoArguments(args);
  const lifetime = new Lifetime(say);
  await lifetime.during(async () => {
    await begin(lifetime);
    await lifetime.untilStopRequested();
  });
}

/** Runs until the work is done. */
async function doWork(args: string[], work: (lifetime: Lifetime) => Promise<void>): Promise<void> {
  takeNoArguments(args);
  const lifetime = new Lifetime(say);
  await lifetime.during(() => work(lifetime));
}

async function serveApi(config: Config, lifetime: Lifetime): Promise<void> {
  const dataSource = await connect(config, lifetime);
  await refusePendingMigrations(dataSource);
  const { openPlatform } = await import('./open-platform.js');
  const { startApi } = await import('./server.js');
  const platform = await openPlatform(config, dataSource);
  const api = await lifetime.start('API', () => startApi(config, platform));
  say(`API at ${api.url}`);
}

async function serveWorker(config: Config, lifetime: Lifetime): Promise<void> {
  const dataSource = await connect(config, lifetime);
  await refusePendingMigrations(dataSource);
  const { openPlatform } = await import('./open-platform.js');
  const { startWorker } = await import('./jobs/worker.js');
  const platform = await openPlatform(config, dataSource);
  await lifetime.start('worker', () => startWorker(platform));
  say('Worker running');
}

async function servePartnerSandbox(config: Config, lifetime: Lifetime): Promise<void> {
  const { startPartnerSandbox } = await import('./partners/sandbox-server.js');
  const { sandboxWebhookSecret } = await import('./partners/index.js');
  const news = { url: `http://127.0.0.1:${config.port}/webhooks/sandbox`, secret: sandboxWebhookSecret(config.secret) };
  const { url } = await lifetime.start('partner sandbox', () =>
    startPartnerSandbox({
      host: config.host,
      port: config.partnerSandboxPort,
      stateFile: path.join(config.dataDir, 'partner-sandbox.json'),
      // An API that takes any free port cannot be told anything; it asks.
      webhook: config.port === 0 ? null : news,
    }),
  );
  // `start` runs this as its child and waits for the address; on its own it tells the terminal.
  if (process.send) process.send({ url });
  else say(`Partner sandbox at ${url}`);
}

async function migrate(config: Config, lifetime: Lifetime): Promise<void> {
  const dataSource = await connect(config, lifetime);
  const done = await bringUpToDate(dataSource);
  say(done.length === 0 ? 'The database is up to date.' : `Ran ${done.join(', ')}.`);
}

async function importInvoices(args: string[]): Promise<void> {
  const { values, positionals } = parse(() =>
    parseArgs({ args, allowPositionals: true, options: { creditor: { type: 'string' } } }),
  );
  const creditor = values.creditor ?? '';
  readKey('Creditor', creditor);
  needFiles('import', positionals);
  await doWork([], async (lifetime) => {
    const config = processConfig(root, sandboxWhereEmbedded());
    const dataSource = await connect(config, lifetime);
    await refusePendingMigrations(dataSource);
    const { openPlatform } = await import('./open-platform.js');
    const { runImport } = await import('./modules/intake/import.cli.js');
    process.exitCode = await runImport(await openPlatform(config, dataSource), creditor, positionals, say);
  });
}

async function importBankFiles(args: string[]): Promise<void> {
  const { positionals } = parse(() => parseArgs({ args, allowPositionals: true }));
  needFiles('import-bank', positionals);
  await doWork([], async (lifetime) => {
    const config = processConfig(root, sandboxWhereEmbedded());
    const dataSource = await connect(config, lifetime);
    await refusePendingMigrations(dataSource);
    const { openPlatform } = await import('./open-platform.js');
    const { runBankImport } = await import('./modules/bank/import-bank.cli.js');
    process.exitCode = await runBankImport(await openPlatform(config, dataSource), positionals, say);
  });
}

function needFiles(command: string, files: readonly string[]): void {
  if (files.length === 0) throw new UsageError(`${command} needs at least one file.`);
  const missing = files.find((file) => !fs.existsSync(file));
  if (missing !== undefined) throw new UsageError(`There is no file "${missing}".`);
}

async function printToken(args: string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parse(() =>
    parseArgs({ args, options: { role: option, creditor: option, partner: option, subject: option } }),
  );
  const config = processConfig(root, sandbox);
  if (!config.sandbox) throw new ConfigurationError('FORDRING_SANDBOX is 0: tokens come from OIDC_ISSUER then.');
  const { developmentToken } = await import('./graphql/tokens.js');
  const role = readRole(values.role);
  const creditorId = role === 'CREDITOR' ? readKey('Creditor', values.creditor) : null;
  const partnerId = role === 'PARTNER' ? readKey('Partner', values.partner) : null;
  say(
    await developmentToken(config, { subject: values.subject ?? 'test-person', roles: [role], creditorId, partnerId }),
  );
}

type Role = Viewer['roles'][number];
const knownRoles: Readonly<Record<Role, true>> = { AGENT: true, CREDITOR: true, PARTNER: true, ANALYST: true };
const isRole = (text: string): text is Role => Object.hasOwn(knownRoles, text);

function readRole(text = ''): Role {
  if (isRole(text)) return text;
  throw new UsageError(`--role must be one of ${Object.keys(knownRoles).join(', ')}.`);
}

/** The row's key in the id that the graph shows. */
function readKey(typeName: 'Creditor' | 'Partner', text = ''): string {
  const key = keyOf(typeName, text);
  if (key !== null) return key;
  throw new UsageError(`--${typeName.toLowerCase()} must be an id as the graph shows it, "${typeName}:…".`);
}

function takeNoArguments(args: readonly string[]): void {
  if (args.length > 0) throw new UsageError(`There is no argument "${args[0]}" here.`);
}

/** Node's own message about an unknown option is good enough for people. */
function parse<Parsed>(read: () => Parsed): Parsed {
  try {
    return read();
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  return `Usage: npm run fordring -- COMMAND\n\n${lines.join('\n')}`;
}

/** Whoever runs Fordring reads sentences; only a fault of our own deserves a stack. */
function explain(error: unknown): string {
  const forPeople = [ConfigurationError, EmbeddedPostgresError, UsageError];
  if (forPeople.some((kind) => error instanceof kind)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const [name = 'help', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  if (command) await command.run(rest);
  else if (name === 'help') say(help());
  else throw new UsageError(`There is no command "${name}".\n\n${help()}`);
} catch (error) {
  if (!(error instanceof StopRequested)) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}
// Something that a part left open must not keep a stopped program alive.
process.exit();
