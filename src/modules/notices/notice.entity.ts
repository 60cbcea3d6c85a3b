import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { StepType } from '../../graphql/enums.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar, LanguageTagScalar } from '../../graphql/scalars.js';
import { LegalBasis, Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';

@ObjectType('NoticeCheck', { simpleResolvers: true, description: 'One element the law requires of a notice.' })
export class NoticeCheck {
  @Field(() => String, { description: 'Key of the element, e.g. payBy.' })
  element!: string;

  @Field(() => Boolean, { description: 'Whether the letter carries it.' })
  satisfied!: boolean;

  @Field(() => LegalBasis, { nullable: true, description: 'The provision that requires it.' })
  legalBasis!: LegalBasis | null;
}

@Entity('notice')
@ObjectType('Notice', {
  implements: Node,
  simpleResolvers: true,
  description: 'The letter of a step, exactly as sent.',
})
export class Notice {
  get globalId(): string {
    return globalId('Notice', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Field(() => Case, { description: 'The case it belongs to.' })
  @ManyToOne(() => Case, (row) => row.notices)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Field(() => StepType, { description: 'The step it carries out.' })
  @Column('text')
  type!: StepType;

  @Field(() => LanguageTagScalar, { description: 'Language it is written in.' })
  @Column('text')
  language!: string;

  @Field(() => String, { description: 'Subject line.' })
  @Column('text')
  subject!: string;

  @Field(() => String, { description: 'Plain text as sent.' })
  @Column('text')
  body!: string;

  @Field(() => DateScalar, { description: 'Business date it was sent.' })
  @Column('date', { name: 'sent_on' })
  sentOn!: IsoDate;

  @Field(() => DateScalar, { nullable: true, description: 'Last day to pay stated in it.' })
  @Column('date', { name: 'pay_by', nullable: true })
  payBy!: IsoDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day on which it was found not to have reached the debtor: it counts as never sent. Null where it stands.',
  })
  @Column('date', { name: 'undelivered_on', nullable: true })
  undeliveredOn!: IsoDate | null;

  @Field(() => String, { description: 'SHA-256 of the document as sent, hexadecimal.' })
  @Column('text', { name: 'content_hash' })
  contentHash!: string;

  @Field(() => [NoticeCheck], { description: 'Every element the law requires of this notice and where it stands.' })
  @Column('jsonb')
  checks!: NoticeCheck[];

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt!: Date | null;

  @Column('text', { name: 'delivered_to', nullable: true })
  deliveredTo!: string | null;
}
