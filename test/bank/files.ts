/** What a test says of a movement; amounts are decimals as in the message. */
export interface Line {
  readonly amount: string;
  readonly currency?: string;
  readonly on: string;
  readonly debit?: true;
  readonly reversal?: true;
  /** The bank's reference. */
  readonly bank?: string;
  readonly parts: readonly Part[];
  /** How many payments the bank says that it booked as one. */
  readonly batchOf?: number;
}

interface Part {
  readonly amount?: string;
  readonly currency?: string;
  readonly reference?: string;
  readonly text?: string;
  readonly payer?: string;
  readonly endToEnd?: string;
  readonly bank?: string;
  readonly document?: string;
  readonly returned?: string;
}

const tag = (name: string, content: string | undefined): string =>
  content === undefined || content === '' ? '' : `<${name}>${content}</${name}>`;

function partOf(part: Part, currency: string): string {
  const references = tag('AcctSvcrRef', part.bank) + tag('EndToEndId', part.endToEnd);
  const amount = part.amount === undefined ? '' : `<Amt Ccy="${part.currency ?? currency}">${part.amount}</Amt>`;
  const structured = tag('RfrdDocInf', tag('Nb', part.document)) + tag('CdtrRefInf', tag('Ref', part.reference));
  const remittance = tag('Ustrd', part.text) + tag('Strd', structured);
  return tag(
    'TxDtls',
    tag('Refs', references) +
      amount +
      (tag('RltdPties', tag('Dbtr', tag('Pty', tag('Nm', part.payer)))) +
        tag('RmtInf', remittance) +
        tag('RtrInf', tag('Rsn', tag('Cd', part.returned))) || '<Purp/>'),
  );
}

function lineOf(line: Line): string {
  const { currency = 'NOK', parts, batchOf } = line;
  const batch = batchOf === undefined ? '' : tag('Btch', tag('NbOfTxs', String(batchOf)));
  return tag(
    'Ntry',
    `<Amt Ccy="${currency}">${line.amount}</Amt>` +
      tag('CdtDbtInd', line.debit ? 'DBIT' : 'CRDT') +
      tag('RvslInd', line.reversal && 'true') +
      '<Sts><Cd>BOOK</Cd></Sts>' +
      tag('BookgDt', tag('Dt', line.on)) +
      tag('AcctSvcrRef', line.bank) +
      tag('NtryDtls', batch + parts.map((part) => partOf(part, currency)).join('')),
  );
}

/** A notification or a statement of one account, version 08. */
export function camt(kind: '053' | '054', account: string, lines: readonly Line[]): string {
  const [body, statement] = kind === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const content =
    tag('GrpHdr', tag('MsgId', `M-${kind}`)) +
    tag(statement, tag('Id', 'S-1') + tag('Acct', tag('Id', tag('IBAN', account))) + lines.map(lineOf).join(''));
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.08">${tag(body, content)}</Document>`;
}

const number = (value: number | string, width: number): string => String(value).padStart(width, '0');

/** OCR giro: one assignment to one account; amounts in øre, the day DDMMYY. */
export function ocrGiro(account: string, day: string, payments: readonly { kid: string; ore: number }[]): string {
  const lines = payments.flatMap(({ kid, ore }, index) => [
    `NY091030${number(index + 1, 7)}${day}13201014640${number(ore, 17)}${kid.padStart(25)}`,
    `NY091031${number(index + 1, 7)}${number(index + 1, 10)}${'0'.repeat(16)}${day}99990512341`,
  ]);
  const total = payments.reduce((sum, { ore }) => sum + ore, 0);
  const sums = (extra: number) =>
    `${number(payments.length, 8)}${number(lines.length + extra, 8)}${number(total, 17)}${day}`;
  return [
    `NY00001000008080${'0170031'}00010200`,
    `NY090020${'001008566'}0000002${account}`,
    ...lines,
    `NY090088${sums(2)}${day}${day}`,
    `NY000089${sums(4)}`,
  ]
    .map((line) => line.padEnd(80, '0'))
    .join('\r\n');
}

/** KTL: one batch to one account; amounts in cents, days YYMMDD. */
export function ktl(
  account: string,
  day: string,
  payments: readonly { reference: string; cents: number; archive: string; payer?: string; correction?: true }[],
): string {
  const rows = payments.map(({ reference, cents, archive, payer = 'TESTI OY', correction }) =>
    `3${account}${day}${day}${archive.padEnd(16)}${number(reference, 20)}${payer.padEnd(12)}1 ${number(cents, 10)}${correction ? '1' : '0'}J`.padEnd(
      90,
    ),
  );
  const of = (correction: boolean) => {
    const some = payments.filter((payment) => (payment.correction ?? false) === correction);
    return (
      number(some.length, 6) +
      number(
        some.reduce((sum, { cents }) => sum + cents, 0),
        11,
      )
    );
  };
  return [`0${day}0930${'50'}${'123456789'}1`.padEnd(90), ...rows, `9${of(false)}${of(true)}`.padEnd(90)].join('\r\n');
}
