import { movementsOf } from '../../src/bank-files/movements.js';
import { readBankFile } from '../../src/bank-files/read.js';
import { camt, ktl, ocrGiro, type Line } from '../bank/files.js';

const read = (content: string | Buffer) => readBankFile(Buffer.from(content));
/** The finer code of a refusal, and where it is. */
function refusalOf(content: string | Buffer): string {
  const file = read(content);
  if (file.ok) return 'read';
  const { text, params } = file.refusal;
  return [text?.replace('INVALID_INPUT.', ''), params?.['place'] ?? params?.['line']]
    .filter((part) => part !== undefined)
    .join(' ');
}
function moved(content: string | Buffer) {
  const file = read(content);
  if (!file.ok) throw new Error(JSON.stringify(file.refusal));
  return movementsOf(file.value);
}

const credit: Line = { amount: '100.00', on: '2026-02-27', bank: 'B1', parts: [{ reference: '12345' }] };
const plain = camt('054', 'NO8399990000006', [credit]);

describe('messages of ISO 20022', () => {
  test.each(['02', '03', '06', '08', '11', '13'])('version %s is read as the others are', (version) => {
    expect(moved(plain.replace('.001.08', `.001.${version}`))).toHaveLength(1);
  });

  test('a status, a name and an amount are found where each version has them', () => {
    const old = plain.replace('<Sts><Cd>BOOK</Cd></Sts>', '<Sts>BOOK</Sts>');
    expect(moved(old)).toEqual(moved(plain));
    const pending = plain.replace('<Cd>BOOK</Cd>', '<Cd>PDNG</Cd>');
    expect(moved(pending)).toMatchObject([{ booked: false }]);
    const nested = camt('053', 'NO8399990000006', [{ ...credit, parts: [{ payer: 'Test Person' }] }]);
    expect(moved(nested)).toMatchObject([{ payer: { name: 'Test Person' } }]);
    expect(moved(nested.replace('<Pty>', '').replace('</Pty>', ''))).toMatchObject([
      { payer: { name: 'Test Person' } },
    ]);
  });

  test('any prefix of the namespace, a byte order mark, and UTF-16 are the same message', () => {
    const prefixed = plain.replace(/<(\/?)(?!\?)/g, '<$1x:').replace('xmlns=', 'xmlns:x=');
    expect(moved(prefixed)).toEqual(moved(plain));
    expect(moved(`\ufeff${plain}`)).toEqual(moved(plain));
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain.replace('UTF-8', 'UTF-16'), 'utf16le')]);
    expect(moved(utf16)).toEqual(moved(plain));
  });

  test('payments that the bank booked as one are told apart where it says how much each is, else not', () => {
    const parts = [
      { amount: '60.00', reference: '1' },
      { amount: '40.00', reference: '2' },
    ];
    const amounts = (line: Line) =>
      moved(camt('054', 'X', [line])).map(({ amount, lump, references }) => [amount.minor, lump, references.join()]);
    expect(amounts({ ...credit, parts })).toEqual([[6000n, false, '1'], [4000n, false, '2']]); // prettier-ignore
    expect(amounts({ ...credit, parts: parts.map(({ reference }) => ({ reference })) })).toEqual([
      [10000n, true, '1,2'],
    ]);
    expect(amounts({ ...credit, parts: [], batchOf: 2 })).toEqual([[10000n, true, '']]);
    expect(amounts({ ...credit, parts: [] })).toEqual([[10000n, false, '']]);
  });

  test('sums that do not go together are flagged: of parts, of entries, of balances', () => {
    const flaws = (content: string) => {
      const file = read(content);
      return file.ok
        ? file.value.flaws.map(({ params }) => `${params!['place']}: ${params!['stated']}, ${params!['found']}`)
        : 'refused';
    };
    const parts = [{ amount: '60.00' }, { amount: '30.00' }];
    expect(flaws(camt('054', 'X', [{ ...credit, parts }]))).toEqual(['Ntfctn[1]/Ntry[1]/Amt: 100.00 NOK, 90.00 NOK']);
    const summary = '<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>100.01</Sum></TtlNtries></TxsSummry><Ntry>';
    expect(flaws(plain.replace('<Ntry>', summary))).toEqual([
      'Ntfctn[1]/TxsSummry/TtlNtries/NbOfNtries: 2, 1',
      'Ntfctn[1]/TxsSummry/TtlNtries/Sum: 100.01, 100.00',
    ]);
    const balance = (type: string, amount: string) =>
      `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="NOK">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-27</Dt></Dt></Bal>`;
    const statement = camt('053', 'X', [credit]);
    // 50 and 100 are 150, not 160; of one page of several nothing can be said.
    const wrong = statement.replace('<Ntry>', `${balance('OPBD', '50.00')}${balance('CLBD', '160.00')}<Ntry>`);
    expect(flaws(wrong)).toEqual(['Stmt[1]/Bal CLBD: 160.00 NOK, 150.00 NOK']);
    expect(flaws(wrong.replace('160.00', '150.00'))).toEqual([]);
    expect(
      flaws(
        wrong.replace('<Id>S-1</Id>', '<Id>S-1</Id><StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>'),
      ),
    ).toEqual([]);
  });

  test.each([
    ['an entity', plain.replace('?>', '?><!DOCTYPE Document [<!ENTITY x "1">]>'), 'xmlDoctype'],
    ['half of it', plain.slice(0, plain.length / 2), 'xmlMalformed 1'],
    ['another message', plain.replaceAll('camt.054', 'camt.052'), 'bankUnknown'],
    ['a version before the first', plain.replace('.001.08', '.001.01'), 'bankUnknown'],
    ['an amount below zero', plain.replace('>100.00<', '>-100.00<'), 'bankAmount Ntfctn[1]/Ntry[1]/Amt'],
    ['more decimals than the currency', plain.replace('>100.00<', '>100.001<'), 'bankAmount Ntfctn[1]/Ntry[1]/Amt'],
    ['a float', plain.replace('>100.00<', '>1e2<'), 'bankAmount Ntfctn[1]/Ntry[1]/Amt'],
    ['a currency nobody knows', plain.replace('Ccy="NOK"', 'Ccy="XQQ"'), 'bankCurrency Ntfctn[1]/Ntry[1]/Amt'],
    ['a day that is none', plain.replace('2026-02-27', '2026-02-30'), 'bankDate Ntfctn[1]/Ntry[1]/BookgDt'],
    ['no account', plain.replace(/<Acct>.*<\/Acct>/, ''), 'bankMissing Ntfctn[1]/Acct/Id/Othr/Id'],
    ['a direction nobody knows', plain.replace('CRDT', 'BOTH'), 'bankMissing Ntfctn[1]/Ntry[1]/CdtDbtInd'],
    [
      'a text without end',
      plain.replace('12345', '1'.repeat(501)),
      'bankTooLong Ntfctn[1]/Ntry[1]/NtryDtls[1]/TxDtls[1]/RmtInf/Strd[1]/CdtrRefInf/Ref',
    ],
    ['something else', 'hello', 'bankUnknown'],
    ['bytes', Buffer.from([0, 1, 2, 3]), 'fileEncoding'],
  ])('%s is refused', (_what, content, refusal) => {
    expect(refusalOf(content)).toBe(refusal);
  });

  test('17 megabytes are refused before anything is read', () => {
    expect(refusalOf(Buffer.alloc(17 * 1024 * 1024, '<'))).toBe('fileTooLarge');
  });
});

describe('files in fixed columns', () => {
  const giro = ocrGiro('99990000006', '270226', [{ kid: '1234', ore: 10000 }, { kid: '5678', ore: 2550 }]); // prettier-ignore
  const finnish = ktl('12345600000785', '260227', [
    { reference: '1232', cents: 10050, archive: '2602270001' },
    { reference: '1232', cents: 10050, archive: '2602270001', correction: true },
  ]);

  test('OCR giro and KTL, lines ended either way, with or without blanks at their ends', () => {
    const found = moved(giro).map(({ amount, references, bookedOn }) => [amount.minor, references[0], bookedOn]);
    expect(found).toEqual([[10000n, '1234', '2026-02-27'], [2550n, '5678', '2026-02-27']]); // prettier-ignore
    expect(moved(giro.replaceAll('\r\n', '\n'))).toEqual(moved(giro));
    expect(moved(finnish)).toMatchObject([
      { direction: 'CREDIT', reversal: false, references: ['00000000000000001232'], amount: { minor: 10050n, currency: 'EUR' }, payer: { name: 'TESTI OY' } },
      { direction: 'DEBIT', reversal: true },
    ]); // prettier-ignore
    const trimmed = finnish.split('\r\n').map((line) => line.trimEnd()).join('\n'); // prettier-ignore
    expect(moved(`${trimmed}\n\n\u001a`)).toEqual(moved(finnish));
  });

  test('the reversal of a card purchase goes out', () => {
    const purchase = giro.replaceAll('NY091030', 'NY091830').replaceAll('NY091031', 'NY091831');
    expect(moved(purchase)).toMatchObject([{ direction: 'DEBIT', reversal: true }, { direction: 'DEBIT', reversal: true }]); // prettier-ignore
  });

  const lines = giro.split('\r\n');
  const without = (index: number): string => lines.filter((_, each) => each !== index).join('\r\n');
  test.each([
    ['without its last line', without(lines.length - 1), 'bankTruncated'],
    ['without the end of the assignment', without(lines.length - 2), 'bankTruncated'],
    ['without a payment', without(2), 'bankRecord 3'],
    ['with a payment twice', [...lines.slice(0, 4), ...lines.slice(2)].join('\r\n'), 'bankTotals 9:9-16'],
    ['with another amount', giro.replace('00000000000010000', '00000000000010001'), 'bankTotals 7:25-41'],
    ['with a column moved', giro.replace('13201014640', '1320101464'), 'bankAmount 3:33-49'],
    ['with a line too long', giro.replace('NY090020', 'NY09002000'), 'bankLength 2'],
    ['with a day that is none', giro.replaceAll('0000001270226', '0000001310226'), 'bankDate 3:16-21'],
    [
      'KTL with another sum',
      finnish.replace(/^9(.{17})/m, (all) => all.replace('10050', '10051')),
      'bankTotals 4:8-18',
    ],
    ['KTL in marks', finnish.replace('TESTI OY    1', 'TESTI OY    0'), 'bankCurrency 2:76-76'],
    ['KTL without its sum', finnish.split('\r\n').slice(0, -1).join('\r\n'), 'bankTruncated'],
    [
      'a test file of Bankgirot',
      '01BGMAX               0120260227173035010331T\r\n7000000000000000000000000000000000',
      'bankTestFile 1',
    ],
    [
      'a deposit of Bankgirot without its end',
      '01BGMAX               0120260227173035010331P\r\n050009912346          SEK\r\n7000000000000000000000000000000000',
      'bankTruncated',
    ],
  ])('%s', (_what, content, refusal) => {
    expect(refusalOf(content)).toBe(refusal);
  });
});
