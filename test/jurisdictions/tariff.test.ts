import 'reflect-metadata';
import { graphql, type GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { countries } from '../../src/countries/index.js';
import { isoDate } from '../../src/domain/date.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { JurisdictionResolver } from '../../src/modules/jurisdictions/jurisdiction.resolver.js';
import { useDatabase } from '../setup/database.js';
import { agent, testPlatform } from '../setup/platform.js';

const database = useDatabase();
let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildSchema({ resolvers: [JurisdictionResolver], validate: false });
});

const EVERYTHING = `id name unit amount { amount currency } decimal count rule debtorType condition validFrom validTo confidence
  principal { over { amount } upTo { amount } } legalBasis { act provision url checkedOn }`;

interface Entry {
  readonly id: string;
  readonly amount: { readonly amount: string; readonly currency: string } | null;
  readonly decimal: string | null;
  readonly count: number | null;
  readonly rule: string | null;
}

async function tariff(country: string, args: string) {
  const contextValue = {
    platform: await testPlatform(database.dataSource, { on: isoDate('2026-11-22') }),
    viewer: agent,
    language: 'en',
    loaders: new Loaders(database.dataSource, agent),
  };
  const source = `{ jurisdiction(country: "${country}") { tariff${args} { ${EVERYTHING} } } }`;
  const { data, errors } = await graphql({ schema, source, contextValue });
  const answer = JSON.parse(JSON.stringify(data ?? null)) as { jurisdiction: { tariff: Entry[] } } | null;
  return { entries: answer?.jurisdiction?.tariff ?? null, error: errors?.[0] };
}

test('an amount comes with its band, period, source and confidence', async () => {
  // Decree 35/1995: 134 euro for 1 680.01 to 8 400 euro collected, since 1 November 2009; later changes not confirmed.
  const { entries } = await tariff('FI', '(ids: ["FI-ULOS-TABLE-8"])');
  expect(entries).toEqual([
    {
      id: 'FI-ULOS-TABLE-8',
      name: 'taulukkomaksu',
      unit: 'AMOUNT',
      amount: { amount: '134.00', currency: 'EUR' },
      decimal: null,
      count: null,
      rule: null,
      debtorType: null,
      principal: { over: { amount: '1680.00' }, upTo: { amount: '8400.00' } },
      condition: expect.stringContaining('debtor') as unknown,
      validFrom: '2009-11-01',
      validTo: null,
      confidence: 'MEDIUM',
      legalBasis: {
        act: 'Asetus ulosottomaksuista (35/1995)',
        provision: expect.stringContaining('§') as unknown,
        url: 'https://www.finlex.fi/fi/laki/ajantasa/1995/19950035',
        checkedOn: '2026-11-22',
      },
    },
  ]);
});

test('rates, numbers of days and rules have a field each', async () => {
  // Rettsgebyrloven § 7 (1.1 times R from 2022); foreldelsesloven § 2 (3 years); rettsgebyrloven § 6 a (down to the krone).
  const { entries } = await tariff(
    'NO',
    '(on: "2023-05-02", ids: ["NO-FORLIK-FEE", "NO-DL-LIM-GENERAL", "NO-RETTSGEBYR-ROUND"])',
  );
  expect(entries!.map(({ id, amount, decimal, count, rule }) => [id, amount, decimal, count, rule])).toEqual([
    ['NO-RETTSGEBYR-ROUND', null, null, null, 'down to whole krone'],
    ['NO-FORLIK-FEE', null, '1.10', null, null],
    ['NO-DL-LIM-GENERAL', null, null, 3, null],
  ]);
});

test.each(['NO', 'SE', 'FI'] as const)(
  '%s: everything in force today, each entry with exactly one value',
  async (country) => {
    const { entries } = await tariff(country, '');
    const ended = countries[country].catalogue.length - entries!.length;
    expect(entries!.length).toBeGreaterThan(70);
    expect(ended).toBeLessThan(20);
    for (const { amount, decimal, count, rule } of entries!) {
      expect([amount, decimal, count, rule].filter((value) => value !== null)).toHaveLength(1);
    }
  },
);

test('a list leaves out what is not known for the day; a figure asked for by name is refused', async () => {
  const listed = await tariff('SE', '(on: "2027-01-01")');
  expect(listed.error).toBeUndefined();
  expect(listed.entries!.map(({ id }) => id)).not.toContain('SE-LATE');
  expect(listed.entries!.map(({ id }) => id)).toContain('SE-FEE-INKASSO');
  const asked = await tariff('SE', '(on: "2027-01-01", ids: ["SE-LATE"])');
  expect(asked.error?.extensions['code']).toBe('RULE_NOT_ENCODED');
  const tooEarly = await tariff('NO', '(on: "2017-12-31", ids: ["NO-RETTSGEBYR"])');
  expect(tooEarly.error?.extensions['code']).toBe('RULE_NOT_ENCODED');
});

test('a repealed figure is in force no longer', async () => {
  expect((await tariff('FI', '(on: "2013-03-15", ids: ["FI-C-OLD2005-DE"])')).entries).toHaveLength(1);
  expect((await tariff('FI', '(on: "2013-03-16", ids: ["FI-C-OLD2005-DE"])')).entries).toEqual([]);
});

test('an id that is no figure is refused, and a country without a module has none', async () => {
  expect((await tariff('NO', '(ids: ["SE-LATE"])')).error?.extensions['code']).toBe('BAD_USER_INPUT');
  expect((await tariff('DE', '')).entries).toEqual([]);
});
