// Fails where the committed schema takes away or changes something that clients rely on: what the last release offered
// (schema/released.graphql), or a contract given on the command line.
import fs from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';

const promises = ['schema/released.graphql', ...process.argv.slice(2)];
const offered = readSchema('schema/schema.graphql');
const broken = promises.flatMap((file) =>
  findBreakingChanges(readSchema(file), offered).map(({ description }) => `${file}: ${description}`),
);
for (const line of broken) console.error(line);
console.log(`${promises.join(' and ')}: ${broken.length} breaking changes`);
process.exitCode = broken.length === 0 ? 0 : 1;

function readSchema(file) {
  return buildSchema(fs.readFileSync(file, 'utf8'));
}
