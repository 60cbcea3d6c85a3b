import {
  booksOf,
  caseNow,
  eventsOf,
  newCreditor,
  newPartner,
  pay,
  register,
  useWorld,
  type As,
  type World,
} from './world.js';

const here = useWorld('2026-05-04');

/** Makes the sandbox agency say something about its one case. */
async function agencySays(world: World, what: 'question' | 'payment' | 'status', body: object): Promise<void> {
  const { reference } = await agencyCase(world);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${world.agencyUrl}/control/cases/${reference}/${what}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(204);
}

async function agencyCase(
  world: World,
): Promise<{ reference: string; yourReference: string; questionsAnswered: number }> {
  const answer = (await (await fetch(`${world.agencyUrl}/control/cases`)).json()) as {
    cases: Awaited<ReturnType<typeof agencyCase>>[];
  };
  expect(answer.cases).toHaveLength(1);
  return answer.cases[0]!;
}

/**
 * A German company owes a Norwegian creditor 2 400 €, due 1 April 2026. There is no module for Germany: the case goes to an
 * agency that is reached by calls, and everything it says is found by asking it, once a day. It accepts on the day after the
 * order and begins on the day after that; anything more is made to happen here, before the 13th day, when it would act by itself.
 */
test('a debtor in Germany: handed to an agency, question, answer, payments, closed', async () => {
  const { world } = here;
  // 4 May (Monday).
  await newPartner(world, 'Sandkasten Inkasso GmbH', 'sandbox', { country: 'DE', feeBps: 1500 });
  await newPartner(world, 'Muster Inkasso GmbH', 'exchange', { country: 'DE', feeBps: 1800 });
  const creditorId = await newCreditor(world, {
    name: 'Eksempel Kraft AS',
    country: 'NO',
    organisationNumber: '981566378',
  });
  const creditor: As = { role: 'CREDITOR', creditorId: creditorId.split(':')[1]! };
  const id = await register(world, {
    creditorId,
    debtor: { type: 'COMPANY', name: 'Probe GmbH', country: 'DE', address: { lines: ['Probeweg 1'], postalCode: '10115', city: 'Berlin', country: 'DE' } },
    claims: [{ invoiceNumber: 'D-1', description: 'Spare parts', invoiceDate: '2026-03-02', dueDate: '2026-04-01', principal: { amount: '2400.00', currency: 'EUR' } }],
  }); // prettier-ignore
  expect(await caseNow(world, id)).toMatchObject({
    status: 'REGISTERED', referral: { status: 'QUEUED' }, nextStep: null,
    routing: { kind: 'PARTNER_NETWORK', country: 'DE', partner: { name: 'Sandkasten Inkasso GmbH' }, candidates: [
      { reason: 'OTHER_COUNTRY' }, { reason: 'OTHER_COUNTRY' }, { reason: 'OTHER_COUNTRY' },
      { chosen: true, reason: 'LOWER_SUCCESS_FEE', partner: { name: 'Sandkasten Inkasso GmbH' } },
      { chosen: false, reason: 'OUTRANKED', partner: { name: 'Muster Inkasso GmbH' } },
    ] },
  }); // prettier-ignore

  // The same day it is handed over; the agency gives it a reference of its own.
  await world.until('2026-05-04');
  const { reference, yourReference } = await agencyCase(world);
  const handed = await caseNow(world, id);
  expect(handed).toMatchObject({
    status: 'REGISTERED',
    referral: { status: 'SUBMITTED', externalReference: reference },
  });
  expect(yourReference).toBe(handed['reference']);

  // 5 May: accepted. 6 May: it works on it, and wants to know something.
  await world.until('2026-05-05');
  expect(await caseNow(world, id)).toMatchObject({ status: 'ACTIVE', referral: { status: 'ACCEPTED' } });
  await world.until('2026-05-06');
  expect(await caseNow(world, id)).toMatchObject({ referral: { status: 'ACTIVE' } });
  await agencySays(world, 'question', { question: 'Is there a signed order?' });

  // 7 May (Thursday): the question is here, to be answered within two working days: Friday, Monday 11 May.
  await world.until('2026-05-07');
  const asked = await caseNow(world, id, creditor);
  expect(asked).toMatchObject({
    referral: {
      status: 'NEEDS_INFORMATION',
      inquiries: [{ question: 'Is there a signed order?', dueOn: '2026-05-11', answer: null }],
    },
  });
  expect(asked['allowedActions']).toContain('ANSWER_INQUIRY');
  // The creditor's own staff answer it.
  await world.act(
    `mutation ($input: AnswerInquiryInput!) { answerInquiry(input: $input) { inquiry { id } userErrors { message } } }`,
    { input: { inquiryId: asked['referral']!['inquiries']![0]!['id'], answer: 'Yes, of 27 February.' } },
    creditor,
  );

  // 8 May: the agency has the answer, and collects 1 000 €.
  await world.until('2026-05-08');
  expect((await agencyCase(world)).questionsAnswered).toBe(1);
  expect(await caseNow(world, id)).toMatchObject({ referral: { status: 'ACTIVE' } });
  await agencySays(world, 'payment', { received: { amount: '1000.00', currency: 'EUR' } });

  // 9 May: the payment is known here; the money lies with the agency.
  await world.until('2026-05-09');
  expect(await booksOf(world, id)).toMatchObject({ 'receivable:principal': '1400.00', 'partner:funds': '1000.00' });
  // The debtor pays 400 € to the creditor directly; the agency is told.
  await pay(world, id, { amount: '400.00', currency: 'EUR' }, '2026-05-09', true, creditor);

  // 10 May: the agency collects the rest and closes. Told twice would be counted twice: 1000 + 400 + 1000 = 2400.
  await world.until('2026-05-10');
  expect(await caseNow(world, id)).toMatchObject({
    balance: { paid: { amount: '1400.00' }, outstanding: { amount: '1000.00' } },
  });
  await agencySays(world, 'payment', { received: { amount: '1000.00', currency: 'EUR' } });
  await agencySays(world, 'status', { status: 'closed', outcome: 'paid_in_full' });

  // 11 May: paid and closed, here too.
  await world.until('2026-05-11');
  expect(await caseNow(world, id)).toMatchObject({
    status: 'CLOSED', closeReason: 'PAID', closedOn: '2026-05-11', referral: { status: 'CLOSED' },
    balance: { paid: { amount: '2400.00' }, outstanding: { amount: '0.00' } },
  }); // prettier-ignore
  // What the agency holds is owed to the creditor; what the creditor received itself is settled with that.
  expect(await booksOf(world, id)).toEqual({ 'partner:funds': '2000.00', 'creditor:payable': '-2000.00' });
  expect(await eventsOf(world, id)).toEqual([
    'registered', 'routed', 'referralQueued', 'referralSubmitted', 'referralAccepted', 'referralReported', 'inquiryAsked',
    'referralReported', 'inquiryAnswered', 'paymentReceived', 'paymentReceived', 'paymentReceived', 'closed', 'referralReported',
  ]); // prettier-ignore

  // A month later the agency has sent on what it held, 1000 + 1000, and nothing more has come of it.
  await world.until('2026-06-11');
  expect(await booksOf(world, id)).toEqual({ client_funds: '2000.00', 'creditor:payable': '-2000.00' });
});
