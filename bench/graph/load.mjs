// What sends the requests: wrk where it is on the PATH, for it takes the least CPU from PostgreSQL; else autocannon.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onCore } from './programs.mjs';

const CONNECTIONS = 16;
const LOAD_CORE = 1;
const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * A load generator: `measure` sends `bodies` in turn for `seconds` and gives requests per second, answers that were
 * not 200, latencies in milliseconds and the share of one core the generator itself used.
 */
export function loadGenerator(folder) {
  const hasWrk = spawnSync('wrk', ['--version']).error === undefined;
  return hasWrk
    ? { name: 'wrk', measure: (run) => withWrk(folder, run) }
    : { name: 'autocannon', measure: (run) => withAutocannon(folder, run) };
}

async function withWrk(folder, { url, token, bodies, seconds }) {
  const file = path.join(folder, 'bodies.txt');
  fs.writeFileSync(file, bodies.join('\n'));
  const script = ['-s', path.join(here, 'bodies.lua'), url, '--', file, token];
  const answer = await output('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, ...script]);
  return JSON.parse(answer.split('\n').find((line) => line.startsWith('{')));
}

async function withAutocannon(folder, run) {
  const file = path.join(folder, 'run.json');
  fs.writeFileSync(file, JSON.stringify({ ...run, connections: CONNECTIONS }));
  return JSON.parse(await output(process.execPath, [path.join(here, 'autocannon.mjs'), file]));
}

function output(command, args) {
  const child = spawn(...onCore(LOAD_CORE, command, args), { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${command} ended with ${code}`))));
  });
}
