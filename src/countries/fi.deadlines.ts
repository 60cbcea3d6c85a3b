import type { TariffItem, TariffUnit } from '../domain/catalogue.js';
import type { Source } from '../domain/dated.js';
import { count, derived, rule } from './catalogue.js';
import { korkolaki, law, oikeudenkaymiskaari, perintalaki, perintalaki2022, ulosottokaari, vanhentumislaki } from './fi.acts.js'; // prettier-ignore
import { BANKRUPTCY_DEMAND, BANKRUPTCY_PETITION_MONTHS, DAYS, daysBeforeTratta, daysBetweenLetters, daysToPublication, finalLimitationYears, limitationYears, publicLimitationYears, titleLimitationYears, titleYears, untoldYears } from './fi.tariff.js'; // prettier-ignore
import { ANSWER_DAYS } from './objections.js';
import { act, since } from './tariff.js';

/** Waits, limits and periods of Finnish law. Where the sources name no first day, a series begins with 2018. */

const velkakirjalaki = act('Velkakirjalaki (622/1947)', 'https://www.finlex.fi/fi/laki/ajantasa/1947/19470622');
const maksuehtolaki = act(
  'Laki kaupallisten sopimusten maksuehdoista (30/2013)',
  'https://www.finlex.fi/fi/laki/ajantasa/2013/20130030',
);
const luottotietolaki = act('Luottotietolaki (527/2007)', 'https://www.finlex.fi/fi/laki/ajantasa/2007/20070527');
const rekisterointilaki = act(
  'Laki perintätoiminnan harjoittajien rekisteröinnistä (411/2018)',
  'https://www.finlex.fi/fi/laki/ajantasa/2018/20180411',
);
const luotonhallinnointilaki = act('Laki luotonhallinnoijista (161/2025)', law('2025/20250161'));

const ROPO =
  'https://kkv.fi/paatokset/kuluttaja-asiat/kuluttaja-asiamiehen-ratkaisut/perintakirjeiden-lahettamisvali-ja-kuluttajalle-varatun-maksuajan-pituus';

type Whose = TariffItem['debtorType'];
type PeriodUnit = Extract<TariffUnit, 'DAYS' | 'FULL_DAYS' | 'MONTHS' | 'YEARS'>;

/** A period that has not changed since it began. */
const period = (
  id: string,
  name: string,
  value: number,
  unit: PeriodUnit,
  from: string,
  source: Source,
  condition: string,
  debtorType: Whose = null,
): TariffItem => count(id, name, unit, [since(from, value, source)], { condition, debtorType });

const CONSUMER_FEE = 'From the due date; the reminder may bear a fee from the day after them.';
const FROM_SENDING = 'From the sending of the letter before; the next may be sent on the day after them.';

const letters: readonly TariffItem[] = [
  period('FI-D-C-REM-INVOICE', 'lasku ennen eräpäivää', DAYS.consumerReminder, 'DAYS', '2013-03-16', perintalaki('10 b § 1 mom.'), 'Between invoice and due date, for a reminder fee; not where the contract fixes the due date.', 'PERSON'),
  period('FI-D-C-REM-EARLIEST', 'aikaisin maksullinen muistutus', DAYS.consumerReminder, 'FULL_DAYS', '2013-03-16', perintalaki('10 b § 1 mom.', 'high', ROPO), CONSUMER_FEE, 'PERSON'),
  count('FI-D-C-DEMAND-EARLIEST', 'maksuvaatimus muistutuksen jälkeen', 'FULL_DAYS', daysBetweenLetters.PERSON, { debtorType: 'PERSON', condition: FROM_SENDING }),
  count('FI-D-C-INTERVAL', 'maksullisten kirjeiden väli', 'FULL_DAYS', daysBetweenLetters.PERSON, { debtorType: 'PERSON', condition: FROM_SENDING }),
  period('FI-D-C-PAYTIME', 'maksu- ja huomautusaika', 10, 'DAYS', '2024-10-21', perintalaki('4 § (KKV/378/14.08.01.05/2022)', 'high', ROPO), 'At least, from the latest day of receipt. Good practice.', 'PERSON'),
  rule('FI-D-C-COURT-WAIT', 'perintä oikeusteitse', [since('2013-03-16', 'only after the periods to pay and to object of the demand have ended', perintalaki('6 §'))], { debtorType: 'PERSON', condition: 'Not where a right may be lost, the debtor disputed or asked for interruption.' }),
  count('FI-D-EXTENSION-MIN', 'maksullisen pidennyksen vähimmäisaika', 'DAYS', [since('2013-03-16', DAYS.extension, perintalaki('10 b § 3 mom.')), since('2022-05-01', DAYS.extension, perintalaki2022('10 b § 3 mom., 10 f § 2 mom.'))], { condition: 'Against businesses since 1 May 2022.' }),
  period('FI-D-C-ECONSENT', 'suostumus sähköiseen maksuvaatimukseen', 12, 'MONTHS', '2022-05-01', perintalaki2022('5 § 2 mom.'), 'At most.', 'PERSON'),
  count('FI-D-B-INTERVAL', 'maksullisten kirjeiden väli', 'DAYS', derived(daysBetweenLetters.COMPANY, daysBetweenLetters.COMPANY.name, (days) => days || null), { debtorType: 'COMPANY', condition: FROM_SENDING }),
  count('FI-D-TRATTA-REM', 'muistutuksen maksuaika ennen trattaa', 'DAYS', daysBeforeTratta, { debtorType: 'COMPANY', condition: 'At least, and passed. Never against consumers.' }),
  count('FI-D-TRATTA-PUB', 'tratan julkaiseminen, aikaisintaan', 'DAYS', daysToPublication, { debtorType: 'COMPANY', condition: 'After sending; 21 days also for a tratta sent before 1 May 2022.' }),
  period('FI-D-TRATTA-PUB-LATEST', 'tratan julkaiseminen, viimeistään', 60, 'DAYS', '2022-05-01', perintalaki2022('7 §'), 'After sending, unless agreed otherwise in writing.', 'COMPANY'),
]; // prettier-ignore

const due: readonly TariffItem[] = [
  period('FI-D-INT-30', 'viivästyskorko ilman eräpäivää', DAYS.interestWithoutDueDate, 'DAYS', '1983-01-01', korkolaki('6 §'), 'From the sending of the invoice or demand; a consumer is told rate and first day.'),
  rule('FI-D-INT-START', 'ensimmäinen korkopäivä', [since('1983-01-01', 'day after the due date', korkolaki('5 §', 'medium'))]),
  rule('FI-D-HOLIDAY', 'eräpäivä muuna kuin pankkipäivänä', [since('2018-01-01', 'next weekday', velkakirjalaki('5 §'))], { condition: 'Saturday, holy day, 6 December, 1 May, Christmas Eve, Midsummer Eve, and days the banks are closed.' }),
  period('FI-D-PAYTERM-B2B', 'maksuaika elinkeinonharjoittajien välillä', 60, 'DAYS', '2013-03-16', maksuehtolaki('5 §'), 'At most, unless expressly agreed.', 'COMPANY'),
  period('FI-D-PAYTERM-PUBLIC', 'maksuaika, julkinen hankintayksikkö', 30, 'DAYS', '2013-03-16', maksuehtolaki('6 §'), 'At most; 60 where expressly agreed and justified.', 'COMPANY'),
  period('FI-D-OBJECTION-ANSWER', 'velkojan vastaus kiistämiseen', ANSWER_DAYS, 'DAYS', '1999-09-01', perintalaki('4 §', 'low'), 'A house rule: the act sets no number. Ends on a bank day.'),
  rule('FI-D-INFO-FREE', 'maksuton velkaerittely', [since('2005-05-01', 'once per year', perintalaki('4 a §'))]),
]; // prettier-ignore

const NATURAL_CREDITOR = 'The creditor is a natural person';

const limitation: readonly TariffItem[] = [
  count('FI-D-LIM-GENERAL', 'yleinen vanhentumisaika', 'YEARS', limitationYears, { condition: 'From the due date; anew from each interruption.' }),
  period('FI-D-LIM-OPEN', 'vanhentumisaika ilman eräpäivää', 10, 'YEARS', '2004-01-01', vanhentumislaki('eräpäivätöntä velkaa koskeva §'), 'From the origin of the debt.'),
  count('FI-D-LIM-JUDGMENT', 'vanhentumisaika tuomion jälkeen', 'YEARS', titleLimitationYears, { condition: 'Anew from each interruption.' }),
  count('FI-D-LIM-UNTOLD', 'vanhentuminen ilman tiedoksiantoa päättyneen menettelyn jälkeen', 'YEARS', untoldYears, { condition: 'At least, from the end of a procedure of which the debtor was never told; once.' }),
  count('FI-D-LIM-FINAL-DUE', 'lopullinen vanhentuminen eräpäivästä', 'YEARS', finalLimitationYears, { debtorType: 'PERSON', condition: 'Contractual money debts; at most 15 years count before 2015.' }),
  period('FI-D-LIM-FINAL-DUE-25', 'lopullinen vanhentuminen eräpäivästä, velkojana luonnollinen henkilö', 25, 'YEARS', '2015-01-01', vanhentumislaki('13 a §', 'high', law('2014/20141126')), `${NATURAL_CREDITOR}; at most 15 years count before 2015.`, 'PERSON'),
  count('FI-D-LIM-FINAL-TITLE', 'ulosottoperusteen määräaika', 'YEARS', titleYears, { debtorType: 'PERSON', condition: 'From the one-sided or final judgment.' }),
  period('FI-D-LIM-FINAL-TITLE-20', 'ulosottoperusteen määräaika, velkojana luonnollinen henkilö', 20, 'YEARS', '2008-03-01', ulosottokaari('2 luku 24 §'), `${NATURAL_CREDITOR}, or the debt comes of a crime.`, 'PERSON'),
  count('FI-D-LIM-PUBLIC', 'julkisen saatavan vanhentuminen', 'YEARS', publicLimitationYears, { condition: 'From the start of the year after the due date; never interrupted.' }),
  period('FI-D-RECOVERY', 'takaisinsaanti', 30, 'DAYS', '2018-01-01', oikeudenkaymiskaari('12 luku 15 §'), 'From knowledge of the one-sided judgment.'),
  period('FI-D-BANKR-PAY', 'konkurssiuhkainen maksuvaatimus, maksuaika', DAYS.bankruptcyDemand, 'DAYS', '2004-09-01', BANKRUPTCY_DEMAND, 'From service on a debtor bound to keep books.', 'COMPANY'),
  period('FI-D-BANKR-PETITION', 'konkurssihakemus maksuvaatimuksen jälkeen', BANKRUPTCY_PETITION_MONTHS, 'MONTHS', '2004-09-01', BANKRUPTCY_DEMAND, 'At most, after the week of the demand.', 'COMPANY'),
]; // prettier-ignore

const creditEntry = (confidence: Source['confidence'], url?: string): Source =>
  luottotietolaki('maksuhäiriötietoja koskevat §§', confidence, url);

const records: readonly TariffItem[] = [
  period('FI-D-CREDINFO-C-OVERDUE', 'velkojan ilmoittama maksuhäiriö, viivästys', 60, 'DAYS', '2007-11-01', creditEntry('medium'), 'At least; consumer credit.', 'PERSON'),
  period('FI-D-CREDINFO-C-NOTICE', 'ilmoitus ennen maksuhäiriömerkintää', 21, 'DAYS', '2007-11-01', creditEntry('medium'), 'At least, in writing.', 'PERSON'),
  period('FI-D-CREDINFO-REMOVE', 'maksuhäiriömerkinnän poistaminen', 1, 'MONTHS', '2022-12-01', creditEntry('medium', law('2022/20220331')), 'After the report of payment.'),
  period('FI-D-RETENTION', 'perintäasiakirjojen säilyttäminen', 5, 'YEARS', '2019-01-01', rekisterointilaki('12 §'), 'After collection ended, unless another act requires longer.'),
  period('FI-D-RESPPERSON', 'vastuuhenkilön vaihtumisen ilmoittaminen', 1, 'MONTHS', '2019-01-01', rekisterointilaki('7 §'), 'At most.'),
  period('FI-D-ACCOUNTS', 'tilinpäätöksen rekisteröinti', 2, 'MONTHS', '2019-01-01', rekisterointilaki('11 §'), 'At most, after its adoption.'),
  rule('FI-D-REMITTANCE', 'perittyjen varojen tilittäminen', [since('1999-09-01', 'by contract; no statutory time', perintalaki('11 §', 'low'))], { condition: 'Client funds are kept apart from the agency’s own.' }),
  period('FI-D-NPL-RETENTION', 'luotonhallinnoijan asiakirjat', 5, 'YEARS', '2025-04-26', luotonhallinnointilaki('19 §', 'medium'), 'Purchased non-performing bank credits only.'),
]; // prettier-ignore

/** Times to pay, waits, periods of limitation and retention. */
export const deadlines: readonly TariffItem[] = [...letters, ...due, ...limitation, ...records];
