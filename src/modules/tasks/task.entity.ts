import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar } from '../../graphql/scalars.js';
import { TaskKind, TaskRole } from '../../graphql/task.enums.js';
import { Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { Referral } from '../referrals/referral.entity.js';

@Entity('task')
@ObjectType('Task', {
  implements: Node,
  simpleResolvers: true,
  description: 'Something a person is to see to. It closes by itself where the reason for it goes away.',
})
export class Task {
  get globalId(): string {
    return globalId('Task', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => TaskKind, { description: 'What it is about.' })
  @Column('text')
  kind!: TaskKind;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Field(() => Case, { nullable: true, description: 'The case; null where it is about none.' })
  @ManyToOne(() => Case)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case> | null;

  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId!: string | null;

  @Field(() => Referral, { nullable: true, description: 'The referral, where it is about one.' })
  @ManyToOne(() => Referral)
  @JoinColumn({ name: 'referral_id' })
  referral!: Relation<Referral> | null;

  @Column('uuid', { name: 'creditor_id', nullable: true })
  creditorId!: string | null;

  @Field(() => TaskRole, {
    description: 'Who is to see to it. What a creditor has left lying beyond its day goes to the agency.',
  })
  @Column('text')
  role!: TaskRole;

  @Field(() => String, { nullable: true, description: 'Subject of whoever has taken it; null while nobody has.' })
  @Column('text', { nullable: true })
  owner!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Business date on which it was found to be overdue; null where it is or was seen to in time.',
  })
  @Column('date', { name: 'overdue_since', nullable: true })
  overdueSince!: IsoDate | null;

  @Field(() => DateScalar, { description: 'Day by which it was, or is, to be seen to.' })
  @Column('date', { name: 'due_on' })
  dueOn!: IsoDate;

  @Field(() => DateScalar, { description: 'Business date on which it was found.' })
  @Column('date', { name: 'opened_on' })
  openedOn!: IsoDate;

  @Field(() => DateScalar, { nullable: true, description: 'Business date on which it ended; null while it is open.' })
  @Column('date', { name: 'closed_on', nullable: true })
  closedOn!: IsoDate | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who settled it; null where it is open or has closed by itself.',
  })
  @Column('text', { name: 'settled_by', nullable: true })
  settledBy!: string | null;

  @Field(() => String, { nullable: true, description: 'What that person had to say.' })
  @Column('text', { nullable: true })
  note!: string | null;

  @Column('jsonb')
  params!: Record<string, string | number>;
}
