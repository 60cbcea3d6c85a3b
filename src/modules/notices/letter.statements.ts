import type { ProceedingFacts, ProceedingType } from '../../domain/facts.js';
import { formatAmount, sum } from '../../domain/money.js';
import { amounts, text, together, withLetter, type Draft, type Makers, type Piece } from './letter.draft.js';

/** What a letter says of what may follow, and what a plan, a limitation notice or a closing statement lays down. */
export const STATEMENT_PIECES = {
  collectionWarning: (draft) => text(draft.ofStep('collectionWarning')),
  consequences: (draft) => text(draft.ofStep('consequences')),
  legalWarning,
  publicationWarning: (draft) => text(draft.ofCountry('publicationWarning')),
  bankruptcyWarning: (draft) => text(draft.ofCountry('bankruptcyWarning')),
  finalTime: (draft) => text(draft.ofStep('finalTime')),
  originalCreditor: (draft) => (draft.creditor.name === '' ? [] : text(draft.ofCountry('originalCreditor'))),
  estimatedCosts,
  planSchedule,
  planConsequences: (draft) => text(draft.ofCountry('planConsequences')),
  limitationState: (draft) => text(draft.ofCountry('limitationState')),
  acknowledgement,
  closingState,
} satisfies Makers;

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

/** The instalments of the last plan; nothing without one. */
function planSchedule(draft: Draft): Piece {
  const plan = draft.facts.plans.at(-1);
  const total = draft.say('planTotal');
  if (!plan || plan.instalments.length === 0 || total === '') return [];
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
