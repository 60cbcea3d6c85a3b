import { Field, ObjectType } from 'type-graphql';
import type { BalanceTotals } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import { formatAmount, type Currency } from '../../domain/money.js';
import { BalanceLineKind, StepType } from '../../graphql/enums.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar, DecimalScalar } from '../../graphql/scalars.js';
import { LegalBasis, Money } from '../../graphql/types.js';

@ObjectType('BalanceLine', { simpleResolvers: true, description: 'One line of what is owed, with the rule behind it.' })
class BalanceLine {
  @Field(() => BalanceLineKind, { description: 'What the line is for.' })
  kind!: BalanceLineKind;

  @Field(() => String, { description: 'Invoice number, native name of a cost, or id of the payment.' })
  text!: string;

  @Field(() => Money, {
    description: 'Amount; payments and credit notes are negative, so that the lines add up to outstanding.',
  })
  amount!: Money;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day of the period, for interest; else the day of the event.',
  })
  from!: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of the period, for interest.' })
  to!: IsoDate | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Interest rate in percent a year.' })
  annualRatePercent!: string | null;

  @Field(() => LegalBasis, { nullable: true, description: 'The provision behind the line.' })
  legalBasis!: LegalBasis | null;
}

@ObjectType('Balance', {
  simpleResolvers: true,
  description: 'What is owed on a date: principal, interest and costs less what was paid and written off.',
})
export class Balance {
  @Field(() => DateScalar, { description: 'The date.' })
  on!: IsoDate;

  @Field(() => Money, { description: 'Sum of the claims as handed over, less what was credited.' })
  principal!: Money;

  @Field(() => Money, { description: 'Late interest accrued to the date.' })
  interest!: Money;

  @Field(() => Money, {
    description:
      'Costs the debtor owes: reminder fee, salær, inkassokostnad, perintäkulut, compensation for late payment, court fees.',
  })
  costs!: Money;

  @Field(() => Money, { description: 'Sum of the payments received.' })
  paid!: Money;

  @Field(() => Money, {
    description: 'What was owed when the case was closed and is owed no more; 0 while it is open.',
  })
  writtenOff!: Money;

  @Field(() => Money, { description: 'Principal, interest and costs less what was paid and written off.' })
  outstanding!: Money;

  @Field(() => [BalanceLine], { description: 'Line by line.' })
  lines!: BalanceLine[];

  static of(totals: BalanceTotals, currency: Currency, on: IsoDate): Balance {
    const amount = (minor: bigint) => Money.of({ minor, currency });
    return Object.assign(new Balance(), {
      on,
      principal: amount(totals.principal),
      interest: amount(totals.interest),
      costs: amount(totals.costs),
      paid: amount(totals.paid),
      writtenOff: amount(totals.writtenOff),
      outstanding: amount(totals.outstanding),
      lines: totals.lines.map((line) => ({
        kind: line.kind,
        text: line.kind === 'PAYMENT' ? globalId('Payment', line.text) : line.text,
        amount: amount(line.amount),
        from: line.from,
        to: line.to,
        annualRatePercent: line.annualRateBps === null ? null : percent(line.annualRateBps),
        legalBasis: line.legalBasis && LegalBasis.of(line.legalBasis),
      })),
    });
  }
}

/** "12.25" for 1225 hundredths of a percent. */
export const percent = (bps: number): string => formatAmount(BigInt(bps), 'EUR');

@ObjectType('PlannedStep', {
  simpleResolvers: true,
  description: 'What happens next if nobody pays, and why not sooner.',
})
export class PlannedStep {
  @Field(() => StepType, { description: 'Kind of step.' })
  type!: StepType;

  @Field(() => DateScalar, { description: 'First day the law allows it.' })
  earliestOn!: IsoDate;

  @Field(() => String, { description: 'Native name: betalingsoppfordring, inkassokrav, maksuvaatimus.' })
  name!: string;

  @Field(() => LegalBasis, { nullable: true, description: 'The provision that sets the day.' })
  legalBasis!: LegalBasis | null;

  @Field(() => Boolean, { description: 'Whether it waits for approveStep.' })
  needsApproval!: boolean;
}
