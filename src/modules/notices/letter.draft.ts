import { balance, type BalanceTotals } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import { inForce } from '../../domain/dated.js';
import { partsLeftOut, undisputed } from '../../domain/dispute.js';
import type { BalanceLineKind, CaseFacts, DisputedPartFacts, StepType } from '../../domain/facts.js';
import type { Jurisdiction, LegalStep, NoticeElement } from '../../domain/jurisdiction.js';
import { formatAmount } from '../../domain/money.js';
import { closestLanguage, type TextParams, type Texts } from '../../texts.js';
import type { LetterPart, Row } from './document.js';
import { harmless, type LetterInput } from './letter.input.js';

/** The input with its free text made harmless, what is owed, and the texts of the letter's language, country and step. */
export interface Draft extends LetterInput {
  readonly payBy: IsoDate | null;
  /** The case with this letter sent. */
  readonly sent: CaseFacts;
  readonly owed: BalanceTotals;
  /** What of the claims is in dispute and so not asked for; `facts`, `sent` and `owed` are without it. */
  readonly leftOut: readonly DisputedPartFacts[];
  /** What the law requires the letter to say. */
  readonly required: ReadonlySet<NoticeElement>;
  /** Where an application stands; undefined for a letter to the debtor, and where the case has no such step. */
  readonly legalStep: LegalStep | undefined;
  say(key: string, params?: TextParams): string;
  /** The country's own wording: of the variant that fits the case where there is one (`NO.planConsequences.NO-2026`). */
  ofCountry(key: string, params?: TextParams): string;
  /** The wording of the step, chosen likewise. */
  ofStep(key: string, params?: TextParams): string;
  /** What the letter of a step is called. */
  titleOf(step: StepType): string;
  /** What the law calls a cost or an authority in its own language, in the letter's language where it has a word for it. */
  nameOf(native: string): string;
  /** What a kind of line is called. */
  term(kind: BalanceLineKind): string;
  amount(minor: bigint): string;
  day(date: IsoDate): string;
}

/** What says an element of a letter; nothing where there is nothing to say. */
export type Piece = readonly LetterPart[];
export type Makers = Readonly<Record<string, (draft: Draft) => Piece>>;

/** Steps addressed to an authority rather than to the debtor. */
const APPLICATIONS: ReadonlySet<StepType> = new Set([
  'COURT_APPLICATION',
  'ENFORCEMENT_APPLICATION',
  'BANKRUPTCY_PETITION',
]);
export const isApplication = (step: StepType): boolean => APPLICATIONS.has(step);

export function prepare(whole: LetterInput, required: ReadonlySet<NoticeElement>, texts: Texts): Draft {
  const isLast = whole.step === 'CLOSING_STATEMENT';
  const input = isLast ? whole : { ...whole, facts: undisputed(whole.facts) };
  const { law, facts, step, on } = input;
  const payBy = law.payBy(step, whole.facts, on);
  const sent = withLetter(facts, step, on, payBy);
  const owed = balance(sent, law, on);
  const language = ownLanguage(law, input.language) ?? 'en';
  const clean = harmless(input, (country) => texts.translate(language, 'notices:letter.country', { country }));
  const { currency, claims } = facts;
  const shared: TextParams = {
    on, currency,
    creditor: clean.creditor.name,
    debtor: clean.debtor.name,
    caseReference: clean.caseReference,
    count: claims.length,
    total: formatAmount(owed.outstanding, currency),
    rate: inForce(law.lateInterest[facts.debtorType], on).value,
    ...(payBy !== null && { payBy }),
  }; // prettier-ignore
  const text = (key: string, params?: TextParams) =>
    texts.translate(language, `notices:${key}`, params ? { ...shared, ...params } : shared);
  const say = (key: string, params?: TextParams) => text(`letter.${key}`, params);
  const variants = variantsOf(input);
  const fitting = (key: string, params?: TextParams) => {
    const own = variants.find((variant) => texts.has(language, `notices:${key}.${variant}`));
    return text(own ? `${key}.${own}` : key, params);
  };
  return {
    ...clean, language, payBy, sent, owed, required, say,
    leftOut: isLast ? [] : partsLeftOut(whole.facts),
    legalStep: isApplication(step) ? law.legalPath(facts, on).find(({ type }) => type === step) : undefined,
    ofCountry: (key, params) => fitting(`${law.country}.${key}`, params),
    ofStep: (key, params) => fitting(`${law.country}.${step}.${key}`, params),
    nameOf: (native) => {
      const key = `notices:${law.country}.name.${native}`;
      return texts.has(language, key) ? texts.translate(language, key) : native;
    },
    titleOf: (of) => text(`${law.country}.${of}.title`),
    term: (kind) => texts.translate(language, `terms:balance.${kind}`),
    amount: (minor) => texts.translate(language, 'notices:letter.money', { amount: formatAmount(minor, currency), currency }),
    day: (day) => texts.translate(language, 'notices:letter.day', { day }),
  }; // prettier-ignore
}

/** The case with a letter of ours among its notices. */
export const withLetter = (facts: CaseFacts, type: StepType, sentOn: IsoDate, payBy: IsoDate | null): CaseFacts => ({
  ...facts,
  notices: [...facts.notices, { type, sentOn, payBy, sentBy: 'AGENCY', feeCharged: null }],
});

/** What may give a text a wording of its own, the most particular first: what the claims are, the act in force, who owes. */
function variantsOf({ law, facts, on }: LetterInput): readonly string[] {
  const kinds = new Set(facts.claims.map(({ kind }) => kind));
  const acts = law.acts.filter(({ from, until }) => from !== null && from <= on && (until === null || on <= until));
  return [...(kinds.size === 1 ? kinds : []), ...acts.map(({ id }) => id), facts.debtorType];
}

/** The country's own variety of the language asked for (Swedish in Finland is sv-FI, in Sweden sv); null where it has none. */
export function ownLanguage(law: Jurisdiction, asked: string): string | null {
  const closest = closestLanguage(asked);
  const tongue = (language: string) => language.split('-')[0];
  return (
    law.languages.find((own) => own === closest) ?? law.languages.find((own) => tongue(own) === tongue(closest)) ?? null
  );
}

export const text = (words: string): Piece => (words === '' ? [] : [{ kind: 'PARAGRAPH', text: words }]);

export function together(...lines: readonly string[]): Piece {
  const shown = lines.filter((line) => line !== '');
  return shown.length === 0 ? [] : [{ kind: 'LINES', lines: shown }];
}

/** Labels and amounts; an amount without a label says nothing. */
export function amounts(...rows: readonly Row[]): Piece {
  const shown = rows.filter(([label]) => label !== '');
  return shown.length === 0 ? [] : [{ kind: 'AMOUNTS', rows: shown, total: null }];
}

/** Labels and values, without those whose value is empty. */
export function columns(...rows: readonly Row[]): Piece {
  const shown = rows.filter(([, value]) => value !== '');
  return shown.length === 0 ? [] : [{ kind: 'COLUMNS', rows: shown }];
}

/** A heading with what stands under it; nothing where nothing does. */
export function section(heading: string, ...pieces: readonly Piece[]): Piece {
  const parts = pieces.flat();
  return parts.length === 0 ? [] : [{ kind: 'HEADING', text: heading }, ...parts];
}

export const capitalised = (words: string, language: string): string =>
  words.slice(0, 1).toLocaleUpperCase(language) + words.slice(1);
