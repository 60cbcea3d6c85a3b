import { newCreditor, owed, pay, register, useWorld, type Row, type World } from '../scenarios/world.js';

const here = useWorld('2026-03-30');

const SETTLEMENTS = `query ($creditorId: [ID!]) { settlements(filter: { creditorId: $creditorId }, first: 50) { edges { node {
  settledOn carriedForward { amount } payout { amount } lines { kind amount { amount } } } } } }`;

/** Settlements with a creditor, oldest first: "day: kind amount …; payout, carried". */
async function settlements(world: World, creditorId: string): Promise<string[]> {
  const { settlements: page } = await world.ask(SETTLEMENTS, { creditorId: [creditorId] });
  return [...page!['edges']!].reverse().map(({ node }) => {
    const { settledOn, lines, payout, carriedForward } = node as Row;
    const told = lines!.map((line) => `${line['kind']} ${line['amount']!['amount']}`).join(', ');
    return `${settledOn}: ${told}; ${payout!['amount']} ${carriedForward!['amount']}`;
  });
}

const nok = (amount: string) => ({ amount, currency: 'NOK' });

const CREDIT = `mutation ($input: RecordCreditNoteInput!) { recordCreditNote(input: $input) { case { id } userErrors { code field message } } }`;

/** 10 000.00 to a consumer, due 16 March 2026, for a creditor with a success fee of 10 % that is settled with each week. */
async function owing(
  world: World,
  organisationNumber: string,
): Promise<{ creditorId: string; id: string; claimId: string }> {
  const creditorId = await newCreditor(world, {
    name: `Kreditert ${organisationNumber} AS`, country: 'NO', organisationNumber, bankAccount: '9710 41 33219',
    address: { lines: ['Kraftveien 1'], postalCode: '0150', city: 'Oslo', country: 'NO' },
  }); // prettier-ignore
  await world.act(
    `mutation ($input: CommissionTermsInput!) { setCommissionTerms(input: $input) { creditor { id } userErrors { message } } }`,
    { input: { idempotencyKey: `terms ${creditorId}`, creditorId, validFrom: '2026-03-30', successFeePercent: '10' } },
  );
  const id = await register(world, {
    creditorId,
    debtor: {
      type: 'PERSON', name: 'Skyldner Eksempel', country: 'NO',
      address: { lines: ['Prøvegata 3'], postalCode: '0001', city: 'Testby', country: 'NO' },
    },
    claims: [{
      invoiceNumber: `K-${organisationNumber}`, description: 'Vare', invoiceDate: '2026-02-16', dueDate: '2026-03-16', principal: nok('10000.00'),
    }],
  }); // prettier-ignore
  const found = await world.ask(`query ($id: ID!) { case(id: $id) { claims { id } } }`, { id });
  return { creditorId, id, claimId: String(found['case']!['claims']![0]!['id']) };
}

test('what was credited after it was settled: costs and commission that were not due go back, and the tax on them', async () => {
  const { world } = here;
  const ours = await owing(world, '981566378');
  const direct = await owing(world, '984661185');
  const part = await owing(world, '974760673');
  // Monday 20 April, after the betalingsoppfordring: light salær 600 of 10 000 (no.md 1.2), and 4 000.00 come in, to us and to the creditor
  // itself. Costs come first: 3 400.00 are principal.
  await world.until('2026-04-20');
  await pay(world, ours.id, nok('4000.00'), '2026-04-20');
  await world.act(
    `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { payment { id } userErrors { code field } } }`,
    { input: { caseId: direct.id, amount: nok('4000.00'), receivedOn: '2026-04-20', paidToCreditor: true } },
  );
  await pay(world, part.id, nok('2000.00'), '2026-04-20');
  // 27 April. Commission 10 % of 3 400.00; tax 25 % of 340.00 and of the 600.00, 235.00.
  await world.until('2026-04-27');
  expect(await settlements(world, ours.creditorId)).toEqual([
    '2026-04-27: COLLECTED 3400.00, COMMISSION -340.00, VAT -235.00; 2825.00 0.00',
  ]);
  expect(await settlements(world, direct.creditorId)).toEqual([
    '2026-04-27: DIRECT_PAYMENT 0.00, OUR_COSTS -600.00, COMMISSION -340.00, VAT -235.00; 0.00 -1175.00',
  ]);
  // 2 000.00 - 600.00 are principal; tax 25 % of 140.00 and 600.00.
  expect(await settlements(world, part.creditorId)).toEqual([
    '2026-04-27: COLLECTED 1400.00, COMMISSION -140.00, VAT -185.00; 1075.00 0.00',
  ]);

  // 28 April: 8 000.00 are credited. Of 2 000.00 the light salær is 0.4 x 750 = 300.00, and interest for 35 days 23.01: 2 323.01 in all.
  await world.until('2026-04-28');
  for (const { id, claimId } of [ours, direct, part]) {
    const input = {
      idempotencyKey: id,
      caseId: id,
      claimId,
      amount: nok('8000.00'),
      issuedOn: '2026-04-28',
      reference: 'K-1',
    };
    await world.act(CREDIT, { input });
    if (id === part.id) continue;
    expect(await owed(world, id)).toBe(
      'principal 2000.00, interest 23.01, costs 300.00, paid 2323.01, outstanding 0.00',
    );
  }

  // Monday 4 May. 3 400.00 - 2 023.01 = 1 376.99 of the creditor's go back, with 137.70 of commission; the tax is less by 25 % of that and of
  // the 300.00 of costs, 109.43 of 437.70.
  await world.until('2026-05-04');
  expect((await settlements(world, ours.creditorId)).at(-1)).toBe(
    '2026-05-04: REVERSAL -1376.99, COMMISSION 137.70, COLLECTED 0.00, VAT 109.43; 0.00 -1129.86',
  );
  // What the creditor was paid itself is between it and the debtor; it holds 300.00 less of ours. 547.13 of the 1 175.00 that it owes.
  expect((await settlements(world, direct.creditorId)).at(-1)).toBe(
    '2026-05-04: DIRECT_PAYMENT 0.00, OUR_COSTS 300.00, COMMISSION 137.70, VAT 109.43; 0.00 -627.87',
  );
  // The 300.00 that are no costs any more cover principal: 300.00 less 30.00, and tax on 270.00 less.
  expect((await settlements(world, part.creditorId)).at(-1)).toBe(
    '2026-05-04: COLLECTED 300.00, COMMISSION -30.00, VAT 67.50; 337.50 0.00',
  );
  // And nothing more of it, a week later.
  await world.until('2026-05-11');
  for (const { creditorId } of [ours, direct, part]) expect(await settlements(world, creditorId)).toHaveLength(2);
});
