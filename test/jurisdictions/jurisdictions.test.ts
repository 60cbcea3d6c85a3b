import 'reflect-metadata';
import { graphql, type GraphQLSchema } from 'graphql';
import pg from 'pg';
import { buildSchema } from 'type-graphql';
import { isCountry } from '../../src/domain/codes.js';
import { isoDate } from '../../src/domain/date.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';
import { uuidv7 } from '../../src/graphql/ids.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { JurisdictionResolver } from '../../src/modules/jurisdictions/jurisdiction.resolver.js';
import { jurisdictionView } from '../../src/modules/jurisdictions/jurisdiction.type.js';
import type { Viewer } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, testPlatform } from '../setup/platform.js';

const OWN: readonly OwnCountry[] = ['NO', 'SE', 'FI'];
const view = (country: string) => jurisdictionView(country, OWN);

describe('a country', () => {
  // Currencies: ISO 4217. Bulgaria took the euro on 1 January 2026 (Council Regulation (EU) 2025/1407), Croatia in 2023.
  it.each([
    ['NO', 'NOK'],
    ['SE', 'SEK'],
    ['FI', 'EUR'],
    ['DK', 'DKK'],
    ['DE', 'EUR'],
    ['BG', 'EUR'],
    ['HR', 'EUR'],
    ['CH', 'CHF'],
    ['US', 'USD'],
    ['CU', 'CUP'],
    // Both the loti and the rand are in use.
    ['LS', 'LSL'],
    // ISO 4217 lists no universal currency for Antarctica; XXX is its code for transactions without one.
    ['AQ', 'XXX'],
  ])('%s has the currency %s', (country, currency) => {
    expect(view(country)?.currency).toBe(currency);
  });

  // Switzerland: art. 70 of the federal constitution; Romansh is official only towards its speakers. Belgium: art. 4 of its own.
  // The United States have no official language by statute; English is the one in practice.
  it.each([
    ['NO', ['nb', 'nn']],
    ['FI', ['fi', 'sv-FI']],
    ['CH', ['de', 'fr', 'it']],
    ['US', ['en']],
    ['PL', ['pl']],
    // In Cyrillic and Latin script: art. 10 of the constitution.
    ['RS', ['sr']],
    ['AQ', []],
  ])('%s speaks %j', (country, languages) => {
    expect(view(country)?.languages).toEqual(languages);
  });

  it('has a module where the agency works, and where it is switched on', () => {
    expect(OWN.map((country) => view(country)?.hasCountryModule)).toEqual([true, true, true]);
    expect(view('DK')?.hasCountryModule).toBe(false);
    expect(jurisdictionView('SE', ['NO'])?.hasCountryModule).toBe(false);
  });

  // allianz-trade.com, "Collection Complexity Score" 2022: Sweden 30, Germany 30, Finland 32.
  it('has the published complexity score, with edition and source, or none', () => {
    expect(view('FI')?.collectionComplexity).toEqual({
      score: 32,
      year: 2022,
      source: expect.stringContaining('https://www.allianz-trade.com/'),
    });
    expect(view('VA')?.collectionComplexity).toBeNull();
  });

  it('is null for codes that are no country, and complete for all that are', () => {
    expect(['ZZ', 'SU', 'EU', 'XK', ''].map(view)).toEqual([null, null, null, null, null]);
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
    expect(codes.length).toBe(249);
    expect(codes.filter((code) => !/^[A-Z]{3}$/.test(view(code)!.currency))).toEqual([]);
    expect(codes.filter((code) => view(code)!.currency === 'XXX')).toEqual(['AQ']);
  });
});

describe('in the graph', () => {
  const database = useDatabase();
  const partnerIds = { Alfa: uuidv7(), Beta: uuidv7() };
  let schema: GraphQLSchema;

  beforeAll(async () => {
    schema = await buildSchema({ resolvers: [JurisdictionResolver], validate: false });
    for (const [name, id] of Object.entries(partnerIds)) {
      await database.dataSource.query('insert into partner (id, name, network) values ($1, $2, $3)', [
        id,
        `Test ${name}`,
        'exchange',
      ]);
    }
    const covered = [
      [partnerIds.Beta, 'DE'],
      [partnerIds.Alfa, 'DE'],
      [partnerIds.Alfa, 'PL'],
      [partnerIds.Alfa, 'SE'],
    ];
    for (const [partnerId, country] of covered) {
      await database.dataSource.query(
        'insert into partner_coverage (id, partner_id, country, success_fee_bps) values ($1, $2, $3, 1500)',
        [uuidv7(), partnerId, country],
      );
    }
  });

  async function ask(source: string, viewer: Viewer | null = agent, on = '2026-11-22') {
    const platform = await testPlatform(database.dataSource, { on: isoDate(on) });
    const loaders = new Loaders(database.dataSource, viewer);
    const contextValue = { platform, viewer, language: 'nb', loaders } as const;
    const { data, errors } = await graphql({ schema, source, contextValue });
    return { data: JSON.parse(JSON.stringify(data ?? null)) as Record<string, unknown> | null, errors };
  }

  const codeOf = ({ errors }: Awaited<ReturnType<typeof ask>>) => errors?.[0]?.extensions['code'];
  const countriesOf = ({ data }: Awaited<ReturnType<typeof ask>>) =>
    (data!['jurisdictions'] as { country: string }[]).map(({ country }) => country);

  it('names a country in the language asked for, else in that of the request', async () => {
    const { data } = await ask(
      '{ jurisdiction(country: "FI") { name fi: name(language: "fi") sv: name(language: "sv-FI") en: name(language: "en") xx: name(language: "xx") } }',
    );
    expect(data).toEqual({
      jurisdiction: { name: 'Finland', fi: 'Suomi', sv: 'Finland', en: 'Finland', xx: 'Finland' },
    });
    expect((await ask('{ jurisdiction(country: "NO") { xx: name(language: "xx") name } }')).data).toEqual({
      jurisdiction: { xx: 'Norway', name: 'Norge' },
    });
  });

  it('is null for a country that does not exist', async () => {
    expect(await ask('{ jurisdiction(country: "ZZ") { country } }')).toEqual({ data: { jurisdiction: null } });
  });

  const INTEREST = 'annualRatePercent validFrom validTo legalBasis { act provision }';

  it('tells the late interest of a day with its period and source', async () => {
    // FOR-2026-06-25-1372: 12.25 percent from 1 July 2026; FOR-2025-12-18-2658: 12.00 percent for the half-year before.
    const { data } = await ask(`{ jurisdiction(country: "NO") {
      now: lateInterest(debtorType: PERSON) { ${INTEREST} } before: lateInterest(on: "2026-06-30", debtorType: COMPANY) { ${INTEREST} } } }`);
    expect(data!['jurisdiction']).toMatchObject({
      now: { annualRatePercent: '12.25', validFrom: '2026-07-01', validTo: '2026-12-31' },
      before: { annualRatePercent: '12.00', validFrom: '2026-01-01', validTo: '2026-06-30' },
    });
    expect(JSON.stringify(data)).toContain('Forsinkelsesrenteloven (LOV-1976-12-17-100)');
  });

  it('takes consumers and businesses apart where the law does', async () => {
    // Korkolaki 4 § 1 mom. and 4 a §: the reference rate and seven percentage points, eight for commercial contracts.
    const { data } = await ask(
      '{ jurisdiction(country: "FI") { person: lateInterest(debtorType: PERSON) { annualRatePercent } company: lateInterest(debtorType: COMPANY) { annualRatePercent } } }',
    );
    const rates = data!['jurisdiction'] as Record<'person' | 'company', { annualRatePercent: string }>;
    expect(Number(rates.company.annualRatePercent) - Number(rates.person.annualRatePercent)).toBe(1);
  });

  it('refuses to guess a rate that is not known', async () => {
    const answer = await ask(
      '{ jurisdiction(country: "NO") { lateInterest(on: "2027-01-01", debtorType: PERSON) { validFrom } } }',
    );
    expect(answer.data).toEqual({ jurisdiction: { lateInterest: null } });
    expect(codeOf(answer)).toBe('RULE_NOT_ENCODED');
    expect(answer.errors?.[0]?.path).toEqual(['jurisdiction', 'lateInterest']);
  });

  const cost = (country: string, step: string, amount: string, currency: string, debtorType = 'PERSON') =>
    `{ jurisdiction(country: "${country}") { maximumCost(step: ${step}, principal: { amount: "${amount}", currency: "${currency}" },
      debtorType: ${debtorType}, dueDate: "2026-03-02") { amount { amount currency } legalBasis { act url } } } }`;

  it.each([
    // Förordning (1981:1057), 3 §: at most 180 kr for an inkassokrav, whatever the principal.
    ['SE', 'PAYMENT_DEMAND', '5000.00', 'SEK', 'PERSON', '180.00'],
    // Inkassoforskriften § 2-2: up to 10 000 kr four fifths of the inkassosats, 0.8 × 750; half as much again from a business.
    ['NO', 'PAYMENT_DEMAND', '5000.00', 'NOK', 'PERSON', '600.00'],
    ['NO', 'PAYMENT_DEMAND', '5000.00', 'NOK', 'COMPANY', '900.00'],
    // § 1-2: a twentieth of the inkassosats, 37.50, to the nearest krone.
    ['NO', 'COLLECTION_NOTICE', '5000.00', 'NOK', 'PERSON', '38.00'],
  ])('%s: the ceiling of a %s for %s %s owed by a %s is %s', async (country, step, amount, currency, type, ceiling) => {
    const { data, errors } = await ask(cost(country, step, amount, currency, type));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ jurisdiction: { maximumCost: { amount: { amount: ceiling, currency } } } });
  });

  it('has no ceiling for a step the country does not know', async () => {
    expect(await ask(cost('SE', 'BANKRUPTCY_PETITION', '1.00', 'SEK'))).toEqual({
      data: { jurisdiction: { maximumCost: null } },
    });
  });

  it.each([
    ['5000.00', 'EUR'],
    ['0.00', 'NOK'],
    ['-1.00', 'NOK'],
    ['1.005', 'NOK'],
  ])('refuses the principal %s %s in Norway', async (amount, currency) => {
    const answer = await ask(cost('NO', 'PAYMENT_DEMAND', amount, currency));
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'principal' });
  });

  it('knows no law of a country without a module', async () => {
    const { data } = await ask(
      '{ jurisdiction(country: "DE") { hasCountryModule currency languages lateInterest(debtorType: PERSON) { validFrom } } }',
    );
    expect(data).toEqual({
      jurisdiction: { hasCountryModule: false, currency: 'EUR', languages: ['de'], lateInterest: null },
    });
    expect((await ask(cost('DE', 'REMINDER', '1.00', 'EUR'))).data).toEqual({ jurisdiction: { maximumCost: null } });
  });

  it('lists the own countries and those a partner covers', async () => {
    expect(countriesOf(await ask('{ jurisdictions { country } }'))).toEqual(['DE', 'FI', 'NO', 'PL', 'SE']);
    expect(countriesOf(await ask('{ jurisdictions(hasCountryModule: true) { country } }'))).toEqual(['FI', 'NO', 'SE']);
    expect(countriesOf(await ask('{ jurisdictions(hasCountryModule: false) { country } }'))).toEqual(['DE', 'PL']);
  });

  it('reads the partners of all countries in one statement', async () => {
    const statements = jest.spyOn(pg.Client.prototype, 'query');
    const { data } = await ask('{ jurisdictions { country partners { name countries } } }');
    const texts = statements.mock.calls.map(([statement]) => String(statement));
    statements.mockRestore();
    expect(texts.filter((text) => text.includes('"partner"'))).toHaveLength(1);
    const alfa = { name: 'Test Alfa', countries: ['DE', 'PL', 'SE'] };
    expect(data).toEqual({
      jurisdictions: [
        { country: 'DE', partners: [alfa, { name: 'Test Beta', countries: ['DE'] }] },
        { country: 'FI', partners: [] },
        { country: 'NO', partners: [] },
        { country: 'PL', partners: [alfa] },
        { country: 'SE', partners: [alfa] },
      ],
    });
  });

  it('shows partners only to readers who may see them', async () => {
    const partner: Viewer = { subject: 'beta', roles: ['PARTNER'], creditorId: null, partnerId: partnerIds.Beta };
    const analyst: Viewer = { subject: 'analyst', roles: ['ANALYST'], creditorId: null, partnerId: null };
    const partners = async (viewer: Viewer) =>
      (await ask('{ jurisdiction(country: "DE") { partners { name } } }', viewer)).data!['jurisdiction'];
    expect(await partners(creditorStaff(uuidv7()))).toEqual({
      partners: [{ name: 'Test Alfa' }, { name: 'Test Beta' }],
    });
    expect(await partners(partner)).toEqual({ partners: [{ name: 'Test Beta' }] });
    expect(await partners(analyst)).toEqual({ partners: [] });
  });

  it('answers nobody without a token', async () => {
    expect(codeOf(await ask('{ jurisdiction(country: "NO") { country } }', null))).toBe('UNAUTHENTICATED');
    expect(codeOf(await ask('{ jurisdictions { country } }', null))).toBe('UNAUTHENTICATED');
  });
});
