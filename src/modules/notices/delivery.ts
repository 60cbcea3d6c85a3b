import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { jurisdictionOf } from '../../countries/index.js';
import type { IsoDate } from '../../domain/date.js';
import type { PartyType, StepType } from '../../domain/facts.js';
import type { Platform } from '../../platform.js';

interface Outgoing {
  readonly id: string;
  readonly type: StepType;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
  readonly sentOn: IsoDate;
  readonly deliveredAt: Date | null;
  readonly reference: string;
  readonly email: string | null;
  readonly country: string;
  readonly debtorType: PartyType;
}

/**
 * Job `deliverNotice`: sends a letter on its way, once. By e-mail where a mail server is configured: to the debtor where it
 * has an address and the law lets the step go by plain mail, else to the agency's own mailbox, from where it is posted.
 * Otherwise into the spool directory, from where it is printed. Throws where that fails, so that the queue tries again; a
 * second mail would carry the same Message-ID.
 */
export async function deliverNotice(platform: Platform, noticeId: string): Promise<void> {
  const notice = await loadNotice(platform, noticeId);
  if (notice.deliveredAt !== null) return;
  const { delivery } = platform;
  const deliveredTo = await ('smtpUrl' in delivery
    ? mail(platform, delivery.smtpUrl, notice)
    : spool(delivery.spoolDirectory, notice));
  await platform.db.query('update notice set delivered_at = now(), delivered_to = $2 where id = $1 and delivered_at is null', [
    notice.id, deliveredTo,
  ]); // prettier-ignore
}

async function loadNotice(platform: Platform, noticeId: string): Promise<Outgoing> {
  const rows: Outgoing[] = await platform.db.query(
    `select n.id, n.type, n.language, n.subject, n.body, n.sent_on as "sentOn", n.delivered_at as "deliveredAt", c.reference, d.email,
       c.country, d.type as "debtorType"
     from notice n join collection_case c on c.id = n.case_id join debtor d on d.id = c.debtor_id where n.id = $1`,
    [noticeId],
  );
  const notice = rows[0];
  if (!notice) throw new Error(`no notice ${noticeId} to deliver`);
  return notice;
}

/** Where the mail went. */
async function mail({ agency }: Platform, smtpUrl: string, notice: Outgoing): Promise<string> {
  const mayMail = jurisdictionOf(notice.country)?.allowsEmail(notice.type, notice.debtorType) ?? false;
  const to = (mayMail ? notice.email : null) ?? agency.email;
  const transport = createTransport(smtpUrl);
  try {
    await transport.sendMail({
      from: { name: agency.name, address: agency.email },
      to,
      subject: notice.subject,
      text: notice.body,
      messageId: `<${notice.id}@${agency.email.slice(agency.email.indexOf('@') + 1)}>`,
    });
  } finally {
    transport.close();
  }
  return `mailto:${to}`;
}

/** The file a letter was written to. Written aside and renamed, so that whoever prints never sees half a letter. */
async function spool(directory: string, notice: Outgoing): Promise<string> {
  const file = join(directory, `${notice.reference}-${notice.sentOn}-${notice.type}-${notice.language}.txt`);
  const draft = `${file}.${notice.id}.part`;
  await mkdir(directory, { recursive: true });
  await writeFile(draft, `${notice.subject}\n\n${notice.body}`, 'utf8');
  await rename(draft, file);
  return file;
}
