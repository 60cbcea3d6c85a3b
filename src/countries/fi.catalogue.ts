import type { TariffItem } from '../domain/catalogue.js';
import { count, decimal, derived, rule } from './catalogue.js';
import { korkolaki } from './fi.acts.js';
import { costs } from './fi.costs.js';
import { courtFees } from './fi.court.js';
import { deadlines } from './fi.deadlines.js';
import { creditPriceCap, DAYS, lateInterest, publicLateInterest, referenceRate } from './fi.tariff.js';
import { since } from './tariff.js';

const EACH_DAY = 'A year, simple; each day at the rate of its half-year.';

const interest: readonly TariffItem[] = [
  decimal('FI-REF', 'viitekorko', 'PERCENT', referenceRate, {
    condition: 'A year, set for each half-year.',
  }),
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
    [since('2002-07-01', DAYS.agreedCreditRate, korkolaki('4 § 2 mom.'))],
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
  decimal('FI-VIIVEKORKO', 'viivekorko', 'PERCENT', publicLateInterest, {
    condition: 'A year; directly enforceable public claims, where a statute refers to it.',
  }),
  rule(
    'FI-KSL-RATECAP',
    'kuluttajaluoton korkokatto',
    derived(
      creditPriceCap,
      'FI kuluttajaluoton korkokatto',
      ({ additionBps, mostBps }) => `reference + ${additionBps / 100}, max ${mostBps / 100}`,
    ).versions,
    {
      debtorType: 'PERSON',
      condition:
        'Percent a year; the price of credit, and so the most that late interest may be while the agreed rate goes on. By the day of the agreement.',
    },
  ),
];

/** Every figure of Finnish collection law, for listing. */
export const catalogue: readonly TariffItem[] = [...costs, ...interest, ...courtFees, ...deadlines];
