import type { TariffItem } from '../domain/catalogue.js';
import { amount, decimal, derived, preceded, rule } from './catalogue.js';
import { courtFees } from './se.court.js';
import { costCeiling, interestCeiling } from './se.credit.js';
import { deadlines, ellagen, konsumentkreditlagen } from './se.deadlines.js';
import * as tariff from './se.tariff.js';
import { act, since } from './tariff.js';

const { inkassolagen, kostnadslagen, rantelagen } = tariff;
const oldCosts = act('Förordning (1981:1057)', 'https://open.karnovgroup.se/naringsratt/SFS1981-1057');
const VAT_COMMENTARY = 'https://www.faronline.se/dokument/rattserien/ratt-moms/b/rm_betalningspaminnelse/';
const vatBefore2023 = act('Mervärdesskattelag (1994:200)', VAT_COMMENTARY);
const vatSince2023 = act('Mervärdesskattelag (2023:200)', VAT_COMMENTARY);

const costs: readonly TariffItem[] = [
  amount(
    'SE-FEE-REMINDER',
    'påminnelseavgift',
    preceded(tariff.reminderFee, since('2003-07-01', 50_00n, oldCosts('1 §', 'medium'))),
    {
      condition: 'Most, where agreed no later than when the debt arose; one for each claim. By the day of the letter.',
    },
  ),
  amount(
    'SE-FEE-INKASSO',
    'inkassokostnad',
    preceded(tariff.demandFee, since('2003-07-01', 160_00n, oldCosts('1 §'))),
    { condition: 'Most, for a demand with every element of 5 § inkassolagen; once for each claim.' },
  ),
  amount('SE-FEE-PLAN', 'amorteringsplan', preceded(tariff.planFee, since('2003-07-01', 150_00n, oldCosts('1 §'))), {
    condition: 'Most, for a written plan for the whole remaining debt, made with the debtor.',
  }),
  amount('SE-FEE-LATE-B2B', 'förseningsersättning', tariff.lateCompensation, {
    debtorType: 'COMPANY',
    condition: 'For each claim for goods or services between businesses or against a public body.',
  }),
  amount(
    'SE-FEE-B2B-OFFSET',
    'påminnelse, krav och plan bredvid förseningsersättningen',
    [since('2013-03-16', 0n, kostnadslagen('5 §'))],
    { debtorType: 'COMPANY', condition: 'Only what their sum exceeds 450 kronor by: nothing at the statutory maxima.' },
  ),
  amount('SE-FEE-OTHER', 'andra åtgärder utom rätta', tariff.otherCost, {
    condition: 'Telephone, text messages, visits and tracing are never charged.',
  }),
  amount(
    'SE-FEE-AVISERING',
    'avisering i avbetalningsplan',
    [
      since(
        '2018-01-01',
        60_00n,
        inkassolagen(
          '4 § (utan lagstöd)',
          'low',
          'https://www.intrum.se/kundservice/har-du-fatt-ett-brev/brev-fran-kronofogden/',
        ),
      ),
    ],
    { condition: 'A market price by agreement, without a basis in statute. Never charged here.' },
  ),
  rule('SE-FEE-EL', 'avstängning av el', [since('2023-06-01', 'reasonable', ellagen('11 kap. 4 §'))], {
    debtorType: 'PERSON',
    condition: 'Demands, message to the socialnämnd and disconnection; information on alternatives is free.',
  }),
  decimal(
    'SE-VAT-DEBTORFEES',
    'mervärdesskatt på påminnelse, inkassokostnad, ersättning och ränta',
    'PERCENT',
    [since('2018-01-01', 0, vatBefore2023('1 kap. 1 §')), since('2023-07-01', 0, vatSince2023('3 kap. 1 §'))],
    { condition: 'Outside the scope of VAT.' },
  ),
];

const points = (from: string, hundredths: number, section: string) => since(from, hundredths, rantelagen(section));

const interest: readonly TariffItem[] = [
  decimal(
    'SE-REF',
    'referensränta',
    'PERCENT',
    derived(tariff.lateInterest, 'SE referensränta', (late) => late - tariff.LATE_INTEREST_MARGIN),
    { condition: 'A year. The policy rate before the half-year, rounded up to the next half point.' },
  ),
  decimal('SE-LATE', 'dröjsmålsränta', 'PERCENT', tariff.lateInterest, {
    condition: 'A year, simple; each day at the rate of its half-year. An agreed rate prevails.',
  }),
  decimal('SE-LATE-ADD', 'tillägg till referensräntan, dröjsmålsränta', 'PERCENTAGE_POINTS', [
    points('2002-07-01', tariff.LATE_INTEREST_MARGIN, '6 §'),
  ]),
  decimal('SE-RETURN-ADD', 'tillägg till referensräntan, återgång av betalning', 'PERCENTAGE_POINTS', [
    points('2002-07-01', 2_00, '2 och 5 §§'),
  ]),
  decimal('SE-CC-CAP', 'räntetak, konsumentkredit: tillägg till referensräntan', 'PERCENTAGE_POINTS', interestCeiling, {
    debtorType: 'PERSON',
    condition:
      'By the day of the agreement. High-cost credit only until 28 February 2025, then all but housing credit.',
  }),
  decimal('SE-CC-COSTCAP', 'kostnadstak, konsumentkredit', 'PERCENT', costCeiling, {
    debtorType: 'PERSON',
    condition: 'Of the credit: its cost, late interest and collection costs together.',
  }),
  decimal(
    'SE-CC-SETUP',
    'uppläggningsavgift, konsumentkredit',
    'PERCENT',
    [since('2025-03-01', 1_00, konsumentkreditlagen('19 c §'))],
    { debtorType: 'PERSON', condition: 'Most, of the prisbasbelopp of the year of the agreement.' },
  ),
];

/** Every figure of Swedish collection law, for listing. */
export const catalogue: readonly TariffItem[] = [...costs, ...interest, ...courtFees, ...deadlines];
