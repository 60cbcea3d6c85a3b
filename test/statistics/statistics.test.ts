import 'reflect-metadata';
import { graphql, type GraphQLSchema } from 'graphql';
import pg from 'pg';
import { buildSchema } from 'type-graphql';
import { isoDate } from '../../src/domain/date.js';
import { globalId } from '../../src/graphql/ids.js';
import { Loaders } from '../../src/graphql/loaders.js';
import type { ResolutionGroup, ResolutionStatistics } from '../../src/modules/statistics/statistics.type.js';
import { StatisticsResolver } from '../../src/modules/statistics/statistics.resolver.js';
import type { Viewer } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, testPlatform } from '../setup/platform.js';
import { insertCase, insertCreditor, insertPartner, type CountedCase } from './cases.js';

const database = useDatabase();
const TODAY = '2026-06-01';
const analyst: Viewer = { subject: 'analyst', roles: ['ANALYST'], creditorId: null, partnerId: null };

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema({ resolvers: [StatisticsResolver], validate: false });
});

const FIGURES = `asOf definition groups { key { dimension value } cases resolved closedUnresolved open medianDaysToResolution recoveryRate
  horizons { days observed share cumulativeIncidence lower95 upper95 } suppressed }`;

async function ask(input: Record<string, unknown>, viewer: Viewer | null = agent, language: 'nb' | 'en' = 'en') {
  const platform = await testPlatform(database.dataSource, { on: isoDate(TODAY) });
  const loaders = new Loaders(database.dataSource, viewer);
  const source = `query ($input: ResolutionStatisticsInput!) { resolutionStatistics(input: $input) { ${FIGURES} } }`;
  const contextValue = { platform, viewer, language, loaders };
  return graphql({ schema, source, contextValue, variableValues: { input } });
}

async function statistics(input: Record<string, unknown>, viewer: Viewer = agent): Promise<ResolutionStatistics> {
  const { data, errors } = await ask(input, viewer);
  expect(errors).toBeUndefined();
  return (JSON.parse(JSON.stringify(data)) as { resolutionStatistics: ResolutionStatistics }).resolutionStatistics;
}

const groupsOf = async (input: Record<string, unknown>, viewer?: Viewer): Promise<readonly ResolutionGroup[]> =>
  (await statistics(input, viewer)).groups;
const keysOf = (groups: readonly ResolutionGroup[]) => groups.map(({ key }) => key.map(({ value }) => value).join(' '));
const insertAll = async (cases: readonly CountedCase[]) => {
  for (const counted of cases) await insertCase(database.dataSource, counted);
};
const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

describe('worked by hand: censoring, competing closures and ties', () => {
  // Six cases registered on 21 February, 100 days before 1 June, and two later ones still open; 1000 kr each:
  // day 0 paid (1000), day 10 settled (500) and withdrawn, day 20 insolvent, day 30 two paid (1000 each);
  // open at 10 days (22 May) and at 60 days (2 April).
  const YEAR = { registeredFrom: '2026-01-01', registeredTo: '2026-12-31' };
  const REGISTERED = '2026-02-21';
  let staff: Viewer;

  beforeAll(async () => {
    const creditorId = await insertCreditor(database.dataSource);
    staff = creditorStaff(creditorId);
    const ended = (after: number, reason: string, on?: string, principal = 100_000n): CountedCase => ({
      creditorId,
      registeredOn: REGISTERED,
      closed: { after, reason },
      ...(on && { payments: [{ on, principal, interest: 5_000n }] }),
    });
    await insertAll([
      ended(0, 'PAID', '2026-02-21'),
      ended(10, 'SETTLED', '2026-03-03', 50_000n),
      ended(10, 'WITHDRAWN'),
      ended(20, 'INSOLVENT'),
      ended(30, 'PAID', '2026-03-23'),
      ended(30, 'PAID', '2026-03-23'),
      { creditorId, registeredOn: '2026-05-22' },
      // Paid after the business date, by a payment dated forward: not yet collected.
      { creditorId, registeredOn: '2026-04-02', payments: [{ on: '2026-06-05', principal: 30_000n }] },
    ]);
  });

  it('follows the table', async () => {
    // n at risk, F incidence, S still open: day 0 n=8 F=1/8 S=7/8; day 10 n=7, one of each: F=1/8+7/8×1/7=1/4, S=5/8, then one
    // censored; day 20 n=4: F=1/4, S=5/8×3/4=15/32; day 30 n=3, two resolved: F=1/4+15/32×2/3=9/16, past one half.
    // Delta-method variance at day 30: 0.0356446; complementary log-log limits 0.2571 and 0.8997 (test/domain/statistics.test.ts).
    // Shares: 10 days, all 8 followed, 2 resolved; 30 and 60 days, 7 followed (not that of 22 May), 4 resolved: 4/7;
    // 90 days, 6 followed: 4/6. Nobody was at risk after day 60: no incidence at 90.
    // Collected 1000 + 500 + 1000 + 1000 of 8000 kr, interest left out: 0.4375.
    const horizonsInDays = [10, 30, 60, 90];
    expect(await groupsOf({ ...YEAR, horizonsInDays }, staff)).toEqual([
      {
        key: [],
        cases: 8,
        resolved: 4,
        closedUnresolved: 2,
        open: 2,
        medianDaysToResolution: 30,
        recoveryRate: '0.4375',
        horizons: [
          expect.objectContaining({ days: 10, observed: 8, share: '0.2500', cumulativeIncidence: '0.2500' }),
          { days: 30, observed: 7, share: '0.5714', cumulativeIncidence: '0.5625', lower95: '0.2571', upper95: '0.8997' },
          expect.objectContaining({ days: 60, observed: 7, share: '0.5714', cumulativeIncidence: '0.5625' }),
          { days: 90, observed: 6, share: '0.6667', cumulativeIncidence: null, lower95: null, upper95: null },
        ],
        suppressed: false,
      },
    ]); // prettier-ignore
  });

  it('forgets what happened after the cut-off', async () => {
    // 12 March, day 19: day 20 and day 30 are still to come, the two later cases do not exist.
    // day 0: n=6, F=1/6, S=5/6; day 10: n=5, one of each: F=1/6+5/6×1/5=1/3. Collected 1000 + 500 of 6000 kr.
    const [group] = await groupsOf({ ...YEAR, asOf: '2026-03-12', horizonsInDays: [19, 20] }, staff);
    expect(group).toMatchObject({
      cases: 6, resolved: 2, closedUnresolved: 1, open: 3, medianDaysToResolution: null, recoveryRate: '0.2500',
      horizons: [
        { days: 19, observed: 6, share: '0.3333', cumulativeIncidence: '0.3333' },
        { days: 20, observed: 0, share: null, cumulativeIncidence: null },
      ],
    }); // prettier-ignore
  });

  it('counts what happened on the cut-off day itself', async () => {
    const [before] = await groupsOf({ ...YEAR, asOf: '2026-03-22' }, staff);
    const [after] = await groupsOf({ ...YEAR, asOf: '2026-03-23' }, staff);
    expect(before).toMatchObject({ resolved: 2, closedUnresolved: 2, open: 2, recoveryRate: '0.2500' });
    expect(after).toMatchObject({ resolved: 4, closedUnresolved: 2, open: 0, recoveryRate: '0.5833' });
  });

  it('counts only what was registered in the period, both days included', async () => {
    const period = (registeredFrom: string, registeredTo: string) => groupsOf({ registeredFrom, registeredTo }, staff);
    expect((await period(REGISTERED, REGISTERED))[0]).toMatchObject({ cases: 6, open: 0 });
    expect((await period(REGISTERED, '2026-04-02'))[0]).toMatchObject({ cases: 7, open: 1 });
    expect(await period('2026-02-22', '2026-04-01')).toEqual([]);
  });

  it('has its own horizons and the business date where none are given', async () => {
    const { asOf, groups } = await statistics({ ...YEAR, horizonsInDays: null, asOf: null, groupBy: null }, staff);
    expect(asOf).toBe(TODAY);
    expect(groups[0]!.horizons.map(({ days }) => days)).toEqual([30, 60, 90, 180, 365]);
  });

  it('says what the figures mean, with the cut-off, in the language of the reader', async () => {
    const definition = async (language: 'nb' | 'en') => {
      const { data } = await ask({ ...YEAR, asOf: '2026-03-12' }, staff, language);
      return (data!['resolutionStatistics'] as ResolutionStatistics).definition.replaceAll('\u00a0', ' ');
    };
    expect(await definition('en')).toContain('12 March 2026');
    expect(await definition('nb')).toContain('12. mars 2026');
    for (const word of ['Johansen', 'competing', 'censored', 'median', 'fewer than 5']) {
      expect(await definition('en')).toContain(word);
    }
  });
});

describe('groups', () => {
  // Registered in 2025, apart from the cases above.
  const PERIOD = { registeredFrom: '2025-01-01', registeredTo: '2025-12-31', horizonsInDays: [30] };
  let [first, second, partnerId] = ['', '', ''];

  beforeAll(async () => {
    const db = database.dataSource;
    [first, second, partnerId] = [await insertCreditor(db), await insertCreditor(db), await insertPartner(db)];
    const small: CountedCase = {
      creditorId: second,
      registeredOn: '2025-12-31',
      closed: { after: 5, reason: 'PAID' },
      payments: [{ on: '2026-01-05', principal: 100_000n }],
    };
    await insertAll([
      ...times(5, { creditorId: first, registeredOn: '2025-03-31', principal: 99_999n }),
      ...times(6, { creditorId: first, registeredOn: '2025-04-01', country: 'DE', currency: 'EUR', partyType: 'COMPANY', principal: 100_000n, partnerId } as const),
      ...times(4, small),
    ]); // prettier-ignore
  });

  it('are empty where nothing was registered', async () => {
    expect(await groupsOf({ registeredFrom: '2020-01-01', registeredTo: '2020-12-31' })).toEqual([]);
  });

  it('come in the order of their keys, one value for each dimension asked for', async () => {
    const groups = await groupsOf({ ...PERIOD, groupBy: ['MONTH', 'COUNTRY', 'ROUTE', 'PARTY_TYPE'] });
    expect(groups.map(({ key }) => key.map(({ dimension }) => dimension))).toEqual(
      times(3, ['MONTH', 'COUNTRY', 'ROUTE', 'PARTY_TYPE']),
    );
    expect(keysOf(groups)).toEqual([
      '2025-03 NO COUNTRY_MODULE PERSON',
      '2025-04 DE PARTNER_NETWORK COMPANY',
      '2025-12 NO COUNTRY_MODULE PERSON',
    ]);
    expect(groups.map(({ cases }) => cases)).toEqual([5, 6, 0]);
  });

  it('name creditors and partners by their ids', async () => {
    const creditors = [first, second].map((id) => globalId('Creditor', id)).sort();
    expect(keysOf(await groupsOf({ ...PERIOD, groupBy: ['CREDITOR', 'CREDITOR'] }))).toEqual(creditors);
    expect(keysOf(await groupsOf({ ...PERIOD, groupBy: ['PARTNER'] }))).toEqual(['-', globalId('Partner', partnerId)]);
  });

  it('of fewer than five cases are suppressed', async () => {
    const groups = await groupsOf({ ...PERIOD, groupBy: ['MONTH'] });
    expect(groups.map(({ suppressed }) => suppressed)).toEqual([false, false, true]);
    expect(groups[2]).toEqual({
      key: [{ dimension: 'MONTH', value: '2025-12' }],
      cases: 0,
      resolved: 0,
      closedUnresolved: 0,
      open: 0,
      medianDaysToResolution: null,
      recoveryRate: null,
      horizons: [{ days: 30, observed: 0, share: null, cumulativeIncidence: null, lower95: null, upper95: null }],
      suppressed: true,
    });
  });

  it('of mixed currencies have no recovery rate', async () => {
    const [all] = await groupsOf(PERIOD);
    expect(all).toMatchObject({ cases: 15, resolved: 4, open: 11, recoveryRate: null });
    // 4 × 1000 of 5 × 999.99 + 4 × 1000 kr: 4000 / 8999.95 = 0.44445.
    const countries = await groupsOf({ ...PERIOD, groupBy: ['COUNTRY'] });
    expect(countries.map(({ recoveryRate }) => recoveryRate)).toEqual(['0.0000', '0.4444']);
  });

  it('by amount keep currencies apart and begin at 1000, 10 000 and 100 000', async () => {
    const creditorId = await insertCreditor(database.dataSource);
    const amounts: readonly [string, bigint][] = [
      ['NOK', 1n], ['NOK', 99_999n], ['NOK', 100_000n], ['NOK', 999_999n], ['NOK', 1_000_000n], ['NOK', 9_999_999n],
      ['NOK', 10_000_000n], ['NOK', 1_000_000_000n], ['JPY', 999n], ['JPY', 1000n], ['KWD', 999_999n], ['KWD', 1_000_000n],
    ]; // prettier-ignore
    await insertAll(
      amounts.map(([currency, principal]) => ({ creditorId, registeredOn: '2024-01-01', currency, principal })),
    );
    const bands = { registeredFrom: '2024-01-01', registeredTo: '2024-01-01', groupBy: ['AMOUNT_BAND'] };
    expect(keysOf(await groupsOf(bands))).toEqual([
      'JPY 0-999', 'JPY 1000-9999', 'KWD 0-999', 'KWD 1000-9999',
      'NOK 0-999', 'NOK 1000-9999', 'NOK 10000-99999', 'NOK 100000-',
    ]); // prettier-ignore
  });

  it('are counted in one statement', async () => {
    const statements = jest.spyOn(pg.Client.prototype, 'query');
    await groupsOf({ ...PERIOD, groupBy: ['MONTH', 'CREDITOR', 'PARTNER', 'AMOUNT_BAND'] });
    const texts = statements.mock.calls.map(([statement]) => String(statement));
    statements.mockRestore();
    expect(texts.filter((text) => text.includes('collection_case'))).toHaveLength(1);
  });
});

describe('readers', () => {
  const PERIOD = { registeredFrom: '2023-01-01', registeredTo: '2023-12-31' };
  let [ours, theirs] = ['', ''];

  beforeAll(async () => {
    [ours, theirs] = [await insertCreditor(database.dataSource), await insertCreditor(database.dataSource)];
    await insertAll([
      ...times(5, { creditorId: ours, registeredOn: '2023-05-01' }),
      ...times(7, { creditorId: theirs, registeredOn: '2023-05-01' }),
    ]);
  });

  it('of the agency and analysts see every case, of a creditor its own', async () => {
    const casesFor = async (viewer: Viewer) => (await groupsOf(PERIOD, viewer))[0]!.cases;
    expect(await casesFor(agent)).toBe(12);
    expect(await casesFor(analyst)).toBe(12);
    expect(await casesFor(creditorStaff(ours))).toBe(5);
    expect(await casesFor(creditorStaff(theirs))).toBe(7);
    expect(keysOf(await groupsOf({ ...PERIOD, groupBy: ['CREDITOR'] }, creditorStaff(ours)))).toEqual([
      globalId('Creditor', ours),
    ]);
  });

  it.each<[string, Viewer | null, string]>([
    ['a partner', { subject: 'p', roles: ['PARTNER'], creditorId: null, partnerId: 'x' }, 'FORBIDDEN'],
    ['staff of no creditor', { subject: 's', roles: ['CREDITOR'], creditorId: null, partnerId: null }, 'FORBIDDEN'],
    ['nobody', null, 'UNAUTHENTICATED'],
  ])('are not %s', async (_name, viewer, code) => {
    const { data, errors } = await ask(PERIOD, viewer);
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions['code']).toBe(code);
  });
});

describe('input', () => {
  const PERIOD = { registeredFrom: '2026-01-01', registeredTo: '2026-01-31' };

  it.each([
    ['asOf', { ...PERIOD, asOf: '2026-06-02' }],
    ['registeredTo', { registeredFrom: '2026-01-02', registeredTo: '2026-01-01' }],
    ['horizonsInDays', { ...PERIOD, horizonsInDays: [0] }],
    ['horizonsInDays', { ...PERIOD, horizonsInDays: [3651] }],
    ['horizonsInDays', { ...PERIOD, horizonsInDays: times(13, 30) }],
  ])('is refused for its %s', async (argument, input) => {
    const { errors } = await ask(input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  it('is taken up to its limits', async () => {
    const horizonsInDays = [...times(11, 1), 3650];
    const limits = { registeredFrom: '2026-01-01', registeredTo: '2026-01-01', asOf: TODAY, horizonsInDays };
    expect((await statistics(limits)).groups).toEqual([]);
  });
});
