import { execute, parse } from 'graphql';
import { isoDate } from '../../src/domain/date.js';
import { compiledReads, type CompiledReads } from '../../src/graphql/compiled-reads.js';
import type { Context } from '../../src/graphql/context.js';
import { MAXIMUM_COST } from '../../src/graphql/cost.js';
import { globalId } from '../../src/graphql/ids.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { costOfRequest, Operations } from '../../src/graphql/operations.js';
import { NOTICE_FIELDS } from '../../src/modules/notices/notice-pdf.resolver.js';
import { letterPdf, noticePdf } from '../../src/modules/notices/pdf.js';
import type { Viewer } from '../../src/platform.js';
import { schema } from '../../src/schema.js';
import { creditorOf, hand, openPlatform, until, type TestPlatform } from '../life/world.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff } from '../setup/platform.js';
import { DEMAND } from './pdf.fixtures.js';

const QUERY = 'query ($id: ID!) { case(id: $id) { notices { edges { node { pdf } } } } }';

const db = useDatabase();
let platform: TestPlatform;
let reads: CompiledReads;
let caseId: string;

beforeAll(async () => {
  platform = await openPlatform(db.dataSource, '2026-06-15');
  reads = compiledReads(await schema(), db.dataSource, db.url, NOTICE_FIELDS, platform.onFault);
  caseId = await hand(platform, {
    country: 'FI', type: 'PERSON', principal: '1000.00', invoiceDate: '2026-05-18', dueDate: '2026-06-01',
  }); // prettier-ignore
  await until(platform, '2026-06-15');
});
afterAll(() => reads.close());

const contextOf = (viewer: Viewer): Context => ({ platform, viewer, language: 'en', loaders: new Loaders(platform.db, viewer) }); // prettier-ignore

/** The answer of the compiled read and of the ordinary resolvers. */
async function bothWays(viewer: Viewer): Promise<unknown[]> {
  const [document, variables] = [parse(QUERY), { id: globalId('Case', caseId) }];
  const compiled = await reads.answer(document, null, variables, contextOf(viewer));
  const resolved = await execute({
    schema: await schema(), document, variableValues: variables, contextValue: contextOf(viewer),
  }); // prettier-ignore
  expect(resolved.errors).toBeUndefined();
  return [compiled?.toJSON(), JSON.parse(JSON.stringify(resolved.data))];
}

const answerWith = (pdf: Buffer) => ({ case: { notices: { edges: [{ node: { pdf: pdf.toString('base64') } }] } } });

describe('Notice.pdf', () => {
  test('is the letter that was kept, however it is read', async () => {
    await db.dataSource.query('update notice set document = $1', [JSON.stringify(DEMAND)]);
    const expected = answerWith(letterPdf(DEMAND, isoDate('2026-06-15')));
    expect(await bothWays(agent)).toEqual([expected, expected]);
  });

  test('is set from the text where that alone was kept', async () => {
    await db.dataSource.query('update notice set document = null');
    const [row] = await db.dataSource.query('select subject, body, language from notice');
    const expected = answerWith(noticePdf({ ...row, sentOn: isoDate('2026-06-15'), document: null }));
    expect(await bothWays(agent)).toEqual([expected, expected]);
  });

  test('is for those who may see the case', async () => {
    const stranger = creditorStaff(await creditorOf(platform, { country: 'FI' }));
    expect(await bothWays(stranger)).toEqual([{ case: null }, { case: null }]);
  });

  test('costs what it takes: a few letters may be asked for, a page of twenty not', async () => {
    const operations = new Operations(await schema());
    const cost = async (text: string) => {
      const document = parse(text);
      const prepared = operations.prepare(document, null, {}, contextOf(agent));
      return costOfRequest(await schema(), operations.of(document, null), prepared);
    };
    expect(await cost('{ case(id: "x") { notices(first: 3) { edges { node { pdf } } } } }')).toBeLessThan(MAXIMUM_COST);
    expect(await cost('{ case(id: "x") { notices { edges { node { pdf } } } } }')).toBeGreaterThan(MAXIMUM_COST);
    expect(await cost('{ cases(first: 5) { edges { node { notices { edges { node { pdf } } } } } } }')).toBeGreaterThan(
      MAXIMUM_COST,
    );
  });
});
