import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { type Context, requireReader } from '../../graphql/context.js';
import { CaseAction, CaseOrder, CaseStage, CaseStatus, RouteKind } from '../../graphql/enums.js';
import { badInput } from '../../graphql/faults.js';
import { type Connection, connectionType, PageArgs } from '../../graphql/pagination.js';
import { isPrintable } from '../../graphql/problems.js';
import { CountryCodeScalar, DateScalar, DateTimeScalar } from '../../graphql/scalars.js';
import type { Creditor } from '../creditors/creditor.entity.js';
import type { Debtor } from '../debtors/debtor.entity.js';
import { JurisdictionView } from '../jurisdictions/jurisdiction.type.js';
import { Notice } from '../notices/notice.entity.js';
import type { CreditNote } from '../payments/credit-note.entity.js';
import { Payment } from '../payments/payment.entity.js';
import type { ReferralDocument, ReferralMessage } from '../referrals/message.entity.js';
import type { Remittance } from '../referrals/money.entity.js';
import type { Partner } from '../referrals/partner.entity.js';
import type { Inquiry, Referral } from '../referrals/referral.entity.js';
import { RoutingDecision } from '../routing/routing-decision.entity.js';
import { Balance, PlannedStep } from './balance.type.js';
import { caseBookWriteOffs } from './book-write-off.fields.js';
import { BookWriteOff } from './book-write-off.type.js';
import { CaseEvent } from './case-event.entity.js';
import { Case } from './case.entity.js';
import {
  caseActions, caseBalance, caseJurisdiction, caseLegalPath, caseLimitation, caseLimitationDate, caseNextStep,
  casePriorNotices, eventText, pausedUntil, referredAs,
} from './case.fields.js'; // prettier-ignore
import { CaseLegalStep, CaseLimitation } from './legal.type.js';
import { caseProceedings } from './proceeding.fields.js';
import { PriorNotice, Proceeding } from './proceeding.type.js';
import type { Claim } from './claim.entity.js';

@InputType('CaseFilter', { description: 'Which cases; every field given must hold.' })
class CaseFilter {
  @Field(() => [CaseStatus], { nullable: true, description: 'Any of these statuses.' })
  status?: CaseStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: handed to us by a partner; false: by a client of ours.' })
  inbound?: boolean | null;

  @Field(() => [CaseStage], { nullable: true, description: 'Any of these stages.' })
  stage?: CaseStage[] | null;

  @Field(() => [RouteKind], { nullable: true, description: 'Any of these routes; MANUAL_REVIEW is the review queue.' })
  routeKind?: RouteKind[] | null;

  @Field(() => [ID], { nullable: true, description: 'Any of these creditors.' })
  creditorId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Any of these debtors.' })
  debtorId?: string[] | null;

  @Field(() => [CountryCodeScalar], { nullable: true, description: 'Any of these countries of collection.' })
  country?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Registered on this day or later.' })
  registeredFrom?: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Registered on this day or earlier.' })
  registeredTo?: IsoDate | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed at this instant or later.' })
  updatedSince?: Date | null;

  @Field(() => String, { nullable: true, description: 'Matches case reference, invoice number or debtor name.' })
  search?: string | null;
}

@ArgsType()
export class CaseListArgs extends PageArgs {
  @Field(() => CaseFilter, { nullable: true, description: 'Which cases.' })
  filter?: CaseFilter | null;

  @Field(() => CaseOrder, { nullable: true, description: 'In which order; newest registration first by default.' })
  orderBy?: CaseOrder | null;
}

export const CaseConnection = connectionType('Case', () => Case);
const NoticeConnection = connectionType('Notice', () => Notice);
const PaymentConnection = connectionType('Payment', () => Payment);
const CaseEventConnection = connectionType('CaseEvent', () => CaseEvent);

@Resolver(() => Case)
export class CaseResolver {
  @Query(() => Case, { nullable: true, description: 'A case by id or by reference, exactly one.' })
  async case(
    @Ctx() context: Context,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
    @Arg('reference', () => String, { nullable: true, description: 'Its reference.' }) reference?: string | null,
  ): Promise<Case | null> {
    requireReader(context);
    if ((id == null) === (reference == null)) throw badInput('Give id or reference, exactly one.', 'id');
    if (id != null) return context.loaders.node('Case', id);
    const key = await this.keyByReference(context, reference!);
    return key === null ? null : context.loaders.byId<Case>('Case').load(key);
  }

  private async keyByReference({ platform }: Context, reference: string): Promise<string | null> {
    if (!isPrintable(reference)) return null;
    // PostgreSQL's text cannot hold it, so no reference has it.
    if (reference.includes('\0')) return null;
    const row = await platform.db.getRepository(Case).findOne({ where: { reference }, select: { id: true } });
    return row?.id ?? null;
  }

  @Query(() => CaseConnection, { description: 'Cases the reader may see.' })
  cases(@Ctx() context: Context, @Args(() => CaseListArgs) args: CaseListArgs): Promise<Connection<Case>> {
    requireReader(context);
    return context.loaders.pages.connection('Case', args);
  }

  @FieldResolver()
  creditor(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Creditor | null> {
    return loaders.byId<Creditor>('Creditor').load(row.creditorId);
  }

  @FieldResolver()
  debtor(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Debtor | null> {
    return loaders.byId<Debtor>('Debtor').load(row.debtorId);
  }

  @FieldResolver()
  claims(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Claim[]> {
    return loaders.childrenOf<Claim>('Claim', 'caseId').load(row.id);
  }

  @FieldResolver()
  creditNotes(@Root() row: Case, @Ctx() { loaders }: Context): Promise<CreditNote[]> {
    return loaders.childrenOf<CreditNote>('CreditNote', 'caseId').load(row.id);
  }

  @FieldResolver()
  routing(@Root() row: Case, @Ctx() { loaders }: Context): Promise<RoutingDecision | null> {
    return loaders.byId<RoutingDecision>('RoutingDecision').load(row.routingId);
  }

  @FieldResolver(() => [RoutingDecision], {
    description: 'Every decision ever made on who works the case, oldest first.',
  })
  routingHistory(@Root() row: Case, @Ctx() { loaders }: Context): Promise<RoutingDecision[]> {
    return loaders.childrenOf<RoutingDecision>('RoutingDecision', 'caseId').load(row.id);
  }

  @FieldResolver()
  referral(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Referral | null> | null {
    return row.referralId === null ? null : loaders.byId<Referral>('Referral').load(row.referralId);
  }

  @FieldResolver()
  continues(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Case | null> | null {
    return row.continuesId === null ? null : loaders.byId<Case>('Case').load(row.continuesId);
  }

  @FieldResolver()
  mergedInto(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Case | null> | null {
    return row.mergedIntoId === null ? null : loaders.byId<Case>('Case').load(row.mergedIntoId);
  }

  @FieldResolver()
  continuedBy(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Case | null> | null {
    return row.continuedById === null ? null : loaders.byId<Case>('Case').load(row.continuedById);
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description:
      'Last day of a pause that ends by itself; null where somebody must end it, and while the case is not paused.',
  })
  pausedUntil(@Root() { holdReason, pauseEndsOn }: Case): IsoDate | null {
    return pausedUntil({ holdReason, pauseEndsOn });
  }

  @FieldResolver(() => [BookWriteOff], {
    description: 'What the creditor has written off in its own books, oldest first; empty for a partner.',
  })
  bookWriteOffs(@Root() row: Case, @Ctx() context: Context): Promise<BookWriteOff[]> {
    return caseBookWriteOffs(row.id, context);
  }

  @FieldResolver()
  referredBy(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Partner | null> | null {
    return row.referredByPartnerId === null ? null : loaders.byId<Partner>('Partner').load(row.referredByPartnerId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The reference of the partner that handed the case to us; for that partner, the agency and the creditor.',
  })
  referredAs(@Root() row: Case, @Ctx() context: Context): string | null {
    return referredAs({ partnerId: row.referredByPartnerId, reference: row.referredAsText }, context);
  }

  @FieldResolver()
  remittances(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Remittance[]> {
    return loaders.childrenOf<Remittance>('Remittance', 'caseId').load(row.id);
  }

  @FieldResolver()
  messages(@Root() row: Case, @Ctx() { loaders }: Context): Promise<ReferralMessage[]> {
    return loaders.childrenOf<ReferralMessage>('ReferralMessage', 'caseId').load(row.id);
  }

  @FieldResolver()
  documents(@Root() row: Case, @Ctx() { loaders }: Context): Promise<ReferralDocument[]> {
    return loaders.childrenOf<ReferralDocument>('ReferralDocument', 'caseId').load(row.id);
  }

  @FieldResolver()
  inquiries(@Root() row: Case, @Ctx() { loaders }: Context): Promise<Inquiry[]> {
    return loaders.childrenOf<Inquiry>('Inquiry', 'caseId').load(row.id);
  }

  @FieldResolver(() => JurisdictionView, { description: 'Whose law and practice the case is worked under.' })
  jurisdiction(@Root() row: Case, @Ctx() context: Context): JurisdictionView {
    return caseJurisdiction(row.country, context);
  }

  @FieldResolver(() => Balance, { description: 'What is owed on a date, each bucket apart.' })
  async balance(
    @Root() row: Case,
    @Ctx() context: Context,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The date; default: the business date.' })
    on?: IsoDate | null,
  ): Promise<Balance> {
    return caseBalance(await context.loaders.caseState.load(row.id), on, context);
  }

  @FieldResolver(() => PlannedStep, {
    nullable: true,
    description: 'What happens next if nobody pays, and why not sooner.',
  })
  async nextStep(@Root() row: Case, @Ctx() context: Context): Promise<PlannedStep | null> {
    return caseNextStep(await context.loaders.caseState.load(row.id), context);
  }

  @FieldResolver(() => [CaseAction], { description: 'What the reader may do to the case now.' })
  async allowedActions(@Root() row: Case, @Ctx() context: Context): Promise<readonly CaseAction[]> {
    return caseActions(await context.loaders.caseState.load(row.id), context);
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'Last day before the claim is time-barred as the facts stand.',
  })
  async limitationDate(@Root() row: Case, @Ctx() context: Context): Promise<IsoDate | null> {
    return caseLimitationDate(await context.loaders.caseState.load(row.id), context);
  }

  @FieldResolver(() => CaseLimitation, {
    nullable: true,
    description: 'Limitation in full; null where no country module works the case.',
  })
  async limitation(@Root() row: Case, @Ctx() context: Context): Promise<CaseLimitation | null> {
    return caseLimitation(await context.loaders.caseState.load(row.id), context);
  }

  @FieldResolver(() => [CaseLegalStep], {
    description: 'Steps before an authority, open or not, each with what it requires and costs.',
  })
  async legalPath(
    @Root() row: Case,
    @Ctx() context: Context,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Day of the costs; default the business date.' })
    on?: IsoDate | null,
  ): Promise<CaseLegalStep[]> {
    return caseLegalPath(await context.loaders.caseState.load(row.id), on, context);
  }

  @FieldResolver(() => [Proceeding], {
    description: 'What happened before authorities and with the debtor, oldest first; empty for a partner.',
  })
  proceedings(@Root() row: Case, @Ctx() context: Context): Promise<Proceeding[]> {
    return caseProceedings(row.id, context);
  }

  @FieldResolver(() => [PriorNotice], { description: 'Letters the creditor sent before it handed the case over.' })
  async priorNotices(@Root() row: Case, @Ctx() { loaders }: Context): Promise<PriorNotice[]> {
    return casePriorNotices(await loaders.caseState.load(row.id));
  }

  @FieldResolver(() => NoticeConnection, { description: 'Letters sent, oldest first.' })
  notices(
    @Root() row: Case,
    @Ctx() { loaders }: Context,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<Notice>> {
    return loaders.pages.connection('Notice', args, { column: 'case_id', parentId: row.id });
  }

  @FieldResolver(() => PaymentConnection, { description: 'Payments received, oldest first.' })
  payments(
    @Root() row: Case,
    @Ctx() { loaders }: Context,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<Payment>> {
    return loaders.pages.connection('Payment', args, { column: 'case_id', parentId: row.id });
  }

  @FieldResolver(() => CaseEventConnection, {
    description: 'Everything that ever happened, oldest first; append-only.',
  })
  events(
    @Root() row: Case,
    @Ctx() { loaders }: Context,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<CaseEvent>> {
    return loaders.pages.connection('CaseEvent', args, { column: 'case_id', parentId: row.id });
  }
}

@Resolver(() => CaseEvent)
export class CaseEventResolver {
  @FieldResolver()
  case(@Root() row: CaseEvent, @Ctx() { loaders }: Context): Promise<Case | null> {
    return loaders.byId<Case>('Case').load(row.caseId);
  }

  @FieldResolver(() => String, { description: 'What happened, localized by Accept-Language.' })
  text(@Root() row: CaseEvent, @Ctx() context: Context): string {
    return eventText(row, context);
  }
}
