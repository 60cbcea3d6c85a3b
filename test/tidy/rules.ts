import path from 'node:path';
import ts from 'typescript';

/** A source file by its path from the project root, with forward slashes. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** What may be imported, besides itself: paths and their beginnings. Folders that are not listed may import anything. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/domain/': [],
  'src/countries/': ['src/domain/'],
  'src/partners/': ['src/domain/'],
  'src/documents/': ['src/domain/'],
  'src/channels/': [],
  'src/invoices/': ['src/domain/', 'src/documents/'],
  'src/invoice-sources/': ['src/domain/'],
  'src/bank-files/': ['src/domain/', 'src/documents/'],
  'src/graphql/': [
    'src/domain/',
    'src/partners/partner.ts',
    'src/platform.ts',
    'src/clock.ts',
    'src/texts.ts',
    'src/config.ts',
  ],
  'src/modules/': [
    'src/domain/',
    'src/countries/index.ts',
    'src/partners/partner.ts',
    'src/documents/',
    'src/invoices/',
    'src/invoice-sources/',
    'src/bank-files/',
    'src/channels/sms.ts',
    'src/graphql/',
    // Only to put a job into the queue, in the transaction that makes it necessary.
    'src/jobs/queue.ts',
    'src/data-source.ts',
    'src/platform.ts',
    'src/clock.ts',
    'src/texts.ts',
  ],
  'migrations/': [],
};
/** Folders that hold rules alone: nothing from outside the project, be it Node's or a package's. */
const withoutPackages = ['src/domain/'];
const pureFolders = ['src/domain/', 'src/countries/'];
const branchesOnCountry = ['src/countries/', 'src/domain/routing.ts'];
const mostLines = 400;

const startsWithAny = (text: string, beginnings: readonly string[]): boolean =>
  beginnings.some((beginning) => text.startsWith(beginning));

/** What is wrong with one file, one sentence each, beginning with `path:line`. */
export function violations(file: SourceText): string[] {
  const source = parse(file);
  const at = (position: number): string => {
    const { line } = source.getLineAndCharacterOfPosition(position);
    return `${file.path}:${line + 1}`;
  };
  return [
    ...[...nodesOf(source)].flatMap((node) =>
      bannedCode(file.path, node).map((reason) => `${at(node.getStart(source))} ${reason}`),
    ),
    ...bannedWords(file).map(({ position, reason }) => `${at(position)} ${reason}`),
    ...bannedImports(file).map((reason) => `${file.path}:1 ${reason}`),
    ...bannedShape(file).map((reason) => `${file.path}:1 ${reason}`),
  ];
}

function parse({ path: name, text }: SourceText): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
}

function* nodesOf(root: ts.Node): Generator<ts.Node> {
  yield root;
  for (const child of root.getChildren()) yield* nodesOf(child);
}

function bannedCode(file: string, node: ts.Node): string[] {
  return [...bannedNumbers(node), ...bannedAny(node), ...bannedSurroundings(file, node), ...bannedBranch(file, node)];
}

function bannedNumbers(node: ts.Node): string[] {
  if (ts.isIdentifier(node) && node.text === 'parseFloat') return ['parseFloat: money and rates are exact'];
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'toFixed')
    return ['toFixed: money and rates are exact'];
  return [];
}

function bannedAny(node: ts.Node): string[] {
  return node.kind === ts.SyntaxKind.AnyKeyword ? ['any switches the compiler off'] : [];
}

/** Clock, randomness, environment, and a test run that leaves out the others. */
function bannedSurroundings(file: string, node: ts.Node): string[] {
  const isPure = startsWithAny(file, pureFolders);
  if (isPure && ts.isNewExpression(node) && node.expression.getText() === 'Date')
    return ['new Date: time is an argument'];
  if (!ts.isPropertyAccessExpression(node)) return [];
  const access = `${node.expression.getText()}.${node.name.text}`;
  if (isPure && access === 'Date.now') return ['Date.now: time is an argument'];
  if (isPure && access === 'Math.random') return ['Math.random: randomness is an argument'];
  if (file.startsWith('src/') && file !== 'src/config.ts' && access === 'process.env') {
    return ['process.env: only src/config.ts reads it'];
  }
  if (/^(describe|test|it)\.only$/.test(access)) return ['.only leaves out the other tests'];
  return [];
}

/** A comparison with, or a case of, one of the countries that have a module. */
function bannedBranch(file: string, node: ts.Node): string[] {
  if (!file.startsWith('src/') || startsWithAny(file, branchesOnCountry)) return [];
  const isCountry = (side: ts.Node): boolean => ts.isStringLiteral(side) && ['NO', 'SE', 'FI'].includes(side.text);
  const reason = 'branches on a country: the country module answers that';
  if (ts.isCaseClause(node)) return isCountry(node.expression) ? [reason] : [];
  if (!ts.isBinaryExpression(node)) return [];
  const comparisons = [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
  ];
  const compares = comparisons.includes(node.operatorToken.kind);
  return compares && (isCountry(node.left) || isCountry(node.right)) ? [reason] : [];
}

function bannedWords({ text }: SourceText): { position: number; reason: string }[] {
  // Spelt with brackets, so that this file does not break its own rules.
  const words = /T[O]DO|FIX[M]E|eslint-d[i]sable|oxlint-d[i]sable|@ts-i[g]nore/g;
  return [...text.matchAll(words)].map((match) => ({ position: match.index, reason: `${match[0]} left behind` }));
}

function bannedImports(file: SourceText): string[] {
  const folder = Object.keys(mayImport).find((beginning) => file.path.startsWith(beginning));
  if (folder === undefined) return [];
  const allowed = [folder, ...(mayImport[folder] ?? [])];
  return importsOf(file)
    .map(({ from }) => from)
    .filter((from) => {
      if (isPackage(from)) return withoutPackages.includes(folder);
      if (crossesModules(file.path, from)) return true;
      return (
        !startsWithAny(from, allowed) &&
        !(folder === 'src/graphql/' && (from.endsWith('.entity.ts') || from === 'src/modules/cases/case.facts.ts'))
      );
    })
    .map((from) => `may not import ${from}`);
}

const isPackage = (from: string): boolean => !/^(src|migrations|test|scripts|ormconfig)\b/.test(from);
const moduleOf = (file: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(file)?.[1];

/**
 * Which modules a module may act through. All of them act on cases, and cases on none of them; what stands further down
 * may use what stands above it, never the other way round. Rows and GraphQL types are open to all, and so is the list of what
 * waits for a person: whoever finds something writes it there, and nothing is done through it.
 */
const actsThrough: Readonly<Record<string, readonly string[]>> = {
  cases: [],
  creditors: ['cases'],
  debtors: ['cases'],
  jurisdictions: ['cases'],
  statistics: ['cases'],
  strategies: ['cases'],
  payments: ['cases', 'tasks'],
  ledger: ['cases'],
  settlement: ['cases', 'payments', 'tasks', 'routing', 'notices'],
  notices: ['cases'],
  disputes: ['cases', 'notices', 'tasks'],
  plans: ['cases', 'notices'],
  offers: ['cases', 'notices'],
  sales: ['cases', 'notices'],
  merges: ['cases'],
  routing: ['cases'],
  intake: ['cases', 'creditors', 'debtors', 'payments', 'routing', 'tasks', 'webhooks'],
  tasks: ['cases'],
  partners: ['cases', 'tasks'],
  referrals: ['cases', 'payments', 'routing', 'tasks'],
  bank: ['cases', 'debtors', 'payments', 'referrals', 'settlement', 'tasks'],
};

function crossesModules(file: string, from: string): boolean {
  const [importer, imported] = [moduleOf(file), moduleOf(from)];
  if (importer === undefined || imported === undefined || importer === imported) return false;
  return !/\.(entity|type)\.ts$|\/tasks\/task\.record\.ts$/.test(from) && !actsThrough[importer]?.includes(imported);
}

function bannedShape({ path: name, text }: SourceText): string[] {
  const lines = text.trimEnd().split('\n').length;
  const vague = name.split('/').find((part) => /^(utils?|helpers?|commons?)(\.ts)?$/.test(part));
  return [
    ...(lines > mostLines ? [`has ${lines} lines, more than ${mostLines}`] : []),
    ...(vague ? [`"${vague}" says nothing about what is inside`] : []),
  ];
}

/** What a file imports: a path from the project root or a package's name, and the names; '*' stands for all of them. */
function importsOf(file: SourceText): { readonly from: string; readonly names: readonly string[] }[] {
  const found: { from: string; names: readonly string[] }[] = [];
  for (const node of nodesOf(parse(file))) {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ from: resolve(file.path, node.moduleSpecifier.text), names: importedNames(node.importClause) });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ from: resolve(file.path, node.moduleSpecifier.text), names: ['*'] });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [wanted] = node.arguments;
      if (wanted && ts.isStringLiteral(wanted)) found.push({ from: resolve(file.path, wanted.text), names: ['*'] });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const wanted = node.argument.literal;
      if (ts.isStringLiteral(wanted)) found.push({ from: resolve(file.path, wanted.text), names: ['*'] });
    }
  }
  return found;
}

function importedNames(clause: ts.ImportClause | undefined): readonly string[] {
  const bindings = clause?.namedBindings;
  const named =
    bindings && ts.isNamedImports(bindings)
      ? bindings.elements.map((each) => (each.propertyName ?? each.name).text)
      : [];
  return [...(clause?.name ? ['default'] : []), ...named, ...(bindings && ts.isNamespaceImport(bindings) ? ['*'] : [])];
}

function resolve(importer: string, wanted: string): string {
  if (!wanted.startsWith('.')) return wanted;
  return path.posix.join(path.posix.dirname(importer), wanted).replace(/\.js$/, '.ts');
}

/** Files that no entry reaches by imports, in any number of steps. */
export function unreachable(files: readonly SourceText[], entries: readonly string[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Set<string>();
  const waiting = [...entries];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const file = byPath.get(next);
    if (!file || seen.has(next)) continue;
    seen.add(next);
    waiting.push(...importsOf(file).map(({ from }) => from));
  }
  return files.map((file) => file.path).filter((each) => !seen.has(each));
}

/**
 * `path: name` of what is exported from `exporters` and imported by none of `importers`. A type that the file itself
 * speaks of belongs to what it exports, whether or not somebody names it.
 */
export function unusedExports(exporters: readonly SourceText[], importers: readonly SourceText[]): string[] {
  const used = new Set(
    importers.flatMap((file) => importsOf(file).flatMap(({ from, names }) => names.map((name) => `${from}: ${name}`))),
  );
  return exporters.flatMap((file) =>
    exportedNames(file)
      .filter((name) => !used.has(`${file.path}: ${name}`) && !used.has(`${file.path}: *`))
      .map((name) => `${file.path}: ${name}`),
  );
}

function exportedNames(file: SourceText): string[] {
  return parse(file).statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (isTypeSpokenOf(statement, file)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map((each) => each.name.getText());
    const { name } = statement as ts.Statement & { readonly name?: ts.Node };
    return name ? [name.getText()] : [];
  });
}

function isTypeSpokenOf(statement: ts.Statement, { text }: SourceText): boolean {
  if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) return false;
  return (text.match(new RegExp(`\\b${statement.name.text}\\b`, 'g')) ?? []).length > 1;
}
