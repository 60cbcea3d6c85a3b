import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, VirtualColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { Source } from '../../domain/dated.js';
import type { SpreadRule } from '../../domain/spread.js';
import { BalanceLineKind } from '../../graphql/enums.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money, Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';

@Entity('payment')
@ObjectType('Payment', { implements: Node, simpleResolvers: true, description: 'Money received on a case.' })
export class Payment {
  get globalId(): string {
    return globalId('Payment', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @ManyToOne(() => Case, (row) => row.payments)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId!: string | null;

  @Column('text', { name: 'external_reference', nullable: true })
  externalReference!: string | null;

  @Column('bigint', { name: 'amount_minor' })
  amountMinor!: string;

  @Column('text', { name: 'amount_currency' })
  amountCurrency!: string;

  @Field(() => Money, { description: 'Amount received, in the currency of the case: see exchange.' })
  get amount(): Money {
    return Money.of({ minor: BigInt(this.amountMinor), currency: this.amountCurrency });
  }

  @Field(() => DateScalar, { description: 'Day the money came in.' })
  @Column('date', { name: 'received_on' })
  receivedOn!: IsoDate;

  @Field(() => String, { nullable: true, description: "The payer's reference." })
  @Column('text', { nullable: true })
  reference!: string | null;

  @Column('boolean', { name: 'paid_to_creditor' })
  paidToCreditor!: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day it was taken back, whole: its allocations cover nothing since; null where it holds.',
  })
  @VirtualColumn('date', {
    query: (alias) => `(select reversed_on from payment_reversal where payment_id = ${alias}.id)`,
  })
  reversedOn!: IsoDate | null;

  @Column('bigint', { name: 'original_amount_minor', nullable: true })
  originalAmountMinor!: string | null;

  @Column('text', { name: 'original_currency', nullable: true })
  originalCurrency!: string | null;

  @Column('date', { name: 'fx_date', nullable: true })
  fxDate!: IsoDate | null;

  @Column('numeric', { name: 'fx_from_per_euro', nullable: true })
  fxFromPerEuro!: string | null;

  @Column('numeric', { name: 'fx_to_per_euro', nullable: true })
  fxToPerEuro!: string | null;

  @Column('text', { name: 'allocation_rule', nullable: true })
  spreadBy!: SpreadRule['rule'] | null;

  @Column('jsonb', { name: 'legal_basis', nullable: true })
  legalBasis!: Source | null;

  @Field(() => [Allocation], { description: 'How the payment was spread; what is left over is not allocated.' })
  @OneToMany(() => Allocation, (row) => row.payment)
  allocations!: Relation<Allocation>[];
}

@Entity('payment_allocation')
@ObjectType('Allocation', { simpleResolvers: true, description: 'Part of a payment set against one bucket of a case.' })
export class Allocation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payment_id' })
  paymentId!: string;

  @ManyToOne(() => Payment, (row) => row.allocations)
  @JoinColumn({ name: 'payment_id' })
  payment!: Relation<Payment>;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Field(() => BalanceLineKind, { description: 'Bucket it covers.' })
  @Column('text')
  kind!: BalanceLineKind;

  @Column('uuid', { name: 'claim_id', nullable: true })
  claimId!: string | null;

  @Column('bigint', { name: 'amount_minor' })
  amountMinor!: string;

  @Column('text', { name: 'amount_currency' })
  amountCurrency!: string;

  @Field(() => Money, {
    description: 'Amount set against it; negative where a credit note set it free, which is then told beside it.',
  })
  get amount(): Money {
    return Money.of({ minor: BigInt(this.amountMinor), currency: this.amountCurrency });
  }
}
