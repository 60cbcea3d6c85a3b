import { createTransport } from 'nodemailer';
import { addJob } from '../../jobs/queue.js';
import type { Platform } from '../../platform.js';
import { businessDate } from '../cases/case.working.js';
import { recordDelivery } from './delivery.record.js';
import { loadOutgoing, mayUse, minutesToWait, type Outgoing } from './outgoing.js';
import { nameOf, pdfOf, spool } from './spool.js';

/**
 * Job `deliverNotice`: sends a letter on its way, once. By e-mail where a mail server is configured: to the debtor where its
 * creditor has chosen so, it has an address that works, nobody acts for it, and the law lets the step go by plain mail, else to
 * the agency's own mailbox, from where it is posted. Mail to the debtor waits for the hours in which the law lets it be
 * contacted. Otherwise into the spool directory, from where it is printed. As plain text and, where its parts were kept, as PDF.
 * Throws where that fails, so that the queue tries again; a second mail would carry the same Message-ID.
 */
export async function deliverNotice(platform: Platform, noticeId: string): Promise<void> {
  const notice = await loadOutgoing(platform, noticeId);
  if (notice.done) return;
  const { db, delivery } = platform;
  const address = 'smtpUrl' in delivery && mayUse(platform, notice, 'EMAIL') ? notice.email : null;
  const wait = address === null ? 0 : minutesToWait(platform, notice);
  if (wait > 0) return addJob(db, { name: 'deliverNotice', payload: { noticeId } }, wait * 60_000);
  const sentTo = await ('smtpUrl' in delivery
    ? mail(platform, delivery.smtpUrl, notice, address ?? platform.agency.email)
    : spool(platform, delivery.spoolDirectory, notice));
  const channel = address === null ? 'LETTER' : 'EMAIL';
  await db.transaction(async (tx) => {
    const [first]: [unknown[], number] = await tx.query(
      'update notice set delivered_at = now(), delivered_to = $2 where id = $1 and delivered_at is null returning id',
      [noticeId, sentTo],
    );
    if (first.length === 0) return;
    const on = businessDate(platform.clock, notice.country);
    await recordDelivery(tx, { noticeId, channel, outcome: 'SENT', sentTo, on, by: 'system' });
    if (platform.sms && channel === 'LETTER' && notice.phone !== null && mayUse(platform, notice, 'SMS'))
      await addJob(tx, { name: 'announceNotice', payload: { noticeId } });
  });
}

/** Where the mail went. */
async function mail({ agency }: Platform, smtpUrl: string, notice: Outgoing, to: string): Promise<string> {
  const transport = createTransport(smtpUrl);
  try {
    await transport.sendMail({
      from: { name: agency.name, address: agency.email },
      to,
      subject: notice.subject,
      text: notice.body,
      attachments: pdfOf(notice).map((content) => ({ filename: `${nameOf(notice)}.pdf`, content })),
      messageId: `<${notice.id}@${agency.email.slice(agency.email.indexOf('@') + 1)}>`,
    });
  } finally {
    transport.close();
  }
  return `mailto:${to}`;
}
