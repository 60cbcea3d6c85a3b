import type { DataSource } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { CloseReason } from '../../graphql/enums.js';

/** Each posting as what it does to the two accounts: debits above zero, credits below. */
const SIDES = `lateral (values (p.debit_account, p.amount_minor), (p.credit_account, -p.amount_minor)) as side(account, amount)`;

/** One account in one currency; minor units as text. */
export interface AccountRow {
  readonly currency: string;
  readonly account: string;
  readonly debit: string;
  readonly credit: string;
  readonly balance: string;
}

/** What every account held at the end of a day, by currency and name. */
export function loadTrialBalance(db: DataSource, on: IsoDate): Promise<AccountRow[]> {
  return db.query(
    `select p.currency, side.account, coalesce(sum(side.amount) filter (where side.amount > 0), 0) as debit,
       coalesce(-sum(side.amount) filter (where side.amount < 0), 0) as credit, sum(side.amount) as balance
     from posting p, ${SIDES} where p.on_date <= $1 group by p.currency, side.account order by p.currency, side.account`,
    [on],
  );
}

/** What a creditor lost on one case, in one currency; minor units as text. */
export interface LossRow {
  readonly caseId: string;
  readonly on: IsoDate;
  readonly reason: CloseReason | null;
  readonly text: string | null;
  readonly currency: string;
  readonly principal: string;
  readonly interest: string;
  readonly costs: string;
}

const lost = (...accounts: readonly string[]): string =>
  `coalesce(sum(side.amount) filter (where side.account in (${accounts.map((account) => `'${account}'`).join(', ')})), 0)`;

/** Of cases that were closed: what was left of the creditor's own part, less the principal it had booked as lost before. */
const CLOSED = `select w."caseId", w."on", w.reason, null as text, w.currency, w.reference,
    w.principal - least(w.principal, (select coalesce(sum(amount_minor), 0) from book_write_off b where b.case_id = w."caseId" and b.written_on <= w."on"))
      as principal, w.interest, w.costs
  from (select c.id as "caseId", p.on_date as "on", c.close_reason as reason, p.currency, c.reference,
          ${lost('creditor:claims')} as principal, ${lost('creditor:interest')} as interest,
          ${lost('creditor:compensation', 'creditor:costs')} as costs
        from posting p join collection_case c on c.id = p.case_id, ${SIDES}
        where p.creditor_id = $1 and p.reason = 'writeOff' and p.on_date between $2 and $3
        group by c.id, p.on_date, p.currency) w`;

/** Of cases that go on: what the creditor has said it writes off in its own books. */
const BOOKED = `select c.id, b.written_on, null, b.reason, b.amount_currency, c.reference, b.amount_minor, 0, 0
  from book_write_off b join collection_case c on c.id = b.case_id where b.creditor_id = $1 and b.written_on between $2 and $3`;

/** What a creditor lost from a day to another, both included, by day and case. */
export function loadLosses(db: DataSource, creditorId: string, from: IsoDate, to: IsoDate): Promise<LossRow[]> {
  return db.query(
    `select * from (${CLOSED} union all ${BOOKED}) losses where principal <> 0 or interest <> 0 or costs <> 0 order by "on", reference, reason nulls first`,
    [creditorId, from, to],
  );
}
