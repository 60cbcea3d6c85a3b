import { execute, parse, type ExecutionResult } from 'graphql';
import { lawsUnder } from '../../src/countries/index.js';
import { isoDate } from '../../src/domain/date.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { schema as builtSchema } from '../../src/schema.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent, testPlatform } from '../setup/platform.js';

const db = useDatabase();

/** Data of a query of one country, as an agent reads it. */
async function ask(fields: string, country = 'NO', overrides: Partial<Platform> = {}): Promise<Record<string, never>> {
  const platform = await testPlatform(db.dataSource, overrides);
  const contextValue = { platform, viewer: agent, language: 'en', loaders: new Loaders(db.dataSource, agent) };
  const document = parse(`{ jurisdiction(country: "${country}") { ${fields} } }`);
  const answer = (await execute({ schema: await builtSchema(), document, contextValue })) as ExecutionResult;
  expect(answer.errors).toBeUndefined();
  return (JSON.parse(JSON.stringify(answer.data)) as { jurisdiction: Record<string, never> }).jurisdiction;
}

describe('the law of a country through the graph', () => {
  // no.md 3: twelve public holidays; in 2026 Easter Sunday is 5 April, Whit Sunday 24 May.
  test('holidays of Norway in 2026, and its bank days', async () => {
    const { holidays } = (await ask('holidays(year: 2026) { date name }')) as unknown as {
      holidays: { date: string }[];
    };
    expect(holidays.map(({ date }) => date).sort()).toEqual([
      '2026-01-01', '2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-17',
      '2026-05-24', '2026-05-25', '2026-12-25', '2026-12-26',
    ]); // prettier-ignore
    expect(await ask('a: isBankDay(date: "2026-05-14") b: isBankDay(date: "2026-05-15")')).toEqual({
      a: false,
      b: true,
    });
  });

  test('what a notice must say, each with its provision', async () => {
    const { noticeElements } = (await ask(
      'noticeElements(step: PAYMENT_DEMAND, debtorType: PERSON, on: "2026-06-01") { element legalBasis { act provision } }',
      'FI',
    )) as unknown as { noticeElements: { element: string; legalBasis: { act: string; provision: string } }[] };
    // fi.md 4: the ten points of 5 a §.
    expect(noticeElements.map(({ element }) => element)).toEqual(
      expect.arrayContaining([
        'creditorName',
        'basisOfClaim',
        'principal',
        'costs',
        'total',
        'objectionDeadline',
        'interruptionRight',
      ]),
    );
    for (const { legalBasis } of noticeElements) expect(legalBasis.provision).toMatch(/§/);
  });

  test('steps before an authority, what they require, cost and are limited by', async () => {
    const { legalSteps } = (await ask(
      'legalSteps(on: "2026-06-01") { type name authority requirements { requirement text legalBasis { provision } } tariff { id amount { amount } } limits { id amount { amount } } }',
    )) as unknown as {
      legalSteps: { type: string; requirements: { text: string }[]; limits: object[]; tariff: object[] }[];
    };
    const court = legalSteps.find(({ type }) => type === 'COURT_APPLICATION')!;
    expect(court).toMatchObject({ name: 'forliksklage', authority: 'forliksrådet' });
    // no.md 6: compulsory below 200 000; no.md 1.3: 1.54 R of 1 345 = 2 071 in 2026.
    expect(court.limits).toContainEqual({ id: 'NO-DL-FORLIK-MANDATORY', amount: { amount: '200000.00' } });
    expect(court.tariff).toContainEqual({ id: 'NO-FORLIK-FEE-NOK', amount: { amount: '2071.00' } });
    for (const step of legalSteps) for (const { text } of step.requirements) expect(text).not.toBe('');
  });

  test('times and limitation apart from each other', async () => {
    const { deadlines, limitation } = (await ask(
      'deadlines(on: "2026-06-01") { id count } limitation(on: "2026-06-01") { id count legalBasis { act } }',
      'SE',
    )) as unknown as Record<'deadlines' | 'limitation', { id: string; count: number }[]>;
    // se.md 5 and 3: three and ten years; three weeks from service before electricity is cut.
    expect(limitation).toContainEqual(expect.objectContaining({ id: 'SE-LIM-CONS', count: 3 }));
    expect(limitation).toContainEqual(expect.objectContaining({ id: 'SE-LIM-GEN', count: 10 }));
    expect(deadlines).toContainEqual({ id: 'SE-DL-EL-2', count: 21 });
    expect(deadlines!.filter(({ id }) => id.includes('-LIM-'))).toEqual([]);
  });

  test('the hours a debtor may be called follow the act in force', async () => {
    // no.md 0.1: Mon-Fri 08-21, Sat 09-15, not on public holidays; none in the act of 1988. 5 July 2027 is a Monday.
    const laws = lawsUnder({ noAct2026From: isoDate('2027-07-01') });
    const hours = 'permitted from to';
    expect(
      await ask(
        `before: contactHours(on: "2027-06-30") { ${hours} } monday: contactHours(on: "2027-07-05") { ${hours} }
         saturday: contactHours(on: "2027-07-10") { ${hours} } sunday: contactHours(on: "2027-07-11") { ${hours} }`,
        'NO',
        { laws },
      ),
    ).toEqual({
      before: null,
      monday: { permitted: true, from: '08:00', to: '21:00' },
      saturday: { permitted: true, from: '09:00', to: '15:00' },
      sunday: { permitted: false, from: null, to: null },
    });
  });

  test('a country without a module answers with nothing of it', async () => {
    expect(
      await ask(
        `holidays(year: 2026) { date } isBankDay(date: "2026-06-01") contactHours { from } steps { type } deadlines { id }
         limitation { id } legalSteps { type } noticeElements(step: REMINDER, debtorType: PERSON) { element } currency languages`,
        'DE',
      ),
    ).toEqual({
      holidays: [], isBankDay: null, contactHours: null, steps: [], deadlines: [], limitation: [], legalSteps: [], noticeElements: [],
      currency: 'EUR', languages: ['de'],
    }); // prettier-ignore
  });
});

describe('the acts of a country', () => {
  const elements = 'noticeElements(step: COLLECTION_NOTICE, debtorType: PERSON, on: "2026-06-01") { element }';

  test('the act of 22 May 2026 is adopted; without a day it does not govern, and can be asked for all the same', async () => {
    expect(await ask('acts { id from until }')).toEqual({
      acts: [
        { id: 'NO-1988', from: '1989-10-01', until: null },
        { id: 'NO-2026', from: null, until: null },
      ],
    });
    const platform = await testPlatform(db.dataSource);
    const contextValue = { platform, viewer: agent, language: 'en', loaders: new Loaders(db.dataSource, agent) };
    const both = (await execute({
      schema: await builtSchema(),
      document: parse(`{ old: jurisdiction(country: "NO", act: "NO-1988") { ${elements} }
        young: jurisdiction(country: "NO", act: "NO-2026") { acts { from } ${elements} } none: jurisdiction(country: "SE", act: "NO-2026") { country } }`),
      contextValue,
    })) as ExecutionResult<Record<'old' | 'young', { acts?: unknown; noticeElements: { element: string }[] }>>;
    expect(both.data!.young.acts).toEqual([{ from: '1989-10-01' }, { from: null }]);
    // no.md 0.1: the new section 20 adds label, estimated costs, help with payment problems, how to complain, and the board.
    const named = (act: 'old' | 'young') => both.data![act].noticeElements.map(({ element }) => element);
    const added = ['label', 'estimatedCosts', 'paymentDifficulty', 'complaintRight', 'complaintBoard'];
    expect(added.filter((element) => named('old').includes(element))).toEqual([]);
    expect(named('young')).toEqual(expect.arrayContaining(added));
    expect(both.errors?.map(({ message }) => message)).toEqual(['NO-2026 is no act of SE.']);
  });

  test('with a day, each governs until the other', async () => {
    const laws = lawsUnder({ noAct2026From: isoDate('2027-07-01') });
    expect(await ask('acts { id from until }', 'NO', { laws })).toEqual({
      acts: [
        { id: 'NO-1988', from: '1989-10-01', until: '2027-06-30' },
        { id: 'NO-2026', from: '2027-07-01', until: null },
      ],
    });
    expect(await ask('acts { id }', 'SE')).toEqual({ acts: [{ id: 'SE-1974' }] });
    expect(await ask('acts { id }', 'DE')).toEqual({ acts: [] });
  });
});
