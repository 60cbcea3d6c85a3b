import { existsSync, readFileSync } from 'node:fs';
import { CASE_EVENTS } from '../../src/domain/case-events.js';
import { printedAsyncApi } from '../../src/schema.js';

const printed = existsSync('schema/asyncapi.json') ? readFileSync('schema/asyncapi.json', 'utf8') : '';

test('the committed document is the program’s: npm run asyncapi writes it', async () => {
  expect(printed).toBe(await printedAsyncApi());
});

test('the table of events holds everything that has a text, and nothing else', () => {
  const terms = Object.keys(JSON.parse(readFileSync('locales/en/terms.json', 'utf8')) as object);
  const named = terms
    .filter((key) => key.startsWith('event.'))
    .map((key) => key.split('.')[1]!.replace(/_(one|other)$/, ''));
  expect(Object.keys(CASE_EVENTS).sort()).toEqual([...new Set(named)].sort());
});

test('every message and every schema that the document speaks of is in it', () => {
  const document = JSON.parse(printed) as Record<string, unknown>;
  const references = [...printed.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, path]) => path!);
  expect(references.length).toBeGreaterThan(100);
  for (const path of new Set(references)) {
    const found = path.split('/').reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], document);
    expect([path, typeof found]).toEqual([path, 'object']);
  }
});
