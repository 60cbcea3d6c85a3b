import type { TariffItem } from '../domain/catalogue.js';
import { isoDate } from '../domain/date.js';
import { inForce, type Dated } from '../domain/dated.js';
import { divideDown, divideHalfUp } from '../domain/money.js';
import { amount, combined, count, decimal, derived, rule } from './catalogue.js';
import { courtFees } from './no.court.js';
import { deadlines } from './no.deadlines.js';
import * as tariff from './no.tariff.js';
import { since } from './tariff.js';

const { forsinkelsesrenteloven, inkassoforskriften } = tariff;

/** Fee of a letter in øre: `share` parts of the denominator of the sats, to the nearest krone (inkassoforskriften § 1-2). */
export function noticeFeeAmount(sats: bigint, denominator: bigint, share: 1n | 3n): bigint {
  return divideHalfUp(share * sats, denominator * 100n) * 100n;
}

/** Salær in øre: the sats times its multiple and other factors, all in hundredths; øre are cut (inkassoforskriften ch. 2). */
export function salaerAmount(sats: bigint, ...factors: readonly bigint[]): bigint {
  const product = factors.reduce((total, factor) => total * factor, sats);
  return divideDown(product, 100n ** BigInt(factors.length));
}

/** The fees of letters for claims of one regime: which one is chosen by the due date, the sats by the day of sending. */
function letterFees(suffix: string, dueOn: string, condition: string): TariffItem[] {
  const denominator: Dated<bigint> = {
    name: tariff.noticeFeeDenominator.name,
    versions: [inForce(tariff.noticeFeeDenominator, isoDate(dueOn))],
  };
  const fee = (id: string, name: string, share: 1n | 3n): TariffItem => {
    const series = combined(`NO ${name}`, denominator, tariff.inkassosats, (parts, sats) =>
      noticeFeeAmount(sats, parts, share),
    );
    return amount(`${id}${suffix}`, name, series, { condition });
  };
  return [
    fee('NO-FEE-PURRING', 'purregebyr', 1n),
    fee('NO-FEE-VARSEL', 'gebyr for inkassovarsel', 1n),
    fee('NO-FEE-BO-OWN', 'gebyr for egen betalingsoppfordring', 3n),
  ];
}

const letters: readonly TariffItem[] = [
  amount('NO-SATS', 'inkassosats', tariff.inkassosats, {
    condition: 'Of the day a letter is sent, for its fee; of the day the principal is covered, for salær.',
  }),
  ...letterFees('-2017', '2020-09-30', 'Claims due before 1 October 2020. By the day of sending.'),
  ...letterFees('', '2020-10-01', 'Claims due from 1 October 2020 on. By the day of sending.'),
  count(
    'NO-FEE-MAXCOUNT',
    'gebyrbelagte purringer og inkassovarsler',
    'COUNT',
    [
      since(
        '1989-10-01',
        2,
        inkassoforskriften('§ 1-3', 'high', 'https://juridika.no/no/forskrift/1989-07-14-562/kapittel_1'),
      ),
    ],
    {
      condition:
        'At most before a betalingsoppfordring, the second after a missed 14-day deadline of a first reminder.',
    },
  ),
  count(
    'NO-FEE-RESET',
    'ny gebyrrekke',
    'MONTHS',
    [since('1989-10-01', 6, inkassoforskriften('§ 1-3 andre ledd', 'medium'))],
    {
      condition:
        'After the last letter with a fee, fees may be charged anew. Not used here: fees are never begun anew.',
    },
  ),
];

const WEIGHTS = ['light', 'heavy'] as const;

/** Salær as multiples of the sats: one entry for each regime, band and weight, in force by the due date of the claim. */
const salaerMultiples: readonly TariffItem[] = tariff.salaerBands.versions.flatMap((version, regime, regimes) => {
  const next = regimes[regime + 1];
  return version.value.flatMap(({ upTo, value }, band) =>
    WEIGHTS.map((weight) =>
      decimal(
        `NO-SALAER-MULT-${version.from.slice(0, 4)}-B${band + 1}-${weight.toUpperCase()}`,
        `salær, ganger inkassosatsen, ${weight === 'light' ? 'lett' : 'tungt'}`,
        'MULTIPLE',
        [since(version.from, value[weight], version.source), ...(next ? [since(next.from, null, next.source)] : [])],
        {
          debtorType: 'PERSON',
          principal: { over: version.value[band - 1]?.upTo ?? 0n, upTo },
          condition: 'By the due date of the claim. Caps all costs before legal steps; heavy replaces light.',
        },
      ),
    ),
  );
});

/** Salær in kroner for claims of the present regime, by the day the principal is covered. */
function salaerInKroner(debtorType: 'PERSON' | 'COMPANY'): TariffItem[] {
  const regime = tariff.salaerBands.versions.at(-1)!;
  const factor = debtorType === 'COMPANY' ? inForce(tariff.businessFactor, regime.from).value : 100n;
  return regime.value.flatMap(({ upTo, value }, band) =>
    WEIGHTS.map((weight) => {
      const name = `salær, ${weight === 'light' ? 'lett' : 'tungt'}, uten merverdiavgift`;
      const multiple: Dated<bigint> = { name, versions: [since(regime.from, value[weight], regime.source)] };
      return amount(
        `NO-SALAER-NOK-B${band + 1}-${weight.toUpperCase()}-${debtorType === 'PERSON' ? 'CONSUMER' : 'BUSINESS'}`,
        name,
        combined(`NO ${name}`, multiple, tariff.inkassosats, (times, sats) => salaerAmount(sats, times, factor)),
        {
          debtorType,
          principal: { over: regime.value[band - 1]?.upTo ?? 0n, upTo },
          condition: 'Claims due from 1 October 2020 on. By the day the principal is covered.',
        },
      );
    }),
  );
}

const salaerRules: readonly TariffItem[] = [
  decimal('NO-SALAER-BUSINESS-FACTOR', 'salær overfor næringsdrivende', 'MULTIPLE', tariff.businessFactor, {
    debtorType: 'COMPANY',
    condition: 'Times the light or heavy salær, outside consumer relations.',
  }),
  decimal(
    'NO-SALAER-VAT',
    'merverdiavgift på salær',
    'PERCENT',
    derived(tariff.vatFactor, tariff.vatFactor.name, (factor) => (factor - 100n) * 100n),
    { condition: 'Added where more than half of the claim comes from activity without VAT.' },
  ),
  decimal('NO-SALAER-INSTALMENT', 'avdragssalær, ganger inkassosatsen', 'MULTIPLE', tariff.instalmentSupplement, {
    condition: 'Raises the cap for an agreed plan of more than four instalments.',
  }),
  amount(
    'NO-SALAER-INSTALMENT-NOK',
    'avdragssalær',
    combined('NO avdragssalær', tariff.instalmentSupplement, tariff.inkassosats, (times, sats) =>
      salaerAmount(sats, times),
    ),
    { debtorType: 'PERSON', condition: 'Agreed plan of more than four instalments, without VAT.' },
  ),
  rule('NO-SALAER-SOLIDARY', 'salær overfor solidarisk ansvarlige', [
    since(
      '1999-09-24',
      'one full cap per debtor',
      inkassoforskriften(
        'kapittel 2, jf. inkassoloven § 17',
        'medium',
        'https://www.regjeringen.no/no/dokumenter/-20---inkassoforskriften-kapittel-2-og-a/id454710/',
      ),
    ),
  ]),
  rule(
    'NO-SALAER-TOTALCAP',
    'samlet tak',
    [
      since(
        '1989-10-01',
        'sum <= cap',
        inkassoforskriften('§ 2-1', 'medium', 'https://www.regnskapnorge.no/faget/satser-og-regulativer/inkasso/'),
      ),
    ],
    { condition: 'Fees of the creditor and salær of the agency share one cap.' },
  ),
];

const interest: readonly TariffItem[] = [
  decimal('NO-FRL', 'forsinkelsesrente', 'PERCENT', tariff.lateInterest, {
    condition: 'A year, simple; each day at the rate of its half-year. A ceiling for consumers.',
  }),
  decimal('NO-FRL-RULE', 'tillegg til styringsrenten', 'PERCENTAGE_POINTS', [
    since('2013-07-01', 8_00, forsinkelsesrenteloven('§ 3')),
  ]),
  rule('NO-FRL-DAYCOUNT', 'dagkonvensjon', [
    since(
      '2006-06-26',
      'actual/actual (calendar year: 365, leap year 366)',
      forsinkelsesrenteloven(
        '§ 3',
        'medium',
        'https://www.regjeringen.no/no/dokumenter/-3-sporsmal-om-tolking-av-forsinkelsesrenteloven-antall-rentedager/id3013649/',
      ),
    ),
  ]),
  rule('NO-FRL-COUNT', 'antall rentedager', [
    since('1978-01-01', 'payment date minus due date', forsinkelsesrenteloven('§ 2', 'medium')),
  ]),
  decimal('NO-FRL-COMPOUND', 'rentesrente', 'PERCENT', [
    since('1978-01-01', 0, forsinkelsesrenteloven('§§ 2, 3', 'high', 'https://forsinkelsesrente.no/')),
  ]),
  amount('NO-STDKOMP', 'standardkompensasjon', tariff.standardCompensation, {
    debtorType: 'COMPANY',
    condition: 'Set off against reminder fees and salær. By the half-year of default.',
  }),
];

/** Every figure of Norwegian collection law, for listing. */
export const catalogue: readonly TariffItem[] = [
  ...letters, ...salaerMultiples, ...salaerInKroner('PERSON'), ...salaerInKroner('COMPANY'), ...salaerRules,
  ...interest, ...courtFees, ...deadlines,
]; // prettier-ignore
