import { parseXml } from '../documents/xml.js';
import { all, at, text } from './iso20022.js';

/** The end-to-end references of a payment order (pain.001): of one block of it, or of all of them. */
export function endToEndIdsOf(order: string, paymentId: string | null): string[] {
  const whole = at({ element: parseXml(order), place: '' }, 'CstmrCdtTrfInitn');
  const blocks = whole ? all(whole, 'PmtInf') : [];
  return blocks
    .filter((block) => paymentId === null || text(block, 'PmtInfId') === paymentId)
    .flatMap((block) => all(block, 'CdtTrfTxInf').flatMap((each) => text(each, 'PmtId/EndToEndId') ?? []));
}
