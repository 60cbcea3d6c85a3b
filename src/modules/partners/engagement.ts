import type { DataSource } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { ReferralStatus } from '../../domain/facts.js';
import type { Engagement, IsWorkingDay, Promises } from '../../domain/promises.js';
import { REPORTABLE, TAKES } from '../../domain/referral-life.js';
import { workingDaysIn } from './working-days.js';

const sqlList = (words: readonly string[]): string => `(${words.map((word) => `'${word}'`).join(', ')})`;

/** SQL: whether an event `e` tells something that a partner said. */
const WORD = `(e.type in ('referralAccepted', 'referralDeclined', 'inquiryAsked', 'messageReceived', 'documentReceived',
  'referralPhase', 'partnerCharged', 'partnerRemitted') or e.type = 'referralReported' and e.params->>'status' in ${sqlList(REPORTABLE)})`;
/** SQL: whether an event `e` tells that the partner took the case. */
const TAKEN = `(e.type in ('referralAccepted', 'referralReported') and e.params->>'status' in ${sqlList(TAKES)})`;

/**
 * SQL of a common table `said`: what was said between us and the partner `p` of the referral `r` up to a day, by both
 * sides. `on` is a placeholder. Events carry no referral, so they are told apart by the partner's name and, where it has
 * had the case twice, by the time of hand-over.
 */
const SAID = (on: string): string => `said as (
  select e.seq, e.type, e.on_date, ${WORD} as word, ${TAKEN} as taken from case_event e
  where e.case_id = r.case_id and e.on_date <= ${on} and e.at >= r.created_at and e.params->>'partner' = p.name
    and not exists (select from referral again where again.case_id = r.case_id and again.partner_id = r.partner_id
      and again.created_at > r.created_at and again.created_at <= e.at))`;

/** SQL of the days on which the partner was given the case and first took or declined it, from `said`. */
const FIRST_DAYS = `min(on_date) filter (where type = 'referralSubmitted') as submitted_on,
    min(on_date) filter (where taken) as taken_on, min(on_date) filter (where type = 'referralDeclined') as declined_on`;

/** SQL of a lateral row on what was said last: submitted_on, taken_on, declined_on, last_word_on, message_on. */
const lastSaidSql = (on: string): string => `lateral (
  with ${SAID(on)}, word as (select max(seq) as seq, max(on_date) as day from said where word)
  select ${FIRST_DAYS},
    greatest((select day from word), (select max(y.received_on) from payment y
      where y.referral_id = r.id and y.received_on <= ${on})) as last_word_on,
    min(on_date) filter (where type = 'messageSent' and seq > coalesce((select seq from word), 0)) as message_on
  from said)`;

/**
 * SQL of a lateral row on all that was said: submitted_on, taken_on, declined_on, and `messages`, JSON of the days on which
 * we wrote to the partner and it next said something (null while it has not). Messages before it spoke count as one.
 */
export const allSaidSql = (on: string): string => `lateral (
  with ${SAID(on)}, turns as (
    select word, on_date, lag(word, 1, true) over (order by seq) as after_word,
      min(on_date) filter (where word) over (order by seq rows between 1 following and unbounded following) as next_word_on
    from said where word or type = 'messageSent')
  select ${FIRST_DAYS},
    (select coalesce(json_agg(json_build_object('askedOn', on_date, 'answeredOn', next_word_on)), '[]')
     from turns where not word and after_word) as messages
  from said)`;

/** SQL of the country whose working days a partner `p` keeps: its own, else the only one it covers. */
export const countrySql = `coalesce(p.country, (select min(country) from partner_coverage where partner_id = p.id having count(*) = 1))`;

/** An open engagement and what its partner has promised. */
export interface OpenEngagement extends Engagement {
  readonly referralId: string;
  readonly caseId: string;
  readonly creditorId: string;
  readonly partner: string;
  readonly promises: Promises;
  readonly isWorkingDay: IsWorkingDay;
}

interface Row extends Engagement {
  readonly referralId: string;
  readonly caseId: string;
  readonly creditorId: string;
  readonly partner: string;
  readonly country: string | null;
  readonly acceptWithinDays: number;
  readonly answerWithinDays: number;
  readonly statusEveryMonths: number;
}

/** Every referral that a partner has on a day, in the given statuses; one statement. */
export async function loadOpenEngagements(
  db: DataSource,
  statuses: readonly ReferralStatus[],
  on: IsoDate,
): Promise<OpenEngagement[]> {
  const rows: Row[] = await db.query(
    `select r.id as "referralId", r.case_id as "caseId", r.creditor_id as "creditorId", p.name as partner, ${countrySql} as country,
       p.accept_within_days as "acceptWithinDays", p.answer_within_days as "answerWithinDays",
       p.status_every_months as "statusEveryMonths", s.submitted_on as "submittedOn",
       case r.status when 'SUBMITTED' then null when 'NEEDS_INFORMATION' then s.taken_on
         else coalesce(s.taken_on, s.submitted_on) end as "respondedOn",
       (select max(e.on_date) from case_event e where e.case_id = r.case_id and e.on_date <= $2::date
         and e.type = 'inquiryAnswered' and e.params->>'referral' = r.id::text) as "answeredOn",
       s.last_word_on as "lastWordOn", s.message_on as "messageOn",
       exists (select from inquiry i where i.referral_id = r.id and i.answer is null) as "waitsForUs"
     from referral r join partner p on p.id = r.partner_id cross join ${lastSaidSql('$2::date')} s
     where r.status = any($1) and s.submitted_on is not null order by r.id`,
    [statuses, on],
  );
  const calendars = new Map<string | null, IsWorkingDay>();
  return rows.map(({ country, acceptWithinDays, answerWithinDays, statusEveryMonths, ...row }) => {
    const isWorkingDay = calendars.get(country) ?? workingDaysIn(country);
    calendars.set(country, isWorkingDay);
    return { ...row, promises: { acceptWithinDays, answerWithinDays, statusEveryMonths }, isWorkingDay };
  });
}
