import fc from 'fast-check';
import { balance } from '../../src/domain/balance.js';
import { addDays, latest, type IsoDate } from '../../src/domain/date.js';
import { undisputed } from '../../src/domain/dispute.js';
import type { CaseState, StepType } from '../../src/domain/facts.js';
import type { CaseAction } from '../../src/domain/lifecycle.js';
import type { Jurisdiction } from '../../src/domain/jurisdiction.js';
import { formatAmount } from '../../src/domain/money.js';
import { inEqualParts } from '../../src/domain/plan.js';
import { globalId } from '../../src/graphql/ids.js';
import { writeOffForBooks } from '../../src/modules/cases/book-write-off.commands.js';
import { closeCase } from '../../src/modules/cases/closing.commands.js';
import { changeDueDate } from '../../src/modules/cases/due-date.commands.js';
import { pauseCase, resumeCase, withdrawCase } from '../../src/modules/cases/hold.commands.js';
import { recordProceeding } from '../../src/modules/cases/proceeding.commands.js';
import { lawOf } from '../../src/modules/cases/case.working.js';
import { recordDebtorCondition } from '../../src/modules/debtors/condition.commands.js';
import { answerDispute, disputeCase } from '../../src/modules/disputes/dispute.commands.js';
import { resolveDispute } from '../../src/modules/disputes/resolve.commands.js';
import { recordOutlay } from '../../src/modules/ledger/outlay.commands.js';
import { mergeCases, undoMerge } from '../../src/modules/merges/merge.commands.js';
import { approveStep } from '../../src/modules/notices/approval.commands.js';
import { takeStep } from '../../src/modules/notices/step.commands.js';
import { acceptSettlement, offerSettlement } from '../../src/modules/offers/offer.commands.js';
import { recordCreditNote } from '../../src/modules/payments/credit-note.commands.js';
import {
  acceptPaymentPlan,
  agreePaymentPlan,
  declinePaymentPlan,
  proposePaymentPlan,
} from '../../src/modules/plans/plan.commands.js';
import { assignCase, sellCase } from '../../src/modules/sales/sale.commands.js';
import { agent } from '../setup/platform.js';
import type { TestPlatform } from './world.js';

/** What a draw decides beside the kind of a deed: the same draw on the same cases does the same. */
export const draw = fc.record({
  /** Which of what there is to choose from. */
  pick: fc.nat({ max: 9_999 }),
  /** Hundredths of a percent of what is owed: mostly a part, sometimes all of it, sometimes more. */
  share: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 4_000 }) },
    { weight: 1, arbitrary: fc.constant(10_000) },
    { weight: 1, arbitrary: fc.constant(10_500) },
  ),
  daysAgo: fc.constantFrom(0, 0, 0, 1, 4, 20),
  yes: fc.boolean(),
});
export type Draw = typeof draw extends fc.Arbitrary<infer Value> ? Value : never;

/** One open case that something is done to, as it stands. */
export interface AtHand {
  readonly platform: TestPlatform;
  /** Key of the case, and its global id. */
  readonly id: string;
  readonly caseId: string;
  readonly state: CaseState;
  readonly law: Jurisdiction;
  readonly today: IsoDate;
  /** Global id of a creditor that buys claims. */
  readonly buyerId: string;
  /** A key for a request of its own. */
  readonly key: string;
}

interface Answer {
  readonly ok: boolean;
}

type Deed = (atHand: AtHand, draw: Draw) => Promise<Answer>;

const SKIPPED: Answer = { ok: false };

/** A share of what is owed today, in the currency of the case; at least one minor unit. */
export function shareOf({ state, law, today }: AtHand, share: number) {
  const { outstanding } = balance(state.facts, law, today);
  const part = (outstanding * BigInt(share)) / 10_000n;
  const { currency } = state.facts;
  return { amount: formatAmount(part > 0n ? part : 1n, currency), currency };
}

function claimAt({ state: { facts } }: AtHand, pick: number) {
  return facts.claims[pick % facts.claims.length]!;
}

function bankDay(law: Jurisdiction, from: IsoDate): IsoDate {
  let day = from;
  while (!law.isBankDay(day)) day = addDays(day, 1);
  return day;
}

function plan({ state, law, today, caseId, key }: AtHand, { pick, yes }: Draw) {
  const terms = { agreedOn: today, firstOn: addDays(today, 5 + (pick % 20)), interestFree: yes };
  const { instalments } = inEqualParts(state.facts, law, terms, 2 + (pick % 3)).plan;
  const { currency } = state.facts;
  return {
    idempotencyKey: key,
    caseId,
    interestFree: yes,
    instalments: instalments.map(({ dueOn, amount }) => ({
      dueOn,
      amount: { amount: formatAmount(amount, currency), currency },
    })),
  };
}

async function answerProposal({ platform, id, key }: AtHand, { yes }: Draw): Promise<Answer> {
  const [proposal]: { id: string }[] = await platform.db.query(
    'select id from payment_plan where case_id = $1 and agreed_on is null and declined_on is null',
    [id],
  );
  if (!proposal) return SKIPPED;
  const input = { idempotencyKey: key, planId: globalId('PaymentPlan', proposal.id) };
  return yes ? acceptPaymentPlan(platform, agent, input) : declinePaymentPlan(platform, agent, input);
}

async function bankruptcy({ platform, id, today }: AtHand, { yes }: Draw): Promise<Answer> {
  const [{ debtor, from }]: [{ debtor: string; from: IsoDate | null }] = await platform.db.query(
    `select c.debtor_id as debtor, (select min(from_date) from debtor_condition_now where debtor_id = c.debtor_id) as from
     from collection_case c where c.id = $1`,
    [id],
  );
  return recordDebtorCondition(platform, agent, {
    debtorId: globalId('Debtor', debtor),
    type: 'BANKRUPTCY',
    from: from ?? today,
    ...(from !== null && (yes ? { until: today } : { withdrawn: true })),
  });
}

/** An open case goes into another of the same parties: the first two of which that can be said. */
async function mergeSome({ platform, key }: AtHand, { pick }: Draw): Promise<Answer> {
  const pairs: { into: string; from: string }[] = await platform.db.query(
    `select c.id as into, o.id as from from collection_case c join collection_case o on o.debtor_id = c.debtor_id and o.id <> c.id
     where c.status = 'ACTIVE' and o.status = 'ACTIVE' order by c.id, o.id`,
  );
  for (const [index, { into, from }] of [...pairs.slice(pick % (pairs.length + 1)), ...pairs].entries()) {
    const request = {
      idempotencyKey: `${key} ${index}`,
      intoCaseId: globalId('Case', into),
      fromCaseIds: [globalId('Case', from)],
    };
    const answer = await mergeCases(platform, agent, request);
    if (answer.ok) return answer;
  }
  return SKIPPED;
}

/** The claims that went into some case, not this one perhaps, go back. */
async function undoSome({ platform, key }: AtHand, { pick }: Draw): Promise<Answer> {
  const merged: { id: string }[] = await platform.db.query(
    'select distinct merged_into_id as id from collection_case where merged_into_id is not null order by id',
  );
  const into = merged[pick % Math.max(merged.length, 1)];
  if (!into) return SKIPPED;
  return undoMerge(platform, agent, { idempotencyKey: key, caseId: globalId('Case', into.id) });
}

const STEPS: readonly StepType[] = [
  'REMINDER', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'LEGAL_WARNING', 'COURT_APPLICATION', 'ENFORCEMENT_APPLICATION', 'LIMITATION_NOTICE',
]; // prettier-ignore

const HAPPENINGS = [
  { type: 'ACKNOWLEDGED' }, { type: 'COURT_FILED' }, { type: 'TITLE_GIVEN', step: 'COURT_APPLICATION' },
  { type: 'COURT_ENDED', step: 'COURT_APPLICATION' }, { type: 'ENFORCEMENT_FILED' }, { type: 'ENFORCEMENT_ENDED' }, { type: 'FOUND_INSOLVENT' },
] as const; // prettier-ignore

const CLOSINGS = ['UNECONOMICAL', 'UNTRACEABLE', 'INSOLVENT', 'DECEASED'] as const;

/** What can be done to an open case but paying: how often it is drawn, what must be allowed for it to be more than a refusal, and how. */
export const DEEDS = {
  dispute: [5, 'DISPUTE', ({ platform, caseId, key }) => disputeCase(platform, agent, { caseId, reason: `Objection ${key}` })],
  disputePart: [
    5, 'DISPUTE',
    ({ platform, caseId, state, key }, { share, pick }) => {
      const claim = state.facts.claims[pick % state.facts.claims.length]!;
      const minor = (claim.principal * BigInt(Math.min(share, 9_000))) / 10_000n + 1n;
      const disputedAmount = {
        amount: formatAmount(minor, state.facts.currency),
        currency: state.facts.currency,
      };
      const claimId = globalId('Claim', claim.id);
      return disputeCase(platform, agent, { caseId, reason: `Objection ${key}`, claimId, disputedAmount });
    },
  ],
  answer: [3, 'ANSWER_DISPUTE', ({ platform, caseId }) => answerDispute(platform, agent, { caseId, answer: 'The delivery note is signed.' })],
  dismiss: [7, 'RESOLVE_DISPUTE', ({ platform, caseId }) => resolveDispute(platform, agent, { caseId, upheld: false, resolution: 'Delivered.' })],
  uphold: [2, 'RESOLVE_DISPUTE', ({ platform, caseId }) => resolveDispute(platform, agent, { caseId, upheld: true, resolution: 'Not delivered.' })],
  pause: [
    4, 'PAUSE',
    ({ platform, caseId, today }, { pick, yes }) =>
      pauseCase(platform, agent, caseId, 'A rest', yes ? addDays(today, 2 + (pick % 10)) : null),
  ],
  resume: [7, 'RESUME', ({ platform, caseId }) => resumeCase(platform, agent, caseId)],
  withdraw: [1, 'WITHDRAW', ({ platform, caseId }) => withdrawCase(platform, agent, { caseId, reason: 'No longer wanted' })],
  approve: [8, 'APPROVE_STEP', ({ platform, caseId }) => approveStep(platform, agent, caseId)],
  takeStep: [
    8,
    'RECORD_PAYMENT',
    ({ platform, caseId, key, law, state, today }, { pick }) => {
      const steps = [...STEPS.slice(pick % STEPS.length), ...STEPS];
      const allowed = steps.find((type) => law.stepName(type) && !law.forbids(type, undisputed(state.facts), today));
      return takeStep(platform, agent, { idempotencyKey: key, caseId, type: allowed ?? steps[0]! });
    },
  ],
  agreePlan: [4, 'AGREE_PAYMENT_PLAN', (atHand, drawn) => agreePaymentPlan(atHand.platform, agent, plan(atHand, drawn))],
  proposePlan: [3, 'PROPOSE_PAYMENT_PLAN', (atHand, drawn) => proposePaymentPlan(atHand.platform, agent, { ...plan(atHand, drawn), proposer: 'DEBTOR' })],
  answerProposal: [4, 'ACCEPT_PAYMENT_PLAN', answerProposal],
  offer: [
    4, 'OFFER_SETTLEMENT',
    (atHand, { share, pick }) =>
      offerSettlement(atHand.platform, agent, {
        idempotencyKey: atHand.key, caseId: atHand.caseId, amount: shareOf(atHand, Math.min(share + 4_000, 9_900)),
        payBy: bankDay(atHand.law, addDays(atHand.today, 15 + (pick % 10))), consent: 'By telephone',
      }),
  ],
  acceptOffer: [2, 'ACCEPT_SETTLEMENT', ({ platform, caseId }) => acceptSettlement(platform, agent, caseId)],
  writeOff: [
    2, 'WRITE_OFF_FOR_BOOKS',
    (atHand, { share }) =>
      writeOffForBooks(atHand.platform, agent, {
        idempotencyKey: atHand.key, caseId: atHand.caseId, amount: shareOf(atHand, share), reason: 'Year end',
      }),
  ],
  moreTime: [
    3, 'CHANGE_DUE_DATE',
    (atHand, { pick }) => {
      const claim = claimAt(atHand, pick);
      return changeDueDate(atHand.platform, agent, {
        idempotencyKey: atHand.key, caseId: atHand.caseId, claimId: globalId('Claim', claim.id),
        newDueDate: addDays(atHand.today, (pick % 30) - 5), reason: 'A friendly turn',
      });
    },
  ],
  sell: [
    2, 'SELL',
    (atHand, { share }) =>
      sellCase(atHand.platform, agent, {
        idempotencyKey: atHand.key, caseId: atHand.caseId, newCreditorId: atHand.buyerId, price: shareOf(atHand, share),
      }),
  ],
  assign: [
    1, 'ASSIGN',
    ({ platform, caseId, buyerId, key }) =>
      assignCase(platform, agent, { idempotencyKey: key, caseId, newCreditorId: buyerId }),
  ],
  close: [
    1, 'CLOSE',
    ({ platform, caseId }, { pick }) =>
      closeCase(platform, agent, { caseId, closeReason: CLOSINGS[pick % CLOSINGS.length]!, note: 'Nothing more to do' }),
  ],
  creditNote: [
    4, 'RECORD_CREDIT_NOTE',
    (atHand, { share, pick, daysAgo }) => {
      const claim = claimAt(atHand, pick);
      const { currency } = atHand.state.facts;
      const minor = (claim.principal * BigInt(Math.min(share, 10_000))) / 10_000n + (share < 10_000 ? 1n : 0n);
      return recordCreditNote(atHand.platform, agent, {
        idempotencyKey: atHand.key, caseId: atHand.caseId, claimId: globalId('Claim', claim.id),
        amount: { amount: formatAmount(minor, currency), currency },
        issuedOn: latest(addDays(atHand.today, -daysAgo), claim.invoiceDate), reference: `K ${atHand.key}`,
      });
    },
  ],
  merge: [10, 'RECORD_PAYMENT', mergeSome],
  undoMerge: [4, 'RECORD_PAYMENT', undoSome],
  outlay: [
    3, 'RECORD_PAYMENT',
    (atHand, { share }) =>
      recordOutlay(atHand.platform, agent, {
        idempotencyKey: atHand.key, caseId: atHand.caseId, amount: shareOf(atHand, Math.min(share, 500)), paidOn: atHand.today, text: 'Court fee',
      }),
  ],
  bankruptcy: [3, 'RECORD_PAYMENT', bankruptcy],
  proceeding: [
    5, 'RECORD_PAYMENT',
    (atHand, { pick }) =>
      recordProceeding(atHand.platform, agent, {
        idempotencyKey: atHand.key, caseId: atHand.caseId, on: atHand.today, ...HAPPENINGS[pick % HAPPENINGS.length]!,
      }),
  ],
} as const satisfies Readonly<Record<string, readonly [number, CaseAction, Deed]>>; // prettier-ignore
export type DeedKind = keyof typeof DEEDS;

/** Does something to a case; whether it was done. */
export async function doTo(atHand: Omit<AtHand, 'law'>, kind: DeedKind, drawn: Draw): Promise<boolean> {
  const law = lawOf(atHand.platform.laws, atHand.state)!;
  const [, , deed]: readonly [number, CaseAction, Deed] = DEEDS[kind];
  return (await deed({ ...atHand, law }, drawn)).ok;
}
