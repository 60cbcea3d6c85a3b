// Before the first test: one PostgreSQL for the whole run, or the server DATABASE_URL names.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compile } from '../../scripts/build.mjs';

const prefix = 'fordring-test-';
// The data is thrown away, so it need not survive a power cut.
const flags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

export default async function start() {
  process.env.FORDRING_TEST_RUN = `${process.pid} at ${Date.now()}`;
  if (process.env.DATABASE_URL) {
    process.env.FORDRING_TEST_SERVER = process.env.DATABASE_URL;
    return;
  }
  const root = process.cwd();
  await compile('src/postgres.ts');
  const { startPostgres } = await import('../../dist/src/postgres.js');
  await removeLeftovers();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  const server = await startPostgres({ home, root, flags: flags.flatMap((flag) => ['-c', flag]) });
  process.env.FORDRING_TEST_SERVER = server.url;
  globalThis.stopTestServer = async () => {
    await server.stop();
    fs.rmSync(home, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void globalThis.stopTestServer().finally(() => process.exit(1)));
  }
}

// A run that was killed outright could not stop its server.
async function removeLeftovers() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((each) => each.startsWith(prefix))) {
    const runner = Number(name.slice(prefix.length).split('-')[0]);
    if (isAlive(runner)) continue;
    const home = path.join(os.tmpdir(), name);
    const pidFile = path.join(home, 'data', 'postmaster.pid');
    const server = fs.existsSync(pidFile) ? Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
    if (isAlive(server)) process.kill(server, 'SIGQUIT');
    fs.rmSync(home, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
