import { isoDate } from '../../src/domain/date.js';
import { keepPlans } from '../../src/jobs/plans.js';
import { missAnswers } from '../../src/jobs/disputes.js';
import { AGENT, eventsOf, letters, newCreditor, pay, register, useWorld, type As, type Row } from './world.js';

const here = useWorld('2026-03-02');

const CASE = `status holdReason allowedActions balance { outstanding { amount } }
  disputes { status reason stopsAll answerBy answer answeredOn resolution disputed { amount } upheld { amount } }
  plans { id status proposedBy proposedOn agreedOn endedOn interestFree total { amount }
    instalments { dueOn amount { amount } paid { amount } } nextInstalment { dueOn amount { amount } paid { amount } } }`;

const caseOf = async (id: string, as: As = AGENT): Promise<Row> =>
  (await here.world.ask(`query ($id: ID!) { case(id: $id) { ${CASE} } }`, { id }, as))['case']!;

/** Codes and fields a mutation was refused with; empty where it was done. */
async function told(name: string, type: string, input: object, as: As = AGENT): Promise<string[]> {
  const answer = await here.world.ask(
    `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code field message } } }`, { input }, as,
  ); // prettier-ignore
  return answer[name]!['userErrors']!.map(({ code, field }) => `${code} at ${String(field)}`);
}

const tasksOf = async (caseId: string): Promise<Row[]> => {
  const filter = { kind: ['DISPUTE_ANSWER'], open: true, caseId: [caseId] };
  const answer = await here.world.ask(
    `query ($filter: TaskFilter) { tasks(filter: $filter) { edges { node { dueOn text } } } }`, { filter },
  ); // prettier-ignore
  return answer['tasks']!['edges']!.map(({ node }) => node as Row);
};

const money = (amount: string, currency = 'NOK') => ({ amount, currency });
const OSLO = { lines: ['Prøveveien 1'], postalCode: '0150', city: 'Oslo', country: 'NO' };
let creditorId = '';

/** 7 300 kr and 1 000 kr of a consumer in Oslo, due on Monday 16 February, or only the first of them. */
async function owing(name: string, principals: readonly string[] = ['7300.00']): Promise<string> {
  creditorId ||= await newCreditor(here.world, {
    name: 'Eksempel Kraft AS', country: 'NO', organisationNumber: '981566378', address: OSLO,
  }); // prettier-ignore
  const claims = principals.map((principal, index) => ({
    invoiceNumber: `${name} ${index}`, description: 'Strøm', invoiceDate: '2026-01-16', dueDate: '2026-02-16', principal: money(principal),
  })); // prettier-ignore
  return register(here.world, { creditorId, debtor: { type: 'PERSON', name, country: 'NO', address: OSLO }, claims });
}

test('an objection is answered in time, goes further, and is not made twice for the same reason', async () => {
  const { world } = here;
  // 2 March (Monday): two claims are handed over, and the inkassovarsel goes out.
  const id = await owing('Ola Omstridt', ['7300.00', '1000.00']);
  const late = await owing('Line Langsom');
  await world.until('2026-03-02');

  // The same day the debtor objects to 400 kr: the newest claim is taken to be meant, and collection goes on with the rest. The creditor
  // has a house rule's fourteen days, to the 16th.
  expect(
    await told('disputeCase', 'DisputeCaseInput', { caseId: id, reason: 'Too much', disputedAmount: money('400.00') }),
  ).toEqual([]);
  expect(await told('disputeCase', 'DisputeCaseInput', { caseId: late, reason: 'Not mine' })).toEqual([]);
  expect(await caseOf(id)).toMatchObject({
    status: 'ACTIVE',
    disputes: [{ status: 'OPEN', stopsAll: false, answerBy: '2026-03-16', disputed: { amount: '400.00' } }],
  });
  expect(await tasksOf(id)).toMatchObject([{ dueOn: '2026-03-16', text: expect.stringContaining('Too much') }]);
  // No plan is agreed about a claim in dispute, and a part that is not larger is no new objection.
  expect((await caseOf(id))['allowedActions']).not.toContain('AGREE_PAYMENT_PLAN');
  expect(
    await told('disputeCase', 'DisputeCaseInput', { caseId: id, reason: 'Less', disputedAmount: money('300.00') }),
  ).toEqual(['INVALID_STATE at disputedAmount']);
  // All of it is another matter: now nothing is demanded.
  expect(await told('disputeCase', 'DisputeCaseInput', { caseId: id, reason: 'Nothing came' })).toEqual([]);
  expect(await caseOf(id)).toMatchObject({
    status: 'ON_HOLD', holdReason: 'DISPUTE', disputes: [{ status: 'WIDENED' }, { status: 'OPEN', stopsAll: true, disputed: null }],
  }); // prettier-ignore

  // The creditor's own staff answers, and the debtor is told; the task is seen to.
  const staff: As = { role: 'CREDITOR', creditorId: creditorId.split(':')[1]! };
  expect(await told('answerDispute', 'AnswerDisputeInput', { caseId: id, answer: ' ' }, staff)).toEqual([
    'INVALID_INPUT at answer',
  ]);
  expect(
    await told('answerDispute', 'AnswerDisputeInput', { caseId: id, answer: 'It was signed for.' }, staff),
  ).toEqual([]);
  expect(await tasksOf(id)).toEqual([]);
  const sent = await letters(world, id);
  expect(sent.at(-1)!.line).toMatch(/^OBJECTION_ANSWER nb 2026-03-02, pay by null/);
  expect(sent.at(-1)!.body).toContain('It was signed for.');
  // Decided: not more than was disputed can turn out wrong; then it is dismissed, and not raised again for the same reason.
  const decide = (input: object) =>
    told('resolveDispute', 'ResolveDisputeInput', { caseId: id, resolution: 'Signed for', ...input });
  expect(await decide({ upheld: true, upheldAmount: money('9000.00') })).toEqual([
    'INVALID_INPUT at upheldAmount,amount',
  ]);
  expect(await decide({ upheld: false, upheldAmount: money('1.00') })).toEqual(['INVALID_INPUT at upheldAmount']);
  // The debtor has a day to say something to the answer.
  expect(await decide({ upheld: false })).toEqual(['INVALID_STATE at caseId']);
  await world.until('2026-03-03');
  expect(await decide({ upheld: false })).toEqual([]);
  expect(await told('disputeCase', 'DisputeCaseInput', { caseId: id, reason: ' nothing  came' })).toEqual([
    'INVALID_STATE at reason',
  ]);
  expect(await caseOf(id)).toMatchObject({
    status: 'ACTIVE',
    disputes: [{}, { status: 'DISMISSED', answer: 'It was signed for.' }],
  });

  // 17 March: the other objection was to be answered by the 16th. It is told once, whoever looks; nothing was sent meanwhile.
  await world.until('2026-03-17');
  expect(await missAnswers(world.platform, { on: isoDate('2026-03-17'), countries: ['NO', 'SE', 'FI'] })).toBe(0);
  expect((await eventsOf(world, late)).filter((type) => type === 'disputeUnanswered')).toHaveLength(1);
  expect((await letters(world, late)).map(({ line }) => line.split(' ')[0])).toEqual(['COLLECTION_NOTICE']);
});

test('a plan is worked out within the means of the debtor, proposed, accepted, kept and paid early', async () => {
  const { world } = here;
  // 17 March: the case is handed over: 7 300, 29 days × 2.40 = 69.60 and the fee of the inkassovarsel of today, 38.
  const id = await owing('Pia Plan');
  await world.until('2026-03-17');
  const options = async (variables: object) =>
    (await world.ask(
      `query ($id: ID!, $monthly: MoneyInput, $number: Int, $firstOn: Date, $free: Boolean) {
         instalmentOptions(caseId: $id, monthly: $monthly, number: $number, firstOn: $firstOn, interestFree: $free) {
           number total { amount } cost { amount } interest { amount } instalments { dueOn amount { amount } interest { amount } left { amount } } } }`,
      { id, ...variables },
    ))['instalmentOptions']! as unknown as Row[]; // prettier-ignore
  // Two equal parts of what is owed today, 7 407.60 and interest: 17 April, day 60: 31 × 2.40 = 74.40 more; 3 741 covers the fee of 38
  // and 3 703 of the principal, 3 597 is left. 18 May (the 17th is a Sunday), 31 days: 3597 × 12 % × 31/365 = 36.6598. Owed
  // 7 407.60 + 74.40 − 3 741 + 36.66 = 3 777.66, which is more: so a part is (3 741 + 3 777.66) / 2 in whole kroner, 3 760. Of it
  // 3 722 is principal, 3 578 left: 36.4662; 7 482.00 − 3 760 + 36.47 = 3 758.47.
  const [equal] = await options({ number: 2, firstOn: '2026-04-17' });
  expect(equal).toMatchObject({
    number: 2, total: { amount: '7518.47' }, cost: { amount: '0.00' }, interest: { amount: '110.87' },
    instalments: [
      { dueOn: '2026-04-17', amount: { amount: '3760.00' }, interest: { amount: '74.40' }, left: { amount: '3722.00' } },
      { dueOn: '2026-05-18', amount: { amount: '3758.47' }, interest: { amount: '36.47' }, left: { amount: '0.00' } },
    ],
  }); // prettier-ignore
  // Of 3 800 a month it takes as many, of 100 more than anybody keeps; past the last known rate the interest is not told.
  expect(await options({ monthly: money('3800.00'), firstOn: '2026-04-17' })).toMatchObject([{ number: 2 }]);
  expect(await options({ monthly: money('100.00') })).toEqual([]);
  expect(await options({ number: 12 })).toMatchObject([{ number: 12, interest: null, total: { amount: '7407.60' } }]);
  expect(await options({ number: 2, free: true })).toMatchObject([
    { total: { amount: '7407.60' }, interest: { amount: '0.00' } },
  ]);

  // The creditor's staff passes on what the debtor proposes; only the agency accepts it.
  const staff: As = { role: 'CREDITOR', creditorId: creditorId.split(':')[1]! };
  const parts = (first: string, second: string) => [
    { dueOn: '2026-04-17', amount: money(first) }, { dueOn: '2026-05-18', amount: money(second) },
  ]; // prettier-ignore
  const propose = (instalments: object) =>
    told('proposePaymentPlan', 'ProposePaymentPlanInput', { caseId: id, proposer: 'DEBTOR', instalments }, staff);
  expect(await propose(parts('3760.00', '3000.00'))).toEqual(['INVALID_INPUT at instalments']);
  expect(await propose(parts('3700.00', '3707.60'))).toEqual([]);
  expect(await propose(parts('3760.00', '3758.47'))).toEqual([]);
  const proposals = (await caseOf(id))['plans'] as unknown as Row[];
  expect(proposals).toMatchObject([
    { status: 'DECLINED' }, { status: 'PROPOSED', proposedBy: 'DEBTOR', agreedOn: null, nextInstalment: null },
  ]); // prettier-ignore
  const accept = (plan: Row, as: As = AGENT) =>
    told('acceptPaymentPlan', 'AnswerPaymentPlanInput', { planId: plan['id'] }, as);
  expect(await accept(proposals[1]!, staff)).toEqual(['INVALID_STATE at caseId']);
  expect(await accept(proposals[0]!)).toEqual(['INVALID_STATE at planId']);
  expect(await accept({ id: 'PaymentPlan:0190a000-0000-7000-8000-000000000000' } as unknown as Row)).toEqual([
    'NOT_FOUND at planId',
  ]);
  expect(await accept(proposals[1]!)).toEqual([]);
  expect(await caseOf(id)).toMatchObject({
    status: 'ON_HOLD', holdReason: 'PAYMENT_PLAN',
    plans: [{}, { status: 'ACTIVE', agreedOn: '2026-03-17', nextInstalment: { dueOn: '2026-04-17', amount: { amount: '3760.00' } } }],
  }); // prettier-ignore

  // 21 April: 60 kr short on the 17th, which money ordered that day may reach on the 20th. Reminded on the 21st, once, whoever looks.
  await world.until('2026-04-17');
  await pay(world, id, money('3700.00'), '2026-04-17');
  await world.until('2026-04-21');
  const day = { on: isoDate('2026-04-21'), countries: ['NO'] } as const;
  await Promise.all([keepPlans(world.platform, day), keepPlans(world.platform, day)]);
  expect((await letters(world, id)).map(({ line }) => line.split(',')[0])).toEqual([
    'COLLECTION_NOTICE nb 2026-03-17', 'PAYMENT_PLAN nb 2026-03-17', 'INSTALMENT_REMINDER nb 2026-04-21',
  ]); // prettier-ignore
  expect(await caseOf(id)).toMatchObject({
    plans: [
      {},
      {
        status: 'ACTIVE',
        nextInstalment: { dueOn: '2026-04-17', amount: { amount: '3760.00' }, paid: { amount: '3700.00' } },
      },
    ],
  });
  // The rest comes, and the plan goes on; then everything is paid at once, and that is all.
  await pay(world, id, money('60.00'), '2026-04-21');
  await world.until('2026-05-06');
  expect(await caseOf(id)).toMatchObject({ status: 'ON_HOLD', plans: [{}, { status: 'ACTIVE' }] });
  const { outstanding } = (await caseOf(id))['balance']! as Row;
  await pay(world, id, money(String(outstanding!['amount'])), '2026-05-06');
  expect(await caseOf(id)).toMatchObject({
    status: 'CLOSED',
    plans: [{}, { status: 'COMPLETED', nextInstalment: null }],
  });
});
