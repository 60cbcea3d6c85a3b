import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPartnerSandbox, type PartnerSandbox } from '../../src/partners/sandbox-server.js';
import { verifyWebhook } from '../../src/partners/webhook-signature.js';

const secret = Buffer.alloc(32, 3);
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const CASE = {
  yourReference: 'F-2026-0000001',
  agency: 'Test Agency',
  orderedOn: '2026-06-01',
  creditor: { name: 'Test Creditor AS', country: 'NO', organisationNumber: '123456785' },
  debtor: {
    type: 'company',
    name: 'Test Debtor GmbH',
    country: 'DE',
    language: 'de',
    address: null,
    email: null,
    phone: null,
  },
  invoices: [
    { number: 'T-1', description: 'Goods', date: '2026-03-01', dueDate: '2026-03-31', principal: eur('100.00') },
  ],
  alreadyPaid: eur('0.00'),
};

async function send(
  agency: PartnerSandbox,
  method: string,
  target: string,
  body?: object,
  key = 'key-1',
): Promise<{ status: number; json: unknown }> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  const response = await fetch(agency.url + target, { method, ...(body && { headers, body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, json: text === '' ? null : (JSON.parse(text) as unknown) };
}

test('remembers its cases when it is started again, but not a line that a crash cut short', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fordring-agency-'));
  const options = { port: 0, stateFile: path.join(folder, 'book.jsonl'), webhook: null };
  const first = await startPartnerSandbox(options);
  const { json: taken } = await send(first, 'POST', '/cases', CASE);
  const { reference } = taken as { reference: string };
  const told = await send(first, 'GET', `/cases/${reference}/reports?on=2026-06-03`);
  await first.stop();
  fs.appendFileSync(options.stateFile, '{"type":"case","refer');

  const second = await startPartnerSandbox(options);
  expect(await send(second, 'POST', '/cases', CASE)).toEqual({ status: 200, json: { reference } });
  expect((await send(second, 'POST', '/cases', { ...CASE, agency: 'Another' })).status).toBe(409);
  expect(await send(second, 'GET', `/cases/${reference}/reports?on=2026-06-03`)).toEqual(told);
  expect(told.json).toMatchObject({
    reports: [
      { status: 'accepted', on: '2026-06-02' },
      { status: 'in_progress', on: '2026-06-03' },
    ],
  });
  await second.stop();
  fs.rmSync(folder, { recursive: true });
});

test('refuses what it cannot read', async () => {
  const agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: null });
  expect((await send(agency, 'POST', '/cases', { ...CASE, invoices: [] })).status).toBe(400);
  expect((await send(agency, 'POST', '/cases', CASE, '')).status).toBe(400);
  expect((await send(agency, 'GET', '/cases/SB-NONE/reports?on=2026-06-03')).status).toBe(404);
  await agency.stop();
});

test('sends signed news, twice and in the wrong order where it is told to', async () => {
  const got: { id: string; reference: string }[] = [];
  const receiver = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      const verified = verifyWebhook(secret, headers, body, Date.now());
      if (verified.ok)
        got.push({
          id: verified.value,
          reference: (JSON.parse(body) as { data: { reference: string } }).data.reference,
        });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/sandbox`;
  const agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: { url, secret } });
  const references: string[] = [];
  for (const key of ['a', 'b'])
    references.push(((await send(agency, 'POST', '/cases', CASE, key)).json as { reference: string }).reference);
  await send(agency, 'PUT', '/control/faults', { duplicateRate: 1, reorderRate: 1 });
  for (const reference of references)
    await send(agency, 'POST', `/control/cases/${reference}/question`, { question: 'Why?' });
  await agency.stop();
  receiver.close();
  expect(got.map((each) => each.reference).sort()).toEqual([...references, ...references].sort());
  expect(new Set(got.map((each) => each.id)).size).toBe(2);
});

test('says beforehand what it takes, and declines what it would not', async () => {
  const agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: null });
  expect((await send(agency, 'POST', '/previews', CASE)).json).toMatchObject({ accepts: true, successFee: '20.00' });
  const small = { ...CASE, invoices: [{ ...CASE.invoices[0], principal: eur('9.99') }] };
  expect((await send(agency, 'POST', '/previews', small)).json).toMatchObject({
    accepts: false,
    remarks: ['We take no claims below 10.00 EUR.'],
  });
  const { reference } = (await send(agency, 'POST', '/cases', small)).json as { reference: string };
  expect((await send(agency, 'GET', `/cases/${reference}/reports?on=2026-12-31`)).json).toMatchObject({
    reports: [{ status: 'declined', outcome: 'too_small', on: '2026-06-02' }],
  });
  await agency.stop();
});

test('keeps a calendar of its own where it is told to, and tells nothing that it has not come to', async () => {
  const agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: null });
  const { reference } = (await send(agency, 'POST', '/cases', CASE)).json as { reference: string };
  const told = async (): Promise<number> => {
    const { json } = await send(agency, 'GET', `/cases/${reference}/reports?on=2026-12-31`);
    return (json as { reports: unknown[] }).reports.length;
  };
  await send(agency, 'POST', '/control/clock', { on: '2026-06-02', dayMs: 3_600_000 });
  expect(await told()).toBe(1);
  await send(agency, 'POST', '/control/clock', { on: '2026-06-02', dayMs: 10 });
  for (let tries = 0; (await told()) < 2 && tries < 200; tries += 1) await wait(10);
  expect(await told()).toBeGreaterThan(1);
  await send(agency, 'DELETE', '/control/clock');
  expect(await told()).toBeGreaterThan(2);
  await agency.stop();
});
