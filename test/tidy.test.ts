import fs from 'node:fs';
import path from 'node:path';
import { unreachable, unusedExports, violations, type SourceText } from './tidy/rules.js';

const root = process.cwd();

function read(folder: string): SourceText[] {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      path: path.relative(root, file).split(path.sep).join('/'),
      text: fs.readFileSync(file, 'utf8'),
    }));
}

describe('the repository', () => {
  const program = [...read('src'), ...read('migrations')];
  const ormconfig = { path: 'ormconfig.ts', text: fs.readFileSync(path.join(root, 'ormconfig.ts'), 'utf8') };
  const tests = read('test');
  const scripts = read('scripts');

  test('keeps its own rules', () => {
    expect([...program, ...tests, ...scripts].flatMap(violations)).toEqual([]);
  });

  test('has no dead files', () => {
    expect(unreachable([...program, ormconfig], ['src/main.ts', 'ormconfig.ts'])).toEqual([]);
  });

  test('exports nothing that nobody imports', () => {
    expect(unusedExports(program, [...program, ormconfig, ...tests])).toEqual([]);
  });
});

describe('the check itself finds', () => {
  const found = (name: string, text: string): string[] => violations({ path: name, text });

  test.each([
    ['src/domain/a.ts', 'export const now = new Date();', 'new Date'],
    ['src/countries/a.ts', 'export const now = Date.now();', 'Date.now'],
    ['src/domain/a.ts', 'export const dice = Math.random();', 'Math.random'],
    ['src/domain/a.ts', 'export const home = process.env.HOME;', 'process.env'],
    ['src/server.ts', "export const home = process.env['HOME'];", 'process.env'],
    ['src/modules/a.ts', "export const rate = parseFloat('1.5');", 'parseFloat'],
    ['src/modules/a.ts', 'export const text = (1.5).toFixed(2);', 'toFixed'],
    ['src/modules/a.ts', 'export const value = JSON.parse("1") as any;', 'any'],
    ['test/a.test.ts', "test.only('one', () => {});", '.only'],
    ['src/server.ts', "export const norwegian = (country: string) => country === 'NO';", 'branches on a country'],
    ['src/server.ts', "export const other = (country: string) => 'SE' !== country;", 'branches on a country'],
    ['src/server.ts', "switch (process.argv[2]) { case 'FI': break; }", 'branches on a country'],
    ['src/server.ts', `// ${'TO'}${'DO'} later`, 'left behind'],
    ['src/server.ts', `// ${'eslint'}-disable-next-line`, 'left behind'],
    ['src/utils/money.ts', '', '"utils"'],
    ['src/modules/helpers.ts', '', '"helpers.ts"'],
    ['src/domain/a.ts', "import { openDatabase } from '../../ormconfig.js';", 'may not import ormconfig.ts'],
    ['src/domain/a.ts', "import fs from 'node:fs';", 'may not import node:fs'],
    ['src/countries/no.ts', "import { Case } from '../modules/cases/case.entity.js';", 'may not import src/modules'],
    ['src/partners/a.ts', "import { no } from '../countries/no.js';", 'may not import src/countries/no.ts'],
    ['src/graphql/a.ts', "import { register } from '../modules/cases/register.js';", 'may not import src/modules'],
    ['src/modules/cases/a.ts', "import { no } from '../../countries/no.js';", 'may not import src/countries/no.ts'],
    ['src/modules/cases/a.ts', "import { pay } from '../payments/pay.js';", 'may not import src/modules/payments'],
    ['src/modules/cases/a.ts', "import type { Server } from '../../server.js';", 'may not import src/server.ts'],
    ['src/modules/cases/a.ts', "export const load = () => import('../../server.js');", 'may not import src/server.ts'],
    ['src/modules/cases/a.ts', "export * from '../../server.js';", 'may not import src/server.ts'],
    ['migrations/1-a.ts', "import { Case } from '../src/modules/cases/case.entity.js';", 'may not import src/modules'],
  ])('in %s: %s', (name, text, reason) => {
    expect(found(name, text)).toEqual([expect.stringContaining(reason)]);
  });

  test.each([
    ['src/config.ts', 'export const home = process.env.HOME;'],
    ['src/clock.ts', 'export const now = new Date();'],
    ['src/domain/a.ts', "// new Date, Math.random and process.env are not used here\nexport const name = 'Date.now';"],
    ['src/domain/routing.ts', "export const norwegian = (country: string) => country === 'NO';"],
    ['src/countries/no.ts', "import { addDays } from '../domain/date.js';"],
    ['src/modules/cases/a.ts', "import { Payment } from '../payments/payment.entity.js';"],
    ['src/modules/cases/a.ts', "import { countries } from '../../countries/index.js';"],
    [
      'src/graphql/a.ts',
      "import { Case } from '../modules/cases/case.entity.js';\nimport type { Viewer } from '../platform.js';",
    ],
  ])('nothing in %s: %s', (name, text) => {
    expect(found(name, text)).toEqual([]);
  });

  test('files above 400 lines', () => {
    expect(found('src/server.ts', 'void 0;\n'.repeat(400))).toEqual([]);
    expect(found('src/server.ts', 'void 0;\n'.repeat(401))).toEqual([expect.stringContaining('has 401 lines')]);
  });

  test('the line', () => {
    expect(found('src/domain/a.ts', '\n\nexport const now = Date.now();')).toEqual([
      'src/domain/a.ts:3 Date.now: time is an argument',
    ]);
  });

  const files: SourceText[] = [
    { path: 'src/main.ts', text: "import './a.js';\nexport const load = () => import('./b.js');" },
    { path: 'src/a.ts', text: "import { used } from './c.js';\nexport const unused = used;" },
    { path: 'src/b.ts', text: '' },
    { path: 'src/c.ts', text: 'export const used = 1;\nexport interface Forgotten {}\nexport function left() {}' },
    { path: 'src/dead.ts', text: "import './also-dead.js';" },
    { path: 'src/also-dead.ts', text: "import './dead.js';" },
  ];

  test('dead files, also those that keep each other company', () => {
    expect(unreachable(files, ['src/main.ts'])).toEqual(['src/dead.ts', 'src/also-dead.ts']);
  });

  test('exports nobody imports', () => {
    const withoutEntry = files.filter(({ path: name }) => name !== 'src/main.ts');
    expect(unusedExports(withoutEntry, files)).toEqual(['src/a.ts: unused', 'src/c.ts: Forgotten', 'src/c.ts: left']);
  });
});
