import { booksOf, caseNow, newCreditor, newPartner, register, useWorld, type As } from './world.js';

const here = useWorld('2026-05-04');

const REFERRALS = `{ referrals { edges { node { id status case { id debtor { name } claims { invoiceNumber principal { amount currency } } } } } } }`;
const STATE = `{ referral { id status externalReference } userErrors { code message } }`;

/**
 * An American company owes 2 500 USD. One agency takes nothing under 10 000 USD and is cheaper; the other takes all. Both
 * are members of the exchange and work in the graph with their own tokens.
 */
test('a debtor in the United States: below one minimum, worked by another agency in the graph', async () => {
  const { world } = here;
  // 4 May (Monday).
  const big: As = {
    role: 'PARTNER',
    partnerId: await newPartner(world, 'Bigclaim Recovery Inc.', 'exchange', {
      country: 'US', feeBps: 1500, minimum: { minor: 1_000_000, currency: 'USD' },
    }), // prettier-ignore
  };
  const small: As = {
    role: 'PARTNER',
    partnerId: await newPartner(world, 'Anytown Collections LLC', 'exchange', { country: 'US', feeBps: 2500 }),
  };
  const creditorId = await newCreditor(world, {
    name: 'Esimerkki Sähkö Oy',
    country: 'FI',
    organisationNumber: '0737546-2',
  });
  const id = await register(world, {
    creditorId,
    debtor: { type: 'COMPANY', name: 'Sample Diner LLC', country: 'US', address: { lines: ['100 Example Street'], postalCode: '10001', city: 'New York, NY', country: 'US' } },
    claims: [{ invoiceNumber: 'U-1', description: 'Spare parts', invoiceDate: '2026-03-02', dueDate: '2026-04-01', principal: { amount: '2500.00', currency: 'USD' } }],
  }); // prettier-ignore
  const { routing } = await caseNow(world, id);
  expect(routing!['candidates']!.filter((candidate) => candidate['partner'])).toEqual([
    { chosen: false, reason: 'BELOW_MINIMUM', partner: { name: 'Bigclaim Recovery Inc.' } },
    { chosen: true, reason: 'LOWER_SUCCESS_FEE', partner: { name: 'Anytown Collections LLC' } },
  ]);
  // Until it has been handed over, the agency does not see it.
  expect((await world.ask(REFERRALS, {}, small))['referrals']!['edges']).toEqual([]);

  // The same day it is: one agency has a case, the other none.
  await world.until('2026-05-04');
  expect((await world.ask(REFERRALS, {}, big))['referrals']!['edges']).toEqual([]);
  const [edge] = (await world.ask(REFERRALS, {}, small))['referrals']!['edges']!;
  expect(edge!['node']).toMatchObject({
    status: 'SUBMITTED', case: { id, debtor: { name: 'Sample Diner LLC' }, claims: [{ invoiceNumber: 'U-1', principal: { amount: '2500.00', currency: 'USD' } }] },
  }); // prettier-ignore
  const referralId = edge!['node']!['id'];

  // 5 May: the agency accepts under a number of its own, and cannot do so twice.
  await world.until('2026-05-05');
  const accept = `mutation ($id: ID!) { acceptReferral(referralId: $id, externalReference: "AC-77") ${STATE} }`;
  expect(await world.act(accept, { id: referralId }, small)).toMatchObject({
    referral: { status: 'ACCEPTED', externalReference: 'AC-77' },
  });
  const again = (await world.ask(accept, { id: referralId }, small))['acceptReferral']!;
  expect(again['userErrors']!.map(({ code }) => code)).toEqual(['INVALID_STATE']);
  // The other agency is not told that the referral exists.
  const other = (await world.ask(accept, { id: referralId }, big))['acceptReferral']!;
  expect(other['userErrors']!.map(({ code }) => code)).toEqual(['NOT_FOUND']);
  expect(await caseNow(world, id)).toMatchObject({ status: 'ACTIVE', referral: { status: 'ACCEPTED' } });

  // 6 May: it works on the case, and asks; the agency in Oslo answers.
  await world.until('2026-05-06');
  const report = `mutation ($input: ReportReferralInput!) { reportReferral(input: $input) ${STATE} }`;
  await world.act(report, { input: { referralId, status: 'ACTIVE', note: 'First letter sent.' } }, small);
  const question = await world.act(
    `mutation ($input: AskInquiryInput!) { askInquiry(input: $input) { inquiry { id dueOn } userErrors { message } } }`,
    { input: { referralId, question: 'Who ordered?' } },
    small,
  );
  // Two working days: Thursday and Friday.
  expect(question['inquiry']).toMatchObject({ dueOn: '2026-05-08' });
  expect(await caseNow(world, id)).toMatchObject({ referral: { status: 'NEEDS_INFORMATION' } });
  await world.act(
    `mutation ($input: AnswerInquiryInput!) { answerInquiry(input: $input) { inquiry { answer } userErrors { message } } }`,
    { input: { inquiryId: question['inquiry']!['id'], answer: 'The owner himself.' } },
  );
  expect(await caseNow(world, id, small)).toMatchObject({
    referral: { status: 'ACTIVE', inquiries: [{ answer: 'The owner himself.' }] },
  });

  // 1 June: 1 500 USD are collected and lie with the agency. The report is sent twice, with one key, and counts once.
  await world.until('2026-06-01');
  const collected = `mutation ($input: ReportReferralPaymentInput!) { reportReferralPayment(input: $input) { payment { id } userErrors { code message } } }`;
  const payment = {
    idempotencyKey: 'AC-77/1',
    referralId,
    amount: { amount: '1500.00', currency: 'USD' },
    receivedOn: '2026-06-01',
  };
  const first = await world.act(collected, { input: payment }, small);
  expect(await world.act(collected, { input: payment }, small)).toEqual(first);
  expect(await booksOf(world, id)).toMatchObject({ 'receivable:principal': '1000.00', 'partner:funds': '1500.00' });

  // 15 June: settled with that. The rest falls away, and the agency still sees its closed case.
  await world.until('2026-06-15');
  await world.act(
    report,
    { input: { referralId, status: 'CLOSED', closeReason: 'SETTLED', note: 'The rest is waived.' } },
    small,
  );
  expect(await caseNow(world, id, small)).toMatchObject({
    status: 'CLOSED',
    closeReason: 'SETTLED',
    closedOn: '2026-06-15',
  });
  const books = await booksOf(world, id);
  expect(books['partner:funds']).toBe('1500.00');
  expect(books['receivable:principal']).toBeUndefined();
  const late = (await world.ask(report, { input: { referralId, status: 'ACTIVE' } }, small))['reportReferral']!;
  expect(late['userErrors']!.map(({ code }) => code)).toEqual(['INVALID_STATE']);
});
