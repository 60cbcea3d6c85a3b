import { parseAmount } from '../../src/domain/money.js';
import { refused, success, type Result } from '../../src/domain/result.js';
import { globalId, keyOf, uuidv7 } from '../../src/graphql/ids.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { exchangeNetwork } from '../../src/partners/exchange.js';
import type { CollectionOrder, PartnerFault, PartnerNetwork, PartnerReport } from '../../src/partners/partner.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { ask, mutate, staffOf, type Answered } from '../partners/graph.js';
import { addPartner } from '../partners/referrals.js';
import { createClone, dropClone } from '../setup/database.js';
import { agent, testPlatform } from '../setup/platform.js';
import { ON, type Drill, type Heard, type Saying } from './drill.js';

// A member agency that works in our own graph. There is nothing between us and it but the graph, so that is what stands behind
// the port here: what is told is told by our own people's mutations, said by the agency's, and each side is asked what it sees.

const ERRORS = 'userErrors { code field message }';

/** A mutation with one argument `input`: its name, the type of that and the input itself. */
type Deed = readonly [name: string, type: string, input: object];

/** What the agency does to say something of a referral. */
function deedOf(referralId: string, saying: Saying, key: string): Deed {
  const [about, once] = [{ referralId }, { referralId, idempotencyKey: key }];
  switch (saying.kind) {
    case 'PAYMENT': {
      const { amount, currency } = saying;
      const input = { ...once, amount: { amount, currency }, receivedOn: ON };
      return ['reportReferralPayment', 'ReportReferralPaymentInput', input];
    }
    case 'REVERSAL': {
      const input = { ...about, paymentId: saying.of, reversedOn: ON };
      return ['reverseReferralPayment', 'ReverseReferralPaymentInput', input];
    }
    case 'COST': {
      const { amount, currency, text } = saying;
      const input = { ...once, amount: { amount, currency }, text, incurredOn: ON };
      return ['reportReferralCost', 'ReportReferralCostInput', input];
    }
    case 'REMITTANCE': {
      const { amount, currency, payments: paymentIds } = saying;
      const input = { ...once, amount: { amount, currency }, paymentIds, remittedOn: ON };
      return ['reportReferralRemittance', 'ReportReferralRemittanceInput', input];
    }
    case 'PHASE':
      return ['reportReferralPhase', 'ReportReferralPhaseInput', { ...about, phase: saying.phase }];
    case 'UNKNOWN_PHASE':
      return ['reportReferralPhase', 'ReportReferralPhaseInput', { ...about, phase: saying.word }];
    case 'UNKNOWN_STATUS':
      return ['reportReferral', 'ReportReferralInput', { ...about, status: saying.word }];
    case 'MESSAGE':
      return ['sendReferralMessage', 'ReferralMessageInput', { ...about, text: saying.text }];
    case 'INQUIRY':
      return ['askInquiry', 'AskInquiryInput', { ...about, question: saying.question }];
    case 'DOCUMENT': {
      const { fileName, mediaType, content } = saying;
      const input = { ...about, fileName, mediaType, content: content.toString('base64') };
      return ['sendReferralDocument', 'ReferralDocumentInput', input];
    }
  }
}

// What we have of what the agency said, in the order it came.
const SAID = `select kind, id, minor, currency, text, payments from (
    select 'PAYMENT' as kind, 'Payment:' || id as id, coalesce(original_amount_minor, amount_minor)::text as minor,
      coalesce(original_currency, amount_currency) as currency, null as text, null::text[] as payments, created_at as at
    from payment where referral_id = $1
    union all select 'REVERSAL', 'reversal:' || payment_id, null, null, 'Payment:' || payment_id, null, created_at
    from payment_reversal where referral_id = $1
    union all select 'COST', id::text, amount_minor::text, amount_currency, text, null, created_at from partner_cost where referral_id = $1
    union all select 'REMITTANCE', m.id::text, m.amount_minor::text, m.amount_currency, null,
      array(select distinct 'Payment:' || payment_id from posting where idempotency_key like 'remittance:' || m.id || ':%'), m.created_at
    from remittance m where m.referral_id = $1
    union all select 'MESSAGE', id::text, null, null, text, null, sent_at from referral_message
    where referral_id = $1 and direction = 'FROM_PARTNER'
    union all select 'DOCUMENT', 'ReferralDocument:' || id, null, null, file_name, null, sent_at from referral_document
    where referral_id = $1 and direction = 'FROM_PARTNER'
    union all select 'INQUIRY', 'Inquiry:' || id, null, null, question, null, asked_at from inquiry where referral_id = $1
    union all select 'PHASE', 'phase', null, null, phase, null, 'infinity' from referral where id = $1 and phase is not null
  ) said order by at, id`;

interface SaidRow {
  readonly kind: 'PAYMENT' | 'REVERSAL' | 'COST' | 'REMITTANCE' | 'MESSAGE' | 'DOCUMENT' | 'INQUIRY' | 'PHASE';
  readonly id: string;
  readonly minor: string | null;
  readonly currency: string | null;
  readonly text: string | null;
  readonly payments: readonly string[] | null;
}

function reportOf({ kind, id, minor, currency, text, payments }: SaidRow): PartnerReport {
  const amount = { minor: BigInt(minor ?? 0), currency: currency ?? '' };
  const said = { id, text: text ?? '', on: ON };
  switch (kind) {
    case 'PAYMENT':
      return { kind, id, amount, receivedOn: ON };
    case 'REVERSAL':
      return { kind, id, of: said.text, on: ON };
    case 'COST':
      return { kind, ...said, amount };
    case 'REMITTANCE':
      return { kind, id, amount, payments: payments ?? [], on: ON };
    case 'MESSAGE':
      return { kind, ...said };
    case 'DOCUMENT':
      return { kind, id, fileName: said.text, on: ON };
    case 'INQUIRY':
      return { kind, id, question: said.text, on: ON };
    case 'PHASE':
      return { kind, id, phase: said.text as 'LEGAL', on: ON, standing: true };
  }
}

const fault = (code: PartnerFault['code'], detail: string) => refused<PartnerFault>({ code, retry: false, detail });

/** The graph, as our own people's half of the port. A reference is the global id of the referral. */
function graphNetwork(platform: Platform): PartnerNetwork {
  const creditors = new Map<string, string>();
  const told = new Set<string>();

  /** Tells something once for its key. What has no key of its own in the graph is refused the second time: it is so already. */
  async function tell(key: string, [name, type, input]: Deed): Promise<Result<null, PartnerFault>> {
    const { userErrors } = await mutate(platform, agent, name, type, input, ERRORS);
    const codes = userErrors!.map(({ code }) => code);
    const again = told.has(`${name} ${key}`) && codes.every((code) => String(code) === 'INVALID_STATE');
    told.add(`${name} ${key}`);
    return again || codes.length === 0 ? success(null) : fault('REFUSED', JSON.stringify(userErrors));
  }
  const caseOf = async (reference: string): Promise<Answered | null> => {
    const text = `query ($id: ID!) { node(id: $id) { ... on Referral { case { id claims { id invoiceNumber } } } } }`;
    const id = globalId('Referral', keyOf('Referral', reference) ?? reference);
    return (await ask(platform, agent, text, { id }))['node']?.['case'] ?? null;
  };
  const about = async (reference: string) => ({ caseId: (await caseOf(reference))!['id'] });
  const said = async (reference: string): Promise<Result<PartnerReport[], PartnerFault>> => {
    if (!(await caseOf(reference))) return fault('NOT_FOUND', 'no such referral');
    const rows: SaidRow[] = await platform.db.query(SAID, [keyOf('Referral', reference)]);
    return success(rows.map(reportOf));
  };
  const decimal = ({ minor, currency }: { minor: bigint; currency: string }) => {
    const text = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
    expect(parseAmount(text, currency)).toBe(minor);
    return { amount: text, currency };
  };

  return {
    ...exchangeNetwork,
    async submit(order) {
      const creditorId = creditors.get(order.idempotencyKey) ?? (await addCreditor(platform));
      creditors.set(order.idempotencyKey, creditorId);
      const input = caseInput(order, creditorId, decimal(order.claims[0]!.principal));
      const text = `case { referral { id } } ${ERRORS}`;
      const answer = await mutate(platform, agent, 'registerCase', 'RegisterCaseInput', input, text);
      await drainJobs(platform);
      const [problem] = answer['userErrors']!;
      if (!problem) return success({ externalReference: String(answer['case']!['referral']!['id']) });
      const code = String(problem['code']) === 'IDEMPOTENCY_KEY_REUSED' ? 'CONFLICT' : 'REFUSED';
      return fault(code, String(problem['message']));
    },
    async withdraw(reference, key, reason) {
      const answer = await tell(key, ['withdrawCase', 'WithdrawCaseInput', { ...(await about(reference)), reason }]);
      await drainJobs(platform);
      return answer;
    },
    async pause(reference, { idempotencyKey, reason }) {
      const text = `mutation ($caseId: ID!, $reason: String!) { pauseCase(caseId: $caseId, reason: $reason) { ${ERRORS} } }`;
      const { userErrors } = (await ask(platform, agent, text, { ...(await about(reference)), reason }))['pauseCase']!;
      const again = told.has(idempotencyKey) && userErrors!.every(({ code }) => String(code) === 'INVALID_STATE');
      told.add(idempotencyKey);
      return again || userErrors!.length === 0 ? success(null) : fault('REFUSED', JSON.stringify(userErrors));
    },
    async creditNote(reference, { idempotencyKey, invoiceNumber, amount, on: issuedOn }) {
      const { id: caseId, claims } = (await caseOf(reference))!;
      const claimId = claims!.find((claim) => String(claim['invoiceNumber']) === invoiceNumber)!['id'];
      const input = { idempotencyKey, caseId, claimId, amount: decimal(amount), issuedOn, reference: 'K-1' };
      return tell(idempotencyKey, ['recordCreditNote', 'RecordCreditNoteInput', input]);
    },
    sendMessage: (referralId, { idempotencyKey, text }) =>
      tell(idempotencyKey, ['sendReferralMessage', 'ReferralMessageInput', { referralId, idempotencyKey, text }]),
    sendDocument: (referralId, { idempotencyKey, content, ...named }) => {
      const input = { referralId, idempotencyKey, ...named, content: content.toString('base64') };
      return tell(idempotencyKey, ['sendReferralDocument', 'ReferralDocumentInput', input]);
    },
    notifyPayment: async (reference, { idempotencyKey, amount, receivedOn }) => {
      const input = { ...(await about(reference)), idempotencyKey, amount: decimal(amount), receivedOn };
      return tell(idempotencyKey, ['recordPayment', 'RecordPaymentInput', input]);
    },
    answerInquiry: (_reference, inquiryId, answer) =>
      tell(inquiryId, ['answerInquiry', 'AnswerInquiryInput', { inquiryId, answer }]),
    fetchReports: said,
    async fetchDocument(reference, documentId) {
      const text = `query ($id: ID!) { node(id: $id) { ... on ReferralDocument { fileName mediaType content } } }`;
      const found = (await ask(platform, agent, text, { id: documentId }))['node'];
      if (!found || !(await caseOf(reference))) return fault('NOT_FOUND', 'no such document');
      const content = Buffer.from(String(found['content']), 'base64');
      return success({ fileName: String(found['fileName']), mediaType: String(found['mediaType']), content });
    },
    async fetchTotals(reference) {
      const all = await said(reference);
      if (!all.ok) return all;
      const back = new Set(all.value.flatMap((report) => (report.kind === 'REVERSAL' ? [report.of] : [])));
      const held = all.value.flatMap((each) => (each.kind === 'PAYMENT' && !back.has(each.id) ? [each.amount] : []));
      const minor = held.reduce((total, amount) => total + amount.minor, 0n);
      return success({ collected: minor === 0n ? [] : [{ minor, currency: held[0]!.currency }], status: null });
    },
  };
}

function caseInput({ idempotencyKey, debtor, claims }: CollectionOrder, creditorId: string, principal: object): object {
  const { type, name, country, address } = debtor;
  return {
    idempotencyKey,
    creditorId,
    debtor: { type, name, country, address: address && { ...address, lines: [...address.lines] } },
    claims: claims.map((claim) => ({ ...claim, principal })),
  };
}

/** One for each case, for an invoice number is a creditor's once. */
async function addCreditor({ db }: Platform): Promise<string> {
  const id = uuidv7();
  await db.query(
    `insert into creditor (id, name, country, organisation_number, automation) values ($1, 'Test Creditor AS', 'NO', $2, 'AUTOMATIC')`,
    [id, id],
  );
  return globalId('Creditor', id);
}

const SEEN = `query ($id: ID!) { node(id: $id) { ... on Referral { messages { direction } documents { direction } inquiries { answer }
  case { holdReason creditNotes { amount { amount currency } }
    payments(first: 100) { edges { node { amount { amount currency } } } } } } } }`;

/** What the agency sees of a referral; of one that was taken back, nothing. */
async function seenBy(platform: Platform, partner: Viewer, id: string): Promise<Heard> {
  const seen = (await ask(platform, partner, SEEN, { id }))['node'];
  const toIt = (list: readonly Answered[]) => list.filter(({ direction }) => String(direction) === 'TO_PARTNER').length;
  const minor = ({ amount }: Answered) => ({
    minor: parseAmount(String(amount!['amount']), String(amount!['currency']))!,
    currency: String(amount!['currency']),
  });
  if (!seen) {
    return { withdrawn: true, paused: false, directPayments: [], credits: [], messages: 0, documents: 0, answers: 0 };
  }
  const row = seen['case']!;
  return {
    withdrawn: false,
    paused: String(row['holdReason']) === 'PAUSED',
    directPayments: row['payments']!['edges']!.map(({ node }) => minor(node!)),
    credits: row['creditNotes']!.map(minor),
    messages: toIt(seen['messages']!),
    documents: toIt(seen['documents']!),
    answers: seen['inquiries']!.filter(({ answer }) => answer !== null).length,
  };
}

/** A member agency at work in the graph, on a database of its own. */
export async function exchangeDrill(): Promise<Drill & { stop(): Promise<void> }> {
  const database = await createClone();
  const { dataSource } = database;
  const platform = await testPlatform(dataSource, { on: ON, networks: { exchange: exchangeNetwork } });
  const partner = staffOf(await addPartner(dataSource, 'exchange'));
  // A debtor pays in krónur too: 150 for a euro.
  await dataSource.query(`insert into exchange_rate values ('ISK', $1, 150)`, [ON]);
  let sayings = 0;
  return {
    network: graphNetwork(platform),
    unreachable: null,
    cannotTell: [],
    cannotSay: [],
    async say(reference, saying) {
      const [name, type, input] = deedOf(reference, saying, `said ${(sayings += 1)}`);
      const answer = await mutate(platform, partner, name, type, input, ERRORS).catch((error: Error) => {
        // A word that the graph does not know is no question of what the agency may do.
        if (/does not exist in|got invalid value/.test(error.message)) return null;
        throw error;
      });
      return answer?.['userErrors']!.length === 0 ? 'SAID' : 'REFUSED';
    },
    async count() {
      const seen = await ask(platform, partner, '{ referrals(first: 1) { totalCount } }');
      return Number(seen['referrals']!['totalCount']);
    },
    heard: (reference) => seenBy(platform, partner, reference),
    webhook: null,
    stop: () => dropClone(database),
  };
}
