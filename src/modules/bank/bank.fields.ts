import { jsonRows, type ComputedField, type ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { Money } from '../../graphql/types.js';
import { moneyOf, type BankEntry } from './bank-entry.entity.js';
import { BankFileTotal } from './bank.inputs.js';

interface TotalRow extends Omit<BankFileTotal, 'amount'> {
  readonly minor: string;
}

const totals = (condition: string): string =>
  `select file_id::text as parent, outcome, direction, currency, count(*)::integer as lines, sum(amount_minor)::text as minor
   from bank_entry where ${condition} and amount_minor is not null group by file_id, outcome, direction, currency
   order by outcome, direction, currency`;

const TOTALS = totals('file_id = any($1)');

const shownTotals = (rows: readonly TotalRow[]): BankFileTotal[] =>
  rows.map(({ outcome, direction, currency, lines, minor }) => {
    const amount = Money.of({ minor: BigInt(minor), currency });
    return Object.assign(new BankFileTotal(), { outcome, direction, currency, lines, amount });
  });

/** The lines of a file, added up. */
export async function fileTotals(fileId: string, { loaders }: Context): Promise<BankFileTotal[]> {
  return shownTotals(await loaders.rowsOf<TotalRow & { readonly parent: string }>(TOTALS).load(fileId));
}

/** What an entry was booked by, or why it was not, in words. */
export const entryExplanation = (
  { rule, reason }: Pick<BankEntry, 'rule' | 'reason'>,
  { platform, language }: Context,
): string =>
  platform.texts.translate(language, `terms:${rule === null ? `bankReason.${reason!}` : `matchRule.${rule}`}`);

const amount = (minor: string, currency: string): ComputedField => ({
  needs: (alias) => `json_build_array(${alias}.${minor}::text, ${alias}.${currency})`,
  value: (known) => moneyOf(...(known as Parameters<typeof moneyOf>)),
});

/** For compiled reads. */
export const BANK_FIELDS: ComputedFields = {
  'BankFile.totals': {
    needs: (alias) => jsonRows(totals(`file_id = ${alias}.id`)),
    value: (known) => shownTotals(known as readonly TotalRow[]),
  },
  'BankEntry.amount': amount('amount_minor', 'currency'),
  'BankEntry.ordered': amount('ordered_minor', 'ordered_currency'),
  'BankEntry.explanation': {
    needs: (alias) => `json_build_object('rule', ${alias}.rule, 'reason', ${alias}.reason)`,
    value: (known, _args, context) => entryExplanation(known as Pick<BankEntry, 'rule' | 'reason'>, context),
  },
};
