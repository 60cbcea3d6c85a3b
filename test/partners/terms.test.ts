import { graphql, parse } from 'graphql';
import { COMPUTED_FIELDS } from '../../src/computed-fields.js';
import { isoDate } from '../../src/domain/date.js';
import { route, type RoutingFacts } from '../../src/domain/routing.js';
import { compiledReads } from '../../src/graphql/compiled-reads.js';
import { globalId, keyOf, uuidv7 } from '../../src/graphql/ids.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { loadRoutingWorld } from '../../src/modules/routing/routing.world.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { schema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, testPlatform } from '../setup/platform.js';
import { quietNetwork } from './quiet-network.js';

const db = useDatabase();
const ON = isoDate('2026-06-01');
let platform: Platform;
let count = 0;

beforeAll(async () => {
  platform = await testPlatform(db.dataSource, { on: ON, networks: { quiet: quietNetwork() } });
});

interface Answer {
  readonly partner: Record<string, unknown> | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[]; readonly message: string }[];
}

const SHOWN = `id name network country contact { name email phone } suspended suspendedOn suspensionReason acceptWithinDays
  answerWithinDays statusEveryMonths countries coverage { country exclusive minimum { amount currency } maximum { amount currency }
  currencies partyTypes successFeePercent fees { fromAgeDays fromAmount { amount currency } successFeePercent } }`;

async function ask(source: string, variables: object, viewer: Viewer = agent) {
  const contextValue = { platform, viewer, language: 'en', loaders: new Loaders(db.dataSource, viewer) };
  const answer = await graphql({ schema: await schema(), source, contextValue, variableValues: { ...variables } });
  return JSON.parse(JSON.stringify(answer)) as { data: Record<string, Answer>; errors?: { message: string }[] };
}

async function mutate(name: string, type: string, input: object, viewer: Viewer = agent): Promise<Answer> {
  const { data, errors } = await ask(
    `mutation ($input: ${type}!) { ${name}(input: $input) { partner { ${SHOWN} } userErrors { code field message } } }`,
    { input },
    viewer,
  );
  expect(errors).toBeUndefined();
  return data[name]!;
}

const register = (input: object = {}) =>
  mutate('registerPartner', 'RegisterPartnerInput', { name: `Agence ${count++}`, network: 'quiet', ...input });
const change = (partnerId: unknown, input: object) =>
  mutate('changePartnerTerms', 'ChangePartnerTermsInput', { partnerId, ...input });

test('an agency is taken in with its terms, and shown with them', async () => {
  const coverage = [
    {
      country: 'FR',
      minimum: { amount: '50.00', currency: 'EUR' },
      partyTypes: ['COMPANY'],
      successFeePercent: '20',
      fees: [{ fromAgeDays: 180, fromAmount: { amount: '0', currency: 'EUR' }, successFeePercent: '32.5' }],
    },
    { country: 'BE', currencies: ['EUR'], successFeePercent: '18.25' },
  ];
  const contact = { name: 'Bureau étranger', email: 'dossiers@agence.example' };
  const { partner, userErrors } = await register({ country: 'FR', contact, statusEveryMonths: 2, coverage });
  expect(userErrors).toEqual([]);
  expect(partner).toMatchObject({
    country: 'FR',
    contact: { ...contact, phone: null },
    suspended: false,
    acceptWithinDays: 1,
    answerWithinDays: 2,
    statusEveryMonths: 2,
    countries: ['BE', 'FR'],
    coverage: [
      {
        country: 'BE',
        exclusive: false,
        currencies: ['EUR'],
        partyTypes: ['PERSON', 'COMPANY'],
        successFeePercent: '18.25',
      },
      {
        country: 'FR',
        minimum: { amount: '50.00', currency: 'EUR' },
        maximum: null,
        currencies: null,
        successFeePercent: '20',
        fees: [{ fromAgeDays: 180, fromAmount: { amount: '0.00', currency: 'EUR' }, successFeePercent: '32.5' }],
      },
    ],
  });
});

test('changed terms take the place of what is given, and leave the rest', async () => {
  const { partner } = await register({ country: 'DE', coverage: [{ country: 'DE', successFeePercent: '20' }] });
  expect((await change(partner!.id, { answerWithinDays: 5 })).partner).toMatchObject({
    country: 'DE',
    answerWithinDays: 5,
    countries: ['DE'],
  });
  const { partner: moved } = await change(partner!.id, { coverage: [{ country: 'AT', successFeePercent: '22' }] });
  expect(moved).toMatchObject({ countries: ['AT'], answerWithinDays: 5 });
  const [{ details }] = await platform.db.query(
    'select details from audit where entity_id = $1 order by id desc limit 1',
    [keyOf('Partner', partner!.id as string)],
  );
  expect(details).toMatchObject({ coverage: [{ country: 'AT', successFeeBps: 2200 }], answerWithinDays: null });
});

test('everything wrong is named at once, and nothing is written', async () => {
  const before = await db.dataSource.query('select count(*) from partner');
  const answer = await register({
    name: ' ',
    network: 'pigeon',
    acceptWithinDays: 0,
    contact: { name: 'x', email: 'nobody' },
    coverage: [
      { country: 'FR', successFeePercent: '100.01', currencies: ['XYZ'], partyTypes: [] },
      {
        country: 'FR',
        successFeePercent: '10',
        minimum: { amount: '10', currency: 'EUR' },
        maximum: { amount: '9', currency: 'EUR' },
        fees: [0, 0].map((fromAgeDays) => ({
          fromAgeDays,
          fromAmount: { amount: '0', currency: 'EUR' },
          successFeePercent: '1',
        })),
      },
    ],
  });
  expect(answer.partner).toBeNull();
  expect(answer.userErrors.map(({ field }) => field.join('.')).sort()).toEqual([
    'acceptWithinDays',
    'contact.email',
    'coverage.0.currencies.0',
    'coverage.0.partyTypes',
    'coverage.0.successFeePercent',
    'coverage.1.country',
    'coverage.1.fees.1',
    'coverage.1.maximum',
    'name',
    'network',
  ]);
  expect(await db.dataSource.query('select count(*) from partner')).toEqual(before);
});

test('a name is taken once, and a country is given alone to one', async () => {
  const alone = [{ country: 'PT', exclusive: true, successFeePercent: '25' }];
  const { partner } = await register({ coverage: alone });
  expect((await register({ name: partner!.name })).userErrors).toMatchObject([{ field: ['name'] }]);
  expect((await register({ coverage: alone })).userErrors).toMatchObject([
    {
      code: 'INVALID_STATE',
      field: ['coverage', '0', 'exclusive'],
      message: `${String(partner!.name)} has the country alone.`,
    },
  ]);
  expect((await change(partner!.id, { coverage: alone })).userErrors).toEqual([]);
  expect((await change(globalId('Partner', uuidv7()), {})).userErrors).toMatchObject([
    { code: 'NOT_FOUND', field: ['partnerId'] },
  ]);
});

const FACTS: RoutingFacts = {
  creditorCountry: 'NO',
  debtorCountry: 'ES',
  debtorType: 'COMPANY',
  principal: { minor: 100_000n, currency: 'EUR' },
  latestDueDate: isoDate('2025-06-01'),
  limitation: null,
  disputed: false,
  hasAddress: true,
  preferredPartnerIds: [],
  overridePartnerId: null,
  referredByPartnerId: null,
};

test('a case goes to whoever is cheapest for its age and amount', async () => {
  const old = [{ fromAgeDays: 365, fromAmount: { amount: '0', currency: 'EUR' }, successFeePercent: '40' }];
  const cheap = await register({ coverage: [{ country: 'ES', successFeePercent: '15', fees: old }] });
  const flat = await register({ coverage: [{ country: 'ES', successFeePercent: '25' }] });
  const chosen = async (latestDueDate: string) => {
    const world = await loadRoutingWorld(platform, ON);
    return route({ ...FACTS, latestDueDate: isoDate(latestDueDate) }, world).partnerId;
  };
  // 364 and 365 days before 1 June 2026.
  expect(await chosen('2025-06-02')).toBe(keyOf('Partner', String(cheap.partner!.id)));
  expect(await chosen('2025-06-01')).toBe(keyOf('Partner', String(flat.partner!.id)));
});

test('a suspended partner gets no new cases, says why to the agency alone, and may come back', async () => {
  const { partner } = await register({ coverage: [{ country: 'IT', successFeePercent: '15' }] });
  const SUSPEND = `mutation ($id: ID!, $reason: String!) { suspendPartner(partnerId: $id, reason: $reason) {
    partner { suspended suspendedOn suspensionReason } userErrors { field } } }`;
  const id = partner!.id;
  expect((await ask(SUSPEND, { id, reason: ' ' })).data.suspendPartner).toMatchObject({
    userErrors: [{ field: ['reason'] }],
  });
  const { data } = await ask(SUSPEND, { id, reason: 'No licence since May.' });
  expect(data.suspendPartner!.partner).toEqual({
    suspended: true,
    suspendedOn: '2026-06-01',
    suspensionReason: 'No licence since May.',
  });
  const italian = { ...FACTS, debtorCountry: 'IT' };
  expect(route(italian, await loadRoutingWorld(platform, ON)).kind).toBe('MANUAL_REVIEW');
  const creditor = creditorStaff(uuidv7());
  const seen = await ask('{ partners { name suspensionReason coverage { country } } }', {}, creditor);
  expect(JSON.stringify(seen.data)).not.toMatch(/licence|country/);
  const back = await ask(
    `mutation ($id: ID!) { reinstatePartner(partnerId: $id) { partner { suspended suspensionReason } } }`,
    { id },
  );
  expect(back.data.reinstatePartner!.partner).toEqual({ suspended: false, suspensionReason: null });
  expect(route(italian, await loadRoutingWorld(platform, ON)).kind).toBe('PARTNER_NETWORK');
});

test('is for the agency', async () => {
  const partner: Viewer = { subject: 'x', roles: ['PARTNER'], creditorId: null, partnerId: uuidv7() };
  const { errors } = await ask('mutation { reinstatePartner(partnerId: "x") { userErrors { field } } }', {}, partner);
  expect(errors).toMatchObject([{ message: 'Only for AGENT.' }]);
});

test('a compiled read tells of a suspension no more than the resolvers do', async () => {
  const { partner } = await register();
  await db.dataSource.query(`update partner set suspended = true, suspension_reason = 'Secret' where id = $1`, [
    keyOf('Partner', String(partner!.id)),
  ]);
  const reads = compiledReads(await schema(), db.dataSource, db.url, COMPUTED_FIELDS, platform.onFault);
  const document = parse(`{ node(id: "${String(partner!.id)}") { ... on Partner { suspended suspensionReason } } }`);
  const read = async (viewer: Viewer) => {
    const context = { platform, viewer, language: 'en' as const, loaders: new Loaders(db.dataSource, viewer) };
    return (await reads.answer(document, null, {}, context))?.toJSON();
  };
  expect(await read(agent)).toEqual({ node: { suspended: true, suspensionReason: 'Secret' } });
  expect(await read(creditorStaff(uuidv7()))).toEqual({ node: { suspended: true, suspensionReason: null } });
  await reads.close();
});
