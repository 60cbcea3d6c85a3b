import { fetchSources, startDueInvoices } from '../modules/intake/source.record.js';
import type { Platform } from '../platform.js';
import type { Day } from './daily.js';

/**
 * Fetches invoices from the accounting systems of creditors, and makes cases of those whose day has come; how many it concerned. Any
 * number of workers may do it at once: a file is claimed by one of them, and an invoice becomes a case once.
 */
export async function takeInInvoices(platform: Platform, { on }: Day): Promise<number> {
  return (await fetchSources(platform, on)) + (await startDueInvoices(platform, on));
}
