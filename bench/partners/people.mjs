// What people do while the cases live: debtors, creditors, and our own.
import { amountOf } from './stage.mjs';

const ERRORS = 'userErrors { code field message }';

/** Every tenth debtor pays the creditor, in part or in full; every thirty-third case is taken back. */
export async function interfere(stage, cases, on) {
  let [directPayments, withdrawals] = [0, 0];
  for (const [index, caseId] of cases.entries()) {
    const [found] = await stage.rows(
      `select r.status, l.principal_minor as principal, l.principal_currency as currency
       from collection_case c join referral r on r.id = c.referral_id join claim l on l.case_id = c.id where c.id = $1`,
      [caseId.split(':')[1]],
    );
    // Declined by everybody: with a person.
    if (!found || found.status === 'DECLINED') continue;
    if (index % 10 === 3) {
      const minor = index % 20 === 3 ? Number(found.principal) : Math.floor(Number(found.principal) / 3);
      const amount = amountOf(minor, found.currency);
      await stage.act(`mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { ${ERRORS} } }`, {
        input: { caseId, amount, receivedOn: on },
      });
      directPayments += 1;
    } else if (index % 33 === 5) {
      await stage.act(`mutation ($input: WithdrawCaseInput!) { withdrawCase(input: $input) { ${ERRORS} } }`, {
        input: { caseId, reason: 'The creditor has forgiven the debt.' },
      });
      withdrawals += 1;
    }
  }
  return { directPayments, withdrawals };
}

// What the first agency collected before the day, of cases it still works: the newest payment that holds.
const AT_WORK = `select c.id, r.external_reference as reference,
    (select y.external_reference from payment y where y.referral_id = r.id and y.received_on < $2
       and not exists (select from payment_reversal v where v.payment_id = y.id) order by y.received_on desc, y.id limit 1) as payment
  from collection_case c join referral r on r.id = c.referral_id
  where r.status in ('ACTIVE', 'NEEDS_INFORMATION') and r.partner_id <> $1 and c.status <> 'CLOSED' order by c.reference`;

/** Every sixth case at work goes to another agency. Of those with money the first takes every other payment back meanwhile. */
export async function changeAgency(stage, toPartnerId, on) {
  const moved = (await stage.rows(AT_WORK, [toPartnerId, on])).filter((_, index) => index % 6 === 0);
  const taken = moved.filter(({ payment }) => payment !== null).filter((_, index) => index % 2 === 0);
  const moving = stage.act(
    `mutation ($input: MoveReferralsInput!) { moveReferrals(input: $input) { ${ERRORS} } }`,
    { input: {
      caseIds: moved.map(({ id }) => `Case:${id}`), toPartnerId: `Partner:${toPartnerId}`, reason: 'The contract has ended.',
    } },
  ); // prettier-ignore
  const takingBack = taken.map(({ reference, payment }) =>
    stage.control('POST', `cases/${reference}/reversal`, { payment }),
  );
  await Promise.all([moving, ...takingBack]);
  return { moved: moved.length, reversals: taken.length };
}

// An agency that had taken a payment off what it was to collect is told by a message that the payment did not hold, and the
// sandbox agency reads none: it ends as paid what is not.
const UNPAID = `select t.id from task t where t.kind = 'CLOSED_UNPAID' and t.closed_on is null and exists (
    select from payment y join payment_reversal v on v.payment_id = y.id
    where y.case_id = t.case_id and y.referral_id is distinct from t.referral_id)`;

/** A person lets go what is left of such a case. How many. */
export async function settleUnpaid(stage) {
  const open = await stage.rows(UNPAID);
  for (const { id } of open) {
    await stage.act(`mutation ($id: ID!, $note: String!) { settleTask(id: $id, note: $note) { ${ERRORS} } }`, {
      id: `Task:${id}`,
      note: 'The rest is let go.',
    });
  }
  return open.length;
}

// The debtor paid the creditor, and the agency before that was told of it.
const PAID_TWICE = `select t.id, t.case_id as "caseId" from task t where t.kind = 'MONEY_OWED_BACK' and t.closed_on is null
    and exists (select from payment y where y.case_id = t.case_id and y.referral_id is null)`;

/** A person gives such a debtor the second payment back, as soon as the agency has sent it on. How many. */
export async function giveBack(stage) {
  let given = 0;
  for (const { id, caseId } of await stage.rows(PAID_TWICE)) {
    const { userErrors } = await stage.ask(
      `mutation ($input: RefundSurplusInput!) { refundSurplus(input: $input) { ${ERRORS} } }`,
      { input: { idempotencyKey: id, caseId: `Case:${caseId}`, payoutReference: 'paid twice' } },
    );
    if (userErrors.some(({ code }) => code !== 'INVALID_STATE')) throw new Error(JSON.stringify(userErrors));
    if (userErrors.length === 0) given += 1;
  }
  return given;
}

/** Answers every question that waits for one. How many. */
export async function answerQuestions(stage) {
  const open = await stage.rows(
    `select i.id from inquiry i join referral r on r.id = i.referral_id where i.answer is null and r.status = 'NEEDS_INFORMATION'`,
  );
  let answered = 0;
  for (const { id } of open) {
    const { userErrors } = await stage.ask(
      `mutation ($input: AnswerInquiryInput!) { answerInquiry(input: $input) { ${ERRORS} } }`,
      { input: { inquiryId: `Inquiry:${id}`, answer: 'The order confirmation is attached.' } },
    );
    // The agency may have ended its work since we looked.
    if (userErrors.some(({ code }) => code !== 'INVALID_STATE')) throw new Error(JSON.stringify(userErrors));
    if (userErrors.length === 0) answered += 1;
  }
  return answered;
}
