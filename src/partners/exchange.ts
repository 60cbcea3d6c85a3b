import { refused, success } from '../domain/result.js';
import type { PartnerNetwork } from './partner.js';

/**
 * Our own network: member agencies work their cases in the graph, in the role PARTNER. Handing a case over makes it
 * visible there, and so do a withdrawal, an answer and a payment, without anything being sent.
 */
export const exchangeNetwork: PartnerNetwork = {
  name: 'exchange',
  worksInGraph: true,
  submit: async () => success({ externalReference: null }),
  withdraw: async () => success(null),
  notifyPayment: async () => success(null),
  answerInquiry: async () => success(null),
  fetchReports: async () => success([]),
  readWebhook: () => refused({ code: 'BAD_SIGNATURE', retry: false, detail: 'this network sends no webhooks' }),
};
