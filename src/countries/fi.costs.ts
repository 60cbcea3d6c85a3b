import type { TariffItem } from '../domain/catalogue.js';
import type { Dated, Source, Version } from '../domain/dated.js';
import { amount, count, decimal, derived, ended, rule } from './catalogue.js';
import { fees, law, perintalaki, standardCompensation } from './fi.tariff.js';
import { act, bandOf, since } from './tariff.js';

/** Collection costs of Finnish law. Amounts are cents. Without another word in `condition`, the day of the letter selects. */

export const kuluttajansuojalaki = act(
  'Kuluttajansuojalaki (38/1978)',
  'https://www.finlex.fi/fi/laki/ajantasa/1978/19780038',
);
const arvonlisaverolaki = act('Arvonlisäverolaki (1501/1993)', 'https://www.finlex.fi/fi/laki/ajantasa/1993/19931501');

type Fees = NonNullable<(typeof fees)['PERSON']['versions'][number]['value']>;
type LetterFees = Fees['bands'][number]['value'];

/** The fees that go by principal: one entry for each band of the present tariff. */
function byPrincipal(
  prefix: 'FI-C' | 'FI-B',
  subject: string,
  name: string,
  pick: (fees: LetterFees) => bigint,
): TariffItem[] {
  const debtorType = prefix === 'FI-C' ? 'PERSON' : 'COMPANY';
  const series = fees[debtorType];
  const bands = series.versions.at(-1)?.value?.bands ?? [];
  return bands.map(({ upTo }, index) => {
    const over = bands[index - 1]?.upTo ?? 0n;
    // Every band of today lies within one band of the tariffs before it.
    const within = upTo ?? over + 1n;
    const own = derived(series, `FI ${name}`, (value) => value && pick(bandOf(value.bands, within)));
    return amount(`${prefix}-${subject}-B${index + 1}`, name, own, { debtorType, principal: { over, upTo } });
  });
}

const reminder = (debtorType: 'PERSON' | 'COMPANY'): Dated<bigint | null> =>
  derived(fees[debtorType], 'FI maksumuistutus', (value) => value && value.reminder);

const CONSUMER = { debtorType: 'PERSON' } as const;
const since2013 = (euro: bigint, section: string): [Version<bigint>] => [
  since('2013-03-16', euro * 100n, perintalaki(section)),
];
const consumer = (id: string, name: string, euro: bigint, section: string, condition: string): TariffItem =>
  amount(id, name, since2013(euro, section), { ...CONSUMER, condition });

const DIRECT = 'Directly enforceable claims.';

const consumerCosts: readonly TariffItem[] = [
  amount('FI-C-REMINDER', 'maksumuistutus', reminder('PERSON'), {
    ...CONSUMER,
    condition: 'Written, since 1 May 2022 also on another durable medium.',
  }),
  rule(
    'FI-C-REMINDER-OTHER',
    'muistutus muulla tavalla',
    [since('2013-03-16', 'actual average cost of that channel', perintalaki('10 a § 2 mom.'))],
    CONSUMER,
  ),
  ...byPrincipal('FI-C', 'DEMAND1', 'maksuvaatimus', ({ demand }) => demand),
  ...byPrincipal('FI-C', 'DEMAND2', 'uusi maksuvaatimus', ({ secondDemand }) => secondDemand),
  consumer('FI-C-DEMAND1-DE', 'maksuvaatimus, suoraan ulosottokelpoinen', 14n, '10 a § 1 mom. 3 kohta', DIRECT),
  consumer('FI-C-DEMAND2-DE', 'uusi maksuvaatimus, suoraan ulosottokelpoinen', 7n, '10 a § 1 mom. 4 kohta', DIRECT),
  amount(
    'FI-C-DEMAND-EXEMPT',
    'maksuvaatimus, muu kuin ammattimainen perijä',
    [
      since('2013-03-16', 5_00n, perintalaki('10 a § 1 mom. 5 kohta')),
      since('2019-01-01', 5_00n, perintalaki('10 a § 1 mom. 5 kohta (412/2018)', 'high', law('2018/20180412'))),
    ],
    { ...CONSUMER, condition: 'Collector of the same group or public body; a creditor’s own demand costs as much.' },
  ),
  consumer(
    'FI-C-EXTENSION',
    'maksuajan pidennys',
    5n,
    '10 a § 1 mom. 6 kohta',
    'At the debtor’s request, by at least 14 days.',
  ),
  amount(
    'FI-C-CREDIT-EXT',
    'kuluttajaluoton maksuajan pidennys',
    [since('2019-09-01', 5_00n, kuluttajansuojalaki('7 luku 17 b §', 'medium'))],
    {
      ...CONSUMER,
      condition: 'Before the instalment falls due, by at least 14 days; at most 20 euro a year. No collection cost.',
    },
  ),
  ...byPrincipal('FI-C', 'PLAN', 'maksusuunnitelma, yli neljä erää', ({ plan }) => plan),
  consumer('FI-C-PLAN-4', 'maksusuunnitelma, enintään neljä erää', 20n, '10 a § 1 mom. 7 kohta', 'Any principal.'),
  consumer('FI-C-PLAN-DE', 'maksusuunnitelma, suoraan ulosottokelpoinen', 20n, '10 a § 1 mom. 7 kohta', DIRECT),
  count('FI-C-COUNT-DEMAND', 'maksulliset maksuvaatimukset', 'COUNT', [since('2013-03-16', 2, perintalaki('10 c §'))], {
    ...CONSUMER,
    condition: 'At most for each claim, without special reason.',
  }),
  count('FI-C-COUNT-PLAN', 'maksulliset maksusuunnitelmat', 'COUNT', [since('2013-03-16', 1, perintalaki('10 c §'))], {
    ...CONSUMER,
    condition: 'At most for each claim; two above 100 euro, never for a directly enforceable claim.',
  }),
  ...byPrincipal('FI-C', 'CAP', 'velallisen kokonaiskuluvastuu', ({ cap }) => cap),
  consumer('FI-C-CAP-DE', 'velallisen kokonaiskuluvastuu, suoraan ulosottokelpoinen', 51n, '10 d § 3 mom.', DIRECT),
  rule(
    'FI-C-ACTUAL',
    'todelliset kulut',
    [
      since(
        '2013-03-16',
        'above the ceilings only for unusually large work, itemised; never for directly enforceable claims',
        perintalaki('10 a § 3 mom.'),
      ),
    ],
    CONSUMER,
  ),
  amount(
    'FI-C-COSTLOSS',
    'kuluoikeuden menetys',
    [since('2022-05-01', 0n, perintalaki('10 § 3 mom. (299/2022)', 'high', law('2022/20220299')))],
    {
      ...CONSUMER,
      condition:
        'Nothing is owed where 4, 4 b, 4 c or 7 § was breached, or 5 or 5 a § by a professional, unless the fault is minor.',
    },
  ),
  rule('FI-ANY-PASSTHROUGH', 'velkojan kulujen yläraja', [
    since('2013-03-16', 'amount the creditor must pay the agent', perintalaki('10 § 1 mom.', 'medium')),
  ]),
  rule(
    'FI-C-VAT',
    'arvonlisävero kuluttajasaatavan kuluissa',
    [
      since(
        '1999-09-01',
        'the ceilings include VAT; none is added',
        perintalaki('10 a § (MT:2001:005)', 'medium', 'https://finlex.fi/en/case-law/market-court/2001/5'),
      ),
    ],
    CONSUMER,
  ),
  decimal(
    'FI-C-CREDIT-COSTCAP',
    'kuluttajaluoton muut kulut',
    'PERCENT',
    [since('2019-09-01', 1, kuluttajansuojalaki('7 luku 17 a §', 'medium'))],
    { ...CONSUMER, condition: 'Of the credit a day, at most 150 euro a year. No collection cost.' },
  ),
];

const REPEALED = perintalaki('10 a–10 d § (31/2013)', 'high', law('2013/20130031'));
const old = (id: string, name: string, euro: bigint, over: bigint | null, upTo: bigint | null): TariffItem => {
  const source: Source = perintalaki('10 § (28/2005) ja asetus', 'medium', law('2005/20050028'));
  const series: Dated<bigint> = { name: `FI ${name}`, versions: [since('2005-05-01', euro * 100n, source)] };
  const principal = over === null ? null : { over: over * 100n, upTo: upTo && upTo * 100n };
  return amount(`FI-C-OLD2005-${id}`, name, ended(series, '2013-03-16', REPEALED), {
    ...CONSUMER,
    principal,
    condition: `Acts before 16 March 2013.${id.endsWith('DE') ? ` ${DIRECT}` : ''}`,
  });
};

const consumerCostsBefore2013: readonly TariffItem[] = [
  old('REM', 'maksumuistutus', 5n, null, null),
  old('DEM1', 'maksuvaatimus', 21n, 0n, 250n),
  old('DEM2', 'maksuvaatimus', 45n, 250n, null),
  old('DE', 'maksuvaatimus, suoraan ulosottokelpoinen', 12n, null, null),
  old('PLAN', 'maksusuunnitelma', 30n, null, null),
  old('CAP1', 'velallisen kokonaiskuluvastuu', 190n, 0n, 250n),
  old('CAP2', 'velallisen kokonaiskuluvastuu', 220n, 250n, null),
  old('CAPDE', 'velallisen kokonaiskuluvastuu, suoraan ulosottokelpoinen', 59n, null, null),
];

const BUSINESS = { debtorType: 'COMPANY' } as const;
const LAW_2020 = perintalaki('10 e § (1069/2020)', 'high', law('2020/20201069'));
const act2022 = (section: string): Source => perintalaki(`${section} (299/2022)`, 'high', law('2022/20220299'));
const since2022 = (euro: bigint, section: string): [Version<bigint>] => [
  since('2022-05-01', euro * 100n, act2022(section)),
];

/** A fee of the temporary acts of 2021 and the one that followed. */
const since2021 = (before: bigint, euro: bigint, section: string): [Version<bigint>, Version<bigint>] => [
  since('2021-01-01', before * 100n, LAW_2020),
  ...since2022(euro, section),
];

const tratta: readonly TariffItem[] = (
  [
    [0n, 500n, 110n],
    [500n, 2_500n, 125n],
    [2_500n, 10_000n, 140n],
    [10_000n, null, 155n],
  ] as const
).map(([over, upTo, euro], index) =>
  amount(`FI-B-TRATTA-B${index + 1}`, 'tratta', since2021(100n, euro, '10 e § 1 mom. 7 kohta'), {
    ...BUSINESS,
    principal: { over: over * 100n, upTo: upTo && upTo * 100n },
    condition: 'Once for each claim; then one demand with a fee at most.',
  }),
);

const atMost = (id: string, name: string, value: number, section: string, condition: string): TariffItem =>
  count(id, name, 'COUNT', [since('2022-05-01', value, act2022(section))], { ...BUSINESS, condition });

const business = (id: string, name: string, euro: bigint, section: string, condition: string): TariffItem =>
  amount(id, name, since2022(euro, section), { ...BUSINESS, condition });

const businessCosts: readonly TariffItem[] = [
  amount('FI-B-REMINDER', 'maksumuistutus', reminder('COMPANY'), {
    ...BUSINESS,
    condition: 'Written or on a durable medium.',
  }),
  ...byPrincipal('FI-B', 'DEMAND1', 'maksuvaatimus', ({ demand }) => demand),
  ...byPrincipal('FI-B', 'DEMAND2', 'uusi maksuvaatimus', ({ secondDemand }) => secondDemand),
  ...tratta,
  ...byPrincipal('FI-B', 'PLAN', 'maksusuunnitelma, yli neljä erää', ({ plan }) => plan),
  ...byPrincipal('FI-B', 'CAP', 'velallisen kokonaiskuluvastuu', ({ cap }) => cap),
  amount('FI-B-PLAN-SURCHARGE', 'maksusuunnitelman lisäerä', since2021(5n, 5n, '10 e § 1 mom. 6 kohta'), {
    ...BUSINESS,
    unit: 'AMOUNT_PER_INSTALMENT',
    condition: 'From the seventh instalment on, where the plan has more than six.',
  }),
  business('FI-B-DEMAND1-DE', 'maksuvaatimus, suoraan ulosottokelpoinen', 50n, '10 e § 1 mom. 2 kohta', DIRECT),
  business('FI-B-DEMAND2-DE', 'uusi maksuvaatimus, suoraan ulosottokelpoinen', 25n, '10 e § 1 mom. 3 kohta', DIRECT),
  business('FI-B-TRATTA-DE', 'tratta, suoraan ulosottokelpoinen', 110n, '10 e § 1 mom. 7 kohta', DIRECT),
  business('FI-B-PLAN-DE', 'maksusuunnitelma, suoraan ulosottokelpoinen', 30n, '10 e § 1 mom. 6 kohta', DIRECT),
  amount(
    'FI-B-DEMAND-EXEMPT',
    'maksuvaatimus, muu kuin ammattimainen perijä',
    since2021(10n, 12n, '10 e § 1 mom. 4 kohta'),
    {
      ...BUSINESS,
      condition: 'Collector of the same group or public body; a creditor’s own demand costs as much.',
    },
  ),
  amount('FI-B-EXTENSION', 'maksuajan pidennys', since2021(10n, 10n, '10 e § 1 mom. 5 kohta'), {
    ...BUSINESS,
    condition: 'At the debtor’s request, by at least 14 days.',
  }),
  amount('FI-B-BANKRUPTCY-DEMAND', 'konkurssiuhkainen maksuvaatimus', since2021(100n, 100n, '10 e § 1 mom. 8 kohta'), {
    ...BUSINESS,
    condition: 'And the actual cost of service. One for each claim.',
  }),
  business('FI-B-CAP-DE', 'velallisen kokonaiskuluvastuu, suoraan ulosottokelpoinen', 214n, '10 h § 4 mom.', DIRECT),
  business(
    'FI-B-CAP-DE-BANKR',
    'velallisen kokonaiskuluvastuu, suoraan ulosottokelpoinen, konkurssiuhka',
    314n,
    '10 h § 4 mom.',
    `${DIRECT} A bankruptcy-threat demand was sent.`,
  ),
  business(
    'FI-B-DE-ENFORCEABLE',
    'ilman tuomiota ulosottokelpoiset kulut',
    65n,
    '10 j § 2–3 mom.',
    `${DIRECT} At most; 40 euro for each late instalment of a commercial payment.`,
  ),
  amount('FI-B-VAKIOKORVAUS', 'vakiokorvaus', standardCompensation, {
    ...BUSINESS,
    condition:
      'For each late payment between traders or from a public buyer; other costs only above it. By the day of default.',
  }),
  atMost(
    'FI-B-COUNT-DEMAND',
    'maksulliset maksuvaatimukset',
    2,
    '10 g § 1 mom.',
    'At most for each claim; one where a tratta is used.',
  ),
  atMost('FI-B-COUNT-TRATTA', 'maksulliset tratat', 1, '10 g § 1 mom.', 'At most for each claim.'),
  atMost(
    'FI-B-COUNT-BANKR',
    'maksulliset konkurssiuhkaiset maksuvaatimukset',
    1,
    '10 g § 1 mom.',
    'At most for each claim.',
  ),
  atMost(
    'FI-B-COUNT-PLAN',
    'maksulliset maksusuunnitelmat',
    1,
    '10 g § 2 mom.',
    'At most for each claim; two above 500 euro.',
  ),
  rule(
    'FI-B-VAT',
    'arvonlisävero kuluissa',
    [since('2022-05-01', 'VAT amount', act2022('10 e § 4 mom., 10 h § 5 mom., 10 j § 4 mom.'))],
    {
      ...BUSINESS,
      condition: 'Added to fees and caps only where the creditor cannot deduct it.',
    },
  ),
  rule(
    'FI-B-PRE2021',
    'perintäkulut, muu kuin kuluttajasaatava',
    [
      since('2013-03-16', 'reasonable costs', perintalaki('10 §', 'high', law('2013/20130031'))),
      since('2021-01-01', null, LAW_2020),
    ],
    { ...BUSINESS, condition: 'No tariff; beside the 40 euro of standard compensation.' },
  ),
  decimal('FI-VAT', 'arvonlisäverokanta', 'PERCENT', [
    since('2013-01-01', 24_00, arvonlisaverolaki('84 §', 'medium')),
    since('2024-09-01', 25_50, arvonlisaverolaki('84 §', 'medium')),
  ]),
];

/** Every fee, ceiling, counter and compensation of the Collection Act. */
export const costs: readonly TariffItem[] = [...consumerCosts, ...consumerCostsBefore2013, ...businessCosts];
