// What the two sides say of the same cases, held against each other case by case.

/** The agency's last word on a case, and the status it must have led to with us. */
const STATUS_OF = { closed: 'CLOSED', declined: 'DECLINED', withdrawn: 'WITHDRAWN' };

const OURS = `select c.reference as "caseReference", r.id, r.status, r.external_reference as reference, r.attempts, r.unanswered,
    (select coalesce(sum(y.amount_minor), 0)::text from payment y where y.referral_id = r.id
       and not exists (select from payment_reversal v where v.payment_id = y.id)) as collected,
    (select coalesce(sum(amount_minor), 0)::text from partner_cost where referral_id = r.id) as costs,
    (select coalesce(sum(amount_minor), 0)::text from remittance where referral_id = r.id) as remitted,
    (select coalesce(sum(y.amount_minor), 0)::text from payment y where y.case_id = c.id and y.referral_id is null
       and not r.sent_order->'payments' ? y.id::text) as direct,
    (select count(*)::int from inquiry where referral_id = r.id) as asked,
    (select count(*)::int from inquiry where referral_id = r.id and answer is not null) as answered
  from referral r join collection_case c on c.id = r.case_id`;

/** Things that must not be there at the end, with how to count them. */
const STUCK = {
  'jobs left in the queue': 'select count(*) from graphile_worker.jobs',
  'referrals that have not ended': `select count(*) from referral where status not in ('CLOSED', 'DECLINED', 'WITHDRAWN')`,
  'cases left to a person because the partner could not be told': `select count(*) from case_event where type = 'referralUnsettled'`,
  'payments that could not be booked': `select count(*) from case_event where type = 'paymentNotBooked'`,
  'ended referrals whose partner has not let go': 'select count(*) from referral where released_at is null',
  'tasks open because the two sides differ or the partner could not be told': `select count(*) from task where closed_on is null
    and kind in ('TOTALS_DIFFER', 'STATUS_DIFFERS', 'REMITTANCE_NOT_BOOKED', 'HANDOVER_UNSETTLED', 'PARTNER_TO_BE_TOLD')`,
  'currencies in which the ledger does not add up to nothing': `select count(*) from (select currency from (
      select currency, debit_account, amount_minor as amount from posting
      union all select currency, credit_account, -amount_minor from posting) entries group by currency having sum(amount) <> 0) wrong`,
  'closed cases whose receivable is not nothing': `select count(*) from collection_case where status = 'CLOSED' and booked_outstanding_minor <> 0`,
};

/** Lines for the report, and every difference as a sentence. */
export async function compare(stage, expected) {
  const { cases } = await stage.control('GET', 'cases');
  const ours = await stage.rows(OURS);
  const differences = [];
  if (cases.length !== expected) differences.push(`the agency has ${cases.length} cases, ${expected} were referred`);
  if (ours.length !== expected) differences.push(`we have ${ours.length} referrals, ${expected} cases were registered`);
  const theirs = new Map(cases.map((each) => [each.reference, each]));
  if (new Set(cases.map((each) => each.yourReference)).size !== cases.length) {
    differences.push('the agency has a case of ours twice');
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
  return { lines: totalsOf(ours, cases), differences };
}

function differencesOf(ours, theirs) {
  if (!theirs) return ['the agency does not know it'];
  const pairs = {
    'our reference': [ours.caseReference, theirs.yourReference],
    status: [ours.status, STATUS_OF[theirs.status] ?? theirs.status],
    'money collected': [ours.collected, minorOf(theirs.collected)],
    costs: [ours.costs, minorOf(theirs.costs)],
    'money sent on': [ours.remitted, minorOf(theirs.remitted)],
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

/** Minor units of exact decimals, which are all in euro here. */
const minorOf = (amounts) =>
  amounts.reduce((total, { amount }) => total + BigInt(amount.replace('.', '')), 0n).toString();

function totalsOf(ours, cases) {
  const euro = (minor) => `${(Number(minor) / 100).toFixed(2)} EUR`;
  const total = (key) => ours.reduce((sum, each) => sum + BigInt(each[key]), 0n);
  const theirs = (key) => cases.reduce((sum, each) => sum + BigInt(minorOf(each[key])), 0n);
  return [
    `Collected: ${euro(total('collected'))} with us, ${euro(theirs('collected'))} at the agency`,
    `Costs: ${euro(total('costs'))} with us, ${euro(theirs('costs'))} at the agency`,
    `Sent on: ${euro(total('remitted'))} with us, ${euro(theirs('remitted'))} at the agency`,
    `Compared case by case: ${ours.length} referrals with ${cases.length} cases`,
  ];
}
