import { addDays, isoDate } from '../../src/domain/date.js';
import { formatAmount } from '../../src/domain/money.js';
import { globalId } from '../../src/graphql/ids.js';
import {
  recordProceeding,
  retractProceeding,
  type ReportedProceeding,
} from '../../src/modules/cases/proceeding.commands.js';
import { pauseCase, resumeCase } from '../../src/modules/cases/hold.commands.js';
import { disputeCase } from '../../src/modules/disputes/dispute.commands.js';
import { takeStep } from '../../src/modules/notices/step.commands.js';
import { agreePaymentPlan } from '../../src/modules/plans/plan.commands.js';
import type { Platform } from '../../src/platform.js';
import { agent } from '../setup/platform.js';
import { useDatabase } from '../setup/database.js';
import {
  accounts,
  CURRENCY,
  events,
  hand,
  letters,
  openPlatform,
  owed,
  owing,
  pay,
  refusals,
  rowOf,
  stateOf,
  until,
  type Invented,
} from './world.js';

const db = useDatabase();
async function opened(about: Invented): Promise<{ platform: Platform; id: string; caseId: string }> {
  const platform = await openPlatform(db.dataSource, '2026-03-30');
  const id = await hand(platform, about);
  return { platform, id, caseId: globalId('Case', id) };
}

/** An exact decimal of two places as minor units. */
const ore = (amount: string): bigint => BigInt(amount.replace('.', ''));

const proceeding = (platform: Platform, caseId: string, what: Omit<ReportedProceeding, 'caseId'>) =>
  recordProceeding(platform, agent, { caseId, ...what });

describe('a step taken at the word of an agent', () => {
  test('is refused with its reason where the law does not have it, not yet, or not any more', async () => {
    const { platform, caseId } = await opened(owing('NO'));
    const take = async (type: Parameters<typeof takeStep>[2]['type'], of = caseId) =>
      refusals(await takeStep(platform, agent, { caseId: of, type }));
    expect(await take('PUBLICATION_WARNING')).toEqual(['INVALID_STATE.noSuchStep at type']);
    expect(await take('PAYMENT_DEMAND')).toEqual(['INVALID_STATE.notItsTurn at type']);
    expect(await take('COURT_APPLICATION')).toEqual(['INVALID_STATE.requirement at type']);
    expect(await take('REMINDER', 'Case:nothing')).toEqual(['NOT_FOUND.case at caseId']);
    await pauseCase(platform, agent, caseId, 'A lawyer looks at it');
    expect(await take('REMINDER')).toEqual(['INVALID_STATE.onHold at caseId']);
    await resumeCase(platform, agent, caseId);
    expect(await take('REMINDER')).toEqual([]);
    expect(await take('REMINDER')).toEqual(['INVALID_STATE.takenToday at type']);
  });

  test('a Norwegian case goes by its own path to the forliksråd', async () => {
    const { platform, id, caseId } = await opened(owing('NO'));
    // The inkassovarsel goes out on 30 March, to be paid by 13 April; the demand on 15 April, to be paid by 29 April.
    await until(platform, '2026-04-30');
    expect((await letters(platform, id)).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'COLLECTION_NOTICE 2026-03-30', 'PAYMENT_DEMAND 2026-04-15',
    ]); // prettier-ignore
    await until(platform, '2026-05-04');
    expect(refusals(await takeStep(platform, agent, { caseId, type: 'COURT_APPLICATION' }))).toEqual([
      'INVALID_STATE.requirement at type',
    ]);
    expect(refusals(await takeStep(platform, agent, { caseId, type: 'LEGAL_WARNING' }))).toEqual([]);
    await until(platform, '2026-05-26');
    expect(refusals(await takeStep(platform, agent, { caseId, type: 'COURT_APPLICATION' }))).toEqual([]);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE', stage: 'LEGAL' });
    expect((await events(platform, id)).filter((line) => line.startsWith('noticeSent'))).toHaveLength(4);
  });

  test('a disputed claim goes to the forliksråd, and nowhere else', async () => {
    const { platform, id, caseId } = await opened(owing('NO'));
    await until(platform, '2026-05-04');
    await takeStep(platform, agent, { caseId, type: 'LEGAL_WARNING' });
    await until(platform, '2026-05-26');
    await disputeCase(platform, agent, { caseId, reason: 'The goods were never delivered' });
    expect(refusals(await takeStep(platform, agent, { caseId, type: 'ENFORCEMENT_APPLICATION' }))).toEqual([
      'DISPUTED_CLAIM at type',
    ]);
    expect(refusals(await takeStep(platform, agent, { caseId, type: 'COURT_APPLICATION' }))).toEqual([]);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ON_HOLD', hold_reason: 'DISPUTE', stage: 'LEGAL' });
  });

  test('a closing statement follows a case that is over', async () => {
    const { platform, id, caseId } = await opened(owing('SE'));
    expect(refusals(await takeStep(platform, agent, { caseId, type: 'CLOSING_STATEMENT' }))).toEqual([
      'INVALID_STATE.notItsTurn at type',
    ]);
    await pay(platform, id, (await owed(platform, id)).outstanding);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    const books = await accounts(platform, id);
    expect(refusals(await takeStep(platform, agent, { caseId, type: 'PAYMENT_DEMAND' }))).toEqual([
      'INVALID_STATE.alreadyClosed at caseId',
    ]);
    expect(refusals(await takeStep(platform, agent, { caseId, type: 'CLOSING_STATEMENT' }))).toEqual([]);
    expect(await letters(platform, id)).toEqual(['CLOSING_STATEMENT 2026-03-30 null']);
    expect(await accounts(platform, id)).toEqual(books);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED' });
  });
});

describe('an instalment plan', () => {
  const plan = (platform: Platform, caseId: string, parts: readonly [string, string][], currency: string) =>
    agreePaymentPlan(platform, agent, {
      caseId,
      instalments: parts.map(([dueOn, amount]) => ({
        dueOn: isoDate(dueOn),
        amount: { amount, currency },
      })),
    });

  test('covers all that is owed, its own cost included, on bank days to come', async () => {
    const { platform, id, caseId } = await opened(owing('SE'));
    await until(platform, '2026-04-01');
    const before = await owed(platform, id);
    const wrong = await plan(platform, caseId, [['2026-04-01', '500.00'], ['2026-05-01', '-1.00']], 'SEK'); // prettier-ignore
    expect(refusals(wrong)).toEqual([
      'INVALID_INPUT.planDates at instalments.0.dueOn', 'INVALID_INPUT.planDates at instalments.1.dueOn',
      'AMOUNT_NOT_POSITIVE at instalments.1.amount.amount',
    ]); // prettier-ignore
    expect(refusals(await plan(platform, caseId, [], 'SEK'))).toEqual(['INVALID_INPUT.planSize at instalments']);
    const short = await plan(platform, caseId, [['2026-05-04', before.outstanding]], 'SEK');
    // The plan itself costs 170 kronor (lag 1981:739, 3 och 4 §§).
    const total = formatAmount(ore(before.outstanding) + 17_000n, 'SEK');
    expect(short).toMatchObject({ refusal: [{ text: 'INVALID_INPUT.planTotal', params: { total: `${total} SEK` } }] });
    expect(await owed(platform, id)).toEqual(before);
    expect(await stateOf(platform, id)).toMatchObject({ status: 'ACTIVE', facts: { plans: [] } });
  });

  test('sent twice under one key is agreed once, and the key is for no other plan', async () => {
    const { platform, id, caseId } = await opened(owing('SE'));
    await until(platform, '2026-04-01');
    const amount = formatAmount(ore((await owed(platform, id)).outstanding) + 17_000n, 'SEK');
    const propose = async (dueOn: string, idempotencyKey = 'plan 1') =>
      refusals(
        await agreePaymentPlan(platform, agent, {
          idempotencyKey,
          caseId,
          instalments: [{ dueOn: isoDate(dueOn), amount: { amount, currency: 'SEK' } }],
        }),
      );
    expect(await propose('2026-04-30', ' ')).toEqual(['INVALID_INPUT at idempotencyKey']);
    // A plan that was refused leaves its key free: 1 May is no bank day.
    expect(await propose('2026-05-01')).toEqual(['INVALID_INPUT.planDates at instalments.0.dueOn']);
    expect(await propose('2026-04-30')).toEqual([]);
    expect(await propose('2026-04-30')).toEqual([]);
    expect(await propose('2026-04-29')).toEqual(['IDEMPOTENCY_KEY_REUSED at idempotencyKey']);
    expect((await stateOf(platform, id)).facts.plans).toHaveLength(1);
    expect((await letters(platform, id)).filter((line) => line.startsWith('PAYMENT_PLAN'))).toHaveLength(1);
  });

  test('is confirmed in writing and holds the case; resumed, collection goes on', async () => {
    const { platform, id, caseId } = await opened(owing('SE'));
    await until(platform, '2026-04-01');
    const { outstanding } = await owed(platform, id);
    const last = formatAmount(ore(outstanding) + 17_000n - 60_000n, 'SEK');
    const agreed = await plan(platform, caseId, [['2026-04-30', '600.00'], ['2026-05-29', last]], 'SEK'); // prettier-ignore
    expect(refusals(agreed)).toEqual([]);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ON_HOLD', hold_reason: 'PAYMENT_PLAN' });
    expect((await letters(platform, id)).at(-1)).toMatch(/^PAYMENT_PLAN 2026-04-01/);
    expect((await events(platform, id)).at(-1)).toBe('planAgreed 2026-04-01');
    expect((await stateOf(platform, id)).facts.plans).toMatchObject([
      { agreedOn: '2026-04-01', instalments: [{}, {}] },
    ]);
    // It may be agreed anew, but for all that is owed.
    expect(refusals(await plan(platform, caseId, [['2026-05-04', '1.00']], 'SEK'))).toEqual([
      'INVALID_INPUT.planTotal at instalments',
    ]);
    await resumeCase(platform, agent, caseId);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('what happens outside the letters', () => {
  test('is refused where it makes no sense, naming the field', async () => {
    const { platform, caseId } = await opened(owing('NO'));
    const on = isoDate('2026-03-30');
    const told = async (what: Omit<ReportedProceeding, 'caseId'>) => refusals(await proceeding(platform, caseId, what));
    expect(await told({ type: 'SERVED', on })).toEqual(['INVALID_INPUT.stepNeeded at step']);
    expect(await told({ type: 'ACKNOWLEDGED', on, step: 'REMINDER' })).toEqual([
      'INVALID_INPUT.notForThisType at step',
    ]);
    expect(await told({ type: 'ACKNOWLEDGED', on, awarded: { amount: '1.00', currency: 'NOK' } })).toEqual([
      'INVALID_INPUT.notForThisType at awarded',
    ]);
    expect(await told({ type: 'TITLE_GIVEN', on, awarded: { amount: '1.00', currency: 'SEK' } })).toEqual([
      'CURRENCY_MISMATCH.payment at awarded.currency',
    ]);
    expect(await told({ type: 'EXTENSION_GRANTED', on })).toEqual(['INVALID_INPUT.untilNeeded at until']);
    expect(await told({ type: 'ACKNOWLEDGED', on: addDays(on, 1) })).toEqual(['INVALID_INPUT.dateInFuture at on']);
    expect(await told({ type: 'ACKNOWLEDGED', on: isoDate('2026-02-15') })).toEqual([
      'INVALID_INPUT.beforeClaim at on',
    ]);
    expect(refusals(await proceeding(platform, 'Case:nothing', { type: 'ACKNOWLEDGED', on }))).toEqual([
      'NOT_FOUND.case at caseId',
    ]);
  });

  test.each(['NO', 'SE', 'FI'] as const)(
    '%s: a title adds what it awards, once, and begins limitation anew',
    async (country) => {
      const { platform, id, caseId } = await opened(owing(country));
      const before = await owed(platform, id);
      const title = {
        idempotencyKey: `title ${country}`,
        type: 'TITLE_GIVEN',
        on: isoDate('2026-03-30'),
        awarded: { amount: '700.00', currency: CURRENCY[country] },
        reference: 'T 1-26',
      } as const;
      for (const time of [1, 2]) {
        expect([time, refusals(await proceeding(platform, caseId, title))]).toEqual([time, []]);
      }
      const after = await owed(platform, id);
      expect(ore(after.costs) - ore(before.costs)).toBe(700_00n);
      expect((await stateOf(platform, id)).facts.proceedings).toHaveLength(1);
      expect(Object.values(await accounts(platform, id)).reduce((sum, amount) => sum + ore(amount), 0n)).toBe(0n);
      // NO foreldelsesloven § 21: ten years; SE preskriptionslagen 7 §: the same three; FI 728/2003 13 §: five.
      const years = { NO: 2036, SE: 2029, FI: 2031 }[country];
      expect(platform.laws[country].limitation((await stateOf(platform, id)).facts).lastDay).toBe(`${years}-03-30`);
    },
  );

  test('told by mistake it is retracted, with a reason, and is kept in the history', async () => {
    const { platform, id, caseId } = await opened(owing('NO'));
    const before = (await stateOf(platform, id)).facts;
    await proceeding(platform, caseId, { type: 'ACKNOWLEDGED', on: isoDate('2026-03-30') });
    const [row] = await platform.db.query('select id from proceeding where case_id = $1', [id]);
    const proceedingId = globalId('Proceeding', row.id as string);
    const retract = async (reason: string, of = proceedingId) =>
      refusals(await retractProceeding(platform, agent, { proceedingId: of, reason }));
    expect(await retract(' ')).toEqual(['INVALID_INPUT.blank at reason']);
    expect(await retract('Another case', 'Proceeding:0190a000-0000-7000-8000-000000000000')).toEqual([
      'NOT_FOUND.proceeding at proceedingId',
    ]);
    expect(await retract('Signed by somebody else')).toEqual([]);
    expect((await stateOf(platform, id)).facts).toEqual(before);
    expect((await events(platform, id)).slice(-2)).toEqual([
      'proceedingRecorded 2026-03-30',
      'proceedingRetracted 2026-03-30',
    ]);
    expect(await retract('Signed by somebody else')).toEqual(['INVALID_STATE.retracted at proceedingId']);
    await expect(platform.db.query('delete from proceeding')).rejects.toThrow(/append-only/);
  });

  test('what is told a second time names only what it changes', async () => {
    const { platform, id, caseId } = await opened(owing('NO'));
    const changed = async (type: 'ENFORCEMENT_FILED' | 'ENFORCEMENT_GRANTED'): Promise<string[]> => {
      expect(refusals(await proceeding(platform, caseId, { type, on: isoDate('2026-03-30') }))).toEqual([]);
      const [last]: { fields: string[] }[] = await platform.db.query(
        'select changed_fields as fields from case_event where case_id = $1 order by seq desc limit 1',
        [id],
      );
      return last!.fields;
    };
    expect(await changed('ENFORCEMENT_FILED')).toContain('stage');
    expect(await rowOf(platform, id)).toMatchObject({ stage: 'ENFORCEMENT' });
    expect(await changed('ENFORCEMENT_GRANTED')).not.toContain('stage');
    expect(await changed('ENFORCEMENT_FILED')).not.toContain('stage');
  });

  test('of two procedures the one that ended does not end the other', async () => {
    const { platform, id, caseId } = await opened(owing('NO'));
    const on = isoDate('2026-03-30');
    const suspended = async () => platform.laws.NO.limitation((await stateOf(platform, id)).facts).suspended;
    await proceeding(platform, caseId, { type: 'COURT_FILED', on, step: 'COURT_APPLICATION' });
    await proceeding(platform, caseId, { type: 'BANKRUPTCY_FILED', on });
    expect(await suspended()).toBe(true);
    await proceeding(platform, caseId, { type: 'COURT_ENDED', on, step: 'COURT_APPLICATION' });
    expect(await suspended()).toBe(true);
    await proceeding(platform, caseId, { type: 'COURT_ENDED', on, step: 'BANKRUPTCY_PETITION' });
    expect(await suspended()).toBe(false);
  });
});
