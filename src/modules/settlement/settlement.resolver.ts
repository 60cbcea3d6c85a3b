import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { Refusal } from '../../domain/refusal.js';
import type { Result } from '../../domain/result.js';
import { type Context, requireReader, requireRole, userError } from '../../graphql/context.js';
import { type Connection, connectionType } from '../../graphql/pagination.js';
import { DateScalar, DecimalScalar } from '../../graphql/scalars.js';
import { PayoutStatus } from '../../graphql/settlement.enums.js';
import type { Case } from '../cases/case.entity.js';
import { CasePayload } from '../cases/case.payloads.js';
import { Creditor } from '../creditors/creditor.entity.js';
import type { Payment } from '../payments/payment.entity.js';
import { setCreditorBankAccount } from './account.commands.js';
import { refundSurplus } from './refund.commands.js';
import { Settlement, SettlementLine } from './settlement.entity.js';
import {
  CommissionTermsInput, CommissionTermsView, CreditorPayload, PayoutFile, RefundSurplusInput, SettlementListArgs,
} from './settlement.inputs.js'; // prettier-ignore
import { kindText, PAYOUTS, payoutStatus, type PayoutState, percent, shownTerms } from './settlement.fields.js';
import { loadPayoutFiles, statementPdf } from './settlement.views.js';
import { setCommissionTerms } from './terms.commands.js';
import { loadTerms } from './terms.record.js';

const SettlementConnection = connectionType('Settlement', () => Settlement);

@Resolver(() => Settlement)
export class SettlementResolver {
  @Query(() => SettlementConnection, {
    description: "Settlements visible to the reader, latest first: all for the agency, its own for a creditor's staff.",
  })
  settlements(
    @Ctx() context: Context,
    @Args(() => SettlementListArgs) args: SettlementListArgs,
  ): Promise<Connection<Settlement>> {
    requireReader(context);
    return context.loaders.pages.connection('Settlement', args);
  }

  @FieldResolver()
  creditor(@Root() row: Settlement, @Ctx() { loaders }: Context): Promise<Creditor | null> {
    return loaders.byId<Creditor>('Creditor').load(row.creditorId);
  }

  @FieldResolver()
  lines(@Root() row: Settlement, @Ctx() { loaders }: Context): Promise<SettlementLine[]> {
    return loaders.childrenOf<SettlementLine>('SettlementLine', 'settlementId').load(row.id);
  }

  @FieldResolver(() => PayoutStatus, { description: 'Where the money is.' })
  async payoutStatus(@Root() row: Settlement, @Ctx() context: Context): Promise<PayoutStatus> {
    return payoutStatus(await payoutOf(row, context));
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: 'Day on which the bank carried the payout out.' })
  async paidOn(@Root() row: Settlement, @Ctx() context: Context): Promise<IsoDate | null> {
    return (await payoutOf(row, context))?.paidOn ?? null;
  }

  @FieldResolver(() => String, {
    description: "The statement as PDF, in Base64, in the language of the creditor's country, or in English.",
  })
  async pdf(@Root() row: Settlement, @Ctx() { platform }: Context): Promise<string> {
    return (await statementPdf(platform, row.id)).toString('base64');
  }
}

const payoutOf = async (row: Settlement, { loaders }: Context): Promise<PayoutState | null> =>
  (await loaders.rowsOf<PayoutState & { parent: string }>(PAYOUTS).load(row.id))[0] ?? null;

@Resolver(() => SettlementLine)
export class SettlementLineResolver {
  @FieldResolver(() => String, { description: 'What it is about, localized by Accept-Language.' })
  text(@Root() { kind }: SettlementLine, @Ctx() context: Context): string {
    return kindText(kind, context);
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description: 'Percent of the base; null where it is no share.',
  })
  ratePercent(@Root() { rateBps }: SettlementLine): string | null {
    return rateBps === null ? null : percent(rateBps);
  }

  @FieldResolver()
  async case(@Root() row: SettlementLine, @Ctx() { loaders }: Context): Promise<Case | null> {
    return row.caseId === null ? null : loaders.byId<Case>('Case').load(row.caseId);
  }

  @FieldResolver()
  async payment(@Root() row: SettlementLine, @Ctx() { loaders }: Context): Promise<Payment | null> {
    return row.paymentId === null ? null : loaders.byId<Payment>('Payment').load(row.paymentId);
  }
}

@Resolver(() => Creditor)
export class CreditorTermsResolver {
  @FieldResolver(() => [CommissionTermsView], {
    description: 'What it is charged, oldest terms first; for the agency and the creditor itself.',
  })
  async commissionTerms(@Root() row: Creditor, @Ctx() context: Context): Promise<CommissionTermsView[]> {
    return shownTerms((await loadTerms(context.platform.db, [row.id])).get(row.id)!, context);
  }
}

@Resolver()
export class SettlementMutations {
  @Mutation(() => CreditorPayload, {
    description: 'For the agency: what a creditor is charged, and when it is settled with, from a day on.',
  })
  setCommissionTerms(
    @Arg('input', () => CommissionTermsInput, { description: 'The terms.' }) input: CommissionTermsInput,
    @Ctx() context: Context,
  ): Promise<CreditorPayload> {
    const viewer = requireRole(context, 'AGENT');
    return answerWithCreditor(context, setCommissionTerms(context.platform, viewer, input));
  }

  @Mutation(() => CreditorPayload, {
    description:
      'For the agency: the account a creditor is paid to. What waited for it goes with the next payout file.',
  })
  setCreditorBankAccount(
    @Arg('creditorId', () => ID, { description: 'The creditor.' }) creditorId: string,
    @Arg('bankAccount', () => String, { description: 'An IBAN, or an account number of its country.' })
    bankAccount: string,
    @Ctx() context: Context,
  ): Promise<CreditorPayload> {
    const viewer = requireRole(context, 'AGENT');
    return answerWithCreditor(context, setCreditorBankAccount(context.platform, viewer, { creditorId, bankAccount }));
  }

  @Mutation(() => CasePayload, {
    description: 'For the agency: gives back what was paid too much on a case; never more than there is.',
  })
  async refundSurplus(
    @Arg('input', () => RefundSurplusInput, { description: 'What, and where to.' }) input: RefundSurplusInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    const result = await refundSurplus(context.platform, requireRole(context, 'AGENT'), input);
    const row = result.ok ? await context.loaders.byId<Case>('Case').load(result.value) : null;
    const userErrors = result.ok ? [] : result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new CasePayload(), { case: row, userErrors });
  }

  @Query(() => [PayoutFile], { description: 'For the agency: files ordered from the bank, oldest first.' })
  payoutFiles(
    @Arg('from', () => DateScalar, { description: 'First day they were made on.' }) from: IsoDate,
    @Arg('to', () => DateScalar, { description: 'Last day they were made on.' }) to: IsoDate,
    @Ctx() context: Context,
  ): Promise<PayoutFile[]> {
    requireRole(context, 'AGENT');
    return loadPayoutFiles(context.platform.db, from, to);
  }
}

async function answerWithCreditor(
  context: Context,
  command: Promise<Result<string, readonly Refusal[]>>,
): Promise<CreditorPayload> {
  const result = await command;
  const creditor = result.ok
    ? await context.loaders.byId<Creditor>('Creditor').clear(result.value).load(result.value)
    : null;
  const userErrors = result.ok ? [] : result.refusal.map((refusal) => userError(context, refusal));
  return Object.assign(new CreditorPayload(), { creditor, userErrors });
}
