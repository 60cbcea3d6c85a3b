import https from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { postWebhook } from '../../src/jobs/webhook-post.js';
import type { WebhookAccess } from '../../src/modules/webhooks/webhook.address.js';
import { selfSigned, type Certified } from './certificate.js';

const DAY_MS = 86_400_000;
const TOMORROW = new Date(Date.now() + DAY_MS);
const trusted = selfSigned('hooks.example', TOMORROW);
const expired = selfSigned('old.example', new Date(Date.now() - DAY_MS));

/** Endpoints over TLS that a test opens, each with a certificate of its own. */
const servers: https.Server[] = [];
let connections = 0;
let received: string[] = [];

async function endpoint({ key, certificate }: Certified): Promise<number> {
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  const server = https.createServer({ key: pem, cert: certificate }, (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.once('end', () => {
      received.push(`${request.headers.host} ${body}`);
      response.writeHead(204).end();
    });
  });
  server.on('connection', () => void (connections += 1)).on('tlsClientError', () => undefined);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** The names of the test mean this machine, which may be reached here. */
const access = (...addresses: readonly string[]): WebhookAccess & { asked: string[] } => {
  const asked: string[] = [];
  const resolve = (name: string) => Promise.resolve((asked.push(name), addresses));
  return { asked, loopback: true, resolve };
};
const post = (at: WebhookAccess, host: string, port: number) =>
  postWebhook(at, `https://${host}:${port}/`, { 'x-test': '1' }, '{"å":1}', 5_000);

beforeAll(() => {
  // As if these stood among the certificates the machine trusts: nothing of ours can be told to trust one.
  const make = tls.createSecureContext.bind(tls);
  jest.spyOn(tls, 'createSecureContext').mockImplementation((options) => {
    const made = make(options);
    const { context } = made as { context: { addCACert(pem: string): void } };
    for (const { certificate } of [trusted, expired]) context.addCACert(certificate);
    return made;
  });
});
beforeEach(() => {
  connections = 0;
  received = [];
});
afterAll(async () => {
  jest.restoreAllMocks();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test('a message arrives over TLS at the name its certificate is for', async () => {
  const local = access('127.0.0.1');
  const port = await endpoint(trusted);
  expect(await post(local, 'hooks.example', port)).toEqual({ answered: true, status: 204, retryAfter: undefined });
  expect(received).toEqual([`hooks.example:${port} {"å":1}`]);
  expect(local.asked).toEqual(['hooks.example']);
});

test.each([
  ['for another name', 'other.example', trusted, /altnames/],
  ['that nobody vouches for', 'hooks.example', selfSigned('hooks.example', TOMORROW), /self-signed/],
  ['that has run out', 'old.example', expired, /expired/],
])('nothing is sent to an endpoint with a certificate %s', async (_what, host, certified, why) => {
  const port = await endpoint(certified);
  expect(await post(access('127.0.0.1'), host, port)).toEqual({
    answered: false,
    detail: expect.stringMatching(why) as string,
  });
  expect(connections).toBe(1);
  expect(received).toEqual([]);
});

test('the address is checked by the socket itself: not even a handshake goes to a private one', async () => {
  const port = await endpoint(trusted);
  for (const [addresses, found] of [
    [['10.0.0.1'], '10.0.0.1'],
    [['127.0.0.1', '192.168.0.1'], '192.168.0.1'],
  ] as const) {
    const outcome = await post(access(...addresses), 'hooks.example', port);
    expect(outcome).toEqual({
      answered: false,
      detail: `hooks.example stands for ${found}, which is not a public address`,
    });
  }
  const outside = { ...access('127.0.0.1'), loopback: false };
  expect(await post(outside, 'hooks.example', port)).toMatchObject({ answered: false });
  expect(outside.asked).toEqual(['hooks.example']);
  expect(connections).toBe(0);
});
