import { createHash } from 'node:crypto';
import { balance, oldestFirst, type BalanceTotals } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import { inForce, type Source } from '../../domain/dated.js';
import type { CaseFacts, OwedLine, StepType } from '../../domain/facts.js';
import type { Jurisdiction, NoticeElement } from '../../domain/jurisdiction.js';
import { formatAmount, sum } from '../../domain/money.js';
import { closestLanguage, type TextParams, type Texts } from '../../texts.js';
import { columns, oneLine, paragraph, row, RULE } from './layout.js';

/** A party as it stands in the letter. Free text: nothing in it is interpreted. */
export interface LetterParty {
  readonly name: string;
  /** Postal address without the country, one line each; empty where there is none. */
  readonly address: readonly string[];
  /** ISO 3166-1 alpha-2; null where it is not known. */
  readonly country: string | null;
}

export interface LetterAgency extends LetterParty {
  readonly organisationNumber: string;
  readonly email: string;
  readonly phone: string;
  readonly website?: string;
  /** Where the debtor pays: account number, bankgiro or IBAN. */
  readonly account: string;
}

export interface LetterInput {
  readonly law: Jurisdiction;
  /** The case before this notice. */
  readonly facts: CaseFacts;
  readonly step: StepType;
  /** Business date the letter is sent. */
  readonly on: IsoDate;
  /** BCP 47. A letter is written in one of the country's own languages, in English for everyone else. */
  readonly language: string;
  readonly agency: LetterAgency;
  readonly creditor: LetterParty & { readonly organisationNumber: string };
  readonly debtor: LetterParty;
  readonly caseReference: string;
  /** KID, OCR or viitenumero. */
  readonly paymentReference: string;
}

export interface LetterCheck {
  readonly element: NoticeElement;
  readonly satisfied: boolean;
  readonly legalBasis: Source;
}

export interface Letter {
  readonly subject: string;
  /** Plain text, lines ended by "\n". */
  readonly body: string;
  /** The language it is written in. */
  readonly language: string;
  readonly payBy: IsoDate;
  /** What the law requires of this notice, and whether the letter carries it. */
  readonly checks: readonly LetterCheck[];
}

/**
 * The letter of a step, sent on a day, with what is owed that day, its own fee included. Throws RuleNotEncoded where the
 * law does not cover the day, and an Error where the country has no letter for the step (it then requires no elements).
 */
export function renderLetter(input: LetterInput, texts: Texts): Letter {
  const draft = prepare(input, texts);
  const required = input.law.requiredElements(input.step, input.facts, input.on);
  const pieces = render(draft, new Set(required.map(({ element }) => element)));
  const body = compose(draft, pieces);
  const checks = required.map(({ element, legalBasis }) => ({
    element,
    satisfied: pieces[element] !== '' && body.includes(pieces[element]),
    legalBasis,
  }));
  const subject = draft.say('subject', { title: draft.ofStep('title') });
  return { subject, body, language: draft.language, payBy: draft.payBy, checks };
}

/** SHA-256, hexadecimal, of the document as sent: subject, line break, body, in UTF-8. */
export function contentHash(letter: Pick<Letter, 'subject' | 'body'>): string {
  return createHash('sha256').update(`${letter.subject}\n${letter.body}`, 'utf8').digest('hex');
}

/** The input with its free text made harmless, what is owed, and the texts of the letter's language, country and step. */
interface Draft extends LetterInput {
  readonly payBy: IsoDate;
  readonly owed: BalanceTotals;
  say(key: string, params?: TextParams): string;
  ofCountry(key: string): string;
  ofStep(key: string, step?: StepType): string;
  /** What a kind of line is called. */
  term(kind: OwedLine['kind']): string;
  amount(minor: bigint): string;
}

function prepare(input: LetterInput, texts: Texts): Draft {
  const { law, facts, step, on } = input;
  const payBy = law.payBy(step, facts, on);
  const sent = { type: step, sentOn: on, payBy, sentBy: 'AGENCY', feeCharged: null } as const;
  const owed = balance({ ...facts, notices: [...facts.notices, sent] }, law, on);
  const own = closestLanguage(input.language);
  const language = law.languages.find((candidate) => candidate === own) ?? sameTongue(law, own) ?? 'en';
  const countryName = (country: string) => texts.translate(language, 'notices:letter.country', { country });
  const clean = harmless(input, countryName);
  const shared: TextParams = {
    on,
    payBy,
    creditor: clean.creditor.name,
    caseReference: clean.caseReference,
    rate: inForce(law.lateInterest[facts.debtorType], on).value,
    count: facts.claims.length,
    currency: facts.currency,
  };
  const say = (key: string, params: TextParams = {}) =>
    texts.translate(language, `notices:${key}`, { ...shared, ...params });
  return {
    ...clean,
    language,
    payBy,
    owed,
    say: (key, params) => say(`letter.${key}`, params),
    ofCountry: (key) => say(`${law.country}.${key}`),
    ofStep: (key, of = step) => say(`${law.country}.${of}.${key}`),
    term: (kind) => texts.translate(language, `terms:balance.${kind}`),
    amount: (minor) => say('letter.money', { amount: formatAmount(minor, facts.currency) }),
  };
}

/** The country's own variety of a language: Swedish in Finland is sv-FI, in Sweden sv. */
const sameTongue = (law: Jurisdiction, language: string) =>
  law.languages.find((own) => own.split('-')[0] === language.split('-')[0]);

/** The free text as single lines, and every address with its country where the letter crosses a border on the way. */
function harmless(input: LetterInput, countryName: (country: string) => string): LetterInput {
  const reader = input.debtor.country ?? input.law.country;
  const party = <Party extends LetterParty>({ name, address, country, ...rest }: Party, home: string) => {
    const lines = address.map(oneLine).filter((line) => line !== '');
    const abroad = lines.length > 0 && country !== null && country !== home;
    return { ...rest, country, name: oneLine(name), address: abroad ? [...lines, countryName(country)] : lines };
  };
  const { organisationNumber, email, phone, website = '', account } = input.agency;
  return {
    ...input,
    agency: {
      ...party({ name: input.agency.name, address: input.agency.address, country: input.agency.country }, reader),
      organisationNumber: oneLine(organisationNumber),
      email: oneLine(email),
      phone: oneLine(phone),
      website: oneLine(website),
      account: oneLine(account),
    },
    creditor: { ...party(input.creditor, reader), organisationNumber: oneLine(input.creditor.organisationNumber) },
    debtor: party(input.debtor, input.law.country),
    caseReference: oneLine(input.caseReference),
    paymentReference: oneLine(input.paymentReference),
  };
}

/** Every piece of the letter by its name; empty where there is nothing to say. */
type Pieces = Readonly<Record<NoticeElement, string>>;

function render(draft: Draft, required: ReadonlySet<NoticeElement>): Pieces {
  const { owed, debtor, creditor, agency, facts } = draft;
  const whenRequired = (element: NoticeElement) => (required.has(element) ? paragraph(draft.ofCountry(element)) : '');
  const interest = row(draft.term('INTEREST'), draft.amount(owed.interest));
  return {
    label: draft.ofStep('title').toLocaleUpperCase(draft.language),
    creditorName: withNumber(draft, creditor),
    creditorAddress: creditor.address.join('\n'),
    agencyContact: contact(draft),
    debtorIdentity: debtor.name === '' ? '' : [debtor.name, ...debtor.address].join('\n'),
    basisOfClaim: basis(draft),
    principal: row(draft.term('PRINCIPAL'), draft.amount(owed.principal)),
    interest,
    interestRateAndStart: lines(...segments(draft), paragraph(draft.ofCountry('interest'))),
    interestCalculation: whenRequired('interestCalculation'),
    costs: costRows(draft, required.has('costs')),
    total: row(draft.say('total'), draft.amount(owed.outstanding)),
    paymentInstructions: paymentInstructions(draft),
    payBy: paragraph(draft.ofCountry('payBy')),
    objectionRight: paragraph(draft.ofCountry('objectionRight')),
    objectionDeadline: paragraph(draft.ofCountry('objectionDeadline')),
    objectionAddress: objectionAddress(draft),
    collectionWarning: paragraph(draft.ofStep('collectionWarning')),
    consequences: paragraph(draft.ofStep('consequences')),
    paymentDifficulty:
      agency.phone || agency.email ? paragraph(draft.ofCountry(`paymentDifficulty.${facts.debtorType}`)) : '',
    complaintBoard: whenRequired('complaintBoard'),
    interruptionRight: whenRequired('interruptionRight'),
  };
}

/** The number is called as the country calls its own only where it is one of them. */
function withNumber(draft: Draft, { name, organisationNumber }: { name: string; organisationNumber: string }): string {
  if (name === '' || organisationNumber === '') return name;
  const national = draft.law.parseIdentifier(organisationNumber, 'COMPANY').ok;
  return `${name}, ${draft.say(national ? 'organisationNumber' : 'registrationNumber', { number: organisationNumber })}`;
}

/** Empty where the reader could not reach the agency. */
function contact(draft: Draft): string {
  const { agency } = draft;
  const ways = [
    ...agency.address,
    agency.phone && draft.say('phone', { phone: agency.phone }),
    agency.email && draft.say('email', { email: agency.email }),
  ].filter(Boolean);
  if (agency.name === '' || ways.length === 0) return '';
  return [withNumber(draft, agency), ...ways, agency.website].filter(Boolean).join('\n');
}

/** Empty where an invoice does not say what it is for: the reader must know the claim without looking up the invoice. */
function basis(draft: Draft): string {
  const claims = oldestFirst(draft.facts.claims).map((claim) => ({
    ...claim,
    invoiceNumber: oneLine(claim.invoiceNumber),
    description: oneLine(claim.description).replace(/[.!]+$/, ''),
  }));
  if (claims.length === 0 || claims.some(({ invoiceNumber, description }) => !invoiceNumber || !description)) return '';
  return claims
    .map(({ invoiceNumber, description, invoiceDate, dueDate, principal }) => {
      const amount = formatAmount(principal, draft.facts.currency);
      return paragraph(draft.say('claim', { invoiceNumber, description, invoiceDate, dueDate, principal: amount }));
    })
    .join('\n');
}

/** How the interest came about: rate, base and days of every stretch. */
function segments(draft: Draft): string[] {
  const { claims, currency } = draft.facts;
  return draft.owed.lines.flatMap(({ kind, claimId, from, to, annualRateBps, amount }) => {
    const claim = claims.find(({ id }) => id === claimId);
    if (kind !== 'INTEREST' || !claim || !from || !to || annualRateBps === null) return [];
    const base = claim.principal - principalPaid(draft.facts, claim.id, from);
    return paragraph(
      draft.say('interestSegment', {
        invoiceNumber: oneLine(claim.invoiceNumber),
        rate: annualRateBps,
        base: formatAmount(base, currency),
        from,
        to,
        amount: formatAmount(amount, currency),
      }),
    );
  });
}

/** A payment lowers the principal from the day after it came, as the interest itself is reckoned. */
function principalPaid(facts: CaseFacts, claimId: string, from: IsoDate): bigint {
  const earlier = facts.payments
    .filter((payment) => payment.receivedOn < from)
    .flatMap((payment) => payment.allocations);
  return sum(
    earlier.filter((part) => part.kind === 'PRINCIPAL' && part.claimId === claimId).map((part) => part.amount),
  );
}

const COST_TEXTS: Partial<Record<OwedLine['kind'], string>> = {
  COST: 'cost',
  COURT_FEE: 'cost',
  COMPENSATION: 'compensation',
};

function costRows(draft: Draft, evenNone: boolean): string {
  const named = namedByInvoice(draft);
  const rows = draft.owed.lines.flatMap((line) => {
    const key = COST_TEXTS[line.kind];
    if (key === undefined) return [];
    const term = draft.say(key, { text: termInLetter(draft, line.text) });
    const label = named.has(line) ? draft.say('ofInvoice', { term, invoiceNumber: named.get(line)! }) : term;
    return [row(capitalised(label, draft.language), draft.amount(line.amount))];
  });
  if (rows.length === 0 && evenNone) return row(draft.term('COST'), draft.amount(0n));
  return lines(...rows);
}

/** A cost named after a letter is called what that letter is called in this language; any other keeps its native term. */
function termInLetter({ law, facts, step, on, ofStep, language }: Draft, text: string): string {
  const letter = [step, ...facts.notices.map(({ type }) => type)].find((type) => law.stepName(type) === text);
  if (letter === undefined || law.requiredElements(letter, facts, on).length === 0) return text;
  const title = ofStep('title', letter);
  return title.slice(0, 1).toLocaleLowerCase(language) + title.slice(1);
}

/** Compensation owed for each of several invoices, one line each, oldest first, as the invoices themselves are. */
function namedByInvoice({ owed, facts }: Draft): Map<OwedLine, string> {
  const compensations = owed.lines.filter(({ kind }) => kind === 'COMPENSATION');
  const claims = oldestFirst(facts.claims);
  if (compensations.length < 2) return new Map();
  return new Map(compensations.map((line, index) => [line, oneLine(claims[index]!.invoiceNumber)]));
}

const capitalised = (text: string, language: string) => text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);

function paymentInstructions(draft: Draft): string {
  const { agency, paymentReference, owed } = draft;
  if (agency.account === '' || paymentReference === '') return '';
  return columns([
    [draft.say('amount'), draft.amount(owed.outstanding)],
    [draft.ofCountry('account'), agency.account],
    [draft.ofCountry('reference'), paymentReference],
    [draft.say('payee'), agency.name],
    [draft.say('payBy'), draft.say('day', { day: draft.payBy })],
  ]);
}

function objectionAddress(draft: Draft): string {
  const { agency } = draft;
  const ways = [
    agency.address.length > 0 ? [agency.name, ...agency.address].filter(Boolean).join(', ') : '',
    agency.email,
  ];
  const address = ways.filter(Boolean).join(draft.say('or'));
  return address === '' ? '' : paragraph(draft.say('objectionAddress', { address }));
}

function compose(draft: Draft, pieces: Pieces): string {
  const { agency, owed, paymentReference, caseReference } = draft;
  const paid = owed.paid === 0n ? '' : row(draft.term('PAYMENT'), draft.amount(-owed.paid));
  const header = columns([
    [draft.say('date'), draft.say('day', { day: draft.on })],
    [draft.say('caseReference'), caseReference],
    [draft.ofCountry('reference'), paymentReference],
  ]);
  const setOff = owed.lines.some(({ kind }) => kind === 'COMPENSATION') ? paragraph(draft.ofCountry('setOff')) : '';
  const table = lines(pieces.principal, pieces.interest, pieces.costs, paid, RULE, pieces.total, setOff);
  return (
    [
      pieces.agencyContact,
      pieces.debtorIdentity,
      header,
      pieces.label,
      paragraph(draft.ofStep('intro')),
      section(draft.say('creditor'), lines(pieces.creditorName, pieces.creditorAddress)),
      section(draft.say('basis'), pieces.basisOfClaim),
      section(draft.say('amounts'), table),
      section(draft.say('interest'), lines(pieces.interestRateAndStart, pieces.interestCalculation)),
      section(draft.say('payment'), lines(pieces.payBy, pieces.paymentInstructions)),
      section(draft.say('objection'), lines(pieces.objectionRight, pieces.objectionDeadline, pieces.objectionAddress)),
      section(draft.say('consequences'), lines(pieces.collectionWarning, pieces.consequences)),
      section(draft.say('interruption'), pieces.interruptionRight),
      section(draft.say('difficulty'), pieces.paymentDifficulty),
      section(draft.say('complaint'), pieces.complaintBoard),
      lines(draft.say('closing'), agency.name),
      paragraph(draft.ofCountry('courtesy')),
    ]
      .filter((part) => part !== '')
      .join('\n\n') + '\n'
  );
}

const lines = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('\n');
const section = (heading: string, text: string) => (text === '' ? '' : `${heading}\n${text}`);
