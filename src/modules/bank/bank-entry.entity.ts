import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { Suggestion } from '../../domain/matching.js';
import {
  BankDirection,
  BankOutcome,
  BankReason,
  MatchEvidence,
  MatchRule,
  SuspenseEnd,
} from '../../graphql/bank.enums.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money, Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { Payment } from '../payments/payment.entity.js';
import { BankFile } from './bank-file.entity.js';

/** An amount of two columns. */
export const moneyOf = (minor: string | null, currency: string | null): Money | null =>
  minor === null || currency === null ? null : Money.of({ minor: BigInt(minor), currency });

@Entity('bank_entry')
@ObjectType('BankEntry', {
  implements: Node,
  simpleResolvers: true,
  description: 'A line of a bank file, and what became of it. For the agency alone.',
})
export class BankEntry {
  get globalId(): string {
    return globalId('BankEntry', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'file_id' })
  fileId!: string;

  @Field(() => BankFile, { description: 'The file it stands in.' })
  @ManyToOne(() => BankFile, (row) => row.entries)
  @JoinColumn({ name: 'file_id' })
  file!: Relation<BankFile>;

  @Field(() => String, { description: 'Where it stands in the file: path of an element, or line and columns.' })
  @Column('text')
  place!: string;

  @Field(() => String, {
    description: 'The account it moved on, as the bank writes it; empty in a report on transfers.',
  })
  @Column('text')
  account!: string;

  @Field(() => BankDirection, { description: 'Into the account or out of it.' })
  @Column('text')
  direction!: BankDirection;

  @Field(() => Boolean, { description: 'Whether the bank says that it takes back something earlier.' })
  @Column('boolean')
  reversal!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'Day the bank booked it.' })
  @Column('date', { name: 'booked_on', nullable: true })
  bookedOn!: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: "Day from which it was the account's to use." })
  @Column('date', { name: 'value_on', nullable: true })
  valueOn!: IsoDate | null;

  @Column('bigint', { name: 'amount_minor', nullable: true })
  minor!: string | null;

  @Column('text', { nullable: true })
  currency!: string | null;

  @Field(() => Money, { nullable: true, description: 'What moved; null in a report on transfers.' })
  get amount(): Money | null {
    return moneyOf(this.minor, this.currency);
  }

  @Column('bigint', { name: 'ordered_minor', nullable: true })
  originalMinor!: string | null;

  @Column('text', { name: 'ordered_currency', nullable: true })
  originalUnit!: string | null;

  @Field(() => Money, { nullable: true, description: 'What was ordered, where that was in another currency.' })
  get ordered(): Money | null {
    return moneyOf(this.originalMinor, this.originalUnit);
  }

  @Field(() => String, { nullable: true, description: "The bank's own reference." })
  @Column('text', { name: 'bank_reference', nullable: true })
  bankReference!: string | null;

  @Field(() => String, { nullable: true, description: "The payer's own number of the transfer." })
  @Column('text', { name: 'end_to_end_id', nullable: true })
  endToEndId!: string | null;

  @Field(() => [String], { description: 'References the payer quotes.' })
  @Column('text', { name: 'quoted', array: true })
  references!: string[];

  @Field(() => [String], { description: 'Invoices and credit notes the payer names.' })
  @Column('text', { name: 'document_numbers', array: true })
  documentNumbers!: string[];

  @Field(() => String, { description: 'What payer and bank write besides.' })
  @Column('text')
  remittance!: string;

  @Field(() => String, { nullable: true, description: 'Who paid, as the bank names them.' })
  @Column('text', { name: 'payer_name', nullable: true })
  payerName!: string | null;

  @Field(() => String, { nullable: true, description: 'The account that was paid from.' })
  @Column('text', { name: 'payer_account', nullable: true })
  payerAccount!: string | null;

  @Field(() => BankOutcome, { description: 'What became of it when the file was taken in.' })
  @Column('text')
  outcome!: BankOutcome;

  @Field(() => MatchRule, { nullable: true, description: 'The rule it was booked by.' })
  @Column('text', { nullable: true })
  rule!: MatchRule | null;

  @Field(() => BankReason, { nullable: true, description: 'Why it was not booked on a case.' })
  @Column('text', { nullable: true })
  reason!: BankReason | null;

  @Column('jsonb')
  suggestions!: Suggestion[];

  @Column('uuid', { name: 'duplicate_of_id', nullable: true })
  duplicateOfId!: string | null;

  @Field(() => BankEntry, { nullable: true, description: 'What it is, or may be, of what was known before.' })
  @ManyToOne(() => BankEntry)
  @JoinColumn({ name: 'duplicate_of_id' })
  duplicateOf!: Relation<BankEntry> | null;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Field(() => Case, { nullable: true, description: 'The case it was booked on when the file was taken in.' })
  @ManyToOne(() => Case)
  @JoinColumn({ name: 'case_id' })
  case!: Relation<Case> | null;

  @Column('uuid', { name: 'payment_id', nullable: true })
  paymentId!: string | null;

  @Field(() => Payment, { nullable: true, description: 'The payment it became when the file was taken in.' })
  @ManyToOne(() => Payment)
  @JoinColumn({ name: 'payment_id' })
  payment!: Relation<Payment> | null;
}

@ObjectType('MatchSuggestion', {
  simpleResolvers: true,
  description: 'A case that money may be for, and what speaks for it.',
})
export class MatchSuggestion {
  @Field(() => Case, { description: 'The case.' })
  case!: Case;

  @Field(() => [MatchEvidence], { description: 'What speaks for it.' })
  evidence!: MatchEvidence[];

  @Field(() => String, { description: 'The same in words, localized by Accept-Language.' })
  text!: string;
}

@ObjectType('BankEntryEnd', { simpleResolvers: true, description: 'How money in suspense found its end.' })
export class BankEntryEnd {
  @Field(() => SuspenseEnd, { description: 'What became of it.' })
  kind!: SuspenseEnd;

  @Field(() => DateScalar, { description: 'Business date.' })
  on!: IsoDate;

  @Field(() => String, { description: 'Who saw to it.' })
  settledBy!: string;

  @Field(() => String, { nullable: true, description: 'Reference of the transfer, or why.' })
  note!: string | null;

  @Field(() => Case, { nullable: true, description: 'The case it was for.' })
  case!: Case | null;

  @Field(() => Payment, { nullable: true, description: 'The payment it became, or took back.' })
  payment!: Payment | null;
}
