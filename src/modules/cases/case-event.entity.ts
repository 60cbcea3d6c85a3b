import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars.js';
import { Node } from '../../graphql/types.js';
import { Case } from './case.entity.js';

@Entity('case_event')
@ObjectType('CaseEvent', {
  implements: Node,
  simpleResolvers: true,
  description: 'Something that happened to a case; never changed, never removed.',
})
export class CaseEvent {
  get globalId(): string {
    return globalId('CaseEvent', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column({ type: 'bigint', insert: false, update: false })
  seq!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Field(() => Case, { description: 'The case it happened to.' })
  @ManyToOne(() => Case, (row) => row.events)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Field(() => String, { description: 'Kind of event, e.g. noticeSent.' })
  @Column('text')
  type!: string;

  @Field(() => DateTimeScalar, { description: 'Instant it was recorded.' })
  @Column({ type: 'timestamptz', insert: false })
  at!: Date;

  @Field(() => DateScalar, { description: 'Business date it counts for.' })
  @Column('date', { name: 'on_date' })
  on!: IsoDate;

  @Field(() => [String], { description: 'Fields of the case that changed.' })
  @Column('text', { name: 'changed_fields', array: true })
  changedFields!: string[];

  @Field(() => String, { description: 'Who did it.' })
  @Column('text')
  actor!: string;

  @Column('jsonb')
  params!: Record<string, string | number>;

  @Column('jsonb', { name: 'legal_basis', nullable: true })
  legalBasis!: object | null;
}
