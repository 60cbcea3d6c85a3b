import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { internationalNumber } from '../../channels/sms.js';
import { jurisdictionOf } from '../../countries/index.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform } from '../../platform.js';
import { businessDate } from '../cases/case.working.js';
import { recordDelivery } from './delivery.record.js';
import { lawFor, loadOutgoing, mayUse, minutesToWait } from './outgoing.js';

/**
 * Job `announceNotice`: tells the debtor by SMS that a letter is on its way, at most once and within the hours for it. The text
 * says nothing of a claim: a telephone is read by others too. A gateway that fails is not asked again, for it may have sent it.
 */
export async function announceNotice(platform: Platform, noticeId: string): Promise<void> {
  const { db, sms, agency, texts } = platform;
  const notice = await loadOutgoing(platform, noticeId);
  const law = lawFor(platform, notice);
  const to = law && notice.phone !== null ? internationalNumber(notice.phone, law.callingCode) : null;
  if (!sms || to === null || !mayUse(platform, notice, 'SMS')) return;
  const wait = minutesToWait(platform, notice);
  if (wait > 0) return addJob(db, { name: 'announceNotice', payload: { noticeId } }, wait * 60_000);
  const about = { noticeId, channel: 'SMS', on: businessDate(platform.clock, notice.country), by: 'system' } as const;
  const attempt = await recordDelivery(db, { ...about, outcome: 'SENT', sentTo: to });
  if (attempt === null) return;
  const text = texts.translate(notice.language, 'terms:sms.letterSent', { agency: agency.name, phone: agency.phone });
  const reportTo =
    sms.reachedAt && `${sms.reachedAt}/sms-reports/${attempt}/${proofOf(platform, attempt).toString('hex')}`;
  try {
    await sms.gateway.send({ to, text, reportTo: reportTo || null });
  } catch (error) {
    platform.onFault(error);
    await recordDelivery(db, { ...about, outcome: 'BOUNCED', reason: (error as Error).message });
  }
}

/** What only we can have written into the address a gateway reports to. */
function proofOf({ secret }: Platform, attempt: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'fordring sms reports', 32));
  return createHmac('sha256', key).update(attempt).digest();
}

/**
 * Takes in what the gateway reports of one text. Answers with a status code: 204 taken, also where it is no news; 400 not
 * readable, 404 no text of ours, or not the address that was given to the gateway.
 */
export async function takeSmsReport(
  platform: Platform,
  attempt: string,
  proof: string,
  body: string,
): Promise<204 | 400 | 404> {
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(proof) ? proof : '', 'hex');
  const expected = proofOf(platform, attempt);
  if (!platform.sms || given.length !== expected.length || !timingSafeEqual(given, expected)) return 404;
  const outcome = platform.sms.gateway.readReport(body);
  if (outcome === null) return 400;
  if (outcome === 'ON_ITS_WAY') return 204;
  const [sent]: { noticeId: string; country: string; told: boolean }[] = await platform.db.query(
    `select d.notice_id as "noticeId", c.country, exists (select from notice_delivery known where known.notice_id = d.notice_id
       and known.channel = 'SMS' and known.outcome = $2) as told
     from notice_delivery d join collection_case c on c.id = d.case_id where d.id = $1`,
    [attempt, outcome],
  );
  if (!sent) return 404;
  if (sent.told) return 204;
  const on = platform.clock.today(jurisdictionOf(sent.country)?.timeZone);
  const reason = outcome === 'BOUNCED' ? 'The gateway could not deliver the text.' : null;
  await recordDelivery(platform.db, { noticeId: sent.noticeId, channel: 'SMS', outcome, reason, on, by: 'system' });
  return 204;
}
