import { caseNow, eventsOf, newCreditor, newPartner, register, useWorld } from './world.js';

const here = useWorld('2026-05-04');

const QUEUE = `{ cases(filter: { routeKind: [MANUAL_REVIEW] }) { totalCount edges { node { id status } } } }`;
const REROUTE = `mutation ($id: ID!, $to: ID) { rerouteCase(caseId: $id, partnerId: $to, reason: "Found somebody.") { case { id } userErrors { code field } } }`;

test('a debtor nobody covers: a person looks, and hands the case on once somebody covers the country', async () => {
  const { world } = here;
  // 4 May: a Brazilian company owes a Swedish creditor. Nobody works there; the case is not lost and not refused.
  const french = await newPartner(world, 'Recouvrement Exemple SARL', 'exchange', { country: 'FR', feeBps: 2200 });
  const creditorId = await newCreditor(world, {
    name: 'Exempel Leverantör AB',
    country: 'SE',
    organisationNumber: '556016-0680',
  });
  const id = await register(world, {
    creditorId,
    debtor: { type: 'COMPANY', name: 'Importadora Exemplo Ltda.', country: 'BR', address: { lines: ['Rua do Exemplo 10'], postalCode: '01000-000', city: 'São Paulo', country: 'BR' } },
    claims: [{ invoiceNumber: 'B-1', description: 'Machine', invoiceDate: '2026-03-02', dueDate: '2026-04-01', principal: { amount: '7600.00', currency: 'EUR' } }],
  }); // prettier-ignore
  const waiting = await caseNow(world, id);
  expect(waiting).toMatchObject({
    status: 'REGISTERED',
    referral: null,
    nextStep: null,
    routing: { kind: 'MANUAL_REVIEW', country: 'BR', partner: null },
  });
  expect(waiting['routing']!['candidates']!.at(-1)).toEqual({ chosen: true, reason: 'NO_ROUTE', partner: null });
  expect(waiting['allowedActions']).toContain('REROUTE');
  expect((await world.ask(QUEUE))['cases']).toEqual({ totalCount: 1, edges: [{ node: { id, status: 'REGISTERED' } }] });

  // 6 May: it still waits. The French agency cannot have it, and the rules still find nobody.
  await world.until('2026-05-06');
  const notCovered = (await world.ask(REROUTE, { id, to: `Partner:${french}` }))['rerouteCase']!;
  expect(notCovered['userErrors']).toEqual([{ code: 'NOT_COVERED', field: ['partnerId'] }]);
  expect((await world.ask(QUEUE))['cases']!['totalCount']).toBe(1);

  // 7 May: an agency in Brazil joins; the case handler has the rules decide anew.
  await world.until('2026-05-07');
  await newPartner(world, 'Cobrança Exemplo SA', 'exchange', { country: 'BR', feeBps: 2800 });
  await world.act(REROUTE, { id });
  expect(await caseNow(world, id)).toMatchObject({
    routing: { kind: 'PARTNER_NETWORK', country: 'BR', partner: { name: 'Cobrança Exemplo SA' } }, referral: { status: 'QUEUED' },
  }); // prettier-ignore
  expect((await world.ask(QUEUE))['cases']).toEqual({ totalCount: 0, edges: [] });

  // The same day it is handed over.
  await world.until('2026-05-07');
  expect(await caseNow(world, id)).toMatchObject({ referral: { status: 'SUBMITTED' } });
  // Two working days were given from Monday 4 May: on the 7th nobody had decided yet.
  expect(await eventsOf(world, id)).toEqual([
    'registered',
    'manualReview',
    'taskOverdue',
    'rerouted',
    'referralQueued',
    'referralSubmitted',
  ]);
});
