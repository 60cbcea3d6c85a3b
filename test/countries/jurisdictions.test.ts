import fc from 'fast-check';
import { countries, jurisdictionOf } from '../../src/countries/index.js';
import { balance } from '../../src/domain/balance.js';
import { addDays, dayNumber, daysBetween, isoDate, type IsoDate } from '../../src/domain/date.js';
import { inForce, RuleNotEncoded } from '../../src/domain/dated.js';
import type { CaseFacts, NoticeFacts, PartyType } from '../../src/domain/facts.js';
import type { Jurisdiction } from '../../src/domain/jurisdiction.js';
import { sum } from '../../src/domain/money.js';
import { claim, day, facts, interestDayByDay, paid } from './facts.js';

const laws = Object.values(countries);
const parties: readonly PartyType[] = ['PERSON', 'COMPANY'];
const anyLaw = fc.constantFrom<Jurisdiction>(...laws);
const anyParty = fc.constantFrom<PartyType>(...parties);
const dates = (from: string, until: string) =>
  fc
    .integer({ min: dayNumber(isoDate(from)), max: dayNumber(isoDate(until)) })
    .map((number) => addDays(isoDate('1970-01-01'), number));
const covered = dates('2018-01-01', '2026-12-31');
const anyCase = fc
  .record({
    principal: fc.bigInt({ min: 1n, max: 10_000_000_00n }),
    due: dates('2017-12-31', '2026-06-30'),
    debtorType: anyParty,
  })
  .map(({ principal, due, debtorType }) =>
    facts([claim('1.00', due, { principal })], { debtorType, registeredOn: addDays(due, 14) }),
  );

test('countries are found by code, others have no module', () => {
  expect(jurisdictionOf('NO')).toBe(countries.NO);
  for (const code of ['DK', 'no', '', 'toString']) expect(jurisdictionOf(code)).toBeNull();
});

test('a rate is known from 2018 to 2026 and refused on every other day', () => {
  fc.assert(
    fc.property(anyLaw, anyParty, dates('1900-01-01', '2100-12-31'), (law, party, on) => {
      const series = law.lateInterest[party];
      if (on >= '2018-01-01' && on <= '2026-12-31') return inForce(series, on).value > 0;
      expect(() => inForce(series, on)).toThrow(RuleNotEncoded);
      return true;
    }),
  );
});

// Published late interest in per cent, half-years from 2018 H1 to 2026 H2 (rulebooks: NO 2.1, SE 2.2, FI 2).
test.each([
  ['NO', 'PERSON', '8.50 8.50 8.75 9.25 9.50 8.00 8.00 8.00 8.50 9.25 10.75 11.75 12.50 12.50 12.50 12.25 12.00 12.25'],
  ['SE', 'PERSON', '7.50 7.50 7.50 8.00 8.00 8.00 8.00 8.00 8.00 8.50 10.50 11.50 12.00 12.00 11.00 10.00 10.00 10.00'],
  ['FI', 'PERSON', '7.00 7.00 7.00 7.00 7.00 7.00 7.00 7.00 7.00 7.00 9.50 11.00 11.50 11.50 10.50 9.50 9.50 9.50'],
  [
    'FI',
    'COMPANY',
    '8.00 8.00 8.00 8.00 8.00 8.00 8.00 8.00 8.00 8.00 10.50 12.00 12.50 12.50 11.50 10.50 10.50 10.50',
  ],
] as const)('late interest of %s for a %s', (country, party, percents) => {
  const series = countries[country].lateInterest[party];
  const bps = percents.split(' ').map((percent) => Number(percent.replace('.', '')));
  expect(series.versions.map((version) => version.value)).toEqual(bps);
  const halfYears = bps.map((_, index) => `${2018 + Math.floor(index / 2)}-${index % 2 === 0 ? '01' : '07'}-01`);
  expect(series.versions.map((version) => version.from)).toEqual(halfYears);
});

/** A due date without bank business is moved to the next day with it, in Norway not. */
function lastDayToPay(law: Jurisdiction, dueDate: IsoDate): IsoDate {
  return law.country === 'NO' || law.isBankDay(dueDate) ? dueDate : lastDayToPay(law, addDays(dueDate, 1));
}

test('interest is what the days add up to, however it is cut and rounded', () => {
  fc.assert(
    fc.property(anyLaw, anyCase, covered, (law, owed, on) => {
      const lines = law.interest(owed, on);
      const { dueDate, principal } = owed.claims[0]!;
      const lastDay = lastDayToPay(law, dueDate);
      const days = Array.from({ length: Math.max(0, daysBetween(lastDay, on)) }, (_, index) =>
        addDays(lastDay, index + 1),
      );
      const exact = interestDayByDay(principal, (date) => inForce(law.lateInterest[owed.debtorType], date).value, days);
      const total = sum(lines.map((line) => line.amount)) * 100_000n;
      const difference = total > exact ? total - exact : exact - total;
      // Half a minor unit for each rounding, and what the day by day sum dropped.
      return (
        lines.every((line) => line.amount >= 0n) &&
        difference <= BigInt(Math.max(1, lines.length)) * 50_000n + BigInt(days.length)
      );
    }),
    { numRuns: 60 },
  );
});

test('interest is additive: a part payment of nothing changes no total by more than a minor unit for each cut', () => {
  fc.assert(
    fc.property(anyLaw, anyCase, covered, covered, (law, owed, one, other) => {
      const [early, late] = one < other ? [one, other] : [other, one];
      const until = sum(law.interest(owed, early).map((line) => line.amount));
      const whole = sum(law.interest(owed, late).map((line) => line.amount));
      // One minor unit of principal paid at the end of `early` cuts there and costs at most 0.13 a year in minor units.
      const cut = owed.claims[0]!.principal > 1n ? { ...owed, payments: [paid(early, '0.01')] } : owed;
      const afterCut = sum(law.interest(cut, late).map((line) => line.amount));
      return until <= whole && afterCut <= whole + 2n && afterCut >= whole - 4n;
    }),
    { numRuns: 60 },
  );
});

const isDemanded = ({ notices }: CaseFacts): boolean => notices.at(-1)?.type === 'PAYMENT_DEMAND';

/** Everything our letters may do, each on its first day: the steps until the first formal demand. */
function walk(
  law: Jurisdiction,
  owed: CaseFacts,
  visit: (facts: CaseFacts, step: NoticeFacts['type'], on: IsoDate) => void,
): CaseFacts {
  let current = owed;
  for (let step = law.nextStep(current); step && !isDemanded(current); step = law.nextStep(current)) {
    visit(current, step.type, step.earliestOn);
    const payBy = law.payBy(step.type, current, step.earliestOn);
    const letter: NoticeFacts = { type: step.type, sentOn: step.earliestOn, payBy, sentBy: 'AGENCY', feeCharged: null };
    current = { ...current, notices: [...current.notices, letter] };
  }
  return current;
}

test('each planned step is allowed on its day, refused as too early the day before, and leads to the first formal demand', () => {
  fc.assert(
    fc.property(anyLaw, anyCase, (law, owed) => {
      const end = walk(law, owed, (current, step, on) => {
        expect(law.forbids(step, current, on)).toBeNull();
        expect(law.forbids(step, current, addDays(on, -1))).toMatchObject({
          code: 'TOO_EARLY',
          params: { earliestOn: on },
        });
        expect(law.isBankDay(on)).toBe(true);
        expect(current.notices.filter((earlier) => earlier.payBy !== null && earlier.payBy >= on)).toEqual([]);
        expect(law.stepName(step)).toEqual(expect.any(String));
        expect(law.requiredElements(step, current, on).length).toBeGreaterThan(3);
        const payBy = law.payBy(step, current, on)!;
        expect(law.isBankDay(payBy)).toBe(true);
        expect(daysBetween(on, payBy)).toBeGreaterThanOrEqual(law.country === 'SE' ? 8 : 14);
      });
      expect(end.notices.at(-1)?.type).toBe('PAYMENT_DEMAND');
    }),
    { numRuns: 60 },
  );
});

test('no letter goes out while time to pay that the creditor gave is running, nor on a day without post', () => {
  const creditorTypes = fc.constantFrom('REMINDER' as const, 'COLLECTION_NOTICE' as const, 'PAYMENT_DEMAND' as const);
  const reminder = fc.record({ type: creditorTypes, after: fc.integer({ min: -5, max: 40 }), time: fc.integer({ min: 0, max: 60 }) });
  fc.assert(
    fc.property(anyLaw, anyCase, reminder, (law, owed, { type, after, time }) => {
      const sentOn = addDays(owed.claims[0]!.dueDate, after);
      const payBy = addDays(sentOn, time);
      const notice: NoticeFacts = { type, sentOn, payBy, sentBy: 'CREDITOR', feeCharged: null };
      const { earliestOn } = law.nextStep({ ...owed, notices: [notice] })!;
      expect(earliestOn > payBy && earliestOn >= owed.registeredOn).toBe(true);
      expect(law.isBankDay(earliestOn)).toBe(true);
      // Where the last day has no bank business, it is the next one that has.
      expect(law.isBankDay(payBy) || earliestOn > addDays(payBy, 1)).toBe(true);
    }),
  );
}); // prettier-ignore

test('nothing follows once everything is paid', () => {
  for (const law of laws) {
    const owed = facts([claim('1000.00', '2026-03-02')], { registeredOn: day('2026-03-16') });
    const on = day('2026-03-20');
    const { interest, outstanding } = balance(owed, law, on);
    const payment = {
      ...paid(on, '1000.00'),
      amount: outstanding,
      allocations: [
        { kind: 'PRINCIPAL' as const, claimId: 'claim-1', amount: 1000_00n },
        { kind: 'INTEREST' as const, claimId: 'claim-1', amount: interest },
      ],
    };
    const settled = { ...owed, payments: [payment] };
    expect(law.nextStep(settled)).toBeNull();
    expect(law.forbids('REMINDER', settled, on)).toMatchObject({ code: 'INVALID_STATE' });
    expect(law.nextStep({ ...owed, payments: [{ ...payment, amount: outstanding - 1n }] })).not.toBeNull();
  }
});

test('every legal number names act, provision, address and the day it was checked', () => {
  for (const law of laws) {
    for (const party of parties) {
      for (const { source } of law.lateInterest[party].versions) {
        expect(source).toMatchObject({
          act: expect.stringMatching(/\S/),
          provision: expect.stringMatching(/§/),
          checkedOn: '2026-11-22',
        });
        expect(source.url).toMatch(/^https?:\/\//);
      }
    }
  }
});
