import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { type Allocation, Payment } from './payment.entity.js';

@Resolver(() => Payment)
export class PaymentQueries {
  @FieldResolver()
  allocations(@Root() row: Payment, @Ctx() { loaders }: Context): Promise<Allocation[]> {
    return loaders.childrenOf<Allocation>('Allocation', 'paymentId').load(row.id);
  }
}
