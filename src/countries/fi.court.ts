import type { TariffItem } from '../domain/catalogue.js';
import type { Source, Version } from '../domain/dated.js';
import { amount, decimal } from './catalogue.js';
import { law, ulosottokaari, ulosottomaksuasetus } from './fi.acts.js';
import { act, since } from './tariff.js';

/** Fees of Finnish courts and of enforcement, awarded litigation costs, and what enforcement leaves a debtor. */

const tuomioistuinmaksulaki = act(
  'Tuomioistuinmaksulaki (1455/2015)',
  'https://www.finlex.fi/fi/laki/ajantasa/2015/20151455',
);
const kuluasetus = act(
  'Oikeusministeriön asetus oikeudenkäyntikulujen korvaamisesta (1311/2001)',
  'https://www.finlex.fi/fi/laki/ajantasa/2001/20011311',
);
const PENDING = 'By the day the case became pending.';

/** Fees by the year they took effect, each with the regulation that set it. */
const courtFee = (
  id: string,
  name: string,
  fees: readonly [YearFee, ...YearFee[]],
  condition = PENDING,
): TariffItem => {
  const [first, ...later] = fees.map(courtVersion);
  return amount(id, name, [first!, ...later], { condition });
};

type YearFee = readonly [2016 | 2019 | 2022 | 2025, bigint];

const REGULATIONS = {
  2016: tuomioistuinmaksulaki('2 §'),
  2019: tuomioistuinmaksulaki('2 § (1383/2018)', 'high', law('2018/20181383')),
  2022: tuomioistuinmaksulaki('2 § (1122/2021)', 'high', law('2021/20211122')),
  2025: tuomioistuinmaksulaki('2 § (1020/2024)', 'high', law('2024/20241020')),
} as const;

function courtVersion([year, euro]: YearFee): Version<bigint> {
  return since(`${year}-01-01`, euro * 100n, REGULATIONS[year]);
}

const courts: readonly TariffItem[] = [
  courtFee(
    'FI-COURT-SUMM-E',
    'oikeudenkäyntimaksu, summaarinen asia, sähköinen hakemus',
    [[2016, 65n], [2025, 70n]],
    `${PENDING} One-sided judgment; since 1 October 2023 also where the claim is admitted or dropped.`,
  ),
  courtFee('FI-COURT-SUMM', 'oikeudenkäyntimaksu, muu riidaton summaarinen asia', [[2016, 86n], [2025, 100n]]),
  courtFee('FI-COURT-CONT', 'oikeudenkäyntimaksu, riitautettu summaarinen asia', [
    [2016, 250n], [2019, 260n], [2022, 270n], [2025, 310n],
  ]),
  courtFee('FI-COURT-CIVIL', 'oikeudenkäyntimaksu, laaja riita-asia', [
    [2016, 500n], [2019, 510n], [2022, 530n], [2025, 610n],
  ]),
  courtFee('FI-COURT-BANKR', 'konkurssihakemus, joka ei johda konkurssiin', [[2019, 310n], [2022, 320n], [2025, 370n]]),
  courtFee('FI-COURT-BANKR-ESTATE', 'konkurssiasia, konkurssipesä', [[2019, 670n], [2022, 690n], [2025, 790n]]),
  amount('FI-COURT-EOP', 'eurooppalainen maksamismääräys', [
    since('2016-01-01', 86_00n, tuomioistuinmaksulaki('2 § viimeinen mom.', 'medium')),
  ]),
]; // prettier-ignore

/** Most that is awarded in an undisputed summary case, by principal: exactly 300 euro belongs to the middle band. */
const awardedCosts: readonly TariffItem[] = (
  [
    [0n, 299_99n, 50n, 80n],
    [299_99n, 1_000_00n, 80n, 120n],
    [1_000_00n, null, 110n, 160n],
  ] as const
).flatMap(([over, upTo, base, high], index) => {
  const source = kuluasetus('3 § (425/2012)', 'high');
  const award = (scale: string, name: string, euro: bigint): TariffItem =>
    amount(`FI-COURT-COSTS-B${index + 1}${scale}`, name, [since('2012-09-01', euro * 100n, source)], {
      principal: { over, upTo },
      condition: 'Only as claimed; the court fee comes on top. Evictions go by the highest band.',
    });
  return [
    award('', 'oikeudenkäyntikulut, perustaulukko', base),
    award('-HIGH', 'oikeudenkäyntikulut, korotettu taulukko', high),
  ];
});

const decree = (subject: string, confidence: Source['confidence'] = 'medium', url?: string): Source =>
  ulosottomaksuasetus(`${subject} koskeva §`, confidence, url);

/** Taulukkomaksu: upper edge of the amount collected and fee, in cents. */
const TABLE_FEES: readonly (readonly [bigint | null, bigint])[] = [
  [14_00n, 2_50n], [27_00n, 5_00n], [67_00n, 7_00n], [165_00n, 12_00n], [335_00n, 27_00n], [670_00n, 56_00n],
  [1_680_00n, 84_00n], [8_400_00n, 134_00n], [null, 210_00n],
]; // prettier-ignore

const tableFees: readonly TariffItem[] = TABLE_FEES.map(([upTo, fee], index) =>
  amount(`FI-ULOS-TABLE-${index + 1}`, 'taulukkomaksu', [since('2009-11-01', fee, decree('taulukkomaksua'))], {
    principal: { over: TABLE_FEES[index - 1]?.[0] ?? 0n, upTo },
    condition: 'Paid by the debtor, by the amount collected.',
  }),
);

/** Suojaosuus: cents a day for the debtor and for each dependant, by year. */
const PROTECTED = [
  [2021, 22_71n, 8_15n, 'https://www.velkapuhelin.fi/2022/03/26/ulosmitattava-maara-ja-suojaosuus/', 'medium', 'medium'],
  [2022, 23_20n, 8_34n, 'https://www.velkapuhelin.fi/2022/03/26/ulosmitattava-maara-ja-suojaosuus/', 'medium', 'medium'],
  [2023, 29_52n, 8_34n, law('2022/20220985'), 'medium', 'low'],
  [2024, 32_56n, 9_52n, 'https://ulosottolaitos.fi/fi/index/tietoaulosotosta/tietoavelalliselle/mitenulosmitattavamaaralasketaan.html', 'high', 'high'],
  [2025, 32_88n, 9_61n, 'https://finlex.fi/fi/lainsaadanto/2024/645', 'high', 'high'],
  [2026, 33_03n, 9_65n, law('2025/20251019'), 'high', 'high'],
] as const; // prettier-ignore

function protectedPortion(id: string, name: string, whose: 'debtor' | 'dependant', condition: string): TariffItem {
  const [first, ...later] = PROTECTED.map(([year, debtor, dependant, url, debtorSure, dependantSure]) =>
    whose === 'debtor'
      ? since(`${year}-01-01`, debtor, ulosottokaari('4 luku 48 §', debtorSure, url))
      : since(`${year}-01-01`, dependant, ulosottokaari('4 luku 48 §', dependantSure, url)),
  );
  return amount(id, name, [first!, ...later], { unit: 'AMOUNT_PER_DAY', knownUntil: '2026-12-31', condition });
}

const enforcement: readonly TariffItem[] = [
  ...tableFees,
  amount('FI-ULOS-HANDLING', 'käsittelymaksu', [since('2013-07-01', 10_00n, decree('käsittelymaksua'))], {
    condition: 'Paid by the applicant; ordinary enforcement.',
  }),
  amount('FI-ULOS-HANDLING-LTD', 'käsittelymaksu, suppea ulosotto', [
    since('2013-07-01', 5_00n, decree('käsittelymaksua')),
  ]),
  amount('FI-ULOS-PASSIVE', 'passiivirekisterimaksu', [since('2013-07-01', 10_00n, decree('passiivirekisterimaksua'))]),
  decimal(
    'FI-ULOS-REMIT',
    'tilitysmaksu',
    'PERCENT',
    [
      since('2009-11-01', 1_45, decree('tilitysmaksua')),
      since('2021-04-01', 1_45, decree('tilitysmaksua (214/2021)', 'high', law('2021/20210214'))),
    ],
    { condition: 'Of each remittance, borne by the applicant.' },
  ),
  amount('FI-ULOS-REMIT-MAX', 'tilitysmaksu, enintään', [
    since('2009-11-01', 500_00n, decree('tilitysmaksua')),
    since('2021-04-01', 5_000_00n, decree('tilitysmaksua (214/2021)', 'high', law('2021/20210214'))),
  ]),
  protectedPortion('FI-ULOS-PROTECTED', 'suojaosuus', 'debtor', 'Of wages, for the debtor; a month has 30 days.'),
  protectedPortion('FI-ULOS-PROTECTED-DEPENDANT', 'suojaosuus, elätettävä', 'dependant', 'For each dependant.'),
];

/** Court fees, awarded costs, enforcement fees and protected portions. */
export const courtFees: readonly TariffItem[] = [...courts, ...awardedCosts, ...enforcement];
