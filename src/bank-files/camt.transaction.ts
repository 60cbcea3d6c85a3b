import type { Direction } from '../domain/bank-money.js';
import type { Money } from '../domain/money.js';
import type { Party, Transaction } from './bank-file.js';
import { all, amountAt, at, text, texts, type Found } from './iso20022.js';

/** What a payer's bank writes where the payer gave no number of its own. */
const NOT_PROVIDED = 'NOTPROVIDED';

/** One TxDtls of an entry. */
export function readTransaction(
  found: Found,
  entry: { readonly amount: Money; readonly direction: Direction; readonly reversal: boolean },
): Transaction {
  const { currency } = entry.amount;
  const stated = statedAmount(found);
  const ordered = [amountAt(found, 'AmtDtls/InstdAmt/Amt'), stated].find(
    (amount) => amount && amount.minor > 0n && amount.currency !== currency,
  );
  const side = text(found, 'CdtDbtInd');
  const endToEndId = text(found, 'Refs/EndToEndId');
  const references = at(found, 'Refs');
  const remittance = at(found, 'RmtInf');
  const structured = remittance ? all(remittance, 'Strd') : [];
  return {
    place: found.place,
    reference: text(found, 'Refs/AcctSvcrRef') ?? text(found, 'Refs/TxId'),
    amount: stated?.currency === currency ? stated.minor : null,
    direction: side === null ? entry.direction : side === 'CRDT' ? 'CREDIT' : 'DEBIT',
    reversal: entry.reversal,
    ordered: ordered ?? null,
    endToEndId: endToEndId === NOT_PROVIDED ? null : endToEndId,
    references: structured.flatMap((part) => text(part, 'CdtrRefInf/Ref') ?? []),
    otherReferences: references ? all(references, 'Prtry').flatMap((each) => text(each, 'Ref') ?? []) : [],
    documentNumbers: structured.flatMap((part) => all(part, 'RfrdDocInf').flatMap((each) => text(each, 'Nb') ?? [])),
    text: remittance ? texts(remittance, 'Ustrd') : [],
    payer: readParty(found, 'Dbtr'),
    payee: readParty(found, 'Cdtr'),
    returned: at(found, 'RtrInf') && (text(found, 'RtrInf/Rsn/Cd') ?? text(found, 'RtrInf/Rsn/Prtry') ?? 'NARR'),
  };
}

/** What the transaction is said to have come to: beside it since version 04, in its details before. */
export const statedAmount = (found: Found): Money | null =>
  amountAt(found, 'Amt') ?? amountAt(found, 'AmtDtls/TxAmt/Amt');

/** Since version 08 a party stands one level further down, since it may be an agent instead. */
function readParty(found: Found, role: 'Dbtr' | 'Cdtr'): Party {
  const party = at(found, `RltdPties/${role}/Pty`) ?? at(found, `RltdPties/${role}`);
  const account = text(found, `RltdPties/${role}Acct/Id/IBAN`) ?? text(found, `RltdPties/${role}Acct/Id/Othr/Id`);
  return {
    name: party && text(party, 'Nm'),
    account: account && account.replace(/\s/g, ''),
    identifier: party && (text(party, 'Id/OrgId/Othr/Id') ?? text(party, 'Id/PrvtId/Othr/Id')),
  };
}
