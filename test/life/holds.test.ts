import { isoDate } from '../../src/domain/date.js';
import type { Refusal } from '../../src/domain/refusal.js';
import { globalId } from '../../src/graphql/ids.js';
import type { CaseResult } from '../../src/modules/cases/case.access.js';
import { disputeCase } from '../../src/modules/disputes/dispute.commands.js';
import { resolveDispute } from '../../src/modules/disputes/resolve.commands.js';
import { pauseCase, resumeCase, withdrawCase } from '../../src/modules/cases/hold.commands.js';
import { approveStep } from '../../src/modules/notices/approval.commands.js';
import { recordPayment } from '../../src/modules/payments/payment.commands.js';
import type { Viewer } from '../../src/platform.js';
import { agent } from '../setup/platform.js';
import { useDatabase } from '../setup/database.js';
import { creditorOf, hand, letters, openPlatform, outcome, rowOf, until, type Invented } from './world.js';

const db = useDatabase();

const NORWEGIAN: Invented = {
  country: 'NO', type: 'PERSON', principal: '1000.00', invoiceDate: '2026-05-18', dueDate: '2026-06-01',
}; // prettier-ignore

const refusals = (result: { ok: boolean; refusal?: readonly Refusal[] }) =>
  (result.refusal ?? []).map(({ code, text, field }) => [text ?? code, field?.join('.')]);

test('a case that was paused before it was disputed is still paused when the objection is dismissed', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-15');
  const caseId = globalId('Case', await hand(platform, NORWEGIAN));
  const held = () => rowOf(platform, caseId.slice('Case:'.length));
  await pauseCase(platform, agent, caseId, 'A lawyer looks at it');
  await disputeCase(platform, agent, { caseId, reason: 'Not mine' });
  expect(await held()).toMatchObject({ status: 'ON_HOLD', hold_reason: 'DISPUTE' });
  expect(outcome(await resolveDispute(platform, agent, { caseId, upheld: false, resolution: 'It is' }))).toBe('done');
  expect(await held()).toMatchObject({ status: 'ON_HOLD', hold_reason: 'PAUSED' });
  expect(await until(platform, '2026-06-20')).toBe(0);
  expect(outcome(await resumeCase(platform, agent, caseId))).toBe('done');
  expect(await held()).toMatchObject({ status: 'ACTIVE', hold_reason: null });
});

test('a withdrawal in the hour that only Finland has the new date is dated there, also where nobody works the case yet', async () => {
  const opened = await openPlatform(db.dataSource, '2026-06-02');
  const clock = {
    today: (zone?: string) => isoDate(zone === 'Europe/Helsinki' ? '2026-06-03' : '2026-06-02'),
    timeOfDay: () => '12:00',
  };
  const platform = { ...opened, clock };
  const id = await hand(platform, {
    country: 'FI', type: 'PERSON', principal: '10.00', invoiceDate: '2026-04-01', dueDate: '2026-05-01',
  }); // prettier-ignore
  await db.dataSource.query(`update collection_case set route_kind = 'MANUAL_REVIEW', status = 'REGISTERED' where id = $1`, [id]); // prettier-ignore
  const withdrawn = await withdrawCase(platform, agent, { caseId: globalId('Case', id), reason: 'Mistake' });
  expect(outcome(withdrawn)).toBe('done');
  expect(await rowOf(platform, id)).toMatchObject({ closed_on: '2026-06-03' });
});

describe('texts that cannot be stored or shown are refused', () => {
  const acts: Record<string, (platform: Awaited<ReturnType<typeof openPlatform>>, caseId: string, text: string) => Promise<CaseResult>> = {
    pauseCase: (platform, caseId, text) => pauseCase(platform, agent, caseId, text),
    withdrawCase: (platform, caseId, reason) => withdrawCase(platform, agent, { caseId, reason }),
    disputeCase: (platform, caseId, reason) => disputeCase(platform, agent, { caseId, reason }),
    resolveDispute: (platform, caseId, resolution) => resolveDispute(platform, agent, { caseId, upheld: true, resolution }),
  }; // prettier-ignore
  const unprintable = ['a\u0000', 'a\ud800b', 'a\u202eb'];

  test.each(Object.keys(acts))('%s', async (name) => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const caseId = globalId('Case', await hand(platform, NORWEGIAN));
    for (const text of unprintable) {
      expect(refusals(await acts[name]!(platform, caseId, text))).toEqual([
        ['INVALID_INPUT.unprintable', name === 'resolveDispute' ? 'resolution' : 'reason'],
      ]);
    }
    if (name !== 'resolveDispute') expect(outcome(await acts[name]!(platform, caseId, 'two\r\nlines'))).toBe('done');
  });

  test('the reference of a payment, which is also no longer than a bank transfers', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const caseId = globalId('Case', await hand(platform, NORWEGIAN));
    const input = { caseId, amount: { amount: '1.00', currency: 'NOK' }, receivedOn: isoDate('2026-06-15') };
    const refer = (reference: string) => recordPayment(platform, agent, { ...input, reference });
    for (const text of unprintable) {
      expect(refusals(await refer(text))).toEqual([['INVALID_INPUT.unprintable', 'reference']]);
    }
    expect(refusals(await refer('x'.repeat(141)))).toEqual([['INVALID_INPUT.tooLong', 'reference']]);
    expect(outcome(await refer('x'.repeat(140)))).toBe('done');
    expect(outcome(await refer(' '))).toBe('done');
  });
});

test('every refusal says which part of the input it is about', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-15');
  const creditorId = await creditorOf(platform, { country: 'NO', automation: 'APPROVAL' });
  const id = await hand(platform, { ...NORWEGIAN, creditorId, invoiceDate: '2023-05-20', dueDate: '2023-06-20' });
  const caseId = globalId('Case', id);
  await until(platform, '2026-06-15');
  // Three years from the due date end on 20 June 2026.
  await platform.clock.moveTo(platform.db, isoDate('2026-06-21'));
  expect(refusals(await approveStep(platform, agent, caseId))).toEqual([['TIME_BARRED', 'caseId']]);

  const partnerId = '00000000-0000-7000-8000-000000000001';
  await platform.db.query(`insert into partner (id, name, network) values ($1, 'Test Agency', 'exchange')`, [
    partnerId,
  ]);
  const given = await hand(platform, { ...NORWEGIAN, creditorId });
  await platform.db.query(
    `with given as (insert into referral (id, case_id, creditor_id, partner_id, status)
       select $1, id, creditor_id, $1, 'ACTIVE' from collection_case where id = $2 returning id)
     update collection_case set referral_id = (select id from given), route_kind = 'PARTNER_NETWORK' where id = $2`,
    [partnerId, given],
  );
  const partner: Viewer = { subject: 'partner', roles: ['PARTNER'], creditorId: null, partnerId };
  expect(refusals(await pauseCase(platform, partner, globalId('Case', given), 'Wait'))).toEqual([
    ['FORBIDDEN.role', 'caseId'],
  ]);
});

test('two objections decided on one day are both answered', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-15');
  const id = await hand(platform, NORWEGIAN);
  const caseId = globalId('Case', id);
  for (const reason of ['Not delivered', 'Not ordered']) {
    expect(outcome(await disputeCase(platform, agent, { caseId, reason }))).toBe('done');
    const decided = await resolveDispute(platform, agent, { caseId, upheld: false, resolution: `${reason}: it was.` });
    expect(refusals(decided)).toEqual([]);
  }
  expect((await letters(platform, id)).filter((line) => line.startsWith('OBJECTION_ANSWER'))).toHaveLength(2);
});
