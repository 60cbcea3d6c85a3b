import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import { type Context, requireReader } from '../../graphql/context.js';
import { PartyType } from '../../graphql/enums.js';
import { type Connection, connectionType, PageArgs } from '../../graphql/pagination.js';
import { CountryCodeScalar } from '../../graphql/scalars.js';
import type { Case } from '../cases/case.entity.js';
import { CaseConnection, CaseListArgs } from '../cases/case.resolver.js';
import { Debtor } from './debtor.entity.js';

@InputType('DebtorFilter', { description: 'Which debtors; every field given must hold.' })
class DebtorFilter {
  @Field(() => [CountryCodeScalar], { nullable: true, description: 'Any of these countries.' })
  country?: string[] | null;

  @Field(() => PartyType, { nullable: true, description: 'Persons or companies only.' })
  type?: PartyType | null;

  @Field(() => String, { nullable: true, description: 'Matches the name.' })
  search?: string | null;
}

@ArgsType()
class DebtorListArgs extends PageArgs {
  @Field(() => DebtorFilter, { nullable: true, description: 'Which debtors.' })
  filter?: DebtorFilter | null;
}

const DebtorConnection = connectionType('Debtor', () => Debtor);

@Resolver(() => Debtor)
export class DebtorResolver {
  @Query(() => Debtor, { nullable: true, description: 'A debtor by id.' })
  debtor(@Ctx() context: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string): Promise<Debtor | null> {
    requireReader(context);
    return context.loaders.node('Debtor', id);
  }

  @Query(() => DebtorConnection, { description: 'Debtors the reader may see, by name.' })
  debtors(@Ctx() context: Context, @Args(() => DebtorListArgs) args: DebtorListArgs): Promise<Connection<Debtor>> {
    requireReader(context);
    return context.loaders.pages.connection('Debtor', args);
  }

  @FieldResolver(() => CaseConnection, { description: 'Cases against them.' })
  cases(
    @Root() row: Debtor,
    @Ctx() { loaders }: Context,
    @Args(() => CaseListArgs) args: CaseListArgs,
  ): Promise<Connection<Case>> {
    return loaders.pages.connection('Case', args, { column: 'debtor_id', parentId: row.id });
  }
}
