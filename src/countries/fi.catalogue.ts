import type { TariffItem } from '../domain/catalogue.js';
import type { Version } from '../domain/dated.js';
import { count, decimal, derived, rule } from './catalogue.js';
import { costs, kuluttajansuojalaki } from './fi.costs.js';
import { courtFees } from './fi.court.js';
import { deadlines } from './fi.deadlines.js';
import { korkolaki, law, lateInterest } from './fi.tariff.js';
import { act, since } from './tariff.js';

const viivekorkolaki = act(
  'Laki veronlisäyksestä ja viivekorosta (1556/1995)',
  'https://www.finlex.fi/fi/laki/ajantasa/1995/19951556',
);

/** Reference rate and seven percentage points, fixed for the calendar year. */
const publicRate = (year: number, hundredths: number, confidence: 'high' | 'medium' = 'medium'): Version<number> =>
  since(`${year}-01-01`, hundredths, viivekorkolaki('viivekorkoa koskeva §', confidence));

const EACH_DAY = 'A year, simple; each day at the rate of its half-year.';

const interest: readonly TariffItem[] = [
  decimal(
    'FI-REF',
    'viitekorko',
    'PERCENT',
    derived(lateInterest.PERSON, 'FI viitekorko', (late) => late - 7_00),
    {
      condition: 'A year, set for each half-year.',
    },
  ),
  decimal('FI-LATE-C', 'viivästyskorko', 'PERCENT', lateInterest.PERSON, {
    debtorType: 'PERSON',
    condition: `${EACH_DAY} A ceiling for consumers, and the rate of every claim that is not commercial.`,
  }),
  decimal('FI-LATE-B', 'viivästyskorko, kaupallinen sopimus', 'PERCENT', lateInterest.COMPANY, {
    debtorType: 'COMPANY',
    condition: `${EACH_DAY} Another may be agreed, against a public buyer only a higher one.`,
  }),
  decimal('FI-MARGIN-C', 'viitekoron lisä', 'PERCENTAGE_POINTS', [since('2002-07-01', 7_00, korkolaki('4 § 1 mom.'))], {
    debtorType: 'PERSON',
  }),
  decimal(
    'FI-MARGIN-B',
    'viitekoron lisä, kaupallinen sopimus',
    'PERCENTAGE_POINTS',
    [since('2013-03-16', 8_00, korkolaki('4 a § (32/2013)'))],
    { debtorType: 'COMPANY' },
  ),
  count(
    'FI-RATE-180',
    'korkeampi sopimuskorko eräännyttyä',
    'DAYS',
    [since('2002-07-01', 180, korkolaki('4 § 2 mom.'))],
    {
      debtorType: 'PERSON',
      condition: 'At most after the whole debt fell due, or until judgment.',
    },
  ),
  rule('FI-RATE-ROUNDING', 'viitekoron pyöristys', [
    since('2002-07-01', 'up to the next half percentage point', korkolaki('12 §')),
  ]),
  rule('FI-DAYCOUNT', 'korkopäivien laskeminen', [
    since(
      '1983-01-01',
      'not prescribed; actual days over the days of the calendar year, from the day after the due date through the day of payment',
      korkolaki('4–5 §', 'low'),
    ),
  ]),
  decimal(
    'FI-VIIVEKORKO',
    'viivekorko',
    'PERCENT',
    [
      publicRate(2020, 7_00), publicRate(2021, 7_00), publicRate(2022, 7_00), publicRate(2023, 7_00),
      publicRate(2024, 11_00, 'high'), publicRate(2025, 11_50), publicRate(2026, 9_50),
    ],
    { knownUntil: '2026-12-31', condition: 'A year; directly enforceable public claims, where a statute refers to it.' },
  ), // prettier-ignore
  rule(
    'FI-KSL-RATECAP',
    'kuluttajaluoton korkokatto',
    [
      since(
        '2023-10-01',
        'reference + 15, max 20',
        kuluttajansuojalaki('7 luku 17 a § (449/2023)', 'medium', law('2023/20230449')),
      ),
    ],
    { debtorType: 'PERSON', condition: 'Percent a year; the price of credit, not late interest.' },
  ),
];

/** Every figure of Finnish collection law, for listing. */
export const catalogue: readonly TariffItem[] = [...costs, ...interest, ...courtFees, ...deadlines];
