import type { BankMoney } from './bank-money.js';
import type { Money } from './money.js';
import { isCreditorReference } from './identifiers.js';

/** Something that speaks for a case when money comes in. */
export type MatchEvidence =
  'PAYMENT_REFERENCE' | 'CASE_REFERENCE' | 'REFERENCE_IN_TEXT' | 'INVOICE_NUMBER' | 'PAYER' | 'AMOUNT';

/** Why money was taken for a case without asking anybody. In this order: the first that applies to any case decides. */
const MATCH_RULES = [
  'PAYMENT_REFERENCE',
  'CASE_REFERENCE',
  'REFERENCE_IN_TEXT',
  'INVOICE_AND_AMOUNT',
  'PAYER_AND_AMOUNT',
] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

/** A case that money might be for. */
export interface MatchCandidate {
  readonly caseId: string;
  /** F-2026-0000123. */
  readonly caseReference: string;
  readonly paymentReference: string;
  readonly open: boolean;
  readonly debtorName: string;
  /** True where the bank knows the payer by the debtor's national number. */
  readonly isPayer: boolean;
  /** On the day the money came; null where the law of the day is not known. */
  readonly outstanding: Money | null;
  readonly invoices: readonly {
    readonly number: string;
    readonly reference: string | null;
    readonly principal: Money;
  }[];
}

export type Match = (
  | { readonly kind: 'MATCHED'; readonly caseId: string; readonly rule: MatchRule }
  | { readonly kind: 'UNMATCHED'; readonly reason: 'NO_MATCH' | 'SEVERAL_CASES' }
) & {
  /** Every case that something speaks for, the likeliest first. */
  readonly suggestions: readonly Suggestion[];
};

export interface Suggestion {
  readonly caseId: string;
  readonly evidence: readonly MatchEvidence[];
}

/** How far each speaks for a case, where a person is to choose. */
const WEIGHT: Readonly<Record<MatchEvidence, number>> = {
  PAYMENT_REFERENCE: 32,
  CASE_REFERENCE: 32,
  REFERENCE_IN_TEXT: 8,
  INVOICE_NUMBER: 6,
  PAYER: 4,
  AMOUNT: 3,
};

const MOST_SUGGESTIONS = 5;

/** A case with what speaks for it. */
interface Weighed {
  readonly candidate: MatchCandidate;
  readonly evidence: ReadonlySet<MatchEvidence>;
}

type Precondition = (weighed: Weighed) => boolean;
const has =
  (...wanted: readonly MatchEvidence[]): Precondition =>
  ({ evidence }) =>
    wanted.every((each) => evidence.has(each));

/**
 * What each rule asks. A number in a text is no reference by itself: other systems number things too, and with many cases one
 * of them is hit by chance. A payer and an amount decide only where the payer names nothing that could mean something else.
 */
const RULES: Readonly<Record<MatchRule, Precondition>> = {
  PAYMENT_REFERENCE: has('PAYMENT_REFERENCE'),
  CASE_REFERENCE: has('CASE_REFERENCE'),
  REFERENCE_IN_TEXT: (each) => has('REFERENCE_IN_TEXT')(each) && (has('PAYER')(each) || has('AMOUNT')(each)),
  INVOICE_AND_AMOUNT: (each) => each.candidate.open && has('INVOICE_NUMBER', 'AMOUNT')(each),
  PAYER_AND_AMOUNT: (each) => each.candidate.open && has('PAYER', 'AMOUNT')(each),
};

/**
 * The one case that money is for, by the first rule that any candidate meets; or, where none does or several do, the candidates
 * in the order of what speaks for them. It is never guessed between two: whose debt a payment settles is not ours to choose.
 */
export function match(money: BankMoney, candidates: readonly MatchCandidate[]): Match {
  const weighed = candidates
    .map((candidate) => ({ candidate, evidence: evidenceFor(money, candidate) }))
    .filter(({ evidence }) => evidence.size > 0);
  const suggestions = weighed
    .sort((a, b) => weightOf(b) - weightOf(a) || (a.candidate.caseReference < b.candidate.caseReference ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ candidate, evidence }) => ({ caseId: candidate.caseId, evidence: [...evidence] }));
  const named = weighed.filter((each) => RULES.PAYMENT_REFERENCE(each) || RULES.CASE_REFERENCE(each));
  if (named.length > 1) return { kind: 'UNMATCHED', reason: 'SEVERAL_CASES', suggestions };
  for (const rule of MATCH_RULES) {
    const meeting = weighed.filter(RULES[rule]);
    const [only] = meeting;
    if (!only) continue;
    if (meeting.length > 1 || !isAlone(rule, only, weighed))
      return { kind: 'UNMATCHED', reason: 'SEVERAL_CASES', suggestions };
    if (rule === 'PAYMENT_REFERENCE' && namesMore(money.references, only.candidate)) {
      return { kind: 'UNMATCHED', reason: 'SEVERAL_CASES', suggestions };
    }
    if (rule === 'PAYER_AND_AMOUNT' && namesMore([...money.references, ...money.documentNumbers], only.candidate))
      break;
    return { kind: 'MATCHED', caseId: only.candidate.caseId, rule, suggestions };
  }
  return { kind: 'UNMATCHED', reason: 'NO_MATCH', suggestions };
}

/** Of a payer with several open cases nobody knows which the money is for, though it fits only one of them. */
const isAlone = (rule: MatchRule, one: Weighed, weighed: readonly Weighed[]): boolean =>
  rule !== 'PAYER_AND_AMOUNT' ||
  weighed.every((other) => other === one || !other.candidate.open || !other.evidence.has('PAYER'));

const weightOf = ({ evidence }: Weighed): number => [...evidence].reduce((total, each) => total + WEIGHT[each], 0);

function evidenceFor(money: BankMoney, candidate: MatchCandidate): Set<MatchEvidence> {
  const quoted = referenceKeys(money);
  const words = wordsOf(money);
  const own = plain(candidate.paymentReference);
  const invoices = candidate.invoices.flatMap(({ number, reference }) => [
    plain(number),
    ...(reference ? [plain(reference)] : []),
  ]);
  const found: Readonly<Record<MatchEvidence, boolean>> = {
    PAYMENT_REFERENCE: quoted.has(own),
    CASE_REFERENCE: words.has(plain(candidate.caseReference)),
    REFERENCE_IN_TEXT: !quoted.has(own) && words.has(own),
    INVOICE_NUMBER: invoices.some((number) => words.has(number)),
    PAYER: candidate.isPayer || isSameName(money.payer.name, candidate.debtorName),
    AMOUNT: amountsOf(candidate).some(
      ({ minor, currency }) => minor === money.amount.minor && currency === money.amount.currency,
    ),
  };
  const evidence = (Object.keys(found) as MatchEvidence[]).filter((each) => found[each]);
  return new Set(evidence);
}

/** What a payer who pays all of it, or one invoice as it was, would pay. */
const amountsOf = ({ outstanding, invoices }: MatchCandidate): Money[] => [
  ...(outstanding ? [outstanding] : []),
  ...invoices.map(({ principal }) => principal),
];

/** True where the payer quotes something that is neither the case's reference nor one of its invoices. */
function namesMore(quoted: readonly string[], { paymentReference, invoices }: MatchCandidate): boolean {
  const own = [paymentReference, ...invoices.flatMap(({ number, reference }) => [number, reference ?? ''])];
  const known = new Set(own.map(plain));
  return quoted.some((reference) => !keysOf(reference).some((key) => known.has(key)));
}

/** Numbers are compared without blanks, leading zeros and the difference of small and capital letters. */
const plain = (text: string): string =>
  text
    .replace(/\s/g, '')
    .replace(/^0+(?=.)/, '')
    .toUpperCase();

/** A reference as cases may have it: an RF reference also as the national one in it. */
function keysOf(reference: string): string[] {
  const key = plain(reference);
  return isCreditorReference(key) ? [key, plain(key.slice(4))] : [key];
}

/** What the payer quotes as references, in the ways cases may have them. */
export const referenceKeys = ({ references }: Pick<BankMoney, 'references'>): ReadonlySet<string> =>
  new Set(references.flatMap(keysOf));

/** Shorter than any number worth looking for. */
const SHORTEST_WORD = 3;
const MOST_WORDS = 60;

/** Everything with a digit that stands by itself in what the payer writes, also digits written in groups. */
export function wordsOf(money: Pick<BankMoney, 'references' | 'documentNumbers' | 'text'>): ReadonlySet<string> {
  const text = money.text.toUpperCase();
  const said = [
    ...(text.match(/[\p{L}\d](?:[\p{L}\d./-]*[\p{L}\d])?/gu) ?? []),
    ...(text.match(/\d+(?: \d+)+/g) ?? []),
    ...money.documentNumbers,
    ...money.references,
  ];
  const words = said.map(plain).filter((word) => word.length >= SHORTEST_WORD && /\d/.test(word));
  return new Set(words.slice(0, MOST_WORDS));
}

/** The same words, in whatever order: banks put the family name first or last. */
function isSameName(payer: string | null, debtor: string): boolean {
  const [one, other] = [payer ?? '', debtor].map((name) =>
    name
      .toUpperCase()
      .split(/[^\p{L}\d]+/u)
      .filter((part) => part !== '')
      .sort()
      .join(' '),
  );
  return one !== '' && one === other;
}
