import { Field, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { ComputedFields } from '../../graphql/computed.js';
import { DateScalar, DecimalScalar } from '../../graphql/scalars.js';
import type { Source } from '../../domain/dated.js';
import type { SpreadRule } from '../../domain/spread.js';
import type { Context } from '../../graphql/context.js';
import { LegalBasis, Money } from '../../graphql/types.js';

@ObjectType('CurrencyExchange', {
  simpleResolvers: true,
  description: 'How money that came in another currency than the case has became an amount of the case.',
})
export class CurrencyExchange {
  @Field(() => Money, { description: 'The money as it came in.' })
  received!: Money;

  @Field(() => String, { description: 'Whose rates: the euro foreign exchange reference rates of the ECB.' })
  source!: string;

  @Field(() => DateScalar, {
    description: 'Day both rates were published: the last one on or before the day of receipt.',
  })
  rateDate!: IsoDate;

  @Field(() => DecimalScalar, { description: 'Units of the currency received for one euro.' })
  receivedPerEuro!: string;

  @Field(() => DecimalScalar, { description: "Units of the case's currency for one euro." })
  casePerEuro!: string;
}

@ObjectType('AllocationRule', { simpleResolvers: true, description: 'Why a payment was spread as it was.' })
export class AllocationRule {
  @Field(() => String, { description: 'The rule, localized by Accept-Language.' })
  text!: string;

  @Field(() => LegalBasis, {
    nullable: true,
    description: 'The provision it stands in; null where it is no rule of law.',
  })
  legalBasis!: LegalBasis | null;
}

/** Columns of a payment; all null where it was booked before the rule was kept. */
interface RuleColumns {
  readonly rule: SpreadRule['rule'] | null;
  readonly legalBasis: Source | null;
}

export function allocationRule(
  { rule, legalBasis }: RuleColumns,
  { platform, language }: Context,
): AllocationRule | null {
  if (rule === null) return null;
  return Object.assign(new AllocationRule(), {
    text: platform.texts.translate(language, `terms:allocationRule.${rule}`),
    legalBasis: legalBasis && LegalBasis.of(legalBasis),
  });
}

/** Columns of a payment; all null where it came in the currency of the case. */
interface ExchangeColumns {
  readonly amount: string | null;
  readonly currency: string | null;
  readonly date: IsoDate | null;
  readonly fromPerEuro: string | null;
  readonly toPerEuro: string | null;
}

export function exchangeOf({
  amount,
  currency,
  date,
  fromPerEuro,
  toPerEuro,
}: ExchangeColumns): CurrencyExchange | null {
  if (amount === null || currency === null || date === null || fromPerEuro === null || toPerEuro === null) return null;
  return Object.assign(new CurrencyExchange(), {
    received: Money.of({ minor: BigInt(amount), currency }),
    source: 'ECB',
    rateDate: date,
    receivedPerEuro: plain(fromPerEuro),
    casePerEuro: plain(toPerEuro),
  });
}

/** The decimal without the zeros that a column of eight decimals adds. */
const plain = (decimal: string): string => decimal.replace(/\.?0+$/, '');

/** For compiled reads. */
export const PAYMENT_FIELDS: ComputedFields = {
  'Payment.exchange': {
    needs: (
      alias,
    ) => `json_build_object('amount', ${alias}.original_amount_minor::text, 'currency', ${alias}.original_currency,
      'date', ${alias}.fx_date, 'fromPerEuro', ${alias}.fx_from_per_euro::text, 'toPerEuro', ${alias}.fx_to_per_euro::text)`,
    value: (known) => exchangeOf(known as ExchangeColumns),
  },
  'Payment.allocationRule': {
    needs: (alias) => `json_build_object('rule', ${alias}.allocation_rule, 'legalBasis', ${alias}.legal_basis)`,
    value: (known, _args, context) => allocationRule(known as RuleColumns, context),
  },
};
