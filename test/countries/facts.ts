import { addDays, isoDate, type IsoDate } from '../../src/domain/date.js';
import {
  NOTHING_YET,
  PLAIN_CLAIM,
  type AllocationFacts,
  type CaseFacts,
  type ClaimFacts,
  type ConditionFacts,
  type ConditionType,
  type NoticeFacts,
  type OwedLine,
  type PaymentFacts,
  type StepType,
} from '../../src/domain/facts.js';
import { parseAmount } from '../../src/domain/money.js';

export const day = isoDate;

/** Minor units of a decimal written in a test. */
export function amount(text: string): bigint {
  const minor = parseAmount(text, 'NOK');
  if (minor === null) throw new RangeError(text);
  return minor;
}

export function claim(principal: string, dueDate: string, more: Partial<ClaimFacts> = {}): ClaimFacts {
  const due = isoDate(dueDate);
  return {
    id: 'claim-1',
    invoiceNumber: '1001',
    description: 'Service',
    invoiceDate: addDays(due, -30),
    dueDate: due,
    principal: amount(principal),
    ...PLAIN_CLAIM,
    ...more,
  };
}

export function letter(type: StepType, sentOn: string, payBy: string | null = null): NoticeFacts {
  return {
    type,
    sentOn: isoDate(sentOn),
    payBy: payBy === null ? null : isoDate(payBy),
    sentBy: 'AGENCY',
    feeCharged: null,
  };
}

export function creditorLetter(
  type: StepType,
  sentOn: string,
  payBy: string | null,
  fee: string | null = null,
): NoticeFacts {
  return { ...letter(type, sentOn, payBy), sentBy: 'CREDITOR', feeCharged: fee === null ? null : amount(fee) };
}

/** A payment set against the principal of a claim. */
export function paid(receivedOn: string, principal: string, claimId = 'claim-1'): PaymentFacts {
  const allocation: AllocationFacts = { kind: 'PRINCIPAL', claimId, amount: amount(principal) };
  return {
    id: `payment ${receivedOn}`,
    receivedOn: isoDate(receivedOn),
    amount: amount(principal),
    allocations: [allocation],
  };
}

export function facts(claims: readonly ClaimFacts[], more: Partial<CaseFacts> = {}): CaseFacts {
  return {
    currency: 'NOK',
    debtorType: 'PERSON',
    creditorVatLiable: true,
    registeredOn: isoDate('2018-01-01'),
    claims,
    ...NOTHING_YET,
    ...more,
  };
}

/** A circumstance of the debtor of whom nobody told who represents it. */
export function condition(type: ConditionType, from: string, until: string | null = null): ConditionFacts {
  return { type, from: isoDate(from), until: until === null ? null : isoDate(until), represented: false };
}

/** "kind text amount" of each line, for comparison with a table. */
export function shown(lines: readonly OwedLine[]): string[] {
  return lines.map((line) => `${line.kind} ${line.text} ${line.amount}`);
}

/** "from to rate amount" of each interest line. */
export function accrued(lines: readonly OwedLine[]): string[] {
  return lines.map((line) => `${line.from} ${line.to} ${line.annualRateBps} ${line.amount}`);
}

/** An independent, day by day, exact interest: hundred-thousandths of a minor unit are dropped, nothing else. */
export function interestDayByDay(
  principal: bigint,
  rateOn: (date: IsoDate) => number,
  days: readonly IsoDate[],
): bigint {
  const scale = 100_000n;
  const leap = (date: IsoDate) => Number(date.slice(0, 4)) % 4 === 0;
  return days.reduce(
    (total, date) => total + (principal * BigInt(rateOn(date)) * scale) / (10_000n * (leap(date) ? 366n : 365n)),
    0n,
  );
}
