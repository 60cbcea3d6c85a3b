import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { Claim } from '../cases/claim.entity.js';

@Entity('credit_note')
@ObjectType('CreditNote', {
  simpleResolvers: true,
  description: 'A credit note of the creditor: so much of an invoice was never owed.',
})
export class CreditNote {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @ManyToOne(() => Case, (row) => row.creditNotes)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case>;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Column('uuid', { name: 'claim_id' })
  claimId!: string;

  @Field(() => Claim, { description: 'The invoice it lowers.' })
  @ManyToOne(() => Claim)
  @JoinColumn({ name: 'claim_id' })
  claim!: Relation<Claim>;

  @Column('bigint', { name: 'amount_minor' })
  amountMinor!: string;

  @Column('text', { name: 'amount_currency' })
  amountCurrency!: string;

  @Field(() => Money, { description: 'What the invoice is lowered by.' })
  get amount(): Money {
    return Money.of({ minor: BigInt(this.amountMinor), currency: this.amountCurrency });
  }

  @Field(() => DateScalar, { description: 'Day of the credit note, from which on the balance shows it.' })
  @Column('date', { name: 'issued_on' })
  issuedOn!: IsoDate;

  @Field(() => String, { description: "The creditor's number of it." })
  @Column('text')
  reference!: string;
}
