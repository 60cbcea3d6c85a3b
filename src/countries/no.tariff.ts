import type { Dated, Version } from '../domain/dated.js';
import { isoDate } from '../domain/date.js';
import { act, since, type Band } from './tariff.js';

/** Numbers of Norwegian collection law. Amounts are øre, rates hundredths of a percent. */

export const inkassoloven = act('Inkassoloven (LOV-1988-05-13-26)', 'https://lovdata.no/dokument/NL/lov/1988-05-13-26');
export const inkassoforskriften = act(
  'Inkassoforskriften (FOR-1989-07-14-562)',
  'https://lovdata.no/dokument/SF/forskrift/1989-07-14-562',
);
export const forsinkelsesrenteloven = act(
  'Forsinkelsesrenteloven (LOV-1976-12-17-100)',
  'https://lovdata.no/dokument/NL/lov/1976-12-17-100',
);
export const foreldelsesloven = act(
  'Foreldelsesloven (LOV-1979-05-18-18)',
  'https://lovdata.no/dokument/NL/lov/1979-05-18-18',
);

export const tvangsfullbyrdelsesloven = act(
  'Tvangsfullbyrdelsesloven (LOV-1992-06-26-86)',
  'https://lovdata.no/dokument/NL/lov/1992-06-26-86',
);
export const konkursloven = act('Konkursloven (LOV-1984-06-08-58)', 'https://lovdata.no/dokument/NL/lov/1984-06-08-58');

/** Inkassosats: the base of every fee. By the day the letter is sent (notice fees) or the principal is covered (salær). */
export const inkassosats: Dated<bigint> = {
  name: 'NO inkassosats',
  versions: [
    since(
      '2017-01-01',
      700_00n,
      inkassoforskriften('§ 1-1', 'high', 'https://lovdata.no/dokument/LTI/forskrift/2018-12-20-2050'),
    ),
    since(
      '2026-01-01',
      750_00n,
      inkassoforskriften('§ 1-1', 'high', 'https://lovdata.no/dokument/LTI/forskrift/2025-12-19-2709'),
    ),
  ],
};

/**
 * A reminder or inkassovarsel costs 1/denominator of the sats, the creditor's own betalingsoppfordring 3/denominator,
 * rounded to the nearest krone. By due date of the claim.
 */
export const noticeFeeDenominator: Dated<bigint> = {
  name: 'NO purregebyr',
  versions: [
    since('2010-01-01', 10n, inkassoforskriften('§ 1-2 (før 1.10.2020)')),
    since(
      '2020-10-01',
      20n,
      inkassoforskriften('§ 1-2', 'high', 'https://juridika.no/no/forskrift/1989-07-14-562/kapittel_1'),
    ),
  ],
};

/** Salær in hundredths of the sats. */
interface Salaer {
  readonly light: bigint;
  readonly heavy: bigint;
}

const band = (upToKroner: bigint | null, light: bigint): Band<Salaer> => ({
  upTo: upToKroner === null ? null : upToKroner * 100n,
  value: { light, heavy: 2n * light },
});

/** Maximum salær by principal, by due date of the claim: regime B until 2020-09-30, regime A since. */
export const salaerBands: Dated<readonly Band<Salaer>[]> = {
  name: 'NO salær',
  versions: [
    since(
      '2010-01-01',
      [band(2_500n, 50n), band(10_000n, 100n), band(50_000n, 200n), band(250_000n, 400n), band(null, 800n)],
      inkassoforskriften('§§ 2-2, 2-3 (før 1.10.2020)'),
    ),
    since(
      '2020-10-01',
      [
        band(500n, 25n), band(1_000n, 35n), band(2_500n, 40n), band(10_000n, 80n), band(50_000n, 160n), band(250_000n, 360n),
        band(null, 720n),
      ], // prettier-ignore
      inkassoforskriften('§§ 2-2, 2-3'),
    ),
  ],
};

/** Salær outside consumer relations, in hundredths. */
export const businessFactor: Dated<bigint> = {
  name: 'NO salær, næringsdrivende',
  versions: [since('2010-01-01', 150n, inkassoforskriften('§ 2-1'))],
};

/** Salær with VAT where the creditor cannot deduct it, in hundredths. */
export const vatFactor: Dated<bigint> = {
  name: 'NO salær, merverdiavgift',
  versions: [since('2010-01-01', 125n, inkassoforskriften('§ 2-1'))],
};

/** Rise of the salær cap for an agreed plan of more than four instalments, in hundredths of the sats. */
export const instalmentSupplement: Dated<bigint> = {
  name: 'NO salærtillegg, nedbetalingsavtale',
  versions: [since('2010-01-01', 150n, inkassoforskriften('§ 2-4', 'medium'))],
};

/** Waits and deadlines, in days. */
export const DAYS = {
  /** A letter may carry a fee from this many days after the due date (inkassoforskriften § 1-2). */
  feeAfterDue: 14,
  /** Shortest time to pay in an inkassovarsel and in a betalingsoppfordring (inkassoloven §§ 9, 10). */
  toPay: 14,
  /** Heavy salær once the deadline of the betalingsoppfordring is exceeded by more than this (inkassoforskriften § 2-3). */
  heavyAfterDeadline: 28,
  /** Interest without an agreed due date, after the written demand (forsinkelsesrenteloven § 2). */
  interestAfterDemand: 30,
  /** A konkursvarsel, after the demand was to be met (konkursloven § 63). */
  bankruptcyWarning: 28,
  /** Time to pay after service of a konkursvarsel, and time for the petition after that (konkursloven § 63). */
  bankruptcyTime: 14,
} as const;

/** Legal steps begin within this many months of the betalingsoppfordring, else it is sent anew (inkassoloven § 11). */
export const MONTHS_FOR_LEGAL_STEPS = 6;

const KRED_2025 = 'https://www.kred.no/artikler/nyheter/nye-satser-fra-1-januar-2025';
const KRED_2026 =
  'https://www.kred.no/uncategorized/forsinkelsesrente-og-standardkompensasjon-for-inndrivelseskostnader-fra-1-januar-2026';
const VISMA_2022 =
  'https://community.visma.com/t5/Nyheter-i-Fakturaservice/Forsinkelsesrente-og-standardkompensasjon-fra-1-Juli-2022/ba-p/506991';
const SERIES = 'https://www.forsinkelsesrente.net/satsene-pa-forsinkelsesrente.html';
const regulation = (number: string): string => `https://lovdata.no/dokument/LTI/forskrift/${number}`;

type Confidence = 'high' | 'medium' | 'low';
const rate = (from: string, bps: number, url: string): Version<number> =>
  since(from, bps, forsinkelsesrenteloven('§ 3', 'high', url));
const kroner = (from: string, amount: bigint, url: string, confidence: Confidence = 'high'): Version<bigint> =>
  since(from, amount * 100n, forsinkelsesrenteloven('§ 3 a', confidence, url));

/** Forsinkelsesrente, the same for consumers and businesses; set for each half-year. */
export const lateInterest: Dated<number> = {
  name: 'NO forsinkelsesrente',
  knownUntil: isoDate('2026-12-31'),
  versions: [
    rate('2018-01-01', 850, SERIES),
    rate('2018-07-01', 850, SERIES),
    rate('2019-01-01', 875, SERIES),
    rate('2019-07-01', 925, SERIES),
    rate('2020-01-01', 950, SERIES),
    rate('2020-07-01', 800, SERIES),
    rate('2021-01-01', 800, SERIES),
    rate('2021-07-01', 800, SERIES),
    rate('2022-01-01', 850, SERIES),
    rate('2022-07-01', 925, regulation('2022-06-24-1178')),
    rate('2023-01-01', 1075, SERIES),
    rate('2023-07-01', 1175, regulation('2023-06-22-1075')),
    rate('2024-01-01', 1250, regulation('2023-12-14-2043')),
    rate('2024-07-01', 1250, regulation('2024-06-26-1320')),
    rate('2025-01-01', 1250, regulation('2024-12-19-3279')),
    rate('2025-07-01', 1225, regulation('2025-06-23-1321')),
    rate('2026-01-01', 1200, regulation('2025-12-18-2658')),
    rate('2026-07-01', 1225, regulation('2026-06-25-1372')),
  ],
};

/** Standardkompensasjon between businesses: 40 euro in kroner, set for each half-year. */
export const standardCompensation: Dated<bigint> = {
  name: 'NO standardkompensasjon',
  knownUntil: isoDate('2026-12-31'),
  versions: [
    kroner('2018-01-01', 380n, 'http://www.forliksraadet.no/index.php?page_id=2373'),
    kroner('2018-07-01', 380n, 'http://www.forliksraadet.no/index.php?page_id=2373', 'medium'),
    kroner('2019-01-01', 380n, 'http://www.forliksraadet.no/index.php?page_id=2373'),
    kroner('2019-07-01', 390n, 'https://hokas.no/blog/justert-rentesats-og-kompensjasjonsgebyr-fra-juli-2019'),
    kroner('2020-01-01', 400n, 'https://pluss-ok.no/forsinkelsesrente-rettsgebyr-og-inkassosatser-2020/'),
    kroner(
      '2020-07-01',
      430n,
      'https://www.bsregnskap.no/2020/06/22/forsinkelsesrenten-reduseres-til-8-prosent-fra-1-juli-2020-korrigert/',
    ),
    kroner('2021-01-01', 400n, 'https://sergel.no/faq/salaer-gebyr-2020/', 'low'),
    kroner('2021-07-01', 400n, 'https://totalkapital.no/forsinkelsesrente-og-standardkompensasjon-fra-1-juli-2021/'),
    kroner('2022-01-01', 390n, VISMA_2022),
    kroner('2022-07-01', 400n, VISMA_2022),
    kroner(
      '2023-01-01',
      410n,
      'https://www.regnskapnorge.no/faget/artikler/forretningsjus/forsinkelsesrenten-oker-til-1075-prosent-fra-1.-januar-2023/',
    ),
    kroner('2023-07-01', 460n, regulation('2023-06-22-1075'), 'medium'),
    kroner('2024-01-01', 470n, regulation('2023-12-14-2043'), 'medium'),
    kroner('2024-07-01', 460n, regulation('2024-06-26-1320'), 'medium'),
    kroner('2025-01-01', 470n, KRED_2025),
    kroner('2025-07-01', 460n, regulation('2025-06-23-1321'), 'medium'),
    kroner('2026-01-01', 460n, KRED_2026),
    kroner('2026-07-01', 430n, regulation('2026-06-25-1372')),
  ],
};

const LIMITATION = 'https://www.hvordan.org/kategorier/20-lover-og-regler/79-hvordan-foreldes-gjeld';

/** Limitation in years from the day the claim could first be demanded, and anew from a title or utlegg. */
export const limitationYears: Readonly<Record<'general' | 'loan' | 'title', Dated<number>>> = {
  general: { name: 'NO foreldelse', versions: [since('1980-01-01', 3, foreldelsesloven('§§ 2, 3'))] },
  loan: {
    name: 'NO foreldelse, gjeldsbrev og pengelån',
    versions: [since('1980-01-01', 10, foreldelsesloven('§ 5', 'high', LIMITATION))],
  },
  title: {
    name: 'NO foreldelse, dom, rettsforlik eller utlegg',
    versions: [since('1980-01-01', 10, foreldelsesloven('§ 21', 'high', LIMITATION))],
  },
};
