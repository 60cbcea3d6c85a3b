import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import { addDays, addMonths, parseDate, type IsoDate } from '../../domain/date.js';
import { type Context, requireReader, requireRole, userError } from '../../graphql/context.js';
import { badInput } from '../../graphql/faults.js';
import { keyOf } from '../../graphql/ids.js';
import { DateScalar } from '../../graphql/scalars.js';
import { readingRole } from '../../graphql/scope.js';
import { Money, MoneyInput } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { CasePayload } from '../cases/case.payloads.js';
import { loadLosses, loadTrialBalance, type AccountRow } from './books.query.js';
import { ClientFunds, CreditLoss, Outlay, PostingLine, TrialBalanceLine } from './books.type.js';
import { caseOutlays, casePostings } from './ledger.fields.js';
import { recordOutlay } from './outlay.commands.js';

@InputType('RecordOutlayInput', { description: 'What we paid an authority on a case.' })
class RecordOutlayInput {
  @Field(() => String, { description: 'The same key and input are recorded once, however often sent.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => MoneyInput, { description: 'Amount paid, in the currency of the case.' })
  amount!: MoneyInput;

  @Field(() => DateScalar, { description: 'Day it was paid; not in the future.' })
  paidOn!: IsoDate;

  @Field(() => String, { description: 'What for, at most 200 characters.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Reference of the transfer.' })
  reference?: string | null;
}

const amountOf = (minor: string | bigint, currency: string): Money => Money.of({ minor: BigInt(minor), currency });

@Resolver()
export class LedgerResolver {
  @Query(() => [TrialBalanceLine], {
    description: 'For the agency: what every account of the ledger held at the end of a day, by currency and account.',
  })
  async trialBalance(
    @Arg('on', () => DateScalar, { description: 'The day.' }) on: IsoDate,
    @Ctx() context: Context,
  ): Promise<TrialBalanceLine[]> {
    requireRole(context, 'AGENT');
    return (await loadTrialBalance(context.platform.db, on)).map(({ currency, account, debit, credit, balance }) =>
      Object.assign(new TrialBalanceLine(), {
        currency,
        account,
        debit: amountOf(debit, currency),
        credit: amountOf(credit, currency),
        balance: amountOf(balance, currency),
      }),
    );
  }

  @Query(() => [ClientFunds], {
    description: 'For the agency: the client account against what is owed of it at the end of a day, by currency.',
  })
  async clientFunds(
    @Arg('on', () => DateScalar, { description: 'The day.' }) on: IsoDate,
    @Ctx() context: Context,
  ): Promise<ClientFunds[]> {
    requireRole(context, 'AGENT');
    const rows = await loadTrialBalance(context.platform.db, on);
    return [...new Set(rows.map(({ currency }) => currency))].map((currency) => clientFundsIn(currency, rows));
  }

  @Query(() => [CreditLoss], {
    description: "What a creditor lost in a month, by day and case; for a creditor's own staff without an id.",
  })
  async creditLosses(
    @Arg('month', () => String, { description: 'YYYY-MM.' }) month: string,
    @Ctx() context: Context,
    @Arg('creditorId', () => ID, { nullable: true, description: 'The creditor; its own staff may leave it out.' })
    creditorId?: string | null,
  ): Promise<CreditLoss[]> {
    const viewer = requireReader(context);
    const own = readingRole(viewer) === 'CREDITOR' ? viewer.creditorId : null;
    const key = creditorId == null ? own : keyOf('Creditor', creditorId);
    const from = /^\d{4}-\d{2}$/.test(month) ? parseDate(`${month}-01`) : null;
    if (from === null) throw badInput('month must be written YYYY-MM.', 'month');
    if (key === null) throw badInput('creditorId must be the id of a Creditor.', 'creditorId');
    if (readingRole(viewer) !== 'AGENT' && key !== own) return [];
    const losses = await loadLosses(context.platform.db, key, from, addDays(addMonths(from, 1), -1));
    return Promise.all(
      losses.map(async ({ caseId, on, reason, text, currency, principal, interest, costs }) =>
        Object.assign(new CreditLoss(), {
          case: await context.loaders.byId<Case>('Case').load(caseId),
          on,
          reason,
          text,
          principal: amountOf(principal, currency),
          interest: amountOf(interest, currency),
          costs: amountOf(costs, currency),
        }),
      ),
    );
  }

  @Mutation(() => CasePayload, {
    description:
      'For the agency: what we paid an authority on a case. What the debtor does not repay is taken off the next settlement.',
  })
  async recordOutlay(
    @Arg('input', () => RecordOutlayInput, { description: 'The payment.' }) input: RecordOutlayInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    const result = await recordOutlay(context.platform, requireRole(context, 'AGENT'), input);
    const row = result.ok ? await context.loaders.byId<Case>('Case').load(result.value) : null;
    const userErrors = result.ok ? [] : result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new CasePayload(), { case: row, userErrors });
  }
}

function clientFundsIn(currency: string, rows: readonly AccountRow[]): ClientFunds {
  const holds = (...accounts: readonly string[]): bigint =>
    rows
      .filter((row) => row.currency === currency && accounts.includes(row.account))
      .reduce((total, { balance }) => total + BigInt(balance), 0n);
  const awaited = holds('partner:funds', 'exchange:position', 'exchange:difference');
  const owed = -holds('creditor:payable', 'partner:payable', 'suspense', 'suspense:unmatched');
  return Object.assign(new ClientFunds(), {
    currency,
    funds: amountOf(holds('client_funds'), currency),
    owedToCreditors: amountOf(-holds('creditor:payable'), currency),
    owedToPartners: amountOf(-holds('partner:payable'), currency),
    owedToPayers: amountOf(-holds('suspense'), currency),
    unmatched: amountOf(-holds('suspense:unmatched'), currency),
    awaited: amountOf(awaited, currency),
    own: amountOf(holds('client_funds') + awaited - owed, currency),
  });
}

/** Of the books of one case. */
@Resolver(() => Case)
export class CaseBooksResolver {
  @FieldResolver(() => [PostingLine], { description: 'Its postings, in the order they were made; for the agency.' })
  postings(@Root() row: Case, @Ctx() context: Context): Promise<PostingLine[]> {
    return casePostings(row.id, context);
  }

  @FieldResolver(() => [Outlay], {
    description: 'What we paid authorities on it, oldest first; for the agency and the creditor.',
  })
  outlays(@Root() row: Case, @Ctx() context: Context): Promise<Outlay[]> {
    return caseOutlays(row.id, context);
  }
}
