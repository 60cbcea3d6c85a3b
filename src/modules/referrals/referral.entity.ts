import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, VirtualColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { ReferralStatus } from '../../graphql/enums.js';
import { globalId } from '../../graphql/ids.js';
import { DeclineCode, PartnerPhase } from '../../graphql/partner.enums.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../graphql/scalars.js';
import { Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { ReferralDocument, ReferralMessage } from './message.entity.js';
import { ReferralCost } from './money.entity.js';
import { Partner } from './partner.entity.js';

@Entity('referral')
@ObjectType('Referral', { implements: Node, simpleResolvers: true, description: 'A case handed to a partner agency.' })
export class Referral {
  get globalId(): string {
    return globalId('Referral', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Field(() => Case, { description: 'The case.' })
  @ManyToOne(() => Case)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Column('uuid', { name: 'partner_id' })
  partnerId!: string;

  @Field(() => Partner, { description: 'The agency that has it.' })
  @ManyToOne(() => Partner)
  @JoinColumn({ name: 'partner_id' })
  partner!: Relation<Partner>;

  @Field(() => ReferralStatus, { description: 'Where it stands at the partner.' })
  @Column('text')
  status!: ReferralStatus;

  @Field(() => String, { nullable: true, description: "The partner's own reference, once it has given one." })
  @Column('text', { name: 'external_reference', nullable: true })
  externalReference!: string | null;

  @Field(() => DeclineCode, {
    nullable: true,
    description: 'Why the partner gave the case back, where it did and said so in a word we know.',
  })
  @Column('text', { name: 'decline_code', nullable: true })
  declineCode!: DeclineCode | null;

  @Field(() => Int, { description: 'How often submission was tried.' })
  @Column('integer')
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed; null after success.' })
  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the partner had it.' })
  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;

  @Field(() => PartnerPhase, { nullable: true, description: "Where the partner's work has come to, once it has told." })
  @Column('text', { nullable: true })
  phase!: PartnerPhase | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day by which a partner that lost the case gives back what it holds on it; null where it owes nothing.',
  })
  @Column('date', { name: 'data_due_on', nullable: true })
  dataDueOn!: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which that was back.' })
  @Column('date', { name: 'data_returned_on', nullable: true })
  dataReturnedOn!: IsoDate | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Success fee in percent of what is collected, as agreed when the case was given to the partner, whatever became of its terms.',
  })
  @VirtualColumn('text', { query: (alias) => `trim_scale(${alias}.success_fee_bps / 100.0)::text` })
  successFeePercent!: string | null;

  @Column('integer', { name: 'success_fee_bps', nullable: true })
  successFeeBps!: number | null;

  @Column('integer', { name: 'fee_from_age_days', nullable: true })
  feeFromAgeDays!: number | null;

  @Column('bigint', { name: 'fee_from_amount_minor', nullable: true })
  feeFromAmountMinor!: string | null;

  @Column('text', { name: 'fee_from_amount_currency', nullable: true })
  feeFromAmountCurrency!: string | null;

  @Column('boolean', { name: 'preview_accepts', nullable: true })
  previewAccepts!: boolean | null;

  @Column('integer', { name: 'preview_fee_bps', nullable: true })
  previewFeeBps!: number | null;

  @Column('text', { name: 'preview_reason', nullable: true })
  previewReason!: string | null;

  @Column('timestamptz', { name: 'previewed_at', nullable: true })
  previewedAt!: Date | null;

  @Field(() => [ReferralCost], { description: 'What the partner charges for its work, oldest first.' })
  @OneToMany(() => ReferralCost, (row) => row.referral)
  costs!: Relation<ReferralCost>[];

  @Column('date', { name: 'heard_on', nullable: true })
  heardOn!: IsoDate | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  @Field(() => [Inquiry], { description: 'Questions asked by the partner, oldest first.' })
  @OneToMany(() => Inquiry, (row) => row.referral)
  inquiries!: Relation<Inquiry>[];

  @Field(() => [ReferralMessage], { description: 'What was written between us and the partner, oldest first.' })
  @OneToMany(() => ReferralMessage, (row) => row.referral)
  messages!: Relation<ReferralMessage>[];

  @Field(() => [ReferralDocument], { description: 'Documents sent between us and the partner, oldest first.' })
  @OneToMany(() => ReferralDocument, (row) => row.referral)
  documents!: Relation<ReferralDocument>[];
}

@Entity('inquiry')
@ObjectType('Inquiry', {
  implements: Node,
  simpleResolvers: true,
  description:
    'A question: of the partner that has a case, to the creditor and the agency; or ours, to the partner that handed us the case.',
})
export class Inquiry {
  get globalId(): string {
    return globalId('Inquiry', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId!: string | null;

  @ManyToOne(() => Referral, (row) => row.inquiries)
  @JoinColumn({ name: 'referral_id' })
  referral!: Relation<Referral> | null;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @ManyToOne(() => Case, (row) => row.inquiries)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Field(() => Boolean, {
    description: 'True where we ask the partner that handed us the case; false where a partner that has it asks.',
  })
  @VirtualColumn('boolean', { query: (alias) => `(${alias}.referral_id is null)` })
  inbound!: boolean;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Column('text', { name: 'external_reference', nullable: true })
  externalReference!: string | null;

  @Field(() => String, { description: 'The question.' })
  @Column('text')
  question!: string;

  @Field(() => DateTimeScalar, { description: 'When it was asked.' })
  @Column('timestamptz', { name: 'asked_at' })
  askedAt!: Date;

  @Field(() => DateScalar, { description: 'Day the answer is due.' })
  @Column('date', { name: 'due_on' })
  dueOn!: IsoDate;

  @Field(() => String, { nullable: true, description: 'The answer, once given.' })
  @Column('text', { nullable: true })
  answer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was answered.' })
  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | null;
}
