import { oldestFirst } from '../../domain/balance.js';
import { addDays } from '../../domain/date.js';
import type { NoticeFacts } from '../../domain/facts.js';
import { formatAmount } from '../../domain/money.js';
import { oneLine } from './layout.js';
import {
  amounts,
  capitalised,
  columns,
  isApplication,
  section,
  text,
  together,
  type Draft,
  type Makers,
  type Piece,
} from './letter.draft.js';
import { basisOfClaim, isWritten, principalOn, rateOf, segments, waysToReach, withNumber } from './letter.pieces.js';
import { happened, signatureLines } from './letter.statements.js';

/** What an application to an authority says. It goes to be signed and filed, never to the debtor. */
export const APPLICATION_PIECES = {
  authority: ({ legalStep, language, nameOf }) =>
    together(capitalised(oneLine(nameOf(legalStep?.authority ?? '')), language)),
  parties,
  claimAndGround,
  reliefSought: (draft) => text(draft.ofStep('reliefSought')),
  interestClaimed,
  costsClaimed,
  evidence,
  demandsSent: (draft) => columns(...demandsOf(draft).map(({ name, sentOn }) => [name, draft.day(sentOn)] as const)),
  titleOfEnforcement,
  insolvencyGround,
  signature: (draft) => (draft.agency.name === '' ? [] : together(...signatureLines(draft), draft.agency.name)),
} satisfies Makers;

/** Empty where a party has no name or no address: nobody could be served. */
function parties(draft: Draft): Piece {
  const { creditor, agency, debtor, representative, ofStep, ofCountry } = draft;
  if ([creditor, debtor].some(({ name, address }) => name === '' || address.length === 0)) return [];
  return [
    ...section(ofStep('applicant'), together(withNumber(draft, creditor), ...creditor.address)),
    ...section(ofCountry('agent'), together(withNumber(draft, agency), ...waysToReach(draft))),
    ...section(ofStep('respondent'), together(debtorWithNumber(draft), ...debtor.address)),
    ...section(draft.say('guardian'), representative ? together(representative.name, ...representative.address) : []),
  ];
}

function debtorWithNumber(draft: Draft): string {
  const { name, number } = draft.debtor;
  if (draft.facts.debtorType === 'COMPANY') return withNumber(draft, { name, organisationNumber: number });
  return number === '' ? name : `${name}, ${draft.ofCountry('personalNumber', { number })}`;
}

/** What is owed and why, and whether the debtor objected: a disputed claim is never shown as undisputed. */
function claimAndGround(draft: Draft): Piece {
  const basis = basisOfClaim(draft);
  const ground = text(draft.say('ground'));
  if (basis.length === 0 || ground.length === 0) return [];
  const objectedOn = draft.facts.objectedOn.at(-1);
  const objections = draft.facts.disputed ? 'disputed' : objectedOn ? 'objectionDismissed' : 'notDisputed';
  return [...ground, ...basis, ...text(draft.say(objections, { ...(objectedOn && { objectedOn }) }))];
}

/** The interest reckoned so far, and that which runs from the next day on each principal left. */
function interestClaimed(draft: Draft): Piece {
  const { facts, on } = draft;
  const from = addDays(on, 1);
  const running = oldestFirst(facts.claims).flatMap((claim) => {
    const base = principalOn(facts, claim, from);
    const params = {
      invoiceNumber: oneLine(claim.invoiceNumber),
      base: formatAmount(base, facts.currency),
      from,
      rate: rateOf(draft, claim),
    };
    return base > 0n ? text(draft.say('interestClaimed', params)) : [];
  });
  return running.length === 0 ? [] : [...segments(draft), ...running];
}

/** What the application costs and the debtor may be made to bear, each with the provision that gives it. */
function costsClaimed({ legalStep, amount, say, nameOf, language }: Draft): Piece {
  if (!legalStep) return [];
  const rows = legalStep.costs
    .filter(({ recoverable }) => recoverable)
    .map(
      ({ name, amount: minor, legalBasis: { act, provision } }) =>
        [capitalised(say('costClaimed', { name: nameOf(name), act, provision }), language), amount(minor)] as const,
    );
  return rows.length > 0 ? amounts(...rows) : text(say('noCostsClaimed'));
}

/** Letters that asked for payment, the creditor's own included, oldest first. */
function demandsOf(draft: Draft): { name: string; sentOn: NoticeFacts['sentOn'] }[] {
  return draft.facts.notices
    .filter(({ type }) => !isApplication(type))
    .flatMap(({ type, sentOn }) => {
      const name = isWritten(draft, type) ? draft.titleOf(type) : draft.law.stepName(type);
      return name ? [{ name, sentOn }] : [];
    });
}

function evidence(draft: Draft): Piece {
  const { facts, say } = draft;
  const title = happened(draft, 'TITLE_GIVEN');
  return [
    ...oldestFirst(facts.claims).flatMap(({ invoiceNumber, invoiceDate }) =>
      text(say('evidenceInvoice', { invoiceNumber: oneLine(invoiceNumber), invoiceDate })),
    ),
    ...demandsOf(draft).flatMap(({ name, sentOn }) => text(say('evidenceLetter', { name, sentOn }))),
    ...(title ? text(say('evidenceTitle', { titleOn: title.on })) : []),
  ];
}

/** The title held; without one, only where the law has the step open for a claim that is enforceable as it stands. */
function titleOfEnforcement(draft: Draft): Piece {
  const title = happened(draft, 'TITLE_GIVEN');
  if (title) return text(draft.ofCountry('titleHeld', { titleOn: title.on }));
  const open = draft.legalStep !== undefined && draft.legalStep.earliestOn !== null;
  return open ? text(draft.ofCountry('enforceableAsItStands')) : [];
}

/** Why the debtor is taken to be insolvent: a warning served and not heeded, or an enforcement that found nothing. */
function insolvencyGround(draft: Draft): Piece {
  const services = draft.facts.proceedings.filter(({ type }) => type === 'SERVED');
  const served = services.filter(({ step }) => step === 'BANKRUPTCY_WARNING').at(-1);
  if (served) return text(draft.ofCountry('warningNotHeeded', { servedOn: served.on }));
  const insolvent = happened(draft, 'FOUND_INSOLVENT');
  return insolvent ? text(draft.ofCountry('foundInsolvent', { foundOn: insolvent.on })) : [];
}
