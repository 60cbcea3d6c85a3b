import type { TariffItem } from '../domain/catalogue.js';
import type { Dated, Source } from '../domain/dated.js';
import { amount, count, decimal, ended, rule } from './catalogue.js';
import { kuluttajansuojalaki, law, perintalaki, perintalaki2022 as act2022 } from './fi.acts.js';
import { serviceTaxRate } from './fi.creditor.js';
import { bandsOf, feeName, feeSeries, type FeeScale, type FeeSubject } from './fi.fees.js';
import { standardCompensation } from './fi.tariff.js';
import { since } from './tariff.js';

/** Collection costs of Finnish law. Amounts are cents. Without another word in `condition`, the day of the letter selects. */

const DIRECT = 'Directly enforceable claims.';

const EXEMPT = 'Collector of the same group or public body; a creditor’s own demand costs as much.';
const EXTENSION = 'At the debtor’s request, by at least 14 days.';

const CONSUMER = { debtorType: 'PERSON' } as const;
const BUSINESS = { debtorType: 'COMPANY' } as const;
type Whose = typeof CONSUMER | typeof BUSINESS;

/** A fee that is the same for every principal, or that of directly enforceable claims. */
const fee = (
  id: string,
  subject: FeeSubject,
  whose: Whose,
  condition: string | null,
  scale: FeeScale = 1n,
): TariffItem =>
  amount(id, feeName(subject, scale), feeSeries(subject, whose.debtorType, scale), { ...whose, condition });

const direct = (id: string, subject: FeeSubject, whose: Whose, condition = DIRECT): TariffItem =>
  fee(id, subject, whose, condition, 'DIRECT');

/** A fee that goes by principal: one entry for each band of the present tariff. */
function banded(id: string, subject: FeeSubject, whose: Whose, condition: string | null = null): TariffItem[] {
  const edges = bandsOf(whose.debtorType);
  return edges.map((upTo, index) => {
    const over = edges[index - 1] ?? 0n;
    // Every band of today lies within one band of the tariffs before it.
    const series = feeSeries(subject, whose.debtorType, upTo ?? over + 1n);
    const details = { ...whose, condition, principal: { over, upTo } };
    return amount(`${id}-B${index + 1}`, feeName(subject, over), series, details);
  });
}

const consumerCosts: readonly TariffItem[] = [
  fee('FI-C-REMINDER', 'reminder', CONSUMER, 'Written, since 1 May 2022 also on another durable medium.'),
  rule(
    'FI-C-REMINDER-OTHER',
    'muistutus muulla tavalla',
    [since('2013-03-16', 'actual average cost of that channel', perintalaki('10 a § 2 mom.'))],
    CONSUMER,
  ),
  ...banded('FI-C-DEMAND1', 'demand', CONSUMER),
  ...banded('FI-C-DEMAND2', 'secondDemand', CONSUMER),
  direct('FI-C-DEMAND1-DE', 'demand', CONSUMER),
  direct('FI-C-DEMAND2-DE', 'secondDemand', CONSUMER),
  fee('FI-C-DEMAND-EXEMPT', 'ownDemand', CONSUMER, EXEMPT),
  fee('FI-C-EXTENSION', 'extension', CONSUMER, EXTENSION),
  amount(
    'FI-C-CREDIT-EXT',
    'kuluttajaluoton maksuajan pidennys',
    [since('2019-09-01', 5_00n, kuluttajansuojalaki('7 luku 17 b §', 'medium'))],
    {
      ...CONSUMER,
      condition: 'Before the instalment falls due, by at least 14 days; at most 20 euro a year. No collection cost.',
    },
  ),
  ...banded('FI-C-PLAN', 'plan', CONSUMER),
  fee('FI-C-PLAN-4', 'shortPlan', CONSUMER, 'Any principal.'),
  direct('FI-C-PLAN-DE', 'plan', CONSUMER),
  count('FI-C-COUNT-DEMAND', 'maksulliset maksuvaatimukset', 'COUNT', [since('2013-03-16', 2, perintalaki('10 c §'))], {
    ...CONSUMER,
    condition: 'At most for each claim, without special reason.',
  }),
  count('FI-C-COUNT-PLAN', 'maksulliset maksusuunnitelmat', 'COUNT', [since('2013-03-16', 1, perintalaki('10 c §'))], {
    ...CONSUMER,
    condition: 'At most for each claim; two above 100 euro, never for a directly enforceable claim.',
  }),
  ...banded('FI-C-CAP', 'cap', CONSUMER),
  direct('FI-C-CAP-DE', 'cap', CONSUMER),
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
  amount('FI-C-COSTLOSS', 'kuluoikeuden menetys', [since('2022-05-01', 0n, act2022('10 § 3 mom.'))], {
    ...CONSUMER,
    condition:
      'Nothing is owed where 4, 4 b, 4 c or 7 § was breached, or 5 or 5 a § by a professional, unless the fault is minor.',
  }),
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

const LAW_2020 = perintalaki('10 e § (1069/2020)', 'high', law('2020/20201069'));

const atMost = (id: string, name: string, value: number, section: string, condition: string): TariffItem =>
  count(id, name, 'COUNT', [since('2022-05-01', value, act2022(section))], { ...BUSINESS, condition });

const businessCosts: readonly TariffItem[] = [
  fee('FI-B-REMINDER', 'reminder', BUSINESS, 'Written or on a durable medium.'),
  ...banded('FI-B-DEMAND1', 'demand', BUSINESS),
  ...banded('FI-B-DEMAND2', 'secondDemand', BUSINESS),
  ...banded('FI-B-TRATTA', 'tratta', BUSINESS, 'Once for each claim; then one demand with a fee at most.'),
  ...banded('FI-B-PLAN', 'plan', BUSINESS),
  ...banded('FI-B-CAP', 'cap', BUSINESS),
  amount('FI-B-PLAN-SURCHARGE', feeName('furtherInstalment', 1n), feeSeries('furtherInstalment', 'COMPANY', 1n), {
    ...BUSINESS,
    unit: 'AMOUNT_PER_INSTALMENT',
    condition: 'From the seventh instalment on, where the plan has more than six.',
  }),
  direct('FI-B-DEMAND1-DE', 'demand', BUSINESS),
  direct('FI-B-DEMAND2-DE', 'secondDemand', BUSINESS),
  direct('FI-B-TRATTA-DE', 'tratta', BUSINESS),
  direct('FI-B-PLAN-DE', 'plan', BUSINESS),
  fee('FI-B-DEMAND-EXEMPT', 'ownDemand', BUSINESS, EXEMPT),
  fee('FI-B-EXTENSION', 'extension', BUSINESS, EXTENSION),
  fee('FI-B-BANKRUPTCY-DEMAND', 'bankruptcyDemand', BUSINESS, 'And the actual cost of service. One for each claim.'),
  direct('FI-B-CAP-DE', 'cap', BUSINESS),
  direct('FI-B-CAP-DE-BANKR', 'capAfterBankruptcyDemand', BUSINESS, `${DIRECT} A bankruptcy-threat demand was sent.`),
  amount(
    'FI-B-DE-ENFORCEABLE',
    'ilman tuomiota ulosottokelpoiset kulut',
    [since('2022-05-01', 65_00n, act2022('10 j § 2–3 mom.'))],
    {
      ...BUSINESS,
      condition: `${DIRECT} At most; 40 euro for each late instalment of a commercial payment.`,
    },
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
  decimal('FI-VAT', 'arvonlisäverokanta', 'PERCENT', serviceTaxRate),
];

/** Every fee, ceiling, counter and compensation of the Collection Act. */
export const costs: readonly TariffItem[] = [...consumerCosts, ...consumerCostsBefore2013, ...businessCosts];
