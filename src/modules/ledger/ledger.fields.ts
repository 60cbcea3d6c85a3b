import type { IsoDate } from '../../domain/date.js';
import { jsonRows, type ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import { Money } from '../../graphql/types.js';
import { Outlay, PostingLine } from './books.type.js';

interface Amount {
  readonly minor: string;
  readonly currency: string;
}
type Posted = Amount & Omit<PostingLine, 'amount'>;
type Paid = Amount & { readonly paidOn: IsoDate; readonly text: string; readonly reference: string | null };

const postings = (condition: string): string =>
  `select p.case_id as parent, p.on_date as "on", p.debit_account as debit, p.credit_account as credit, p.amount_minor::text as minor,
     p.currency, p.reason from posting p where ${condition} order by p.seq`;
const outlays = (condition: string): string =>
  `select o.case_id as parent, o.amount_minor::text as minor, o.amount_currency as currency, o.paid_on as "paidOn", o.text, o.reference
   from court_outlay o where ${condition} order by o.paid_on, o.id`;

const POSTINGS = postings('p.case_id = any($1)');
const OUTLAYS = outlays('o.case_id = any($1)');

const amountOf = ({ minor, currency }: Amount): Money => Money.of({ minor: BigInt(minor), currency });

/** The ledger is the agency's own. */
const shownPostings = (rows: readonly Posted[], { viewer }: Context): PostingLine[] =>
  readingRole(viewer) === 'AGENT'
    ? rows.map(({ on, debit, credit, reason, ...amount }) =>
        Object.assign(new PostingLine(), { on, debit, credit, reason, amount: amountOf(amount) }),
      )
    : [];

/** What was paid for a creditor is no business of a partner. */
const shownOutlays = (rows: readonly Paid[], { viewer }: Context): Outlay[] =>
  ['AGENT', 'CREDITOR'].includes(readingRole(viewer) ?? '')
    ? rows.map(({ paidOn, text, reference, ...amount }) =>
        Object.assign(new Outlay(), { paidOn, text, reference, amount: amountOf(amount) }),
      )
    : [];

/** The postings of a case, in the order they were made. */
export async function casePostings(caseId: string, context: Context): Promise<PostingLine[]> {
  return shownPostings(await context.loaders.rowsOf<Posted & { parent: string }>(POSTINGS).load(caseId), context);
}

/** What we paid authorities on a case, oldest first. */
export async function caseOutlays(caseId: string, context: Context): Promise<Outlay[]> {
  return shownOutlays(await context.loaders.rowsOf<Paid & { parent: string }>(OUTLAYS).load(caseId), context);
}

/** For compiled reads. */
export const LEDGER_FIELDS: ComputedFields = {
  'Case.postings': {
    needs: (alias) => jsonRows(postings(`p.case_id = ${alias}.id`)),
    value: (known, _args, context) => shownPostings(known as readonly Posted[], context),
  },
  'Case.outlays': {
    needs: (alias) => jsonRows(outlays(`o.case_id = ${alias}.id`)),
    value: (known, _args, context) => shownOutlays(known as readonly Paid[], context),
  },
};
