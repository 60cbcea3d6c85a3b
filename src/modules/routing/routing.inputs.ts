import { Field, InputType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { PartyType } from '../../graphql/enums.js';
import { CountryCodeScalar, DateScalar } from '../../graphql/scalars.js';
import { MoneyInput } from '../../graphql/types.js';

@InputType('RoutePreviewInput', { description: 'A claim as the routing rules see it.' })
export class RoutePreviewInput {
  @Field(() => CountryCodeScalar, { description: "Country of the creditor's registered office." })
  creditorCountry!: string;

  @Field(() => CountryCodeScalar, { description: 'Country of residence or registered office of the debtor.' })
  debtorCountry!: string;

  @Field(() => PartyType, { description: 'Whether the debtor is a person or a company.' })
  debtorType!: PartyType;

  @Field(() => MoneyInput, { description: 'Sum of the claims.' })
  principal!: MoneyInput;

  @Field(() => DateScalar, { description: 'Day the claim fell due.' })
  dueDate!: IsoDate;

  @Field(() => Boolean, { nullable: true, description: 'True where the debtor has objected; default false.' })
  disputed?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'False where no usable address is known; default true.' })
  hasAddress?: boolean | null;
}
