import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import { Address } from '../../graphql/types.js';
import { DebtorPayload } from '../cases/case.payloads.js';
import { DebtorCondition, RecordDebtorConditionInput } from './condition.type.js';
import { recordDebtorCondition } from './condition.commands.js';
import { answerWithDebtor } from './debtor.answer.js';
import { shownAddress } from './debtor.fields.js';
import { Debtor } from './debtor.entity.js';

@Resolver(() => Debtor)
export class ConditionResolver {
  @Mutation(() => DebtorPayload, {
    description:
      'Records a circumstance of a debtor, and stops the open cases against it where nobody may ask it to pay.',
  })
  recordDebtorCondition(
    @Arg('input', () => RecordDebtorConditionInput, { description: 'The circumstance.' })
    input: RecordDebtorConditionInput,
    @Ctx() context: Context,
  ): Promise<DebtorPayload> {
    return answerWithDebtor(context, (platform, viewer) => recordDebtorCondition(platform, viewer, input));
  }

  @FieldResolver(() => [DebtorCondition], {
    description: 'Circumstances that decide whether, and through whom, they may be asked to pay, oldest first.',
  })
  async conditions(@Root() row: Debtor, @Ctx() context: Context): Promise<DebtorCondition[]> {
    const role = readingRole(context.viewer);
    return role === 'AGENT' || role === 'CREDITOR' ? conditionsOf(row.id, context) : [];
  }

  @FieldResolver(() => Address, {
    nullable: true,
    description: 'Postal address; where it is protected, for the agency alone.',
  })
  async address(@Root() row: Debtor, @Ctx() context: Context): Promise<Address | null> {
    const conditions = readingRole(context.viewer) === 'AGENT' ? [] : await conditionsOf(row.id, context);
    const isProtected = conditions.some(({ type }) => type === 'PROTECTED_ADDRESS');
    return shownAddress({ address: row.address, protected: isProtected }, context);
  }
}

const CONDITIONS = `select debtor_id as parent, type, from_date as from, until_date as until, representative_name as "representativeName",
    representative_address as "representativeAddress"
  from debtor_condition_now where debtor_id = any($1) order by from_date, id`;

const conditionsOf = (debtorId: string, { loaders }: Context): Promise<DebtorCondition[]> =>
  loaders.rowsOf<DebtorCondition & { readonly parent: string }>(CONDITIONS).load(debtorId);
