import type { DataSource } from 'typeorm';
import { jurisdictionOf } from '../../countries/index.js';
import type { IsoDate } from '../../domain/date.js';
import type { Platform } from '../../platform.js';
import { letterPdf } from '../notices/pdf.js';
import { PayoutFile } from './settlement.inputs.js';
import { statementOf, type StatementInput, type StatementLine } from './statement.js';

/** Files made from a day to another, both included, oldest first. */
export async function loadPayoutFiles(db: DataSource, from: IsoDate, to: IsoDate): Promise<PayoutFile[]> {
  const rows: object[] = await db.query(
    `select f.message_id as "messageId", f.made_on as "madeOn", f.content,
       (select count(*) from payout where file_id = f.id)::integer as transfers
     from payout_file f where f.made_on between $1 and $2 order by f.number`,
    [from, to],
  );
  return rows.map((row) => Object.assign(new PayoutFile(), row));
}

type Amount = 'opening' | 'payout' | 'carried';
interface Row extends Omit<StatementInput, Amount | 'lines'>, Record<Amount, string> {
  readonly creditor: StatementInput['creditor'] & { readonly country: string };
  readonly lines: (Omit<StatementLine, 'amount' | 'base'> & {
    readonly amount: string;
    readonly base: string | null;
  })[];
}

const STATEMENT = `select s.currency, s.number, s.reference, s.period_from as "periodFrom", s.period_to as "periodTo", s.settled_on as "settledOn",
    s.opening_minor as opening, s.payout_minor as payout, s.carried_minor as carried,
    json_build_object('name', k.name, 'address', k.address, 'country', k.country) as creditor,
    (select account from payout where settlement_id = s.id) as account,
    (select json_agg(json_build_object('kind', l.kind, 'caseReference', c.reference, 'on', l.on_date, 'amount', l.amount_minor::text,
       'base', l.base_minor::text, 'rateBps', l.rate_bps) order by l.position)
     from settlement_line l left join collection_case c on c.id = l.case_id where l.settlement_id = s.id) as lines
  from settlement s join creditor k on k.id = s.creditor_id where s.id = $1`;

/** The statement of a settlement, set anew from what it says: the same bytes each time, but for the creditor's name and account. */
export async function statementPdf({ db, agency, texts, laws }: Platform, settlementId: string): Promise<Buffer> {
  const rows: Row[] = await db.query(STATEMENT, [settlementId]);
  const row = rows[0]!;
  const language = jurisdictionOf(row.creditor.country, laws)?.languages[0] ?? 'en';
  const input: StatementInput = {
    ...row,
    opening: BigInt(row.opening),
    payout: BigInt(row.payout),
    carried: BigInt(row.carried),
    lines: row.lines.map((line) => ({
      ...line,
      amount: BigInt(line.amount),
      base: line.base === null ? null : BigInt(line.base),
    })),
  };
  return letterPdf(statementOf(input, agency, texts, language), input.settledOn);
}
