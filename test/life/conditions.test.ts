import type { Clock } from '../../src/clock.js';
import { isoDate } from '../../src/domain/date.js';
import { globalId } from '../../src/graphql/ids.js';
import { recordDebtorCondition, type ReportedCondition } from '../../src/modules/debtors/condition.commands.js';
import { warnOfLimitation, watchForgotten } from '../../src/jobs/limitation.js';
import { resumeCase } from '../../src/modules/cases/hold.commands.js';
import { takeStep } from '../../src/modules/notices/step.commands.js';
import type { Platform } from '../../src/platform.js';
import { agent } from '../setup/platform.js';
import { useDatabase } from '../setup/database.js';
import { events, hand, letters, openPlatform, owing, refusals, rowOf, stateOf, until, type Invented } from './world.js';

const db = useDatabase();

interface Opened {
  readonly platform: Platform;
  readonly id: string;
  readonly debtorId: string;
}

async function opened(about: Invented): Promise<Opened> {
  const platform = await openPlatform(db.dataSource, '2026-03-30');
  const id = await hand(platform, about);
  const rows: { debtor_id: string }[] = await db.dataSource.query(
    'select debtor_id from collection_case where id = $1',
    [id],
  );
  return { platform, id, debtorId: globalId('Debtor', rows[0]!.debtor_id) };
}

const told = async ({ platform, debtorId }: Opened, what: Omit<ReportedCondition, 'debtorId'>) =>
  refusals(await recordDebtorCondition(platform, agent, { debtorId, ...what }));

const from = isoDate('2026-03-30');

test.each([
  ['NO', 'BANKRUPTCY', 'INSOLVENCY_PROCEEDINGS', 'INVALID_STATE.debtor.BANKRUPTCY'],
  ['SE', 'BANKRUPTCY', 'INSOLVENCY_PROCEEDINGS', 'INVALID_STATE.debtor.BANKRUPTCY'],
  ['FI', 'BANKRUPTCY', 'INSOLVENCY_PROCEEDINGS', 'INVALID_STATE.debtor.BANKRUPTCY'],
  ['NO', 'DEBT_RESTRUCTURING', 'INSOLVENCY_PROCEEDINGS', 'INVALID_STATE.debtor.DEBT_RESTRUCTURING'],
  ['SE', 'DECEASED', 'MISSING_INFORMATION', 'INVALID_STATE.debtor.DECEASED'],
  ['FI', 'MINOR', 'MISSING_INFORMATION', 'MINOR_DEBTOR'],
] as const)('%s: %s stops the case, and the law forbids every letter', async (country, type, held, why) => {
  const at = await opened(owing(country));
  expect(await told(at, { type, from })).toEqual([]);
  expect(await rowOf(at.platform, at.id)).toMatchObject({ status: 'ON_HOLD', hold_reason: held });
  expect((await events(at.platform, at.id)).at(-1)).toBe('debtorCondition 2026-03-30');
  expect(await until(at.platform, '2026-05-30')).toBe(0);
  const { facts } = await stateOf(at.platform, at.id);
  for (const step of ['REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND'] as const) {
    const law = at.platform.laws[country];
    if (law.stepName(step) === null) continue;
    const refusal = law.forbids(step, facts, isoDate('2026-05-30'));
    expect([step, refusal?.text ?? refusal?.code, refusal?.legalBasis?.provision]).toEqual([
      step, why, expect.stringMatching(/§/),
    ]); // prettier-ignore
  }
});

const conditionsOf = async ({ platform, id }: Opened) =>
  (await stateOf(platform, id)).facts.debtorConditions.map(({ type, from: first, until: last }) => [type, first, last]);

test('told twice nothing changes; told again with a last day, it ends', async () => {
  const at = await opened(owing('NO'));
  const protectedAddress = { type: 'PROTECTED_ADDRESS', from } as const;
  await told(at, protectedAddress);
  await told(at, protectedAddress);
  await told(at, { ...protectedAddress, until: isoDate('2026-06-30') });
  expect(await conditionsOf(at)).toEqual([['PROTECTED_ADDRESS', '2026-03-30', '2026-06-30']]);
  expect((await events(at.platform, at.id)).filter((line) => line.startsWith('debtorCondition'))).toHaveLength(2);
  expect(await rowOf(at.platform, at.id)).toMatchObject({ status: 'ACTIVE' });
});

test('told by mistake it is withdrawn, and is kept in the history', async () => {
  const at = await opened(owing('NO'));
  const bankruptcy = { type: 'BANKRUPTCY', from } as const;
  expect(await told(at, { ...bankruptcy, withdrawn: true })).toEqual(['NOT_FOUND.condition at from']);
  await told(at, bankruptcy);
  expect(await conditionsOf(at)).toEqual([['BANKRUPTCY', '2026-03-30', null]]);
  expect(await told(at, { ...bankruptcy, withdrawn: true })).toEqual([]);
  expect(await conditionsOf(at)).toEqual([]);
  expect(await told(at, { ...bankruptcy, withdrawn: true })).toEqual(['NOT_FOUND.condition at from']);
  await expect(db.dataSource.query('delete from debtor_condition')).rejects.toThrow(/append-only/);
  // The case stays held until a person lets it go on, which it then does.
  expect(await rowOf(at.platform, at.id)).toMatchObject({ status: 'ON_HOLD' });
  await resumeCase(at.platform, agent, globalId('Case', at.id));
  expect(await until(at.platform, '2026-03-31')).toBe(1);
});

test('a company is no minor, and nothing is known of days to come', async () => {
  const at = await opened(owing('SE', 'COMPANY'));
  for (const type of ['MINOR', 'DECEASED', 'GUARDIANSHIP'] as const) {
    expect([type, await told(at, { type, from })]).toEqual([type, ['INVALID_INPUT.personsOnly at type']]);
  }
  expect(await told(at, { type: 'BANKRUPTCY', from: isoDate('2026-03-31') })).toEqual([
    'INVALID_INPUT.dateInFuture at from',
  ]);
  expect(await conditionsOf(at)).toEqual([]);
});

test('what happens after midnight in Helsinki can be told while it is still yesterday in Oslo', async () => {
  const dates: Readonly<Record<string, string>> = { 'Europe/Helsinki': '2026-03-31', 'Europe/Oslo': '2026-03-30' };
  const clock: Clock = { today: (timeZone = 'Europe/Oslo') => isoDate(dates[timeZone]!), timeOfDay: () => '23:30' };
  const tomorrow = { type: 'BANKRUPTCY', from: isoDate('2026-03-31') } as const;
  const [finnish, norwegian] = [await opened(owing('FI')), await opened(owing('NO'))];
  expect(await told({ ...finnish, platform: { ...finnish.platform, clock } }, tomorrow)).toEqual([]);
  expect(await rowOf(finnish.platform, finnish.id)).toMatchObject({ status: 'ON_HOLD' });
  expect(await told({ ...norwegian, platform: { ...norwegian.platform, clock } }, tomorrow)).toEqual([
    'INVALID_INPUT.dateInFuture at from',
  ]);
});

test('a guardian is written to in the place of the debtor', async () => {
  const at = await opened(owing('SE'));
  const address = { lines: ['Förvaltargatan 1'], postalCode: '111 22', city: 'Testby', country: 'SE' };
  expect(await told(at, { type: 'GUARDIANSHIP', from, representativeName: 'Test Förvaltare' })).toEqual([
    'INVALID_INPUT.representative at representativeName',
  ]);
  expect(await told(at, { type: 'DECEASED', from, representativeName: 'X', representativeAddress: address })).toEqual([
    'INVALID_INPUT.representative at representativeName',
  ]);
  const guardian = { representativeName: 'Test Förvaltare', representativeAddress: address };
  expect(await told(at, { type: 'GUARDIANSHIP', from, ...guardian })).toEqual([]);
  expect(await until(at.platform, '2026-04-07')).toBe(1);
  const rows: { body: string }[] = await db.dataSource.query('select body from notice where case_id = $1', [at.id]);
  expect(rows[0]!.body).toContain('Test Förvaltare');
  expect(rows[0]!.body).toContain('Förvaltargatan 1');
  expect(rows[0]!.body).not.toContain('Prøvegata 3');
});

test('nobody is found where there is nobody, and a day after another comes after it', async () => {
  const at = await opened(owing('FI'));
  expect(
    refusals(await recordDebtorCondition(at.platform, agent, { debtorId: 'Debtor:x', type: 'DECEASED', from })),
  ).toEqual(['NOT_FOUND.debtor at debtorId']);
  expect(await told(at, { type: 'DECEASED', from, until: isoDate('2026-03-29') })).toEqual([
    'INVALID_INPUT.dateRange at until',
  ]);
});

test('limitation that comes near is told of once, on a case that is held too, and then acted upon', async () => {
  // Due 1 June 2023: time-barred after 1 June 2026 (foreldelsesloven §§ 2, 3); warned of six months before, so at once.
  const platform = await openPlatform(db.dataSource, '2026-03-02');
  const old = {
    country: 'NO',
    type: 'PERSON',
    principal: '5000.00',
    invoiceDate: '2023-05-01',
    dueDate: '2023-06-01',
  } as const;
  const id = await hand(platform, old);
  await until(platform, '2026-05-29');
  const warnings = (await events(platform, id)).filter((line) => line.startsWith('limitationNear'));
  expect(warnings).toEqual(['limitationNear 2026-03-02']);
  // Varsel 2 March; demand 18 March, whose time is not over before 1 April, when the claim must be kept: it warns of legal
  // steps itself, and the forliksklage follows.
  expect((await letters(platform, id)).map((line) => line.split(' ')[0])).toEqual([
    'COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'COURT_APPLICATION',
  ]); // prettier-ignore
  expect(
    refusals(await takeStep(platform, agent, { caseId: globalId('Case', id), type: 'COURT_APPLICATION' })),
  ).toEqual(['INVALID_STATE.notItsTurn at type']);
});

test('a case nobody watches is found and watched', async () => {
  const platform = await openPlatform(db.dataSource, '2026-03-30');
  const id = await hand(platform, owing('FI'));
  const watch = async (): Promise<unknown> =>
    db.dataSource.query('select last_day from limitation_watch where case_id = $1', [id]);
  const known = await watch();
  expect(known).toEqual([{ last_day: expect.any(String) }]);
  await db.dataSource.query('delete from limitation_watch where case_id = $1', [id]);
  expect(await watchForgotten(platform)).toBe(1);
  expect(await watch()).toEqual(known);
});

test('each country is warned of on its own business day', async () => {
  const platform = await openPlatform(db.dataSource, '2026-03-30');
  const cases = { NO: await hand(platform, owing('NO')), FI: await hand(platform, owing('FI')) };
  await db.dataSource.query(`update limitation_watch set warn_on = '2026-03-31' where case_id = any($1)`, [
    Object.values(cases),
  ]);
  const warned = async (id: string) => (await events(platform, id)).filter((line) => line.startsWith('limitationNear'));
  // Where midnight has come to Helsinki and not to Oslo.
  expect(await warnOfLimitation(platform, { on: isoDate('2026-03-31'), countries: ['FI'] })).toBe(1);
  expect([await warned(cases.NO), await warned(cases.FI)]).toEqual([[], ['limitationNear 2026-03-31']]);
  expect(await warnOfLimitation(platform, { on: isoDate('2026-03-31'), countries: ['NO', 'SE', 'FI'] })).toBe(1);
  expect(await warned(cases.NO)).toEqual(['limitationNear 2026-03-31']);
});
