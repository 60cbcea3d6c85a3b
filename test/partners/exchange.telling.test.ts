import { refused, success } from '../../src/domain/result.js';
import { globalId } from '../../src/graphql/ids.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { disputeCase, resolveDispute } from '../../src/modules/cases/dispute.commands.js';
import { pauseCase, resumeCase } from '../../src/modules/cases/hold.commands.js';
import { sendReferralDocument, sendReferralMessage } from '../../src/modules/referrals/message.commands.js';
import type { PartnerNetwork } from '../../src/partners/partner.js';
import { useDatabase } from '../setup/database.js';
import { agent } from '../setup/platform.js';
import { START, useAgency } from './agency.js';
import { handOver, referralRow } from './referrals.js';

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
