import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isoDate } from '../../src/domain/date.js';
import { runBankImport } from '../../src/modules/bank/import-bank.cli.js';
import { handOver } from '../partners/referrals.js';
import { newCreditor, newPartner, useWorld } from '../scenarios/world.js';
import { withShared } from '../setup/shared.js';
import { camt, ocrGiro, type Line } from './files.js';
import { books, change, IMPORT, offer, owe, plainBlanks, settleAll, statusOf, suspense, take } from './world.js';

/** Monday. */
const at = useWorld('2026-03-02');
let norwegian: string;
const NO_ACCOUNT = 'NO8399990000006';

beforeAll(async () => {
  const { world } = at;
  norwegian = await newCreditor(world, { name: 'Testkreditor AS', country: 'NO', organisationNumber: '123456785' });
});

describe('money that came in', () => {
  test('is booked by the reference quoted, with zeros and blanks; told again in a statement it changes nothing', async () => {
    const { world } = at;
    const one = await owe(world, norwegian, '1000.00', 'Alfa Test AS');
    const kid = String(one['paymentReference']);
    const line: Line = {
      amount: '400.00',
      on: '2026-02-27',
      bank: 'B1',
      parts: [{ reference: `00${kid.slice(0, 2)} ${kid.slice(2)}`, endToEnd: 'E1' }],
    };
    expect(
      await change(world, async () =>
        expect(await take(world, camt('054', NO_ACCOUNT, [line]))).toEqual(['BOOKED PAYMENT_REFERENCE']),
      ),
    ).toEqual({ 'client_funds NOK': 40000n });
    const before = await books(world);
    expect(await take(world, camt('053', NO_ACCOUNT, [line]))).toEqual(['DUPLICATE ALREADY_KNOWN']);
    // The account by its national number, as older files have it.
    expect(await take(world, camt('053', '99990000006', [line]))).toEqual(['DUPLICATE ALREADY_KNOWN']);
    expect(await books(world)).toEqual(before);
  });

  test('twice alike in one file is twice money; the file again, and one with a third, bring only the third', async () => {
    const { world } = at;
    const kid = String((await owe(world, norwegian, '1000.00', 'Beta Test AS'))['paymentReference']);
    const line: Line = { amount: '100.00', on: '2026-02-26', bank: 'SAME', parts: [{ reference: kid }] };
    expect(await take(world, camt('054', NO_ACCOUNT, [line, line]))).toEqual(Array(2).fill('BOOKED PAYMENT_REFERENCE'));
    expect(await take(world, camt('054', NO_ACCOUNT, [line, line]))).toEqual(Array(2).fill('DUPLICATE ALREADY_KNOWN'));
    expect(await take(world, camt('053', NO_ACCOUNT, [line, line, line]))).toEqual([
      'DUPLICATE ALREADY_KNOWN', 'DUPLICATE ALREADY_KNOWN', 'BOOKED PAYMENT_REFERENCE',
    ]); // prettier-ignore
  });

  test('a sum in the statement is what the payment file tells in parts, whichever comes first', async () => {
    const { world } = at;
    const kids = [
      String((await owe(world, norwegian, '700.00', 'Gamma Test AS'))['paymentReference']),
      String((await owe(world, norwegian, '800.00', 'Delta Test AS'))['paymentReference']),
    ];
    // 300.00 + 200.00, once with the parts first and, a day later, with the sum first.
    const parts = (day: string) =>
      ocrGiro('99990000006', day, [
        { kid: kids[0]!, ore: 30000 },
        { kid: kids[1]!, ore: 20000 },
      ]);
    const whole = (on: string): string =>
      camt('053', NO_ACCOUNT, [{ amount: '500.00', on, bank: `SUM ${on}`, batchOf: 2, parts: [] }]);
    expect(await take(world, parts('240226'))).toEqual(Array(2).fill('BOOKED PAYMENT_REFERENCE'));
    expect(await take(world, whole('2026-02-24'))).toEqual(['DUPLICATE ALREADY_KNOWN']);
    const moved = await change(world, async () => {
      expect(await take(world, whole('2026-02-25'))).toEqual(['SUSPENSE BATCH_WITHOUT_DETAILS']);
      expect(await suspense(world)).toContain(
        'UNMATCHED_MONEY: NOK 500.00 came in on 25 February 2026, and it is not known whose it is. It is several payments, of which the bank says nothing further.',
      );
      expect(await take(world, parts('250226'))).toEqual(Array(2).fill('BOOKED PAYMENT_REFERENCE'));
    });
    expect(moved).toEqual({ 'client_funds NOK': 50000n });
    const before = await books(world);
    expect(await take(world, whole('2026-02-25'))).toEqual(['DUPLICATE ALREADY_KNOWN']);
    expect(await take(world, parts('250226'))).toEqual(Array(2).fill('DUPLICATE ALREADY_KNOWN'));
    expect([await books(world), await suspense(world)]).toEqual([before, []]);
  });

  test('without a reference only by what leaves no doubt, and each rule says so', async () => {
    const { world } = at;
    const [one, two, three] = [
      await owe(world, norwegian, '510.00', 'Epsilon Test AS', { invoiceNumber: 'EPS-2026-1' }),
      await owe(world, norwegian, '520.00', 'Zeta Test AS'),
      await owe(world, norwegian, '530.00', 'Eta Test AS'),
    ];
    await owe(world, norwegian, '530.00', 'Eta Test AS');
    const line = (amount: string, part: Line['parts'][number]): Line => ({
      amount,
      on: '2026-02-23',
      bank: `R ${amount} ${part.text ?? ''}`,
      parts: [part],
    });
    const payload = await offer(world, camt('054', NO_ACCOUNT, [
      line('1.00', { text: `Betaling ${one!['reference']}` }),
      line('510.00', { text: 'Faktura EPS-2026-1' }),
      line('520.00', { payer: 'ZETA TEST AS' }),
      line('530.00', { payer: 'Eta Test AS' }),
      line('9.00', { text: `ref ${three!['paymentReference']}` }),
      line('520.00', { payer: 'Zeta Test AS', reference: '424242' }),
    ])); // prettier-ignore
    expect(payload['entries']!.map((entry) => `${entry['outcome']} ${entry['rule'] ?? entry['reason']}`)).toEqual([
      'BOOKED CASE_REFERENCE',
      'BOOKED INVOICE_AND_AMOUNT',
      'BOOKED PAYER_AND_AMOUNT',
      // Two open cases of one debtor.
      'SUSPENSE SEVERAL_CASES',
      // A number in a text, and neither payer nor amount agree.
      'SUSPENSE NO_MATCH',
      // The payer quotes something, and it is nothing of ours.
      'SUSPENSE NO_MATCH',
    ]);
    expect(payload['entries']![2]!['explanation']).toBe(
      'The payer is the debtor of this one open case alone, and paid exactly what was owed, or one of its invoices.',
    );
    expect(payload['entries']![2]!['case']!['id']).toBe(two!['id']);
    const suggested = payload['entries']![4]!['suggestions']!.map((each) => ({
      id: each['case']!['id'],
      evidence: each['evidence'],
    }));
    expect(suggested).toEqual([{ id: three!['id'], evidence: ['REFERENCE_IN_TEXT'] }]);
    await settleAll(world);
  });

  test('in another currency is converted at the rate of its day, and kept as it came', async () => {
    const { world } = at;
    const rates = 'Date,NOK\n2026-02-20,11.0000\n';
    await world.act(
      'mutation ($content: String!) { loadExchangeRates(content: $content) { loaded userErrors { message } } }',
      { content: rates },
    );
    const kid = String((await owe(world, norwegian, '1000.00', 'Theta Test AS'))['paymentReference']);
    const line: Line = { amount: '10.00', currency: 'EUR', on: '2026-02-20', bank: 'FX', parts: [{ reference: kid }] };
    expect(await change(world, () => take(world, camt('054', NO_ACCOUNT, [line])))).toEqual({
      'client_funds EUR': 1000n,
    });
    const [payment] = await world.platform.db.query(
      'select amount_minor, original_amount_minor from payment order by id desc limit 1',
    );
    // 10.00 EUR at 11.0000 NOK for a euro.
    expect(payment).toEqual({ amount_minor: '11000', original_amount_minor: '1000' });
  });

  test('on a closed case is owed back; before the first invoice it waits', async () => {
    const { world } = at;
    const paid = await owe(world, norwegian, '100.00', 'Iota Test AS');
    const kid = String(paid['paymentReference']);
    const line = (amount: string, on: string): Line => ({
      amount,
      on,
      bank: `I ${amount}`,
      parts: [{ reference: kid }],
    });
    // Enough for the claim and everything the law adds to it.
    expect(await take(world, camt('054', NO_ACCOUNT, [line('900.00', '2026-02-19'), line('50.00', '2026-02-20'), line('7.00', '2026-01-05')]))).toEqual([
      'BOOKED PAYMENT_REFERENCE', 'BOOKED PAYMENT_REFERENCE', 'SUSPENSE BEFORE_CLAIM',
    ]); // prettier-ignore
    expect(await statusOf(world, paid['id'])).toBe('CLOSED');
    const [{ minor }] = await world.platform.db.query(
      `select sum(case when credit_account = 'suspense' then amount_minor else -amount_minor end) as minor from posting
       where case_id = $1 and 'suspense' in (debit_account, credit_account)`,
      [String(paid['id']).slice('Case:'.length)],
    );
    expect(BigInt(minor as string)).toBeGreaterThanOrEqual(5000n);
    await settleAll(world);
  });
});

test('on a case that a partner works is booked, and the partner is told', async () => {
  const { world } = at;
  const { db } = world.platform;
  const partnerId = await newPartner(world, 'Test Agentur', 'sandbox', { country: 'DE', feeBps: 2000 });
  const { caseId, referralId } = await handOver(db, partnerId, {
    on: isoDate('2026-02-02'),
    caseReference: 'F-2026-9000001',
  });
  await db.query(`update referral set status = 'ACTIVE', submitted_at = now() where id = $1`, [referralId]);
  // The claim is of 1 March.
  const line: Line = {
    amount: '40.00',
    currency: 'EUR',
    on: '2026-03-02',
    bank: 'P',
    parts: [{ text: 'F-2026-9000001' }],
  };
  expect(await take(world, camt('054', NO_ACCOUNT, [line]))).toEqual(['BOOKED CASE_REFERENCE']);
  const told: unknown[] = await db.query(
    `select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'notifyPartnerPayment' and j.payload->>'paymentId' in (select id::text from payment where case_id = $1)`,
    [caseId],
  );
  expect(told).toHaveLength(1);
});

test('the same file at the same time under two keys is booked once', async () => {
  const { world } = at;
  const kid = String((await owe(world, norwegian, '1000.00', 'Xi Test AS'))['paymentReference']);
  const file = camt('054', NO_ACCOUNT, [{ amount: '20.00', on: '2026-02-10', bank: 'X', parts: [{ reference: kid }] }]);
  const moved = await change(world, async () => {
    const taken = await Promise.all([take(world, file), take(world, file), take(world, file)]);
    expect(taken.flat().sort()).toEqual([
      'BOOKED PAYMENT_REFERENCE', 'DUPLICATE ALREADY_KNOWN', 'DUPLICATE ALREADY_KNOWN',
    ]); // prettier-ignore
  });
  expect(moved).toEqual({ 'client_funds NOK': 2000n });
});

describe('a file', () => {
  test('is taken whole or not at all', async () => {
    const { world } = at;
    const kid = String((await owe(world, norwegian, '1000.00', 'Ny Test AS'))['paymentReference']);
    const good: Line = { amount: '10.00', on: '2026-02-12', bank: 'N', parts: [{ reference: kid }] };
    const before = [await books(world), await world.ask('{ bankFiles { totalCount } }')];
    const refusedFor = async (content: string | Buffer) =>
      (await offer(world, content))['userErrors']!.map(({ message }) => plainBlanks(message!));
    expect(await refusedFor(camt('054', NO_ACCOUNT, [good, { ...good, batchOf: 2 }]))).toEqual([
      'Ntfctn[1]/Ntry[2]/NtryDtls[1]/Btch/NbOfTxs in the bank file says 2, but what it is about comes to 1. Nothing of the file is booked.',
    ]);
    expect(await refusedFor(camt('054', NO_ACCOUNT, [good, { ...good, on: '2026-03-04' }]))).toEqual([
      'Ntfctn[1]/Ntry[2]/NtryDtls[1]/TxDtls[1] in the bank file is booked on 4 March 2026, a day to come.',
    ]);
    expect(await refusedFor('hello')).toHaveLength(1);
    expect([await books(world), await world.ask('{ bankFiles { totalCount } }')]).toEqual(before);
  });

  test('under a key that was used for another is refused; under its own it is the same answer', async () => {
    const { world } = at;
    const input = {
      idempotencyKey: 'once',
      fileName: 'a.xml',
      content: Buffer.from(camt('054', NO_ACCOUNT, [])).toString('base64'),
    };
    const first = await world.ask(IMPORT, { input });
    expect(await world.ask(IMPORT, { input })).toEqual(first);
    const other = { ...input, fileName: 'b.xml' };
    expect((await world.ask(IMPORT, { input: other }))['importBankFile']!['userErrors']).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });
});

test('from the command line: what became of each file, and an exit code', async () => {
  const { world } = at;
  const directory = mkdtempSync(path.join(tmpdir(), 'fordring-bank-'));
  const [good, bad] = ['good.xml', 'bad.txt'].map((name) => path.join(directory, name)) as [string, string];
  writeFileSync(
    good,
    camt('054', NO_ACCOUNT, [{ amount: '1.00', on: '2026-02-11', debit: true, parts: [{ text: 'Fee' }] }]),
  );
  writeFileSync(bad, 'hello');
  const said: string[] = [];
  expect(await runBankImport(world.platform, [good, bad], (line) => said.push(line))).toBe(1);
  expect(await runBankImport(world.platform, [good], () => {})).toBe(0);
  rmSync(directory, { recursive: true });
  expect(said).toEqual([
    'good.xml: 1 ignored',
    'bad.txt: The file is none of the bank files that are read (camt.053, camt.054, pain.002, OCR giro, BgMax, KTL): hello.',
  ]);
});

const CORPUS = '../shared/corpus/bank-files';

withShared(`${CORPUS}/expected.json`).test(
  'files as banks sent them: every credit is in the books once, however often the files come',
  async () => {
    const { world } = at;
    const numbers = [
      ['FI1431313001234567'],
      ['FI8529501800030574'],
      ['NL08INGB0000001234'],
      ['NL26VAYB8060476890'],
      ['CH2801234000123456789'],
      ['99991042764'],
      ['991-2346'],
    ];
    for (const [index, each] of numbers.entries()) {
      const input = { idempotencyKey: `account ${index}`, name: `Account ${index}`, numbers: each };
      await world.act(
        'mutation ($input: OwnAccountInput!) { registerOwnAccount(input: $input) { account { name } userErrors { message } } }',
        { input },
      );
    }
    const files = ['bgmax', 'camt053', 'camt054', 'negative', 'ocr-giro', 'pain002'].flatMap((folder) =>
      readdirSync(path.join(CORPUS, folder))
        .sort()
        .map((name) => path.join(CORPUS, folder, name)),
    );
    expect(files).toHaveLength(18);
    const importAll = async (): Promise<string[]> => {
      const refused: string[] = [];
      for (const file of files) {
        const payload = await offer(world, readFileSync(file), path.basename(file));
        if (payload['userErrors']!.length > 0) refused.push(path.basename(file));
      }
      return refused;
    };
    const refused = [
      'notima-BGMAX_Sample1.txt',
      'genkgo-camt054.v4.xml',
      'BgMaxfil4_broken.txt',
      'genkgo-camt053.v2.wrong.xml',
      'netsgiro-avtalegiro_payment_request.txt',
    ];
    const moved = await change(world, async () => expect(await importAll()).toEqual(refused));
    // NOK: 51 449.00 of the OCR file. SEK: 3 700 + 2 000 + 2 900 and 1 100 of the two BgMax files.
    // EUR: 4 000 of BgMax; 7 048 of Handelsbanken; 10 000 + 100.50 of Nordea; 350 + 125 + 120 + 270 + 125 of ING, less 30 that it took
    // back; 8.85 twice of Genkgo, whose other two files are the first in versions 04 and 08: 22 126.20.
    expect(moved).toEqual({
    'client_funds NOK': 5_144_900n, 'suspense:unmatched NOK': -5_144_900n, 'client_funds SEK': 970_000n, 'suspense:unmatched SEK': -970_000n,
    'client_funds EUR': 2_212_620n, 'suspense:unmatched EUR': -2_212_620n,
  }); // prettier-ignore
    const before = await books(world);
    expect(await importAll()).toEqual(refused);
    expect(await books(world)).toEqual(before);
    expect(world.faults).toEqual([]);
  },
);
