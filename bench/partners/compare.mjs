// What the two sides say of the same cases, held against each other case by case.
import { amountOf } from './stage.mjs';

/**
 * The status that a case must have with us by what the agency knows of it. What was taken back is WITHDRAWN, also where the agency
 * ended its work on the very day it was told to let go, and told of it after that.
 */
function statusOf({ status, withdrawnOn }) {
  if (status === 'declined') return 'DECLINED';
  if (withdrawnOn !== null) return 'WITHDRAWN';
  return status === 'closed' ? 'CLOSED' : status;
}

/** Amounts of a referral, added up by currency. */
const byCurrency = (rows) =>
  `(select coalesce(jsonb_object_agg(currency, minor), '{}') from (select amount_currency as currency, sum(amount_minor)::text as minor
     from ${rows} group by 1) sums)`;

// A case may have been with two agencies: what one brought, the other is told of as paid elsewhere.
const OURS = `select c.reference as "caseReference", p.name as agency, r.id, r.status, r.external_reference as reference, r.attempts, r.unanswered,
    ${byCurrency(`payment y where y.referral_id = r.id and not exists (select from payment_reversal v where v.payment_id = y.id)`)} as collected,
    ${byCurrency('partner_cost where referral_id = r.id')} as costs,
    ${byCurrency('remittance where referral_id = r.id')} as remitted,
    (select coalesce(sum(y.amount_minor), 0)::text from payment y where y.case_id = c.id and y.referral_id is distinct from r.id
       and not r.sent_order->'payments' ? y.id::text
       and (y.id = any(r.told_payments) or not exists (select from payment_reversal v where v.payment_id = y.id))) as direct,
    (select count(*)::int from inquiry where referral_id = r.id) as asked,
    (select count(*)::int from inquiry where referral_id = r.id and answer is not null) as answered
  from referral r join collection_case c on c.id = r.case_id join partner p on p.id = r.partner_id
  where r.attempts > 0`;

/** Things that must not be there at the end, with how to count them. */
const STUCK = {
  'jobs left in the queue': 'select count(*) from graphile_worker.jobs',
  'referrals that have not ended': `select count(*) from referral where status not in ('CLOSED', 'DECLINED', 'WITHDRAWN')`,
  'cases left to a person because the partner could not be told': `select count(*) from case_event where type = 'referralUnsettled'`,
  'payments that could not be booked': `select count(*) from case_event where type = 'paymentNotBooked'`,
  'ended referrals whose partner has not let go':
    'select count(*) from referral where attempts > 0 and released_at is null',
  'currencies in which the ledger does not add up to nothing': `select count(*) from (select currency from (
      select currency, debit_account, amount_minor as amount from posting
      union all select currency, credit_account, -amount_minor from posting) entries group by currency having sum(amount) <> 0) wrong`,
  'closed cases whose receivable is not nothing': `select count(*) from collection_case where status = 'CLOSED' and booked_outstanding_minor <> 0`,
};

/** What is left to a person because the two sides differ, or one could not be told or understood. */
const OPEN_TASKS = `select c.reference, t.kind, t.params from task t join collection_case c on c.id = t.case_id where t.closed_on is null
    and t.kind in ('TOTALS_DIFFER', 'STATUS_DIFFERS', 'REMITTANCE_NOT_BOOKED', 'HANDOVER_UNSETTLED', 'PARTNER_TO_BE_TOLD',
      'CLOSED_UNPAID', 'MONEY_OWED_BACK', 'PAYMENT_DAY_DOUBTFUL', 'HANDOVER_LATE', 'REPORT_UNREADABLE')`;

/** Lines for the report, and every difference as a sentence. `expected` counts the cases registered, each once with an agency at least. */
export async function compare(stage, expected) {
  const { cases } = await stage.control('GET', 'cases');
  const ours = await stage.rows(OURS);
  const differences = [];
  if (cases.length !== ours.length)
    differences.push(`the agencies have ${cases.length} cases, we ${ours.length} referrals`);
  const referred = new Set(ours.map((each) => each.caseReference)).size;
  if (referred !== expected) differences.push(`${referred} cases were referred, ${expected} were registered`);
  const theirs = new Map(cases.map((each) => [each.reference, each]));
  // The same case may be with two agencies, one after the other, and twice with none.
  if (new Set(cases.map((each) => `${each.agency} ${each.yourReference}`)).size !== cases.length) {
    differences.push('an agency has a case of ours twice');
  }
  for (const referral of ours) {
    for (const difference of differencesOf(referral, theirs.get(referral.reference))) {
      differences.push(`${referral.caseReference} (${referral.reference}): ${difference}`);
    }
  }
  for (const [what, query] of Object.entries(STUCK)) {
    const [{ count }] = await stage.rows(query);
    if (Number(count) > 0) differences.push(`${count} ${what}`);
  }
  const tasks = await stage.rows(OPEN_TASKS);
  differences.push(
    ...tasks.map((task) => `task left open on ${task.reference}: ${task.kind} ${JSON.stringify(task.params)}`),
  );
  return { lines: totalsOf(ours, cases), differences };
}

function differencesOf(ours, theirs) {
  if (!theirs) return ['the agency does not know it'];
  const pairs = {
    'our reference': [ours.caseReference, theirs.yourReference],
    agency: [ours.agency, theirs.agency],
    status: [ours.status, statusOf(theirs)],
    'money collected': [figures(ours.collected), figures(minorOf(theirs.collected))],
    costs: [figures(ours.costs), figures(minorOf(theirs.costs))],
    'money sent on': [figures(ours.remitted), figures(minorOf(theirs.remitted))],
    // Who has given a case back is told nothing more of it, and is not asked for anything but money.
    ...(ours.status === 'CLOSED' && {
      'paid to the creditor': [ours.direct, theirs.directPaymentsMinor],
      'questions asked': [ours.asked, theirs.questionsAsked],
      'questions answered': [ours.answered, theirs.questionsAnswered],
    }),
  };
  return Object.entries(pairs)
    .filter(([, [here, there]]) => here !== there)
    .map(([what, [here, there]]) => `${what} is ${here} with us, ${there} at the agency`);
}

/** Minor units of exact decimals, added up by currency. */
function minorOf(amounts) {
  const sums = {};
  for (const { amount, currency } of amounts) add(sums, currency, amount.replace('.', ''));
  return sums;
}

function add(sums, currency, minor) {
  sums[currency] = (BigInt(sums[currency] ?? 0) + BigInt(minor)).toString();
}

/** Sums as one text that is the same for the same money. */
const figures = (sums) =>
  Object.entries(sums)
    .filter(([, minor]) => minor !== '0')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, minor]) => `${amountOf(minor, currency).amount} ${currency}`)
    .join(' + ') || 'nothing';

function totalsOf(ours, cases) {
  const total = (all) => {
    const sums = {};
    for (const each of all) for (const [currency, minor] of Object.entries(each)) add(sums, currency, minor);
    return figures(sums);
  };
  const lineOf = (what, key) =>
    `${what}: ${total(ours.map((each) => each[key]))} with us, ${total(cases.map((each) => minorOf(each[key])))} at the agencies`;
  return [
    lineOf('Collected', 'collected'),
    lineOf('Costs', 'costs'),
    lineOf('Sent on', 'remitted'),
    `Compared case by case: ${ours.length} referrals with ${cases.length} cases`,
  ];
}
