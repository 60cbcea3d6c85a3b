import type { TariffItem } from '../domain/catalogue.js';
import type { Dated, Source, Version } from '../domain/dated.js';
import { divideDown } from '../domain/money.js';
import { amount, combined, decimal, rule } from './catalogue.js';
import { isoDate } from '../domain/date.js';
import { act, since } from './tariff.js';

/** Fees of Norwegian courts and namsmenn, and the costs they may award. Multiples of the rettsgebyr (R) are in hundredths. */

const rettsgebyrloven = act('Rettsgebyrloven (LOV-1982-12-17-86)', 'https://lovdata.no/dokument/NL/lov/1982-12-17-86');
export const tvisteloven = act('Tvisteloven (LOV-2005-06-17-90)', 'https://lovdata.no/dokument/NL/lov/2005-06-17-90');
export const sakskostnadsforskriften = act(
  'Forskrift om saksøktes ansvar for sakskostnader (FOR-1992-12-04-898)',
  'https://lovdata.no/dokument/SF/forskrift/1992-12-04-898',
);
const rekvirentforskriften = act(
  'Forskrift om rekvirentens ansvar i konkurs (FOR-2005-01-27-70)',
  'https://lovdata.no/dokument/SF/forskrift/2005-01-27-70',
);

const PROP_12_L = 'https://www.regjeringen.no/no/dokumenter/prop.-12-l-20212022/id2886025/?ch=7';
const PROP_18_L = 'https://www.regjeringen.no/no/dokumenter/prop.-18-l-20202021/id2773152/?ch=1';
const PROP_80_L = 'https://cms12.regjeringen.no/no/dokumenter/prop.-80-l-20232024/id3031788/?ch=3';
const FEES_2018 = 'https://www.lier.kommune.no/selvbetjening-og-skjemaer/priser-og-gebyrer/kemneren---generelt/';
const INKASSO_TOOLKIT = 'https://github.com/WillyHag/Inkasso-Toolkit';
const WULFF = 'https://advokatwulff.no/hva-koster-det-a-fore-en-sak-for-forliksradet/';

const base = (year: number, kroner: bigint, url: string, confidence: 'high' | 'medium' = 'high'): Version<bigint> =>
  since(`${year}-01-01`, kroner * 100n, rettsgebyrloven('§ 1', confidence, url));

/** Rettsgebyr (R), set for each year. By the day of filing. */
const rettsgebyr: Dated<bigint> = {
  name: 'NO rettsgebyr',
  knownUntil: isoDate('2026-12-31'),
  versions: [
    base(2018, 1130n, 'http://www.forliksraadet.no/index.php?page_id=2373'),
    base(2019, 1150n, 'http://www.forliksraadet.no/index.php?page_id=2373'),
    base(2020, 1172n, 'https://sergel.no/inkassosats-og-gebyrer-2020/'),
    base(2021, 1199n, 'https://sergel.no/faq/salaer-gebyr-2020/'),
    base(
      2022,
      1223n,
      'https://www.kragero.kommune.no/tjenester/skjemaer-priser-og-gebyrer/priser-og-gebyrer/diverse-prislister/kommunale-krav/',
    ),
    base(2023, 1243n, 'https://www.politiet.no/tjenester/namsmann-og-forliksrad/utlevering/begjare/', 'medium'),
    base(2024, 1277n, PROP_80_L),
    base(2025, 1314n, 'https://www.kred.no/artikler/nyheter/nye-satser-fra-1-januar-2025'),
    base(2026, 1345n, 'https://rettsregel.no/verktoy/', 'medium'),
  ],
};

/** A fee to the state in øre: a multiple of R (hundredths) rounded down to the whole krone (rettsgebyrloven § 6 a). */
const feeToTheState = (multiple: bigint, r: bigint): bigint => divideDown(multiple * r, 100n * 100n) * 100n;

/** Costs between the parties in øre: a multiple of R (hundredths), which no rule rounds to kroner; øre are cut. */
const costBetweenParties = (multiple: bigint, r: bigint): bigint => divideDown(multiple * r, 100n);

/** A fee as a multiple of R and as the amount it comes to in each year. */
function multipleOfR(
  id: string,
  name: string,
  versions: Dated<bigint>['versions'],
  amountOf: (multiple: bigint, r: bigint) => bigint,
  condition: string,
  debtorType: TariffItem['debtorType'] = null,
): TariffItem[] {
  const series: Dated<bigint> = { name: `NO ${name}`, versions };
  return [
    decimal(id, `${name}, ganger rettsgebyret`, 'MULTIPLE', series, { condition, debtorType }),
    amount(`${id}-NOK`, name, combined(`NO ${name}`, series, rettsgebyr, amountOf), { condition, debtorType }),
  ];
}

const fee = (section: string, confidence: Source['confidence'], url: string): Source =>
  rettsgebyrloven(section, confidence, url);

const FILING = 'R of the day of filing.';

/** R, the fees paid to the state and the costs a court or namsmann may award, each also in kroner. */
export const courtFees: readonly TariffItem[] = [
  amount('NO-RETTSGEBYR', 'rettsgebyr (R)', rettsgebyr, { condition: FILING }),
  rule('NO-RETTSGEBYR-ROUND', 'avrunding av gebyr til staten', [
    since('2018-01-01', 'down to whole krone', rettsgebyrloven('§ 6 a')),
  ]),
  ...multipleOfR(
    'NO-FORLIK-FEE',
    'gebyr for forliksklage',
    [
      since('2018-01-01', 115n, fee('§ 7', 'high', FEES_2018)),
      since('2022-01-01', 110n, fee('§ 7', 'high', PROP_12_L)),
      // The day 1.54 began is not confirmed; 2026 is the first year it is known to have been charged.
      since('2026-01-01', 154n, fee('§ 7', 'medium', PROP_80_L)),
    ],
    feeToTheState,
    FILING,
  ),
  ...multipleOfR(
    'NO-TINGRETT-FEE',
    'gebyr for sak i tingretten, første dag',
    [since('2018-01-01', 5_00n, fee('§ 8', 'medium', 'https://www.domstol.no/'))],
    feeToTheState,
    FILING,
  ),
  ...multipleOfR(
    'NO-UTLEGG-FEE',
    'gebyr for begjæring om utlegg',
    [
      since('2018-01-01', 170n, fee('§ 14', 'medium', FEES_2018)),
      since('2022-01-01', 121n, fee('§ 14', 'high', PROP_12_L)),
      // One secondary source; 2026 is the first year it is known to have been charged.
      since('2026-01-01', 69n, fee('§ 14', 'low', INKASSO_TOOLKIT)),
    ],
    feeToTheState,
    FILING,
  ),
  ...multipleOfR(
    'NO-KKL63-FEE',
    'forkynnelse av konkursvarsel',
    [since('2022-01-01', 40n, fee('forkynnelse etter konkursloven § 63', 'medium', PROP_12_L))],
    feeToTheState,
    FILING,
    'COMPANY',
  ),
  ...multipleOfR(
    'NO-KONKURS-SECURITY',
    'rekvirentens ansvar for omkostninger i konkurs',
    [since('2005-07-01', 50_00n, rekvirentforskriften('§ 1'))],
    costBetweenParties,
    'R of the day the petition is filed; paid as a deposit.',
  ),
  ...multipleOfR(
    'NO-KONKURS-FEE',
    'gebyr for konkursåpning',
    [since('2022-01-01', 435n, fee('§§ om konkurs', 'high', PROP_12_L))],
    feeToTheState,
    'Borne by the estate. 25 times R before 2022.',
  ),
  ...multipleOfR(
    'NO-SKRIVESALAER-FORLIK',
    'skrivesalær for forliksklage',
    [since('2021-02-01', 50n, tvisteloven('§ 6-13 første ledd bokstav d', 'medium', PROP_18_L))],
    costBetweenParties,
    'Where out-of-court costs are claimed as well. A quarter more where the creditor cannot deduct VAT.',
  ),
  ...multipleOfR(
    'NO-SKRIVESALAER-FORLIK-MAX',
    'rettshjelp i forliksrådet',
    [since('2008-01-01', 4_00n, tvisteloven('§ 6-13 første ledd bokstav d', 'high', WULFF))],
    costBetweenParties,
    'Most, where no out-of-court costs are claimed.',
  ),
  ...multipleOfR(
    'NO-FORLIK-MEETING',
    'møtesalær i forliksrådet',
    [since('2008-01-01', 50n, tvisteloven('§ 6-13 første ledd bokstav c', 'high', WULFF))],
    costBetweenParties,
    'Most, for a party without a duty to meet in person. A quarter more where the creditor cannot deduct VAT.',
  ),
  ...multipleOfR(
    'NO-SKRIVESALAER-UTLEGG',
    'skrivesalær for begjæring om utlegg',
    [
      since('1993-01-01', 1_00n, sakskostnadsforskriften('§ 2')),
      since(
        '2021-02-01',
        50n,
        sakskostnadsforskriften(
          '§ 2',
          'high',
          'https://advokatwulff.no/forskrift-om-saksoktes-ansvar-for-sakskostnader-ved-tvangsfullbyrdelse-hva-endrer-seg/',
        ),
      ),
    ],
    costBetweenParties,
    'R of the day of filing. A quarter more where the creditor cannot deduct VAT.',
  ),
  ...multipleOfR(
    'NO-SKRIVESALAER-BOLIG',
    'skrivesalær for begjæring om tvangssalg av bolig',
    [
      since(
        '2021-02-01',
        1_00n,
        sakskostnadsforskriften(
          '§ 2',
          'medium',
          'https://www.sunnmoringen.no/npk/innenriks/2020/10/23/Regjeringa-kuttar-gebyra-ved-pengekrav-22873007.ece',
        ),
      ),
    ],
    costBetweenParties,
    FILING,
  ),
];
