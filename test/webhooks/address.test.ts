import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { postWebhook } from '../../src/jobs/webhook-post.js';
import { mayBeTakenIn, readEndpoint, type WebhookAccess } from '../../src/modules/webhooks/webhook.address.js';

/** Names that stand for what a test says, each time it is asked. */
const names = (...answers: readonly (readonly string[])[]): WebhookAccess & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    loopback: false,
    resolve: async (name) => {
      asked.push(name);
      return answers[Math.min(asked.length, answers.length) - 1]!;
    },
  };
};
const PUBLIC = '93.184.216.34';
const access = names([PUBLIC]);
const taken = async (url: string, at: WebhookAccess = access): Promise<boolean> => {
  const endpoint = readEndpoint(url, at);
  return endpoint !== null && mayBeTakenIn(endpoint, at);
};

describe('an endpoint', () => {
  test.each(['https://partner.example/hooks', 'https://93.184.216.34:8443/', 'https://[2606:2800:220:1::1]/'])(
    '%s may be taken in',
    async (url) => expect(await taken(url)).toBe(true),
  );

  test.each([
    'http://partner.example/', 'ftp://partner.example/', 'https://user:password@partner.example/', 'https://partner.example/#here',
    'partner.example', '', `https://partner.example/${'a'.repeat(2000)}`,
    // The same machine in every spelling a URL knows.
    'https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://0/', 'https://[::1]/',
    'https://[::ffff:127.0.0.1]/', 'https://[::127.0.0.1]/', 'https://[64:ff9b::7f00:1]/', 'https://[2002:7f00:1::]/',
    // Private, shared, link-local with the metadata services of clouds, test networks, multicast, reserved.
    'https://10.0.0.1/', 'https://172.16.0.1/', 'https://172.31.255.255/', 'https://192.168.1.1/', 'https://100.64.0.1/', 'https://169.254.169.254/',
    'https://192.0.0.192/', 'https://198.18.0.1/', 'https://192.0.2.1/', 'https://224.0.0.1/', 'https://255.255.255.255/', 'https://240.0.0.1/',
    'https://[fe80::1]/', 'https://[fc00::1]/', 'https://[fd00:ec2::254]/', 'https://[ff02::1]/', 'https://[2001:db8::1]/', 'https://[::]/',
    'https://[::ffff:10.0.0.1]/', 'https://[::ffff:a9fe:a9fe]/', 'https://[2001:0:7f00:1::]/',
  ])('%s may not', async (url) => {
    expect(await taken(url)).toBe(false);
  }); // prettier-ignore

  test.each([['10.0.0.1'], ['127.0.0.1'], ['169.254.169.254'], ['::1'], ['fe80::1%eth0'], ['not an address']])(
    'whose name stands for %s may not, nor one that stands for it among others',
    async (address) => {
      expect(await taken('https://partner.example/', names([address]))).toBe(false);
      expect(await taken('https://partner.example/', names([PUBLIC, address]))).toBe(false);
    },
  );

  test('whose name nobody knows yet may: it is looked up again when something is sent', async () => {
    const nobody: WebhookAccess = { loopback: false, resolve: () => Promise.reject(new Error('ENOTFOUND')) };
    expect(await taken('https://partner.example/', nobody)).toBe(true);
  });

  test('on this machine may where that is allowed, and nothing else over http', async () => {
    const local = { ...names(['127.0.0.1']), loopback: true };
    expect(await taken('http://127.0.0.1:4000/', local)).toBe(true);
    expect(await taken('http://localhost:4000/', local)).toBe(true);
    expect(await taken('http://93.184.216.34/', local)).toBe(false);
    expect(await taken('http://10.0.0.1/', local)).toBe(false);
  });
});

describe('sending', () => {
  let server: http.Server;
  let received: http.IncomingMessage[] = [];
  let answer: (response: http.ServerResponse) => void = (response) => void response.writeHead(204).end();
  const port = () => (server.address() as AddressInfo).port;
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      received.push(request);
      request.resume().once('end', () => answer(response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    received = [];
    answer = (response) => void response.writeHead(204).end();
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const post = (url: string, at: WebhookAccess, timeoutMs?: number) =>
    postWebhook(at, url, { 'x-test': '1' }, '{"å":1}', timeoutMs);

  test('goes to the very address that was checked', async () => {
    const local = { ...names(['127.0.0.1']), loopback: true };
    // Nobody but our own resolver knows this name.
    expect(await post(`http://hooks.invalid:${port()}/a?b=c`, local)).toEqual({
      answered: true,
      status: 204,
      retryAfter: undefined,
    });
    expect(local.asked).toEqual(['hooks.invalid']);
    expect(
      received.map(({ method, url, headers }) => [method, url, headers['content-length'], headers['host']]),
    ).toEqual([['POST', '/a?b=c', '8', `hooks.invalid:${port()}`]]);
  });

  test('is refused where a name has turned private since it was checked', async () => {
    const rebinding = names([PUBLIC], ['127.0.0.1']);
    const url = `https://hooks.invalid:${port()}/`;
    expect(await taken(url, rebinding)).toBe(true);
    expect(await post(url, rebinding)).toEqual({
      answered: false,
      detail: 'hooks.invalid stands for 127.0.0.1, which is not a public address',
    });
    expect(rebinding.asked).toHaveLength(2);
    expect(received).toEqual([]);
  });

  test('is refused for an address that was never a name', async () => {
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', '2130706433']) {
      const outcome = await post(`https://${host}:${port()}/`, access);
      expect(outcome).toEqual({ answered: false, detail: expect.stringContaining('not a public address') as string });
    }
    expect(received).toEqual([]);
  });

  const LOCAL: WebhookAccess = { ...access, loopback: true };
  test('does not follow a redirect', async () => {
    answer = (response) => void response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await post(`http://127.0.0.1:${port()}/`, LOCAL)).toMatchObject({ answered: true, status: 302 });
    expect(received).toHaveLength(1);
  });

  test('ends when the endpoint does not', async () => {
    answer = () => undefined;
    expect(await post(`http://127.0.0.1:${port()}/`, LOCAL, 50)).toEqual({
      answered: false,
      detail: 'No answer in time.',
    });
    answer = (response) => void response.writeHead(200).write('…');
    expect(await post(`http://127.0.0.1:${port()}/`, LOCAL, 50)).toMatchObject({ answered: false });
  });

  test('reads no more of an answer than it needs', async () => {
    answer = (response) => {
      response.on('error', () => undefined).writeHead(200);
      const more = (): void => void (response.destroyed || (response.write('x'.repeat(65_536)), setImmediate(more)));
      more();
    };
    expect(await post(`http://127.0.0.1:${port()}/`, LOCAL)).toMatchObject({ answered: true, status: 200 });
  });

  test('says what went wrong', async () => {
    answer = (response) => void response.socket!.destroy();
    expect(await post(`http://127.0.0.1:${port()}/`, LOCAL)).toMatchObject({
      answered: false,
      detail: 'socket hang up',
    });
  });
});
