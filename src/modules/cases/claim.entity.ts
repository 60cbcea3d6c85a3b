import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { ClaimKind, DueDateBasis } from '../../graphql/law.enums.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money, Node } from '../../graphql/types.js';
import { Case } from './case.entity.js';

@Entity('claim')
@ObjectType('Claim', { implements: Node, simpleResolvers: true, description: 'One unpaid invoice.' })
export class Claim {
  get globalId(): string {
    return globalId('Claim', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @ManyToOne(() => Case, (row) => row.claims)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Field(() => String, { description: "The creditor's invoice number; unique per creditor." })
  @Column('text', { name: 'invoice_number' })
  invoiceNumber!: string;

  @Field(() => String, { description: 'What the claim is for.' })
  @Column('text')
  description!: string;

  @Field(() => DateScalar, { description: 'Date of the invoice.' })
  @Column('date', { name: 'invoice_date' })
  invoiceDate!: IsoDate;

  @Field(() => DateScalar, { description: 'Day the invoice fell due.' })
  @Column('date', { name: 'due_date' })
  dueDate!: IsoDate;

  @Field(() => ClaimKind, { description: 'What the money is owed for.' })
  @Column('text')
  kind!: ClaimKind;

  @Field(() => DueDateBasis, { description: 'How the due date came to bind.' })
  @Column('text', { name: 'due_date_basis' })
  dueDateBasis!: DueDateBasis;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the agreement.' })
  @Column('date', { name: 'agreed_on', nullable: true })
  agreedOn!: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day the claim came into being.' })
  @Column('date', { name: 'originated_on', nullable: true })
  originatedOn!: IsoDate | null;

  @Column('bigint', { name: 'principal_minor' })
  principalMinor!: string;

  @Column('text', { name: 'principal_currency' })
  principalCurrency!: string;

  @Field(() => Money, { description: 'Amount due when handed over.' })
  get principal(): Money {
    return Money.of({ minor: BigInt(this.principalMinor), currency: this.principalCurrency });
  }
}
