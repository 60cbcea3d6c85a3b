import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { AddressInput } from '../../graphql/types.js';
import { DebtorPayload } from '../cases/case.payloads.js';
import { changeDebtorAddress } from './address.commands.js';
import { answerWithDebtor } from './debtor.answer.js';

@InputType('ChangeDebtorAddressInput', { description: 'Where a debtor is found now; what is left out stays as it is.' })
class ChangeDebtorAddressInput {
  @Field(() => String, { nullable: true, description: 'Makes the request count once.' })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The debtor.' })
  debtorId!: string;

  @Field(() => AddressInput, { nullable: true, description: 'Postal address, in the country of the one before.' })
  address?: AddressInput | null;

  @Field(() => String, { nullable: true, description: 'Address for e-mail.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone?: string | null;
}

@Resolver()
export class AddressResolver {
  @Mutation(() => DebtorPayload, {
    description:
      'Records where a debtor is found now, and goes on with the cases that waited for it: what never reached it is sent again.',
  })
  changeDebtorAddress(
    @Arg('input', () => ChangeDebtorAddressInput, { description: 'The address.' }) input: ChangeDebtorAddressInput,
    @Ctx() context: Context,
  ): Promise<DebtorPayload> {
    return answerWithDebtor(context, (platform, viewer) => changeDebtorAddress(platform, viewer, input));
  }
}
