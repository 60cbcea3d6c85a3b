import { Field, ID, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { IncomingStatus, InvoiceSourceKind } from '../../graphql/intake.enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { UserError } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { Payload } from '../cases/case.payloads.js';

@ObjectType('InvoiceSource', { simpleResolvers: true, description: 'Where invoices of a creditor are fetched from.' })
export class InvoiceSource {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => InvoiceSourceKind, { description: 'What it is.' })
  kind!: InvoiceSourceKind;

  @Field(() => String, { description: 'Name of the folder, or address of the interface.' })
  place!: string;

  @Field(() => Boolean, { description: 'True once nothing is fetched from it any more.' })
  stopped!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing could be fetched the last time; null where it could.',
  })
  lastFault!: string | null;
}

@ObjectType('IncomingInvoice', { simpleResolvers: true, description: 'A document that was fetched from a source.' })
export class IncomingInvoice {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => String, { description: 'Name under which the source has it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Number of the invoice, where it could be read.' })
  invoiceNumber!: string | null;

  @Field(() => IncomingStatus, { description: 'Where it stands.' })
  status!: IncomingStatus;

  @Field(() => DateScalar, { description: 'First day on which it may, or might have, become a case.' })
  startsOn!: IsoDate;

  @Field(() => DateScalar, { description: 'Business date on which it was fetched.' })
  receivedOn!: IsoDate;

  @Field(() => String, { nullable: true, description: 'Why its waiting was ended; null where it was not.' })
  reason!: string | null;

  @Field(() => [UserError], { description: 'Why it cannot become a case.' })
  refusals!: UserError[];

  @Field(() => Case, { nullable: true, description: 'The case that has its claim.' })
  case!: Case | null;
}

@ObjectType('InvoiceSourcePayload', { simpleResolvers: true, description: 'Answer of a mutation of a source.' })
export class InvoiceSourcePayload extends Payload {
  @Field(() => InvoiceSource, { nullable: true, description: 'The source; null where the request was refused.' })
  source!: InvoiceSource | null;
}

@ObjectType('IncomingInvoicePayload', { simpleResolvers: true, description: 'Answer of cancelIncomingInvoice.' })
export class IncomingInvoicePayload extends Payload {
  @Field(() => IncomingInvoice, { nullable: true, description: 'The invoice; null where the request was refused.' })
  invoice!: IncomingInvoice | null;
}
