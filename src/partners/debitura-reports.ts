import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { IsoDate } from '../domain/date.js';
import { formatAmount } from '../domain/money.js';
import { refused, success, type Result } from '../domain/result.js';
import {
  amountOf, event, parseExactJson, type chats, type eventLog, type payments, type theCase, type timeline,
} from './debitura-wire.js'; // prettier-ignore
import { isOnOurSide, meaningOf, phaseOf, writerOf } from './debitura-words.js';
import type { PartnerFault, PartnerReport, PartnerTotals } from './partner.js';
import { printable } from './sandbox-wire.js';

// What Debitura says of a case, as reports. Nothing here is sent or fetched.

const badAnswer = (detail: string) => refused<PartnerFault>({ code: 'BAD_ANSWER', retry: true, detail });

/** All that they say of a case. */
export interface Said {
  readonly theCase: z.infer<typeof theCase>;
  readonly timeline: z.infer<typeof timeline>;
  readonly chats: z.infer<typeof chats>;
  readonly payments: z.infer<typeof payments>;
  readonly events: z.infer<typeof eventLog>;
}

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
 * What has been said up to a day, oldest first: money, messages and the agency's doings, each known by its id. Then how the
 * case stands, of which they tell no history that could be relied on: of a phase there is no event at all.
 */
export function reportsFrom(said: Said, on: IsoDate): Result<readonly PartnerReport[], PartnerFault> {
  const deleted = deletionsFrom(said.events);
  if (!deleted.ok) return deleted;
  const paid = said.payments.map((payment) => ({ payment, report: paymentOf(payment) }));
  const entries: Entry[] = [...deleted.value, ...said.chats.flatMap(chatEntry), ...timelineEntries(said.timeline)];
  for (const { payment, report } of paid) {
    if (report === null) return inexact(payment.id);
    entries.push({ at: payment.dateCreated, report });
  }
  entries.sort((a, b) => a.at.atMs - b.at.atMs || (a.report.id < b.report.id ? -1 : 1));
  const heard = [...entries, ...standing(said)].filter(({ at }) => at.on <= on);
  return success(heard.map(({ report }) => report));
}

const inexact = (id: string) => badAnswer(`the amount of payment ${id} is not exact in its currency`);

/**
 * A deleted payment is listed no more; their log of events keeps that it was, once for each of our subscriptions. An entry
 * that cannot be read would be money taken back without our knowing.
 */
function deletionsFrom(log: Said['events']): Result<readonly Entry[], PartnerFault> {
  const entries = new Map<string, Entry>();
  for (const { id, eventType, payload, createdAt: at } of log) {
    if (eventType !== 'payment.deleted') continue;
    const { data } = event.safeParse(parseExactJson(payload ?? ''));
    const of = data?.data.paymentId ?? data?.data.id;
    if (!of) return badAnswer(`event ${id} does not say which payment was deleted`);
    entries.set(of, { at, report: { kind: 'REVERSAL', id: `deleted:${of}`, of, on: at.on } });
  }
  return success([...entries.values()]);
}

/** Null where the amount cannot be read exactly. Money that came to our own side is told of, and is not the partner's to book. */
function paymentOf(payment: Said['payments'][number]): PartnerReport | null {
  const { id, currency, grossAmount, recipient, date } = payment;
  const minor = amountOf(grossAmount, currency);
  if (minor === null || minor <= 0n) return null;
  if (!isOnOurSide(recipient)) return { kind: 'PAYMENT', id, amount: { minor, currency }, receivedOn: date.on };
  const text = `Told of a payment of ${formatAmount(minor, currency)} ${currency} to ${recipient} on ${date.on}.`;
  return { kind: 'MESSAGE', id, text: printable(text, 2_000), on: date.on };
}

/** A question cannot be told from a remark, so whatever the partner writes waits for somebody to answer it. */
function chatEntry(chat: Said['chats'][number]): Entry[] {
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
  return (items ?? [])
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
      note,
      on: at.on,
      standing: true,
    };
    entries.push({ at, report });
  }
  return entries;
}

function hadLastWord(talk: Said['chats']): boolean {
  const writers = [...talk].sort((a, b) => a.dateCreated.atMs - b.dateCreated.atMs).map(writerOfChat);
  return writers.filter((writer) => writer !== null).at(-1) === 'PARTNER';
}

const writerOfChat = ({ role, roleLabel }: Said['chats'][number]) => writerOf(roleLabel ?? role);

/** What their list of payments comes to, without what went to our own side. */
export function totalsFrom(now: Said['theCase'], listed: Said['payments']): Result<PartnerTotals, PartnerFault> {
  const collected = new Map<string, bigint>();
  for (const payment of listed) {
    const report = paymentOf(payment);
    if (report === null) return inexact(payment.id);
    if (report.kind !== 'PAYMENT') continue;
    const { minor, currency } = report.amount;
    collected.set(currency, (collected.get(currency) ?? 0n) + minor);
  }
  return success({
    collected: [...collected].map(([currency, minor]) => ({ currency, minor })),
    status: meaningOf(now.lifecycle, now.closeCode).status,
  });
}
