import { refuse } from '../documents/unreadable.js';
import type { BankFile, TransferStatus } from './bank-file.js';
import { all, at, requiredText, text, texts, type Found } from './iso20022.js';

/** The bank's answer to a payment order (pain.002, versions 03 and later): what became of the file, its blocks and its transfers. */
export function readStatusReport(document: Found, version: string): BankFile {
  const whole = at(document, 'CstmrPmtStsRpt') ?? refuse('bankMissing', 'content', { place: 'CstmrPmtStsRpt' });
  const group =
    at({ ...whole, place: '' }, 'OrgnlGrpInfAndSts') ??
    refuse('bankMissing', 'content', { place: 'OrgnlGrpInfAndSts' });
  const messageId = requiredText(group, 'OrgnlMsgId');
  const blocks = all({ ...whole, place: '' }, 'OrgnlPmtInfAndSts').flatMap((block) => {
    const paymentId = requiredText(block, 'OrgnlPmtInfId');
    const transfers = all(block, 'TxInfAndSts').map((each) =>
      statusOf(each, 'TxSts', { messageId, paymentId, endToEndId: requiredText(each, 'OrgnlEndToEndId') }),
    );
    return [statusOf(block, 'PmtInfSts', { messageId, paymentId, endToEndId: null }), ...transfers];
  });
  return {
    format: 'PAIN_002',
    version,
    messageId: text(whole, 'GrpHdr/MsgId'),
    statements: [],
    transfers: [statusOf(group, 'GrpSts', { messageId, paymentId: null, endToEndId: null }), ...blocks],
    flaws: [],
  };
}

function statusOf(
  found: Found,
  status: string,
  of: Pick<TransferStatus, 'messageId' | 'paymentId' | 'endToEndId'>,
): TransferStatus {
  const reasons = all(found, 'StsRsnInf');
  return {
    place: found.place,
    ...of,
    status: text(found, status),
    reasons: reasons.flatMap((each) => text(each, 'Rsn/Cd') ?? text(each, 'Rsn/Prtry') ?? []),
    text: reasons.flatMap((each) => texts(each, 'AddtlInf')),
  };
}
