import { newCreditor, useWorld, type Row } from '../scenarios/world.js';
import { camt, ktl, type Line } from './files.js';
import { assign, change, discard, giveBack, IMPORT, offer, owe, settleAll, suspense, take } from './world.js';

/** Monday. */
const at = useWorld('2026-03-02');
let norwegian: string;
let finnish: string;
const NO_ACCOUNT = 'NO8399990000006';

beforeAll(async () => {
  const { world } = at;
  norwegian = await newCreditor(world, { name: 'Testkreditor AS', country: 'NO', organisationNumber: '123456785' });
  finnish = await newCreditor(world, { name: 'Testivelkoja Oy', country: 'FI', organisationNumber: '0737546-2' });
});

describe('money that was taken back', () => {
  test('ends the payment it names; a closed case asks what is to become of the debt', async () => {
    const { world } = at;
    const one = await owe(world, norwegian, '100.00', 'Kappa Test AS');
    const kid = String(one['paymentReference']);
    const credit: Line = {
      amount: '900.00',
      on: '2026-02-18',
      bank: 'K1',
      parts: [{ reference: kid, endToEnd: 'K-E2E' }],
    };
    const back: Line = { ...credit, on: '2026-02-19', debit: true, reversal: true };
    expect(await take(world, camt('054', NO_ACCOUNT, [credit]))).toEqual(['BOOKED PAYMENT_REFERENCE']);
    expect(
      await change(world, async () =>
        expect(await take(world, camt('054', NO_ACCOUNT, [back]))).toEqual(['REVERSED REVERSAL_BOOKED']),
      ),
    ).toEqual({ 'client_funds NOK': -90000n });
    expect(await take(world, camt('053', NO_ACCOUNT, [credit, back]))).toEqual(
      Array(2).fill('DUPLICATE ALREADY_KNOWN'),
    );
    const found = await world.ask(
      'query ($id: [ID!]) { tasks(filter: { caseId: $id, kind: [UNPAID_AFTER_ALL], open: true }) { totalCount } }',
      { id: [one['id']] },
    );
    expect(found['tasks']!['totalCount']).toBe(1);
  });

  test('and names nothing, or more than one, leaves the account short until somebody says what it was', async () => {
    const { world } = at;
    const kid = String((await owe(world, norwegian, '1000.00', 'Lambda Test AS'))['paymentReference']);
    const credit: Line = { amount: '60.00', on: '2026-02-17', bank: 'L', parts: [{ reference: kid }] };
    const back: Line = { ...credit, debit: true, on: '2026-02-18', parts: [{ returned: 'MD06' }] };
    const payload = await offer(world, camt('054', NO_ACCOUNT, [credit, credit, back]));
    expect(payload['entries']!.map((entry) => entry['reason'] ?? entry['rule'])).toEqual([
      'PAYMENT_REFERENCE',
      'PAYMENT_REFERENCE',
      'REVERSAL_UNKNOWN',
    ]);
    expect(await suspense(world)).toHaveLength(1);
    const entryId = payload['entries']![2]!['id'];
    const paid = await world.ask(
      'query ($id: ID!) { node(id: $id) { ... on BankEntry { payment { id } case { id } } } }',
      { id: payload['entries']![0]!['id'] },
    );
    const { payment, case: of } = paid['node']!;
    expect((await giveBack(world, { entryId, note: 'x' }))['userErrors']![0]!['code']).toBe('INVALID_STATE');
    expect((await assign(world, { entryId, caseId: of!['id'] }))['userErrors']).toMatchObject([
      { code: 'NOT_FOUND', field: ['paymentId'] },
    ]);
    // The client account was short since the reversal came: saying whose it was moves it out of suspense.
    expect(await change(world, () => assign(world, { entryId, caseId: of!['id'], paymentId: payment!['id'] }))).toEqual(
      { 'suspense:unmatched NOK': -6000n },
    );
    expect(await suspense(world)).toEqual([]);
    expect(
      (await assign(world, { entryId, caseId: of!['id'], paymentId: payment!['id'] }))['userErrors'],
    ).toMatchObject([{ code: 'INVALID_STATE', field: ['entryId'] }]);
  });

  test('by a correction of a Finnish payment file', async () => {
    const { world } = at;
    const viite = String(
      (await owe(world, finnish, '1000.00', 'Testi Kaksi Oy', { country: 'FI' }))['paymentReference'],
    );
    const paid = { reference: viite, cents: 12345, archive: '2602160001' };
    expect(await take(world, ktl('12345600000785', '260216', [paid]))).toEqual(['BOOKED PAYMENT_REFERENCE']);
    const moved = await change(world, async () => {
      expect(await take(world, ktl('12345600000785', '260217', [{ ...paid, correction: true }]))).toEqual([
        'REVERSED REVERSAL_BOOKED',
      ]);
    });
    expect(moved).toEqual({ 'client_funds EUR': -12345n });
  });
});

describe('money in suspense', () => {
  test('to an account that is not ours waits with its case suggested; once assigned it counts from the day it came', async () => {
    const { world } = at;
    const one = await owe(world, norwegian, '1000.00', 'My Test AS');
    const line: Line = {
      amount: '250.00',
      on: '2026-02-16',
      bank: 'M',
      parts: [{ reference: String(one['paymentReference']) }],
    };
    const payload = await offer(world, camt('054', 'NO9386011117947', [line]));
    expect(payload['entries']).toMatchObject([
      {
        outcome: 'SUSPENSE',
        reason: 'WRONG_ACCOUNT',
        suggestions: [{ case: { id: one['id'] }, evidence: ['PAYMENT_REFERENCE'] }],
      },
    ]);
    const entryId = payload['entries']![0]!['id'];
    let assigned: Row | undefined;
    const moved = await change(world, async () => {
      assigned = await assign(world, { entryId, caseId: one['id'] });
    });
    expect(moved).toEqual({ 'suspense:unmatched NOK': 25000n });
    expect(assigned!['entry']!['end']).toMatchObject({
      kind: 'ASSIGNED',
      payment: { amount: { amount: '250.00' } },
      case: { id: one['id'] },
    });
    const [payment] = await world.platform.db.query('select received_on from payment order by id desc limit 1');
    expect(payment).toEqual({ received_on: '2026-02-16' });
  });

  test('may be what is known already: a person says so, and the books forget it', async () => {
    const { world } = at;
    const line = (part: Line['parts'][number]): Line => ({ amount: '33.00', on: '2026-02-13', parts: [part] });
    const moved = await change(world, async () => {
      expect(await take(world, camt('054', NO_ACCOUNT, [line({ text: 'Something' })]))).toEqual(['SUSPENSE NO_MATCH']);
      const payload = await offer(world, camt('054', NO_ACCOUNT, [line({ endToEnd: 'X1' })]));
      expect(payload['entries']).toMatchObject([{ outcome: 'SUSPENSE', reason: 'POSSIBLY_KNOWN' }]);
      expect(payload['entries']![0]!['duplicateOf']).not.toBeNull();
      expect(
        (await discard(world, { entryId: payload['entries']![0]!['id'], note: 'the same' }))['userErrors'],
      ).toEqual([]);
    });
    expect(moved).toEqual({ 'client_funds NOK': 3300n, 'suspense:unmatched NOK': -3300n });
    await settleAll(world);
  });

  test('is for the agency alone, as are the files', async () => {
    const { world } = at;
    const staff = { role: 'CREDITOR', creditorId: norwegian.slice('Creditor:'.length) } as const;
    const seen = await world.ask(
      '{ bankEntries { totalCount } bankFiles { totalCount } tasks(filter: { kind: [UNMATCHED_MONEY] }) { totalCount } }',
      {},
      staff,
    );
    expect(seen).toEqual({ bankEntries: { totalCount: 0 }, bankFiles: { totalCount: 0 }, tasks: { totalCount: 0 } });
    const input = { idempotencyKey: 'x', fileName: 'x', content: 'eA==' };
    await expect(world.ask(IMPORT, { input }, staff)).rejects.toThrow('FORBIDDEN');
    const agency = await world.ask(
      '{ bankFiles(first: 1) { edges { node { version importedBy entries(first: 1) { totalCount } totals { outcome } } } } ownAccounts { name numbers } }',
    );
    expect(agency['bankFiles']!['edges']![0]!['node']).toMatchObject({ importedBy: 'test AGENT' });
    expect(agency['ownAccounts']).toContainEqual({ name: 'FI', numbers: ['FI21 1234 5600 0007 85'] });
  });
});

test('a block of transfers that the bank refused is owed again, each transfer of it, and a person is asked', async () => {
  const { world } = at;
  const { db } = world.platform;
  const one = await owe(world, norwegian, '1000.00', 'Omikron Test AS');
  const [caseId, creditorId] = [String(one['id']).slice('Case:'.length), norwegian.slice('Creditor:'.length)];
  const transfer = (name: string) => `<CdtTrfTxInf><PmtId><EndToEndId>${name}</EndToEndId></PmtId></CdtTrfTxInf>`;
  const block = (name: string, transfers: string) => `<PmtInf><PmtInfId>${name}</PmtInfId>${transfers}</PmtInf>`;
  const order = `<Document><CstmrCdtTrfInitn>${block('M-1', transfer('T-1'))}${block('M-2', transfer('T-2'))}</CstmrCdtTrfInitn></Document>`;
  await db.query(
    `with filed as (insert into payout_file (id, message_id, made_on, content) values (gen_random_uuid(), 'M', '2026-02-27', $1) returning id),
       refunded as (insert into refund (id, case_id, creditor_id, amount_minor, amount_currency, refunded_on, recorded_by)
         select gen_random_uuid(), $2, $3, 100 * number, 'NOK', '2026-02-27', 'test' from generate_series(1, 2) number returning id, amount_minor)
     insert into payout (id, creditor_id, case_id, refund_id, amount_minor, amount_currency, payee, payee_country, account, reference, file_id)
       select gen_random_uuid(), $3, $2, refunded.id, amount_minor, 'NOK', 'Test', 'NO', '99990000006', 'T-' || amount_minor / 100, filed.id
       from refunded, filed`,
    [order, caseId, creditorId],
  );
  const status = (name: string, says: string) =>
    `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${name}</OrgnlPmtInfId><PmtInfSts>${says}</PmtInfSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></OrgnlPmtInfAndSts>`;
  const report = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>A</MsgId></GrpHdr>
    <OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId></OrgnlGrpInfAndSts>${status('M-1', 'ACCP')}${status('M-2', 'RJCT')}</CstmrPmtStsRpt></Document>`;
  const moved = await change(world, async () => {
    expect(await take(world, report)).toEqual([
      'IGNORED TRANSFER_STATUS', 'IGNORED TRANSFER_STATUS', 'REJECTED TRANSFER_REJECTED',
    ]); // prettier-ignore
    await take(world, report);
  });
  // Two kroner of the second block; told twice, they come back once.
  expect(moved).toEqual({ 'client_funds NOK': 200n });
  const rejected = await world.ask('{ tasks(filter: { kind: [PAYOUT_REJECTED], open: true }) { totalCount } }');
  expect(rejected['tasks']!['totalCount']).toBe(1);
});
