import { graphql, type GraphQLSchema } from 'graphql';
import { addDays, isoDate, type IsoDate } from '../../src/domain/date.js';
import { globalId, uuidv7 } from '../../src/graphql/ids.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { reconcile } from '../../src/jobs/reconcile.js';
import { drainJobs } from '../../src/jobs/worker.js';
import type { PartnerReport } from '../../src/partners/partner.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { schema as builtSchema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, testPlatform } from '../setup/platform.js';
import { quietNetwork, type QuietNetwork } from './quiet-network.js';
import { addPartner, handOver, type Handover } from './referrals.js';

const db = useDatabase();
/** A Monday. */
const START = isoDate('2026-06-01');
const END = isoDate('2026-08-03');

let network: QuietNetwork;
let platform: Platform & { clock: { moveTo(db: unknown, date: IsoDate): Promise<void> } };
let schema: GraphQLSchema;
let partnerId: string;
let cases: Handover[];

type Word = (handover: Handover, on: IsoDate) => PartnerReport;
const status =
  (word: 'ACCEPTED' | 'DECLINED' | 'CLOSED'): Word =>
  (_, on) => ({
    kind: 'STATUS',
    id: uuidv7(),
    status: word,
    closeReason: word === 'CLOSED' ? 'PAID' : null,
    ...(word === 'DECLINED' && { declineCode: 'NO_CAPACITY' as const }),
    note: word === 'DECLINED' ? 'Full.' : null,
    on,
  });
const paid =
  (euros: bigint): Word =>
  (_, on) => ({ kind: 'PAYMENT', id: uuidv7(), amount: { minor: euros * 100n, currency: 'EUR' }, receivedOn: on });

/** Six cases handed over on START: what the partner says of each, and how many days later. */
const SCRIPT: readonly (readonly (readonly [number, Word])[])[] = [
  [[0, status('ACCEPTED')], [20, paid(1000n)], [20, status('CLOSED')]], // prettier-ignore
  [[1, status('ACCEPTED')], [40, paid(500n)]], // prettier-ignore
  [[1, status('ACCEPTED')]],
  [[1, status('ACCEPTED')]],
  // Friday: four working days, for 4 June is no holiday in the whole of Germany.
  [[4, status('ACCEPTED')]],
  [[2, status('DECLINED')]],
];

beforeAll(async () => {
  network = quietNetwork();
  platform = await testPlatform(db.dataSource, { on: START, networks: { quiet: network } });
  schema = await builtSchema();
  partnerId = await addPartner(db.dataSource, 'quiet', 'Muster Inkasso GmbH');
  cases = [];
  for (const _ of SCRIPT) cases.push(await handOver(db.dataSource, partnerId, { on: START }));
  await drainJobs(platform);
  for (let day = START; day <= END; day = addDays(day, 1)) {
    await platform.clock.moveTo(db.dataSource, day);
    for (const [index, words] of SCRIPT.entries()) {
      const handover = cases[index]!;
      const said = network.reports.get(handover.caseReference) ?? [];
      for (const [, word] of words.filter(([days]) => addDays(START, days) === day)) said.push(word(handover, day));
      network.reports.set(handover.caseReference, said);
    }
    await reconcile(platform, day);
  }
});

async function ask(text: string, viewer: Viewer, variables: Record<string, unknown> = {}) {
  const contextValue = { platform, viewer, language: 'en', loaders: new Loaders(db.dataSource, viewer) };
  const answer = await graphql({ schema, source: text, contextValue, variableValues: variables });
  return JSON.parse(JSON.stringify(answer)) as { data: Record<string, never> | null; errors?: { message: string }[] };
}

const FIGURE = '{ value formula inputs { name value } }';
const SCORECARD = `query ($from: Date!, $to: Date!, $asOf: Date) { partners { name scorecard(from: $from, to: $to, asOf: $asOf) {
  handedOver acceptanceTime ${FIGURE} acceptedInTime ${FIGURE} answerTime ${FIGURE} answeredInTime ${FIGURE}
  resolution { days incidence ${FIGURE} share ${FIGURE} } recovered { currency share ${FIGURE} }
  silences ${FIGURE} declined ${FIGURE} declines { code count } withdrawn ${FIGURE} } } }`;
const staff: () => Viewer = () => ({ subject: 'x@muster.example', roles: ['PARTNER'], creditorId: null, partnerId });

interface Shown {
  readonly value: string | null;
  readonly inputs: readonly { name: string; value: string }[];
}
const inputs = (figure: Shown) => Object.fromEntries(figure.inputs.map(({ name, value }) => [name, value]));

test('the scorecard of two months, worked by hand', async () => {
  const { data, errors } = await ask(SCORECARD, agent, { from: '2026-06-01', to: '2026-06-30' });
  expect(errors).toBeUndefined();
  const [{ scorecard: card }] = data!.partners as never as [{ scorecard: Record<string, never> }];
  const figure = (name: string) => card[name] as never as Shown;
  expect(card.handedOver).toBe(6);
  // Working days to an answer: 0, 1, 1, 1, 4 and 2 for the one declined. In order 0 1 1 1 2 4; four within one day.
  expect(figure('acceptanceTime').value).toBe('1');
  expect(inputs(figure('acceptanceTime'))).toEqual({ workingDays: '0 × 1, 1 × 3, 2 × 1, 4 × 1', overdue: '0' });
  expect(figure('acceptedInTime').value).toBe('0.6667');
  // Of the five taken one was paid after 20 days; the others are open after 63.
  const [at30] = card.resolution as never as { days: number; incidence: Shown; share: Shown }[];
  expect(at30).toMatchObject({ days: 30, incidence: { value: '0.2000' }, share: { value: '0.2000' } });
  // 1 500 of 5 · 1 000.
  expect(card.recovered).toMatchObject([{ currency: 'EUR', share: { value: '0.3000' } }]);
  expect(card.declines).toEqual([{ code: 'NO_CAPACITY', count: 1 }]);
  expect(figure('declined').value).toBe('0.1667');
  expect(figure('withdrawn').value).toBe('0.0000');
  // Silent on the offer: the one that took four days, and the one declined on the second day is flagged no more by then.
  // Silent for a month: the two that accepted on the 2nd (due 2 July), the one on the 5th (Sunday 5 July, so the 6th). The
  // one paid on 11 July speaks again by then only after 2 July, so it was silent too.
  expect(inputs(figure('silences'))).toEqual({ ACCEPT: '1', ANSWER: '0', STATUS: '4' });
});

test('a figure of the past is as it was then', async () => {
  const { data } = await ask(SCORECARD, agent, { from: '2026-06-01', to: '2026-06-30', asOf: '2026-06-02' });
  const [{ scorecard: card }] = data!.partners as never as [{ scorecard: Record<string, never> }];
  // Four have answered; two are within the promise still.
  expect(inputs(card.acceptanceTime as never)).toEqual({ workingDays: '0 × 1, 1 × 3', overdue: '0' });
  expect((card.acceptanceTime as never as Shown).value).toBeNull();
  expect(card.declines).toEqual([]);
});

test('is for the agency and the partner itself', async () => {
  const period = { from: '2026-06-01', to: '2026-06-30' };
  const own = await ask(SCORECARD, staff(), period);
  expect(own.data!.partners).toMatchObject([{ scorecard: { handedOver: 6 } }]);
  const creditors = await ask(SCORECARD, creditorStaff(cases[0]!.creditorId), period);
  expect(creditors.data!.partners).toMatchObject([{ scorecard: null }]);
  expect(creditors.errors).toHaveLength(1);
});

test.each([
  [{ from: '2026-06-02', to: '2026-06-01' }, 'to is before from.'],
  [{ from: '2026-06-01', to: '2026-06-02', asOf: '2027-01-01' }, 'asOf is after the business date, 2026-08-03.'],
])('is refused for %j', async (variables, message) => {
  const { errors } = await ask(SCORECARD, agent, variables);
  expect(errors).toMatchObject([{ message }]);
});

describe('tasks', () => {
  const TASKS = `query ($filter: TaskFilter) { tasks(first: 50, filter: $filter) { totalCount edges { node {
    id kind text dueOn openedOn closedOn settledBy note case { reference } referral { id } } } } }`;
  const list = async (viewer: Viewer, filter: object = {}) => {
    const { data, errors } = await ask(TASKS, viewer, { filter });
    expect(errors).toBeUndefined();
    const { edges } = data!.tasks as never as { edges: { node: Record<string, string | null> }[] };
    return edges.map(({ node }) => node);
  };

  test('of an agent, by filter, first due first', async () => {
    const open = await list(agent, { open: true, kind: ['PARTNER_SILENT'] });
    expect(open.map(({ dueOn }) => dueOn)).toEqual(['2026-07-02', '2026-07-02', '2026-07-06']);
    expect(open[0]!.text).toBe(
      'Muster Inkasso GmbH has not kept its promise: to tell where the case stands by 2\u00a0July\u00a02026.',
    );
    expect(await list(agent, { open: true, kind: ['PARTNER_SILENT'], dueTo: '2026-07-02' })).toHaveLength(2);
    expect(await list(agent, { partnerId: [globalId('Partner', uuidv7())] })).toEqual([]);
    expect(await list(agent, { caseId: [globalId('Case', cases[4]!.caseId)] })).toMatchObject([
      { closedOn: '2026-06-05' },
      { closedOn: null },
    ]);
  });

  test('of a creditor are those of its own cases; a partner has none', async () => {
    const { creditorId, caseReference } = cases[2]!;
    expect(await list(creditorStaff(creditorId))).toMatchObject([{ case: { reference: caseReference } }]);
    expect(await list(staff())).toEqual([]);
  });

  test('are settled by the agency alone, with a note that the case keeps', async () => {
    const [task] = await list(agent, { open: true, kind: ['PARTNER_SILENT'] });
    const SETTLE = `mutation ($id: ID!, $note: String!) { settleTask(id: $id, note: $note) {
      task { closedOn settledBy note case { events(last: 1) { edges { node { text } } } } } userErrors { code field message } } }`;
    const variables = { id: task!.id, note: 'Called them: they wait for a court.' };
    expect((await ask(SETTLE, staff(), variables)).errors).toMatchObject([{ message: 'Only for AGENT.' }]);
    const { data } = await ask(SETTLE, agent, variables);
    expect(data!.settleTask).toMatchObject({
      task: { closedOn: '2026-08-03', settledBy: agent.subject, note: variables.note },
      userErrors: [],
    });
    expect(JSON.stringify(data)).toContain('A task was settled (a partner is silent): Called them');
    const again = await ask(SETTLE, agent, variables);
    expect(again.data!.settleTask).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', field: ['id'], message: 'The task is closed already.' }],
    });
    await reconcile(platform, END);
    expect(await list(agent, { open: true, kind: ['PARTNER_SILENT'] })).toHaveLength(2);
  });
});
