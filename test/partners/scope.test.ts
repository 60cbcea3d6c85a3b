import { globalId } from '../../src/graphql/ids.js';
import { drainJobs } from '../../src/jobs/worker.js';
import {
  acceptReferral, answerInquiry, askInquiry, declineReferral, reportReferral, reportReferralPayment,
} from '../../src/modules/referrals/referral.commands.js'; // prettier-ignore
import { exchangeNetwork } from '../../src/partners/exchange.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { TEST_DATE, testPlatform } from '../setup/platform.js';
import { addPartner, handOver } from './referrals.js';

const db = useDatabase();
const staffOf = (partnerId: string): Viewer => ({
  subject: `staff@${partnerId}.example`,
  roles: ['PARTNER'],
  creditorId: null,
  partnerId,
});

/** Everything a mutation of a partner could change, as text. */
async function everything(): Promise<string> {
  const tables = ['collection_case', 'referral', 'inquiry', 'payment', 'posting', 'case_event', 'routing_decision'];
  const rows = await db.dataSource.query(
    `select ${tables.map((table) => `(select json_agg(t order by id) from ${table} t) as ${table}`).join(', ')},
       (select count(*) from graphile_worker.jobs) as jobs`,
  );
  return JSON.stringify(rows);
}

type Mutation = (platform: Platform, viewer: Viewer, referralId: string) => Promise<unknown>;

const MUTATIONS: readonly (readonly [string, Mutation])[] = [
  ['acceptReferral', (platform, viewer, id) => acceptReferral(platform, viewer, id, 'X-1')],
  ['declineReferral', (platform, viewer, id) => declineReferral(platform, viewer, id, 'No capacity')],
  ['reportReferral', (platform, viewer, id) => reportReferral(platform, viewer, { referralId: id, status: 'ACTIVE' })],
  [
    'reportReferral CLOSED',
    (platform, viewer, id) =>
      reportReferral(platform, viewer, { referralId: id, status: 'CLOSED', closeReason: 'UNECONOMICAL' }),
  ],
  [
    'reportReferralPayment',
    (platform, viewer, id) =>
      reportReferralPayment(platform, viewer, {
        referralId: id,
        amount: { amount: '10.00', currency: 'EUR' },
        receivedOn: TEST_DATE,
      }),
  ],
  ['askInquiry', (platform, viewer, id) => askInquiry(platform, viewer, { referralId: id, question: 'Why?' })],
];

describe('a partner with a referral of its own', () => {
  let platform: Platform;
  let stranger: Viewer;
  let theirs: { referral: string; inquiry: string };

  beforeAll(async () => {
    platform = await testPlatform(db.dataSource, { networks: { exchange: exchangeNetwork } });
    const [own, other] = [await addPartner(db.dataSource, 'exchange'), await addPartner(db.dataSource, 'exchange')];
    await handOver(db.dataSource, own);
    const { referralId } = await handOver(db.dataSource, other);
    await drainJobs(platform);
    stranger = staffOf(own);
    const referral = globalId('Referral', referralId);
    const asked = await askInquiry(platform, staffOf(other), {
      referralId: referral,
      question: 'Is there a contract?',
    });
    if (!asked.ok) throw new Error('the question was not taken');
    theirs = { referral, inquiry: globalId('Inquiry', asked.value) };
  });

  test.each(MUTATIONS)('does not find another’s with %s, and changes nothing', async (_name, mutation) => {
    const before = await everything();
    for (const id of [theirs.referral, theirs.inquiry]) {
      expect(await mutation(platform, stranger, id)).toMatchObject({
        ok: false,
        refusal: [{ code: 'NOT_FOUND', field: ['referralId'] }],
      });
    }
    expect(await everything()).toBe(before);
  });

  test('does not find another’s inquiry, and changes nothing', async () => {
    const before = await everything();
    for (const inquiryId of [theirs.inquiry, theirs.referral]) {
      expect(await answerInquiry(platform, stranger, { inquiryId, answer: 'Yes.' })).toMatchObject({
        ok: false,
        refusal: [{ code: 'NOT_FOUND', field: ['inquiryId'] }],
      });
    }
    expect(await everything()).toBe(before);
  });
});
