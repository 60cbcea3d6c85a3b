import type { IsoDate } from '../../domain/date.js';
import { formatAmount, sum } from '../../domain/money.js';
import { SETTLEMENT_LINE_KINDS, type SettlementLineKind } from '../../domain/settlement.js';
import type { Address } from '../../graphql/types.js';
import type { Agency } from '../../platform.js';
import type { Texts } from '../../texts.js';
import type { LetterDocument, LetterPart, Row } from '../notices/document.js';
import { oneLine } from '../notices/layout.js';

/** Everything a statement says. Amounts are minor units of `currency`. */
export interface StatementInput {
  readonly currency: string;
  readonly number: number;
  readonly reference: string;
  readonly periodFrom: IsoDate;
  readonly periodTo: IsoDate;
  readonly settledOn: IsoDate;
  readonly opening: bigint;
  readonly payout: bigint;
  readonly carried: bigint;
  readonly creditor: { readonly name: string; readonly address: Address | null };
  /** Where the payout goes; null where that is not known, or there is none. */
  readonly account: string | null;
  readonly lines: readonly StatementLine[];
}

export interface StatementLine {
  readonly kind: SettlementLineKind;
  readonly caseReference: string | null;
  readonly on: IsoDate;
  readonly amount: bigint;
  readonly base: bigint | null;
  readonly rateBps: number | null;
}

/** A settlement as a document: each kind of line with its sum, then what it all comes to. */
export function statementOf(input: StatementInput, agency: Agency, texts: Texts, language: string): LetterDocument {
  const words = wordsOf(input.currency, texts, language);
  const { say } = words;
  const title = say('title', { number: input.number, currency: input.currency });
  return {
    language,
    subject: `${title} · ${input.reference}`,
    sender: [agency.name, ...agency.addressLines, agency.email],
    recipient: [input.creditor.name, ...addressLines(input.creditor.address, agency.country, words)].map(oneLine),
    facts: [
      [say('date'), input.settledOn],
      [say('reference'), input.reference],
      [say('period'), `${input.periodFrom} – ${input.periodTo}`],
    ],
    title,
    parts: [...linesOf(input.lines, words), ...summaryOf(input, words)],
    slip: null,
    courtesyCopy: null,
  };
}

/** The texts of a statement in one language. */
interface Words {
  say(key: string, params?: Readonly<Record<string, string | number>>): string;
  money(minor: bigint): string;
  kind(kind: SettlementLineKind): string;
  country(code: string): string;
}

const wordsOf = (currency: string, texts: Texts, language: string): Words => ({
  say: (key, params = {}) => texts.translate(language, `notices:settlement.${key}`, params),
  money: (minor) =>
    texts.translate(language, 'notices:settlement.amount', { amount: `${formatAmount(minor, currency)} ${currency}` }),
  kind: (kind) => texts.translate(language, `terms:settlementLine.${kind}`),
  country: (country) => texts.translate(language, 'notices:letter.country', { country }),
});

const kindsIn = (lines: readonly StatementLine[]): SettlementLineKind[] =>
  SETTLEMENT_LINE_KINDS.filter((kind) => lines.some((line) => line.kind === kind));

const totalOf = (lines: readonly StatementLine[], kind: SettlementLineKind): bigint =>
  sum(lines.filter((line) => line.kind === kind).map(shown));

/** Kind by kind, each line with the case, the day and what it is a share of. */
function linesOf(lines: readonly StatementLine[], { say, money, kind: nameOf }: Words): LetterPart[] {
  const label = ({ caseReference, on, base, rateBps }: StatementLine): string => {
    const share = base !== null && rateBps !== null ? say('share', { rate: rateBps, base: money(base) }) : '';
    return [caseReference ?? '', on, share].filter((part) => part !== '').join(' · ');
  };
  return kindsIn(lines).flatMap((kind): LetterPart[] => [
    { kind: 'HEADING', text: nameOf(kind) },
    {
      kind: 'AMOUNTS',
      rows: lines.filter((line) => line.kind === kind).map((line) => [label(line), money(shown(line))]),
      total: [say('sum'), money(totalOf(lines, kind))],
    },
  ]);
}

/** What it all comes to, and where that goes. */
function summaryOf({ lines, opening, carried, payout, account }: StatementInput, words: Words): LetterPart[] {
  const { say, money, kind: nameOf } = words;
  const kinds = kindsIn(lines).filter((kind) => kind !== 'DIRECT_PAYMENT');
  const rows = kinds.map((kind): Row => [nameOf(kind), money(totalOf(lines, kind))]);
  const total: Row = carried < 0n ? [say('carried'), money(carried)] : [say('payout'), money(payout)];
  const whereTo = account === null ? say('noAccount') : say('account', { account: oneLine(account) });
  return [
    { kind: 'HEADING', text: say('summary') },
    { kind: 'AMOUNTS', rows: [[say('opening'), money(opening)], ...rows], total },
    ...(payout > 0n ? [{ kind: 'PARAGRAPH', text: whereTo } as const] : []),
  ];
}

/** What the creditor received itself adds nothing to the payout, and is shown as what it is. */
const shown = ({ kind, amount, base }: StatementLine): bigint => (kind === 'DIRECT_PAYMENT' ? (base ?? 0n) : amount);

/** The country stands in an address that is not in ours. */
function addressLines(address: Address | null, home: string, words: Words): string[] {
  if (!address) return [];
  const place = [address.postalCode, address.city].filter((part) => part !== null).join(' ');
  const abroad = address.country === home ? '' : words.country(address.country);
  return [...address.lines, place, abroad].filter((line) => line !== '');
}
