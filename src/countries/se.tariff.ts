import { isoDate } from '../domain/date.js';
import type { Dated, Version } from '../domain/dated.js';
import { act, since } from './tariff.js';

/** Numbers of Swedish collection law. Amounts are öre, rates hundredths of a percent. */

export const inkassolagen = act('Inkassolag (1974:182)', 'https://lagen.nu/1974:182');
export const kostnadslagen = act(
  'Lag (1981:739) om ersättning för inkassokostnader m.m.',
  'https://data.riksdagen.se/dokument/sfs-1981-739.html',
);
export const rantelagen = act('Räntelag (1975:635)', 'https://lagen.nu/1975:635');
export const preskriptionslagen = act('Preskriptionslag (1981:130)', 'https://lagen.nu/1981:130');
export const parkeringslagen = act(
  'Lag (1984:318) om kontrollavgift vid olovlig parkering',
  'https://lagen.nu/1984:318',
);
export const handelsbalken = act('Handelsbalken (1736:0123 2)', 'https://lagen.nu/1736:0123_2');

/** Påminnelseavgift, where agreed when the debt arose. By the day of the letter. */
export const reminderFee: Dated<bigint> = {
  name: 'SE påminnelseavgift',
  versions: [since('2013-03-16', 60_00n, kostnadslagen('2 och 4 §§'))],
};

/** Inkassokrav that meets 5 § inkassolagen, once a claim. By the day of the letter. */
export const demandFee: Dated<bigint> = {
  name: 'SE inkassokostnad',
  versions: [since('2013-03-16', 180_00n, kostnadslagen('3 och 4 §§'))],
};

/** Amorteringsplan for the whole remaining debt, made with the debtor in writing. */
export const planFee: Dated<bigint> = {
  name: 'SE amorteringsplan',
  versions: [since('2013-03-16', 170_00n, kostnadslagen('3 och 4 §§'))],
};

/** Whatever else is done out of court: the debtor never pays for it. */
export const otherCost: Dated<bigint> = {
  name: 'SE andra åtgärder utom rätta',
  versions: [since('1982-01-01', 0n, kostnadslagen('5 §'))],
};

/** Förseningsersättning between businesses, for each claim. By the day after the due date. */
export const lateCompensation: Dated<bigint> = {
  name: 'SE förseningsersättning',
  versions: [since('2013-03-16', 450_00n, kostnadslagen('4 a och 5 §§'))],
};

/** Points by which late interest is above the reference rate, hundredths. */
export const LATE_INTEREST_MARGIN = 8_00;

/** Days from the sending of a bill or demand until late interest runs where no due date was agreed (4 § räntelagen). */
export const DAYS_TO_INTEREST = 30;

const rate = (from: string, bps: number, notice: string, confidence: 'high' | 'medium' = 'high'): Version<number> =>
  since(from, bps, rantelagen('6 och 9 §§', confidence, notice));

const sfs = (number: string): string => `https://lagen.nu/${number}`;
const LIST = 'https://loanster.se/guider/referensranta/';
const RIKSBANK = 'https://www.riksbank.se/sv/statistik/rantor-och-valutakurser/referensranta/';

/** Dröjsmålsränta: reference rate and eight percentage points, set for each half-year. */
export const lateInterest: Dated<number> = {
  name: 'SE dröjsmålsränta',
  knownUntil: isoDate('2026-12-31'),
  versions: [
    rate('2018-01-01', 750, sfs('2018:1'), 'medium'),
    rate('2018-07-01', 750, sfs('2018:1403'), 'medium'),
    rate('2019-01-01', 750, LIST, 'medium'),
    rate('2019-07-01', 800, sfs('2019:550')),
    rate('2020-01-01', 800, sfs('2020:1')),
    rate('2020-07-01', 800, LIST, 'medium'),
    rate('2021-01-01', 800, LIST, 'medium'),
    rate('2021-07-01', 800, sfs('2021:773')),
    rate('2022-01-01', 800, sfs('2022:1')),
    rate('2022-07-01', 850, sfs('2022:1339')),
    rate('2023-01-01', 1050, sfs('2023:1')),
    rate('2023-07-01', 1150, sfs('2023:509')),
    rate('2024-01-01', 1200, sfs('2023:954')),
    rate('2024-07-01', 1200, sfs('2024:613')),
    rate('2025-01-01', 1100, sfs('2024:1373')),
    rate('2025-07-01', 1000, sfs('2025:809')),
    rate('2026-01-01', 1000, RIKSBANK, 'medium'),
    rate('2026-07-01', 1000, RIKSBANK, 'medium'),
  ],
};

/** Limitation in years from the claim's origin, by kind of debtor. */
export const limitationYears: Readonly<Record<'PERSON' | 'COMPANY', Dated<number>>> = {
  PERSON: {
    name: 'SE preskription, konsument',
    versions: [since('1982-01-01', 3, preskriptionslagen('2 § andra stycket'))],
  },
  COMPANY: { name: 'SE preskription', versions: [since('1982-01-01', 10, preskriptionslagen('2 § första stycket'))] },
};

/** Suit for a private parking charge, in years from the parking. Nothing but suit keeps the claim. */
export const parkingSuitYears: Dated<number> = {
  name: 'SE talan om kontrollavgift',
  versions: [since('1984-07-01', 2, parkeringslagen('9 §'))],
};

/** Least time a claim lives after a procedure that ended without the debtor being told, in years; once. */
export const unservedYears: Dated<number> = {
  name: 'SE preskription efter förfarande utan delgivning',
  versions: [since('1982-01-01', 1, preskriptionslagen('7 §'))],
};

/** When a claim is looked after, in months: a letter every so often, then a warning and an application before the last day. */
export const LIMITATION_GUARD = {
  PERSON: { letterEvery: 12, warnBefore: 9, actBefore: 6 },
  COMPANY: { letterEvery: 12, warnBefore: 15, actBefore: 12 },
} as const;

/** Time to pay in an inkassokrav, after practice under 5 § inkassolagen: all three hold. */
export const TIME_TO_PAY = {
  /** The recommended 10 to 12 days, in full. */
  days: 12,
  /** Bank days the post is presumed to need. */
  postalBankDays: 3,
  /** Bank days left after presumed receipt. */
  bankDaysAfterReceipt: 4,
} as const;
