import type { ConditionType } from '../../src/domain/facts.js';
import { refused, success } from '../../src/domain/result.js';
import { globalId } from '../../src/graphql/ids.js';
import { addJob } from '../../src/jobs/queue.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { disputeCase } from '../../src/modules/disputes/dispute.commands.js';
import { resolveDispute } from '../../src/modules/disputes/resolve.commands.js';
import { pauseCase, resumeCase } from '../../src/modules/cases/hold.commands.js';
import { recordDebtorCondition } from '../../src/modules/debtors/condition.commands.js';
import { recordCreditNote } from '../../src/modules/payments/credit-note.commands.js';
import { sendReferralDocument, sendReferralMessage } from '../../src/modules/referrals/message.commands.js';
import type { PartnerNetwork } from '../../src/partners/partner.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent } from '../setup/platform.js';
import { START, useAgency } from './agency.js';
import { ask, staffOf } from './graph.js';
import { addPartner, handOver, referralRow } from './referrals.js';

const db = useDatabase();
const drill = useAgency(db);

/** The platform with a network that writes down what it is told. */
function listening(answer: 'done' | 'unsupported' = 'done') {
  const told: string[] = [];
  const note = (what: string): ReturnType<PartnerNetwork['pause']> => {
    told.push(what);
    return Promise.resolve(
      answer === 'done'
        ? success(null)
        : refused({ code: 'UNSUPPORTED', retry: false, detail: 'they have no call for it' }),
    );
  };
  const platform = drill.withNetwork({
    pause: (_at, { paused, reason }) => note(`${paused ? 'rest' : 'go on'}: ${reason}`),
    sendMessage: (_at, { text }) => note(`message: ${text}`),
    sendDocument: (_at, { fileName, content }) => note(`document: ${fileName} ${content.length}`),
  });
  return { platform, told };
}

test('a partner rests a case while it is paused or disputed here, and goes on with it afterwards', async () => {
  const { caseId } = await drill.submitted();
  const { platform, told } = listening();
  const id = globalId('Case', caseId);
  await pauseCase(platform, agent, id, 'Talks');
  await drainJobs(platform);
  await resumeCase(platform, agent, id);
  await drainJobs(platform);
  await disputeCase(platform, agent, { caseId: id, reason: 'Not delivered' });
  await drainJobs(platform);
  await resolveDispute(platform, agent, { caseId: id, upheld: false, resolution: 'It was.' });
  await drainJobs(platform);
  expect(told).toEqual(['rest: Talks', 'go on: ', 'rest: Not delivered', 'go on: It was.']);
});

test('what is over before anybody was told is passed over, and the last word counts', async () => {
  const { caseId } = await drill.submitted();
  const { platform, told } = listening();
  const id = globalId('Case', caseId);
  await pauseCase(platform, agent, id, 'Talks');
  await resumeCase(platform, agent, id);
  await pauseCase(platform, agent, id, 'More talks');
  await drainJobs(platform);
  expect(told).toEqual(['rest: More talks']);
});

/** Told of the debtor of a case; what the case then is. */
async function circumstance(platform: Platform, caseId: string, type: ConditionType, from = START) {
  const [{ id }] = await db.dataSource.query('select debtor_id as id from collection_case where id = $1', [caseId]);
  const told = await recordDebtorCondition(platform, agent, { debtorId: globalId('Debtor', id), type, from });
  expect(told.ok).toBe(true);
  await drainJobs(platform);
  const [row] = await db.dataSource.query('select status, hold_reason as "holdReason" from collection_case where id = $1', [caseId]);
  return row as { status: string; holdReason: string | null };
} // prettier-ignore

test('a partner rests a case whose debtor may not be asked to pay, and is told why and nothing more', async () => {
  const { platform, told } = listening();
  const [bankrupt, restructured, guarded] = [
    (await drill.submitted()).caseId,
    (await drill.submitted()).caseId,
    (await drill.submitted()).caseId,
  ];
  expect(await circumstance(platform, bankrupt, 'BANKRUPTCY')).toEqual({
    status: 'ON_HOLD', holdReason: 'INSOLVENCY_PROCEEDINGS',
  }); // prettier-ignore
  await resumeCase(platform, agent, globalId('Case', bankrupt));
  await drainJobs(platform);
  expect(told).toEqual(['rest: The debtor is bankrupt.', 'go on: ']);
  // What does not stop the case is not the partner's to know.
  expect(await circumstance(platform, guarded, 'PROTECTED_ADDRESS')).toEqual({ status: 'REGISTERED', holdReason: null });
  expect(told).toHaveLength(2);
  // A dispute holds the case already: the partner is told of the other reason too, and that one stays when it is resolved.
  const id = globalId('Case', restructured);
  await disputeCase(platform, agent, { caseId: id, reason: 'Not delivered' });
  await drainJobs(platform);
  expect(await circumstance(platform, restructured, 'DEBT_RESTRUCTURING')).toEqual({ status: 'ON_HOLD', holdReason: 'DISPUTE' });
  await resolveDispute(platform, agent, { caseId: id, upheld: false, resolution: 'It was.' });
  await drainJobs(platform);
  const restructuring = "rest: The debtor's debts are being restructured.";
  expect(told.slice(2)).toEqual(['rest: Not delivered', restructuring, restructuring]);
}); // prettier-ignore

test.each([
  ['MINOR', 'rest: The debtor is a minor.'],
  ['DECEASED', 'rest: The debtor has died.'],
] as const)('so it is for a person: %s', async (type, said) => {
  const { platform, told } = listening();
  const { caseId } = await drill.submitted();
  await db.dataSource.query(`update debtor set type = 'PERSON' where id = (select debtor_id from collection_case where id = $1)`, [caseId]);
  expect(await circumstance(platform, caseId, type)).toEqual({ status: 'ON_HOLD', holdReason: 'MISSING_INFORMATION' });
  expect(told).toEqual([said]);
}); // prettier-ignore

test('an agency in the graph reads of such a circumstance, and of no other', async () => {
  const partnerId = await addPartner(db.dataSource, 'exchange');
  const { caseId } = await handOver(db.dataSource, partnerId, { on: START });
  await drainJobs(drill.platform);
  await circumstance(drill.platform, caseId, 'PROTECTED_ADDRESS');
  await circumstance(drill.platform, caseId, 'BANKRUPTCY');
  const query = 'query ($id: ID!) { case(id: $id) { status holdReason events(first: 50) { edges { node { type text } } } } }';
  const seen = (await ask(drill.platform, staffOf(partnerId), query, { id: globalId('Case', caseId) }))['case']!;
  expect(seen).toMatchObject({ status: 'ON_HOLD', holdReason: 'INSOLVENCY_PROCEEDINGS' });
  const events = seen['events']!['edges']!.map(({ node }) => node!);
  expect(events.filter(({ type }) => type === 'debtorCondition').map(({ text }) => text)).toEqual([
    expect.stringMatching(/^About the debtor: in bankruptcy, from /),
  ]);
}); // prettier-ignore

test('a case that was paused before anybody had it is told to rest once somebody has', async () => {
  const { caseId } = await handOver(db.dataSource, drill.partnerId, { on: START });
  const { platform, told } = listening();
  await pauseCase(platform, agent, globalId('Case', caseId), 'Talks');
  await drainJobs(platform);
  // Told twice under one key is told once.
  expect([...new Set(told)]).toEqual(['rest: Talks']);
});

test('messages and documents reach the sandbox agency once, also through an outage', async () => {
  const { referralId, reference } = await drill.submitted();
  const referral = globalId('Referral', referralId);
  await drill.control('PUT', 'faults', { lostAnswerRate: 1 });
  const content = Buffer.from('%PDF-1.7 test').toString('base64');
  const file = { referralId: referral, fileName: 'contract.pdf', mediaType: 'application/pdf', content };
  expect((await sendReferralMessage(drill.platform, agent, { referralId: referral, text: 'Call first.' })).ok).toBe(true);
  expect((await sendReferralDocument(drill.platform, agent, file)).ok).toBe(true);
  await drainJobs(drill.platform);
  const untold = await db.dataSource.query('select from referral_message where told_at is null union all select from referral_document where told_at is null');
  expect(untold).toHaveLength(2);
  await drill.control('PUT', 'faults', {});
  await drill.doEverything();
  const { cases } = (await drill.control('GET', 'cases')) as { cases: { reference: string; messages: number; documents: number }[] };
  expect(cases.find((each) => each.reference === reference)).toMatchObject({ messages: 1, documents: 1 });
  const left = await db.dataSource.query(
    'select from referral_message where referral_id = $1 and told_at is null union all select from referral_document where referral_id = $1 and told_at is null',
    [referralId],
  );
  expect(left).toEqual([]);
}); // prettier-ignore

test('a credit note that a network has no call for is told by a message, once', async () => {
  const { caseId, referralId } = await drill.submitted();
  const told: string[] = [];
  const platform = drill.withNetwork({
    creditNote: () =>
      Promise.resolve(refused({ code: 'UNSUPPORTED', retry: false, detail: 'they have no call for it' })),
    sendMessage: (_at, { text }) => Promise.resolve(success((told.push(text), null))),
  });
  const claims = await db.dataSource.query('select id from claim where case_id = $1', [caseId]);
  const note = {
    idempotencyKey: `credit of ${caseId}`,
    caseId: globalId('Case', caseId),
    claimId: globalId('Claim', claims[0].id),
    amount: { amount: '250.00', currency: 'EUR' },
    issuedOn: START,
    reference: 'K-1',
  };
  expect((await recordCreditNote(platform, agent, note)).ok).toBe(true);
  // The same once more under its key changes nothing.
  expect((await recordCreditNote(platform, agent, note)).ok).toBe(true);
  await drainJobs(platform);
  const [{ id: creditNoteId }] = await db.dataSource.query('select id from credit_note where case_id = $1', [caseId]);
  await addJob(db.dataSource, { name: 'tellCreditNote', payload: { creditNoteId } });
  await drainJobs(platform);
  expect(told).toEqual(['The creditor credited 250.00 EUR of invoice T-1 on 2026-06-01: so much less is owed.']);
  expect((await referralRow(db.dataSource, referralId)).last_error).toBeNull();
});

test('what a network has no call for stays untold, and is noted', async () => {
  const { caseId, referralId } = await drill.submitted();
  const { platform } = listening('unsupported');
  await pauseCase(platform, agent, globalId('Case', caseId), 'Talks');
  await sendReferralMessage(platform, agent, { referralId: globalId('Referral', referralId), text: 'Call first.' });
  await drainJobs(platform);
  expect((await referralRow(db.dataSource, referralId)).last_error).toBe('UNSUPPORTED: they have no call for it');
  const [message] = await db.dataSource.query('select told_at from referral_message where referral_id = $1', [
    referralId,
  ]);
  expect(message.told_at).toBeNull();
  expect(await db.dataSource.query('select from graphile_worker.jobs')).toEqual([]);
});
