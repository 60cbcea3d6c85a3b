import { createHash } from 'node:crypto';
import { balance, withoutCredited, type BalanceTotals } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import type { Source } from '../../domain/dated.js';
import type { CaseFacts, StepType } from '../../domain/facts.js';
import type { NoticeElement } from '../../domain/jurisdiction.js';
import type { Texts } from '../../texts.js';
import type { LetterDocument, LetterPart, LetterSlip, Row } from './document.js';
import { plainText } from './layout.js';
import { APPLICATION_PIECES } from './letter.applications.js';
import { isApplication, ownLanguage, prepare, section, text, together, withLetter, type Draft, type Piece } from './letter.draft.js'; // prettier-ignore
import type { LetterInput } from './letter.input.js';
import { MONEY_PIECES, paymentRows, toPay } from './letter.pieces.js';
import { STATEMENT_PIECES } from './letter.statements.js';

interface LetterCheck {
  readonly element: NoticeElement;
  readonly satisfied: boolean;
  readonly legalBasis: Source;
}

export interface Letter {
  readonly subject: string;
  /** The document as plain text, lines ended by "\n". */
  readonly body: string;
  readonly document: LetterDocument;
  /** The language it is written in: where there is a courtesy copy, the one that counts. */
  readonly language: string;
  /** Last day to pay it states; null where it gives no time to pay. */
  readonly payBy: IsoDate | null;
  /** What the law requires of this notice, and whether the letter carries it. */
  readonly checks: readonly LetterCheck[];
  /** The case with this letter sent, and what is owed then in all, be it in dispute or not. */
  readonly sent: CaseFacts;
  readonly owed: BalanceTotals;
}

/**
 * The letter of a step, sent on a day, with what is owed that day, its own fee included. Throws RuleNotEncoded where the
 * law does not cover the day, and an Error where the country has no letter for the step (it then requires no elements).
 */
export function renderLetter(told: LetterInput, texts: Texts): Letter {
  const input = { ...told, facts: withoutCredited(told.facts) };
  const required = input.law.requiredElements(input.step, input.facts, input.on);
  const draft = prepare(input, new Set(required.map(({ element }) => element)), texts);
  const pieces = piecesOf(draft);
  const document = compose(draft, pieces);
  const written = writtenIn(document);
  const checks = required.map(({ element, legalBasis }) => {
    const words = pieces[element].flatMap(wordsOf);
    return { element, satisfied: words.length > 0 && words.every((part) => written.has(part)), legalBasis };
  });
  const { subject, language } = document;
  const { payBy } = draft;
  const sent = withLetter(input.facts, input.step, input.on, payBy);
  const owed = draft.facts === input.facts ? draft.owed : balance(sent, input.law, input.on);
  return { subject, body: plainText(document), document, language, payBy, checks, sent, owed };
}

/** Everything a document says, paragraph by paragraph and row by row. */
function writtenIn({ sender, recipient, title, language, parts }: LetterDocument): ReadonlySet<string> {
  return new Set([...sender, ...recipient, title.toLocaleUpperCase(language), ...parts.flatMap(wordsOf)]);
}

function wordsOf(part: LetterPart): readonly string[] {
  switch (part.kind) {
    case 'HEADING':
    case 'PARAGRAPH':
      return [part.text];
    case 'LINES':
      return part.lines;
    case 'COLUMNS':
      return part.rows.map(([label, value]) => `${label} ${value}`);
    case 'AMOUNTS':
      return [...part.rows, ...(part.total ? [part.total] : [])].map(([label, value]) => `${label} ${value}`);
  }
}

/**
 * The letter as it goes out: in one of the country's own languages, and for a debtor who reads none of them with a courtesy
 * copy in English. An application is for the authority alone. Throws as `renderLetter`.
 */
export function letterAsSent(input: LetterInput, texts: Texts): Letter {
  const own = ownLanguage(input.law, input.language);
  const letter = renderLetter({ ...input, language: own ?? input.law.languages[0] }, texts);
  if (own !== null || isApplication(input.step)) return letter;
  const document = { ...letter.document, courtesyCopy: renderLetter({ ...input, language: 'en' }, texts).document };
  return { ...letter, document, body: plainText(document) };
}

/** SHA-256, hexadecimal, of the document as sent: subject, line break, body, in UTF-8. */
export function contentHash(letter: Pick<Letter, 'subject' | 'body'>): string {
  return createHash('sha256').update(`${letter.subject}\n${letter.body}`, 'utf8').digest('hex');
}

type Pieces = Readonly<Record<NoticeElement, Piece>>;

const MAKERS: Readonly<Record<NoticeElement, (draft: Draft) => Piece>> = {
  ...MONEY_PIECES,
  ...STATEMENT_PIECES,
  ...APPLICATION_PIECES,
};
const ELEMENTS = Object.keys(MAKERS) as NoticeElement[];

const TABLE = ['principal', 'interest', 'costs', 'total'] as const;
const LETTERHEAD = ['agencyContact', 'debtorIdentity', 'label', 'creditorName', 'creditorAddress', 'assignment', 'basisOfClaim'] as const; // prettier-ignore
const PARTIES = [...LETTERHEAD, ...TABLE] as const;
const PAYING = [...PARTIES, 'interestRateAndStart', 'paymentInstructions', 'objectionRight', 'objectionAddress', 'paymentDifficulty'] as const; // prettier-ignore
const ANSWERING = [...LETTERHEAD, 'objectionAnswer'] as const;
const APPLYING = ['agencyContact', 'label', 'authority', 'parties', 'claimAndGround', ...TABLE, 'interestClaimed', 'costsClaimed', 'demandsSent', 'evidence', 'reliefSought', 'signature'] as const; // prettier-ignore

/** What a letter says beside what the law requires of it; every other step asks for payment. */
const SAID: Readonly<Partial<Record<StepType, readonly NoticeElement[]>>> = {
  PAYMENT_PLAN: [...PAYING, 'planSchedule', 'planConsequences'],
  BANKRUPTCY_WARNING: [...PAYING, 'finalTime', 'bankruptcyWarning', 'consequences'],
  LIMITATION_NOTICE: [...PAYING, 'limitationState'],
  CLOSING_STATEMENT: [...PARTIES, 'closingState'],
  INSTALMENT_REMINDER: [...LETTERHEAD, 'instalmentDue', 'payBy', 'paymentInstructions', 'paymentDifficulty'],
  PLAN_DEFAULT: [...PAYING, 'planEnded', 'payBy'],
  SETTLEMENT_OFFER: [...PAYING, 'settlementTerms'],
  ASSIGNMENT_NOTICE: PAYING,
  COURT_APPLICATION: APPLYING,
  ENFORCEMENT_APPLICATION: [...APPLYING, 'titleOfEnforcement'],
  BANKRUPTCY_PETITION: [...APPLYING, 'insolvencyGround'],
};
const ASKING: readonly NoticeElement[] = [...PAYING, 'payBy', 'objectionDeadline', 'consequences'];

const OBJECTING: readonly NoticeElement[] = ['objectionRight', 'objectionDeadline', 'objectionAddress'];

/** Where the law has the debtor told of a remedy in the place of objections, nothing is said of those. */
function saidBy({ step, required, payBy }: Draft): readonly NoticeElement[] {
  if (step === 'OBJECTION_ANSWER') return payBy === null ? ANSWERING : [...ANSWERING, ...PAYING, 'payBy'];
  const said = SAID[step] ?? ASKING;
  const remedy = required.has('complaintRight') && !required.has('objectionRight');
  return remedy ? said.filter((element) => !OBJECTING.includes(element)) : said;
}

function piecesOf(draft: Draft): Pieces {
  const said = saidBy(draft);
  const made = ELEMENTS.map((element): [NoticeElement, Piece] => {
    const shown = draft.required.has(element) || said.includes(element);
    return [element, shown ? MAKERS[element](draft) : []];
  });
  return Object.fromEntries(made) as Pieces;
}

function compose(draft: Draft, pieces: Pieces): LetterDocument {
  const title = draft.titleOf(draft.step);
  const application = isApplication(draft.step);
  const rows: readonly Row[] = [
    [draft.say('date'), draft.day(draft.on)],
    [draft.say('caseReference'), draft.caseReference],
    ...(application ? [] : [[draft.ofCountry('reference'), draft.paymentReference] as const]),
  ];
  return {
    language: draft.language,
    subject: draft.say('subject', { title }),
    sender: linesOf(pieces.agencyContact),
    recipient: linesOf(application ? pieces.authority : pieces.debtorIdentity),
    facts: rows.filter(([, value]) => value !== ''),
    title,
    parts: application ? applicationParts(draft, pieces) : letterParts(draft, pieces),
    slip: application || pieces.paymentInstructions.length === 0 ? null : slipOf(draft),
    courtesyCopy: null,
  };
}

const linesOf = (piece: Piece): readonly string[] => piece.flatMap((part) => (part.kind === 'LINES' ? part.lines : []));

/** Said beside the matter itself by a letter that asks to pay and lays nothing else down. */
const opening = ({ step, tone, say }: Draft): Piece =>
  tone === 'NEUTRAL' || SAID[step] || step === 'OBJECTION_ANSWER' ? [] : text(say(`tone.${tone}`));

function letterParts(draft: Draft, pieces: Pieces): Piece {
  const { say, agency } = draft;
  const creditor = together(...linesOf(pieces.creditorName), ...linesOf(pieces.creditorAddress));
  return [
    ...text(draft.ofStep('intro')),
    ...opening(draft),
    ...section(say('creditor'), creditor, pieces.originalCreditor, pieces.assignment),
    ...section(say('basis'), pieces.basisOfClaim),
    ...section(say('amounts'), table(draft, pieces), setOff(draft)),
    ...section(say('interest'), pieces.interestRateAndStart, pieces.interestCalculation),
    ...section(say('settlement'), pieces.settlementTerms),
    ...section(say('answer'), pieces.objectionAnswer),
    ...section(say('plan'), pieces.planSchedule, pieces.instalmentDue, pieces.planEnded, pieces.planConsequences),
    ...section(say('payment'), pieces.payBy, pieces.finalTime, pieces.paymentInstructions),
    ...section(say('objection'), pieces.objectionRight, pieces.objectionDeadline, pieces.objectionAddress),
    ...section(
      say('consequences'), pieces.collectionWarning, pieces.legalWarning, pieces.publicationWarning,
      pieces.bankruptcyWarning, pieces.consequences, pieces.estimatedCosts,
    ),
    ...section(say('limitation'), pieces.limitationState, pieces.acknowledgement),
    ...section(say('closed'), pieces.closingState),
    ...section(say('interruption'), pieces.interruptionRight),
    ...section(say('difficulty'), pieces.paymentDifficulty),
    ...section(say('complaint'), pieces.complaintRight, pieces.complaintBoard),
    ...together(say('closing'), agency.name),
    ...text(draft.ofCountry('courtesy')),
  ]; // prettier-ignore
}

function applicationParts(draft: Draft, pieces: Pieces): Piece {
  const { say } = draft;
  return [
    ...pieces.parties,
    ...section(say('claimAndGround'), pieces.claimAndGround),
    ...section(say('amounts'), table(draft, pieces), setOff(draft)),
    ...section(say('interest'), pieces.interestClaimed),
    ...section(say('costsClaimed'), pieces.costsClaimed),
    ...section(say('titleOfEnforcement'), pieces.titleOfEnforcement),
    ...section(say('insolvency'), pieces.insolvencyGround),
    ...section(say('payment'), pieces.paymentInstructions),
    ...section(say('demandsSent'), pieces.demandsSent),
    ...section(say('evidence'), pieces.evidence),
    ...section(say('reliefSought'), pieces.reliefSought),
    ...pieces.signature,
    ...text(draft.ofCountry('courtesy')),
  ];
}

/** The amounts in one table, with what was paid or written off before the total. */
function table(draft: Draft, pieces: Pieces): Piece {
  const { owed, term, amount } = draft;
  const kept = [pieces.principal, pieces.interest, pieces.costs, pieces.total].flat();
  const tables = kept.flatMap((part) => (part.kind === 'AMOUNTS' ? [part] : []));
  if (tables.length === 0) return [];
  const rows = [
    ...tables.flatMap((part) => part.rows),
    ...(owed.paid === 0n ? [] : [[term('PAYMENT'), amount(-owed.paid)] as const]),
    ...(owed.writtenOff === 0n ? [] : [[term('WRITE_OFF'), amount(-owed.writtenOff)] as const]),
  ];
  return [{ kind: 'AMOUNTS', rows, total: tables.at(-1)?.total ?? null }];
}

function setOff({ owed, ofCountry }: Draft): Piece {
  return owed.lines.some(({ kind }) => kind === 'COMPENSATION') ? text(ofCountry('setOff')) : [];
}

function slipOf(draft: Draft): LetterSlip | null {
  const { law, agency, paymentReference } = draft;
  const { amount, payBy } = toPay(draft);
  if (amount <= 0n) return null;
  const slip = law.paymentSlip({ account: agency.account, reference: paymentReference, amount, payBy });
  return { ...slip, rows: paymentRows(draft, slip.reference) };
}
