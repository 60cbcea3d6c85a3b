import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { IsoDate } from '../domain/date.js';
import { Creditor } from '../modules/creditors/creditor.entity.js';
import { Partner } from '../modules/referrals/partner.entity.js';
import { type Context, requireReader } from './context.js';
import { Role } from './enums.js';
import { badInput } from './faults.js';
import { NODE_TYPES, parseGlobalId } from './ids.js';
import { MAXIMUM_PAGE_SIZE } from './lists.js';
import { DateScalar } from './scalars.js';
import { Node } from './types.js';

/** Rows asked for at once, as many as the largest page. */
const MOST_IDS = MAXIMUM_PAGE_SIZE;

@ObjectType('Viewer', { simpleResolvers: true, description: 'Who is asking.' })
class ViewerType {
  @Field(() => String, { description: "The token's subject." })
  subject!: string;

  @Field(() => [Role], { description: 'What the reader is.' })
  roles!: readonly Role[];

  @Field(() => Creditor, { nullable: true, description: 'The creditor the reader belongs to.' })
  creditor!: Creditor | null;

  @Field(() => Partner, { nullable: true, description: 'The partner agency the reader belongs to.' })
  partner!: Partner | null;
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything with an id; null where there is nothing the reader may see.',
  })
  node(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'A global id.' }) id: string,
  ): Promise<Node | null> | null {
    requireReader(context);
    return this.load(context, id);
  }

  @Query(() => [Node], { nullable: 'items', description: 'Several at once, at most 100, in the order of the ids.' })
  nodes(
    @Ctx() context: Context,
    @Arg('ids', () => [ID], { description: 'Global ids.' }) ids: readonly string[],
  ): Promise<(Node | null)[]> {
    requireReader(context);
    if (ids.length > MOST_IDS) throw badInput(`ids must be at most ${MOST_IDS}.`, 'ids');
    return Promise.all(ids.map((id) => this.load(context, id)));
  }

  private load({ loaders }: Context, id: string): Promise<Node | null> | null {
    const parsed = parseGlobalId(id);
    return parsed && NODE_TYPES.has(parsed.typeName) ? loaders.byId<Node>(parsed.typeName).load(parsed.id) : null;
  }

  @Query(() => ViewerType, { description: 'Who is asking.' })
  async viewer(@Ctx() context: Context): Promise<ViewerType> {
    const { subject, roles, creditorId, partnerId } = requireReader(context);
    return {
      subject,
      roles,
      creditor: creditorId === null ? null : await context.loaders.byId<Creditor>('Creditor').load(creditorId),
      partner: partnerId === null ? null : await context.loaders.byId<Partner>('Partner').load(partnerId),
    };
  }

  @Query(() => DateScalar, { description: 'Today in the books: the real date, or the sandbox clock.' })
  businessDate(@Ctx() context: Context): IsoDate {
    requireReader(context);
    return context.platform.clock.today();
  }
}
