import { jurisdictionOf } from '../../countries/index.js';
import { minutesToContact } from '../../domain/contact.js';
import type { IsoDate } from '../../domain/date.js';
import type { PartyType, StepType } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { DEFAULT_STRATEGY, type Channel } from '../../domain/strategy.js';
import type { Platform } from '../../platform.js';
import { protectedSql } from '../cases/protected-address.js';
import type { LetterDocument } from './document.js';

/** A letter on its way, and how its debtor may be reached. */
export interface Outgoing {
  readonly id: string;
  readonly type: StepType;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
  readonly sentOn: IsoDate;
  /** Null where only the plain text was kept. */
  readonly document: LetterDocument | null;
  /** True where it was sent, or did not arrive: nothing is left to be done. */
  readonly done: boolean;
  readonly reference: string;
  /** The debtor's own; null where there is none that works, or somebody acts for it. */
  readonly email: string | null;
  readonly phone: string | null;
  /** Whether it goes to a protected address. */
  readonly byHand: boolean;
  /** Where it is posted to, ISO 3166-1 alpha-2. */
  readonly postedTo: string;
  readonly country: string;
  readonly debtorType: PartyType;
  /** As the creditor's strategy has them. */
  readonly channels: readonly Channel[];
}

const GUARDIAN = `(select representative_address from debtor_condition_now g where g.debtor_id = d.id and g.type = 'GUARDIANSHIP'
  and g.from_date <= n.sent_on and coalesce(g.until_date, n.sent_on) >= n.sent_on order by g.from_date desc limit 1)`;
const GUARDED = `exists (select from debtor_condition_now g where g.debtor_id = d.id and g.type = 'GUARDIANSHIP'
  and g.from_date <= n.sent_on and coalesce(g.until_date, n.sent_on) >= n.sent_on)`;
const OWN = `not ${GUARDED} and not ${protectedSql('d')}`;

/** The letter with this key. Throws where there is none. */
export async function loadOutgoing({ db }: Platform, noticeId: string): Promise<Outgoing> {
  const rows: Outgoing[] = await db.query(
    `select n.id, n.type, n.language, n.subject, n.body, n.document, n.sent_on as "sentOn", c.reference,
       n.delivered_at is not null or n.undelivered_on is not null as done, c.country, d.type as "debtorType",
       case when d.email_failed_on is null and ${OWN} then d.email end as email, case when ${OWN} then d.phone end as phone,
       ${protectedSql('d')} as "byHand", coalesce(${GUARDIAN}->>'country', d.address->>'country', d.country) as "postedTo",
       coalesce((select content->'channels' from strategy where creditor_id = c.creditor_id order by version desc limit 1), $2) as channels
     from notice n join collection_case c on c.id = n.case_id join debtor d on d.id = c.debtor_id where n.id = $1`,
    [noticeId, JSON.stringify(DEFAULT_STRATEGY.channels)],
  );
  const notice = rows[0];
  if (!notice) throw new Error(`no notice ${noticeId} to deliver`);
  return notice;
}

/** The law a letter goes out under; null where the country has no module. */
export const lawFor = ({ laws }: Platform, { country }: Outgoing): Jurisdiction | null =>
  jurisdictionOf(country, laws) ?? null;

/** Whether the debtor may be reached over the air: the law lets the step go by plain mail, and the creditor has chosen the channel. */
export function mayUse(platform: Platform, notice: Outgoing, channel: Channel): boolean {
  const { type, debtorType, channels } = notice;
  return channels.includes(channel) && (lawFor(platform, notice)?.allowsEmail(type, debtorType) ?? false);
}

/** Minutes until the debtor may be written to over the air, where the law sets hours. */
export function minutesToWait(platform: Platform, notice: Outgoing): number {
  const law = lawFor(platform, notice);
  const { clock } = platform;
  return law ? minutesToContact(law, clock.today(law.timeZone), clock.timeOfDay(law.timeZone)) : 0;
}
