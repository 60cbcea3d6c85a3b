import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountingApi } from '../../src/invoice-sources/accounting-api.js';

/** What the fake answers, in order, and what it was asked: method, path and key of each request. */
interface Recorded {
  readonly path: string;
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let server: Server;
let answers: Recorded[];
let asked: string[];
let waits: number[];

const page = (cursor: string, more: boolean, ...invoices: object[]): string =>
  JSON.stringify({ invoices, cursor, more });

beforeEach(async () => {
  [answers, asked, waits] = [[], [], []];
  server = createServer((request: IncomingMessage, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const answer = answers.shift();
    if (!answer || answer.path !== request.url) response.writeHead(404).end();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const source = () =>
  accountingApi({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: 'key of ours',
    wait: async (ms) => void waits.push(ms),
  });

test('lists what changed page by page, fetches what is unpaid and goes on from where it was', async () => {
  answers = [
    { path: '/invoices', status: 200, body: page('c1', true, { id: 'a/1', number: 'F-1', status: 'UNPAID' }, { id: '2', number: 'F-2', status: 'PAID' }) },
    { path: '/invoices/a%2F1/ubl', status: 200, body: '<Invoice/>' },
    { path: '/invoices?since=c1', status: 200, body: page('c2', false, { id: '3', number: 'F-3', status: 'CREDITED' }) },
  ]; // prettier-ignore
  const first = await source().fetch(null);
  expect(first).toMatchObject({ settled: ['F-2'], cursor: 'c1', more: true });
  expect(first.documents.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
    ['a/1.xml', '<Invoice/>'],
  ]);
  expect(await source().fetch('c1')).toEqual({ documents: [], settled: ['F-3'], cursor: 'c2', more: false });
  expect(asked).toEqual([
    'GET /invoices Bearer key of ours',
    'GET /invoices/a%2F1/ubl Bearer key of ours',
    'GET /invoices?since=c1 Bearer key of ours',
  ]);
});

test('tries again after 429 and 5xx, as long as it is asked to or ever longer', async () => {
  answers = [
    { path: '/invoices', status: 429, body: '', headers: { 'retry-after': '7' } },
    { path: '/invoices', status: 503, body: '' },
    { path: '/invoices', status: 200, body: page('c1', false) },
  ];
  expect(await source().fetch(null)).toEqual({ documents: [], settled: [], cursor: 'c1', more: false });
  expect(waits).toEqual([7000, 2000]);
});

test.each([
  ['a refusal at once', [401], 0],
  ['a fault that stays after four tries', [500, 500, 500, 500], 3],
])('says %s', async (_what, statuses, waited) => {
  answers = statuses.map((status) => ({ path: '/invoices', status, body: '' }));
  await expect(source().fetch(null)).rejects.toThrow(`/invoices: status ${statuses.at(-1)}`);
  expect(waits).toHaveLength(waited);
});

test('does not take another answer for a page', async () => {
  answers = [{ path: '/invoices', status: 200, body: '{"invoices":[{}]}' }];
  await expect(source().fetch(null)).rejects.toThrow('cursor');
});
