import { success, refused } from '../../src/domain/result.js';
import type { PartnerNetwork, PartnerReport, PartnerTotals } from '../../src/partners/partner.js';

/** A network whose one answer is what the test puts into it. */
export interface QuietNetwork extends PartnerNetwork {
  /** By the partner's reference, which is that of our case. */
  readonly reports: Map<string, PartnerReport[]>;
  readonly totals: Map<string, PartnerTotals>;
  asked: number;
}

const DONE = Promise.resolve(success(null));

/** A network of the name `quiet` that takes every case and says nothing by itself. */
export function quietNetwork(): QuietNetwork {
  const reports = new Map<string, PartnerReport[]>();
  const totals = new Map<string, PartnerTotals>();
  return {
    name: 'quiet',
    worksInGraph: false,
    reports,
    totals,
    asked: 0,
    submit: ({ caseReference }) => Promise.resolve(success({ externalReference: caseReference })),
    preview: () => Promise.resolve(success({ accepts: true, successFeeBps: null, remarks: [] })),
    withdraw: () => DONE,
    pause: () => DONE,
    creditNote: () => DONE,
    sendMessage: () => DONE,
    sendDocument: () => DONE,
    notifyPayment: () => DONE,
    answerInquiry: () => DONE,
    fetchReports: (reference) => Promise.resolve(success(reports.get(reference) ?? [])),
    fetchDocument: () => Promise.resolve(refused({ code: 'NOT_FOUND', retry: false, detail: 'it has none' })),
    fetchTotals(reference) {
      this.asked++;
      const known = totals.get(reference);
      return Promise.resolve(
        known ? success(known) : refused({ code: 'UNSUPPORTED', retry: false, detail: 'it keeps no books' }),
      );
    },
    readWebhook: () => refused({ code: 'BAD_SIGNATURE', retry: false, detail: 'it sends none' }),
  };
}
