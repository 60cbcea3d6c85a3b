import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { CaseStage, CaseStatus, CloseReason, HoldReason, type RouteKind } from '../../graphql/enums.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Node } from '../../graphql/types.js';
import { Creditor } from '../creditors/creditor.entity.js';
import { Debtor } from '../debtors/debtor.entity.js';
import { Notice } from '../notices/notice.entity.js';
import { CreditNote } from '../payments/credit-note.entity.js';
import { Payment } from '../payments/payment.entity.js';
import { ReferralDocument, ReferralMessage } from '../referrals/message.entity.js';
import { Remittance } from '../referrals/money.entity.js';
import { Partner } from '../referrals/partner.entity.js';
import { Inquiry, Referral } from '../referrals/referral.entity.js';
import { RoutingDecision } from '../routing/routing-decision.entity.js';
import { CaseEvent } from './case-event.entity.js';
import { Claim } from './claim.entity.js';

@Entity('collection_case')
@ObjectType('Case', {
  implements: Node,
  simpleResolvers: true,
  description: "One debtor's claims from one creditor, worked together.",
})
export class Case {
  get globalId(): string {
    return globalId('Case', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column({ type: 'bigint', insert: false, update: false })
  serial!: string;

  @Field(() => String, { description: 'Human-readable and unique, e.g. F-2026-0000123.' })
  @Column('text')
  reference!: string;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Field(() => Creditor, { description: 'Who is owed.' })
  @ManyToOne(() => Creditor, (row) => row.cases)
  @JoinColumn({ name: 'creditor_id' })
  creditor!: Relation<Creditor>;

  @Column('uuid', { name: 'debtor_id' })
  debtorId!: string;

  @Field(() => Debtor, { description: 'Who owes.' })
  @ManyToOne(() => Debtor, (row) => row.cases)
  @JoinColumn({ name: 'debtor_id' })
  debtor!: Relation<Debtor>;

  @Field(() => [Claim], { description: 'The invoices, oldest due date first.' })
  @OneToMany(() => Claim, (row) => row.case)
  claims!: Relation<Claim>[];

  @Field(() => [CreditNote], { description: 'Credit notes on the invoices, oldest first.' })
  @OneToMany(() => CreditNote, (row) => row.case)
  creditNotes!: Relation<CreditNote>[];

  @Field(() => CaseStatus, { description: 'Where the case stands.' })
  @Column('text')
  status!: CaseStatus;

  @Field(() => CaseStage, { description: 'How far collection has come.' })
  @Column('text')
  stage!: CaseStage;

  @Field(() => HoldReason, { nullable: true, description: 'Set while ON_HOLD.' })
  @Column('text', { name: 'hold_reason', nullable: true })
  holdReason!: HoldReason | null;

  @Field(() => CloseReason, { nullable: true, description: 'Set once CLOSED.' })
  @Column('text', { name: 'close_reason', nullable: true })
  closeReason!: CloseReason | null;

  @Field(() => DateScalar, { description: 'Business date the case was taken in.' })
  @Column('date', { name: 'registered_on' })
  registeredOn!: IsoDate;

  @Field(() => DateScalar, { nullable: true, description: 'Business date the case was closed.' })
  @Column('date', { name: 'closed_on', nullable: true })
  closedOn!: IsoDate | null;

  @Column('date', { name: 'paused_until', nullable: true })
  pauseEndsOn!: IsoDate | null;

  @Column('uuid', { name: 'continues_id', nullable: true })
  continuesId!: string | null;

  @Field(() => Case, {
    nullable: true,
    description:
      'The case of the creditor before, whose claims this one continues; null for readers who may not see it.',
  })
  @OneToOne(() => Case)
  @JoinColumn({ name: 'continues_id' })
  continues!: Relation<Case> | null;

  @Column('uuid', { name: 'continued_by_id', nullable: true })
  continuedById!: string | null;

  @Field(() => Case, {
    nullable: true,
    description: 'The case of the next creditor, where the claims were sold; null for readers who may not see it.',
  })
  @OneToOne(() => Case)
  @JoinColumn({ name: 'continued_by_id' })
  continuedBy!: Relation<Case> | null;

  @Column('uuid', { name: 'merged_into_id', nullable: true })
  mergedIntoId!: string | null;

  @Field(() => Case, { nullable: true, description: 'The case that has its claims since they were merged.' })
  @ManyToOne(() => Case)
  @JoinColumn({ name: 'merged_into_id' })
  mergedInto!: Relation<Case> | null;

  @Column('text')
  country!: string;

  @Column('text')
  currency!: string;

  @Field(() => String, { description: 'Payment reference the debtor quotes: KID, OCR or viitenumero.' })
  @Column('text', { name: 'payment_reference' })
  paymentReference!: string;

  @Column('text', { name: 'route_kind' })
  routeKind!: RouteKind;

  @Column('uuid', { name: 'routing_id' })
  routingId!: string;

  @Field(() => RoutingDecision, { description: 'The decision in force: who works the case and why.' })
  @OneToOne(() => RoutingDecision)
  @JoinColumn({ name: 'routing_id' })
  routing!: Relation<RoutingDecision>;

  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId!: string | null;

  @Field(() => Referral, { nullable: true, description: 'Set when the case is with a partner agency.' })
  @OneToOne(() => Referral)
  @JoinColumn({ name: 'referral_id' })
  referral!: Relation<Referral> | null;

  @Column('uuid', { name: 'referred_by_partner_id', nullable: true })
  referredByPartnerId!: string | null;

  @Field(() => Partner, {
    nullable: true,
    description: 'The partner that handed the case to us for a client of its own; null where none did.',
  })
  @ManyToOne(() => Partner)
  @JoinColumn({ name: 'referred_by_partner_id' })
  referredBy!: Relation<Partner> | null;

  @Column('text', { name: 'referred_as', nullable: true })
  referredAsText!: string | null;

  @Field(() => [Remittance], { description: 'Money sent on between us and partners, oldest first.' })
  @OneToMany(() => Remittance, (row) => row.case)
  remittances!: Relation<Remittance>[];

  @Field(() => [ReferralMessage], {
    description:
      'What was written between us and partners, those that had the case and the one that handed it to us, oldest first.',
  })
  @OneToMany(() => ReferralMessage, (row) => row.case)
  messages!: Relation<ReferralMessage>[];

  @Field(() => [ReferralDocument], { description: 'Documents sent between us and those partners, oldest first.' })
  @OneToMany(() => ReferralDocument, (row) => row.case)
  documents!: Relation<ReferralDocument>[];

  @Field(() => [Inquiry], {
    description: 'Questions of those partners to us, and ours to the one that handed us the case.',
  })
  @OneToMany(() => Inquiry, (row) => row.case)
  inquiries!: Relation<Inquiry>[];

  @Column({ type: 'bigint', name: 'booked_outstanding_minor', insert: false, update: false })
  bookedOutstandingMinor!: string;

  @Column({ type: 'timestamptz', name: 'updated_at', insert: false, update: false })
  updatedAt!: Date;

  @OneToMany(() => Notice, (row) => row.case)
  notices!: Relation<Notice>[];

  @OneToMany(() => Payment, (row) => row.case)
  payments!: Relation<Payment>[];

  @OneToMany(() => CaseEvent, (row) => row.case)
  events!: Relation<CaseEvent>[];
}
