import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { globalId } from '../../graphql/ids.js';
import { CurrencyCodeScalar, DateScalar } from '../../graphql/scalars.js';
import { SettlementLineKind } from '../../graphql/settlement.enums.js';
import { Money, Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { Creditor } from '../creditors/creditor.entity.js';
import { Payment } from '../payments/payment.entity.js';

@Entity('settlement')
@ObjectType('Settlement', {
  implements: Node,
  simpleResolvers: true,
  description: 'An account of what was collected for a creditor in one currency, what it owes us, and what it is paid.',
})
export class Settlement {
  get globalId(): string {
    return globalId('Settlement', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Field(() => Creditor, { description: 'Whom it is for.' })
  @ManyToOne(() => Creditor)
  @JoinColumn({ name: 'creditor_id' })
  creditor!: Relation<Creditor>;

  @Field(() => CurrencyCodeScalar, { description: 'Currency of all its amounts.' })
  @Column('text')
  currency!: string;

  @Field(() => Int, { description: 'Counts the settlements with the creditor in this currency, from 1.' })
  @Column('integer')
  number!: number;

  @Field(() => String, { description: 'What the payout is known by at the bank.' })
  @Column('text')
  reference!: string;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  @Column('date', { name: 'period_from' })
  periodFrom!: IsoDate;

  @Field(() => DateScalar, { description: 'Last day of the period; what was booked for it later comes with the next.' })
  @Column('date', { name: 'period_to' })
  periodTo!: IsoDate;

  @Field(() => DateScalar, { description: 'Day it was made.' })
  @Column('date', { name: 'settled_on' })
  settledOn!: IsoDate;

  @Column('bigint', { name: 'opening_minor' })
  openingMinor!: string;

  @Field(() => Money, { description: 'Carried forward from the one before: 0 or less.' })
  get opening(): Money {
    return this.amount(this.openingMinor);
  }

  @Column('bigint', { name: 'payout_minor' })
  payoutMinor!: string;

  @Field(() => Money, { description: 'Paid out to the creditor: 0 where it owes us more than was collected.' })
  get payout(): Money {
    return this.amount(this.payoutMinor);
  }

  @Column('bigint', { name: 'carried_minor' })
  carriedMinor!: string;

  @Field(() => Money, { description: 'Carried forward to the next: 0 or less.' })
  get carriedForward(): Money {
    return this.amount(this.carriedMinor);
  }

  @Field(() => String, { description: 'Name of the tax on our service in our own country.' })
  @Column('text', { name: 'tax_name' })
  taxName!: string;

  @Field(() => [SettlementLine], { description: 'What it is made of.' })
  @OneToMany(() => SettlementLine, (row) => row.settlement)
  lines!: Relation<SettlementLine>[];

  private amount(minor: string): Money {
    return Money.of({ minor: BigInt(minor), currency: this.currency });
  }
}

@Entity('settlement_line')
@ObjectType('SettlementLine', { simpleResolvers: true, description: 'One thing a settlement is made of.' })
export class SettlementLine {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'settlement_id' })
  settlementId!: string;

  @ManyToOne(() => Settlement, (row) => row.lines)
  @JoinColumn({ name: 'settlement_id' })
  settlement!: Relation<Settlement>;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Column('integer')
  position!: number;

  @Field(() => SettlementLineKind, { description: 'What it is about.' })
  @Column('text')
  kind!: SettlementLineKind;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Field(() => Case, { nullable: true, description: 'The case; null where it is about none.' })
  @ManyToOne(() => Case)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case> | null;

  @Column('uuid', { name: 'payment_id', nullable: true })
  paymentId!: string | null;

  @Field(() => Payment, { nullable: true, description: 'The payment; null where it is about none.' })
  @ManyToOne(() => Payment)
  @JoinColumn({ name: 'payment_id' })
  payment!: Relation<Payment> | null;

  @Field(() => DateScalar, { description: 'Day of what it is about.' })
  @Column('date', { name: 'on_date' })
  on!: IsoDate;

  @Column('text')
  currency!: string;

  @Column('bigint', { name: 'amount_minor' })
  amountMinor!: string;

  @Field(() => Money, { description: 'What it adds to the payout; negative where it is taken off.' })
  get amount(): Money {
    return Money.of({ minor: BigInt(this.amountMinor), currency: this.currency });
  }

  @Column('bigint', { name: 'base_minor', nullable: true })
  baseMinor!: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What it is a share of, or what the creditor received itself; null where it is none.',
  })
  get base(): Money | null {
    return this.baseMinor === null ? null : Money.of({ minor: BigInt(this.baseMinor), currency: this.currency });
  }

  @Column('integer', { name: 'rate_bps', nullable: true })
  rateBps!: number | null;
}
