import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { BankDirection, BankOutcome } from '../../graphql/bank.enums.js';
import { PageArgs } from '../../graphql/pagination.js';
import { CurrencyCodeScalar, DateScalar } from '../../graphql/scalars.js';
import { Money } from '../../graphql/types.js';
import { Payload } from '../cases/case.payloads.js';
import { BankEntry } from './bank-entry.entity.js';
import { BankFile } from './bank-file.entity.js';

const KEY = { description: 'The same key and input are carried out once, however often sent.' };

@InputType('ImportBankFileInput', { description: 'A file of a bank.' })
export class ImportBankFileInput {
  @Field(() => String, KEY)
  idempotencyKey!: string;

  @Field(() => String, { description: 'Its name, without a path.' })
  fileName!: string;

  @Field(() => String, { description: 'The file itself, Base64; at most 16 megabytes.' })
  content!: string;
}

@InputType('OwnAccountInput', { description: 'An account of the agency.' })
export class OwnAccountRequest {
  @Field(() => String, KEY)
  idempotencyKey!: string;

  @Field(() => String, { description: 'What the agency calls it.' })
  name!: string;

  @Field(() => [String], { description: 'Its number in every way banks write it: IBAN, national number, bankgiro.' })
  numbers!: string[];
}

@InputType('AssignBankEntryInput', { description: 'Which case money in suspense is for.' })
export class AssignBankEntryInput {
  @Field(() => String, KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The entry.' })
  entryId!: string;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => ID, { nullable: true, description: 'The payment that was taken back, where money went out.' })
  paymentId?: string | null;
}

@InputType('EndBankEntryInput', { description: 'Another end of money in suspense.' })
export class EndBankEntryInput {
  @Field(() => String, KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The entry.' })
  entryId!: string;

  @Field(() => String, { description: 'Reference of the transfer, or why.' })
  note!: string;
}

@InputType('BankEntryFilter', { description: 'Which entries; every field given must hold.' })
class BankEntryFilter {
  @Field(() => [BankOutcome], { nullable: true, description: 'Any of these outcomes.' })
  outcome?: BankOutcome[] | null;

  @Field(() => [BankDirection], { nullable: true, description: 'Any of these directions.' })
  direction?: BankDirection[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: waits in suspense now; false: does not.' })
  waiting?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Of any of these files.' })
  bankFileId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Booked on any of these cases.' })
  caseId?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Booked by the bank on this day or later.' })
  bookedFrom?: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Booked by the bank on this day or earlier.' })
  bookedTo?: IsoDate | null;
}

@ArgsType()
export class BankEntryListArgs extends PageArgs {
  @Field(() => BankEntryFilter, { nullable: true, description: 'Which entries.' })
  filter?: BankEntryFilter | null;
}

@ObjectType('BankFileTotal', {
  simpleResolvers: true,
  description: 'What came of the lines of a file, by outcome and currency.',
})
export class BankFileTotal {
  @Field(() => BankOutcome, { description: 'The outcome.' })
  outcome!: BankOutcome;

  @Field(() => BankDirection, { description: 'Into the account or out of it.' })
  direction!: BankDirection;

  @Field(() => CurrencyCodeScalar, { description: 'The currency.' })
  currency!: string;

  @Field(() => Int, { description: 'How many lines.' })
  lines!: number;

  @Field(() => Money, { description: 'Their sum.' })
  amount!: Money;
}

@ObjectType('OwnAccount', { simpleResolvers: true, description: 'An account of the agency.' })
export class OwnAccount {
  @Field(() => String, { description: 'What the agency calls it.' })
  name!: string;

  @Field(() => [String], { description: 'Its number in every way banks write it.' })
  numbers!: string[];
}

@ObjectType('ImportBankFilePayload', { simpleResolvers: true, description: 'Answer of importBankFile.' })
export class ImportBankFilePayload extends Payload {
  @Field(() => BankFile, { nullable: true, description: 'The file; null where it was refused.' })
  file!: BankFile | null;

  @Field(() => [BankEntry], { description: 'What became of each line, in the order of the file.' })
  entries!: BankEntry[];
}

@ObjectType('OwnAccountPayload', { simpleResolvers: true, description: 'Answer of registerOwnAccount.' })
export class OwnAccountPayload extends Payload {
  @Field(() => OwnAccount, { nullable: true, description: 'The account; null where the request was refused.' })
  account!: OwnAccount | null;
}

@ObjectType('BankEntryPayload', { simpleResolvers: true, description: 'Answer of a mutation of money in suspense.' })
export class BankEntryPayload extends Payload {
  @Field(() => BankEntry, {
    nullable: true,
    description: 'The entry as it stands now; null where the request was refused.',
  })
  entry!: BankEntry | null;
}
