import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import type { Case } from '../cases/case.entity.js';
import { Notice } from './notice.entity.js';

@Resolver(() => Notice)
export class NoticeQueries {
  @FieldResolver()
  case(@Root() row: Notice, @Ctx() { loaders }: Context): Promise<Case | null> {
    return loaders.byId<Case>('Case').load(row.caseId);
  }
}
