import fc from 'fast-check';
import { isoDate } from '../../src/domain/date.js';
import { parseRate, rateTable } from '../../src/domain/fx.js';
import type { PartyType } from '../../src/domain/facts.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';
import { money } from '../../src/domain/money.js';
import {
  route,
  type CoverageTerms,
  type PartnerTerms,
  type RoutingFacts,
  type RoutingWorld,
} from '../../src/domain/routing.js';

const on = isoDate('2026-01-05');
const limitationAct = {
  act: 'Test Act',
  provision: 's. 1',
  url: 'https://example.org/act',
  checkedOn: isoDate('2026-01-01'),
};

const terms = (change: Partial<CoverageTerms> = {}): CoverageTerms => ({
  country: 'DE',
  exclusive: false,
  minimum: null,
  maximum: null,
  successFeeBps: 1500,
  currencies: null,
  partyTypes: ['PERSON', 'COMPANY'],
  ...change,
});
const partner = (
  id: string,
  coverage: Partial<CoverageTerms> = {},
  change: Partial<PartnerTerms> = {},
): PartnerTerms => ({
  id,
  name: `Agency ${id}`,
  network: 'exchange',
  coverage: [terms(coverage)],
  suspended: false,
  forwardsTo: [],
  ...change,
});
/** A Norwegian creditor's claim of NOK 10 000.00 on a company in Germany, ripe for collection. */
const facts = (change: Partial<RoutingFacts> = {}): RoutingFacts => ({
  creditorCountry: 'NO',
  debtorCountry: 'DE',
  debtorType: 'COMPANY',
  principal: money(10_000_00n, 'NOK'),
  latestDueDate: isoDate('2025-12-01'),
  limitation: null,
  disputed: false,
  hasAddress: true,
  preferredPartnerIds: [],
  overridePartnerId: null,
  referredByPartnerId: null,
  ...change,
});
/** European Central Bank, 31 December 2025: NOK 11.843, SEK 10.8215. 10 000.00 NOK / 11.843 = 844.380… EUR. */
const rates = rateTable([
  { date: isoDate('2025-12-31'), currency: 'NOK', perEuro_e8: parseRate('11.843')! },
  { date: isoDate('2025-12-31'), currency: 'SEK', perEuro_e8: parseRate('10.8215')! },
]);
const world = (
  partners: readonly PartnerTerms[],
  ownCountries: readonly OwnCountry[] = ['NO', 'SE'],
): RoutingWorld => ({
  ownCountries,
  partners,
  rates,
  on,
});
/** "B LOWER_SUCCESS_FEE*": who, why, and a star for the chosen one. */
const story = ({ candidates }: ReturnType<typeof route>) =>
  candidates.map(({ kind, partnerId, country, reason, chosen }) => {
    const who = partnerId ?? (kind === 'COUNTRY_MODULE' ? country : kind);
    return `${who} ${reason}${chosen ? '*' : ''}`;
  });
const abroad = ['NO OTHER_COUNTRY', 'SE OTHER_COUNTRY'];

describe('rule 1: refused', () => {
  it('after the last day before limitation, with the provision', () => {
    const barred = facts({ limitation: { lastDay: isoDate('2026-01-04'), legalBasis: limitationAct }, disputed: true });
    expect(route(barred, world([partner('A')]))).toEqual({
      kind: 'REFUSED',
      country: 'DE',
      partnerId: null,
      fee: null,
      decidedOn: on,
      refusal: {
        code: 'TIME_BARRED',
        text: 'TIME_BARRED.since',
        params: { lastDay: '2026-01-04' },
        legalBasis: limitationAct,
      },
      candidates: [
        {
          kind: 'REFUSED',
          country: 'DE',
          partnerId: null,
          chosen: true,
          reason: 'TIME_BARRED',
          params: { lastDay: '2026-01-04' },
        },
      ],
    });
  });

  it('not on the last day itself', () => {
    const lastDay = facts({ limitation: { lastDay: on, legalBasis: limitationAct } });
    expect(route(lastDay, world([partner('A')]))).toMatchObject({ kind: 'PARTNER_NETWORK', refusal: null });
  });

  it('until 14 days after the due date, naming the day: 2025-12-23 + 14 days = 2026-01-06', () => {
    expect(route(facts({ latestDueDate: isoDate('2025-12-23') }), world([partner('A')]))).toMatchObject({
      kind: 'REFUSED',
      refusal: { code: 'TOO_EARLY', text: 'TOO_EARLY.houseRule', params: { earliestOn: '2026-01-06' } },
      candidates: [{ reason: 'TOO_EARLY', params: { from: '2026-01-06' } }],
    });
    // 2025-12-22 + 14 days = 2026-01-05, today
    expect(route(facts({ latestDueDate: isoDate('2025-12-22') }), world([partner('A')])).kind).toBe('PARTNER_NETWORK');
  });

  it('while the claim is disputed', () => {
    const decision = route(facts({ disputed: true }), world([partner('A')]));
    expect(decision.refusal).toEqual({ code: 'DISPUTED_CLAIM' });
    expect(story(decision)).toEqual(['REFUSED DISPUTED*']);
  });
});

describe('rule 2: manual review without address or country', () => {
  it('holds for a missing address even at home', () => {
    const decision = route(facts({ debtorCountry: 'NO', hasAddress: false }), world([partner('A')]));
    expect(decision).toMatchObject({ kind: 'MANUAL_REVIEW', country: 'NO', partnerId: null, refusal: null });
    expect(story(decision)).toEqual(['MANUAL_REVIEW NO_ADDRESS*']);
  });

  it("holds for an unknown country, under the creditor's meanwhile", () => {
    const decision = route(facts({ debtorCountry: null }), world([partner('A')]));
    expect(decision).toMatchObject({ kind: 'MANUAL_REVIEW', country: 'NO', candidates: [{ country: null }] });
  });
});

describe('rule 3: own country module', () => {
  const swedish = [
    partner('A', { country: 'SE' }),
    partner('B', { country: 'SE', minimum: money(900_00n, 'EUR') }),
    partner('C'),
  ];

  it('takes its own debtors, also for a foreign creditor and against an override, and shows who covers the country', () => {
    const decision = route(
      facts({ creditorCountry: 'DE', debtorCountry: 'SE', overridePartnerId: 'A' }),
      world(swedish),
    );
    expect(decision).toMatchObject({ kind: 'COUNTRY_MODULE', country: 'SE', partnerId: null });
    expect(story(decision)).toEqual(['SE OWN_COUNTRY_MODULE*', 'NO OTHER_COUNTRY', 'A OUTRANKED', 'B BELOW_MINIMUM']);
  });

  it('gives way to partners where it is switched off', () => {
    const decision = route(facts({ debtorCountry: 'SE' }), world(swedish, ['NO']));
    expect(story(decision)).toEqual(['NO OTHER_COUNTRY', 'A LOWER_SUCCESS_FEE*', 'B BELOW_MINIMUM', 'C NOT_COVERED']);
  });
});

describe('rule 4: who wins among partners', () => {
  const [cheap, exclusive, preferred, named] = [
    partner('cheap', { successFeeBps: 500 }),
    partner('exclusive', { exclusive: true, successFeeBps: 3000 }),
    partner('preferred', { successFeeBps: 2500 }),
    partner('named', { successFeeBps: 4000 }),
  ];
  const wishes = { preferredPartnerIds: ['preferred'], overridePartnerId: 'named' };

  it('ranks override, exclusive, preferred, lowest fee', () => {
    expect(story(route(facts(wishes), world([cheap, exclusive, preferred, named])))).toEqual([
      ...abroad, 'named MANUAL_OVERRIDE*', 'exclusive OUTRANKED', 'preferred OUTRANKED', 'cheap OUTRANKED',
    ]); // prettier-ignore
    expect(story(route(facts(wishes), world([cheap, exclusive, preferred])))).toEqual([
      ...abroad, 'exclusive EXCLUSIVE_PARTNER*', 'preferred OUTRANKED', 'cheap OUTRANKED',
    ]); // prettier-ignore
    expect(story(route(facts(wishes), world([cheap, preferred])))).toEqual([
      ...abroad, 'preferred PREFERRED_PARTNER*', 'cheap OUTRANKED',
    ]); // prettier-ignore
    expect(story(route(facts(), world([named, preferred, cheap])))).toEqual([
      ...abroad, 'cheap LOWER_SUCCESS_FEE*', 'preferred OUTRANKED', 'named OUTRANKED',
    ]); // prettier-ignore
  });

  it('follows the order of the preferences', () => {
    const order = facts({ preferredPartnerIds: ['named', 'preferred'] });
    expect(route(order, world([preferred, named, cheap])).partnerId).toBe('named');
  });

  it('takes the name, then the id, where the fee is the same', () => {
    const [first, second] = [partner('z', {}, { name: 'Alfa' }), partner('a', {}, { name: 'Beta' })];
    expect(route(facts(), world([second, first])).partnerId).toBe('z');
    const twins = [partner('y', {}, { name: 'Alfa' }), partner('x', {}, { name: 'Alfa' })];
    expect(route(facts(), world(twins)).partnerId).toBe('x');
  });

  it('skips an override that cannot take the case, with its reason, and goes on', () => {
    const suspended = { ...named, suspended: true };
    expect(story(route(facts(wishes), world([cheap, suspended])))).toEqual([
      ...abroad, 'named PARTNER_SUSPENDED', 'cheap LOWER_SUCCESS_FEE*',
    ]); // prettier-ignore
    const elsewhere = partner('named', { country: 'FR' });
    expect(story(route(facts(wishes), world([cheap, elsewhere])))).toEqual([
      ...abroad, 'named NOT_COVERED', 'cheap LOWER_SUCCESS_FEE*',
    ]); // prettier-ignore
  });
});

describe('rule 4: who is skipped', () => {
  const skipped: [string, PartnerTerms, Partial<RoutingFacts>][] = [
    ['NOT_COVERED', partner('A', { country: 'FR' }), {}],
    ['PARTNER_SUSPENDED', partner('A', {}, { suspended: true }), {}],
    ['PARTY_TYPE_NOT_ACCEPTED', partner('A', { partyTypes: ['PERSON'] }), {}],
    ['CURRENCY_NOT_ACCEPTED', partner('A', { currencies: ['EUR', 'SEK'] }), {}],
    ['BELOW_MINIMUM', partner('A', { minimum: money(10_000_01n, 'NOK') }), {}],
    ['BELOW_MINIMUM', partner('A', { minimum: money(844_39n, 'EUR') }), {}],
    ['ABOVE_MAXIMUM', partner('A', { maximum: money(9_999_99n, 'NOK') }), {}],
    ['ABOVE_MAXIMUM', partner('A', { minimum: money(1n, 'EUR'), maximum: money(844_37n, 'EUR') }), {}],
    ['LOOP_GUARD', partner('A'), { referredByPartnerId: 'A' }],
    ['LOOP_GUARD', partner('A', {}, { forwardsTo: ['R'] }), { referredByPartnerId: 'R' }],
    ['LOOP_GUARD', partner('A', {}, { forwardsTo: ['DE'] }), {}],
    // No rate between the claim's currency and the limit's: the limit cannot be asked.
    ['CURRENCY_NOT_ACCEPTED', partner('A', { minimum: money(1n, 'XDR') }), {}],
  ];
  it.each(skipped)('%s', (reason, only, change) => {
    const decision = route(facts(change), world([only]));
    expect(story(decision)).toEqual([...abroad, `A ${reason}`, 'MANUAL_REVIEW NO_ROUTE*']);
    expect(decision).toMatchObject({ kind: 'MANUAL_REVIEW', country: 'DE', partnerId: null, refusal: null });
  });

  it('nobody for a limit that is met to the cent, or a currency and country that are other ones', () => {
    // 10 000.00 NOK is 844.38 EUR
    const exact = partner('A', {
      minimum: money(844_38n, 'EUR'),
      maximum: money(844_38n, 'EUR'),
      currencies: ['NOK'],
      partyTypes: ['COMPANY'],
    });
    const harmless = { ...exact, forwardsTo: ['B', 'FR'] };
    expect(route(facts({ referredByPartnerId: 'R' }), world([harmless])).partnerId).toBe('A');
  });

  it('the first and the second hand before one that would bring the case back', () => {
    const chain = [
      partner('A', {}, { forwardsTo: ['B'] }),
      partner('B', {}, { forwardsTo: ['C', 'A'] }),
      partner('C', { country: 'FR' }, { forwardsTo: ['DE'] }),
    ];
    expect(story(route(facts(), world(chain)))).toEqual([
      ...abroad, 'A LOOP_GUARD', 'B LOOP_GUARD', 'C NOT_COVERED', 'MANUAL_REVIEW NO_ROUTE*',
    ]); // prettier-ignore
  });

  it('with the figures compared, the day of the rate and whether it was old', () => {
    const [small, large] = [
      partner('A', { minimum: money(900_00n, 'EUR') }),
      partner('B', { maximum: money(20_000_00n, 'SEK') }),
    ];
    const { candidates } = route(facts(), world([small, large]));
    const figures = {
      successFeeBps: 1500,
      amount: '844.38',
      currency: 'EUR',
      minimum: '900.00',
      rateDate: '2025-12-31',
    };
    expect(candidates.find(({ partnerId }) => partnerId === 'A')?.params).toEqual(figures);
    // 10 000.00 × 10.8215 / 11.843 = 9 137.465… SEK
    expect(candidates.find(({ partnerId }) => partnerId === 'B')?.params).toEqual({
      successFeeBps: 1500, amount: '9137.47', currency: 'SEK', maximum: '20000.00', rateDate: '2025-12-31',
    }); // prettier-ignore
    const later = route(facts(), { ...world([small]), on: isoDate('2026-06-01') });
    expect(later.candidates.find(({ partnerId }) => partnerId === 'A')?.params).toEqual({
      ...figures,
      staleRate: 'yes',
    });
  });
});

describe('properties', () => {
  const ids = ['A', 'B', 'C', 'D', 'E'];
  const id = fc.constantFrom(...ids);
  // Weighted so that a good part of the cases ends with a partner, whatever else may speak against it.
  const rarely = fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0);
  const country = fc.constantFrom('DE', 'DE', 'FR', 'SE');
  const amount = fc.bigInt(1n, 20_000_00n);
  const limit = fc.option(fc.tuple(amount, fc.constantFrom('NOK', 'EUR', 'SEK', 'XDR')), { freq: 1 });
  const partyType = fc.constantFrom<PartyType>('PERSON', 'COMPANY');
  const coverage = fc
    .record({
      country,
      exclusive: fc.boolean(),
      minimum: limit,
      maximum: limit,
      successFeeBps: fc.integer({ min: 0, max: 3 }),
      currencies: fc.option(fc.subarray(['NOK', 'EUR']), { freq: 1 }),
      partyTypes: fc.subarray<PartyType>(['PERSON', 'COMPANY'], { minLength: 1 }),
    })
    .map(({ minimum, maximum, ...rest }): CoverageTerms => ({
      ...rest,
      minimum: minimum && money(...minimum),
      maximum: maximum && money(...maximum),
    }));
  const anyPartner = fc.record<PartnerTerms>({
    id,
    name: fc.constantFrom('Alfa', 'Beta'),
    network: fc.constant('exchange'),
    coverage: fc.uniqueArray(coverage, { selector: (entry) => entry.country, minLength: 1, maxLength: 3 }),
    suspended: rarely,
    forwardsTo: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      fc.subarray([...ids, 'DE', 'FR'], { maxLength: 1 }),
    ),
  });
  const partners = fc.uniqueArray(anyPartner, { selector: (one) => one.id, minLength: 1 });
  const anyFacts = fc
    .record({
      debtorCountry: fc.option(country, { freq: 9 }),
      debtorType: partyType,
      principal: amount.map((minor) => money(minor, 'NOK')),
      latestDueDate: rarely.map((young) => isoDate(young ? '2026-01-04' : '2025-12-01')),
      disputed: rarely,
      hasAddress: rarely.map((missing) => !missing),
      preferredPartnerIds: fc.subarray(ids),
      overridePartnerId: fc.option(id),
      referredByPartnerId: fc.option(id),
    })
    .map(facts);
  const own = fc.subarray<OwnCountry>(['NO', 'SE', 'FI']);

  it('chooses exactly one candidate, and it is the decision', () => {
    fc.assert(
      fc.property(anyFacts, partners, own, (given, all, countries) => {
        const decision = route(given, world(all, countries));
        const chosen = decision.candidates.filter((candidate) => candidate.chosen);
        expect(chosen).toHaveLength(1);
        expect(chosen[0]).toMatchObject({ kind: decision.kind, partnerId: decision.partnerId });
        expect(decision.kind === 'REFUSED').toBe(decision.refusal !== null);
        expect(decision.kind === 'PARTNER_NETWORK').toBe(decision.partnerId !== null);
        expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
      }),
    );
  });

  it('never chooses a partner that is suspended, does not cover the country, or would bring the case back', () => {
    fc.assert(
      fc.property(anyFacts, partners, own, (given, all, countries) => {
        const winner = all.find((one) => one.id === route(given, world(all, countries)).partnerId);
        if (!winner) return;
        expect(winner.suspended).toBe(false);
        expect(winner.coverage.map((entry) => entry.country)).toContain(given.debtorCountry);
        expect(winner.id).not.toBe(given.referredByPartnerId);
        expect(winner.forwardsTo).not.toContain(given.referredByPartnerId);
        expect(winner.forwardsTo).not.toContain(given.debtorCountry);
      }),
      { numRuns: 500 },
    );
  });

  it("never gives a debtor of one's own country away", () => {
    fc.assert(
      fc.property(anyFacts, partners, own, (given, all, countries) => {
        if (countries.every((one) => one !== given.debtorCountry)) return;
        expect(route(given, world(all, countries)).partnerId).toBeNull();
      }),
    );
  });

  it('does not depend on the order of partners or own countries', () => {
    const orders = partners.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(anyFacts, orders, own, (given, [all, shuffled], countries) => {
        expect(route(given, world(shuffled, [...countries].reverse()))).toEqual(route(given, world(all, countries)));
      }),
    );
  });

  it('keeps its winner when a more expensive partner joins', () => {
    const dearer = partner('F', { successFeeBps: 4, country: 'DE' });
    fc.assert(
      fc.property(anyFacts, partners, own, (given, all, countries) => {
        const before = route({ ...given, debtorCountry: 'DE' }, world(all, countries));
        if (before.partnerId === null) return;
        expect(route({ ...given, debtorCountry: 'DE' }, world([dearer, ...all], countries)).partnerId).toBe(
          before.partnerId,
        );
      }),
    );
  });
});
