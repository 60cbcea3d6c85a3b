import { QueryFailedError, type EntityManager } from 'typeorm';
import type { IsoDate } from '../domain/date.js';
import { ENDED, referralMayMove, WITH_PARTNER } from '../domain/referral-life.js';
import { takeMessage } from '../modules/referrals/message.record.js';
import {
  leaveRemittance, takeCost, takeMoney, takePhase, takeRemittance, takeReversal,
} from '../modules/referrals/referral.money.js'; // prettier-ignore
import {
  endWork, lockReferral, moveReferral, takeBack, takeQuestion, waitsForMoney, waitsForPayment, type LockedReferral,
  type Report,
} from '../modules/referrals/referral.record.js'; // prettier-ignore
import type { PartnerReport } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { noteFault } from './submit-referral.js';

/** Something a partner said that makes no sense beside what we have, and why. */
export interface NotTaken {
  readonly id: string;
  readonly problem: string;
}

/**
 * Applies everything a partner has said of a referral up to a day, in one transaction. What was applied before changes
 * nothing: payments and questions are known by the partner's ids, statuses by their place in what it said, so that two
 * readings of different age may arrive in either order. After the end of a referral only money is heard. What cannot be taken
 * in keeps nothing else from being heard; it is in the answer, for a person to see to, and is tried again the next time.
 */
export async function applyReports(
  platform: Platform,
  referralId: string,
  reports: readonly PartnerReport[],
  on: IsoDate,
): Promise<readonly NotTaken[]> {
  return platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (!referral) throw new Error(`no referral ${referralId}`);
    const told = reports.filter((report) => !stands(report));
    const notTaken: NotTaken[] = [];
    let heard = told.length;
    for (const [index, report] of moneyBeforeEnd(told)) {
      const isNew = index >= referral.heardSequence && index < heard;
      const done = await tryReport(tx, platform, referral, report, { on, isNew }, notTaken);
      if (!done) heard = Math.min(heard, index);
    }
    for (const report of reports.filter(stands)) {
      await tryReport(tx, platform, referral, report, { on, isNew: true }, notTaken);
    }
    await tx.query(
      `update referral set heard_on = greatest(heard_on, $2::date), heard_sequence = greatest(heard_sequence, $3)
       where id = $1`,
      [referralId, on, heard],
    );
    return notTaken;
  });
}

/** Classes of PostgreSQL's error codes that say nothing of the report: the connection, the server, another transaction. */
const NOT_THE_REPORT = /^(08|40|53|55|57|58)/;

/** Applies one report, or leaves everything as it was before it. False where it must be heard again later. */
async function tryReport(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  report: PartnerReport,
  place: Place,
  notTaken: NotTaken[],
): Promise<boolean> {
  const before = { ...referral, row: { ...referral.row } };
  try {
    return await tx.transaction((nested) => applyReport(nested, platform, referral, report, place));
  } catch (error) {
    if (error instanceof QueryFailedError && NOT_THE_REPORT.test(String(error.driverError.code ?? '08'))) throw error;
    Object.assign(referral, before);
    platform.onFault(error);
    notTaken.push({ id: report.id, problem: error instanceof Error ? error.message : String(error) });
    // Money is known by its id; whatever has only its place in the order must be heard again in its place.
    return isMoney(report);
  }
}

/** The reports with their places, as told; but what is told of money after the end of the work comes before that end: it counts. */
function moneyBeforeEnd(told: readonly PartnerReport[]): (readonly [number, PartnerReport])[] {
  const entries = [...told.entries()];
  const end = told.findIndex(
    (report) => report.kind === 'STATUS' && report.status !== null && ENDED.includes(report.status),
  );
  if (end < 0) return entries;
  const [before, after] = [entries.slice(0, end), entries.slice(end)];
  return [
    ...before,
    ...after.filter(([, report]) => isMoney(report)),
    ...after.filter(([, report]) => !isMoney(report)),
  ];
}

/** How it stands when asked, which has no place in what was said: it counts whenever it is something else than we have. */
const stands = (report: PartnerReport): boolean => 'standing' in report && report.standing === true;

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
    case 'REVERSAL':
    case 'REMITTANCE':
    case 'COST':
      await applyMoney(tx, platform, referral, report, said);
      return true;
    case 'PHASE':
      if (isNew && WITH_PARTNER.includes(referral.status)) await takePhase(tx, referral, report.phase, said);
      return true;
    case 'MESSAGE':
      if (WITH_PARTNER.includes(referral.status)) {
        const { text, id: externalReference } = report;
        await takeMessage(tx, referral, { direction: 'FROM_PARTNER', text, externalReference }, said);
      }
      return true;
    // Whoever asked the partner sees to what these lead to.
    case 'UNREADABLE':
    case 'PAID_TO_CREDITOR':
    case 'DOCUMENT':
      return true;
    case 'INQUIRY':
      if (WITH_PARTNER.includes(referral.status)) {
        await takeQuestion(tx, referral, { question: report.question, externalReference: report.id }, said);
      }
      return true;
    case 'STATUS': {
      const { status } = report;
      if (status === null || !isNew || !referralMayMove(referral, status)) return true;
      const move = { ...said, reason: report.note ?? '' };
      if (report.worked && !referral.taken && referralMayMove(referral, 'ACTIVE')) {
        await moveReferral(tx, referral, 'ACTIVE', move);
      }
      if (status === 'CLOSED') {
        if (await waitsForPayment(tx, referral)) return false;
        if (report.closeReason === 'PAID' && (await waitsForMoney(tx, referral, said))) return false;
        await endWork(tx, referral, report.closeReason, move);
      } else if (status === 'DECLINED') {
        await tx.query('update referral set decline_code = $2 where id = $1', [
          referral.id,
          report.declineCode ?? null,
        ]);
        await takeBack(tx, platform, referral, status, move);
      } else await moveReferral(tx, referral, status, move);
      return true;
    }
  }
}

type MoneyReport = Extract<PartnerReport, { kind: 'PAYMENT' | 'REVERSAL' | 'REMITTANCE' | 'COST' }>;

const MONEY: readonly PartnerReport['kind'][] = ['PAYMENT', 'REVERSAL', 'REMITTANCE', 'COST'];

const isMoney = ({ kind }: PartnerReport): boolean => MONEY.includes(kind);

/** What a partner says of money. What cannot be booked is noted where case handlers see it. */
async function applyMoney(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  report: MoneyReport,
  said: Report,
): Promise<void> {
  const { id: externalReference } = report;
  const wrong = (detail: string) => noteFault(tx, referral.id, { code: 'BAD_ANSWER', retry: false, detail });
  switch (report.kind) {
    case 'PAYMENT': {
      const taken = await takeMoney(tx, platform, referral, { ...report, externalReference }, said);
      const { currency } = report.amount;
      if (taken === 'HELD')
        await wrong(`payment ${externalReference} is in ${currency}, the case in ${referral.row.currency}`);
      return;
    }
    case 'REVERSAL': {
      const of = { externalReference: report.of };
      const taken = await takeReversal(tx, platform, referral, { of, on: report.on, externalReference }, said);
      if (taken === 'UNKNOWN')
        await wrong(`reversal ${externalReference} is of payment ${report.of}, which is not booked`);
      return;
    }
    case 'COST':
      return void (await takeCost(tx, referral, { ...report, externalReference }, said));
    case 'REMITTANCE': {
      const payments = report.payments.map((of) => ({ externalReference: of }));
      const taken = await takeRemittance(tx, referral, { ...report, fee: 0n, payments, externalReference }, said);
      if (taken !== 'NOT_BOOKED') return;
      await wrong(`remittance ${externalReference} is not what is held of the payments it names`);
      await leaveRemittance(tx, referral, { amount: report.amount, externalReference }, said);
    }
  }
}
