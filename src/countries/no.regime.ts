import type { TariffItem } from '../domain/catalogue.js';
import { addDays, isoDate, weekday, type IsoDate } from '../domain/date.js';
import { RuleNotEncoded, type Source } from '../domain/dated.js';
import type { CollectionAct, ContactHours, Holiday } from '../domain/jurisdiction.js';
import { count, ended, rule } from './catalogue.js';
import { ANSWER_DAYS, answerWithin } from './objections.js';
import { DAYS, inkassoforskriften, inkassoloven } from './no.tariff.js';
import { act, since } from './tariff.js';

/** The two acts on debt collection: which of them governs is told by the day of the letter and by the day of commencement. */

const inkassoloven2026 = act('Inkassoloven (LOV-2026-05-22-19)', 'https://lovdata.no/dokument/LTI/lov/2026-05-22-19');

/** What differs between the acts. */
export interface Regime {
  readonly id: 'NO-1988' | 'NO-2026';
  /** Least time to pay in a letter, in days after the day it is sent. */
  readonly daysToPay: number;
  /** Whether an inkassovarsel of the creditor's opens for a betalingsoppfordring. */
  readonly creditorMayNotify: boolean;
  /** Whether it is known what a letter, a plan or late payment of a demand may cost the debtor. */
  readonly knowsCosts: boolean;
  /** Where the act lays down what each letter is about. */
  readonly provisions: Readonly<
    Record<'practice' | 'reminder' | 'notice' | 'demand' | 'legalWarning' | 'costs' | 'hours' | 'clientMoney', Source>
  >;
}

const ACT_1988: Regime = {
  id: 'NO-1988',
  daysToPay: DAYS.toPay,
  creditorMayNotify: true,
  knowsCosts: true,
  provisions: {
    practice: inkassoloven('§ 8'),
    reminder: inkassoforskriften('§ 1-2'),
    notice: inkassoloven('§ 9'),
    demand: inkassoloven('§ 10'),
    legalWarning: inkassoloven('§ 11'),
    costs: inkassoloven('§ 17'),
    hours: inkassoloven('§ 8'),
    clientMoney: inkassoloven('§ 16'),
  },
};

/** Its regulation on amounts is not made. The day a deadline starts is not counted: one day more than under the act of 1988. */
const ACT_2026: Regime = {
  id: 'NO-2026',
  daysToPay: DAYS.toPay + 1,
  creditorMayNotify: false,
  knowsCosts: false,
  provisions: {
    practice: inkassoloven2026('§§ om god inkassoskikk', 'medium'),
    reminder: inkassoloven2026('§ 19', 'medium'),
    notice: inkassoloven2026('§ 20', 'medium'),
    demand: inkassoloven2026('§ 21', 'medium'),
    legalWarning: inkassoloven2026('§§ om rettslig inndriving', 'medium'),
    costs: inkassoloven2026('§ 18', 'medium'),
    hours: inkassoloven2026('§ 15', 'medium'),
    clientMoney: inkassoloven2026('§ 26', 'medium'),
  },
};

/** The acts by day. */
export interface Regimes {
  /** First day of the act of 22 May 2026 no. 19; null while none is set. */
  readonly commencement: IsoDate | null;
  on(day: IsoDate): Regime;
}

export const regimesFrom = (commencement: IsoDate | null): Regimes => ({
  commencement,
  on: (day) => (commencement !== null && day >= commencement ? ACT_2026 : ACT_1988),
});

/** Both acts with the days they govern. */
export function actsFrom(commencement: IsoDate | null): readonly [CollectionAct, CollectionAct] {
  const [old, young] = [inkassoloven('§ 1'), inkassoloven2026('§ 1', 'medium')];
  return [
    {
      id: ACT_1988.id,
      name: old.act,
      url: old.url,
      from: IN_FORCE_1988,
      until: commencement && addDays(commencement, -1),
    },
    { id: ACT_2026.id, name: young.act, url: young.url, from: commencement, until: null },
  ];
}

const IN_FORCE_1988 = isoDate('1989-10-01');

/** Refuses a day of an act whose amounts are not known. Throws RuleNotEncoded. */
export function requireKnownCosts(regime: Regime, on: IsoDate): void {
  if (!regime.knowsCosts) throw new RuleNotEncoded('NO inndrivingskostnader etter loven av 2026', on);
}

/** The act of 1988 leaves the hours to good practice; that of 2026 sets them, for agencies (§ 15). */
export function contactHours(
  { id, provisions: { hours: legalBasis } }: Regime,
  on: IsoDate,
  holidays: readonly Holiday[],
): ContactHours | null {
  if (id === 'NO-1988') return null;
  if (weekday(on) === 7 || holidays.some(({ date }) => date === on)) return { from: null, to: null, legalBasis };
  return weekday(on) === 6 ? { from: '09:00', to: '15:00', legalBasis } : { from: '08:00', to: '21:00', legalBasis };
}

/** Days in which the act of 2026 wants an inquiry answered (§ 17). */
const REPLY_DAYS = 7;

/** When the creditor is to have answered an objection. The act of 1988 sets no number. */
export const objectionAnswer = ({ id, provisions }: Regime, raisedOn: IsoDate) =>
  id === 'NO-2026'
    ? answerWithin('NO', raisedOn, REPLY_DAYS, inkassoloven2026('§ 17', 'medium'))
    : answerWithin('NO', raisedOn, ANSWER_DAYS, { ...provisions.practice, confidence: 'low' });

/** Most days from the day the principal reaches the client account until it is with the creditor. */
export const CLIENT_PAYOUT_DAYS = 14;

const REPEALED = [inkassoloven('§ 1').act, inkassoforskriften('§ 1').act];

/** Every figure with the act of 2026 in force from a day: those of the act it repeals end, and those known of it begin. */
export function withAct2026(catalogue: readonly TariffItem[], from: IsoDate): TariffItem[] {
  const repeal = inkassoloven2026('§§ om ikrafttredelse og oppheving', 'medium');
  const repealed = ({ series }: TariffItem) => REPEALED.includes(series.versions.at(-1)!.source.act);
  const kept = catalogue.map((item) => (repealed(item) ? { ...item, series: ended(item.series, from, repeal) } : item));
  return [...kept, ...figuresFrom(from)];
}

function figuresFrom(from: IsoDate): TariffItem[] {
  const section = (provision: string): Source => inkassoloven2026(provision, 'medium');
  return [
    count(
      'NO-DL-CLIENT-PAYOUT-NEW',
      'utbetaling til fordringshaveren',
      'DAYS',
      [since(from, CLIENT_PAYOUT_DAYS, section('§ 26'))],
      {
        condition: 'At most, from the day the principal reaches the client account.',
      },
    ),
    count('NO-DL-REPLY-NEW', 'svar på henvendelser', 'DAYS', [since(from, REPLY_DAYS, section('§ 17'))], {
      condition: 'Preferably; in any case as soon as possible.',
    }),
    rule('NO-DL-HOURS-NEW', 'tider for henvendelser', [
      since(from, 'Mon-Fri 08:00-21:00, Sat 09:00-15:00, none on public holidays', section('§ 15')),
    ]),
    rule('NO-COSTS-OBJECTION-NEW', 'kostnader etter innsigelse', [
      since(from, 'none for what is done after an objection, unless it is obviously groundless', section('§ 18')),
    ]),
    rule('NO-COSTS-MINOR-NEW', 'kostnader for krav stiftet som mindreårig', [since(from, 'none', section('§ 18'))]),
  ];
}
