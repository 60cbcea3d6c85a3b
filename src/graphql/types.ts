import { Field, ID, InputType, InterfaceType, ObjectType } from 'type-graphql';
import type { Source } from '../domain/dated.js';
import type { IsoDate } from '../domain/date.js';
import { formatAmount, type Money as MoneyValue } from '../domain/money.js';
import { UserErrorCode } from './enums.js';
import { CountryCodeScalar, CurrencyCodeScalar, DateScalar, DecimalScalar } from './scalars.js';

@InterfaceType('Node', { description: 'Anything with a global id.' })
export abstract class Node {
  @Field(() => ID, { name: 'id', simple: false, description: 'Global id, unique across all types.' })
  globalId!: string;
}

@ObjectType('Money', { description: 'An exact amount of a currency.', simpleResolvers: true })
export class Money {
  @Field(() => DecimalScalar, { description: "Decimal with the currency's own number of decimals." })
  amount!: string;

  @Field(() => CurrencyCodeScalar, { description: 'Currency of the amount.' })
  currency!: string;

  static of({ minor, currency }: MoneyValue): Money {
    return Object.assign(new Money(), { amount: formatAmount(minor, currency), currency });
  }
}

@InputType('MoneyInput', { description: 'An exact amount of a currency.' })
export class MoneyInput {
  @Field(() => DecimalScalar, { description: "At most the currency's own number of decimals; never rounded." })
  amount!: string;

  @Field(() => CurrencyCodeScalar, { description: 'Currency of the amount.' })
  currency!: string;
}

@ObjectType('Address', { description: 'A postal address.', simpleResolvers: true })
export class Address {
  @Field(() => [String], { description: 'Street lines, as on an envelope.' })
  lines!: string[];

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State or province, where addresses name one.' })
  region?: string | null;

  @Field(() => CountryCodeScalar, { description: 'Country.' })
  country!: string;
}

@InputType('AddressInput', { description: 'A postal address.' })
export class AddressInput {
  @Field(() => [String], { description: 'Street lines, as on an envelope.' })
  lines!: string[];

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  city?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'State or province, where addresses name one; in the United States its two letters.',
  })
  region?: string | null;

  @Field(() => CountryCodeScalar, { description: 'Country.' })
  country!: string;
}

@ObjectType('LegalBasis', {
  description: 'Where a rule comes from: the act, the provision, an address to read it, and when it was last checked.',
  simpleResolvers: true,
})
export class LegalBasis {
  @Field(() => String, { description: 'Act or regulation, with its number.' })
  act!: string;

  @Field(() => String, { description: 'Provision within the act.' })
  provision!: string;

  @Field(() => String, { description: 'Where to read it.' })
  url!: string;

  @Field(() => DateScalar, { description: 'Day a person last compared the rule with the text in force.' })
  checkedOn!: IsoDate;

  static of({ act, provision, url, checkedOn }: Source): LegalBasis {
    return Object.assign(new LegalBasis(), { act, provision, url, checkedOn });
  }
}

@ObjectType('UserError', {
  description: 'A refusal a client can act on. Faults are GraphQL errors; refusals are data.',
  simpleResolvers: true,
})
export class UserError {
  @Field(() => UserErrorCode, { description: 'Stable code.' })
  code!: UserErrorCode;

  @Field(() => String, { description: 'Localized by Accept-Language (nb, sv, fi, en).' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'Path into the input, e.g. ["claims", "0", "dueDate"].' })
  field!: string[] | null;

  @Field(() => LegalBasis, { nullable: true, description: 'The provision behind the refusal.' })
  legalBasis!: LegalBasis | null;
}

@ObjectType('PageInfo', { description: 'Where a page stands in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether anything follows this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether anything precedes this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row of the page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row of the page.' })
  endCursor!: string | null;
}
