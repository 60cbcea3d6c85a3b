import type { ReferralStatus } from '../domain/facts.js';
import { formatAmount, parseAmount, type Money } from '../domain/money.js';
import { refused, success, type Result } from '../domain/result.js';
import type {
  CollectionOrder, DeclineCode, PartnerCloseReason, PartnerFault, PartnerPhase, PartnerPreview, PartnerReport, PartnerTotals,
} from './partner.js'; // prettier-ignore
import type { NewCase, Preview, Report, Totals } from './sandbox-wire.js';

/** The sandbox agency's words in ours. A word that is not here is one we do not know. */
const STATUSES: Readonly<Record<string, ReferralStatus>> = {
  accepted: 'ACCEPTED',
  in_progress: 'ACTIVE',
  waiting_for_you: 'NEEDS_INFORMATION',
  paused: 'ON_HOLD',
  closed: 'CLOSED',
  declined: 'DECLINED',
};

const OUTCOMES: Readonly<Record<string, PartnerCloseReason>> = {
  paid_in_full: 'PAID',
  settlement: 'SETTLED',
  not_found: 'UNTRACEABLE',
  no_assets: 'INSOLVENT',
  deceased: 'DECEASED',
  not_worth_it: 'UNECONOMICAL',
  time_barred: 'TIME_BARRED',
};

/** Why it declines, and where it has come to. */
const DECLINES: Readonly<Record<string, DeclineCode>> = {
  not_our_area: 'NOT_COVERED',
  too_small: 'BELOW_MINIMUM',
  too_large: 'ABOVE_MAXIMUM',
  conflict_of_interest: 'CONFLICT_OF_INTEREST',
  papers_missing: 'INSUFFICIENT_DOCUMENTS',
  time_barred: 'TIME_BARRED',
  debtor_insolvent: 'DEBTOR_INSOLVENT',
  no_capacity: 'NO_CAPACITY',
};

const PHASES: Readonly<Record<string, PartnerPhase>> = {
  letters: 'AMICABLE',
  instalments: 'PAYMENT_PLAN',
  court: 'LEGAL',
  bailiff: 'ENFORCEMENT',
  insolvency: 'INSOLVENCY',
};

export const amountOnWire = ({ minor, currency }: Money) => ({ amount: formatAmount(minor, currency), currency });

export function orderOnWire(order: CollectionOrder, agency: string): NewCase {
  return {
    yourReference: order.caseReference,
    agency,
    orderedOn: order.orderedOn,
    creditor: order.creditor,
    debtor: {
      ...order.debtor,
      type: order.debtor.type === 'PERSON' ? 'person' : 'company',
      address: order.debtor.address && { ...order.debtor.address, lines: [...order.debtor.address.lines] },
    },
    invoices: order.claims.map((claim) => ({
      number: claim.invoiceNumber,
      description: claim.description,
      date: claim.invoiceDate,
      dueDate: claim.dueDate,
      principal: amountOnWire(claim.principal),
    })),
    alreadyPaid: amountOnWire(order.paid),
  };
}

/** Each by itself: one whose amount cannot be read exactly keeps its place, and is passed over by nobody. */
export const reportsFromWire = (reports: readonly Report[]): PartnerReport[] =>
  reports.map((report) => {
    const { id, on, type } = report;
    const problem = `${type}: the amount is not exact in its currency, or not above zero`;
    return reportFromWire(report) ?? { kind: 'UNREADABLE', id, problem, on };
  });

/** Null where an amount is not exact in its currency. */
function reportFromWire(report: Report): PartnerReport | null {
  const { id, on } = report;
  switch (report.type) {
    case 'status':
      return statusFromWire(report);
    case 'question':
      return { kind: 'INQUIRY', id, question: report.question, on };
    case 'payment': {
      const amount = positive(report.received);
      return amount && { kind: 'PAYMENT', id, amount, receivedOn: on };
    }
    case 'payment_reversed':
      return { kind: 'REVERSAL', id, of: report.payment, on };
    case 'cost': {
      const amount = positive(report.charged);
      return amount && { kind: 'COST', id, amount, text: report.what, on };
    }
    case 'remittance': {
      const amount = positive(report.sent);
      return amount && { kind: 'REMITTANCE', id, amount, payments: report.payments, on };
    }
    case 'phase': {
      const phase = own(PHASES, report.phase);
      // A phase we have no word for is told to people, and keeps its place.
      return phase === null ? { kind: 'MESSAGE', id, text: report.phase, on } : { kind: 'PHASE', id, phase, on };
    }
    case 'message':
      return { kind: 'MESSAGE', id, text: report.text, on };
  }
}

function statusFromWire({ id, on, status, outcome, note }: Report & { type: 'status' }): PartnerReport {
  const word = own(STATUSES, status);
  return {
    kind: 'STATUS',
    id,
    status: word,
    closeReason: outcome === null ? null : own(OUTCOMES, outcome),
    ...(word === 'DECLINED' && { declineCode: outcome === null ? null : own(DECLINES, outcome) }),
    note,
    on,
  };
}

const own = <Word>(words: Readonly<Record<string, Word>>, word: string): Word | null =>
  Object.hasOwn(words, word) ? words[word]! : null;

interface WireAmount {
  readonly amount: string;
  readonly currency: string;
}

function exact({ amount, currency }: WireAmount): Money | null {
  const minor = parseAmount(amount, currency);
  return minor === null ? null : { minor, currency };
}

function positive(amount: WireAmount): Money | null {
  const read = exact(amount);
  return read && read.minor > 0n ? read : null;
}

/** What the agency's preview says. */
export function previewFromWire({ accepts, successFee, remarks }: Preview): PartnerPreview {
  const [whole = '0', part = ''] = (successFee ?? '').split('.');
  return { accepts, successFeeBps: successFee === null ? null : Number(whole + part.padEnd(2, '0')), remarks };
}

/** The agency's totals; a BAD_ANSWER where one of them is not exact in its currency. */
export function totalsFromWire({ collected, status }: Totals): Result<PartnerTotals, PartnerFault> {
  const amounts = collected.map(exact);
  const unreadable = amounts.indexOf(null);
  if (unreadable >= 0) {
    const { amount, currency } = collected[unreadable]!;
    return refused({ code: 'BAD_ANSWER', retry: true, detail: `${amount} ${currency} is not an exact amount` });
  }
  return success({
    collected: amounts.filter((amount) => amount !== null),
    status: status === null ? null : own(STATUSES, status),
  });
}
