import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { RemittanceDirection } from '../../graphql/partner.enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { Partner } from './partner.entity.js';
import { Referral } from './referral.entity.js';

@Entity('partner_cost')
@ObjectType('ReferralCost', {
  simpleResolvers: true,
  description: 'What a partner charges for its work on a case; the creditor bears it, not the debtor.',
})
export class ReferralCost {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'referral_id' })
  referralId!: string;

  @ManyToOne(() => Referral, (row) => row.costs)
  @JoinColumn({ name: 'referral_id' })
  referral!: Relation<Referral>;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Column('bigint', { name: 'amount_minor' })
  amountMinor!: string;

  @Column('text', { name: 'amount_currency' })
  amountCurrency!: string;

  @Field(() => Money, { description: 'How much, in the currency it is charged in.' })
  get amount(): Money {
    return Money.of({ minor: BigInt(this.amountMinor), currency: this.amountCurrency });
  }

  @Field(() => String, { description: 'What for.' })
  @Column('text')
  text!: string;

  @Field(() => DateScalar, { description: 'Day it was incurred.' })
  @Column('date', { name: 'incurred_on' })
  incurredOn!: IsoDate;
}

@Entity('remittance')
@ObjectType('Remittance', {
  simpleResolvers: true,
  description: 'Money sent on between us and a partner, of what was collected on a case.',
})
export class Remittance {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @ManyToOne(() => Case, (row) => row.remittances)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId!: string | null;

  @Column('uuid', { name: 'partner_id' })
  partnerId!: string;

  @Field(() => Partner, { nullable: true, description: 'The partner; null where the reader may not know of it.' })
  @ManyToOne(() => Partner)
  @JoinColumn({ name: 'partner_id' })
  partner!: Relation<Partner>;

  @Field(() => RemittanceDirection, { description: 'Who sent it.' })
  @Column('text')
  direction!: RemittanceDirection;

  @Column('bigint', { name: 'amount_minor' })
  amountMinor!: string;

  @Column('text', { name: 'amount_currency' })
  amountCurrency!: string;

  @Field(() => Money, { description: 'How much was sent.' })
  get amount(): Money {
    return Money.of({ minor: BigInt(this.amountMinor), currency: this.amountCurrency });
  }

  @Column('bigint', { name: 'fee_minor' })
  feeMinor!: string;

  @Column('text', { name: 'fee_currency' })
  feeCurrency!: string;

  @Field(() => Money, {
    description: 'What the partner kept as its success fee, which the creditor bears; often nothing.',
  })
  get fee(): Money {
    return Money.of({ minor: BigInt(this.feeMinor), currency: this.feeCurrency });
  }

  @Field(() => DateScalar, { description: 'Day it was sent.' })
  @Column('date', { name: 'remitted_on' })
  remittedOn!: IsoDate;

  @Field(() => String, { nullable: true, description: "The sender's reference." })
  @Column('text', { name: 'external_reference', nullable: true })
  reference!: string | null;
}
