import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { ReferralStatus } from '../../graphql/enums.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars.js';
import { Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
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

  @Field(() => Int, { description: 'How often submission was tried.' })
  @Column('integer')
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed; null after success.' })
  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the partner had it.' })
  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;

  @Column('date', { name: 'heard_on', nullable: true })
  heardOn!: IsoDate | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  @Field(() => [Inquiry], { description: 'Questions asked by the partner, oldest first.' })
  @OneToMany(() => Inquiry, (row) => row.referral)
  inquiries!: Relation<Inquiry>[];
}

@Entity('inquiry')
@ObjectType('Inquiry', {
  implements: Node,
  simpleResolvers: true,
  description: 'A question from the partner that the creditor or the agency must answer.',
})
export class Inquiry {
  get globalId(): string {
    return globalId('Inquiry', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'referral_id' })
  referralId!: string;

  @ManyToOne(() => Referral, (row) => row.inquiries)
  @JoinColumn({ name: 'referral_id' })
  referral!: Relation<Referral>;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

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
