import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { IsoDate } from '../domain/date.js';
import { nameOf, theirFiles } from './debitura-files.js';
import {
  amountOf, event, parseExactJson, type chats, type eventLog, type files, type payments, type theCase, type timeline,
  type Unreadable,
} from './debitura-wire.js'; // prettier-ignore
import { meaningOf, phaseOf, recipientOf, writerOf } from './debitura-words.js';
import type { PartnerReport, PartnerTotals } from './partner.js';
import { printable } from './sandbox-wire.js';

// What Debitura says of a case, as reports. Nothing here is sent or fetched.

/** All that they say of a case. */
export interface Said {
  readonly theCase: z.infer<typeof theCase>;
  readonly timeline: z.infer<typeof timeline>;
  readonly chats: z.infer<typeof chats>;
  readonly files: z.infer<typeof files>;
  readonly payments: z.infer<typeof payments>;
  readonly events: z.infer<typeof eventLog>;
}

type Payment = Said['payments']['read'][number];
type Chat = Said['chats']['read'][number];

interface Moment {
  readonly atMs: number;
  readonly on: IsoDate;
}

/** Something said, and when it was: a payment may be of an earlier day. */
interface Entry {
  readonly at: Moment;
  readonly report: PartnerReport;
}

/**
 * What has been said up to a day, oldest first: what cannot be read of it and is known by no day, money, messages and the agency's doings, each known by its id. Then how the
 * case stands, of which they tell no history that could be relied on: of a phase there is no event at all.
 */
export function reportsFrom(said: Said, on: IsoDate): PartnerReport[] {
  const { theCase: now, events, chats: talk, timeline: course, files: put, payments: paid } = said;
  const unread = [events, talk, course.items, put, paid].flatMap((list) => list?.unread ?? []);
  const entries: Entry[] = [
    ...unread.map((entry) => unreadable(entry, now.dateCreated)),
    ...deletionsFrom(events.read),
    ...talk.read.flatMap(chatEntry),
    ...timelineEntries(course),
    ...theirFiles(put.read).map(fileEntry),
    ...paid.read.map((payment) => ({ at: payment.dateCreated, report: paymentOf(payment) })),
  ];
  entries.sort((a, b) => a.at.atMs - b.at.atMs || (a.report.id < b.report.id ? -1 : 1));
  return [...entries, ...standing(said)].filter(({ at }) => at.on <= on).map(({ report }) => report);
}

const unreadable = ({ id, problem }: Unreadable, at: Moment): Entry => ({
  at,
  report: { kind: 'UNREADABLE', id, problem, on: at.on },
});

/**
 * A deleted payment is listed no more; their log of events keeps that it was, once for each of our subscriptions. An entry
 * that does not say which would be money taken back without our knowing.
 */
function deletionsFrom(log: Said['events']['read']): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { id, eventType, payload, createdAt: at } of log) {
    if (eventType !== 'payment.deleted') continue;
    const { data } = event.safeParse(parseExactJson(payload ?? ''));
    const of = data?.data.paymentId ?? data?.data.id;
    if (of) entries.set(of, { at, report: { kind: 'REVERSAL', id: `deleted:${of}`, of, on: at.on } });
    else entries.set(id, unreadable({ id, problem: 'event: it does not say which payment was deleted' }, at));
  }
  return [...entries.values()];
}

/** Money that came to our own side is not the partner's to book; of whom it is, where that is not said in a word we know, a person asks. */
function paymentOf(payment: Payment): PartnerReport {
  const { id, currency, grossAmount, recipient, date, dateCreated } = payment;
  const wrong = (problem: string) =>
    unreadable({ id, problem: printable(`payment: ${problem}`, 200) }, dateCreated).report;
  const minor = amountOf(grossAmount, currency);
  if (minor === null || minor <= 0n) return wrong(`${grossAmount} ${currency} is not an exact amount above zero`);
  const told = { id, amount: { minor, currency }, receivedOn: date.on };
  switch (recipientOf(recipient)) {
    case 'PARTNER':
      return { kind: 'PAYMENT', ...told };
    case 'WE':
      return { kind: 'PAID_TO_CREDITOR', ...told };
    case null:
      return wrong(`${grossAmount} ${currency} came to "${recipient ?? ''}", and who that is we do not know`);
  }
}

const fileEntry = (file: Said['files']['read'][number]): Entry => {
  const { id, dateCreated: at } = file;
  return { at, report: { kind: 'DOCUMENT', id, fileName: nameOf(file), on: at.on } };
};

/** A question cannot be told from a remark, so whatever the partner writes waits for somebody to answer it. */
function chatEntry(chat: Chat): Entry[] {
  const { id, dateCreated, message } = chat;
  const text = printable(message ?? '', 2_000);
  const writer = writerOfChat(chat);
  if (text === '' || writer === 'WE') return [];
  const { on } = dateCreated;
  const report: PartnerReport =
    writer === 'PARTNER' ? { kind: 'INQUIRY', id, question: text, on } : { kind: 'MESSAGE', id, text, on };
  return [{ at: dateCreated, report }];
}

/** What stands there of chats and payments is heard as such. Its entries have no ids: they are known by what they say. */
function timelineEntries({ items }: Said['timeline']): Entry[] {
  const seen = new Map<string, number>();
  return (items?.read ?? [])
    .filter(({ type }) => !/chat|payment/i.test(type ?? ''))
    .map(({ date: at, type, title, description }) => {
      const said = JSON.stringify([at.atMs, type, title, description]);
      const mark = createHash('sha256').update(said).digest('hex').slice(0, 32);
      const before = seen.get(mark) ?? 0;
      seen.set(mark, before + 1);
      const text = printable([title, description].filter(Boolean).join(': '), 2_000);
      return { at, report: { kind: 'MESSAGE', id: `timeline:${mark}:${before}`, text, on: at.on } };
    });
}

/**
 * Nothing of a case that only waits to be taken: that it was handed over is what we said, not they. One that is worked waits
 * for us while the agency had the last word.
 */
function standing({ theCase: now, timeline: { currentEngagementPhase }, chats: talk }: Said): Entry[] {
  const at = now.dateUpdated ?? now.dateCreated;
  const entries: Entry[] = [];
  const phase = phaseOf(currentEngagementPhase);
  if (phase !== null) {
    entries.push({ at, report: { kind: 'PHASE', id: `phase:${phase}`, phase, on: at.on, standing: true } });
  }
  const meant = meaningOf(now.lifecycle, now.closeCode);
  const status = meant.status === 'ACTIVE' && hadLastWord(talk) ? 'NEEDS_INFORMATION' : meant.status;
  if (status !== 'SUBMITTED') {
    const note = printable([now.lifecycle, now.closeCode].filter(Boolean).join(': '), 2_000) || null;
    const report: PartnerReport = {
      kind: 'STATUS',
      id: `case:${at.atMs}`,
      ...meant,
      status,
      ...(status !== meant.status && { worked: true }),
      note,
      on: at.on,
      standing: true,
    };
    entries.push({ at, report });
  }
  return entries;
}

function hadLastWord(talk: Said['chats']): boolean {
  const writers = [...talk.read].sort((a, b) => a.dateCreated.atMs - b.dateCreated.atMs).map(writerOfChat);
  return writers.filter((writer) => writer !== null).at(-1) === 'PARTNER';
}

const writerOfChat = ({ role, roleLabel }: Chat) => writerOf(roleLabel ?? role);

/** What their list of payments comes to, as far as it can be read and without what went to our own side. */
export function totalsFrom(now: Said['theCase'], listed: readonly Payment[]): PartnerTotals {
  const collected = new Map<string, bigint>();
  for (const payment of listed) {
    const report = paymentOf(payment);
    if (report.kind !== 'PAYMENT') continue;
    const { minor, currency } = report.amount;
    collected.set(currency, (collected.get(currency) ?? 0n) + minor);
  }
  return {
    collected: [...collected].map(([currency, minor]) => ({ currency, minor })),
    status: meaningOf(now.lifecycle, now.closeCode).status,
  };
}
