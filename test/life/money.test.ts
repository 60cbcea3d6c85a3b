import { isoDate } from '../../src/domain/date.js';
import { globalId } from '../../src/graphql/ids.js';
import { lockCase } from '../../src/modules/cases/case.record.js';
import { changeDueDate } from '../../src/modules/cases/due-date.commands.js';
import { withdrawCase } from '../../src/modules/cases/hold.commands.js';
import { mergeCases, undoMerge } from '../../src/modules/merges/merge.commands.js';
import { registerCase } from '../../src/modules/intake/register.commands.js';
import { recordCreditNote } from '../../src/modules/payments/credit-note.commands.js';
import { recordPayment } from '../../src/modules/payments/payment.commands.js';
import { reversePayment } from '../../src/modules/payments/payment.reversal.js';
import { sellCase } from '../../src/modules/sales/sale.commands.js';
import { refundSurplus } from '../../src/modules/settlement/refund.commands.js';
import { creditorStaff, agent } from '../setup/platform.js';
import { useDatabase } from '../setup/database.js';
import {
  accounts, creditorOf, events, hand, lastSpread, openPlatform, outcome, owed, pay, rowOf, stateOf, until, type Invented, type TestPlatform,
} from './world.js'; // prettier-ignore

const db = useDatabase();

/* Rulebook no.md 1.1: fee of a letter 38 in 2026; 2.1: 12 % to 30 June 2026. The invoice is two weeks late on 15 June, a Monday. */
const NORWEGIAN: Invented = {
  country: 'NO', type: 'PERSON', principal: '1000.00', invoiceDate: '2026-05-18', dueDate: '2026-06-01',
}; // prettier-ignore

describe('whose the money is', () => {
  test('the fee of the creditor’s own reminder is the creditor’s, the fee of our letter ours', async () => {
    const platform = await openPlatform(db.dataSource, '2026-03-16');
    // Rulebook se.md 1.1: påminnelse 60, inkassokrav 180. Due on Monday 16 February, reminded on 24 February until 6 March.
    const id = await hand(platform, {
      country: 'SE', type: 'PERSON', principal: '3650.00', invoiceDate: '2026-01-16', dueDate: '2026-02-16',
      reminded: { sentOn: '2026-02-24', payBy: '2026-03-06', fee: '60.00' },
    }); // prettier-ignore
    expect(await until(platform, '2026-03-16')).toBe(1);
    // 3 650 at 10 % earn 1.00 a day: 12 days of February and 16 of March.
    expect(await owed(platform, id)).toMatchObject({ interest: '28.00', costs: '240.00', outstanding: '3918.00' });
    expect(await accounts(platform, id)).toMatchObject({ 'creditor:costs': '-60.00', 'income:costs': '-180.00' });

    await pay(platform, id, '3918.00');
    expect(await lastSpread(platform, id)).toEqual([
      'COST 60.00',
      'COST 180.00',
      'INTEREST 28.00',
      'PRINCIPAL 3650.00',
    ]);
    // 3 650 + 28 + 60 = 3 738 is the creditor's.
    expect(await accounts(platform, id)).toEqual({
      client_funds: '3918.00',
      'creditor:payable': '-3738.00',
      'income:costs': '-180.00',
    });
  });

  test('the compensation for late payment between businesses is the creditor’s, our part of the costs ours', async () => {
    const platform = await openPlatform(db.dataSource, '2026-03-16');
    const id = await hand(platform, {
      country: 'SE', type: 'COMPANY', principal: '3650.00', invoiceDate: '2026-01-16', dueDate: '2026-02-16',
    }); // prettier-ignore
    await until(platform, '2026-03-16');
    // Rulebook se.md 1.1: 450, against which the inkassokostnad of 180 is set off.
    expect(await accounts(platform, id)).toMatchObject({ 'creditor:compensation': '-450.00' });
    await pay(platform, id, '450.00');
    expect(await lastSpread(platform, id)).toEqual(['COMPENSATION 450.00']);
    const books = await accounts(platform, id);
    expect(books).toMatchObject({ client_funds: '450.00', 'creditor:payable': '-450.00' });
    expect(books['income:costs']).toBeUndefined();
  });

  test('a fee the creditor was paid stays the creditor’s when a salær absorbs it: the debtor pays the rest of that', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const reminded = { sentOn: '2026-06-15', payBy: '2026-06-29', fee: '38.00' };
    const id = await hand(platform, { ...NORWEGIAN, reminded });
    expect((await owed(platform, id)).costs).toBe('38.00');
    await pay(platform, id, '38.00');
    expect(await lastSpread(platform, id)).toEqual(['COST 38.00']);
    await until(platform, '2026-08-03');
    const { costs, outstanding } = await owed(platform, id);
    // Rulebook no.md 1.2: lett salær at a principal of 1 000 is 0.35 × 750 = 262.50, the letters' fees included.
    expect(costs).toBe('262.50');
    await pay(platform, id, outstanding);
    expect((await lastSpread(platform, id))[0]).toBe('COST 224.50');
    expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    expect(await accounts(platform, id)).toMatchObject({ 'income:costs': '-224.50' });
  });
});

describe('after closing', () => {
  test('a withdrawn case owes nothing, on that day or any later one', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    await withdrawCase(platform, agent, { caseId: globalId('Case', id), reason: 'Settled' });
    // 14 days: 1 000 × 12 % × 14 / 365 = 4.6027.
    const closed = { principal: '1000.00', interest: '4.60', costs: '0.00', paid: '0.00', outstanding: '0.00' };
    expect(await owed(platform, id)).toEqual(closed);
    await until(platform, '2026-09-15');
    expect(await owed(platform, id)).toEqual(closed);
  });

  test('money that had come in by then is the creditor’s, and spares interest; nothing else of the closing changes', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    await withdrawCase(platform, agent, { caseId: globalId('Case', id), reason: 'Settled' });
    await until(platform, '2026-06-20');
    expect(outcome(await pay(platform, id, '100.00', '2026-06-10'))).toBe('done');
    // 9 days on 1 000 to 10 June are 2.9589, 5 on 900 to the closing 1.4795: 4.44 in all. What is left of it is still written off.
    expect(await owed(platform, id)).toEqual({
      principal: '1000.00', interest: '4.44', costs: '0.00', paid: '100.00', outstanding: '0.00',
    }); // prettier-ignore
    expect(await lastSpread(platform, id)).toEqual(['PRINCIPAL 100.00']);
    expect(await accounts(platform, id)).toEqual({ client_funds: '100.00', 'creditor:payable': '-100.00' });
    expect(await rowOf(platform, id)).toMatchObject({ close_reason: 'WITHDRAWN', closed_on: '2026-06-15' });
  });

  test('money that had come in before a case was paid is too much: what was covered by other money stays covered', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    expect(outcome(await pay(platform, id, '1004.60'))).toBe('done');
    expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    expect(outcome(await pay(platform, id, '100.00', '2026-06-10'))).toBe('done');
    expect(await accounts(platform, id)).toEqual({
      client_funds: '1104.60', 'creditor:payable': '-1004.60', suspense: '-100.00',
    }); // prettier-ignore
  });

  test('money that comes in is booked, owed back and told; the case stays closed', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const creditorId = await creditorOf(platform, { country: 'NO' });
    const id = await hand(platform, { ...NORWEGIAN, creditorId });
    await withdrawCase(platform, agent, { caseId: globalId('Case', id), reason: 'Settled' });
    await until(platform, '2026-06-20');
    const result = await pay(platform, id, '100.00', '2026-06-18');
    expect(outcome(result)).toBe('done');
    expect(await accounts(platform, id)).toEqual({ client_funds: '100.00', suspense: '-100.00' });
    expect((await events(platform, id)).at(-1)).toBe('paymentReceived 2026-06-20');
    expect(await owed(platform, id)).toMatchObject({ paid: '0.00', outstanding: '0.00' });
    expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', closed_on: '2026-06-15' });
    const told: { params: object }[] = await db.dataSource.query(
      `select params from case_event where case_id = $1 and type = 'paymentReceived'`,
      [id],
    );
    expect(told[0]?.params).toEqual({ amount: '100.00 NOK', surplus: '100.00 NOK' });
    // What the creditor got after the end is between it and whoever paid.
    const input = { caseId: globalId('Case', id), amount: { amount: '1.00', currency: 'NOK' }, receivedOn: platform.clock.today() }; // prettier-ignore
    const staff = creditorStaff(creditorId);
    expect(outcome(await recordPayment(platform, staff, { ...input, paidToCreditor: true }))).toBe('INVALID_STATE');
  });
});

/** What is too much on a case goes back by a transfer made already. */
const refund = async (platform: TestPlatform, id: string) =>
  refundSurplus(platform, agent, {
    idempotencyKey: `back ${id}`,
    caseId: globalId('Case', id),
    payoutReference: 'T 1',
  });

/** A payment of a case turns out not to hold. */
const takeBack = (platform: TestPlatform, id: string, paymentId: string) =>
  db.dataSource.transaction(async (tx) =>
    reversePayment(tx, platform, (await lockCase(tx, null, id))!, {
      paymentId, on: platform.clock.today(), reported: null, actor: agent.subject,
    }),
  ); // prettier-ignore

describe('money that was given back and then did not hold', () => {
  const covers = async (id: string): Promise<unknown[]> => {
    const rows: { params: { amount: string } }[] = await db.dataSource.query(
      `select params from task where case_id = $1 and kind = 'CLIENT_FUNDS_TO_COVER' and closed_on is null`,
      [id],
    );
    return rows.map(({ params }) => params.amount);
  };

  // 14 days at 12 % are 4.60: 95.40 of 1 100 is too much.
  test('whoever paid owes us the refund, and our own money stands in for it', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    const paid = await pay(platform, id, '1100.00');
    expect(await refund(platform, id)).toMatchObject({ ok: true });
    expect(await accounts(platform, id)).toEqual({ client_funds: '1004.60', 'creditor:payable': '-1004.60' });
    await takeBack(platform, id, paid.ok ? paid.value.paymentId : '');
    expect(await accounts(platform, id)).toEqual({ suspense: '95.40', 'agency:funds': '-95.40' });
    expect(await covers(id)).toEqual(['95.40 NOK']);
  });

  // The second of 100.00 is all too much, goes back and bounces: 100.00 stand in. When the first does too, nothing more does.
  test('and stands in for it once', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    const first = await pay(platform, id, '1004.60');
    const second = await pay(platform, id, '100.00');
    expect(await refund(platform, id)).toMatchObject({ ok: true });
    for (const paid of [second, first]) {
      await takeBack(platform, id, paid.ok ? paid.value.paymentId : '');
      expect(await covers(id)).toEqual(['100.00 NOK']);
    }
    expect(await accounts(platform, id)).toEqual({ suspense: '100.00', 'agency:funds': '-100.00' });
  });

  // 30 of the 38 of the letter are paid, then the rest of what is owed; with more time given the letter counts no more, and the 30 are
  // too much. They go back, and then the payment of 30 turns out not to hold: nothing is owed for the letter, so the debtor owes the refund.
  test('a fee that was not owed after all is no loss of income', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-15');
    const first = await pay(platform, id, '30.00');
    expect(await lastSpread(platform, id)).toEqual(['COST 30.00']);
    await pay(platform, id, '1004.60');
    const { facts } = await stateOf(platform, id);
    expect(
      await changeDueDate(platform, agent, {
        idempotencyKey: `more ${id}`, caseId: globalId('Case', id), claimId: globalId('Claim', facts.claims[0]!.id),
        newDueDate: isoDate('2026-06-29'), reason: 'A friendly turn',
      }),
    ).toMatchObject({ ok: true }); // prettier-ignore
    expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    expect(await refund(platform, id)).toMatchObject({ ok: true });
    const before = await accounts(platform, id);
    await takeBack(platform, id, first.ok ? first.value.paymentId : '');
    expect(await accounts(platform, id)).toEqual({ ...before, suspense: '30.00', 'agency:funds': '-30.00' });
    expect(await covers(id)).toEqual(['30.00 NOK']);
  });

  // 1 003.00 are principal and 3.00 of interest, which with more time is not owed: the 3.00 go back, and the creditor owes them. When the
  // payment bounces nothing came in, nothing goes back, and nobody owes anybody.
  test('is owed back no more where what paid it is gone', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    const paid = await pay(platform, id, '1003.00');
    expect(await lastSpread(platform, id)).toEqual(['PRINCIPAL 1000.00', 'INTEREST 3.00']);
    const { facts } = await stateOf(platform, id);
    const later = {
      idempotencyKey: `more ${id}`,
      caseId: globalId('Case', id),
      claimId: globalId('Claim', facts.claims[0]!.id),
    };
    expect(
      await changeDueDate(platform, agent, { ...later, newDueDate: isoDate('2026-06-29'), reason: 'A friendly turn' }),
    ).toMatchObject({ ok: true });
    expect(await accounts(platform, id)).toMatchObject({ suspense: '-3.00', 'creditor:owing': '3.00' });
    await takeBack(platform, id, paid.ok ? paid.value.paymentId : '');
    expect(await accounts(platform, id)).toEqual({});
  });
});

describe('a payment that did not hold is owed again', () => {
  test('in the case its claim was merged into', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const creditorId = await creditorOf(platform, { country: 'NO' });
    const same = { ...NORWEGIAN, creditorId, nationalId: '10915596784' };
    const [into, from] = [await hand(platform, same), await hand(platform, same)];
    const paid = await pay(platform, from, '104.60');
    const merge = {
      idempotencyKey: `merge ${into}`,
      intoCaseId: globalId('Case', into),
      fromCaseIds: [globalId('Case', from)],
    };
    expect(outcome(await mergeCases(platform, agent, merge))).toBe('done');
    expect(await owed(platform, into)).toMatchObject({ paid: '104.60', outstanding: '1904.60' });
    await takeBack(platform, from, paid.ok ? paid.value.paymentId : '');
    expect(await owed(platform, into)).toMatchObject({
      principal: '2000.00',
      interest: '9.20',
      paid: '0.00',
      outstanding: '2009.20',
    });
    expect(await accounts(platform, from)).toEqual({});
    expect(await accounts(platform, into)).toMatchObject({
      'receivable:principal': '2000.00',
      'receivable:interest': '9.20',
    });
    const undone = await undoMerge(platform, agent, { caseId: globalId('Case', into) });
    expect(outcome(undone)).toBe('INVALID_STATE');
  });
});

describe('what was credited', () => {
  // Of 1 500 a part covers the first claim, which is then credited in whole: it covers the second. 2 000 with 14 days at 10 %, 7.67, and
  // the compensation of 450 (se.md 1.1), less 1 500.
  test('goes to no buyer, and nothing that had been paid on it', async () => {
    const platform = await openPlatform(db.dataSource, '2026-03-16');
    const creditorId = await creditorOf(platform, { country: 'SE' });
    const claim = (invoiceNumber: string, amount: string) => ({
      invoiceNumber, description: 'Test', invoiceDate: isoDate('2026-01-30'), dueDate: isoDate('2026-03-02'), principal: { amount, currency: 'SEK' },
    }); // prettier-ignore
    const registered = await registerCase(platform, agent, {
      creditorId: globalId('Creditor', creditorId),
      debtor: {
        type: 'COMPANY', name: 'Test Company', country: 'SE', email: null,
        address: { lines: ['Prøvegata 3'], postalCode: '111 22', city: 'Testby', country: 'SE' },
      },
      claims: [claim('S-1', '1000.00'), claim('S-2', '2000.00')],
    }); // prettier-ignore
    const id = registered.ok ? registered.value.caseId : '';
    expect(outcome(await pay(platform, id, '1500.00'))).toBe('done');
    const { facts } = await stateOf(platform, id);
    const first = facts.claims.find(({ invoiceNumber }) => invoiceNumber === 'S-1')!;
    const note = {
      caseId: globalId('Case', id),
      claimId: globalId('Claim', first.id),
      amount: { amount: '1000.00', currency: 'SEK' },
    };
    expect(
      outcome(await recordCreditNote(platform, agent, { ...note, issuedOn: isoDate('2026-03-16'), reference: 'K-1' })),
    ).toBe('done');
    const buyer = await creditorOf(platform, { country: 'SE' });
    const sold = await sellCase(platform, agent, {
      idempotencyKey: `sold ${id}`, caseId: globalId('Case', id), newCreditorId: globalId('Creditor', buyer), price: { amount: '100.00', currency: 'SEK' },
    }); // prettier-ignore
    const successor = sold.ok ? sold.value : '';
    expect(await owed(platform, successor)).toMatchObject({
      principal: '2000.00',
      paid: '1500.00',
      outstanding: '957.67',
    });
    expect(await accounts(platform, successor)).toMatchObject({ 'receivable:principal': '957.67' });
  });

  // 900 were paid on 1 000 before that claim came into the case of another, of 500. It is credited in whole: 500 and 14 days of interest on
  // them, 2.30, are owed, and 397.70 go back, which the creditor owes until it is settled with.
  test('goes back also where it was paid in a case that was merged', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const creditorId = await creditorOf(platform, { country: 'NO' });
    const same = { ...NORWEGIAN, creditorId, nationalId: '10915596784' };
    const [into, from] = [await hand(platform, { ...same, principal: '500.00' }), await hand(platform, same)];
    await pay(platform, from, '900.00');
    const [claim] = (await stateOf(platform, from)).facts.claims;
    const caseId = globalId('Case', into);
    const merge = { idempotencyKey: `merge ${into}`, intoCaseId: caseId, fromCaseIds: [globalId('Case', from)] };
    expect(outcome(await mergeCases(platform, agent, merge))).toBe('done');
    const note = { caseId, claimId: globalId('Claim', claim!.id), amount: { amount: '1000.00', currency: 'NOK' } };
    expect(
      outcome(await recordCreditNote(platform, agent, { ...note, issuedOn: isoDate('2026-06-15'), reference: 'K-2' })),
    ).toBe('done');
    expect(await rowOf(platform, into)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    expect(await accounts(platform, into)).toMatchObject({ suspense: '-397.70', 'creditor:owing': '397.70' });
    expect(await refund(platform, into)).toMatchObject({ ok: true });
  });
});
