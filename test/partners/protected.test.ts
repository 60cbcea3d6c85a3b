import { execute, parse, type ExecutionResult } from 'graphql';
import { COMPUTED_FIELDS } from '../../src/computed-fields.js';
import { compiledReads } from '../../src/graphql/compiled-reads.js';
import { globalId } from '../../src/graphql/ids.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { reconcile } from '../../src/jobs/reconcile.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { recordDebtorCondition } from '../../src/modules/debtors/condition.commands.js';
import { exchangeNetwork } from '../../src/partners/exchange.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { schema as builtSchema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { agent, TEST_DATE, testPlatform } from '../setup/platform.js';
import { addPartner, handOver, referralRow } from './referrals.js';

const db = useDatabase();
const QUERY = `query ($id: ID!) { case(id: $id) { debtor { name address { lines city } conditions { type } } } }`;
const BERLIN = { lines: ['Teststraße 1'], city: 'Berlin' };

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform(db.dataSource, { networks: { exchange: exchangeNetwork } });
});

/** A case with a partner, handed over after its debtor's address was, or was not, told to be protected. */
async function handedOver(isProtected: boolean) {
  const partnerId = await addPartner(db.dataSource, 'exchange');
  const handover = await handOver(db.dataSource, partnerId);
  if (isProtected) {
    const rows: { id: string }[] = await db.dataSource.query(
      'select debtor_id as id from collection_case where id = $1',
      [handover.caseId],
    );
    const debtorId = globalId('Debtor', rows[0]!.id);
    const told = await recordDebtorCondition(platform, agent, { debtorId, type: 'PROTECTED_ADDRESS', from: TEST_DATE });
    expect(told.ok).toBe(true);
  }
  await drainJobs(platform);
  return handover;
}

/** The debtor as a reader meets it, through the compiled statement where there is one, and through the resolvers. */
async function readBothWays(caseId: string, viewer: Viewer, query = QUERY) {
  const reads = compiledReads(await builtSchema(), db.dataSource, db.url, COMPUTED_FIELDS, platform.onFault);
  try {
    const context = () => ({ platform, viewer, language: 'en' as const, loaders: new Loaders(db.dataSource, viewer) });
    const variables = { id: globalId('Case', caseId) };
    const compiled = await reads.answer(parse(query), null, variables, context());
    const resolved = (await execute({
      schema: await builtSchema(), document: parse(query), variableValues: variables, contextValue: context(),
    })) as ExecutionResult; // prettier-ignore
    expect(resolved.errors).toBeUndefined();
    const plain = JSON.parse(JSON.stringify(resolved.data)) as { case: { debtor: Record<string, unknown> } };
    return { compiled: compiled && (compiled.toJSON() as typeof plain).case.debtor, resolved: plain.case.debtor };
  } finally {
    await reads.close();
  }
}

const partnerOf = (partnerId: string): Viewer => ({
  subject: 'staff', roles: ['PARTNER'], creditorId: null, partnerId,
}); // prettier-ignore
const SHORT = QUERY.replace(' conditions { type }', '');

test('a protected address is on no copy of a partner, in the order it is sent nor in the graph', async () => {
  const { caseId, partnerId, referralId } = await handedOver(true);
  const { sent_order: order } = await referralRow(db.dataSource, referralId);
  expect(order!.debtor).toMatchObject({ name: 'Test Debtor GmbH', address: null });
  const seen = await readBothWays(caseId, partnerOf(partnerId), SHORT);
  expect(seen.resolved).toEqual({ name: 'Test Debtor GmbH', address: null });
  expect(seen.compiled).toEqual(seen.resolved);
  expect((await readBothWays(caseId, partnerOf(partnerId))).resolved).toMatchObject({ address: null, conditions: [] });
});

test('the agency itself reads it, and the circumstance', async () => {
  const { caseId } = await handedOver(true);
  const seen = await readBothWays(caseId, agent);
  expect(seen.resolved).toMatchObject({ address: BERLIN, conditions: [{ type: 'PROTECTED_ADDRESS' }] });
  expect((await readBothWays(caseId, agent, SHORT)).compiled).toMatchObject({ address: BERLIN });
});

test('of an address that comes to be protected at a partner a person is told, until what it holds is back', async () => {
  const { caseId, referralId, partnerId } = await handedOver(false);
  const [{ id }] = await db.dataSource.query('select debtor_id as id from collection_case where id = $1', [caseId]);
  const task = { debtorId: globalId('Debtor', id), type: 'PROTECTED_ADDRESS', from: TEST_DATE } as const;
  expect((await recordDebtorCondition(platform, agent, task)).ok).toBe(true);
  const open = () =>
    db.dataSource.query(
      `select t.referral_id as of, t.params from task t where t.kind = 'ADDRESS_PROTECTED' and t.closed_on is null`,
    );
  await reconcile(platform, TEST_DATE);
  const [{ name: partner }] = await db.dataSource.query('select name from partner where id = $1', [partnerId]);
  expect(await open()).toEqual([{ of: referralId, params: { partner } }]);
  expect(platform.texts.translate('en', 'terms:task.ADDRESS_PROTECTED', { partner })).toBe(
    `${partner} was given an address of the debtor that is protected now: it must be told neither to use it nor to pass it on, and to delete it.`,
  );
  await db.dataSource.query('update referral set data_due_on = $2, data_returned_on = $2 where id = $1', [
    referralId,
    TEST_DATE,
  ]);
  await reconcile(platform, TEST_DATE);
  expect(await open()).toEqual([]);
});

test('any other address goes with the case', async () => {
  const { caseId, partnerId, referralId } = await handedOver(false);
  expect((await referralRow(db.dataSource, referralId)).sent_order!.debtor).toMatchObject({ address: BERLIN });
  expect((await readBothWays(caseId, partnerOf(partnerId), SHORT)).compiled).toMatchObject({ address: BERLIN });
});
