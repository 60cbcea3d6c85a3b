import { Field, InputType } from 'type-graphql';
import { AutomationMode } from '../../graphql/enums.js';
import { DayCount } from '../../graphql/law.enums.js';
import { CountryCodeScalar } from '../../graphql/scalars.js';
import { AddressInput } from '../../graphql/types.js';

@InputType('CreditorInput', { description: 'A new client of the agency.' })
export class CreditorInput {
  @Field(() => String, { description: 'Registered name, at most 200 characters.' })
  name!: string;

  @Field(() => CountryCodeScalar, { description: 'Country of the registered office.' })
  country!: string;

  @Field(() => String, { description: 'Registration number in that country.' })
  organisationNumber!: string;

  @Field(() => AutomationMode, {
    nullable: true,
    description: 'Whether permitted steps start by themselves; default AUTOMATIC.',
  })
  automation?: AutomationMode | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may deduct VAT for the activity its claims come from; default true.',
  })
  vatLiable?: boolean | null;

  @Field(() => DayCount, {
    nullable: true,
    description: 'Day count of its contracts; default that of the country a claim is collected in.',
  })
  dayCount?: DayCount | null;

  @Field(() => AddressInput, { nullable: true, description: 'Postal address.' })
  address?: AddressInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Account for what is collected: an IBAN or a national account number.',
  })
  bankAccount?: string | null;
}
