// One worker process, told by its parent what to do: take what is due, or set letters for a while.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DUE_ON } from './fill.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const from = (file) => import(path.join(root, 'dist', file));

const [{ processConfig }, { openDatabase }, { openPlatform }, { takeDueSteps }] = await Promise.all(
  ['src/config.js', 'ormconfig.js', 'src/open-platform.js', 'src/jobs/due-steps.js'].map(from),
);
const config = processConfig(root);
const platform = await openPlatform(config, await openDatabase(config.databaseUrl).initialize());

/** Takes everything that is due. */
async function take() {
  const began = performance.now();
  const taken = await takeDueSteps(platform, DUE_ON);
  return { taken, ms: performance.now() - began, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** Letters a second that one core sets, as text and as PDF. */
async function render({ seconds, caseIds }) {
  const [facts, correspondence, { letterAsSent }, { letterPdf }] = await Promise.all(
    ['cases/case.facts.js', 'notices/correspondence.js', 'notices/letter.js', 'notices/pdf.js'].map((file) => `src/modules/${file}`).map(from),
  ); // prettier-ignore
  const states = await facts.loadCaseStates(platform.db, caseIds);
  const parties = await correspondence.loadCorrespondence(platform.db, caseIds);
  const inputs = caseIds.map((id) => {
    const { facts: known, country } = states.get(id);
    const about = parties.get(id);
    return correspondence.letterInput(platform, platform.laws[country], known, about, 'PAYMENT_DEMAND', DUE_ON, about.debtorLanguage);
  }); // prettier-ignore
  const letters = inputs.map((input) => letterAsSent(input, platform.texts));
  return {
    text: rate(seconds, inputs, (input) => letterAsSent(input, platform.texts)),
    pdf: rate(seconds, letters, ({ document }) => letterPdf(document, DUE_ON)),
  };
}

function rate(seconds, things, make) {
  const cpu = process.cpuUsage();
  let made = 0;
  let spent = 0;
  for (; spent < seconds; made += 1) {
    make(things[made % things.length]);
    if (made % 20 === 19) {
      const { user, system } = process.cpuUsage(cpu);
      spent = (user + system) / 1e6;
    }
  }
  return made / spent;
}

const WORK = { take, render };
process.on('message', async ({ work, ...about }) => process.send(await WORK[work](about)));
process.on('disconnect', () => process.exit(0));
process.send('ready');
