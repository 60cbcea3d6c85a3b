// What `npm start`, `npm test` and their like run: sees to it that everything is installed and built, then runs it.
// Uses nothing but Node, because at its start there may be nothing else. Its own words go to stderr, so that
// `npm run --silent token` prints a token and nothing else.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = [20, 19];

const [command = 'help', ...args] = process.argv.slice(2);
process.chdir(root);
requireNode();
await install({ withDevelopmentPackages: command === 'test' || command === 'install' });
if (command !== 'install') {
  await buildSources();
  if (command === 'test') await runTests();
  else await runFordring();
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  fail(`Fordring needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`);
}

async function install({ withDevelopmentPackages }) {
  const reason = reasonToInstall(withDevelopmentPackages);
  if (!reason) return;
  say(`Installing packages (${reason}); this takes about a minute the first time.`);
  // npm's own report goes to stderr with ours. On Windows npm is a script that only a shell can start.
  const onWindows = process.platform === 'win32';
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', process.stderr, process.stderr],
    shell: onWindows,
  });
  npm.once('error', (error) => fail(`npm could not be started: ${error.message}.`));
  if ((await finished(npm)) !== 0) fail('Installing the packages failed; npm says above why.');
}

// The exit code of a child that must not outlive this process: Ctrl-C reaches both of us, other signals are passed on.
async function finished(child) {
  const ignore = () => {};
  const passOn = () => child.kill('SIGTERM');
  process.on('SIGINT', ignore).on('SIGTERM', passOn);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  process.off('SIGINT', ignore).off('SIGTERM', passOn);
  return code;
}

// npm writes down in node_modules what it installed; where that is what the lock file asks for there is nothing to do,
// whoever installed it, and a read-only node_modules will do.
function reasonToInstall(withDevelopmentPackages) {
  const installedFile = path.join('node_modules', '.package-lock.json');
  if (!fs.existsSync(installedFile)) return 'there are none';
  const wanted = readJson('package-lock.json').packages;
  const installed = readJson(installedFile).packages;
  for (const [place, { version, optional, devOptional, peer, dev }] of Object.entries(wanted)) {
    if (place === '' || (dev && !withDevelopmentPackages)) continue;
    // An installation that was cut short can leave the record without the packages.
    const found = fs.existsSync(place) ? installed[place] : undefined;
    if (found ? found.version !== version : !(optional || devOptional || peer)) {
      return `${place.replace(/^.*node_modules\//, '')} is ${found?.version ?? 'missing'}, not ${version}`;
    }
  }
  return undefined;
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

async function buildSources() {
  const { build } = await import('./build.mjs');
  const changed = await build().catch((error) => fail(`Building failed: ${error.message}`));
  if (changed > 0) say(`Built ${changed} ${changed === 1 ? 'file' : 'files'}.`);
}

async function runTests() {
  const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
  const code = await finished(spawn(process.execPath, [jest, ...args], { stdio: 'inherit' }));
  process.exit(code ?? 1);
}

// In this very process: one process fewer between the terminal and the application, and no signal to pass on.
async function runFordring() {
  if (process.env.npm_lifecycle_event) stopWhenOrphaned();
  await import('../dist/src/main.js');
}

// Where npm is killed outright, or its shell takes a signal without passing it on, nobody would stop us.
function stopWhenOrphaned() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
