import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { getOperationAST, GraphQLError, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { WebSocketServer } from 'ws';
import { SandboxClock } from './clock.js';
import { COMPUTED_FIELDS } from './computed-fields.js';
import type { Config } from './config.js';
import { Announcements } from './graphql/announcements.js';
import { apolloServer, MAXIMUM_TOKENS, readableFault } from './graphql/apollo.js';
import { compiledReads } from './graphql/compiled-reads.js';
import type { Context } from './graphql/context.js';
import { Loaders } from './graphql/loaders.js';
import { tokenReader } from './graphql/tokens.js';
import { databaseUrl } from './jobs/queue.js';
import { takeSmsReport } from './modules/notices/announcing.js';
import { receiveWebhook } from './modules/referrals/webhook.js';
import { publishedKeySet } from './modules/webhooks/webhook.keys.js';
import type { Platform, Viewer } from './platform.js';
import { schema as builtSchema } from './schema.js';
import { bestLanguage } from './texts.js';

/** Most a request body may hold: a hundred invoice files of the size an import accepts would be unreasonable at once. */
const MAXIMUM_BODY_BYTES = 32 * 1024 * 1024;

export interface RunningApi {
  readonly url: string;
  stop(): Promise<void>;
}

/** The API on its port: GraphQL over HTTP and WebSocket, GraphiQL for browsers, health, metrics and partners' webhooks. */
export async function startApi(config: Config, platform: Platform): Promise<RunningApi> {
  const { db } = platform;
  const announcements = await Announcements.open(databaseUrl(db));
  followClock(platform, announcements);
  const schema = await builtSchema();
  const reads = compiledReads(schema, db, databaseUrl(db), COMPUTED_FIELDS, platform.onFault);
  const app = fastify({ bodyLimit: MAXIMUM_BODY_BYTES });
  const apollo = apolloServer({
    schema,
    plugins: [fastifyApolloDrainPlugin(app), reads.plugin],
    onFault: platform.onFault,
  });
  await apollo.start();
  const contextOf = contextMaker(config, platform, announcements);

  serveGraphiql(app, config.root);
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    handler: fastifyApolloHandler(apollo, { context: (request) => contextOf(request.headers) }),
  });
  serveOperations(app, platform);
  serveWebhooks(app, platform);
  serveWebhookKeys(app, platform);
  const sockets = serveSubscriptions(app, (headers) => contextOf(headers));
  const address = await app.listen({ port: config.port, host: config.host });
  return {
    url: `${address}/graphql`,
    stop: async () => {
      await sockets.dispose();
      await apollo.stop();
      await app.close();
      await announcements.close();
      await reads.close();
    },
  };

  function serveSubscriptions(instance: FastifyInstance, context: (headers: Headers) => Promise<Context>) {
    const server = new WebSocketServer({ server: instance.server, path: '/graphql' });
    const readable = (errors: readonly GraphQLError[]) =>
      errors.map((error) => readableFault(error.toJSON(), error.originalError ?? error, platform.onFault));
    return useServer(
      {
        schema,
        context: ({ connectionParams }) => context(connectionParams as Headers),
        onConnect: ({ connectionParams }) => context(connectionParams as Headers).then(() => true, isRefusal),
        onSubscribe: (_socket, _id, { query, operationName }) => refuseOtherOperations(query, operationName),
        onNext: (_socket, _id, _payload, _args, result) =>
          result.errors && { ...result, errors: readable(result.errors) },
        onError: (_socket, _id, _payload, errors) => readable(errors),
      },
      server,
    );
  }
}

/** False for a connection that is refused; anything else that went wrong is a fault. */
function isRefusal(error: unknown): false {
  if (error instanceof GraphQLError) return false;
  throw error;
}

/** Reads and writes go over HTTP, where their cost is limited: over WebSocket only subscriptions are served. */
function refuseOtherOperations(query: string, operationName?: string | null): readonly GraphQLError[] | undefined {
  try {
    const operation = getOperationAST(parse(query, { maxTokens: MAXIMUM_TOKENS }), operationName)?.operation;
    if (operation === undefined || operation === 'subscription') return undefined;
    const message = 'Only subscriptions are served over WebSocket; send queries and mutations over HTTP.';
    return [new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })];
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function contextMaker(config: Config, platform: Platform, announcements: Announcements) {
  const readToken = tokenReader(config);
  return async (headers: Headers = {}): Promise<Context> => {
    const viewer = await viewerOf(headers, readToken);
    const language = bestLanguage(one(headers, 'accept-language'));
    return { platform, viewer, language, announcements, loaders: new Loaders(platform.db, viewer) };
  };
}

const one = (headers: Headers, name: string): string | undefined => {
  const value = headers[name] ?? headers[name.replace(/(^|-)./g, (letter) => letter.toUpperCase())];
  return Array.isArray(value) ? value[0] : value;
};

async function viewerOf(
  headers: Headers,
  readToken: (token: string) => Promise<Viewer | null>,
): Promise<Viewer | null> {
  const authorization = one(headers, 'authorization');
  if (!authorization) return null;
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const viewer = token === undefined ? null : await readToken(token);
  if (viewer) return viewer;
  throw new GraphQLError('The bearer token is not valid.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });
}

/** A header sent twice is no header of a webhook's: its last value would depend on who reads. */
const singleHeaders = (headers: Headers): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? undefined : value]));

/** The sandbox clock may be moved by another process. */
function followClock(platform: Platform, announcements: Announcements): void {
  const { clock, db } = platform;
  if (clock instanceof SandboxClock) announcements.onAnnounced('business_clock', () => void clock.refresh(db));
}

/** GraphiQL, from its npm package: a browser that opens /graphql gets the page, everything else goes on to the API. */
function serveGraphiql(app: FastifyInstance, root: string): void {
  const packages = createRequire(path.join(root, 'package.json'));
  const files: Readonly<Record<string, readonly [string, string]>> = {
    'graphiql.css': ['graphiql/graphiql.min.css', 'text/css'],
    'react.js': ['react/umd/react.production.min.js', 'text/javascript'],
    'react-dom.js': ['react-dom/umd/react-dom.production.min.js', 'text/javascript'],
    'graphiql.js': ['graphiql/graphiql.min.js', 'text/javascript'],
  };
  for (const [name, [file, type]] of Object.entries(files)) {
    const content = readFileSync(
      path.join(path.dirname(packages.resolve(`${file.split('/')[0]}/package.json`)), ...file.split('/').slice(1)),
    );
    app.get(`/graphiql/${name}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'max-age=86400').send(content),
    );
  }
  const page = readFileSync(path.join(root, 'schema', 'graphiql.html'));
  app.addHook('onRequest', async (request, reply) => {
    const wantsPage =
      request.method === 'GET' && request.url === '/graphql' && /text\/html/.test(request.headers.accept ?? '');
    if (wantsPage) await reply.type('text/html').send(page);
  });
}

/** What whoever runs the API asks of it. */
function serveOperations(app: FastifyInstance, { db, clock }: Platform): void {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const due = new Gauge({
    name: 'fordring_due_steps_waiting',
    help: 'Cases whose next step is due and not taken yet.',
    registers: [metrics],
    async collect() {
      const [row] = await db.query('select count(*)::integer as waiting from schedule where due_on <= $1', [
        clock.today(),
      ]);
      due.set(Number(row.waiting));
    },
  });
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await db.query('select 1').then(
      () => true,
      () => false,
    );
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'no database' });
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
}

/** Keys that our webhooks are signed with, for whoever receives them. */
function serveWebhookKeys(app: FastifyInstance, platform: Platform): void {
  app.get('/.well-known/webhook-keys.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(await publishedKeySet(platform, Date.now())),
  );
}

/** Webhooks of partners and of the SMS gateway: verified over the body, or the address, as it came. */
function serveWebhooks(app: FastifyInstance, platform: Platform): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { network: string } }>('/webhooks/:network', async (request, reply) => {
      const status = await receiveWebhook(
        platform,
        request.params.network,
        singleHeaders(request.headers),
        request.body as string,
        Date.now(),
      );
      return reply.code(status).send();
    });
    scope.post<{ Params: { attempt: string; proof: string } }>(
      '/sms-reports/:attempt/:proof',
      async (request, reply) => {
        const { attempt, proof } = request.params;
        return reply.code(await takeSmsReport(platform, attempt, proof, request.body as string)).send();
      },
    );
  });
}
