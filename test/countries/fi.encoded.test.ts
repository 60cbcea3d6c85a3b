import fc from 'fast-check';
import { finland as law } from '../../src/countries/fi.js';
import { addDays, dayNumber, isoDate, type IsoDate } from '../../src/domain/date.js';
import { inForce, RuleNotEncoded } from '../../src/domain/dated.js';
import type { ClaimKind, PartyType, StepType } from '../../src/domain/facts.js';

const first = isoDate('1900-01-01');
const anyDay = fc.integer({ min: 0, max: dayNumber(isoDate('2100-12-31')) - dayNumber(first) }).map((days) => addDays(first, days)); // prettier-ignore
const anyParty = fc.constantFrom<PartyType>('PERSON', 'COMPANY');

/** The value, or null where the day is refused; anything else thrown fails the test. */
function encoded<Value>(ask: () => Value): Value | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RuleNotEncoded) return null;
    throw error;
  }
}

test('late interest is known from 2018 to 2026', () => {
  fc.assert(
    fc.property(anyDay, anyParty, (on, party) => {
      const found = encoded(() => inForce(law.lateInterest[party], on));
      return (found !== null) === (on >= '2018-01-01' && on <= '2026-12-31');
    }),
  );
});

// Consumers since 16 March 2013; others since 2021, directly enforceable claims against them since May 2022.
const firstDayOf = (party: PartyType, kind: ClaimKind): string =>
  party === 'PERSON' ? '2013-03-16' : kind === 'PUBLIC' ? '2022-05-01' : '2021-01-01';

test('a ceiling is known from the first day of its tariff on', () => {
  const anyStep = fc.constantFrom<StepType>('REMINDER', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'PUBLICATION_WARNING', 'PAYMENT_PLAN', 'BANKRUPTCY_WARNING', 'LIMITATION_NOTICE', 'COURT_APPLICATION'); // prettier-ignore
  const anyKind = fc.constantFrom<ClaimKind>('GENERAL', 'RENT_DWELLING', 'PUBLIC');
  const late = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(anyDay, anyStep, anyParty, anyKind, late, (on, step, party, kind, days) => {
      const dueDate: IsoDate = on < '1901-01-01' ? on : addDays(on, -days);
      const found = encoded(() => law.maximumCost(step, 250_00n, party, dueDate, on, kind));
      // A wait that began before the law knew its length is refused with it.
      return on < firstDayOf(party, kind) ? found === null : found !== null || dueDate < '2013-03-16';
    }),
    { numRuns: 300 },
  );
});

test('every figure of the catalogue is either in force on a day or refused', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...law.catalogue), (on, { series }) => {
      const found = encoded(() => inForce(series, on));
      const known = on >= series.versions[0].from && (series.knownUntil === undefined || on <= series.knownUntil);
      return (found !== null) === known;
    }),
    { numRuns: 1000 },
  );
});
