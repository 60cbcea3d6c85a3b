import type { TariffItem, TariffUnit } from '../domain/catalogue.js';
import type { IsoDate } from '../domain/date.js';
import { inForce, type Dated, type Source } from '../domain/dated.js';
import { amount, count, rule } from './catalogue.js';
import { betalningsforelaggande } from './se.court.js';
import * as tariff from './se.tariff.js';
import { ANSWER_DAYS } from './objections.js';
import { act, since } from './tariff.js';

/** Waits, limits and periods of Swedish law. Where the sources name no first day, a series begins with 2018. */

const { inkassolagen, limitationYears, parkeringslagen, preskriptionslagen, rantelagen, TIME_TO_PAY } = tariff;

export const ellagen = act('Ellag (1997:857)', 'https://lagen.nu/1997:857');
export const fjarrvarmelagen = act('Fjärrvärmelag (2008:263)', 'https://lagen.nu/2008:263');
export const naturgaslagen = act('Naturgaslag (2005:403)', 'https://lagen.nu/2005:403');
const kommunikationslagen = act('Lag (2022:482) om elektronisk kommunikation', 'https://lagen.nu/2022:482');
export const jordabalken = act('Jordabalk (1970:994)', 'https://lagen.nu/1970:994');
export const utsokningsbalken = act('Utsökningsbalk (1981:774)', 'https://lagen.nu/1981:774');
export const konkurslagen = act('Konkurslag (1987:672)', 'https://lagen.nu/1987:672');
export const konsumentkreditlagen = act('Konsumentkreditlag (2010:1846)', 'https://lagen.nu/2010:1846');
const bokforingslagen = act('Bokföringslag (1999:1078)', 'https://lagen.nu/1999:1078');
const kreditforvarvslagen = act(
  'Lag (2023:714) om förvärv och förvaltning av vissa kreditavtal',
  'https://lagen.nu/2023:714',
);
const kreditupplysningslagen = act('Kreditupplysningslag (1973:1173)', 'https://lagen.nu/1973:1173');
/** Time in which creditors tell their claims in a debt restructuring, from its announcement. */
export const SKULDSANERING_MONTHS = 1;
export const skuldsaneringslagen = act('Skuldsaneringslag (2016:675)', 'https://lagen.nu/2016:675');
const tidslagen = act('Lag (1930:173) om beräkning av lagstadgad tid', 'https://lagen.nu/1930:173');

type CountUnit = Extract<TariffUnit, 'COUNT' | 'DAYS' | 'BANK_DAYS' | 'WEEKDAYS' | 'MONTHS' | 'YEARS'>;

/** A period that has not changed since it began. */
const period = (
  id: string,
  name: string,
  value: number,
  unit: CountUnit,
  from: string,
  source: Source,
  condition: string,
  debtorType: TariffItem['debtorType'] = null,
): TariffItem => count(id, name, unit, [since(from, value, source)], { condition, debtorType });

const REMINDER = inkassolagen(
  '4 § (praxis)',
  'medium',
  'https://finansinspektionen.se/sv/konsumentskydd/inkasso/fragor-och-svar/',
);
const PRACTICE = inkassolagen('5 § (praxis)', 'medium', 'https://svenskinkasso.se/for-kort-betalningsfrist/');
const GUIDANCE = inkassolagen(
  '5 § (tillsynsmyndighetens allmänna råd)',
  'high',
  'https://www.imy.se/vanliga-fragor-och-svar/hur-lang-tid-har-jag-pa-mig-for-att-betala-eller-bestrida-ett-inkassokrav/',
);
const GRACE = inkassolagen('7 § (praxis)', 'low', 'https://www.kreditbevakarna.se/vad_hander_nu.html');

const letters: readonly TariffItem[] = [
  period('SE-DL-REMINDER-FIRST', 'första påminnelse, tidigast', 5, 'DAYS', '2018-01-01', REMINDER, 'Practice, after the due date; no duty in law.'),
  period('SE-DL-REMINDER-LAST', 'första påminnelse, senast', 7, 'DAYS', '2018-01-01', REMINDER, 'Practice, after the due date; no duty in law.'),
  period('SE-DL-REMINDER-PARK', 'påminnelse om kontrollavgift', 1, 'COUNT', '1984-07-01', parkeringslagen('8 §'), 'Before collection of a private parking charge; states a last day to pay.'),
  period('SE-DL-INKASSO-MIN', 'tid att betala i inkassokrav, från avsändandet', 8, 'DAYS', '2018-01-01', inkassolagen('5 § (tillsynsmyndighetens allmänna råd)'), 'At least; more for slow post and long weekends.'),
  period('SE-DL-INKASSO-MINBANK', 'tid att betala i inkassokrav, från mottagandet', TIME_TO_PAY.bankDaysAfterReceipt, 'BANK_DAYS', '2018-01-01', GUIDANCE, 'At least, from presumed receipt.'),
  period('SE-DL-INKASSO-REC-LEAST', 'rekommenderad tid i inkassokrav, minst', 10, 'DAYS', '2018-01-01', PRACTICE, 'Ends on a bank day.'),
  period('SE-DL-INKASSO-REC-MOST', 'rekommenderad tid i inkassokrav, mest', TIME_TO_PAY.days, 'DAYS', '2018-01-01', PRACTICE, 'Ends on a bank day. Used here.'),
  period('SE-DL-OBJECTION-ANSWER', 'borgenärens svar på bestridande', ANSWER_DAYS, 'DAYS', '1974-07-01', inkassolagen('4 §', 'low'), 'A house rule: the act sets no number. Ends on a bank day.'),
  period('SE-DL-INT-30', 'dröjsmålsränta utan avtalad förfallodag', tariff.DAYS_TO_INTEREST, 'DAYS', '2002-07-01', rantelagen('4 §'), 'From the sending of a bill with a definite sum and, to consumers, a warning of interest.'),
  rule('SE-INT-START-DUE', 'första räntedag efter avtalad förfallodag', [since('2002-07-01', 'day after the due date', rantelagen('3 §'))]),
  period('SE-INT-START-DMG', 'dröjsmålsränta på skadestånd', 30, 'DAYS', '2002-07-01', rantelagen('4 §'), 'From the demand with reasonable evidence.'),
  rule('SE-INT-START-LATEST', 'dröjsmålsränta, senast', [since('2002-07-01', 'from service of the application for a payment order or of the summons', rantelagen('4 §'))]),
  rule('SE-INT-START-AGENT', 'ränta på redovisningsmedel', [since('2002-07-01', 'from the day of accounting, or the day it should have been made', rantelagen('3 §'))], { condition: 'Money an agency holds for a creditor.' }),
  period('SE-DL-B2B-TERM', 'längsta betalningstid mellan näringsidkare', 30, 'DAYS', '2013-03-16', rantelagen('2 a–2 c §§'), 'From the demand; longer where the creditor expressly agreed, never for public bodies.', 'COMPANY'),
  period('SE-DL-CC-ACCEL', 'uppsägning i förtid av konsumentkredit', 28, 'DAYS', '2011-01-01', konsumentkreditlagen('33–34 §§'), 'From dispatch by registered letter, or receipt; payment within the time stops it.', 'PERSON'),
]; // prettier-ignore

const kronofogden: readonly TariffItem[] = [
  period('SE-DL-KFM-EARLIEST', 'tidigaste ansökan', 0, 'DAYS', '1975-01-01', inkassolagen('6–7 §§'), 'After the time in the inkassokrav has passed.'),
  period('SE-DL-KFM-GRACE', 'väntan före ansökan', 4, 'DAYS', '2018-01-01', GRACE, 'Practice, so that payments of the last day are booked.'),
  period('SE-DL-SOLVENCY-CHECK', 'kontroll av betalningsförmåga', 24, 'DAYS', '2018-01-01', inkassolagen('4 § (praxis)', 'low'), 'After the reminder. A custom of public creditors, which no law requires.'),
  period('SE-DL-KFM-ANSWER', 'svarstid i målet om betalningsföreläggande', 14, 'DAYS', '1992-01-01', betalningsforelaggande('25 §'), 'At most, from service, without special reasons.'),
  period('SE-DL-KFM-TRANSFER', 'överlämnande till tingsrätt', 28, 'DAYS', '1997-01-01', betalningsforelaggande('33–37 §§'), 'From the dispatch of the notice that the claim is disputed.'),
  period('SE-DL-KFM-ATERV', 'återvinning', 1, 'MONTHS', '1992-01-01', betalningsforelaggande('52–53 §§'), 'From the day of the utslag.'),
  count('SE-DL-KFM-APPEAL', 'överklagande av utslag', 'DAYS', [since('1994-01-01', 21, betalningsforelaggande('55 §'))], { condition: 'From the day of the utslag, by the applicant.' }),
  period('SE-DL-EVICT-EXEC-MIN', 'avhysning, tidigast', 7, 'DAYS', '1982-01-01', utsokningsbalken('16 kap. 3 §'), 'After the debtor could comment; two weeks for a resident abroad.'),
  period('SE-DL-EVICT-EXEC-TARGET', 'avhysning, om möjligt inom', 28, 'DAYS', '1982-01-01', utsokningsbalken('16 kap. 3 §'), 'From complete papers.'),
  period('SE-DL-BANKR-DEMAND', 'konkursuppmaning', 7, 'DAYS', '1988-01-01', konkurslagen('2 kap. 9 §'), 'To pay, from service on a debtor bound to keep books.', 'COMPANY'),
  period('SE-DL-BANKR-PETITION', 'konkursansökan efter uppmaning', 21, 'DAYS', '1988-01-01', konkurslagen('2 kap. 9 §'), 'At most, after the week of the uppmaning.', 'COMPANY'),
  period('SE-DL-SKULDSAN', 'anmälan i skuldsanering', SKULDSANERING_MONTHS, 'MONTHS', '2016-11-01', skuldsaneringslagen('19 §'), 'From the announcement.', 'PERSON'),
]; // prettier-ignore

const SERVED = 'To pay, from service of the demand with its warning; a message goes to the socialnämnd.';
const TENANT = 'Lease of a dwelling.';
const PREMISES = 'Lease of premises.';

/** A single electricity claim above it is an essential breach. */
export const essentialBreach: Dated<bigint> = {
  name: 'SE el: väsentligt avtalsbrott',
  versions: [
    since(
      '2018-01-01',
      1_000_00n,
      ellagen(
        '11 kap. 2 § (vägledning)',
        'medium',
        'https://www.energimarknadsbyran.se/el/konsumentratt/krav-och-frankoppling/',
      ),
    ),
  ],
};

const sectors: readonly TariffItem[] = [
  rule('SE-DL-EL-1', 'el: första uppmaning', [since('2023-06-01', 'a written demand with reasonable time, after an essential breach', ellagen('11 kap. 2 §'))], { debtorType: 'PERSON' }),
  period('SE-DL-EL-2', 'el: delgiven uppmaning', 21, 'DAYS', '2023-06-01', ellagen('11 kap. 3 §'), SERVED, 'PERSON'),
  period('SE-DL-EL-3', 'el: meddelande till socialnämnden', 0, 'DAYS', '2023-06-01', ellagen('11 kap. 3 §'), 'At the same time as the served demand.', 'PERSON'),
  amount(
    'SE-DL-EL-ESSENTIAL',
    'el: väsentligt avtalsbrott',
    essentialBreach,
    { debtorType: 'PERSON', condition: 'A single claim above it, or two invoices close in time; never costs alone.' },
  ),
  period('SE-DL-HEAT', 'fjärrvärme: delgiven påminnelse', 21, 'DAYS', '2008-07-01', fjarrvarmelagen('27–28 §§'), SERVED, 'PERSON'),
  period('SE-DL-GAS', 'naturgas: delgiven uppmaning', 21, 'DAYS', '2005-07-01', naturgaslagen('8 kap. 3–4 §§'), SERVED, 'PERSON'),
  period('SE-DL-TELE', 'telefoni: grundläggande funktioner', 10, 'DAYS', '2022-06-03', kommunikationslagen('7 kap. 34 §'), 'At least, after a cut for repeated lateness.'),
  period('SE-DL-RENT-FORF', 'hyra: förverkande, bostad', 7, 'DAYS', '1994-07-01', jordabalken('12 kap. 42 §'), `${TENANT} Rent later than this after its due date.`, 'PERSON'),
  period('SE-DL-RENT-FORF-COM', 'hyra: förverkande, lokal', 2, 'WEEKDAYS', '1994-07-01', jordabalken('12 kap. 42 §'), `${PREMISES} Rent later than this after its due date.`),
  period('SE-DL-RENT-CURE', 'hyra: återvinning, bostad', 21, 'DAYS', '1993-07-01', jordabalken('12 kap. 44 §'), `${TENANT} From the later of service and message to the socialnämnd.`, 'PERSON'),
  period('SE-DL-RENT-CURE-COM', 'hyra: återvinning, lokal', 14, 'DAYS', '1993-07-01', jordabalken('12 kap. 44 §'), `${PREMISES} From service.`),
  period('SE-DL-RENT-EVICT-DEC', 'hyra: beslut om avhysning', 2, 'WEEKDAYS', '1993-07-01', jordabalken('12 kap. 44 §'), 'Not before, after the time of recovery.'),
]; // prettier-ignore

const GUARD = preskriptionslagen('5 § (rekommendation)', 'medium');

const limitation: readonly TariffItem[] = [
  count('SE-LIM-GEN', 'preskription', 'YEARS', limitationYears.COMPANY, { condition: 'From the origin of the claim; anew from each interruption.' }),
  count('SE-LIM-CONS', 'preskription, konsumentfordran', 'YEARS', limitationYears.PERSON, { debtorType: 'PERSON', condition: 'From the origin of the claim; anew from each interruption, after a judgment too.' }),
  period('SE-LIM-CONS-NOTE', 'preskription, löpande skuldebrev', 10, 'YEARS', '1982-01-01', preskriptionslagen('2 §'), 'A consumer claim with a negotiable note.', 'PERSON'),
  count('SE-LIM-PARK', 'talan om kontrollavgift', 'YEARS', tariff.parkingSuitYears, { condition: 'From the end of the parking.' }),
  count('SE-LIM-NOSERVICE', 'preskription efter förfarande utan delgivning', 'YEARS', tariff.unservedYears, { condition: 'At least, from the end of the procedure; once.' }),
  period('SE-LIM-GUARD-CONS-FIRST', 'bevakning av preskription, första brev', 12, 'MONTHS', '2018-01-01', GUARD, 'A recommendation, after the last interruption.', 'PERSON'),
  period('SE-LIM-GUARD-CONS-SECOND', 'bevakning av preskription, andra brev', 24, 'MONTHS', '2018-01-01', GUARD, 'A recommendation, after the last interruption.', 'PERSON'),
  period('SE-LIM-GUARD-CONS-LAST', 'bevakning av preskription, starkare bevis', 30, 'MONTHS', '2018-01-01', GUARD, 'A recommendation, after the last interruption.', 'PERSON'),
]; // prettier-ignore

const SERGEL = 'https://sergel.se/integritetspolicy/hur-lange-sparar-vi-dina-personuppgifter/';

const records: readonly TariffItem[] = [
  period('SE-RET-BOOK', 'arkivering av räkenskapsinformation', 7, 'YEARS', '1999-01-01', bokforingslagen('7 kap. 2 §'), 'Calendar years after the year in which the financial year ended.'),
  period('SE-RET-CASE', 'uppgifter i avslutat ärende', 36, 'MONTHS', '2018-01-01', inkassolagen('4 § (branschens uppförandekod)', 'medium', SERGEL), 'At most.'),
  period('SE-RET-SERVICER', 'dokumentation hos kreditförvaltare', 5, 'YEARS', '2024-01-01', kreditforvarvslagen('3 kap. 8 §, 4 kap. 1–5 §§'), 'After the end of the servicing agreement.'),
  period('SE-RET-KUL', 'gallring av kreditupplysning', 3, 'YEARS', '2018-01-01', kreditupplysningslagen('8 §'), 'Entries on private persons.', 'PERSON'),
  rule('SE-DL-REMIT', 'redovisning av klientmedel', [since('1982-01-01', 'without delay', inkassolagen('10 §'))], { condition: 'A time may be agreed.' }),
  period('SE-DL-ROLL', 'tid som slutar på helgdag', 1, 'WEEKDAYS', '1930-07-01', tidslagen('2 §'), 'Moves to the next weekday; only time laid down by law.'),
]; // prettier-ignore

/** Times to pay, waits, periods of limitation and retention. */
export const deadlines: readonly TariffItem[] = [...letters, ...kronofogden, ...sectors, ...limitation, ...records];

/** A wait, limit or count of the list in force on a day, with its source. Throws RuleNotEncoded. */
export function figure(id: string, on: IsoDate): { readonly value: number; readonly source: Source } {
  const item = deadlines.find((candidate) => candidate.id === id);
  if (!item) throw new RangeError(`no figure ${id}`);
  const { value, source } = inForce(item.series, on);
  if (value?.kind !== 'COUNT') throw new RangeError(`${id} is no count`);
  return { value: value.count, source };
}
