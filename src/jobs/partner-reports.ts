import type { EntityManager } from 'typeorm';
import { earliest, type IsoDate } from '../domain/date.js';
import { formatAmount } from '../domain/money.js';
import { referralMayMove, WITH_PARTNER } from '../domain/referral-life.js';
import {
  endWork, holdForPayment, lockReferral, moveReferral, takeBack, takePayment, takeQuestion, waitsForPayment,
  type LockedReferral, type Report,
} from '../modules/referrals/referral.record.js'; // prettier-ignore
import type { PartnerReport } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { noteFault } from './submit-referral.js';

/**
 * Applies everything a partner has said of a referral up to a day, in one transaction. What was applied before changes
 * nothing: payments and questions are known by the partner's ids, statuses by their place in what it said, so that two
 * readings of different age may arrive in either order. After the end of a referral only money is heard.
 */
export async function applyReports(
  platform: Platform,
  referralId: string,
  reports: readonly PartnerReport[],
  on: IsoDate,
): Promise<void> {
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (!referral) throw new Error(`no referral ${referralId}`);
    let heard = reports.length;
    for (const [index, report] of reports.entries()) {
      const isNew = index >= referral.heardSequence && index < heard;
      const done = await applyReport(tx, platform, referral, report, { on, isNew });
      if (!done) heard = index;
    }
    await tx.query(
      `update referral set heard_on = greatest(heard_on, $2::date), heard_sequence = greatest(heard_sequence, $3)
       where id = $1`,
      [referralId, on, heard],
    );
  });
}

/** Applies them, and keeps a fault in what one partner says of one case from stopping anything else. */
export async function applyOrNote(
  platform: Platform,
  referralId: string,
  reports: readonly PartnerReport[],
  on: IsoDate,
): Promise<void> {
  try {
    await applyReports(platform, referralId, reports, on);
  } catch (error) {
    const detail = `what it says cannot be taken in: ${error instanceof Error ? error.message : String(error)}`;
    await noteFault(platform.db, referralId, { code: 'BAD_ANSWER', retry: false, detail });
    platform.onFault(error);
  }
}

interface Place {
  readonly on: IsoDate;
  readonly isNew: boolean;
}

/** False where the report must be heard again later. */
async function applyReport(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  report: PartnerReport,
  { on, isNew }: Place,
): Promise<boolean> {
  const said: Report = { on, actor: referral.partner };
  switch (report.kind) {
    case 'PAYMENT':
      await takeMoney(tx, platform, referral, report, said);
      return true;
    case 'INQUIRY':
      if (WITH_PARTNER.includes(referral.status)) {
        await takeQuestion(tx, referral, { question: report.question, externalReference: report.id }, said);
      }
      return true;
    case 'STATUS': {
      const { status } = report;
      if (status === null || !isNew || !referralMayMove(referral.status, status)) return true;
      const move = { ...said, reason: report.note ?? '' };
      if (status === 'CLOSED') {
        if (await waitsForPayment(tx, referral)) return false;
        await endWork(tx, referral, report.closeReason, move);
      } else if (status === 'DECLINED') await takeBack(tx, platform, referral, status, move);
      else await moveReferral(tx, referral, status, move);
      return true;
    }
  }
}

async function takeMoney(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  report: PartnerReport & { kind: 'PAYMENT' },
  said: Report,
): Promise<void> {
  const { amount, id: externalReference } = report;
  if (amount.currency === referral.row.currency) {
    // Where it is already tomorrow at the partner, the money is booked today.
    const receivedOn = earliest(report.receivedOn, said.on);
    await takePayment(tx, platform, referral, { amount: amount.minor, receivedOn, externalReference }, said);
    return;
  }
  const detail = `payment ${externalReference} is in ${amount.currency}, the case in ${referral.row.currency}`;
  await noteFault(tx, referral.id, { code: 'BAD_ANSWER', retry: false, detail });
  const told = `${formatAmount(amount.minor, amount.currency)} ${amount.currency}`;
  await holdForPayment(tx, platform, referral, { told, externalReference }, said);
}
