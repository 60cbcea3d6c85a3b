import { isoDate, parts } from '../../src/domain/date.js';
import { isCreditorReference } from '../../src/domain/identifiers.js';
import { openIdentifier } from '../../src/modules/debtors/identifier-vault.js';
import { registerCase, registerCases } from '../../src/modules/intake/register.commands.js';
import { registerCreditor } from '../../src/modules/creditors/creditor.commands.js';
import { seedExchangeRates } from '../../src/modules/routing/exchange-rates.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, TEST_DATE, testPlatform } from '../setup/platform.js';
import { claim, CREDITOR, GERMAN, jobs, newCreditor, newPartner, NORWEGIAN, request, rowCounts } from './requests.js';

const database = useDatabase();
let platform: Platform;
let creditor: { id: string; key: string };

beforeAll(async () => {
  platform = await testPlatform(database.dataSource);
  await seedExchangeRates(platform.db);
  creditor = await newCreditor(platform);
});

async function registered(change?: Parameters<typeof request>[1]): Promise<string> {
  const answer = await registerCase(platform, agent, request(creditor.id, change));
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.caseId;
}

/** Codes and fields of a refusal, having checked that nothing was written. */
async function refusals(change: Parameters<typeof request>[1], viewer = agent): Promise<[string, string][]> {
  const before = await rowCounts(platform);
  const answer = await registerCase(platform, viewer, request(creditor.id, change));
  expect(await rowCounts(platform)).toEqual(before);
  if (answer.ok) throw new Error('registered');
  for (const refusal of answer.refusal) expect(platform.texts.refusal('nb', refusal)).not.toBe('');
  return answer.refusal.map(({ code, text, field }) => [text ?? code, (field ?? []).join('.')]);
}

const caseRow = async (id: string): Promise<Record<string, unknown>> =>
  (await platform.db.query('select * from collection_case where id = $1', [id]))[0];

const events = async (id: string): Promise<string[]> =>
  (await platform.db.query('select type from case_event where case_id = $1 order by seq', [id])).map(
    ({ type }: { type: string }) => type,
  );

describe('a case in a country of our own', () => {
  test('becomes active, with claims, postings, events and its first step', async () => {
    const claims = [claim(), claim({ principal: { amount: '0.05', currency: 'NOK' } })];
    const notice = { type: 'REMINDER', sentOn: isoDate('2026-03-20'), payBy: isoDate('2026-04-03'), feeCharged: { amount: '35.00', currency: 'NOK' } } as const; // prettier-ignore
    const id = await registered({ claims, priorNotices: [notice] });
    const row = await caseRow(id);
    expect(row).toMatchObject({
      status: 'ACTIVE', stage: 'PRE_COLLECTION', registered_on: TEST_DATE, country: 'NO', currency: 'NOK',
      route_kind: 'COUNTRY_MODULE', referral_id: null, booked_outstanding_minor: '150005',
    }); // prettier-ignore
    expect(row['reference']).toBe(`F-${parts(TEST_DATE).year}-${String(row['serial']).padStart(7, '0')}`);
    expect(row['payment_reference']).toMatch(/^\d{2,25}$/);
    expect(await events(id)).toEqual(['registered', 'routed']);
    const postings = await platform.db.query('select debit_account, credit_account, amount_minor from posting where case_id = $1', [id]); // prettier-ignore
    expect(postings.map((posting: object) => Object.values(posting)).sort()).toEqual([
      ['receivable:principal', 'creditor:claims', '150000'],
      ['receivable:principal', 'creditor:claims', '5'],
    ]);
    expect(
      await platform.db.query('select type, fee_charged_minor from prior_notice where case_id = $1', [id]),
    ).toEqual([{ type: 'REMINDER', fee_charged_minor: '3500' }]);
    expect(await platform.db.query('select from schedule where case_id = $1', [id])).toHaveLength(1);
    expect(await platform.db.query('select from notice where case_id = $1', [id])).toEqual([]);
    expect(
      (await platform.db.query('select kind, decided_on from routing_decision where case_id = $1', [id]))[0],
    ).toEqual({
      kind: 'COUNTRY_MODULE',
      decided_on: TEST_DATE,
    });
  });

  test('keeps the national number encrypted, searchable and masked', async () => {
    const id = await registered();
    const rows: { row: string; cipher: Buffer; hash: Buffer; masked: string }[] = await platform.db.query(
      `select d::text as row, national_id_cipher as cipher, national_id_hash as hash, national_id_masked as masked
       from debtor d join collection_case c on c.debtor_id = d.id where c.id = $1`,
      [id],
    );
    const { row, cipher, hash, masked } = rows[0]!;
    expect(masked).toBe('*******6784');
    expect(row).not.toContain(NORWEGIAN.nationalId);
    expect(cipher.toString('latin1')).not.toContain(NORWEGIAN.nationalId);
    expect(hash).toHaveLength(32);
    expect(openIdentifier(platform.secret, 'NO', cipher)).toBe(NORWEGIAN.nationalId);
    expect(() => openIdentifier(Buffer.alloc(32, 8), 'NO', cipher)).toThrow('authenticate');
    expect(() => openIdentifier(platform.secret, 'SE', cipher)).toThrow('authenticate');
  });

  test('takes the debtor the creditor has already, with the newer address', async () => {
    const first = await caseRow(await registered());
    const address = { lines: ['Flytteveien 2'], postalCode: '5003', city: 'Bergen', country: 'NO' };
    const second = await caseRow(await registered({ debtor: { nationalId: '109155 96784', address } }));
    expect(second['debtor_id']).toBe(first['debtor_id']);
    const [debtor] = await platform.db.query('select address from debtor where id = $1', [first['debtor_id']]);
    expect(debtor.address).toEqual(address);
  });

  test.each([
    ['no address', { debtor: { address: null } }],
    ['an address no letter reaches', { debtor: { address: { lines: [' '], city: 'Oslo', country: 'NO' } } }],
    ['a foreign currency', { claims: [claim({ principal: { amount: '100.00', currency: 'EUR' } })] }],
  ])('%s: a person looks at it', async (_, change) => {
    const id = await registered(change);
    const row = await caseRow(id);
    expect(row).toMatchObject({ status: 'REGISTERED', route_kind: 'MANUAL_REVIEW' });
    expect(isCreditorReference(String(row['payment_reference']))).toBe(true);
    expect(await events(id)).toEqual(['registered', 'manualReview']);
    expect(await platform.db.query('select from schedule where case_id = $1', [id])).toEqual([]);
  });
});

test('a case elsewhere goes to the partner with the lowest fee, with a job that submits it', async () => {
  await newPartner(platform, 'Dearer Test Agency', 'DE', 1500);
  const partnerId = await newPartner(platform, 'Test Agency', 'DE', 1000);
  const id = await registered({
    debtor: { ...GERMAN, address: { ...GERMAN.address, lines: [...GERMAN.address.lines] }, nationalId: null },
  });
  const row = await caseRow(id);
  expect(row).toMatchObject({ status: 'REGISTERED', route_kind: 'PARTNER_NETWORK', country: 'DE' });
  expect(await platform.db.query('select id, partner_id, status from referral where case_id = $1', [id])).toEqual([
    { id: row['referral_id'], partner_id: partnerId, status: 'QUEUED' },
  ]);
  expect(await jobs(platform)).toEqual([{ name: 'submitReferral', payload: { referralId: row['referral_id'] } }]);
  expect(await events(id)).toEqual(['registered', 'routed', 'referralQueued']);
  const [debtor] = await platform.db.query('select language from debtor where id = $1', [row['debtor_id']]);
  expect(debtor.language).toBe('en');
});

describe('refused, and nothing written', () => {
  test('everything wrong is told at once', async () => {
    const claims = [
      claim({ invoiceNumber: ' ', invoiceDate: isoDate('2026-03-02') }),
      claim({ invoiceNumber: 'X', principal: { amount: '10.005', currency: 'NOK' }, description: 'a\u0000b' }),
      claim({ invoiceNumber: 'X', principal: { amount: '-1', currency: 'SEK' } }),
      claim({
        principal: { amount: '1', currency: 'ZZZ' },
        invoiceDate: isoDate('2026-07-01'),
        dueDate: isoDate('2026-08-01'),
      }),
    ];
    const debtor = {
      name: '', country: 'XX', nationalId: '!', language: 'de', email: 'nobody',
      address: { lines: ['x'.repeat(101)], country: 'ZZ' },
    }; // prettier-ignore
    const priorNotices = [
      {
        type: 'REMINDER',
        sentOn: isoDate('2026-09-01'),
        payBy: isoDate('2026-08-01'),
        feeCharged: { amount: '-1', currency: 'NOK' },
      },
      { type: 'COURT_APPLICATION', sentOn: isoDate('2026-02-01'), feeCharged: { amount: '1', currency: 'EUR' } },
    ] as const;
    const found = await refusals({ claims, debtor, priorNotices: [...priorNotices] });
    expect(found.sort()).toEqual(
      [
        ['UNKNOWN_COUNTRY', 'debtor.country'],
        ['INVALID_INPUT.unknownLanguage', 'debtor.language'],
        ['INVALID_INPUT', 'debtor.email'],
        ['INVALID_INPUT.blank', 'debtor.name'],
        ['UNKNOWN_COUNTRY', 'debtor.address.country'],
        ['INVALID_INPUT.tooLong', 'debtor.address.lines.0'],
        ['INVALID_IDENTIFIER.FORMAT', 'debtor.nationalId'],
        ['INVALID_INPUT.blank', 'claims.0.invoiceNumber'],
        ['INVALID_INPUT.dueBeforeInvoice', 'claims.0.dueDate'],
        ['INVALID_INPUT.unprintable', 'claims.1.description'],
        ['INVALID_INPUT.amountFormat', 'claims.1.principal.amount'],
        ['AMOUNT_NOT_POSITIVE', 'claims.2.principal.amount'],
        ['DUPLICATE_CLAIM.sameRequest', 'claims.2.invoiceNumber'],
        ['CURRENCY_MISMATCH', 'claims.2.principal.currency'],
        ['INVALID_INPUT.dateInFuture', 'claims.3.invoiceDate'],
        ['INVALID_INPUT.unknownCurrency', 'claims.3.principal.currency'],
        ['CURRENCY_MISMATCH', 'claims.3.principal.currency'],
        ['INVALID_INPUT.dateInFuture', 'priorNotices.0.sentOn'],
        ['INVALID_INPUT.dateRange', 'priorNotices.0.payBy'],
        ['AMOUNT_NOT_POSITIVE', 'priorNotices.0.feeCharged.amount'],
        ['INVALID_INPUT', 'priorNotices.1.type'],
        ['INVALID_INPUT.noticeBeforeDue', 'priorNotices.1.sentOn'],
        ['CURRENCY_MISMATCH', 'priorNotices.1.feeCharged.currency'],
      ].sort(),
    );
  });

  test.each<[string, Parameters<typeof request>[1], [string, string]]>([
    ['no claims', { claims: [] }, ['INVALID_INPUT.noClaims', 'claims']],
    [
      'too many claims',
      { claims: Array.from({ length: 101 }, () => claim()) },
      ['INVALID_INPUT.tooManyClaims', 'claims'],
    ],
    // Rulebook no.md 7.2: 02013299987 has a wrong first check digit.
    [
      'a wrong check digit',
      { debtor: { nationalId: '02013299987' } },
      ['INVALID_IDENTIFIER.CHECKSUM', 'debtor.nationalId'],
    ],
    // Rulebook fi.md: test number 010516B903X, born 1 May 2016.
    [
      'a child',
      {
        debtor: { country: 'FI', nationalId: '010516B903X' },
        claims: [claim({ principal: { amount: '5', currency: 'EUR' } })],
      },
      ['MINOR_DEBTOR', 'debtor.nationalId'],
    ],
    ['a dispute', { disputed: true }, ['DISPUTED_CLAIM', 'disputed']],
    // 14 days after 19 May is 2 June, the day after the business date.
    [
      'too early',
      { claims: [claim(), claim({ dueDate: isoDate('2026-05-19') })] },
      ['TOO_EARLY.houseRule', 'claims.1.dueDate'],
    ],
    // Foreldelsesloven § 2: three years from the due date.
    [
      'time-barred',
      { claims: [claim({ invoiceDate: isoDate('2023-01-01'), dueDate: isoDate('2023-02-01') })] },
      ['TIME_BARRED.since', 'claims.0.dueDate'],
    ],
  ])('%s', async (_, change, expected) => {
    expect(await refusals(change)).toEqual([expected]);
  });

  test('the first day a claim is taken is told, and is right', async () => {
    const due = (dueDate: string) => request(creditor.id, { claims: [claim({ dueDate: isoDate(dueDate) })] });
    const early = await registerCase(platform, agent, due('2026-05-19'));
    expect(!early.ok && early.refusal[0]?.params).toMatchObject({ earliestOn: '2026-06-02' });
    expect((await registerCase(platform, agent, due('2026-05-18'))).ok).toBe(true);
  });

  test('a creditor registers for itself alone', async () => {
    expect((await registerCase(platform, creditorStaff(creditor.key), request(creditor.id))).ok).toBe(true);
    const stranger = creditorStaff('01890000-0000-7000-8000-000000000000');
    expect(await refusals({}, stranger)).toEqual([['NOT_FOUND.creditor', 'creditorId']]);
    expect(await refusals({ creditorId: 'Creditor:nobody' })).toEqual([['NOT_FOUND.creditor', 'creditorId']]);
  });
});

test('of ten registrations of one invoice at the same time exactly one is made', async () => {
  const before = await rowCounts(platform);
  const same = claim();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => registerCase(platform, agent, request(creditor.id, { claims: [same] }))),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) {
    if (!answer.ok)
      expect(answer.refusal).toMatchObject([{ code: 'DUPLICATE_CLAIM', field: ['claims', '0', 'invoiceNumber'] }]);
  }
  const after = await rowCounts(platform);
  expect([after['collection_case']! - before['collection_case']!, after['posting']! - before['posting']!]).toEqual([
    1, 1,
  ]);
});

test('a batch registers its good rows', async () => {
  const bad = request(creditor.id, { claims: [claim({ principal: { amount: '0', currency: 'NOK' } })] });
  const answers = await registerCases(platform, agent, [request(creditor.id), bad, request(creditor.id)]);
  if (!answers.ok) throw new Error('refused');
  expect(answers.value.map(({ ok }) => ok)).toEqual([true, false, true]);
  const many = Array.from({ length: 501 }, () => bad);
  expect(await registerCases(platform, agent, many)).toMatchObject({ ok: false, refusal: [{ code: 'INVALID_INPUT' }] });
});

test('every account of every currency sums to zero', async () => {
  const sums = await platform.db.query(
    `select currency, sum(amount) as total from (select currency, amount_minor as amount from posting
       union all select currency, -amount_minor from posting) entries group by currency having sum(amount) <> 0`,
  );
  expect(sums).toEqual([]);
});

describe('a creditor', () => {
  test('is taken in once', async () => {
    expect(await registerCreditor(platform, { ...CREDITOR, organisationNumber: '123456785' })).toMatchObject({
      ok: false,
      refusal: [{ text: 'INVALID_INPUT.creditorExists', field: ['organisationNumber'] }],
    });
  });

  test('everything wrong is told at once', async () => {
    const answer = await registerCreditor(platform, {
      name: ' ',
      country: 'SE',
      organisationNumber: '5560004754',
      bankAccount: 'SE00',
    });
    expect(!answer.ok && answer.refusal.map(({ field }) => field?.[0])).toEqual([
      'name',
      'organisationNumber',
      'bankAccount',
    ]);
  });
});
