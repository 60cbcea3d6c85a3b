// The two programs under test, each in a process of its own on the same core, and how much CPU they take.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SERVER_CORE = 0;
const here = path.dirname(fileURLToPath(import.meta.url));
const main = path.resolve(here, '..', '..', 'dist', 'src', 'main.js');
const hasTaskset = spawnSync('taskset', ['--version']).error === undefined;

/** Command and arguments that keep a process on one core, where the system can. */
export function onCore(core, command, args) {
  return hasTaskset ? ['taskset', ['-c', String(core), command, ...args]] : [command, args];
}

/** Runs one of Fordring's own commands to its end and gives what it printed. */
export function runFordring(env, ...args) {
  const done = spawnSync(process.execPath, [main, ...args], { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`fordring ${args[0]} failed: ${done.stderr}`);
  return done.stdout;
}

/** The API as it is run in production, apart from who signs its tokens. */
export function startFordring(env) {
  return startProgram([main, 'api'], env);
}

export function startPostgraphile(databaseUrl, poolSize) {
  return startProgram([path.join(here, 'postgraphile.mjs'), databaseUrl, String(poolSize)], {});
}

/** Starts a server that prints "… at URL" when it listens. */
async function startProgram(args, env) {
  const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
  const child = spawn(...onCore(SERVER_CORE, process.execPath, [...profile, ...args]), {
    env: { ...process.env, ...env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => resolve(/ at (http\S+)/.exec(line)?.[1]));
    child.once('exit', () => reject(new Error(`${path.basename(args[0])} ended before it listened`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, pid: child.pid, stop };
}

/** CPU time a process has used, in milliseconds; null where the system does not tell. */
export function cpuMs(pid) {
  const fields = processFields(pid);
  // User and system time, in hundredths of a second.
  return fields && (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The same for the children of a process together, those that have ended and been reaped included. */
export function childrenCpuMs(pid) {
  if (!fs.existsSync('/proc')) return null;
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = pids.filter((candidate) => Number(processFields(candidate)?.[1]) === pid);
  const parent = processFields(pid);
  const ended = parent ? (Number(parent[13]) + Number(parent[14])) * 10 : 0;
  return children.reduce((sum, child) => sum + (cpuMs(child) ?? 0), ended);
}

/** What /proc tells of a process after its name; null where it is gone or there is no /proc. */
function processFields(pid) {
  try {
    return fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
    throw error;
  }
}
