/** How the rows of the rulebooks are found in the catalogues, and the few that are not. */

/** Rows left out, each with the reason. */
export const exceptions: Readonly<Record<string, string>> = {
  'NO-DL-CLIENT-PAYOUT-NEW': 'The Act of 22 May 2026 is adopted and not in force: no day has this value.',
  'NO-DL-REPLY-NEW': 'The Act of 22 May 2026 is adopted and not in force: no day has this value.',
  'NO-DL-HOURS-NEW': 'The Act of 22 May 2026 is adopted and not in force: no day has this value.',
  'NO-DL-NEWLAW': 'The commencement of the Act of 22 May 2026 is not set; the row itself has no value.',
  'SE-PBB-2027': 'Worked out by Statistics Sweden, not decided by the Government: a filing of 2027 is refused.',
};

/**
 * Rows that say in their conditions that they were replaced on a day the sources do not name, before 2026. The value that
 * replaced them is known for 2026, so they are walked to the day before.
 */
export const lastDays: Readonly<Record<string, string>> = {
  'NO-FORLIK-FEE-2022': '2025-12-31',
  'NO-UTLEGG-FEE-2022': '2025-12-31',
};

const bandsAbove500 = (subject: string): string[] => ['B2', 'B3', 'B4'].map((band) => `FI-B-${subject}-${band}`);

/** The rows of one of the two temporary Finnish acts of 2021, which knew two bands where the present act knows four. */
const temporary = (act: 'TMP1' | 'TMP2'): Record<string, readonly string[]> => ({
  [`FI-B-${act}-REM`]: ['FI-B-REMINDER'],
  [`FI-B-${act}-DEM1`]: ['FI-B-DEMAND1-B1'],
  [`FI-B-${act}-DEM2`]: bandsAbove500('DEMAND1'),
  [`FI-B-${act}-EXEMPT`]: ['FI-B-DEMAND-EXEMPT'],
  [`FI-B-${act}-EXT`]: ['FI-B-EXTENSION'],
  [`FI-B-${act}-PLAN1`]: ['FI-B-PLAN-B1'],
  [`FI-B-${act}-PLAN2`]: bandsAbove500('PLAN'),
  [`FI-B-${act}-TRATTA`]: ['FI-B-TRATTA-B1', ...bandsAbove500('TRATTA')],
  [`FI-B-${act}-BANKR`]: ['FI-B-BANKRUPTCY-DEMAND'],
  [`FI-B-${act}-CAP1`]: ['FI-B-CAP-B1'],
  [`FI-B-${act}-CAP2`]: bandsAbove500('CAP'),
});

/** Rows found under another id. A row with several values has one entry for each, in their order. */
export const aliases: Readonly<Record<string, readonly string[]>> = {
  'NO-SALAER-INSTALMENT-2017': ['NO-SALAER-INSTALMENT-NOK'],
  'NO-SALAER-INSTALMENT-2026': ['NO-SALAER-INSTALMENT-NOK'],
  'NO-SKRIVESALAER-UTLEGG-1992': ['NO-SKRIVESALAER-UTLEGG'],
  'SE-DL-REMINDER': ['SE-DL-REMINDER-FIRST', 'SE-DL-REMINDER-LAST'],
  'SE-DL-INKASSO-REC': ['SE-DL-INKASSO-REC-LEAST', 'SE-DL-INKASSO-REC-MOST'],
  'SE-LIM-GUARD-CONS': ['SE-LIM-GUARD-CONS-FIRST', 'SE-LIM-GUARD-CONS-SECOND', 'SE-LIM-GUARD-CONS-LAST'],
  ...temporary('TMP1'),
  ...temporary('TMP2'),
};

/** Rules told in other words than the row's; the rows with null give their rule in the conditions. */
export const inOtherWords: Readonly<Record<string, string>> = {
  'SE-DL-REMIT': 'without delay',
  'FI-C-ACTUAL': 'above the ceilings only for unusually large work, itemised; never for directly enforceable claims',
  'FI-C-VAT': 'the ceilings include VAT; none is added',
  'FI-D-C-COURT-WAIT': 'only after the periods to pay and to object of the demand have ended',
  'FI-D-REMITTANCE': 'by contract; no statutory time',
  'FI-DAYCOUNT':
    'not prescribed; actual days over the days of the calendar year, from the day after the due date through the day of payment',
};
