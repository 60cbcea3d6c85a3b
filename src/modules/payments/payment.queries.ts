import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { type Allocation, Payment } from './payment.entity.js';
import { AllocationRule, allocationRule, CurrencyExchange, exchangeOf } from './payment.fields.js';

@Resolver(() => Payment)
export class PaymentQueries {
  @FieldResolver(() => CurrencyExchange, {
    nullable: true,
    description: 'Set where the money came in another currency than the case has.',
  })
  exchange(@Root() row: Payment): CurrencyExchange | null {
    return exchangeOf({
      amount: row.originalAmountMinor,
      currency: row.originalCurrency,
      date: row.fxDate,
      fromPerEuro: row.fxFromPerEuro,
      toPerEuro: row.fxToPerEuro,
    });
  }

  @FieldResolver(() => AllocationRule, { nullable: true, description: 'Which rule spread it.' })
  allocationRule(@Root() { spreadBy, legalBasis }: Payment, @Ctx() context: Context): AllocationRule | null {
    return allocationRule({ rule: spreadBy, legalBasis }, context);
  }

  @FieldResolver()
  allocations(@Root() row: Payment, @Ctx() { loaders }: Context): Promise<Allocation[]> {
    return loaders.childrenOf<Allocation>('Allocation', 'paymentId').load(row.id);
  }
}
