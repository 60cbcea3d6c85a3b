import { isEnumType, type GraphQLSchema } from 'graphql';
import { taskMutation } from '../../src/modules/tasks/task.fields.js';
import type { TaskKind } from '../../src/graphql/task.enums.js';
import { schema as builtSchema } from '../../src/schema.js';
import { AGENT, newCreditor, register, useWorld, type As, type Row } from './world.js';

// A Monday. No public holiday until Easter: 2 April.
const here = useWorld('2026-03-02');

const TASK = 'id kind role owner mutation dueOn overdueSince closedOn settledBy';

const tasksOf = async (caseId: string, as: As = AGENT): Promise<readonly Row[]> => {
  const found = await here.world.ask(
    `query ($id: ID!) { tasks(filter: { caseId: [$id] }) { edges { node { ${TASK} } } } }`,
    { id: caseId },
    as,
  );
  return found['tasks']!['edges']!.map(({ node }) => node!);
};

/** "KIND role due" of what is open. */
const open = async (caseId: string): Promise<string[]> =>
  (await tasksOf(caseId))
    .filter((task) => task['closedOn'] === null)
    .map((task) => `${task['kind']} ${task['role']} ${task['dueOn']}`);

let invoices = 0;
async function owing(creditorId: string): Promise<string> {
  invoices += 1;
  return register(here.world, {
    creditorId,
    debtor: {
      type: 'PERSON', name: `Test Person ${invoices}`, country: 'NO',
      address: { lines: ['Prøvegata 2'], postalCode: '0001', city: 'Testby', country: 'NO' },
    },
    claims: [{ invoiceNumber: `T-${invoices}`, description: 'Testlevering', invoiceDate: '2026-01-19', dueDate: '2026-02-02', principal: { amount: '1000.00', currency: 'NOK' } }],
  }); // prettier-ignore
}

let clients = 0;
const client = (more: object = {}): Promise<string> => {
  clients += 1;
  const address = { lines: ['Testgata 1'], postalCode: '0001', city: 'Testby', country: 'NO' };
  return newCreditor(here.world, { name: `Test Creditor ${clients}`, country: 'DK', organisationNumber: `2000${clients}`, address, ...more }); // prettier-ignore
};

const act = (mutation: string, input: string, variables: object): Promise<Row> =>
  here.world.act(`mutation ($input: ${input}!) { ${mutation}(input: $input) { userErrors { code field message } } }`, {
    input: variables,
  });

test('every kind of task names a mutation of the schema', async () => {
  const schema: GraphQLSchema = await builtSchema();
  const kinds = schema.getType('TaskKind');
  const mutations = schema.getMutationType()!.getFields();
  const unknown = (isEnumType(kinds) ? kinds.getValues() : []).filter(
    ({ name }) => !Object.hasOwn(mutations, taskMutation(name as TaskKind)),
  );
  expect(unknown.map(({ name }) => name)).toEqual([]);
});

test('approval: the creditor has three working days, then the agency; approving closes it', async () => {
  const { world } = here;
  const creditorId = await client({ automation: 'APPROVAL' });
  const staff: As = { role: 'CREDITOR', creditorId: creditorId.split(':')[1]! };
  const [late, prompt] = [await owing(creditorId), await owing(creditorId)];
  await world.until('2026-03-02');
  // Three working days after Monday 2 March: Thursday 5 March.
  expect(await open(late)).toEqual(['APPROVAL CREDITOR 2026-03-05']);
  expect((await tasksOf(late, staff))[0]).toMatchObject({ kind: 'APPROVAL', mutation: 'approveStep', owner: null });

  // 3 March: one is approved. Its task is closed by that, and by nobody's note.
  await world.until('2026-03-03');
  await world.act(
    'mutation ($id: ID!) { approveStep(caseId: $id) { userErrors { code message } } }',
    { id: prompt },
    staff,
  );
  expect(await open(prompt)).toEqual([]);
  expect((await tasksOf(prompt))[0]).toMatchObject({ closedOn: '2026-03-03', settledBy: null });

  // The other is given to somebody, and found by its owner.
  const [task] = await tasksOf(late);
  await world.act('mutation ($id: ID!, $owner: String) { assignTask(id: $id, owner: $owner) { userErrors { code } } }', {
    id: task!['id'], owner: 'kari@inkasso.example',
  }); // prettier-ignore
  const mine = `{ tasks(filter: { owner: ["kari@inkasso.example"], open: true }) { edges { node { kind } } } }`;
  expect((await world.ask(mine))['tasks']!['edges']).toEqual([{ node: { kind: 'APPROVAL' } }]);

  // 5 March is still in time; on the 6th it is overdue and the agency's, told of once.
  await world.until('2026-03-05');
  expect((await tasksOf(late))[0]).toMatchObject({ overdueSince: null, role: 'CREDITOR' });
  await world.until('2026-03-09');
  expect((await tasksOf(late))[0]).toMatchObject({ overdueSince: '2026-03-06', role: 'AGENT' });
  const overdue = `{ tasks(filter: { overdue: true, open: true, kind: [APPROVAL] }) { edges { node { owner } } } }`;
  expect((await world.ask(overdue))['tasks']!['edges']).toEqual([{ node: { owner: 'kari@inkasso.example' } }]);
  const told = await world.ask(
    `query ($id: ID!) { case(id: $id) { events { edges { node { type on } } } } }`, { id: late },
  ); // prettier-ignore
  const events = told['case']!['events']!['edges']!.map(({ node }) => `${node!['type']} ${node!['on']}`);
  expect(events.filter((event) => event.startsWith('task'))).toEqual([
    'taskAssigned 2026-03-03',
    'taskOverdue 2026-03-06',
  ]);

  // Withdrawn, there is nothing left to approve.
  await act('withdrawCase', 'WithdrawCaseInput', { caseId: late, reason: 'Avtalt' });
  expect(await open(late)).toEqual([]);
});

test('a letter that comes back does not count, and stops the debtor until the address is known', async () => {
  const { world } = here;
  const creditorId = await client();
  await world.until('2026-03-10');
  const id = await owing(creditorId);
  await world.until('2026-03-10');
  const state = async () =>
    (await world.ask(
      `query ($id: ID!) { case(id: $id) { status holdReason debtor { id } notices { edges { node { id type sentOn payBy undeliveredOn deliveries { channel outcome reason } } } } balance { costs { amount } } } }`,
      { id },
    ))['case']!; // prettier-ignore
  const noticesIn = (found: Row) => found['notices']!['edges']!.map(({ node }) => node!);
  const [varsel] = noticesIn(await state());
  // 14 days to pay after 10 March (inkassoloven § 9).
  expect(varsel).toMatchObject({
    type: 'COLLECTION_NOTICE',
    sentOn: '2026-03-10',
    payBy: '2026-03-24',
    undeliveredOn: null,
  });

  // 13 March: it comes back. Five working days after that Friday is Friday 20 March. Its fee is not owed.
  await world.until('2026-03-13');
  await act('reportDelivery', 'ReportDeliveryInput', {
    noticeId: varsel!['id'],
    outcome: 'RETURNED',
    reason: 'Ukjent adresse',
  });
  const held = await state();
  expect(held).toMatchObject({
    status: 'ON_HOLD',
    holdReason: 'MISSING_INFORMATION',
    balance: { costs: { amount: '0.00' } },
  });
  expect(noticesIn(held)[0]).toMatchObject({
    undeliveredOn: '2026-03-13',
    deliveries: [{ channel: 'LETTER', outcome: 'SENT', reason: null }, { channel: 'LETTER', outcome: 'RETURNED', reason: 'Ukjent adresse' }],
  }); // prettier-ignore
  expect(await open(id)).toEqual(['ADDRESS_CHECK AGENT 2026-03-20']);

  // 16 March: the new address is known. The varsel goes out anew, once, with 14 days of its own, and its fee is owed once.
  await world.until('2026-03-16');
  const address = { lines: ['Nygata 3'], postalCode: '0001', city: 'Testby', country: 'NO' };
  await act('changeDebtorAddress', 'ChangeDebtorAddressInput', { debtorId: held['debtor']!['id'], address });
  expect(await open(id)).toEqual([]);
  await world.until('2026-03-24');
  const after = await state();
  expect(after['status']).toBe('ACTIVE');
  expect(noticesIn(after).map(({ type, sentOn, payBy }) => `${type} ${sentOn} ${payBy}`)).toEqual([
    'COLLECTION_NOTICE 2026-03-10 2026-03-24',
    'COLLECTION_NOTICE 2026-03-16 2026-03-30',
  ]);
  // 1/20 of the inkassosats of 760 kroner in 2026 (inkassoforskriften § 1-1).
  expect(after['balance']).toEqual({ costs: { amount: '38.00' } });
});

test('a case nobody works, and one that is held until somebody has looked at it', async () => {
  const { world } = here;
  const creditorId = await client();
  // Nobody covers Brazil. 24 March is a Tuesday: two working days end on Thursday 26 March, at home.
  const foreign = await register(world, {
    creditorId,
    debtor: { type: 'COMPANY', name: 'Importadora Exemplo Ltda.', country: 'BR', address: { lines: ['Rua do Exemplo 10'], postalCode: '01000-000', city: 'São Paulo', country: 'BR' } },
    claims: [{ invoiceNumber: 'B-1', description: 'Machine', invoiceDate: '2026-01-19', dueDate: '2026-02-02', principal: { amount: '7600.00', currency: 'EUR' } }],
  }); // prettier-ignore
  expect(await open(foreign)).toEqual(['MANUAL_REVIEW AGENT 2026-03-26']);
  await act('withdrawCase', 'WithdrawCaseInput', { caseId: foreign, reason: 'Avtalt' });
  expect(await open(foreign)).toEqual([]);

  // A debtor said to be a minor stops the case; three working days end on Friday 27 March. It was a mistake: it goes on.
  const id = await owing(creditorId);
  const debtorId = (await world.ask('query ($id: ID!) { case(id: $id) { debtor { id } } }', { id }))['case']![
    'debtor'
  ]!['id'];
  const minor = { debtorId, type: 'MINOR', from: '2026-03-24' };
  await act('recordDebtorCondition', 'RecordDebtorConditionInput', minor);
  expect(await open(id)).toEqual(['CASE_HELD AGENT 2026-03-27']);
  await act('recordDebtorCondition', 'RecordDebtorConditionInput', { ...minor, withdrawn: true });
  await world.act('mutation ($id: ID!) { resumeCase(caseId: $id) { userErrors { code } } }', { id });
  expect(await open(id)).toEqual([]);
});
