import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { jurisdictionOf } from '../../countries/index.js';
import type { IsoDate } from '../../domain/date.js';
import type { PartyType, StepType } from '../../domain/facts.js';
import type { Platform } from '../../platform.js';
import type { LetterDocument } from './document.js';
import { letterPdf } from './pdf.js';

interface Outgoing {
  readonly id: string;
  readonly type: StepType;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
  readonly sentOn: IsoDate;
  /** Null where only the plain text was kept. */
  readonly document: LetterDocument | null;
  readonly deliveredAt: Date | null;
  readonly reference: string;
  readonly email: string | null;
  readonly country: string;
  readonly debtorType: PartyType;
}

/**
 * Job `deliverNotice`: sends a letter on its way, once. By e-mail where a mail server is configured: to the debtor where it
 * has an address, nobody acts for it, and the law lets the step go by plain mail, else to the agency's own mailbox, from where
 * it is posted.
 * Otherwise into the spool directory, from where it is printed. As plain text and, where its parts were kept, as PDF. Throws
 * where that fails, so that the queue tries again; a second mail would carry the same Message-ID.
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
    `select n.id, n.type, n.language, n.subject, n.body, n.document, n.sent_on as "sentOn", n.delivered_at as "deliveredAt", c.reference,
       case when not exists (select from debtor_condition_now g where g.debtor_id = d.id and g.type = 'GUARDIANSHIP'
         and g.from_date <= n.sent_on and coalesce(g.until_date, n.sent_on) >= n.sent_on) then d.email end as email, c.country, d.type as "debtorType"
     from notice n join collection_case c on c.id = n.case_id join debtor d on d.id = c.debtor_id where n.id = $1`,
    [noticeId],
  );
  const notice = rows[0];
  if (!notice) throw new Error(`no notice ${noticeId} to deliver`);
  return notice;
}

/** Where the mail went. */
async function mail({ agency, laws }: Platform, smtpUrl: string, notice: Outgoing): Promise<string> {
  const mayMail = jurisdictionOf(notice.country, laws)?.allowsEmail(notice.type, notice.debtorType) ?? false;
  const to = (mayMail ? notice.email : null) ?? agency.email;
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

/**
 * The text file a letter was written to; its PDF stands beside it. Both are written aside and renamed, the PDF first, so
 * that whoever prints never sees half a letter, nor one without its PDF.
 */
async function spool(directory: string, notice: Outgoing): Promise<string> {
  const file = join(directory, nameOf(notice));
  await mkdir(directory, { recursive: true });
  for (const pdf of pdfOf(notice)) await replace(`${file}.pdf`, notice.id, pdf);
  await replace(`${file}.txt`, notice.id, `${notice.subject}\n\n${notice.body}`);
  return `${file}.txt`;
}

async function replace(file: string, noticeId: string, content: string | Buffer): Promise<void> {
  const draft = `${file}.${noticeId}.part`;
  await writeFile(draft, content);
  await rename(draft, file);
}

const nameOf = ({ reference, sentOn, type, language }: Outgoing) => `${reference}-${sentOn}-${type}-${language}`;

/** The letter's PDF; none of a letter whose parts were not kept. */
const pdfOf = ({ document, sentOn }: Outgoing): Buffer[] => (document ? [letterPdf(document, sentOn)] : []);
