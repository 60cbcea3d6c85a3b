import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, VirtualColumn, type Relation } from 'typeorm';
import { globalId } from '../../graphql/ids.js';
import { MessageDirection } from '../../graphql/partner.enums.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { Referral } from './referral.entity.js';

@Entity('referral_message')
@ObjectType('ReferralMessage', {
  implements: Node,
  simpleResolvers: true,
  description:
    'Something written between us and the partner that has a case, or that handed it to us; nothing follows from it by itself.',
})
export class ReferralMessage {
  get globalId(): string {
    return globalId('ReferralMessage', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId!: string | null;

  @ManyToOne(() => Referral, (row) => row.messages)
  @JoinColumn({ name: 'referral_id' })
  referral!: Relation<Referral> | null;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @ManyToOne(() => Case, (row) => row.messages)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Field(() => Boolean, {
    description: 'True where it is about a case that the partner handed to us, and of no referral.',
  })
  @VirtualColumn('boolean', { query: (alias) => `(${alias}.referral_id is null)` })
  inbound!: boolean;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Field(() => MessageDirection, { description: 'Who wrote to whom.' })
  @Column('text')
  direction!: MessageDirection;

  @Field(() => String, { description: 'What was written.' })
  @Column('text')
  text!: string;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  @Column('timestamptz', { name: 'sent_at' })
  sentAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the other side had it; null while it is still to be told.',
  })
  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt!: Date | null;
}

/** The bytes stand in a column that no row of this class reads: `ReferralDocument.content` fetches them where asked. */
@Entity('referral_document')
@ObjectType('ReferralDocument', {
  implements: Node,
  simpleResolvers: true,
  description: 'A document sent between us and the partner that has a case, or that handed it to us.',
})
export class ReferralDocument {
  get globalId(): string {
    return globalId('ReferralDocument', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId!: string | null;

  @ManyToOne(() => Referral, (row) => row.documents)
  @JoinColumn({ name: 'referral_id' })
  referral!: Relation<Referral> | null;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @ManyToOne(() => Case, (row) => row.documents)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Field(() => Boolean, {
    description: 'True where it is about a case that the partner handed to us, and of no referral.',
  })
  @VirtualColumn('boolean', { query: (alias) => `(${alias}.referral_id is null)` })
  inbound!: boolean;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Field(() => MessageDirection, { description: 'Who sent it to whom.' })
  @Column('text')
  direction!: MessageDirection;

  @Field(() => String, { description: 'Name of the file.' })
  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Field(() => String, { description: 'Its media type, e.g. application/pdf.' })
  @Column('text', { name: 'media_type' })
  mediaType!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  @Column('integer')
  size!: number;

  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  @Column('timestamptz', { name: 'sent_at' })
  sentAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the other side had it; null while it is still to be told.',
  })
  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt!: Date | null;
}
