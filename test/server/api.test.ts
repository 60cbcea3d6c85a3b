import { auditServer } from 'graphql-http';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { newCreditor, newPartner, register, useWorld, AGENT, type As, type Row } from '../scenarios/world.js';

const here = useWorld('2026-06-01');

/** A Norwegian person's case; its global id. */
let invoices = 0;
const claimOf = (creditorId: string, change: object = {}) => ({
  creditorId,
  debtor: {
    type: 'PERSON', name: 'Test Person', country: 'NO', address: { lines: ['Testveien 1'], postalCode: '0150', city: 'Oslo', country: 'NO' },
  },
  claims: [
    {
      invoiceNumber: `S-${++invoices}`, description: 'Strøm', invoiceDate: '2026-04-01', dueDate: '2026-04-15', principal: { amount: '1500.00', currency: 'NOK' },
    },
  ],
  ...change,
}); // prettier-ignore

let creditorId: string;
let partnerId: string;
beforeAll(async () => {
  const { world } = here;
  creditorId = await newCreditor(world, { name: 'Eksempel Kraft AS', country: 'NO', organisationNumber: '981566378' });
  partnerId = await newPartner(world, 'Muster Inkasso GmbH', 'exchange', { country: 'DE', feeBps: 1800 });
});

interface Answer {
  readonly data?: Row | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
  readonly extensions?: { cost?: number };
}

/** One POST; status and body. */
async function post(
  body: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; answer: Answer }> {
  const response = await fetch(here.world.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, answer: JSON.parse(text) as Answer };
}

const bearer = async (as: As = AGENT) => ({ authorization: `Bearer ${await here.world.token(as)}` });
const origin = () => new URL(here.world.url).origin;

describe('GraphQL over HTTP', () => {
  test('none of the audits of the specification finds an error', async () => {
    const results = await auditServer({ url: here.world.url });
    expect(results.length).toBeGreaterThanOrEqual(61);
    expect(results.filter(({ status }) => status === 'error').map(({ name }) => name)).toEqual([]);
  });

  test('without a token, data is refused; with a bad one, everything', async () => {
    const anonymous = await post({ query: '{ cases { totalCount } }' });
    expect(anonymous.answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHENTICATED']);
    expect(anonymous.answer.data ?? null).toBeNull();
    for (const authorization of [
      'Bearer nonsense',
      'Bearer',
      'Basic dGVzdDp0ZXN0',
      `${(await bearer()).authorization}x`,
    ]) {
      const refused = await post({ query: '{ businessDate }' }, { authorization });
      expect([refused.status, refused.answer.errors?.[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  test('a reader sees its own', async () => {
    const { world } = here;
    const id = await register(world, claimOf(creditorId));
    const other = await newCreditor(world, {
      name: 'Treningsstudio Eksempel AS',
      country: 'NO',
      organisationNumber: '701730496',
    });
    const query = `query ($id: ID!) { case(id: $id) { id } viewer { roles creditor { id } } }`;
    const own = await world.ask(query, { id }, { role: 'CREDITOR', creditorId: creditorId.split(':')[1]! });
    expect(own).toEqual({ case: { id }, viewer: { roles: ['CREDITOR'], creditor: { id: creditorId } } });
    const foreign = await world.ask(query, { id }, { role: 'CREDITOR', creditorId: other.split(':')[1]! });
    expect(foreign['case']).toBeNull();
    expect((await world.ask(query, { id }, { role: 'PARTNER', partnerId }))['case']).toBeNull();
  });

  test.each([
    ['nb', '8. juni 2026'],
    ['sv-SE, en;q=0.5', '8 juni 2026'],
    ['fi', '8. kesäkuuta 2026'],
    ['en', '8 June 2026'],
  ])('refusals are told in the language asked for: %s', async (accepted, day) => {
    // Due 25 May, asked on 1 June: the agency takes claims from the 14th day after the due date, 8 June.
    const input = claimOf(creditorId);
    const claims = [{ ...input.claims[0]!, invoiceDate: '2026-05-11', dueDate: '2026-05-25' }];
    const { answer } = await post(
      { query: `mutation ($input: RegisterCaseInput!) { registerCase(input: $input) { case { id } userErrors { code field message } } }`, variables: { input: { ...input, claims } } },
      { ...(await bearer()), 'accept-language': accepted },
    ); // prettier-ignore
    const [refusal] = answer.data!['registerCase']!['userErrors']!;
    expect(refusal).toMatchObject({ code: 'TOO_EARLY', field: ['claims', '0', 'dueDate'] });
    expect(String(refusal!['message']).replaceAll('\u00a0', ' ')).toContain(day);
  });

  test('every answer says what it cost, and what costs too much is not begun', async () => {
    const fine = await post({ query: '{ cases(first: 10) { edges { node { reference } } } }' }, await bearer());
    expect(fine.answer.extensions?.cost).toBeGreaterThan(0);
    const nested =
      '{ creditors(first: 100) { edges { node { cases(first: 100) { edges { node { events(first: 100) { edges { node { text } } } } } } } } } }';
    const greedy = await post({ query: nested }, await bearer());
    expect(greedy.answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(['QUERY_TOO_COSTLY']);
  });

  test('a list is answered without the ordinary resolvers', async () => {
    const { world } = here;
    const id = await register(world, claimOf(creditorId));
    const read = jest.spyOn(world.platform.db, 'query');
    const manager = jest.spyOn(world.platform.db, 'createQueryRunner');
    const { cases } = await world.ask(
      '{ cases(first: 5) { totalCount edges { node { id status balance { outstanding { amount } } claims { invoiceNumber } } } } }',
    );
    expect(cases!['edges']!.map(({ node }) => node!['id'])).toContain(id);
    // The resolvers read through TypeORM; the compiled statement has connections of its own.
    expect([read.mock.calls.length, manager.mock.calls.length]).toEqual([0, 0]);
    jest.restoreAllMocks();
  });

  test('a fault of ours tells the client nothing of what is inside', async () => {
    const { world } = here;
    jest.spyOn(world.platform.db, 'transaction').mockRejectedValue(new Error('relation "secret_table" is broken'));
    const { text, answer } = await post(
      { query: `mutation ($input: RegisterCaseInput!) { registerCase(input: $input) { case { id } } }`, variables: { input: claimOf(creditorId) } },
      await bearer(),
    ); // prettier-ignore
    jest.restoreAllMocks();
    expect(answer.errors).toMatchObject([
      { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    expect(world.faults).toMatchObject([{ message: 'relation "secret_table" is broken' }]);
    world.faults.length = 0;
    expect(text).not.toMatch(/secret_table|stack|\.ts|node_modules/);
  });

  test('a key used again gives the same answer, or a refusal for another request', async () => {
    const { world } = here;
    const mutation = `mutation ($input: RegisterCaseInput!) { registerCase(input: $input) { case { id reference } userErrors { code field } } }`;
    const input = claimOf(creditorId, { idempotencyKey: 'once' });
    const first = await world.ask(mutation, { input });
    expect(first['registerCase']!['userErrors']).toEqual([]);
    expect(await world.ask(mutation, { input })).toEqual(first);
    const both = await Promise.all([1, 2, 3].map(() => world.ask(mutation, { input })));
    expect(both).toEqual([first, first, first]);
    const other = await world.ask(mutation, { input: { ...claimOf(creditorId), idempotencyKey: 'once' } });
    expect(other['registerCase']).toEqual({
      case: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }],
    });
  });
});

describe('beside the graph', () => {
  test('a browser gets GraphiQL, whole and from here', async () => {
    const page = await fetch(here.world.url, { headers: { accept: 'text/html,application/xhtml+xml' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(files).toContain('/graphiql/graphiql.js');
    for (const file of files) {
      expect(file).toMatch(/^\//);
      const asset = await fetch(origin() + file);
      expect([file, asset.status]).toEqual([file, 200]);
      expect((await asset.text()).length).toBeGreaterThan(1000);
    }
  });

  test('it says that it lives, is ready, and how it does', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const response = await fetch(origin() + path);
      expect([path, response.status, await response.json()]).toEqual([path, 200, { status: 'ok' }]);
    }
    const metrics = await fetch(`${origin()}/metrics`);
    expect(metrics.status).toBe(200);
    expect(await metrics.text()).toContain('process_cpu_seconds_total');
  });

  test('a webhook nobody signed is turned away, and so is one of a network there is not', async () => {
    const send = (network: string) =>
      fetch(`${origin()}/webhooks/${network}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': 'm1',
          'webhook-timestamp': '1',
          'webhook-signature': 'v1,AAAA',
        },
        body: '{"data":{"reference":"SB-1"}}',
      });
    expect((await send('sandbox')).status).toBe(401);
    expect((await send('exchange')).status).toBe(404);
    expect((await send('constructor')).status).toBe(404);
  });
});

describe('subscriptions', () => {
  let clients: Client[] = [];
  afterEach(async () => {
    for (const client of clients) await client.dispose();
    clients = [];
  });

  async function connect(connectionParams: Record<string, string>): Promise<Client> {
    const url = here.world.url.replace('http', 'ws');
    const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams });
    clients.push(client);
    return client;
  }

  /** What comes first of a subscription, so many items; the subscription is begun at once. */
  async function take(count: number, as: As, query: string, variables: Record<string, unknown> = {}): Promise<Row[]> {
    const received = (await connect(await bearer(as))).iterate<Row>({ query, variables });
    const taken: Row[] = [];
    for await (const { data, errors } of received) {
      expect(errors).toBeUndefined();
      taken.push(...Object.values(data!));
      if (taken.length === count) break;
    }
    return taken;
  }

  const EVENTS = `subscription ($creditor: ID, $after: ID) { caseEvents(creditorId: $creditor, afterEventId: $after) { id type text } }`;

  const eventsOf = async (id: string): Promise<Row[]> => {
    const { case: found } = await here.world.ask(
      `query ($id: ID!) { case(id: $id) { events { edges { node { id type } } } } }`,
      { id },
    );
    return found!['events']!['edges']!.map(({ node }) => node!);
  };

  test('events are resumed after the last one known, and go on as they happen', async () => {
    const { world } = here;
    const id = await register(world, claimOf(creditorId));
    const [registered, routed] = await eventsOf(id);
    const some = take(2, AGENT, EVENTS, { creditor: creditorId, after: registered!['id'] });
    const pause = `mutation ($id: ID!) { pauseCase(caseId: $id, reason: "Test") { userErrors { message } } }`;
    await world.act(pause, { id });
    const events = await some;
    expect(events[0]).toMatchObject({ id: routed!['id'], type: 'routed' });
    expect(events[1]).toMatchObject({ type: 'paused' });
  });

  test('a creditor hears of its own cases alone', async () => {
    const { world } = here;
    const stranger = await newCreditor(world, {
      name: 'Esimerkki Sähkö Oy',
      country: 'FI',
      organisationNumber: '0737546-2',
    });
    const own = await register(world, claimOf(stranger));
    const [first] = await eventsOf(own);
    const some = take(2, { role: 'CREDITOR', creditorId: stranger.split(':')[1]! }, EVENTS, {
      after: first!['id'],
    });
    await register(world, claimOf(creditorId));
    await world.act(`mutation ($id: ID!) { pauseCase(caseId: $id, reason: "Test") { userErrors { message } } }`, {
      id: own,
    });
    expect((await some).map(({ type }) => type)).toEqual(['routed', 'paused']);
  });

  test('a partner hears of a referral as it reaches it', async () => {
    const { world } = here;
    const staff: As = { role: 'PARTNER', partnerId };
    const received = (await connect(await bearer(staff))).iterate<{ referralReceived: Row }>({
      query: `subscription { referralReceived { status partner { name } case { claims { invoiceNumber } } } }`,
    });
    const next = received.next();
    // Nothing tells when the server has begun to listen: cases are handed over until one is heard of.
    let heard = false;
    void next.then(() => (heard = true));
    const german = {
      debtor: {
        type: 'COMPANY',
        name: 'Probe GmbH',
        country: 'DE',
        address: { lines: ['Probeweg 1'], postalCode: '10115', city: 'Berlin', country: 'DE' },
      },
    };
    for (let attempt = 0; attempt < 20 && !heard; attempt += 1) {
      await register(world, claimOf(creditorId, german));
      await world.until('2026-06-01');
    }
    const { value } = await next;
    expect(value?.data?.referralReceived).toMatchObject({
      status: 'SUBMITTED',
      partner: { name: 'Muster Inkasso GmbH' },
    });
    await received.return!();
  });

  test('nobody follows anything without a token, or with a bad one', async () => {
    const outcome = (client: Client) =>
      client.iterate({ query: 'subscription { caseEvents { id } }' }).next().then(
        ({ value }) => (value as { errors?: unknown } | undefined)?.errors ?? 'data',
        (refusal: unknown) => refusal,
      ); // prettier-ignore
    expect(await outcome(await connect({}))).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    // 4403: the code of graphql-transport-ws for a connection that is forbidden.
    expect(await outcome(await connect({ authorization: 'Bearer nonsense' }))).toMatchObject({ code: 4403 });
  });

  test('queries and mutations are not served past the limits of HTTP', async () => {
    const client = await connect(await bearer());
    for (const query of ['{ businessDate }', 'mutation { resumeCase(caseId: "Case:x") { userErrors { code } } }']) {
      await expect(client.iterate({ query }).next()).rejects.toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    }
    await expect(client.iterate({ query: 'subscription {' }).next()).rejects.toMatchObject([
      { message: expect.stringContaining('Syntax Error') as string },
    ]);
  });

  test('a fault of ours tells a subscriber nothing of what is inside', async () => {
    const { world } = here;
    const [event] = await eventsOf(await register(world, claimOf(creditorId)));
    const client = await connect(await bearer());
    jest.spyOn(world.platform.db, 'query').mockRejectedValue(new Error('relation "secret_table" is broken'));
    const told = await client.iterate({ query: EVENTS, variables: { after: event!['id'] } }).next().then(
      ({ value }) => value as unknown,
      (refusal: unknown) => refusal,
    ); // prettier-ignore
    jest.restoreAllMocks();
    expect(JSON.stringify(told)).toContain('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(told)).not.toContain('secret_table');
    expect(world.faults).toMatchObject([{ message: 'relation "secret_table" is broken' }]);
    world.faults.length = 0;
  });
});
