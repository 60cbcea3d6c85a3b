import { isBetter, score } from '../../src/domain/score.js';
import { nextLook } from '../../src/domain/surveillance.js';
import { countries } from '../../src/countries/index.js';
import type { CaseFacts, CaseState, ProceedingType } from '../../src/domain/facts.js';
import { DEFAULT_STRATEGY } from '../../src/domain/strategy.js';
import { claim, condition, day, facts, paid } from '../countries/facts.js';

/** Due 16 March 2024. */
const owed = (more: Partial<CaseFacts> = {}): CaseFacts => facts([claim('1000.00', '2024-03-16')], more);
const found = (type: ProceedingType, on: string) => ({ type, on: day(on), step: null, awarded: 0n, until: null });

/** Fifty to start with; two off for each whole year since the due date. */
test.each<readonly [string, Partial<CaseFacts>, string, number]>([
  ['nothing known, the day before two years', {}, '2026-03-15', 50 - 2],
  ['nothing known, after two years', {}, '2026-03-16', 50 - 4],
  ['nothing known, after eleven years: twenty off at most', {}, '2035-03-16', 50 - 20],
  ['paid within twelve months', { payments: [paid('2025-03-17', '100.00')] }, '2026-03-16', 50 - 4 + 30],
  ['paid longer ago', { payments: [paid('2025-03-16', '100.00')] }, '2026-03-16', 50 - 4 + 10],
  ['half repaid lately', { payments: [paid('2026-01-02', '500.00')] }, '2026-03-16', 50 - 4 + 30 + 10],
  ['a payment still to come', { payments: [paid('2026-05-01', '500.00')] }, '2026-03-16', 50 - 4],
  ['enforcement was fruitless', { proceedings: [found('ENFORCEMENT_ENDED', '2026-01-01')] }, '2026-03-16', 50 - 4 - 40],
  ['means found since', { proceedings: [found('FOUND_INSOLVENT', '2026-01-01'), found('FOUND_SOLVENT', '2026-02-01')] }, '2026-03-16', 50 - 4 + 40],
  ['in bankruptcy', { debtorConditions: [condition('BANKRUPTCY', '2026-01-01')] }, '2026-03-16', 0],
  ['bankruptcy over', { debtorConditions: [condition('BANKRUPTCY', '2026-01-01', '2026-03-15')] }, '2026-03-16', 50 - 4],
])('%s', (_, more, on, points) => {
  const scored = score(owed(more), day(on));
  expect(scored.points).toBe(points);
  const total = 50 + scored.inputs.reduce((sum, input) => sum + input.points, 0);
  expect(scored.points).toBe(Math.max(0, Math.min(100, total)));
}); // prettier-ignore

test('ten points more are better', () => {
  expect([isBetter(10, 19), isBetter(10, 20)]).toEqual([false, true]);
});

describe('the next look', () => {
  const state = (more: Partial<CaseState> = {}, known: Partial<CaseFacts> = {}): CaseState => ({
    facts: owed(known), country: 'SE', status: 'ACTIVE', stage: 'ENFORCEMENT', holdReason: null, routeKind: 'COUNTRY_MODULE',
    strategy: { ...DEFAULT_STRATEGY, surveillance: { rescoreEvery: 6, offerSaleAfter: 9 } }, surveillance: null,
    planProposed: false, referralStatus: null, openInquiries: 0, ...more,
  }); // prettier-ignore
  const fruitless = { proceedings: [found('ENFORCEMENT_ENDED', '2026-01-01')] };
  const watched = (last: string): Partial<CaseState> => ({
    stage: 'SURVEILLANCE',
    surveillance: { since: day('2026-01-05'), points: 6, last: { on: day(last), points: 6 } },
  });

  test.each<readonly [string, CaseState, string | null]>([
    ['none while nobody has found that there is nothing', state(), null],
    ['at once where there is nothing', state({}, fruitless), '2026-02-01'],
    ['none where the strategy has none', state({ strategy: DEFAULT_STRATEGY }, fruitless), null],
    ['none while the case is at rest', state({ status: 'ON_HOLD', holdReason: 'PAUSED' }, fruitless), null],
    ['none while it is enforced again', state({}, { proceedings: [...fruitless.proceedings, found('ENFORCEMENT_FILED', '2026-01-20')] }), null],
    ['six months after the last', state(watched('2026-01-05'), fruitless), '2026-07-05'],
    ['sooner where a sale is to be considered, nine months after the beginning', state(watched('2026-07-05'), fruitless), '2026-10-05'],
    ['that once', state(watched('2026-10-05'), fruitless), '2027-04-05'],
  ])('%s', (_, known, on) => {
    expect(nextLook(known, countries.SE, day('2026-02-01'))).toBe(on);
  }); // prettier-ignore
});
