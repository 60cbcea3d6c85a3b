import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startPostgres, type EmbeddedPostgres } from '../../src/postgres.js';

const root = process.cwd();

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the embedded PostgreSQL', () => {
  const started: EmbeddedPostgres[] = [];
  let home: string;

  const start = async (): Promise<EmbeddedPostgres> => {
    const server = await startPostgres({ home, root, flags: ['-c', 'fsync=off'] });
    started.push(server);
    return server;
  };

  beforeEach(() => {
    const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'fordring-platform-'));
    // As root the server runs as another user, who must reach its directory.
    fs.chmodSync(parent, 0o755);
    home = path.join(parent, 'postgres');
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
    fs.rmSync(path.dirname(home), { recursive: true, force: true });
  });

  test('is a real server, reachable from this machine only, and gone after stop', async () => {
    const server = await start();
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    const [settings] = await query(server.url, "SELECT current_setting('listen_addresses') AS listens");
    expect(settings).toEqual({ listens: '127.0.0.1' });
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });

  test('keeps its data over a restart', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 1234 AS amount');
    await first.stop();
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.url, 'SELECT amount FROM kept')).toEqual([{ amount: 1234 }]);
  });

  test('refuses a wrong password', async () => {
    const server = await start();
    const url = new URL(server.url);
    url.password = 'guess';
    await expect(query(url.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  test('is shared, and left running, while the process that started it lives', async () => {
    const own = await start();
    // The process that started jest stands for another Fordring: it lives, and it is not this one.
    fs.writeFileSync(path.join(home, 'owner'), String(process.ppid));
    const shared = await startPostgres({ home, root });
    expect(shared).toMatchObject({ pid: own.pid, url: own.url, sharedWithPid: process.ppid });
    await shared.stop();
    expect(isAlive(own.pid)).toBe(true);
  });

  test('is taken over when the process that started it died', async () => {
    const orphan = await start();
    fs.writeFileSync(path.join(home, 'owner'), '0');
    const adopted = await start();
    expect(adopted).toMatchObject({ pid: orphan.pid, sharedWithPid: undefined });
    await adopted.stop();
    expect(isAlive(orphan.pid)).toBe(false);
  });

  test('starts over the pid file of a server that is gone', async () => {
    const first = await start();
    const pidFile = path.join(home, 'data', 'postmaster.pid');
    const left = fs.readFileSync(pidFile);
    await first.stop();
    fs.writeFileSync(pidFile, left);
    const second = await start();
    expect(await query(second.url, 'SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
  });

  test('says in one sentence that its files are damaged', async () => {
    const server = await start();
    await server.stop();
    fs.writeFileSync(path.join(home, 'data', 'PG_VERSION'), 'garbage\n');
    await expect(start()).rejects.toThrow(
      `The database in "${home}/data" cannot be opened: its file PG_VERSION is damaged; restore it from a backup or move it away.`,
    );
  });

  test('says in one sentence that its files come from another version', async () => {
    fs.mkdirSync(path.join(home, 'data'), { recursive: true });
    fs.writeFileSync(path.join(home, 'data', 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow('it was written by PostgreSQL 15 and this one is 18');
  });

  test('gives the reason PostgreSQL itself gives', async () => {
    const server = await start();
    await server.stop();
    fs.rmSync(path.join(home, 'data', 'global', 'pg_control'));
    await expect(start()).rejects.toThrow(
      'The embedded PostgreSQL refuses to start: could not find the database system',
    );
  });

  test('says in one sentence that a file is where its directory should be', async () => {
    fs.writeFileSync(home, 'not a directory');
    await expect(start()).rejects.toThrow(`The directory "${home}" for the embedded PostgreSQL cannot be used`);
  });

  test('does not touch a directory that holds something else', async () => {
    fs.mkdirSync(path.join(home, 'data'), { recursive: true });
    fs.writeFileSync(path.join(home, 'data', 'letter.txt'), 'keep me');
    await expect(start()).rejects.toThrow(`"${home}/data" is not a PostgreSQL database`);
    expect(fs.readFileSync(path.join(home, 'data', 'letter.txt'), 'utf8')).toBe('keep me');
  });
});
