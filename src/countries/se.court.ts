import type { TariffItem } from '../domain/catalogue.js';
import { isoDate, type IsoDate } from '../domain/date.js';
import { inForce, type Dated, type Version } from '../domain/dated.js';
import type { LegalStep } from '../domain/jurisdiction.js';
import { divideDown } from '../domain/money.js';
import { amount, decimal, derived, rule } from './catalogue.js';
import { act, since } from './tariff.js';

/** Fees of Kronofogden and the Swedish courts. */

const avgiftsforordningen = act(
  'Förordning (1992:1094) om avgifter vid Kronofogdemyndigheten',
  'https://rkrattsbaser.gov.se/sfst/adv?fritext=1992:1094&sbet=&rub=&org=&upph=false&sort=desc&post_id=4',
);
export const betalningsforelaggande = act(
  'Lag (1990:746) om betalningsföreläggande och handräckning',
  'https://data.riksdagen.se/dokument/sfs-1990-746.html',
);
const oldAgentFees = act('Förordning (1991:1340)', 'https://open.karnovgroup.se/utsokningsratt/SFS1991-1340');
const domstolsavgifter = act(
  'Förordning (1987:452) om avgifter vid de allmänna domstolarna',
  'https://www.domstol.se/nykopings-tingsratt/tjanster-och-blanketter/betala-ansokningsavgift/',
);
const socialforsakringsbalken = act('Socialförsäkringsbalk (2010:110)', 'https://lagen.nu/2010:110');

const baseAmount = (
  year: number,
  kronor: bigint,
  url: string,
  confidence: 'high' | 'medium' | 'low' = 'high',
): Version<bigint> => since(`${year}-01-01`, kronor * 100n, socialforsakringsbalken('2 kap. 6–7 §§', confidence, url));

/** Prisbasbelopp, set for each year. */
const prisbasbelopp: Dated<bigint> = {
  name: 'SE prisbasbelopp',
  knownUntil: isoDate('2026-12-31'),
  versions: [
    baseAmount(2018, 45_500n, 'https://lagen.nu/2017:865'),
    baseAmount(2019, 46_500n, 'https://lagen.nu/2018:1549'),
    baseAmount(2020, 47_300n, 'https://lagen.nu/2019:572'),
    baseAmount(2021, 47_600n, 'https://lagen.nu/2020:764', 'low'),
    baseAmount(2022, 48_300n, 'https://lagen.nu/2021:866', 'low'),
    baseAmount(2023, 52_500n, 'https://lagen.nu/2022:1398'),
    baseAmount(2024, 57_300n, 'https://lagen.nu/2023:532'),
    baseAmount(2025, 58_800n, 'https://lagen.nu/2024:663'),
    baseAmount(2026, 59_200n, 'https://www.scb.se/', 'medium'),
  ],
};

/** Half a prisbasbelopp in öre: up to it a civil case is simplified (rättegångsbalken 1 kap. 3 d §). */
const halfOf = (full: bigint): bigint => divideDown(full, 2n);

const kronofogden: readonly TariffItem[] = [
  amount(
    'SE-KFM-BF-APPL',
    'ansökningsavgift, betalningsföreläggande',
    [since('2008-12-12', 300_00n, avgiftsforordningen('1 §'))],
    { condition: 'Owed on withdrawal too; one fee where joined with ordinary handräckning.' },
  ),
  amount(
    'SE-KFM-HANDR-APPL',
    'ansökningsavgift, handräckning',
    [since('2008-12-12', 300_00n, avgiftsforordningen('1 §'))],
    { condition: 'Also for eviction; no second fee where joined with a payment order in one application.' },
  ),
  amount(
    'SE-KFM-EPO',
    'ansökningsavgift, europeiskt betalningsföreläggande',
    [since('2008-12-12', 300_00n, avgiftsforordningen('1 §'))],
    { condition: 'In advance.' },
  ),
  amount(
    'SE-KFM-OMBUD-BF',
    'ersättning för eget arbete eller ombud, betalningsföreläggande',
    [
      since('2003-10-01', 340_00n, oldAgentFees('1 §', 'medium')),
      since('2014-01-01', 380_00n, betalningsforelaggande('48 §')),
    ],
    { condition: 'Most, without special reasons; asked for in the application. By the day the case is received.' },
  ),
  amount(
    'SE-KFM-OMBUD-HANDR',
    'ersättning för eget arbete eller ombud, handräckning',
    [
      since('2003-10-01', 375_00n, oldAgentFees('1 §', 'medium')),
      since('2014-01-01', 420_00n, betalningsforelaggande('48 §')),
    ],
    { condition: 'Most, without special reasons; asked for in the application. By the day the case is received.' },
  ),
  amount('SE-KFM-GRUND', 'grundavgift, utmätning', [since('2008-01-01', 600_00n, avgiftsforordningen('5–6 §§'))], {
    condition: 'For each title, form of enforcement and year; not anew where less than 100 kronor is left.',
  }),
  amount(
    'SE-KFM-GRUND-AVLAGS',
    'grundavgift, avlägsnande av obehörig',
    [since('2017-07-01', 300_00n, avgiftsforordningen('6 och 15 a §§'))],
    { condition: 'For each respondent.' },
  ),
  amount(
    'SE-KFM-GRUND-AVLAGS-MAX',
    'grundavgift, avlägsnande av obehörig, högst i målet',
    [since('2017-07-01', 3_000_00n, avgiftsforordningen('15 a §'))],
    { condition: 'For the whole case.' },
  ),
  rule('SE-KFM-SARSKILD', 'särskild avgift', [since('1993-01-01', 'actual', avgiftsforordningen('4 och 13–14 §§'))], {
    condition: 'Not for travel, service, interpreter or opening the premises.',
  }),
  decimal('SE-KFM-SALE', 'försäljningsavgift, lös egendom', 'PERCENT', [
    since('1994-07-01', 4_00, avgiftsforordningen('11 §')),
  ]),
];

const REAL_PROPERTY = 'Of the purchase price. Both fees together 20 to 150 percent of a prisbasbelopp.';

const kronofogdenBesides: readonly TariffItem[] = [
  rule('SE-KFM-OTHERCOST', 'registreringsbevis, delgivning, översättning', [
    since('1992-01-01', 'reasonable or actual; nothing else is awarded', betalningsforelaggande('48 och 50 §§')),
  ]),
  decimal(
    'SE-KFM-SALE-REAL-PREP',
    'försäljningsavgift, fast egendom, förberedelse',
    'PERCENT',
    [since('1994-07-01', 1_00, avgiftsforordningen('11 §'))],
    { condition: REAL_PROPERTY },
  ),
  decimal(
    'SE-KFM-SALE-REAL',
    'försäljningsavgift, fast egendom',
    'PERCENT',
    [since('1994-07-01', 2_00, avgiftsforordningen('11 §'))],
    { condition: REAL_PROPERTY },
  ),
];

const SMALL = 'Claim clearly not above half a prisbasbelopp.';
const ORDINARY = 'Other civil cases.';
const courtFee = (id: string, name: string, kronor: bigint, condition: string): TariffItem =>
  amount(id, name, [since('2014-07-01', kronor * 100n, domstolsavgifter('bilagan, jf. 2 §', 'medium'))], { condition });

const courts: readonly TariffItem[] = [
  courtFee('SE-COURT-SMALL', 'ansökningsavgift, förenklat tvistemål', 900n, SMALL),
  courtFee('SE-COURT-ORD', 'ansökningsavgift, tvistemål', 2800n, ORDINARY),
  courtFee(
    'SE-COURT-SUPP-SMALL',
    'tilläggsavgift, förenklat tvistemål',
    600n,
    `On transfer from Kronofogden. ${SMALL}`,
  ),
  courtFee('SE-COURT-SUPP-ORD', 'tilläggsavgift, tvistemål', 2500n, `On transfer from Kronofogden. ${ORDINARY}`),
  courtFee('SE-COURT-BANKR', 'ansökningsavgift, konkurs', 2800n, "A creditor's petition."),
  amount('SE-PBB', 'prisbasbelopp', prisbasbelopp),
  amount('SE-PBB-HALF', 'halvt prisbasbelopp', derived(prisbasbelopp, 'SE halvt prisbasbelopp', halfOf), {
    condition: 'Limit of the simplified civil case. By the day of filing.',
  }),
];

/** Fees of Kronofogden and the courts, and the base amount that divides small cases from others. */
export const courtFees: readonly TariffItem[] = [...kronofogden, ...kronofogdenBesides, ...courts];

/** One of the fees or awards in kronor on a day. Throws RuleNotEncoded. */
export function feeOn(id: string, on: IsoDate): LegalStep['costs'][number] {
  const item = courtFees.find((candidate) => candidate.id === id);
  if (!item) throw new RangeError(`no fee ${id}`);
  const { value, source } = inForce(item.series, on);
  if (value?.kind !== 'AMOUNT') throw new RangeError(`${id} is no amount`);
  return { name: item.name, amount: value.minor, legalBasis: source, recoverable: true };
}
