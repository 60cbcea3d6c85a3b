import { isoDate } from '../../src/domain/date.js';
import { passDays } from '../../src/jobs/daily.js';
import { globalId, uuidv7 } from '../../src/graphql/ids.js';
import { pauseCase, resumeCase, withdrawCase } from '../../src/modules/cases/hold.commands.js';
import { disputeCase } from '../../src/modules/disputes/dispute.commands.js';
import { resolveDispute } from '../../src/modules/disputes/resolve.commands.js';
import { recordPayment } from '../../src/modules/payments/payment.commands.js';
import type { Platform } from '../../src/platform.js';
import { agent } from '../setup/platform.js';
import { useDatabase } from '../setup/database.js';
import { accounts, hand, lastSpread, openPlatform, outcome, rowOf } from './world.js';

const db = useDatabase();

/** A case that a partner works; keys of case and referral. */
async function withPartner(
  platform: Platform,
  status: 'SUBMITTED' | 'ACTIVE' = 'ACTIVE',
): Promise<{ id: string; referralId: string }> {
  const id = await hand(platform, {
    country: 'SE',
    type: 'PERSON',
    principal: '1000.00',
    invoiceDate: '2026-04-01',
    dueDate: '2026-05-01',
  });
  const [partnerId, referralId] = [uuidv7(), uuidv7()];
  await platform.db.query(`insert into partner (id, name, network) values ($1, $2, 'exchange')`, [
    partnerId,
    `Test Agency ${partnerId}`,
  ]);
  await platform.db.query(
    `insert into referral (id, case_id, creditor_id, partner_id, status) select $1, id, creditor_id, $2, $3 from collection_case where id = $4`,
    [referralId, partnerId, status, id],
  );
  await platform.db.query(`update collection_case set route_kind = 'PARTNER_NETWORK', referral_id = $2 where id = $1`, [
    id,
    referralId,
  ]);
  return { id, referralId };
}

async function jobs(key: string): Promise<string[]> {
  const rows: { task: string }[] = await db.dataSource.query(
    `select task_identifier as task from graphile_worker.jobs where key like '%' || $1`,
    [key],
  );
  return rows.map((row) => row.task);
}

test('a payment to the creditor covers principal only, and the partner is told by a job', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-01');
  const { id } = await withPartner(platform);
  const result = await recordPayment(platform, agent, {
    caseId: globalId('Case', id),
    amount: { amount: '1000.00', currency: 'SEK' },
    receivedOn: platform.clock.today(),
    paidToCreditor: true,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  expect(await lastSpread(platform, id)).toEqual(['PRINCIPAL 1000.00']);
  expect(await jobs(result.value.paymentId)).toEqual(['notifyPartnerPayment']);
  // Without a law of ours neither interest nor costs run: the case is paid, and the creditor has its money.
  expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
  expect(await accounts(platform, id)).toEqual({});
});

test('a case withdrawn, or lost to an objection, is taken back from the partner by a job', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-01');
  const withdrawn = await withPartner(platform);
  expect(
    outcome(await withdrawCase(platform, agent, { caseId: globalId('Case', withdrawn.id), reason: 'Mistake' })),
  ).toBe('done');
  expect(await jobs(withdrawn.referralId)).toEqual(['withdrawReferral']);

  const lost = await withPartner(platform);
  const caseId = globalId('Case', lost.id);
  await disputeCase(platform, agent, { caseId, reason: 'Never ordered' });
  expect(await jobs(lost.referralId)).toEqual([]);
  expect(outcome(await resolveDispute(platform, agent, { caseId, upheld: true, resolution: 'True' }))).toBe('done');
  expect(await jobs(lost.referralId)).toEqual(['withdrawReferral']);
  expect(await accounts(platform, lost.id)).toEqual({});
});

test('a pause with a last day ends by itself, also where none of our countries is', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-01');
  const { id } = await withPartner(platform);
  await platform.db.query(`update collection_case set country = 'DE' where id = $1`, [id]);
  expect(outcome(await pauseCase(platform, agent, globalId('Case', id), 'Wait', isoDate('2026-06-05')))).toBe('done');
  await passDays(platform, isoDate('2026-06-05'));
  expect(await rowOf(platform, id)).toMatchObject({ status: 'ON_HOLD' });
  await platform.clock.moveTo(platform.db, isoDate('2026-06-06'));
  await passDays(platform, isoDate('2026-06-06'));
  expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE', hold_reason: null });
});

test('a case on hold goes back to where its partner has it', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-01');
  for (const [status, expected] of [
    ['SUBMITTED', 'REGISTERED'],
    ['ACTIVE', 'ACTIVE'],
  ] as const) {
    const { id } = await withPartner(platform, status);
    expect(outcome(await pauseCase(platform, agent, globalId('Case', id), 'Wait'))).toBe('done');
    expect(outcome(await resumeCase(platform, agent, globalId('Case', id)))).toBe('done');
    expect((await rowOf(platform, id)).status).toBe(expected);
  }
});
