import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../domain/date.js';
import { referralMayMove } from '../domain/referral-life.js';
import {
  endWork, lastHeard, lockReferral, moveReferral, takeBack, takePayment, takeQuestion, type LockedReferral,
} from '../modules/referrals/referral.record.js'; // prettier-ignore
import type { PartnerReport } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { noteFault } from './submit-referral.js';

/**
 * Applies everything a partner has said of a referral up to a day, in one transaction. What was applied before changes
 * nothing: payments and questions are known by the partner's ids, statuses by their place in what it said, so that two
 * readings of different age may arrive in either order.
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
    const heard = await lastHeard(tx, referral);
    for (const [index, report] of reports.entries()) {
      await applyReport(tx, platform, referral, report, { on, sequence: index + 1, isNew: index + 1 > heard });
    }
    await tx.query('update referral set heard_on = greatest(heard_on, $2::date) where id = $1', [referralId, on]);
  });
}

interface Place {
  readonly on: IsoDate;
  readonly sequence: number;
  readonly isNew: boolean;
}

async function applyReport(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  report: PartnerReport,
  place: Place,
): Promise<void> {
  const said = { on: place.on, actor: referral.partner, sequence: place.sequence };
  switch (report.kind) {
    case 'PAYMENT': {
      if (report.amount.currency === referral.row.currency) {
        const { id: externalReference, receivedOn } = report;
        await takePayment(tx, platform, referral, { amount: report.amount.minor, receivedOn, externalReference }, said);
        return;
      }
      const detail = `payment ${report.id} is in ${report.amount.currency}, the case in ${referral.row.currency}`;
      return noteFault(tx, referral.id, { code: 'BAD_ANSWER', retry: false, detail });
    }
    case 'INQUIRY':
      await takeQuestion(tx, referral, { question: report.question, externalReference: report.id }, said);
      return;
    case 'STATUS': {
      const { status } = report;
      if (status === null || !place.isNew || !referralMayMove(referral.status, status)) return;
      const reason = report.note ?? '';
      if (status === 'CLOSED') return endWork(tx, referral, report.closeReason, { ...said, reason });
      if (status === 'DECLINED') return takeBack(tx, platform, referral, status, { ...said, reason });
      return moveReferral(tx, referral, status, { ...said, reason });
    }
  }
}
