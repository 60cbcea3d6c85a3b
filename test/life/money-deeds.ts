import { bucketKey, balance } from '../../src/domain/balance.js';
import { addDays, latest } from '../../src/domain/date.js';
import type { AllocationFacts, CaseState } from '../../src/domain/facts.js';
import { formatAmount, money, sum } from '../../src/domain/money.js';
import { globalId } from '../../src/graphql/ids.js';
import { importBankFile } from '../../src/modules/bank/import.commands.js';
import { assignBankEntry, discardBankEntry, returnBankEntry } from '../../src/modules/bank/suspense.commands.js';
import { lockCase } from '../../src/modules/cases/case.record.js';
import { recordPayment } from '../../src/modules/payments/payment.commands.js';
import { reversePayment } from '../../src/modules/payments/payment.reversal.js';
import { refundSurplus } from '../../src/modules/settlement/refund.commands.js';
import { confirmPayout, rejectPayout } from '../../src/modules/settlement/payout.record.js';
import { camt, type Line } from '../bank/files.js';
import { agent } from '../setup/platform.js';
import { shareOf, type AtHand, type Draw } from './deeds.js';
import { stateOf, type TestPlatform } from './world.js';

/**
 * A part of what is owed, all of it or more comes in: to us or to the creditor, today or found out later. What is received today
 * covers no more than was owed, in all and of each kind.
 */
export async function payOn(atHand: AtHand, { share, daysAgo, yes, pick }: Draw): Promise<boolean> {
  const { platform, caseId, id, state, law, today } = atHand;
  const receivedOn = latest(addDays(today, -daysAgo), ...state.facts.claims.map(({ invoiceDate }) => invoiceDate));
  const result = await recordPayment(platform, agent, {
    caseId,
    amount: shareOf(atHand, share),
    receivedOn,
    paidToCreditor: yes && pick % 4 === 0,
  });
  if (!result.ok || receivedOn < today) return result.ok;
  const after = await stateOf(platform, id);
  const last = after.facts.payments.find((payment) => payment.id === result.value.paymentId)!;
  const covered = sum(last.allocations.map(({ amount }) => amount));
  const { outstanding } = balance(state.facts, law, today);
  expect(covered <= (outstanding > 0n ? outstanding : 0n)).toBe(true);
  expectNothingOverpaid(state, after, last.allocations, atHand);
  return true;
}

/** No kind of debt that a payment was set against has been paid more than it comes to. */
function expectNothingOverpaid(
  before: CaseState,
  after: CaseState,
  allocations: readonly AllocationFacts[],
  { law, today }: AtHand,
): void {
  const owed = balance(before.facts, law, today).lines.filter(({ kind }) => kind !== 'PAYMENT');
  const paid = after.facts.payments.flatMap((payment) => payment.allocations);
  for (const bucket of new Set(allocations.map(bucketKey))) {
    const of = (parts: readonly AllocationFacts[]) =>
      sum(parts.filter((part) => bucketKey(part) === bucket).map(({ amount }) => amount));
    expect({ bucket, over: of(paid) > of(owed) }).toEqual({ bucket, over: false });
  }
}

const RETRIED = 'select count(*)::integer as postings from posting';

/**
 * A file of the bank: money with a reference, money with none that is known, and money it takes back; handed in twice every other
 * time, which changes nothing.
 */
export async function bankFile(atHand: AtHand, drawn: Draw): Promise<boolean> {
  const { platform, id, state, today, key } = atHand;
  const [{ reference }]: [{ reference: string }] = await platform.db.query(
    'select payment_reference as reference from collection_case where id = $1',
    [id],
  );
  const { amount, currency } = shareOf(atHand, drawn.share);
  const line: Line = { amount, currency, on: today, bank: `B ${key}`, parts: [{ reference, endToEnd: `E ${key}` }] };
  const lines: Line[] = [
    line,
    { ...line, bank: `U ${key}`, parts: [{ text: 'thank you', payer: 'Nobody Known', endToEnd: `N ${key}` }] },
    ...(drawn.pick % 3 === 0 ? [{ ...line, debit: true as const, reversal: true as const }] : []),
  ];
  const account = platform.agency.accounts[state.country as 'NO' | 'SE' | 'FI'];
  const offer = (kind: '053' | '054', idempotencyKey: string) => {
    const content = Buffer.from(camt(kind, account, lines)).toString('base64');
    return importBankFile(platform, agent, { idempotencyKey, fileName: 'bank.xml', content });
  };
  expect(await offer('054', key)).toMatchObject({ ok: true });
  if (drawn.yes) {
    const before: unknown = await platform.db.query(RETRIED);
    expect(await offer('053', `${key} again`)).toMatchObject({ ok: true });
    expect(await platform.db.query(RETRIED)).toEqual(before);
  }
  return true;
}

/** A person says what money in suspense is: this case's, or the payer's. */
export async function settleSuspense({ platform, caseId, key }: AtHand, { pick, yes }: Draw): Promise<boolean> {
  const waiting: { id: string; direction: string }[] = await platform.db.query(
    `select id, direction from bank_entry e where outcome = 'SUSPENSE' and not exists (select from bank_entry_settlement where entry_id = e.id)
     order by booked_on, file_id, position`,
  );
  const entry = waiting[pick % Math.max(waiting.length, 1)];
  if (!entry) return false;
  const input = { idempotencyKey: key, entryId: globalId('BankEntry', entry.id) };
  if (entry.direction === 'DEBIT') return (await discardBankEntry(platform, agent, { ...input, note: 'Put right' })).ok;
  if (yes) return (await assignBankEntry(platform, agent, { ...input, caseId })).ok;
  return (await returnBankEntry(platform, agent, { ...input, note: 'Sent back' })).ok;
}

/** Any payment there is did not hold. */
export async function reverse(platform: TestPlatform, { pick }: Draw): Promise<boolean> {
  const payments: { id: string; caseId: string }[] = await platform.db.query(
    'select id, case_id as "caseId" from payment where id not in (select payment_id from payment_reversal) order by id',
  );
  const payment = payments[pick % Math.max(payments.length, 1)];
  if (!payment) return false;
  const amount = await platform.db.transaction(async (tx) => {
    const row = (await lockCase(tx, null, payment.caseId))!;
    const on = platform.clock.today();
    return reversePayment(tx, platform, row, { paymentId: payment.id, on, reported: null, actor: agent.subject });
  });
  expect(amount).not.toBeNull();
  return true;
}

/** Money for a case that is closed. */
export async function afterClosing(platform: TestPlatform, { pick, share }: Draw): Promise<boolean> {
  const closed: { id: string; currency: string }[] = await platform.db.query(
    `select id, trim(currency) as currency from collection_case where status = 'CLOSED' order by serial`,
  );
  const chosen = closed[pick % Math.max(closed.length, 1)];
  if (!chosen) return false;
  const amount = { amount: formatAmount(BigInt(share), chosen.currency), currency: chosen.currency };
  const caseId = globalId('Case', chosen.id);
  const result = await recordPayment(platform, agent, { caseId, amount, receivedOn: platform.clock.today() });
  expect(result.ok).toBe(true);
  return true;
}

/** What was paid too much on a case is given back: by the next payout file, or by a transfer made already. */
export async function refund(platform: TestPlatform, key: string, { pick, yes }: Draw): Promise<boolean> {
  const overpaid: { id: string }[] = await platform.db.query(
    `select case_id as id from posting where credit_account = 'suspense' group by case_id order by min(seq)`,
  );
  const chosen = overpaid[pick % Math.max(overpaid.length, 1)];
  if (!chosen) return false;
  const way = yes ? { account: platform.agency.accounts.FI } : { payoutReference: `T ${pick}` };
  const order = { idempotencyKey: key, caseId: globalId('Case', chosen.id), ...way };
  return (await refundSurplus(platform, agent, order)).ok;
}

/** The bank says of a transfer on its way that it was made, or that it could not be. */
export async function bankAnswers(platform: TestPlatform, { pick, share }: Draw): Promise<boolean> {
  const sent: { reference: string; minor: string; currency: string }[] = await platform.db.query(
    `select reference, amount_minor as minor, trim(amount_currency) as currency from payout
     where file_id is not null and paid_on is null order by reference`,
  );
  const payout = sent[pick % Math.max(sent.length, 1)];
  if (!payout) return false;
  const told = { reference: payout.reference, on: platform.clock.today() };
  return platform.db.transaction((tx) =>
    share % 3 === 0
      ? rejectPayout(tx, { ...told, reason: 'Account closed' })
      : confirmPayout(tx, { ...told, amount: money(BigInt(payout.minor), payout.currency) }),
  );
}
