import { finland as law } from '../../src/countries/fi.js';
import { RuleNotEncoded } from '../../src/domain/dated.js';
import type { CaseFacts, ProceedingFacts, StepType } from '../../src/domain/facts.js';
import type { LegalStep } from '../../src/domain/jurisdiction.js';
import { claim, condition, day, facts, letter, paid } from './facts.js';

const consumer = (more: Partial<CaseFacts> = {}, principal = '250.00') =>
  facts([claim(principal, '2026-02-02')], { currency: 'EUR', registeredOn: day('2026-02-16'), ...more });
const company = (more: Partial<CaseFacts> = {}) => consumer({ debtorType: 'COMPANY', ...more });
const publicly = (base: CaseFacts): CaseFacts => ({
  ...base,
  claims: base.claims.map((one) => ({ ...one, kind: 'PUBLIC' as const })),
});
const happened = (type: ProceedingFacts['type'], on: string, more: Partial<ProceedingFacts> = {}): ProceedingFacts => ({
  type, on: day(on), step: null, awarded: 0n, until: null, ...more,
}); // prettier-ignore
const demanded = [letter('REMINDER', '2026-02-17', '2026-03-03'), letter('PAYMENT_DEMAND', '2026-03-04', '2026-03-18')];

const step = (type: StepType, base: CaseFacts, on = '2026-06-01'): LegalStep | undefined =>
  law.legalPath(base, day(on)).find((one) => one.type === type);
const costs = (one: LegalStep | undefined) => one?.costs.map(({ name, amount }) => `${name} ${amount}`);
const unmet = (one: LegalStep | undefined) =>
  one?.requirements.filter(({ metOn }) => metOn === null).map(({ requirement }) => requirement);
const refusal = (type: StepType, base: CaseFacts, on: string) => law.forbids(type, base, day(on));

describe('haastehakemus', () => {
  test('of an undisputed consumer claim, once the times of the demand are over (6 §)', () => {
    expect(unmet(step('COURT_APPLICATION', consumer()))).toEqual(['demandExpired']);
    expect(refusal('COURT_APPLICATION', consumer(), '2026-06-01')).toMatchObject({
      code: 'INVALID_STATE', params: { requirement: 'demandExpired' }, legalBasis: { provision: '6 §' },
    }); // prettier-ignore
    const open = consumer({ notices: demanded });
    expect(step('COURT_APPLICATION', open)).toMatchObject({ earliestOn: '2026-03-19', latestOn: null });
    expect(refusal('COURT_APPLICATION', open, '2026-03-18')).toMatchObject({ code: 'TOO_EARLY' });
    expect(refusal('COURT_APPLICATION', open, '2026-03-19')).toBeNull();
  });

  test('at once after a request to interrupt', () => {
    const asked = consumer({ notices: demanded, proceedings: [happened('INTERRUPTION_REQUESTED', '2026-03-10')] });
    expect(step('COURT_APPLICATION', asked)?.earliestOn).toBe('2026-03-10');
  });

  test('of a business, from the day the claim is due or the time a letter gave is over', () => {
    expect(step('COURT_APPLICATION', company())?.earliestOn).toBe('2026-02-16');
    expect(step('COURT_APPLICATION', company({ notices: demanded }))?.earliestOn).toBe('2026-03-19');
  });

  test('of a disputed claim, as an ordinary civil case', () => {
    const disputed = consumer({ notices: demanded, disputed: true, objectedOn: [day('2026-03-10')] });
    expect(step('COURT_APPLICATION', disputed)).toMatchObject({
      name: 'haastehakemus, laaja riita-asia',
      earliestOn: '2026-02-16',
    });
    expect(costs(step('COURT_APPLICATION', disputed))).toEqual(['oikeudenkäyntimaksu, laaja riita-asia 61000']);
    expect(refusal('COURT_APPLICATION', disputed, '2026-03-11')).toBeNull();
    expect(refusal('PAYMENT_DEMAND', disputed, '2026-06-01')).toMatchObject({ code: 'DISPUTED_CLAIM' });
  });

  // Fee of the year, and what is awarded at most by the base scale: exactly 300 is the middle band.
  test.each([
    ['299.99', '2026-06-01', [7000n, 5000n]], ['300.00', '2026-06-01', [7000n, 8000n]],
    ['1000.00', '2024-06-03', [6500n, 8000n]], ['1000.01', '2025-06-02', [7000n, 11000n]],
  ] as const)('costs of %s on %s', (principal, on, [fee, base]) => {
    expect(costs(step('COURT_APPLICATION', consumer({}, principal), on))).toEqual([
      `oikeudenkäyntimaksu, summaarinen asia, sähköinen hakemus ${fee}`,
      `oikeudenkäyntikulut, perustaulukko ${base}`,
    ]);
  }); // prettier-ignore

  test('is made once: neither while it is pending nor after judgment', () => {
    const filed = consumer({ notices: demanded, proceedings: [happened('COURT_FILED', '2026-04-01')] });
    expect(refusal('COURT_APPLICATION', filed, '2026-06-01')).toMatchObject({ code: 'INVALID_STATE' });
    const ended = { ...filed, proceedings: [...filed.proceedings, happened('COURT_ENDED', '2026-05-04')] };
    expect(refusal('COURT_APPLICATION', ended, '2026-06-01')).toBeNull();
    const judged = { ...ended, proceedings: [...ended.proceedings, happened('TITLE_GIVEN', '2026-05-04')] };
    expect(refusal('COURT_APPLICATION', judged, '2026-06-01')).toMatchObject({ code: 'INVALID_STATE' });
  });

  test('the fees of the years before 2016 are not known', () => {
    expect(() => step('COURT_APPLICATION', consumer(), '2015-12-31')).toThrow(RuleNotEncoded);
  });
});

describe('ulosottohakemus', () => {
  test('takes a title, and then no dispute stops it', () => {
    expect(unmet(step('ENFORCEMENT_APPLICATION', consumer({ notices: demanded })))).toEqual(['titleHeld']);
    const judged = consumer({
      notices: demanded,
      disputed: true,
      proceedings: [happened('TITLE_GIVEN', '2026-05-04')],
    });
    expect(step('ENFORCEMENT_APPLICATION', judged)?.earliestOn).toBe('2026-05-04');
    expect(refusal('ENFORCEMENT_APPLICATION', judged, '2026-05-04')).toBeNull();
    expect(costs(step('ENFORCEMENT_APPLICATION', judged))).toEqual(['käsittelymaksu 1000']);
  });

  test('of a public claim takes none, but stops at an objection; it is never taken to court (706/2007)', () => {
    const owed = publicly(company({ notices: demanded }));
    expect(step('ENFORCEMENT_APPLICATION', owed)?.earliestOn).toBe('2026-03-19');
    expect(costs(step('ENFORCEMENT_APPLICATION', owed))).toContain('ilman tuomiota ulosottokelpoiset kulut 6500');
    expect(step('COURT_APPLICATION', owed)).toBeUndefined();
    expect(refusal('COURT_APPLICATION', owed, '2026-06-01')).toMatchObject({ code: 'INVALID_STATE' });
    expect(refusal('ENFORCEMENT_APPLICATION', { ...owed, disputed: true }, '2026-06-01')).toMatchObject({
      code: 'DISPUTED_CLAIM',
    });
  });
});

describe('konkurssihakemus', () => {
  const warned = letter('BANKRUPTCY_WARNING', '2026-03-04', '2026-03-18');
  const served = happened('SERVED', '2026-03-16', { step: 'BANKRUPTCY_WARNING' });

  test('takes a demand served, a week to pay and not more than three months after it (konkurssilaki 2 luku 3 §)', () => {
    expect(step('BANKRUPTCY_PETITION', consumer())).toBeUndefined();
    expect(unmet(step('BANKRUPTCY_PETITION', company({ notices: [warned] })))).toEqual([
      'warningServed',
      'warningTimeOver',
    ]);
    const ready = company({ notices: [warned], proceedings: [served] });
    // Served on the 16th: a week to the 23rd, three months more to 23 June.
    expect(step('BANKRUPTCY_PETITION', ready)).toMatchObject({ earliestOn: '2026-03-24', latestOn: '2026-06-23' });
    expect(refusal('BANKRUPTCY_PETITION', ready, '2026-03-23')).toMatchObject({ code: 'TOO_EARLY' });
    expect(refusal('BANKRUPTCY_PETITION', ready, '2026-06-23')).toBeNull();
    expect(refusal('BANKRUPTCY_PETITION', ready, '2026-06-24')).toMatchObject({ text: 'INVALID_STATE.tooLate' });
    expect(refusal('BANKRUPTCY_PETITION', { ...ready, disputed: true }, '2026-06-01')).toMatchObject({
      code: 'DISPUTED_CLAIM',
    });
    expect(costs(step('BANKRUPTCY_PETITION', ready))).toEqual(['konkurssihakemus, joka ei johda konkurssiin 37000']);
  });

  test('nor before the day that the letter itself named', () => {
    const early = company({ notices: [warned], proceedings: [{ ...served, on: day('2026-03-06') }] });
    expect(step('BANKRUPTCY_PETITION', early)?.earliestOn).toBe('2026-03-19');
  });
});

test('no legal step against a debtor in bankruptcy, nor where nothing is owed', () => {
  const bankrupt = consumer({ notices: demanded, debtorConditions: [condition('BANKRUPTCY', '2026-04-01')] });
  expect(unmet(step('COURT_APPLICATION', bankrupt))).toEqual(['notBarredByCondition']);
  const over = { ...bankrupt, debtorConditions: [condition('BANKRUPTCY', '2026-04-01', '2026-05-01')] };
  expect(step('COURT_APPLICATION', over)?.earliestOn).toBe('2026-05-02');
  const settled = consumer({ payments: [paid('2026-02-02', '250.00')] });
  expect(refusal('COURT_APPLICATION', settled, '2026-06-01')).toMatchObject({ code: 'INVALID_STATE' });
});

test('every figure a legal step names is in the catalogue', () => {
  const ids = law.catalogue.map(({ id }) => id);
  expect(law.legalSteps.flatMap(({ tariffIds }) => tariffIds).filter((id) => !ids.includes(id))).toEqual([]);
});
