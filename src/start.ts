import { fork, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { ConfigurationError, type Config } from './config.js';
import { bringUpToDate, connectTo, startEmbedded } from './database.js';
import { type Lifetime, StopRequested } from './lifetime.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm start`: everything on one machine, one line of progress per phase. `program` is the path of main.js, run again
 * for the partner sandbox, which is another agency and therefore another process.
 */
export async function start(config: Config, lifetime: Lifetime, program: string): Promise<void> {
  await refuseTakenPort('PORT', config.host, config.port);
  await refuseTakenPort('FORDRING_PARTNER_SANDBOX_PORT', config.host, config.partnerSandboxPort);
  const dataSource = await connectTo(await databaseUrl(config, lifetime), lifetime);

  const migrations = await bringUpToDate(dataSource);
  say(`Tables: ${migrations.length === 0 ? 'up to date' : `${migrations.length} migrations run`}`);
  const partner = await lifetime.start('partner sandbox', () => startChild(program, lifetime));
  say(`Partner sandbox: ${partner.url}`);
  const { openPlatform } = await import('./open-platform.js');
  const platform = await openPlatform(config, dataSource);
  const { seedDemo } = await import('./demo/seed.js');
  const access = config.sandbox ? await seedDemo(platform, (line) => tell(lifetime, `Demo: ${line}`)) : [];

  const { startApi } = await import('./server.js');
  const api = await lifetime.start('API', () => startApi(config, platform));
  const { startWorker } = await import('./jobs/worker.js');
  await lifetime.start('worker', () => startWorker(platform));
  say('Worker: running');

  const { developmentToken } = await import('./graphql/tokens.js');
  say(`\nFordring is running. GraphQL: ${api.url}`);
  for (const { who, viewer } of access) {
    const token = await developmentToken(config, viewer);
    say(`\n${viewer.roles.join(', ')}, ${who}:\nAuthorization: Bearer ${token}`);
  }
  say('\nCtrl-C stops it.');
}

/** Says how far a long phase has come; a stop asked for meanwhile ends it here, and the next start goes on from there. */
function tell(lifetime: Lifetime, line: string): void {
  if (lifetime.isStopping) throw new StopRequested();
  say(line);
}

async function databaseUrl(config: Config, lifetime: Lifetime): Promise<string> {
  if (config.databaseUrl !== undefined) {
    say(`Database: ${new URL(config.databaseUrl).host}`);
    return config.databaseUrl;
  }
  say('Database: starting the embedded PostgreSQL');
  const server = await startEmbedded(config, lifetime);
  if (server.sharedWithPid !== undefined) {
    const inUse = `FORDRING_DATA_DIR "${config.dataDir}" is in use by process ${server.sharedWithPid}`;
    throw new ConfigurationError(`${inUse}: stop that one first, or choose another directory.`);
  }
  const place = path.relative(config.root, config.dataDir) || config.dataDir;
  say(`Database: embedded PostgreSQL in ${place}, process ${server.pid}`);
  return server.url;
}

/** Asked before anything is started: finding out afterwards costs the reader half a minute and a page of output. */
async function refuseTakenPort(name: string, host: string, port: number): Promise<void> {
  const refusal = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const probe = net.createServer().once('error', resolve);
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
  if (!refusal) return;
  const reason = refusal.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${refusal.code})`;
  throw new ConfigurationError(`${name} ${port} ${reason}: stop that program or set ${name} to a free port.`);
}

async function startChild(program: string, lifetime: Lifetime): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(program, ['partner-sandbox']);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await addressFrom(child);
  child.once('exit', () => {
    if (!lifetime.isStopping) say('The partner sandbox has stopped; referrals to it wait until Fordring is restarted.');
  });
  const stop = (): Promise<void> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, stop };
}

function addressFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url));
    child.once('error', reject);
    child.once('exit', () => reject(new ConfigurationError('The partner sandbox did not start; it says above why.')));
  });
}
