import { sweden as law } from '../../src/countries/se.js';
import type { CaseFacts, ClaimFacts, ProceedingFacts, StepType } from '../../src/domain/facts.js';
import type { Requirement } from '../../src/domain/jurisdiction.js';
import { claim, day, facts, letter, paid } from './facts.js';

const event = (
  type: ProceedingFacts['type'],
  on: string,
  more: { readonly step?: StepType | undefined; readonly until?: string } = {},
): ProceedingFacts => ({
  type, on: day(on), step: more.step ?? null, awarded: 0n, until: more.until === undefined ? null : day(more.until),
}); // prettier-ignore

const stepOf = (type: StepType, owing: CaseFacts) =>
  law.legalPath(owing, day('2026-06-01')).find((step) => step.type === type);
const met = (type: StepType, requirement: Requirement, owing: CaseFacts) =>
  stepOf(type, owing)?.requirements.find((required) => required.requirement === requirement)?.metOn;

describe('energy', () => {
  const power = (principal: string, id: string, due = '2026-03-02', kind: ClaimFacts['kind'] = 'ELECTRICITY') =>
    claim(principal, due, { id, invoiceNumber: id, kind });
  const supplyDemand = event('SUPPLY_DEMAND_SENT', '2026-03-16', { until: '2026-03-30' });
  const served = event('SERVED', '2026-04-08', { step: 'DISCONNECTION' });
  const told = event('SOCIAL_SERVICES_NOTIFIED', '2026-04-08');
  const owed = (proceedings: ProceedingFacts[], more: Partial<CaseFacts> = {}, claims = [power('1200.00', 'a')]) =>
    facts(claims, { registeredOn: day('2026-03-10'), proceedings, ...more });
  const earliest = (...owing: Parameters<typeof owed>) => stepOf('DISCONNECTION', owed(...owing))?.earliestOn;

  test('two demands, the second served with a message to the socialnämnd, and three weeks', () => {
    // 8 April and three weeks: Wednesday the 29th.
    expect(earliest([supplyDemand, served, told])).toBe('2026-04-30');
    const ready = owed([supplyDemand, served, told]);
    expect(law.forbids('DISCONNECTION', ready, day('2026-04-29'))).toMatchObject({ code: 'TOO_EARLY' });
    expect(law.forbids('DISCONNECTION', ready, day('2026-04-30'))).toBeNull();
    // An earlier message will do, a later one not.
    expect(earliest([supplyDemand, event('SOCIAL_SERVICES_NOTIFIED', '2026-04-07'), served])).toBe('2026-04-30');
    expect(earliest([supplyDemand, served, event('SOCIAL_SERVICES_NOTIFIED', '2026-04-09')])).toBeNull();
  });

  test('an inkassokrav is not the first demand, and the second waits for its end', () => {
    expect(earliest([served, told], { notices: [letter('PAYMENT_DEMAND', '2026-03-16', '2026-03-30')] })).toBeNull();
    expect(earliest([supplyDemand, event('SERVED', '2026-03-30', { step: 'DISCONNECTION' }), told])).toBeNull();
    expect(
      earliest([
        supplyDemand,
        event('SERVED', '2026-03-31', { step: 'DISCONNECTION' }),
        event('SOCIAL_SERVICES_NOTIFIED', '2026-03-31'),
      ]),
    ).toBe('2026-04-22');
  });

  test('only an essential breach: above 1 000, or two invoices at once', () => {
    const breach = (...claims: ClaimFacts[]) => met('DISCONNECTION', 'essentialBreach', owed([], {}, claims));
    expect(breach(power('1000.00', 'a'))).toBeNull();
    expect(breach(power('1000.01', 'a'))).toBe('2026-03-03');
    // The second is late from 2 April.
    expect(breach(power('400.00', 'a'), power('400.00', 'b', '2026-04-01'))).toBe('2026-04-02');
    expect(breach(power('900.00', 'a'), { ...power('500.00', 'b'), kind: 'GENERAL' })).toBeNull();
  });

  test('stopped by payment, dispute, the socialnämnd and the risk of harm', () => {
    const all = [supplyDemand, served, told];
    // 900 left.
    expect(earliest(all, { payments: [paid('2026-04-20', '300.00', 'a')] })).toBeNull();
    expect(law.forbids('DISCONNECTION', owed(all, { disputed: true }), day('2026-04-30'))).toMatchObject({
      code: 'DISPUTED_CLAIM',
    });
    expect(earliest([...all, event('SOCIAL_SERVICES_LIABLE', '2026-04-29')])).toBeNull();
    expect(earliest([...all, event('SOCIAL_SERVICES_LIABLE', '2026-04-30')])).toBe('2026-04-30');
    // Before the first demand's time was over it took over something else; on the day after, this.
    expect(earliest([...all, event('SOCIAL_SERVICES_LIABLE', '2026-03-30')])).toBe('2026-04-30');
    expect(earliest([...all, event('SOCIAL_SERVICES_LIABLE', '2026-03-31')])).toBeNull();
    expect(earliest([...all, event('HARM_RISK_FOUND', '2026-04-15')])).toBeNull();
  });

  test('the same for district heating and gas; a business is outside', () => {
    for (const kind of ['DISTRICT_HEATING', 'GAS'] as const) {
      expect(earliest([supplyDemand, served, told], {}, [power('1200.00', 'a', '2026-03-02', kind)])).toBe(
        '2026-04-30',
      );
    }
    expect(earliest([supplyDemand, served, told], { debtorType: 'COMPANY' })).toBeUndefined();
  });
});

describe('housing', () => {
  /** Rent due on Friday 30 January 2026, the inkassokrav sent at once. */
  const tenancy = (
    proceedings: ProceedingFacts[] = [],
    more: Partial<CaseFacts> = {},
    kind: ClaimFacts['kind'] = 'RENT_DWELLING',
  ) =>
    facts([claim('8000.00', '2026-01-30', { kind })], {
      registeredOn: day('2026-02-02'),
      notices: [letter('PAYMENT_DEMAND', '2026-02-02', '2026-02-16')],
      proceedings,
      ...more,
    });
  const served = event('SERVED', '2026-02-11', { step: 'LEASE_TERMINATION' });
  const told = event('SOCIAL_SERVICES_NOTIFIED', '2026-02-11');

  test('a dwelling is forfeited by more than a week, premises by more than two weekdays', () => {
    expect(met('LEASE_TERMINATION', 'rentLate', tenancy())).toBe('2026-02-07');
    expect(met('LEASE_TERMINATION', 'rentLate', tenancy([], {}, 'RENT_PREMISES'))).toBe('2026-02-04');
    // Rent ordered on the last day of the inkassokrav is booked by the 17th.
    expect(stepOf('LEASE_TERMINATION', tenancy())).toMatchObject({
      earliestOn: '2026-02-18',
      costs: [{ amount: 300_00n }, { amount: 420_00n }],
    });
    const cured = tenancy([], { payments: [paid('2026-02-10', '8000.00')] });
    expect(met('LEASE_TERMINATION', 'rentLate', cured)).toBeNull();
    expect(stepOf('LEASE_TERMINATION', tenancy([served]))).toBeUndefined();
    expect(stepOf('EVICTION', facts([claim('8000.00', '2026-01-30')]))).toBeUndefined();
  });

  test('no eviction on day 21: served and told on day 12 it is decided on day 38 at the earliest', () => {
    // 11 February and three weeks: Wednesday 4 March. Two weekdays more, Thursday and Friday. Then Monday 9 March.
    const warned = tenancy([served, told]);
    expect(met('EVICTION', 'recoveryTimeOver', warned)).toBe('2026-03-09');
    // The payment order of day 21, 20 February, is no title to evict.
    expect(met('EVICTION', 'titleHeld', tenancy([served, told, event('TITLE_GIVEN', '2026-02-20')]))).toBeNull();
    // Nor is a decision on the money, or one that names nothing, however late it comes.
    for (const step of [undefined, 'COURT_APPLICATION'] as const) {
      const money = tenancy([served, told, event('TITLE_GIVEN', '2026-03-10', { step })]);
      expect(met('EVICTION', 'titleHeld', money)).toBeNull();
      expect(met('ENFORCEMENT_APPLICATION', 'titleHeld', money)).toBe('2026-03-10');
    }
    // 10 March and a week, whichever of the two it names; nothing is attached on it.
    for (const step of ['EVICTION', 'LEASE_TERMINATION'] as const) {
      const titled = tenancy([served, told, event('TITLE_GIVEN', '2026-03-10', { step })]);
      expect(met('EVICTION', 'titleHeld', titled)).toBe('2026-03-17');
      expect(met('ENFORCEMENT_APPLICATION', 'titleHeld', titled)).toBeNull();
    }
    const decided = tenancy([served, told, event('TITLE_GIVEN', '2026-03-10', { step: 'EVICTION' })]);
    expect(stepOf('EVICTION', decided)).toMatchObject({ earliestOn: '2026-03-17', authority: 'Kronofogdemyndigheten' });
  });

  test('counted from the later of service and message; without the message never', () => {
    // 16 February and three weeks: Monday 9 March; 10 and 11 March; so the 12th.
    expect(
      met('EVICTION', 'recoveryTimeOver', tenancy([served, event('SOCIAL_SERVICES_NOTIFIED', '2026-02-16')])),
    ).toBe('2026-03-12');
    expect(met('EVICTION', 'recoveryTimeOver', tenancy([served]))).toBeNull();
    expect(met('EVICTION', 'socialServicesNotified', tenancy([served]))).toBeNull();
    // Premises: 11 February and two weeks, Wednesday 25; 26 and 27; Monday 2 March. No message.
    const premises = tenancy([served], {}, 'RENT_PREMISES');
    expect(met('EVICTION', 'recoveryTimeOver', premises)).toBe('2026-03-02');
    expect(met('EVICTION', 'socialServicesNotified', premises)).toBeUndefined();
  });

  test('what was told or taken over for an earlier default neither opens nor bars', () => {
    // The rent forfeited the lease on 7 February.
    const old = (on: string) => event('SOCIAL_SERVICES_NOTIFIED', on);
    expect(met('EVICTION', 'socialServicesNotified', tenancy([old('2026-02-06'), served]))).toBeNull();
    expect(met('EVICTION', 'recoveryTimeOver', tenancy([old('2026-02-06'), served]))).toBeNull();
    expect(met('EVICTION', 'recoveryTimeOver', tenancy([old('2026-02-07'), served]))).toBe('2026-03-09');
    const liable = (on: string) => tenancy([event('SOCIAL_SERVICES_LIABLE', on), served, told]);
    expect(met('EVICTION', 'socialServicesNotLiable', liable('2026-02-06'))).toBe('2026-03-05');
    expect(met('EVICTION', 'socialServicesNotLiable', liable('2026-02-07'))).toBeNull();
    // January's rent was paid before the termination for February's, due Friday the 27th and late from 7 March.
    const second = tenancy([event('SERVED', '2026-03-11', { step: 'LEASE_TERMINATION' }), old('2026-02-20')]);
    const both = {
      ...second,
      claims: [...second.claims, claim('8000.00', '2026-02-27', { id: 'b', kind: 'RENT_DWELLING' })],
    };
    const paying = { ...both, payments: [paid('2026-02-24', '8000.00')] };
    expect(met('EVICTION', 'socialServicesNotified', both)).toBe('2026-02-20');
    expect(met('EVICTION', 'socialServicesNotified', paying)).toBeNull();
  });

  test('a period that ends on a day off, and weekdays around a holiday', () => {
    // 22 April and three weeks: 13 May; Ascension Day is the 14th, so Friday 15 and Monday 18 are the weekdays: Tuesday the 19th.
    const late = tenancy([
      event('SERVED', '2026-04-20', { step: 'LEASE_TERMINATION' }),
      event('SOCIAL_SERVICES_NOTIFIED', '2026-04-22'),
    ]);
    expect(met('EVICTION', 'recoveryTimeOver', late)).toBe('2026-05-19');
  });

  test('the rent, ordered in time, gives the tenancy back, and so does the socialnämnd', () => {
    // Ordered on 4 March it is booked on the 5th.
    const paying = (on: string) => tenancy([served, told], { payments: [paid(on, '8000.00')] });
    expect(met('EVICTION', 'rentLate', paying('2026-03-05'))).toBeNull();
    expect(met('EVICTION', 'rentLate', paying('2026-03-06'))).toBe('2026-02-07');
    const liable = (on: string) => tenancy([served, told, event('SOCIAL_SERVICES_LIABLE', on)]);
    expect(met('EVICTION', 'socialServicesNotLiable', liable('2026-03-04'))).toBeNull();
    expect(met('EVICTION', 'socialServicesNotLiable', liable('2026-03-05'))).toBe('2026-03-05');
  });
});
