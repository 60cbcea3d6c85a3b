import { oldestFirst } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import { inForce } from '../../domain/dated.js';
import type { CaseFacts, ClaimFacts, OwedLine, StepType } from '../../domain/facts.js';
import { formatAmount, sum } from '../../domain/money.js';
import { missedInstalments } from '../../domain/plan.js';
import type { Row } from './document.js';
import { oneLine } from './layout.js';
import { amounts, capitalised, columns, text, together, type Draft, type Makers, type Piece } from './letter.draft.js';

/** What any letter about money says: who, to whom, for what, how much, how to pay and how to object. */
export const MONEY_PIECES = {
  label: (draft) => together(draft.titleOf(draft.step).toLocaleUpperCase(draft.language)),
  creditorName: (draft) => together(withNumber(draft, draft.creditor)),
  creditorAddress: ({ creditor }) => together(...creditor.address),
  agencyContact,
  debtorIdentity: addressee,
  basisOfClaim,
  principal: (draft) => amounts([draft.term('PRINCIPAL'), draft.amount(draft.owed.principal)]),
  interest: (draft) => amounts([draft.term('INTEREST'), draft.amount(draft.owed.interest)]),
  interestRateAndStart,
  interestCalculation: (draft) => text(draft.ofCountry('interestCalculation')),
  costs: costRows,
  total: (draft) => {
    const [table] = amounts([draft.say('total'), draft.amount(draft.owed.outstanding)]);
    return table?.kind === 'AMOUNTS' ? [{ ...table, rows: [], total: table.rows[0]! }] : [];
  },
  paymentInstructions: (draft) => columns(...paymentRows(draft, draft.paymentReference)),
  payBy: (draft) => (draft.payBy === null ? [] : text(draft.ofCountry('payBy'))),
  objectionRight: (draft) => text(draft.ofCountry('objectionRight')),
  objectionDeadline: (draft) => (draft.payBy === null ? [] : text(draft.ofCountry('objectionDeadline'))),
  objectionAddress: (draft) => toTheAgency(draft, (address) => draft.say('objectionAddress', { address })),
  complaintRight: (draft) => toTheAgency(draft, (address) => draft.ofCountry('complaintRight', { address })),
  complaintBoard: (draft) => text(draft.ofCountry('complaintBoard')),
  interruptionRight: (draft) => text(draft.ofCountry('interruptionRight')),
  paymentDifficulty: (draft) =>
    draft.agency.phone || draft.agency.email ? text(draft.ofCountry('paymentDifficulty')) : [],
} satisfies Makers;

/** The number is called as the country calls its own only where it is one of them. */
export function withNumber(
  draft: Draft,
  { name, organisationNumber }: { name: string; organisationNumber: string },
): string {
  if (name === '' || organisationNumber === '') return name;
  const national = draft.law.parseIdentifier(organisationNumber, 'COMPANY').ok;
  return `${name}, ${draft.say(national ? 'organisationNumber' : 'registrationNumber', { number: organisationNumber })}`;
}

/** Empty where the reader could not reach the agency. */
function agencyContact(draft: Draft): Piece {
  const ways = waysToReach(draft);
  if (draft.agency.name === '' || ways.length === 0) return [];
  return together(withNumber(draft, draft.agency), ...ways, draft.agency.website ?? '');
}

export function waysToReach({ agency, say }: Draft): string[] {
  const phone = agency.phone && say('phone', { phone: agency.phone });
  const email = agency.email && say('email', { email: agency.email });
  return [...agency.address, phone, email].filter((way) => way !== '');
}

/** The debtor, or the guardian in its stead, as on the envelope. */
function addressee({ debtor, representative, say }: Draft): Piece {
  if (debtor.name === '') return [];
  if (!representative) return together(debtor.name, ...debtor.address);
  return together(representative.name, say('onBehalfOf', { debtor: debtor.name }), ...representative.address);
}

/** Empty where an invoice does not say what it is for: the reader must know the claim without looking up the invoice. */
export function basisOfClaim(draft: Draft): Piece {
  const claims = oldestFirst(draft.facts.claims).map((claim) => ({
    ...claim,
    invoiceNumber: oneLine(claim.invoiceNumber),
    description: oneLine(claim.description).replace(/[.!]+$/, ''),
  }));
  if (claims.length === 0 || claims.some(({ invoiceNumber, description }) => !invoiceNumber || !description)) return [];
  return claims.flatMap(({ id, invoiceNumber, description, invoiceDate, dueDate, principal }) => {
    const { currency } = draft.facts;
    const disputed = sum(draft.leftOut.filter(({ claimId }) => claimId === id).map(({ amount }) => amount));
    const whole = formatAmount(principal + disputed, currency);
    return [
      ...text(draft.say('claim', { invoiceNumber, description, invoiceDate, dueDate, principal: whole })),
      ...(disputed > 0n ? text(draft.say('claimDisputed', { disputed: formatAmount(disputed, currency) })) : []),
    ];
  });
}

/** The stretches of interest so far and how it goes on, or when it begins; empty where no first day is known. */
function interestRateAndStart(draft: Draft): Piece {
  const claims = oldestFirst(draft.facts.claims);
  const bearing = claims.filter((claim) => bearsInterest(draft, claim));
  const goesOn = [
    ...(bearing.length > 0 ? text(runningInterest(draft, bearing)) : []),
    ...beginnings(draft, claims.filter((claim) => !bearing.includes(claim))),
  ]; // prettier-ignore
  if (goesOn.length === 0) return [];
  return [...(bearing.length > 0 ? segments(draft) : text(draft.say('interestNotBegun'))), ...goesOn];
}

/** How the interest came about: rate, base and days of every stretch. */
export function segments(draft: Draft): Piece {
  const { claims, currency } = draft.facts;
  return draft.owed.lines.flatMap(({ kind, claimId, from, to, annualRateBps, amount }) => {
    const claim = claims.find(({ id }) => id === claimId);
    if (kind !== 'INTEREST' || !claim || !from || !to || annualRateBps === null) return [];
    return text(
      draft.say('interestSegment', {
        invoiceNumber: oneLine(claim.invoiceNumber),
        rate: annualRateBps,
        base: formatAmount(principalOn(draft.facts, claim, from), currency),
        from,
        to,
        amount: formatAmount(amount, currency),
      }),
    );
  });
}

/** What interest is reckoned on: a payment lowers the principal from the day after it came. */
export function principalOn(facts: CaseFacts, claim: ClaimFacts, day: IsoDate): bigint {
  const parts = facts.payments.filter(({ receivedOn }) => receivedOn < day).flatMap(({ allocations }) => allocations);
  const paid = parts.filter(({ kind, claimId }) => kind === 'PRINCIPAL' && claimId === claim.id);
  return claim.principal - sum(paid.map(({ amount }) => amount));
}

/** The rate a claim's interest runs at on the day of the letter: the statutory one where none runs yet. */
export function rateOf({ owed, law, facts, on }: Draft, { id }: ClaimFacts): number {
  const line = owed.lines.filter(({ kind, claimId }) => kind === 'INTEREST' && claimId === id).at(-1);
  return line?.annualRateBps ?? inForce(law.lateInterest[facts.debtorType], on).value;
}

/** How interest goes on: one that does not follow the interest act, or not its rate, is told by the reckoning above it. */
function runningInterest(draft: Draft, claims: readonly ClaimFacts[]): string {
  const statutory = inForce(draft.law.lateInterest[draft.facts.debtorType], draft.on).value;
  const ordinary = claims.every((claim) => claim.kind !== 'PUBLIC' && rateOf(draft, claim) === statutory);
  return ordinary ? draft.ofCountry('interest') : draft.say('interestOwnRate');
}

const bearsInterest = ({ owed }: Draft, { id }: ClaimFacts): boolean =>
  owed.lines.some(({ kind, claimId }) => kind === 'INTEREST' && claimId === id);

/** From when each claim that bears no interest yet will, and at what rate; of one whose first day is not known, nothing. */
function beginnings(draft: Draft, claims: readonly ClaimFacts[]): Piece {
  return claims.flatMap((claim) => {
    const from = draft.law.interestFrom(claim, draft.sent);
    const params = { invoiceNumber: oneLine(claim.invoiceNumber), rate: rateOf(draft, claim) };
    return from === null ? [] : text(draft.say('interestFrom', { ...params, from }));
  });
}

const COST_TEXTS: Partial<Record<OwedLine['kind'], string>> = {
  COST: 'cost',
  COURT_FEE: 'courtCost',
  COMPENSATION: 'compensation',
};

function costRows(draft: Draft): Piece {
  const named = namedByInvoice(draft);
  const rows = draft.owed.lines.flatMap((line): Row[] => {
    const key = COST_TEXTS[line.kind];
    if (key === undefined) return [];
    const term = draft.say(key, { text: termInLetter(draft, line.text) });
    const label = named.has(line) ? draft.say('ofInvoice', { term, invoiceNumber: named.get(line)! }) : term;
    return [[capitalised(label, draft.language), draft.amount(line.amount)]];
  });
  const none: Row = [draft.term('COST'), draft.amount(0n)];
  return amounts(...(rows.length === 0 && draft.required.has('costs') ? [none] : rows));
}

/** A cost named after a letter is called what that letter is called in this language; any other keeps its own name. */
function termInLetter(draft: Draft, name: string): string {
  const { law, facts, step, language } = draft;
  const letter = [step, ...facts.notices.map(({ type }) => type)].find((type) => law.stepName(type) === name);
  if (letter === undefined || !isWritten(draft, letter)) return draft.nameOf(name);
  const title = draft.titleOf(letter);
  return title.slice(0, 1).toLocaleLowerCase(language) + title.slice(1);
}

/** Whether the country has a letter for the step, which then has a title. */
export const isWritten = ({ law, facts, on }: Draft, step: StepType): boolean =>
  law.requiredElements(step, facts, on).length > 0;

/** Compensation owed for each of several invoices, one line each, oldest first, as the invoices themselves are. */
function namedByInvoice({ owed, facts }: Draft): Map<OwedLine, string> {
  const compensations = owed.lines.filter(({ kind }) => kind === 'COMPENSATION');
  const claims = oldestFirst(facts.claims);
  if (compensations.length < 2) return new Map();
  return new Map(compensations.map((line, index) => [line, oneLine(claims[index]!.invoiceNumber)]));
}

/** What is to be paid next and by when: what is offered, under a plan its next instalment. */
export function toPay({ step, facts, on, owed, payBy }: Draft): { amount: bigint; payBy: IsoDate | null } {
  const offer = step === 'SETTLEMENT_OFFER' ? facts.settlementOffers.at(-1) : undefined;
  if (offer) return offer;
  if (step === 'INSTALMENT_REMINDER') return { amount: sum(missedOf(facts, on)), payBy };
  const next = step === 'PAYMENT_PLAN' ? facts.plans.at(-1)?.instalments.find(({ dueOn }) => dueOn >= on) : undefined;
  return next ? { amount: next.amount, payBy: next.dueOn } : { amount: owed.outstanding, payBy };
}

/** What is overdue of each instalment of the last plan. */
function missedOf(facts: CaseFacts, on: IsoDate): bigint[] {
  const plan = facts.plans.at(-1);
  return plan ? missedInstalments(facts, plan, on).map(({ amount, paid }) => amount - paid) : [];
}

/** Amount, account, reference, payee and last day, as written in the letter and on its slip; none where one could not pay by it. */
export function paymentRows(draft: Draft, reference: string): Row[] {
  const { agency } = draft;
  if (agency.account === '' || reference === '') return [];
  const { amount, payBy } = toPay(draft);
  return [
    [draft.say('amount'), draft.amount(amount)],
    [draft.ofCountry('account'), agency.account],
    [draft.ofCountry('reference'), reference],
    [draft.say('payee'), agency.name],
    ...(payBy === null ? [] : [[draft.say('payBy'), draft.day(payBy)] as const]),
  ];
}

function toTheAgency({ agency, say }: Draft, words: (address: string) => string): Piece {
  const postal = agency.address.length > 0 ? [agency.name, ...agency.address].filter(Boolean).join(', ') : '';
  const address = [postal, agency.email].filter(Boolean).join(say('or'));
  return address === '' ? [] : text(words(address));
}
