import { accountKey, type BankMoney } from './bank-money.js';

/** Money that is in the books already, or waits in suspense. */
export interface KnownMoney extends BankMoney {
  readonly id: string;
  /** The file it came with, whose lines belong together. */
  readonly fileId: string;
}

/** What is known already of the movements of a file. Movements are told by their places in it, from 0. */
export interface Overlap {
  /** The key of the money that a movement is. What is not here is new. */
  readonly known: ReadonlyMap<number, string>;
  /** The key of what a movement may well be, though nothing says so that both of them tell. */
  readonly doubtful: ReadonlyMap<number, string>;
  /** Lumps known without details that the file now tells the parts of. */
  readonly itemised: readonly { readonly lumpId: string; readonly parts: readonly number[] }[];
}

/** The one name of an account that has several. */
type Naming = (account: string) => string;

/**
 * Tells what of a file is known already. Banks tell of the same money several times, in other formats and with more or fewer
 * details, and none of their numbers is unique by itself: a reference may stand on two credits of one day and amount, and both
 * are money. So what a file holds is set against what is known one to one: a movement is the same as a known one of the same
 * account, day, direction, currency and amount where nothing both of them tell differs, the most alike first, and each is taken
 * once; what is left over is new. Movements of one file are never taken for each other.
 */
export function findOverlap(
  found: readonly BankMoney[],
  known: readonly KnownMoney[],
  naming: Naming = accountKey,
): Overlap {
  const pairs = pairUp(found, known, naming);
  const lines = matchLines(found, known, pairs, naming);
  const unsure = [...pairs.doubtful].filter(([index]) => !lines.whole.has(index) && !lines.parts.has(index));
  return {
    known: new Map([...pairs.same, ...lines.whole]),
    doubtful: new Map(unsure),
    itemised: lines.itemised,
  };
}

/** What must be the same before anything else is compared. */
const bucketOf = ({ account, bookedOn, direction, amount }: BankMoney, minor: bigint, naming: Naming): string =>
  [naming(account), bookedOn, direction, amount.currency, minor].join(' ');

interface Pairs {
  readonly same: ReadonlyMap<number, string>;
  readonly doubtful: ReadonlyMap<number, string>;
}

function pairUp(found: readonly BankMoney[], known: readonly KnownMoney[], naming: Naming): Pairs {
  const buckets = grouped(known, (each) => bucketOf(each, each.amount.minor, naming));
  const pairs = found.flatMap((money, index) =>
    (buckets.get(bucketOf(money, money.amount.minor, naming)) ?? []).flatMap((other) => {
      const alike = likeness(money, other);
      return alike === null ? [] : [{ index, id: other.id, alike, sure: alike > 0 || isBare(money) || isBare(other) }];
    }),
  );
  const [same, doubtful] = [new Map<number, string>(), new Map<number, string>()];
  const taken = new Set<string>();
  for (const { index, id, sure } of pairs.sort((a, b) => Number(b.sure) - Number(a.sure) || b.alike - a.alike)) {
    if (same.has(index) || doubtful.has(index) || taken.has(id)) continue;
    (sure ? same : doubtful).set(index, id);
    taken.add(id);
  }
  return { same, doubtful };
}

/**
 * How many things both tell alike; null where they differ in one of them, and so are two. Banks number and describe one payment
 * differently in each kind of file: between two kinds only what the payer quotes is compared.
 */
function likeness(a: BankMoney, b: BankMoney): number | null {
  if (a.reversal !== b.reversal) return null;
  const quoted = shareOne(a.references, b.references);
  const compared =
    a.source === b.source
      ? [
          quoted,
          same(a.bankReference, b.bankReference),
          same(a.endToEndId, b.endToEndId),
          same(a.payer.account && accountKey(a.payer.account), b.payer.account && accountKey(b.payer.account)),
          beginAlike(a.text, b.text),
        ]
      : [quoted];
  return compared.includes(false) ? null : compared.filter((each) => each === true).length;
}

/** Null where one of them does not tell. */
const same = (a: string | null, b: string | null): boolean | null => (a === null || b === null ? null : a === b);

function shareOne(a: readonly string[], b: readonly string[]): boolean | null {
  if (a.length === 0 || b.length === 0) return null;
  const [first, second] = [a, b].map((each) => each.map((text) => text.replace(/\s/g, '').replace(/^0+/, '')));
  return first!.some((each) => second!.includes(each));
}

/** Some files cut a text short. */
function beginAlike(a: string, b: string): boolean | null {
  const [first = '', second = ''] = [a, b].map((text) => text.replace(/\s/g, '').toUpperCase());
  return first === '' || second === '' ? null : first.startsWith(second) || second.startsWith(first);
}

/** What the bank itself says of a line, its number and a word about it, tells nothing of a payment. */
const isBare = ({ detailed, bankReference, endToEndId, references, text, payer }: BankMoney): boolean =>
  !detailed ||
  (bankReference === null && endToEndId === null && references.length === 0 && text === '' && payer.name === null);

interface Lines {
  /** Movements that are a line as a whole, whose parts are known. */
  readonly whole: ReadonlyMap<number, string>;
  /** Movements that are parts of a line that is known as a whole. */
  readonly parts: ReadonlySet<number>;
  readonly itemised: Overlap['itemised'];
}

/** Lines told once as a whole and once in parts: of the two the parts count, since they say whose money it is. */
function matchLines(
  found: readonly BankMoney[],
  known: readonly KnownMoney[],
  { same: paired }: Pairs,
  naming: Naming,
): Lines {
  const left = found.map((money, index) => ({ money, index })).filter(({ index }) => !paired.has(index));
  const foundLines = linesIn(left, ({ money }) => String(money.line.number), naming);
  const knownParts = known.map((money) => ({ money, id: money.id, fileId: money.fileId }));
  const knownLines = linesIn(knownParts, ({ money, fileId }) => `${fileId} ${money.line.number}`, naming);
  const whole = new Map<number, string>();
  const itemised: { lumpId: string; parts: number[] }[] = [];
  const taken = new Set(paired.values());
  for (const { bucket, parts } of foundLines) {
    const fits = knownLines.find(
      (other) =>
        other.bucket === bucket &&
        other.parts.length > 1 !== parts.length > 1 &&
        !other.parts.some(({ id }) => taken.has(id)),
    );
    if (!fits) continue;
    fits.parts.forEach(({ id }) => taken.add(id));
    if (parts.length === 1) whole.set(parts[0]!.index, fits.parts[0]!.id);
    else itemised.push({ lumpId: fits.parts[0]!.id, parts: parts.map(({ index }) => index) });
  }
  return { whole, itemised, parts: new Set(itemised.flatMap(({ parts }) => parts)) };
}

/** Lines with all of their parts, by what makes two of them the same. */
function linesIn<Part extends { readonly money: BankMoney }>(
  parts: readonly Part[],
  lineOf: (part: Part) => string,
  naming: Naming,
): { readonly bucket: string; readonly parts: readonly Part[] }[] {
  return [...grouped(parts, lineOf).values()]
    .filter((of) => isWhole(of.map(({ money }) => money)))
    .map((of) => ({ bucket: bucketOf(lineWay(of[0]!.money), of[0]!.money.line.amount, naming), parts: of }));
}

/** A movement as its whole line moved: a part may have gone the other way. */
const lineWay = (money: BankMoney): BankMoney => ({ ...money, direction: money.line.direction });

/** Either nothing but the line itself is told, or all of it in parts. */
function isWhole(parts: readonly BankMoney[]): boolean {
  const { line } = parts[0]!;
  if (parts.length === 1) return !parts[0]!.detailed;
  return (
    parts.reduce(
      (net, { amount, direction }) => net + (direction === line.direction ? amount.minor : -amount.minor),
      0n,
    ) === line.amount
  );
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
