import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { decimalOf } from '../../domain/money.js';
import { PartyType } from '../../graphql/enums.js';
import { CountryCodeScalar, CurrencyCodeScalar, DecimalScalar } from '../../graphql/scalars.js';
import { Money, MoneyInput } from '../../graphql/types.js';
import { Payload } from '../cases/case.payloads.js';
import { Partner } from '../referrals/partner.entity.js';

/** "12.5" for 1250 hundredths of a percent. */
export const feePercent = (bps: number): string => decimalOf(String(bps), 'XXX').replace(/\.?0+$/, '');

@ObjectType('PartnerFee', { simpleResolvers: true, description: 'A success fee for older or larger claims.' })
export class PartnerFee {
  @Field(() => Int, { description: 'From so many days after the youngest claim fell due.' })
  fromAgeDays!: number;

  @Field(() => Money, { description: 'From this principal on.' })
  fromAmount!: Money;

  @Field(() => DecimalScalar, { description: 'Percent of what is collected.' })
  successFeePercent!: string;
}

@ObjectType('PartnerCoverage', { simpleResolvers: true, description: 'What a partner takes in one country.' })
export class PartnerCoverage {
  @Field(() => CountryCodeScalar, { description: 'The country.' })
  country!: string;

  @Field(() => Boolean, { description: 'Whether it has the country alone.' })
  exclusive!: boolean;

  @Field(() => Money, { nullable: true, description: 'Smallest principal it takes.' })
  minimum!: Money | null;

  @Field(() => Money, { nullable: true, description: 'Largest principal it takes.' })
  maximum!: Money | null;

  @Field(() => [CurrencyCodeScalar], { nullable: true, description: 'Currencies it takes; null where it takes all.' })
  currencies!: string[] | null;

  @Field(() => [PartyType], { description: 'Kinds of debtors it takes.' })
  partyTypes!: PartyType[];

  @Field(() => DecimalScalar, { description: 'Percent of what is collected, where no band says otherwise.' })
  successFeePercent!: string;

  @Field(() => [PartnerFee], {
    description:
      'Bands by age and amount. The one that begins at the greatest age reached holds, then the greatest amount.',
  })
  fees!: PartnerFee[];
}

@InputType('PartnerContactInput', { description: 'Whom to speak to at a partner.' })
export class PartnerContactInput {
  @Field(() => String, { description: 'Name of a person or a desk.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone?: string | null;
}

@InputType('PartnerFeeInput', { description: 'A success fee for older or larger claims.' })
class PartnerFeeInput {
  @Field(() => Int, { description: 'From so many days after the youngest claim fell due; 0 for any age.' })
  fromAgeDays!: number;

  @Field(() => MoneyInput, { description: 'From this principal on; 0 for any.' })
  fromAmount!: MoneyInput;

  @Field(() => DecimalScalar, { description: 'From 0 to 100 percent of what is collected, at most two decimals.' })
  successFeePercent!: string;
}

@InputType('PartnerCoverageInput', { description: 'What a partner takes in one country.' })
export class PartnerCoverageInput {
  @Field(() => CountryCodeScalar, { description: 'The country.' })
  country!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it has the country alone; default false.' })
  exclusive?: boolean | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Smallest principal it takes.' })
  minimum?: MoneyInput | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Largest principal it takes.' })
  maximum?: MoneyInput | null;

  @Field(() => [CurrencyCodeScalar], { nullable: true, description: 'Currencies it takes; all where left out.' })
  currencies?: string[] | null;

  @Field(() => [PartyType], { nullable: true, description: 'Kinds of debtors it takes; both where left out.' })
  partyTypes?: PartyType[] | null;

  @Field(() => DecimalScalar, { description: 'From 0 to 100 percent of what is collected, at most two decimals.' })
  successFeePercent!: string;

  @Field(() => [PartnerFeeInput], { nullable: true, description: 'Other fees by age and amount.' })
  fees?: PartnerFeeInput[] | null;
}

@InputType({ description: 'Terms of a partner.' })
abstract class Terms {
  @Field(() => CountryCodeScalar, { nullable: true, description: 'Country whose working days it keeps.' })
  country?: string | null;

  @Field(() => PartnerContactInput, { nullable: true, description: 'Whom to speak to.' })
  contact?: PartnerContactInput | null;

  @Field(() => Int, { nullable: true, description: 'Working days to take or decline a case, 1 to 60.' })
  acceptWithinDays?: number | null;

  @Field(() => Int, { nullable: true, description: 'Working days to answer a message, 1 to 60.' })
  answerWithinDays?: number | null;

  @Field(() => Int, { nullable: true, description: 'Months from one status to the next, 1 to 12.' })
  statusEveryMonths?: number | null;

  @Field(() => [PartnerCoverageInput], { nullable: true, description: 'All it takes, each country once.' })
  coverage?: PartnerCoverageInput[] | null;
}

@InputType('RegisterPartnerInput', {
  description: 'A new member agency. Left out: a day to accept, two to answer, a status each month.',
})
export class RegisterPartnerInput extends Terms {
  @Field(() => String, { description: 'Name of the agency, which no other has.' })
  name!: string;

  @Field(() => String, { description: 'Network through which it is reached: exchange, sandbox …' })
  network!: string;
}

@InputType('ChangePartnerTermsInput', { description: 'New terms of a partner; what is left out stays as it is.' })
export class ChangePartnerTermsInput extends Terms {
  @Field(() => ID, { description: 'The partner.' })
  partnerId!: string;
}

@ObjectType('PartnerPayload', { simpleResolvers: true, description: 'Answer of a mutation of one partner.' })
export class PartnerPayload extends Payload {
  @Field(() => Partner, { nullable: true, description: 'The partner as it stands now; null where it was refused.' })
  partner!: Partner | null;
}
