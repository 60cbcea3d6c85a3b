// `npm run drill:life`: twenty cases through random lives from a new seed, then four workers and sixteen clients at the same hundred
// cases for a minute; see ../README.md. Ends with exit code 1 where anything was lost, came twice or does not add up.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const env = { DRILL_RUNS: '10', DRILL_SECONDS: '60', ...process.env };
const tests = ['test/life/random-life.property.test.ts', 'test/life/hammer.test.ts'];

const child = spawn(process.execPath, [path.join(root, 'scripts', 'run.mjs'), 'test', '-i', ...tests], {
  cwd: root,
  env,
  stdio: 'inherit',
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
