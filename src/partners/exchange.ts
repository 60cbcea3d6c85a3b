import { refused, success } from '../domain/result.js';
import type { PartnerFault, PartnerNetwork } from './partner.js';

/** What there is nobody to ask or to hear from: a member agency says it in the graph by itself. */
const inTheGraph = (code: 'BAD_SIGNATURE' | 'UNSUPPORTED', detail: string) =>
  refused<PartnerFault>({ code, retry: false, detail });

/**
 * Our own network: member agencies work their cases in the graph, in the role PARTNER. Handing a case over makes it
 * visible there, and so do a withdrawal, a pause, a message, an answer and a payment, without anything being sent. Whether
 * an agency takes a case is what its coverage says, which the routing has read already.
 */
export const exchangeNetwork: PartnerNetwork = {
  name: 'exchange',
  worksInGraph: true,
  submit: async () => success({ externalReference: null }),
  preview: async () => success({ accepts: true, successFeeBps: null, remarks: [] }),
  withdraw: async () => success(null),
  pause: async () => success(null),
  creditNote: async () => success(null),
  sendMessage: async () => success(null),
  sendDocument: async () => success(null),
  notifyPayment: async () => success(null),
  answerInquiry: async () => success(null),
  fetchReports: async () => success([]),
  fetchDocument: async () => inTheGraph('UNSUPPORTED', 'the agency sends its documents in the graph'),
  fetchTotals: async () => inTheGraph('UNSUPPORTED', 'the agency keeps its books of the case in the graph'),
  readWebhook: () => inTheGraph('BAD_SIGNATURE', 'this network sends no webhooks'),
};
