import type { IsoDate } from '../../domain/date.js';
import { jsonRows, type ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import { Money } from '../../graphql/types.js';
import { BookWriteOff } from './book-write-off.type.js';

interface WriteOffRow {
  readonly parent: string;
  readonly amount: string;
  readonly currency: string;
  readonly on: IsoDate;
  readonly reason: string;
}

const writeOffs = (condition: string): string =>
  `select w.case_id as parent, w.amount_minor::text as amount, w.amount_currency as currency, w.written_on as "on", w.reason
   from book_write_off w where ${condition} order by w.written_on, w.id`;

const OF_MANY = writeOffs('w.case_id = any($1)');

/** What a creditor books is no business of a partner. */
function shown(rows: readonly WriteOffRow[], { viewer }: Context): BookWriteOff[] {
  if (readingRole(viewer) === 'PARTNER') return [];
  return rows.map(({ amount, currency, on, reason }) =>
    Object.assign(new BookWriteOff(), { on, reason, amount: Money.of({ minor: BigInt(amount), currency }) }),
  );
}

/** What was written off of a case in the creditor's books, oldest first. */
export async function caseBookWriteOffs(caseId: string, context: Context): Promise<BookWriteOff[]> {
  return shown(await context.loaders.rowsOf<WriteOffRow>(OF_MANY).load(caseId), context);
}

/** For compiled reads. */
export const BOOK_WRITE_OFF_FIELDS: ComputedFields = {
  'Case.bookWriteOffs': {
    needs: (alias) => jsonRows(writeOffs(`w.case_id = ${alias}.id`)),
    value: (known, _args, context) => shown(known as readonly WriteOffRow[], context),
  },
};
