import type { PlanFacts, ProceedingFacts, ProceedingType } from '../../domain/facts.js';
import { formatAmount, sum } from '../../domain/money.js';
import { asFollowed, missedInstalments } from '../../domain/plan.js';
import type { Row } from './document.js';
import { amounts, columns, text, together, withLetter, type Draft, type Makers, type Piece } from './letter.draft.js';

/** What a letter says of what may follow, and what a plan, a limitation notice or a closing statement lays down. */
export const STATEMENT_PIECES = {
  collectionWarning: (draft) => text(draft.ofStep('collectionWarning')),
  consequences: (draft) => text(draft.ofStep('consequences')),
  legalWarning,
  publicationWarning: (draft) => text(draft.ofCountry('publicationWarning')),
  bankruptcyWarning: (draft) => text(draft.ofCountry('bankruptcyWarning')),
  finalTime: (draft) => text(draft.ofStep('finalTime')),
  originalCreditor,
  settlementTerms,
  assignment,
  estimatedCosts,
  planSchedule,
  instalmentDue,
  planEnded,
  objectionAnswer,
  planConsequences: (draft) => text(draft.ofCountry('planConsequences')),
  limitationState: (draft) => text(draft.ofCountry('limitationState')),
  acknowledgement,
  closingState,
} satisfies Makers;

/** Who had the claim first: the creditor, or the one it has it from. */
function originalCreditor({ creditor, previousCreditor, ofCountry, say }: Draft): Piece {
  if (creditor.name === '') return [];
  return text(
    previousCreditor === null ? ofCountry('originalCreditor') : say('originalCreditor', { previousCreditor }),
  );
}

/** What is taken for the whole, by when, and what becomes of the rest. */
function settlementTerms({ facts, say }: Draft): Piece {
  const offer = facts.settlementOffers.at(-1);
  if (!offer) return [];
  return text(say('settlementTerms', { offer: formatAmount(offer.amount, facts.currency), payBy: offer.payBy }));
}

/** From whom the creditor has the claim, and that nobody else can be paid with effect. */
function assignment({ facts, previousCreditor, say }: Draft): Piece {
  if (previousCreditor === null || facts.assignedOn === null) return [];
  return text(say('assignment', { previousCreditor, assignedOn: facts.assignedOn }));
}

/** Of the steps open without a title, or of enforcement where there is one. */
function legalWarning(draft: Draft): Piece {
  const title = happened(draft, 'TITLE_GIVEN');
  return text(title ? draft.ofCountry('legalWarningOfTitle', { titleOn: title.on }) : draft.ofCountry('legalWarning'));
}

/** The last thing of its kind that happened outside our letters. */
export const happened = ({ facts }: Draft, type: ProceedingType): ProceedingFacts | undefined =>
  facts.proceedings.filter((proceeding) => proceeding.type === type).at(-1);

/** What the next step would add to the costs, taken on its first day, were this letter not heeded. */
function estimatedCosts({ law, sent, on, payBy, ofCountry }: Draft): Piece {
  const next = law.nextStep(sent);
  if (!next) return [];
  const after = law.costs(withLetter(sent, next.type, next.earliestOn, payBy), next.earliestOn);
  const more = sum(after.map(({ amount }) => amount)) - sum(law.costs(sent, on).map(({ amount }) => amount));
  return text(ofCountry('estimatedCosts', { estimate: formatAmount(more, sent.currency) }));
}

/** The instalments of the last plan and what interest does meanwhile; nothing without one. */
function planSchedule(draft: Draft): Piece {
  const plan = draft.facts.plans.at(-1);
  const total = draft.say('planTotal');
  if (!plan || plan.instalments.length === 0 || total === '') return [];
  return [...schedule(draft, plan, total), ...planInterest(draft, plan)];
}

/** Whether interest is part of the instalments, each line of it told in advance; comes after them; or does not run. */
function planInterest({ sent, law, say, day, facts: { currency } }: Draft, plan: PlanFacts): Piece {
  if (plan.interestFree) return text(say('planInterestFree'));
  const lines = asFollowed(sent, law, plan) ?? [];
  if (lines.at(-1)?.left !== 0n || lines.length < plan.instalments.length) return text(say('planInterestAdded'));
  const told = lines.map(({ dueOn, interest, left }): Row => {
    const params = { interest: formatAmount(interest ?? 0n, currency), left: formatAmount(left, currency) };
    return [day(dueOn), say('planLine', params)];
  });
  return [...text(say('planInterestIncluded')), ...columns(...told)];
}

/** What is overdue under the plan, and what follows if it stays so. */
function instalmentDue(draft: Draft): Piece {
  const plan = draft.facts.plans.at(-1);
  const missed = plan ? missedInstalments(draft.facts, plan, draft.on) : [];
  if (!plan || missed.length === 0 || draft.payBy === null) return [];
  return [
    ...text(draft.say('instalmentDue', { agreedOn: plan.agreedOn })),
    ...amounts(...missed.map(({ dueOn, amount, paid }): Row => [draft.day(dueOn), draft.amount(amount - paid)])),
    ...text(draft.say('instalmentConsequences')),
  ];
}

/** That the plan has ended, and why. */
function planEnded({ facts, say }: Draft): Piece {
  const plan = facts.plans.at(-1);
  return plan?.ended ? text(say('planEnded', { agreedOn: plan.agreedOn, endedOn: plan.ended.on })) : [];
}

/** What the debtor objected to is answered in the words of whoever answers, and told what follows. */
function objectionAnswer({ objection, say }: Draft): Piece {
  if (!objection?.answer) return [];
  const { raisedOn, answer, outcome } = objection;
  return [...text(say('objectionRaised', { raisedOn })), ...text(answer), ...text(say(`objection.${outcome}`))];
}

function schedule(draft: Draft, plan: PlanFacts, total: string): Piece {
  return [
    ...text(draft.say('planAgreed', { agreedOn: plan.agreedOn })),
    {
      kind: 'AMOUNTS',
      rows: plan.instalments.map(({ dueOn, amount }) => [draft.day(dueOn), draft.amount(amount)] as const),
      total: [total, draft.amount(sum(plan.instalments.map(({ amount }) => amount)))],
    },
  ];
}

const BLANK = '_'.repeat(36);

/** The lines at the foot of a document that somebody signs by hand. */
export const signatureLines = ({ say }: Draft): readonly string[] => [
  `${say('placeAndDate')} ${BLANK}`,
  `${say('signature')} ${BLANK}`,
];

function acknowledgement(draft: Draft): Piece {
  const asked = text(draft.ofCountry('acknowledgement'));
  if (asked.length === 0) return [];
  return [...asked, ...text(draft.ofCountry('acknowledgementForm')), ...together(...signatureLines(draft))];
}

/** What was paid and when, and that nothing more is asked for: because all is paid, or because the case was closed for another reason. */
function closingState(draft: Draft): Piece {
  const { owed, say, facts, closeReason } = draft;
  const paid = facts.payments
    .filter(({ receivedOn }) => receivedOn <= draft.on)
    .map(({ receivedOn, amount }) => [say('received', { receivedOn }), draft.amount(amount)] as const);
  const settled = owed.outstanding <= 0n && owed.writtenOff === 0n;
  if (!settled && closeReason === null) return [];
  const state = text(settled ? say('settled') : say('closedFor', { reason: closeReason! }));
  return state.length === 0 ? [] : [...amounts(...paid), ...state];
}
