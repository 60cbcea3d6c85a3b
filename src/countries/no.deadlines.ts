import type { TariffItem } from '../domain/catalogue.js';
import { amount, count, rule } from './catalogue.js';
import { tvisteloven } from './no.court.js';
import {
  DAYS,
  forsinkelsesrenteloven,
  inkassoforskriften,
  inkassoloven,
  konkursloven,
  limitationYears,
  MONTHS_FOR_LEGAL_STEPS,
  tvangsfullbyrdelsesloven,
} from './no.tariff.js';
import { ANSWER_DAYS } from './objections.js';
import { act, since } from './tariff.js';

/** Waits, limits and periods of Norwegian law. Where the sources name no first day, a series begins with 2018. */

const bokforingsloven = act(
  'Bokføringsloven (LOV-2004-11-19-73)',
  'https://info.altinn.no/starte-og-drive/regnskap-og-revisjon/regnskap/oppbevaring-av-regnskapsmateriale/',
);

const KRED_2025 = 'https://www.kred.no/artikler/nyheter/nye-satser-fra-1-januar-2025';
const VEIVISEREN =
  'https://www.veiviseren.no/forstaa-helheten/lover-og-forskrifter/lov-om-inkassovirksomhet-og-annen-inndriving-av-forfalte-pengekrav-inkassoloven';
const FORLIKSRADET = 'https://www.forliksraadet.no/aktuelt/endringer-i-domstolloven-og-tvisteloven-2020';
const PROP_133_L = 'https://www.regjeringen.no/no/dokumenter/prop.-133-l-20182019/id2661126/';

const steps: readonly TariffItem[] = [
  count(
    'NO-DL-FEE-EARLIEST',
    'tidligste gebyrbelagte purring eller inkassovarsel',
    'DAYS',
    [since('1989-10-01', DAYS.feeAfterDue, inkassoforskriften('§ 1-2'))],
    { condition: 'After the due date. An earlier letter may be sent without a fee.' },
  ),
  count(
    'NO-DL-VARSEL-EARLIEST',
    'tidligste inkassovarsel',
    'DAYS',
    [since('1989-10-01', 1, inkassoloven('§ 9', 'high', KRED_2025))],
    { condition: 'After the due date; no reminder needs to go before.' },
  ),
  count(
    'NO-DL-VARSEL-DEADLINE',
    'betalingsfrist i inkassovarsel',
    'DAYS',
    [since('1989-10-01', DAYS.toPay, inkassoloven('§ 9', 'high', VEIVISEREN))],
    { condition: 'At least, from sending; the last day counts. Businesses may agree otherwise.' },
  ),
  count(
    'NO-DL-BO-DEADLINE',
    'frist i betalingsoppfordring',
    'DAYS',
    [since('1989-10-01', DAYS.toPay, inkassoloven('§ 10', 'high', VEIVISEREN))],
    { condition: 'At least, to pay or object; sent once the deadline of the inkassovarsel has passed.' },
  ),
  count(
    'NO-DL-HEAVY',
    'tungt salær: overskridelse av fristen i betalingsoppfordringen',
    'DAYS',
    [since('2010-01-01', DAYS.heavyAfterDeadline, inkassoforskriften('§ 2-3'))],
    { condition: 'To be exceeded, whatever the cause of the delay.' },
  ),
  amount(
    'NO-DL-VARSEL-PAID',
    'inndrivingskostnader ved betaling innen fristen i inkassovarselet',
    [since('1989-10-01', 0n, inkassoloven('§ 17 tredje ledd'))],
    { condition: 'No fee of the agency where the claim is paid within the deadline of the inkassovarsel.' },
  ),
  count(
    'NO-DL-LEGAL-6M',
    'rettslig inndriving etter betalingsoppfordring',
    'MONTHS',
    [since('1989-10-01', MONTHS_FOR_LEGAL_STEPS, inkassoloven('§ 11', 'high', VEIVISEREN))],
    { condition: 'Legal steps begin within this time of the betalingsoppfordring, else it is sent anew.' },
  ),
  count(
    'NO-DL-TVF-NOTICE',
    'varsel før begjæring om utlegg',
    'DAYS',
    [
      since(
        '1993-01-01',
        DAYS.toPay,
        tvangsfullbyrdelsesloven(
          '§ 4-18',
          'medium',
          'https://www.inkassoguiden.no/inkassosporsmal/269-hva-er-utleggsforretning',
        ),
      ),
    ],
    { condition: 'At least, before the petition.' },
  ),
  rule(
    'NO-DL-WEEKEND',
    'frist som ender på helg eller helligdag',
    [
      since(
        '2018-01-01',
        'no statutory shift; accept payment next business day',
        inkassoloven('§§ 9, 10 (god inkassoskikk, § 8)', 'medium'),
      ),
    ],
    { condition: 'Nothing follows on or before the first bank day after such a deadline.' },
  ),
  count(
    'NO-DL-OBJECTION-ANSWER',
    'kreditors svar på innsigelse',
    'DAYS',
    [since('1989-10-01', ANSWER_DAYS, inkassoloven('§ 8', 'low'))],
    { condition: 'A house rule: the act sets no number. Ends on a bank day.' },
  ),
  rule(
    'NO-DL-CLIENT-PAYOUT',
    'utbetaling til fordringshaveren',
    [
      since(
        '1989-10-01',
        'snarest (as soon as possible)',
        inkassoloven('§ 16', 'high', 'https://www.regjeringen.no/no/dokumenter/prop.-3-l-20252026/id3121729/?ch=18'),
      ),
    ],
    { condition: 'The agency may keep its own fee; may be varied by agreement with the creditor.' },
  ),
];

const courts: readonly TariffItem[] = [
  amount(
    'NO-DL-FORLIK-MANDATORY',
    'tvistesum med tvungen forliksrådsbehandling',
    [
      since('2008-01-01', 125_000_00n, tvisteloven('§ 6-2', 'high', FORLIKSRADET)),
      since('2020-07-01', 200_000_00n, tvisteloven('§ 6-2', 'high', FORLIKSRADET)),
    ],
    { condition: 'Below it always, from it on unless both parties had a lawyer. By the day of filing.' },
  ),
  amount(
    'NO-DL-SMAAKRAV',
    'småkravsprosess og ankesum',
    [
      since('2008-01-01', 125_000_00n, tvisteloven('§§ 10-1, 29-13', 'high', PROP_133_L)),
      since('2020-07-01', 250_000_00n, tvisteloven('§§ 10-1, 29-13', 'high', PROP_133_L)),
    ],
    { condition: 'By the day of filing.' },
  ),
  count(
    'NO-DL-TREKK',
    'utleggstrekk',
    'YEARS',
    [
      since(
        '1993-01-01',
        2,
        tvangsfullbyrdelsesloven(
          '§ 7-22',
          'high',
          'https://www.politiet.no/tjenester/namsmann-og-forliksrad/utleggsforretning/svare-pa-utleggsforretning/om-utleggsforretning/',
        ),
      ),
    ],
    { debtorType: 'PERSON', condition: 'At most, from the decision; the rest takes a new petition.' },
  ),
  count(
    'NO-DL-INTET',
    'intet til utlegg',
    'YEARS',
    [
      since(
        '2006-01-01',
        3,
        tvangsfullbyrdelsesloven(
          '§ 7-25',
          'medium',
          'https://www.politiet.no/tjenester/namsmann-og-forliksrad/varsel-om-utleggsforretning/',
        ),
      ),
    ],
    { condition: 'The entry in the register is deleted after this time.' },
  ),
];

const bankruptcy: readonly TariffItem[] = (
  [
    ['NO-DL-KKL63-DEMAND', 'konkursvarsel etter påkrav', DAYS.bankruptcyWarning, 'After the demand was to be met.'],
    ['NO-DL-KKL63-NOTICE', 'betalingsfrist i konkursvarsel', DAYS.bankruptcyTime, 'From service.'],
    ['NO-DL-KKL63-PETITION', 'konkursbegjæring etter konkursvarsel', DAYS.bankruptcyTime, 'After the time to pay.'],
  ] as const
).map(([id, name, days, condition]) =>
  count(id, name, 'DAYS', [since('2018-01-01', days, konkursloven('§ 63', 'low'))], {
    debtorType: 'COMPANY',
    condition,
  }),
);

const periods: readonly TariffItem[] = [
  count('NO-DL-LIM-GENERAL', 'alminnelig foreldelsesfrist', 'YEARS', limitationYears.general, {
    condition: 'From the day the creditor could first demand performance.',
  }),
  count('NO-DL-LIM-LOAN', 'foreldelse av gjeldsbrev og pengelån', 'YEARS', limitationYears.loan),
  count('NO-DL-LIM-JUDGMENT', 'ny frist etter dom, rettsforlik eller utlegg', 'YEARS', limitationYears.title, {
    condition: 'Interest that accrues later lapses after three years.',
  }),
  count(
    'NO-DL-FRL-DEMAND',
    'renter uten avtalt forfallsdag',
    'DAYS',
    [since('1978-01-01', DAYS.interestAfterDemand, forsinkelsesrenteloven('§ 2'))],
    { condition: 'After a written demand; an electronic one where the debtor has expressly accepted it.' },
  ),
  count(
    'NO-DL-B2B-TERM',
    'betalingsfrist mellom næringsdrivende',
    'DAYS',
    [since('2013-07-01', 60, forsinkelsesrenteloven('§§ om betalingsfrist', 'medium'))],
    { debtorType: 'COMPANY', condition: 'At most, unless expressly agreed; 30 days for public bodies.' },
  ),
  count(
    'NO-DL-BOOKS-PRIMARY',
    'oppbevaring av primærdokumentasjon',
    'YEARS',
    [since('2014-02-01', 5, bokforingsloven('§ 13'))],
    { condition: 'After the end of the financial year.' },
  ),
  count(
    'NO-DL-BOOKS-SECONDARY',
    'oppbevaring av sekundærdokumentasjon',
    'MONTHS',
    [since('2014-02-01', 42, bokforingsloven('§ 13'))],
    { condition: 'After the end of the financial year.' },
  ),
];

export const deadlines: readonly TariffItem[] = [...steps, ...courts, ...bankruptcy, ...periods];
