import { execute, parse, type GraphQLSchema } from 'graphql';
import type { Context } from '../../src/graphql/context.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { seedExchangeRates } from '../../src/modules/routing/exchange-rates.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { schema as builtSchema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, testPlatform } from '../setup/platform.js';
import { CREDITOR, GERMAN, newPartner, request } from './requests.js';

const database = useDatabase();
let platform: Platform;
let schema: GraphQLSchema;

beforeAll(async () => {
  platform = await testPlatform(database.dataSource);
  await seedExchangeRates(platform.db);
  schema = await builtSchema();
});

async function ask(text: string, variables: Record<string, unknown>, viewer: Viewer = agent) {
  const loaders = new Loaders(platform.db, viewer);
  const contextValue: Context = { platform, viewer, language: 'nb', loaders };
  const answer = await execute({ schema, document: parse(text), variableValues: variables, contextValue });
  return JSON.parse(JSON.stringify(answer)) as {
    data: Record<string, unknown>;
    errors?: { extensions: { code: string } }[];
  };
}

const REGISTER_CREDITOR = `mutation ($input: CreditorInput!) {
  registerCreditor(input: $input) { creditor { id organisationNumber automation } userErrors { code message field } } }`;
const REGISTER_CASE = `mutation ($input: RegisterCaseInput!) { registerCase(input: $input) {
  case { reference status creditor { name } debtor { name nationalId language address { lines city } }
    claims { principal { amount currency } } routing { kind candidates { chosen reason text } } }
  userErrors { code message field legalBasis { provision } } } }`;

async function creditorId(): Promise<string> {
  const rows: { id: string }[] = await platform.db.query('select id from creditor');
  return `Creditor:${rows[0]!.id}`;
}

test('a creditor, then its case, whole in one answer', async () => {
  const first = await ask(REGISTER_CREDITOR, { input: CREDITOR });
  expect(first).toMatchObject({
    data: {
      registerCreditor: { creditor: { organisationNumber: '123456785', automation: 'AUTOMATIC' }, userErrors: [] },
    },
  });
  const again = await ask(REGISTER_CREDITOR, { input: CREDITOR });
  expect(again).toMatchObject({
    data: { registerCreditor: { creditor: null, userErrors: [{ code: 'INVALID_INPUT' }] } },
  });
  const { debtor, claims } = request('');
  const answer = await ask(REGISTER_CASE, { input: { creditorId: await creditorId(), debtor, claims } });
  expect(answer).toMatchObject({
    data: {
      registerCase: {
        case: {
          status: 'ACTIVE',
          creditor: { name: CREDITOR.name },
          debtor: { name: 'Test Person', nationalId: '*******6784', language: 'nb', address: { city: 'Oslo' } },
          claims: [{ principal: { amount: '1500.00', currency: 'NOK' } }],
          routing: { kind: 'COUNTRY_MODULE' },
        },
        userErrors: [],
      },
    },
  });
});

test('refusals come in the reader’s language, with field and law', async () => {
  const { debtor, claims } = request('');
  const old = [{ ...claims[0], invoiceDate: '2022-12-01', dueDate: '2023-01-15' }];
  const answer = await ask(REGISTER_CASE, { input: { creditorId: await creditorId(), debtor, claims: old } });
  const [refusal] = (answer.data['registerCase'] as { userErrors: Record<string, unknown>[] }).userErrors;
  expect(refusal).toMatchObject({
    code: 'TIME_BARRED',
    field: ['claims', '0', 'dueDate'],
    legalBasis: { provision: expect.any(String) as string },
  });
});

test('several rows, one bad', async () => {
  const { debtor, claims } = request('');
  const id = await creditorId();
  const answer = await ask(
    `mutation ($input: [RegisterCaseInput!]!) { registerCases(input: $input) { accepted refused userErrors { code }
      results { case { reference } userErrors { code field } } } }`,
    {
      input: [
        { creditorId: id, debtor, claims },
        { creditorId: id, debtor, claims },
      ],
    },
  );
  expect(answer).toMatchObject({
    data: { registerCases: { accepted: 1, refused: 1, results: [{ userErrors: [] }, { case: null }] } },
  });
});

describe('routePreview', () => {
  const PREVIEW = `query ($input: RoutePreviewInput!) { routePreview(input: $input) {
    kind country decidedOn partner { name } candidates { kind chosen reason text partner { name } } } }`;
  const input = {
    creditorCountry: 'NO',
    debtorCountry: 'DE',
    debtorType: 'COMPANY',
    principal: { amount: '100.00', currency: 'EUR' },
    dueDate: '2026-03-01',
  };

  test('shows who would have it, and writes nothing', async () => {
    await newPartner(platform, 'Preview Test Agency', GERMAN.country, 1000);
    expect(await ask(PREVIEW, { input })).toMatchObject({
      data: { routePreview: { kind: 'PARTNER_NETWORK', country: 'DE', partner: { name: 'Preview Test Agency' } } },
    });
    expect(await ask(PREVIEW, { input: { ...input, disputed: true } })).toMatchObject({
      data: { routePreview: { kind: 'REFUSED', candidates: [{ reason: 'DISPUTED', chosen: true }] } },
    });
  });

  test('what is no claim is a fault of the request', async () => {
    const answer = await ask(PREVIEW, { input: { ...input, debtorCountry: 'XX' } });
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('roles: a creditor takes in no creditors, routes nothing anew, and loads no rates', async () => {
  const staff = creditorStaff((await creditorId()).slice('Creditor:'.length));
  for (const [text, variables] of [
    [REGISTER_CREDITOR, { input: CREDITOR }],
    ['mutation { rerouteCase(caseId: "Case:x", reason: "Test") { userErrors { code } } }', {}],
    ['mutation { loadExchangeRates(content: "Date") { loaded } }', {}],
  ] as const) {
    expect((await ask(text, variables, staff)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
});
