import { isoDate } from '../domain/date.js';
import type { Dated, Source, Version } from '../domain/dated.js';
import type { PartyType } from '../domain/facts.js';
import { act, since, type Band } from './tariff.js';

/** Numbers of Finnish collection law. Amounts are cents, rates hundredths of a percent. */

export const perintalaki = act(
  'Laki saatavien perinnästä (513/1999)',
  'https://www.finlex.fi/fi/laki/ajantasa/1999/19990513',
);
export const korkolaki = act('Korkolaki (633/1982)', 'https://www.finlex.fi/fi/laki/ajantasa/1982/19820633');
export const vanhentumislaki = act(
  'Laki velan vanhentumisesta (728/2003)',
  'https://www.finlex.fi/fi/laki/ajantasa/2003/20030728',
);
export const kauppakaari = act('Kauppakaari (3/1734)', 'https://www.finlex.fi/fi/laki/ajantasa/1734/17340003000');

const ROPO =
  'https://kkv.fi/paatokset/kuluttaja-asiat/kuluttaja-asiamiehen-ratkaisut/perintakirjeiden-lahettamisvali-ja-kuluttajalle-varatun-maksuajan-pituus';

interface LetterFees {
  readonly demand: bigint;
  readonly secondDemand: bigint;
  /** Plan of more than four instalments. */
  readonly plan: bigint;
  /** Most that all costs of the claim may come to. */
  readonly cap: bigint;
}

interface Fees {
  readonly reminder: bigint;
  readonly bands: readonly Band<LetterFees>[];
}

const band = (upToEuro: bigint | null, demand: bigint, plan: bigint, cap: bigint): Band<LetterFees> => ({
  upTo: upToEuro === null ? null : upToEuro * 100n,
  value: { demand: demand * 100n, secondDemand: demand * 50n, plan: plan * 100n, cap: cap * 100n },
});

export const law = (number: string): string => `https://finlex.fi/fi/laki/alkup/${number}`;

/** Fees by the day of the letter. Null where the law only knows reasonable costs: there, nothing but the compensation is charged. */
export const fees: Readonly<Record<PartyType, Dated<Fees | null>>> = {
  PERSON: {
    name: 'FI perintäkulut, kuluttajasaatava',
    versions: [
      since(
        '2013-03-16',
        {
          reminder: 5_00n,
          bands: [band(100n, 14n, 20n, 60n), band(1_000n, 24n, 30n, 120n), band(null, 50n, 50n, 210n)],
        },
        perintalaki('10 a–10 d §'),
      ),
    ],
  },
  COMPANY: {
    name: 'FI perintäkulut, muu kuin kuluttajasaatava',
    versions: [
      since('2013-03-16', null, perintalaki('10 §', 'high', law('2013/20130031'))),
      since(
        '2021-01-01',
        { reminder: 10_00n, bands: [band(500n, 50n, 30n, 230n), band(null, 80n, 60n, 410n)] },
        perintalaki('10 e–10 j § (1069/2020)', 'high', law('2020/20201069')),
      ),
      since(
        '2021-07-01',
        { reminder: 10_00n, bands: [band(500n, 50n, 30n, 230n), band(null, 80n, 60n, 480n)] },
        perintalaki('10 e–10 j § (539/2021)', 'high', law('2021/20210539')),
      ),
      since(
        '2022-05-01',
        {
          reminder: 12_00n,
          bands: [
            band(500n, 50n, 30n, 250n),
            band(2_500n, 70n, 45n, 470n),
            band(10_000n, 90n, 60n, 550n),
            band(null, 110n, 75n, 620n),
          ],
        },
        perintalaki('10 e–10 j § (299/2022)', 'high', law('2022/20220299')),
      ),
    ],
  },
};

/** Full days between letters that carry a fee: the next may be sent on the day after them. By the day of the later letter. */
export const daysBetweenLetters: Readonly<Record<PartyType, Dated<number>>> = {
  PERSON: {
    name: 'FI kirjeiden väli, kuluttajasaatava',
    versions: [since('2013-03-16', 14, perintalaki('5 § 1 mom., 10 b §', 'high', ROPO))],
  },
  COMPANY: {
    name: 'FI kirjeiden väli, muu kuin kuluttajasaatava',
    versions: [
      since('2013-03-16', 0, perintalaki('10 §')),
      since('2021-01-01', 7, perintalaki('10 f § (1069/2020)', 'high', law('2020/20201069'))),
      since('2022-05-01', 10, perintalaki('10 f § (299/2022)', 'high', law('2022/20220299'))),
    ],
  },
};

/** Vakiokorvaus between traders, for each late invoice. By the day of default. The paragraph was numbered anew in 2021 and 2022. */
export const standardCompensation: Dated<bigint> = {
  name: 'FI vakiokorvaus',
  versions: [
    since('2013-03-16', 40_00n, perintalaki('10 e §', 'high', law('2013/20130031'))),
    since('2021-01-01', 40_00n, perintalaki('10 e §', 'medium', law('2020/20201069'))),
    since('2022-05-01', 40_00n, perintalaki('10 i §', 'high', law('2022/20220299'))),
  ],
};

export const DAYS = {
  /** Full days after the due date before a consumer reminder may carry a fee, and between invoice and due date (10 b §). */
  consumerReminder: 14,
  /** At least ten days from the latest day of receipt, and four for the post. */
  toPay: 14,
} as const;

const BOF =
  'https://reports.suomenpankki.fi/WebForms/ReportViewerPage.aspx?report=%2Ftilastot%2Fmarkkina-_ja_hallinnolliset_korot%2Fviitekorko_en';

interface ReferenceRate {
  readonly from: string;
  readonly bps: number;
  readonly url: string;
  readonly confidence: NonNullable<Source['confidence']>;
}

const reference = (
  from: string,
  bps: number,
  url = BOF,
  confidence: ReferenceRate['confidence'] = 'high',
): ReferenceRate => ({
  from,
  bps,
  url,
  confidence,
});

/** Viitekorko, set for each half-year (korkolaki 12 §). */
const REFERENCE_RATES: readonly [ReferenceRate, ...ReferenceRate[]] = [
  reference('2018-01-01', 0),
  reference('2018-07-01', 0),
  reference('2019-01-01', 0),
  reference('2019-07-01', 0),
  reference('2020-01-01', 0),
  reference('2020-07-01', 0),
  reference('2021-01-01', 0),
  reference('2021-07-01', 0),
  reference('2022-01-01', 0),
  reference('2022-07-01', 0),
  reference('2023-01-01', 250),
  reference('2023-07-01', 400),
  reference('2024-01-01', 450),
  reference('2024-07-01', 450),
  reference('2025-01-01', 350),
  reference('2025-07-01', 250, 'https://www.finlex.fi/fi/laki/ajantasa/2025/20250362', 'medium'),
  reference(
    '2026-01-01',
    250,
    'https://www.sttinfo.fi/tiedote/71709487/korkolain-mukainen-viitekorko-ja-viivastyskorot-11-3062026?lang=fi',
  ),
  reference('2026-07-01', 250, 'https://www.finlex.fi/fi/laki/ajantasa/2026/20260654', 'low'),
];

function lateInterestOver(name: string, additionBps: number, provision: string): Dated<number> {
  const version = ({ from, bps, url, confidence }: ReferenceRate): Version<number> =>
    since(from, bps + additionBps, korkolaki(provision, confidence, url));
  const [first, ...later] = REFERENCE_RATES;
  return { name, knownUntil: isoDate('2026-12-31'), versions: [version(first), ...later.map(version)] };
}

/** Viivästyskorko: the reference rate and seven percentage points, eight for commercial payments. */
export const lateInterest: Readonly<Record<PartyType, Dated<number>>> = {
  PERSON: lateInterestOver('FI viivästyskorko', 700, '4 § 1 mom., 12 §'),
  COMPANY: lateInterestOver('FI viivästyskorko, kaupallinen sopimus', 800, '4 a §, 12 §'),
};

/** General limitation in years from the due date, begun anew by interruption. */
export const limitationYears: Dated<number> = {
  name: 'FI vanhentuminen',
  versions: [since('2004-01-01', 3, vanhentumislaki('4, 5 ja 10 §'))],
};

/** Years from the due date after which a natural person's contractual money debt ends whatever interrupted it. */
export const finalLimitationYears: Dated<number> = {
  name: 'FI lopullinen vanhentuminen',
  versions: [since('2015-01-01', 20, vanhentumislaki('13 a §', 'high', law('2014/20141126')))],
};
