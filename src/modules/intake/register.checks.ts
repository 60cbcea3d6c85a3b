import { addYears, type IsoDate } from '../../domain/date.js';
import type { ClaimFacts, ClaimKind, NoticeFacts, PartyType, StepType } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { parseAmount } from '../../domain/money.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { Address } from '../../graphql/types.js';
import { LANGUAGES } from '../../texts.js';
import type { ClaimInput, DebtorInput, PriorNoticeInput, RegisterCaseInput } from './intake.inputs.js';
import type { FieldPath, Problems } from '../../graphql/problems.js';

/** A case to be registered. An imported invoice also says how it was to be paid. */
export interface CaseRequest extends Omit<RegisterCaseInput, 'claims'> {
  readonly claims: readonly (ClaimInput & { readonly originalReference?: string | null })[];
}

export interface DebtorDraft {
  readonly type: PartyType;
  readonly name: string;
  readonly country: string;
  readonly language: string;
  /** False where the language is only the country's. */
  readonly languageGiven: boolean;
  readonly address: Address | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly nationalId: DebtorNumber | null;
  /** Where the number tells it. */
  readonly birthDate: IsoDate | null;
}

interface DebtorNumber {
  /** In the compact official form. */
  readonly value: string;
  /** True where it names a person, also one who owes as a business: a Swedish sole trader's number is its personnummer. */
  readonly personal: boolean;
  readonly birthDate: IsoDate | null;
}

export type ClaimDraft = ClaimFacts & { readonly originalReference: string | null };

/** A checked request. Claims and letters are in the order of the request, amounts in minor units of `currency`. */
export interface CaseDraft {
  readonly debtor: DebtorDraft;
  readonly currency: string;
  readonly claims: readonly ClaimDraft[];
  readonly notices: readonly NoticeFacts[];
  readonly disputed: boolean;
}

const MOST_CLAIMS = 100;
const MOST_NOTICES = 50;
const ADULT_AT_YEARS = 18;

/** Letters a creditor can have sent; the other steps are taken by an authority or by us. */
const CREDITORS_LETTERS: readonly StepType[] = [
  'REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'LEGAL_WARNING', 'LIMITATION_NOTICE',
]; // prettier-ignore

/**
 * The request, checked as far as that needs no database. Everything wrong with it goes to `problems`; the draft counts
 * only where there are none. `law` is that of the debtor's country, null where it has no module of its own. A claim that does
 * not say what it is owed for is of the creditor's `sector`.
 */
export function checkCase(
  request: Omit<CaseRequest, 'creditorId'>,
  law: Jurisdiction | null,
  today: IsoDate,
  sector: ClaimKind,
  problems: Problems,
): CaseDraft {
  const debtor = checkDebtor(request.debtor, law, today, problems);
  if (request.claims.length === 0) problems.add(['claims'], 'INVALID_INPUT', 'noClaims');
  if (request.claims.length > MOST_CLAIMS) {
    problems.add(['claims'], 'INVALID_INPUT', 'tooManyClaims', { maximum: MOST_CLAIMS });
  }
  const numbers = new Set<string>();
  const claims = request.claims.slice(0, MOST_CLAIMS).map((claim, index) => {
    const draft = {
      ...checkClaim(claim, ['claims', String(index)], today, debtor.birthDate, problems),
      kind: claim.kind ?? sector,
    };
    const { invoiceNumber } = draft;
    if (numbers.has(invoiceNumber)) {
      problems.add(['claims', String(index), 'invoiceNumber'], 'DUPLICATE_CLAIM', 'sameRequest', { invoiceNumber });
    }
    numbers.add(invoiceNumber);
    return draft;
  });
  const currency = request.claims[0]?.principal.currency ?? '';
  request.claims.forEach((claim, index) => {
    if (claim.principal.currency !== currency) {
      problems.add(['claims', String(index), 'principal', 'currency'], 'CURRENCY_MISMATCH');
    }
  });
  const notices = checkNotices(request.priorNotices ?? [], request.claims, currency, today, problems);
  return { debtor, currency, claims, notices, disputed: request.disputed === true };
}

function checkDebtor(input: DebtorInput, law: Jurisdiction | null, today: IsoDate, problems: Problems): DebtorDraft {
  problems.country(input.country, ['debtor', 'country']);
  const language = input.language ?? law?.languages[0] ?? 'en';
  if (!(LANGUAGES as readonly string[]).includes(language)) {
    problems.add(['debtor', 'language'], 'INVALID_INPUT', 'unknownLanguage');
  }
  const email = problems.optionalText(input.email, ['debtor', 'email'], 254);
  const nationalId = checkIdentifier(input, law, today, problems);
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) problems.add(['debtor', 'email'], 'INVALID_INPUT');
  return {
    type: input.type,
    name: problems.text(input.name, ['debtor', 'name'], 200),
    country: input.country,
    language,
    languageGiven: typeof input.language === 'string',
    address: problems.address(input.address, ['debtor', 'address']),
    email,
    phone: problems.optionalText(input.phone, ['debtor', 'phone'], 40),
    nationalId,
    birthDate: nationalId?.birthDate ?? null,
  };
}

function checkIdentifier(
  input: DebtorInput,
  law: Jurisdiction | null,
  today: IsoDate,
  problems: Problems,
): DebtorNumber | null {
  const field = ['debtor', 'nationalId'];
  const text = problems.optionalText(input.nationalId, field, 40);
  if (text === null) return null;
  const person = input.type === 'PERSON';
  if (law === null) return { value: problems.foreignIdentifier(text, field), personal: person, birthDate: null };
  const parsed = law.parseIdentifier(text, input.type);
  if (!parsed.ok) {
    problems.add(field, 'INVALID_IDENTIFIER', parsed.refusal);
    return null;
  }
  const { birthDate, value } = parsed.value;
  if (birthDate !== null && today < addYears(birthDate, ADULT_AT_YEARS)) problems.add(field, 'MINOR_DEBTOR');
  return { value, personal: person || birthDate !== null, birthDate };
}

function checkClaim(
  input: CaseRequest['claims'][number],
  field: FieldPath,
  today: IsoDate,
  birthDate: IsoDate | null,
  problems: Problems,
): Omit<ClaimDraft, 'kind'> {
  const { invoiceDate, dueDate } = input;
  const invoiceNumber = problems.text(input.invoiceNumber, [...field, 'invoiceNumber'], 100);
  const description = problems.text(input.description, [...field, 'description'], 2000, 'lines');
  if (invoiceDate > today) problems.add([...field, 'invoiceDate'], 'INVALID_INPUT', 'dateInFuture');
  if (dueDate < invoiceDate) problems.add([...field, 'dueDate'], 'INVALID_INPUT', 'dueBeforeInvoice');
  problems.deadline(dueDate, [...field, 'dueDate'], today);
  const principal = problems.amount(input.principal, [...field, 'principal']);
  const originalReference = input.originalReference ?? null;
  return {
    id: uuidv7(),
    invoiceNumber,
    description,
    invoiceDate,
    dueDate,
    principal: principal?.minor ?? 0n,
    originalReference,
    dueDateBasis: input.dueDateBasis ?? 'AGREED',
    agreedRateBps: checkRate(input.agreedRatePercent, [...field, 'agreedRatePercent'], problems),
    agreedOn: notAfter(input.agreedOn, today, [...field, 'agreedOn'], problems),
    originatedOn: notAfter(input.originatedOn, today, [...field, 'originatedOn'], problems),
    incurredAsMinor: birthDate !== null && (input.originatedOn ?? invoiceDate) < addYears(birthDate, ADULT_AT_YEARS),
  };
}

/** Hundredths of a percent of a rate by contract; no contract reaches a thousand percent. */
function checkRate(text: string | null | undefined, field: FieldPath, problems: Problems): number | null {
  if (text === null || text === undefined) return null;
  const hundredths = parseAmount(text, 'XXX'); // XXX: no currency, two decimals
  if (hundredths !== null && hundredths >= 0n && hundredths <= 100_000n) return Number(hundredths);
  problems.add(field, 'INVALID_INPUT', 'rateFormat');
  return null;
}

function notAfter(
  date: IsoDate | null | undefined,
  today: IsoDate,
  field: FieldPath,
  problems: Problems,
): IsoDate | null {
  if (date && date > today) problems.add(field, 'INVALID_INPUT', 'dateInFuture');
  return date ?? null;
}

function checkNotices(
  inputs: readonly PriorNoticeInput[],
  claims: readonly ClaimInput[],
  currency: string,
  today: IsoDate,
  problems: Problems,
): NoticeFacts[] {
  if (inputs.length > MOST_NOTICES) {
    problems.add(['priorNotices'], 'INVALID_INPUT', 'tooManyRows', { maximum: MOST_NOTICES });
  }
  const firstDueDate = claims.map(({ dueDate }) => dueDate).sort()[0];
  return inputs.slice(0, MOST_NOTICES).map(({ type, sentOn, payBy = null, feeCharged }, index) => {
    const field = ['priorNotices', String(index)];
    if (!CREDITORS_LETTERS.includes(type)) problems.add([...field, 'type'], 'INVALID_INPUT');
    if (sentOn > today) problems.add([...field, 'sentOn'], 'INVALID_INPUT', 'dateInFuture');
    if (firstDueDate && sentOn < firstDueDate) problems.add([...field, 'sentOn'], 'INVALID_INPUT', 'noticeBeforeDue');
    if (payBy !== null && payBy < sentOn) problems.add([...field, 'payBy'], 'INVALID_INPUT', 'dateRange');
    if (payBy !== null) problems.deadline(payBy, [...field, 'payBy'], today);
    const fee = feeCharged ? problems.amount(feeCharged, [...field, 'feeCharged'], 0n) : null;
    if (fee !== null && fee.currency !== currency) {
      problems.add([...field, 'feeCharged', 'currency'], 'CURRENCY_MISMATCH');
    }
    return { type, sentOn, payBy, sentBy: 'CREDITOR', feeCharged: fee?.minor ?? null };
  });
}
