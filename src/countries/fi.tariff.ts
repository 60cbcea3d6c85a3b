import { isoDate } from '../domain/date.js';
import type { Dated, Source, Version } from '../domain/dated.js';
import type { PartyType } from '../domain/facts.js';
import { konkurssilaki, korkolaki, kuluttajansuojalaki, law, perintalaki, perintalaki2022, ulosottokaari, vanhentumislaki, verotaytantoonpanolaki } from './fi.acts.js'; // prettier-ignore
import { act, since } from './tariff.js';

/** Numbers of Finnish collection law. Amounts are cents, rates hundredths of a percent. */

const ROPO =
  'https://kkv.fi/paatokset/kuluttaja-asiat/kuluttaja-asiamiehen-ratkaisut/perintakirjeiden-lahettamisvali-ja-kuluttajalle-varatun-maksuajan-pituus';

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
      since('2022-05-01', 10, perintalaki2022('10 f §')),
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
  /** At least, for an extension that bears a fee (10 b § 3 mom., 10 f § 2 mom.). */
  extension: 14,
  /** After an invoice or demand, where no due date binds (korkolaki 6 §). */
  interestWithoutDueDate: 30,
  /** A higher contractual rate of a credit, after the whole debt fell due (korkolaki 4 § 2 mom.). */
  agreedCreditRate: 180,
  /** From the service of a demand under threat of bankruptcy (konkurssilaki 2 luku 3 §). */
  bankruptcyDemand: 7,
} as const;

/** Months after the week of a demand under threat of bankruptcy in which the petition is made (konkurssilaki 2 luku 3 §). */
export const BANKRUPTCY_PETITION_MONTHS = 3;

export const BANKRUPTCY_DEMAND = konkurssilaki('2 luku 3 § 2 mom. 3 kohta');

/** Days the letter before a tratta gives at least. By the day of that letter. */
export const daysBeforeTratta: Dated<number> = {
  name: 'FI muistutuksen maksuaika ennen trattaa',
  versions: [
    since('2013-03-16', 7, perintalaki('7 § 3 mom. (31/2013)', 'high', law('2013/20130031'))),
    since('2022-05-01', 10, perintalaki2022('7 § 3 mom.')),
  ],
};

/** Days after which a tratta may be published. By the day it is sent: the longer time goes for those sent in it, published later. */
export const daysToPublication: Dated<number> = {
  name: 'FI tratan julkaiseminen, aikaisintaan',
  versions: [
    since('2013-03-16', 10, perintalaki('7 § 5 mom. (31/2013)', 'high', law('2013/20130031'))),
    since('2021-10-01', 21, perintalaki('7 § (540/2021)', 'high', law('2021/20210540'))),
    since('2022-05-01', 14, perintalaki2022('7 §')),
  ],
};

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

/** Highest price of a consumer credit: the reference rate of the day of the agreement and an addition, and never more than `mostBps`. */
export const creditPriceCap: Dated<{ readonly additionBps: number; readonly mostBps: number }> = {
  name: 'FI kuluttajaluoton korkokatto',
  versions: [
    since(
      '2023-10-01',
      { additionBps: 1500, mostBps: 2000 },
      kuluttajansuojalaki('7 luku 17 a § (449/2023)', 'medium', law('2023/20230449')),
    ),
  ],
};

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

const viivekorkolaki = act(
  'Laki veronlisäyksestä ja viivekorosta (1556/1995)',
  'https://www.finlex.fi/fi/laki/ajantasa/1995/19951556',
);

/** Reference rate and seven percentage points, fixed for the calendar year. */
const publicRate = (year: number, hundredths: number, confidence: 'high' | 'medium' = 'medium'): Version<number> =>
  since(`${year}-01-01`, hundredths, viivekorkolaki('viivekorkoa koskeva §', confidence));

/** Viivekorko of public claims, where a statute refers to it. */
export const publicLateInterest: Dated<number> = {
  name: 'FI viivekorko',
  knownUntil: isoDate('2026-12-31'),
  versions: [
    publicRate(2020, 7_00), publicRate(2021, 7_00), publicRate(2022, 7_00), publicRate(2023, 7_00),
    publicRate(2024, 11_00, 'high'), publicRate(2025, 11_50), publicRate(2026, 9_50),
  ],
}; // prettier-ignore

/** Viitekorko itself. */
export const referenceRate: Dated<number> = lateInterestOver('FI viitekorko', 0, '12 §');

/** General limitation in years from the due date, begun anew by interruption. */
export const limitationYears: Dated<number> = {
  name: 'FI vanhentuminen',
  versions: [since('2004-01-01', 3, vanhentumislaki('4, 5 ja 10 §'))],
};

/** The same once there is a judgment or another title. */
export const titleLimitationYears: Dated<number> = {
  name: 'FI vanhentumisaika tuomion jälkeen',
  versions: [since('2004-01-01', 5, vanhentumislaki('13 §'))],
};

/** Years a claim lives at least after a procedure of which its debtor was never told; once. */
export const untoldYears: Dated<number> = {
  name: 'FI vanhentuminen ilman tiedoksiantoa päättyneen menettelyn jälkeen',
  versions: [since('2016-06-01', 1, vanhentumislaki('11 § 3 mom.', 'high', law('2016/20160324')))],
};

/** Years of a public claim, from the start of the year after it fell due; nothing begins them anew. */
export const publicLimitationYears: Dated<number> = {
  name: 'FI julkisen saatavan vanhentuminen',
  versions: [since('2008-01-01', 5, verotaytantoonpanolaki('20 §'))],
};

/** Years from the due date after which a natural person's contractual money debt ends whatever interrupted it. */
export const finalLimitationYears: Dated<number> = {
  name: 'FI lopullinen vanhentuminen',
  versions: [since('2015-01-01', 20, vanhentumislaki('13 a §', 'high', law('2014/20141126')))],
};

/** Years for which a judgment against a natural person can be enforced. */
export const titleYears: Dated<number> = {
  name: 'FI ulosottoperusteen määräaika',
  versions: [since('2008-03-01', 15, ulosottokaari('2 luku 24–25 §'))],
};
