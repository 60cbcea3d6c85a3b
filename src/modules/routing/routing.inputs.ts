import { Field, ID, InputType } from 'type-graphql';
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

@InputType('MoveReferralsInput', { description: 'Cases that are to be worked by somebody else.' })
export class MoveReferralsInput {
  @Field(() => String, {
    nullable: true,
    description: 'Sent again with the same key and input, the same cases are moved, each once.',
  })
  idempotencyKey?: string | null;

  @Field(() => [ID], { nullable: true, description: 'These cases, at most 500; or give partnerId.' })
  caseIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Every open case of this partner, 500 in one call; or give caseIds.',
  })
  partnerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The partner to have them; or give home.' })
  toPartnerId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: to the country module of the debtor's country, or where there is none to a person.",
  })
  home?: boolean | null;

  @Field(() => String, { description: 'Why; the partner that loses the cases is told.' })
  reason!: string;
}
