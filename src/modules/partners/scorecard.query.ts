import type { DataSource } from 'typeorm';
import { daysBetween, earliest, type IsoDate } from '../../domain/date.js';
import type { ReferralStatus } from '../../domain/facts.js';
import { workingDaysBetween, type IsWorkingDay } from '../../domain/promises.js';
import type { CaseMoney, Engagements, Wait } from '../../domain/scorecard.js';
import type { Observation } from '../../domain/statistics.js';
import { allSaidSql, countrySql } from './engagement.js';
import { workingDaysIn } from './working-days.js';

/** Which referrals: handed over from one day to another, as things stood at the end of `asOf`. */
export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly asOf: IsoDate;
}

interface Row {
  readonly partnerId: string;
  readonly country: string | null;
  readonly acceptWithinDays: number;
  readonly answerWithinDays: number;
  readonly submittedOn: IsoDate;
  readonly takenOn: IsoDate | null;
  readonly declinedOn: IsoDate | null;
  readonly messages: readonly { readonly askedOn: IsoDate; readonly answeredOn: IsoDate | null }[];
  /** What ended it by the cut-off; null where nothing had. */
  readonly ended: ReferralStatus | null;
  readonly endedOn: IsoDate | null;
  readonly resolvedOn: IsoDate | null;
  readonly declineCode: string | null;
  readonly currency: string;
  readonly principal: string;
  readonly recovered: string;
  readonly silences: readonly string[];
}

/** SQL of the principal that payments `y` covered of the case of `r`, those taken back by the cut-off left out. */
const covered = (condition: string): string => `(select coalesce(sum(a.amount_minor), 0) from payment y
    join payment_allocation a on a.payment_id = y.id and a.kind = 'PRINCIPAL'
  where y.case_id = r.case_id and y.received_on <= $4::date and ${condition}
    and not exists (select from payment_reversal v where v.payment_id = y.id and v.reversed_on <= $4::date))`;

// A network may refuse a case as it is offered: that is a hand-over declined at once.
const ENGAGED = `select r.partner_id as "partnerId", ${countrySql} as country, p.accept_within_days as "acceptWithinDays",
    p.answer_within_days as "answerWithinDays", coalesce(s.submitted_on, s.declined_on) as "submittedOn", s.taken_on as "takenOn",
    s.declined_on as "declinedOn", s.messages, r.decline_code as "declineCode", c.currency,
    case when r.ended_on <= $4 then r.status end as ended, case when r.ended_on <= $4 then r.ended_on end as "endedOn",
    case when c.referral_id = r.id and c.close_reason in ('PAID', 'SETTLED') and c.closed_on <= $4 then c.closed_on end as "resolvedOn",
    ((select sum(principal_minor) from claim where case_id = r.case_id)
      - (select coalesce(sum(amount_minor), 0) from credit_note where case_id = r.case_id and issued_on <= $4::date)
      - ${covered('y.referral_id is distinct from r.id and y.received_on < s.submitted_on')})::text as principal,
    ${covered(`(y.referral_id = r.id or y.referral_id is null
      and y.received_on between s.submitted_on and coalesce(r.ended_on, $4::date))`)}::text as recovered,
    (select coalesce(json_agg(t.subject), '[]') from task t
      where t.referral_id = r.id and t.kind = 'PARTNER_SILENT' and t.opened_on <= $4) as silences
  from referral r join partner p on p.id = r.partner_id join collection_case c on c.id = r.case_id
    cross join ${allSaidSql('$4::date')} s
  where r.partner_id = any($1) and coalesce(s.submitted_on, s.declined_on) between $2::date and least($3::date, $4::date)`;

/** What is known of the cases handed to each of some partners, in the order of `partnerIds`; one statement. */
export async function loadEngagements(
  db: DataSource,
  partnerIds: readonly string[],
  { from, to, asOf }: Period,
): Promise<Engagements[]> {
  const rows: Row[] = await db.query(ENGAGED, [partnerIds, from, to, asOf]);
  return partnerIds.map((id) => {
    const own = rows.filter(({ partnerId }) => partnerId === id);
    return engagements(own, workingDaysIn(own[0]?.country ?? null), asOf);
  });
}

function engagements(rows: readonly Row[], isWorkingDay: IsWorkingDay, asOf: IsoDate): Engagements {
  const taken = rows.filter(({ takenOn }) => takenOn !== null);
  const declined = rows.filter(({ ended }) => ended === 'DECLINED');
  return {
    handedOver: rows.length,
    offers: rows.map((row) => offer(row, isWorkingDay, asOf)),
    messages: rows.flatMap(({ messages, answerWithinDays, endedOn }) =>
      messages.map(({ askedOn, answeredOn }) =>
        wait(askedOn, answeredOn, endedOn ?? asOf, answerWithinDays, isWorkingDay),
      ),
    ),
    courses: taken.map((row) => course(row, asOf)),
    money: taken.map(({ currency, principal, recovered }): CaseMoney => {
      return { currency, principal: BigInt(principal), recovered: BigInt(recovered) };
    }),
    declines: declined.map(({ declineCode }) => declineCode),
    withdrawn: rows.filter(({ ended }) => ended === 'WITHDRAWN').length,
    silences: rows.flatMap(({ silences }) => silences),
  };
}

/** Taking and declining are both an answer to the offer. One taken back unanswered was waited for until then. */
function offer(
  { submittedOn, takenOn, declinedOn, endedOn, acceptWithinDays }: Row,
  days: IsWorkingDay,
  asOf: IsoDate,
) {
  const answers = [takenOn, declinedOn].filter((day) => day !== null).sort();
  return wait(submittedOn, answers[0] ?? null, endedOn ?? asOf, acceptWithinDays, days);
}

function wait(
  askedOn: IsoDate,
  answeredOn: IsoDate | null,
  waitedUntil: IsoDate,
  promisedDays: number,
  isWorkingDay: IsWorkingDay,
): Wait {
  const days = workingDaysBetween(askedOn, answeredOn ?? waitedUntil, isWorkingDay);
  return { days, answered: answeredOn !== null, promisedDays };
}

function course({ submittedOn, ended, endedOn, resolvedOn }: Row, asOf: IsoDate): Observation {
  const until = (day: IsoDate) => Math.max(0, daysBetween(submittedOn, day));
  const followUpDays = until(asOf);
  if (resolvedOn !== null) return { outcome: 'RESOLVED', daysToEnd: until(resolvedOn), followUpDays };
  if (endedOn === null) return { outcome: 'OPEN', daysToEnd: followUpDays, followUpDays };
  const daysToEnd = until(earliest(endedOn, asOf));
  // What we took back might have been resolved: it is followed until then and no longer.
  if (ended === 'WITHDRAWN') return { outcome: 'OPEN', daysToEnd, followUpDays: daysToEnd };
  return { outcome: 'CLOSED_UNRESOLVED', daysToEnd, followUpDays };
}
