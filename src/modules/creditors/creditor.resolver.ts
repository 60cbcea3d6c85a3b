import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import { type Context, requireReader } from '../../graphql/context.js';
import { type Connection, connectionType, PageArgs } from '../../graphql/pagination.js';
import { CountryCodeScalar } from '../../graphql/scalars.js';
import type { Case } from '../cases/case.entity.js';
import { CaseConnection, CaseListArgs } from '../cases/case.resolver.js';
import type { Partner } from '../referrals/partner.entity.js';
import { Creditor } from './creditor.entity.js';

@InputType('CreditorFilter', { description: 'Which creditors; every field given must hold.' })
class CreditorFilter {
  @Field(() => [CountryCodeScalar], { nullable: true, description: 'Any of these countries.' })
  country?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Matches name or registration number.' })
  search?: string | null;
}

@ArgsType()
class CreditorListArgs extends PageArgs {
  @Field(() => CreditorFilter, { nullable: true, description: 'Which creditors.' })
  filter?: CreditorFilter | null;
}

const CreditorConnection = connectionType('Creditor', () => Creditor);

@Resolver(() => Creditor)
export class CreditorResolver {
  @Query(() => Creditor, { nullable: true, description: 'A creditor by id.' })
  creditor(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Creditor | null> {
    requireReader(context);
    return context.loaders.node('Creditor', id);
  }

  @Query(() => CreditorConnection, { description: 'Creditors the reader may see, by name.' })
  creditors(
    @Ctx() context: Context,
    @Args(() => CreditorListArgs) args: CreditorListArgs,
  ): Promise<Connection<Creditor>> {
    requireReader(context);
    return context.loaders.pages.connection('Creditor', args);
  }

  @FieldResolver()
  clientOf(@Root() row: Creditor, @Ctx() { loaders }: Context): Promise<Partner | null> | null {
    return row.clientOfPartnerId === null ? null : loaders.byId<Partner>('Partner').load(row.clientOfPartnerId);
  }

  @FieldResolver(() => CaseConnection, { description: 'Its cases.' })
  cases(
    @Root() row: Creditor,
    @Ctx() { loaders }: Context,
    @Args(() => CaseListArgs) args: CaseListArgs,
  ): Promise<Connection<Case>> {
    return loaders.pages.connection('Case', args, { column: 'creditor_id', parentId: row.id });
  }
}
