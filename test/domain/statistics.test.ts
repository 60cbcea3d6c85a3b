import fc from 'fast-check';
import {
  ratio,
  resolutionCurve,
  suppress,
  type GroupFigures,
  type Observation,
  type Outcome,
} from '../../src/domain/statistics.js';

const resolved = (daysToEnd: number, followUpDays = 100): Observation => ({
  daysToEnd,
  followUpDays,
  outcome: 'RESOLVED',
});
const unresolved = (daysToEnd: number, followUpDays = 100): Observation => ({
  daysToEnd,
  followUpDays,
  outcome: 'CLOSED_UNRESOLVED',
});
const open = (days: number): Observation => ({ daysToEnd: days, followUpDays: days, outcome: 'OPEN' });

describe('worked by hand: nobody censored', () => {
  // Five cases, followed 100 days: resolved after 10, 20, 30 and 40 days, one closed unresolved after 50.
  // Without censoring the incidence is the plain share: 1/5, 2/5, 3/5, 4/5. It reaches one half on day 30.
  const curve = resolutionCurve(
    [resolved(10), resolved(20), resolved(30), resolved(40), unresolved(50)],
    [0, 20, 90, 101],
  );

  it('has the median on the day the incidence passes one half', () => {
    expect(curve.medianDaysToResolution).toBe(30);
  });

  it('has incidence and share alike, with the binomial variance', () => {
    // Day 20: F = 0.4, Var = 0.4 × 0.6 / 5 = 0.048, √Var = 0.219089. −ln 0.6 = 0.510826.
    // σ = 0.219089 / (0.6 × 0.510826) = 0.714820; z·σ = 1.401021; e^1.401021 = 4.059344, e^−1.401021 = 0.246345.
    // lower = 1 − 0.6^0.246345 = 1 − e^−0.125840 = 0.118244; upper = 1 − 0.6^4.059344 = 1 − e^−2.073617 = 0.874270.
    expect(curve.horizons[1]).toEqual({
      days: 20, observed: 5, share: '0.4000', cumulativeIncidence: '0.4000', lower95: '0.1182', upper95: '0.8743',
    }); // prettier-ignore
    expect(curve.horizons[2]).toMatchObject({ share: '0.8000', cumulativeIncidence: '0.8000' });
  });

  it('has no interval where nothing has happened, and nothing beyond the follow-up', () => {
    expect(curve.horizons[0]).toEqual({
      days: 0, observed: 5, share: '0.0000', cumulativeIncidence: '0.0000', lower95: null, upper95: null,
    }); // prettier-ignore
    expect(curve.horizons[3]).toEqual({
      days: 101, observed: 0, share: null, cumulativeIncidence: null, lower95: null, upper95: null,
    }); // prettier-ignore
  });
});

describe('worked by hand: open cases censored', () => {
  // Six cases: resolved after 10, 20 and 30 days; open at 15, 20 and 40 days.
  // day 10: 6 at risk, 1 resolved: F = 1/6, S = 5/6
  // day 15: one censored, 4 left
  // day 20: 4 at risk, 1 resolved: F = 1/6 + 5/6 × 1/4 = 3/8, S = 5/8; the case open at 20 days was still at risk
  // day 30: 2 at risk, 1 resolved: F = 3/8 + 5/8 × 1/2 = 11/16, S = 5/16
  const cases = [resolved(10), resolved(20), resolved(30), open(15), open(20), open(40)];
  const curve = resolutionCurve(cases, [10, 20, 30, 40, 41]);

  it('follows the table', () => {
    expect(curve.medianDaysToResolution).toBe(30);
    expect(curve.horizons.map(({ cumulativeIncidence }) => cumulativeIncidence)).toEqual([
      '0.1667', '0.3750', '0.6875', '0.6875', null,
    ]); // prettier-ignore
  });

  it('takes the plain share over those registered long enough ago', () => {
    // Followed 10 days or more: all 6, one resolved. 20 or more: 5 (not the one open at 15), two resolved: 0.4.
    // 30 and 40 or more: 4, three resolved: 0.75. 41 or more: the three resolved, all followed 100 days.
    expect(curve.horizons.map(({ observed, share }) => [observed, share])).toEqual([
      [6, '0.1667'], [5, '0.4000'], [4, '0.7500'], [4, '0.7500'], [3, '1.0000'],
    ]); // prettier-ignore
  });

  it("has Greenwood's variance", () => {
    // Day 30: Var = (5/16)² × (1/(6×5) + 1/(4×3) + 1/(2×1)) = 0.0976563 × 0.6166667 = 0.0602214, √Var = 0.245400.
    // −ln 0.3125 = 1.163151; σ = 0.245400 / (0.3125 × 1.163151) = 0.675133; z·σ = 1.323236.
    // e^1.323236 = 3.755555, e^−1.323236 = 0.266272.
    // lower = 1 − e^(−1.163151 × 0.266272) = 0.266344; upper = 1 − e^(−1.163151 × 3.755555) = 0.987327.
    expect(curve.horizons[2]).toMatchObject({ lower95: '0.2663', upper95: '0.9873' });
  });
});

describe('worked by hand: censoring, competing closures and ties', () => {
  // Eight cases: one resolved on day 0; on day 10 one resolved, one closed unresolved, one open (censored);
  // one closed unresolved on day 20; two resolved on day 30; one open at 60 days.
  // day 0:  8 at risk, 1 resolved:               F = 1/8,                     S = 7/8
  // day 10: 7 at risk, 1 resolved, 1 unresolved: F = 1/8 + 7/8 × 1/7 = 1/4,   S = 7/8 × 5/7 = 5/8; then one censored
  // day 20: 4 at risk, 1 unresolved:             F = 1/4,                     S = 5/8 × 3/4 = 15/32
  // day 30: 3 at risk, 2 resolved:               F = 1/4 + 15/32 × 2/3 = 9/16, S = 5/32
  const cases = [
    { ...resolved(30), count: 2 }, resolved(0), open(10), unresolved(10), resolved(10), unresolved(20), open(60),
  ]; // prettier-ignore
  const curve = resolutionCurve(cases, [0, 10, 20, 30, 60, 61]);

  it('follows the table', () => {
    expect(curve.medianDaysToResolution).toBe(30);
    expect(curve.horizons.map(({ cumulativeIncidence }) => cumulativeIncidence)).toEqual([
      '0.1250', '0.2500', '0.2500', '0.5625', '0.5625', null,
    ]); // prettier-ignore
  });

  it('has the delta-method variance', () => {
    // Day 30, Δ = 9/16 − F(tᵢ): 7/16 at day 0, 5/16 at days 10 and 20, 0 at day 30.
    // Σ Δ²·d/(n(n−d)) = 49/256 × 1/56 + 25/256 × 2/35 + 25/256 × 1/12 = 0.0034180 + 0.0055804 + 0.0081380 = 0.0171364
    // Σ S²·d₁(n−d₁)/n³ = 7/512 + 49/64 × 6/343 + 225/1024 × 2/27 = 0.0136719 + 0.0133929 + 0.0162760 = 0.0433408
    // Σ Δ·S·d₁/n² = 7/16 × 1/64 + 5/16 × 7/8 × 1/49 = 0.0068359 + 0.0055804 = 0.0124163
    // Var = 0.0171364 + 0.0433408 − 2 × 0.0124163 = 0.0356446, √Var = 0.188798
    // −ln 0.4375 = 0.826679; σ = 0.188798 / (0.4375 × 0.826679) = 0.522014; z·σ = 1.023128
    // lower = 1 − e^(−0.826679 × 0.359469) = 0.257079; upper = 1 − e^(−0.826679 × 2.781882) = 0.899713
    expect(curve.horizons[3]).toMatchObject({ lower95: '0.2571', upper95: '0.8997' });
  });
});

describe('the edge of what is known', () => {
  it('stops at the last day anyone was at risk while some may still be resolved', () => {
    // Two cases: resolved on day 10 of 100, open at day 30. After day 30 nobody is watched: the half left is unknown.
    const { horizons } = resolutionCurve([resolved(10), open(30)], [30, 31]);
    expect(horizons.map(({ cumulativeIncidence }) => cumulativeIncidence)).toEqual(['0.5000', null]);
  });

  it('has no median where more than half closes unresolved', () => {
    expect(resolutionCurve([resolved(1), unresolved(2), unresolved(3)], []).medianDaysToResolution).toBeNull();
  });

  it('reaches one half with ten tenths', () => {
    const cases = Array.from({ length: 10 }, (_, index) => resolved(index + 1));
    expect(resolutionCurve(cases, []).medianDaysToResolution).toBe(5);
  });

  it('knows nothing of nobody', () => {
    expect(resolutionCurve([], [0])).toEqual({
      medianDaysToResolution: null,
      horizons: [{ days: 0, observed: 0, share: null, cumulativeIncidence: null, lower95: null, upper95: null }],
    });
  });

  it.each<[string, Observation]>([
    ['an end after the follow-up', resolved(11, 10)],
    ['a negative day', resolved(-1)],
    ['half a day', resolved(0.5)],
    ['an open case that ends early', { daysToEnd: 5, followUpDays: 10, outcome: 'OPEN' }],
    ['no case', { ...resolved(1), count: 0 }],
  ])('throws for %s', (_name, observation) => {
    expect(() => resolutionCurve([observation], [30])).toThrow(RangeError);
  });
});

describe('properties', () => {
  const outcome = fc.constantFrom<Outcome>('RESOLVED', 'CLOSED_UNRESOLVED', 'OPEN');
  const observation = fc
    .record({ outcome, daysToEnd: fc.nat(60), later: fc.nat(60), count: fc.integer({ min: 1, max: 3 }) })
    .map(({ later, ...rest }): Observation => ({
      ...rest,
      followUpDays: rest.daysToEnd + (rest.outcome === 'OPEN' ? 0 : later),
    }));
  const cases = fc.array(observation, { minLength: 1, maxLength: 30 });
  const horizons = [0, 5, 10, 20, 30, 40, 60];
  const figures = (list: readonly Observation[]) => resolutionCurve(list, horizons).horizons;

  it('is the plain share when nothing is censored', () => {
    fc.assert(
      fc.property(cases, (list) => {
        const ended = list.map((item): Observation => ({
          ...item,
          outcome: item.outcome === 'OPEN' ? 'CLOSED_UNRESOLVED' : item.outcome,
          followUpDays: 60,
        }));
        for (const { share, cumulativeIncidence } of figures(ended)) {
          expect(Math.abs(Number(share) - Number(cumulativeIncidence))).toBeLessThan(0.00015);
        }
      }),
    );
  });

  it('splits what is no longer open between the two outcomes', () => {
    const as = (list: readonly Observation[], names: Record<Outcome, Outcome>) =>
      figures(list.map((item) => ({ ...item, outcome: names[item.outcome] })));
    fc.assert(
      fc.property(cases, (list) => {
        const paid = figures(list);
        const other = as(list, { RESOLVED: 'CLOSED_UNRESOLVED', CLOSED_UNRESOLVED: 'RESOLVED', OPEN: 'OPEN' });
        // With every closure counted as the event, one minus the incidence is the share still open.
        const either = as(list, { RESOLVED: 'RESOLVED', CLOSED_UNRESOLVED: 'RESOLVED', OPEN: 'OPEN' });
        for (const index of horizons.keys()) {
          const sum = Number(paid[index]!.cumulativeIncidence) + Number(other[index]!.cumulativeIncidence);
          expect(Math.abs(sum - Number(either[index]!.cumulativeIncidence))).toBeLessThan(0.0002);
        }
      }),
    );
  });

  it('never falls, stays within 0 and 1, and lies within its limits', () => {
    fc.assert(
      fc.property(cases, (list) => {
        let before = 0;
        for (const { cumulativeIncidence, lower95, upper95 } of figures(list)) {
          if (cumulativeIncidence === null) continue;
          const incidence = Number(cumulativeIncidence);
          expect(incidence).toBeGreaterThanOrEqual(before);
          expect(incidence).toBeLessThanOrEqual(1);
          before = incidence;
          if (lower95 === null || upper95 === null) continue;
          expect(Number(lower95)).toBeLessThanOrEqual(incidence);
          expect(Number(upper95)).toBeGreaterThanOrEqual(incidence);
          expect(Number(upper95)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('depends neither on the order of the cases nor on how they are bundled', () => {
    fc.assert(
      fc.property(cases, (list) => {
        const single = list.flatMap(({ count = 1, ...item }) => Array.from({ length: count }, () => item)).reverse();
        expect(resolutionCurve(single, horizons)).toEqual(resolutionCurve(list, horizons));
      }),
    );
  });
});

describe('suppress', () => {
  const group: GroupFigures = {
    cases: 5,
    resolved: 2,
    closedUnresolved: 1,
    open: 2,
    recoveryRate: '0.4000',
    ...resolutionCurve([resolved(1), resolved(2), unresolved(3), open(40), open(50)], [30]),
  };

  it('publishes five cases', () => {
    expect(suppress(group)).toEqual({ ...group, suppressed: false });
  });

  it('blanks everything of four', () => {
    expect(suppress({ ...group, cases: 4 })).toEqual({
      cases: 0,
      resolved: 0,
      closedUnresolved: 0,
      open: 0,
      medianDaysToResolution: null,
      recoveryRate: null,
      horizons: [{ days: 30, observed: 0, share: null, cumulativeIncidence: null, lower95: null, upper95: null }],
      suppressed: true,
    });
  });
});

it.each([
  [1n, 3n, '0.3333'],
  [2n, 3n, '0.6667'],
  // 1/20000 is half of a ten-thousandth: rounded up.
  [1n, 20_000n, '0.0001'],
  [0n, 5n, '0.0000'],
  [5n, 5n, '1.0000'],
  // Beyond what a floating-point number holds exactly.
  [9_007_199_254_740_993n, 18_014_398_509_481_986n, '0.5000'],
  [0n, 0n, null],
])('the ratio of %s to %s is %s', (part, whole, expected) => {
  expect(ratio(part, whole)).toBe(expected);
});
