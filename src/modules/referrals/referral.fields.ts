import { Field, ObjectType } from 'type-graphql';
import type { ComputedFields } from '../../graphql/computed.js';
import { DateTimeScalar, DecimalScalar } from '../../graphql/scalars.js';
import { Money } from '../../graphql/types.js';
import { feePercent, PartnerFee } from '../partners/partner.type.js';

@ObjectType('ReferralPreview', {
  simpleResolvers: true,
  description: "What the partner's network said of the case before it was handed over. It binds nobody.",
})
export class ReferralPreview {
  @Field(() => Boolean, { description: 'Whether it would take the case; where not, it was not handed over.' })
  acceptable!: boolean;

  @Field(() => String, { nullable: true, description: 'What is missing or stands in the way, in its own words.' })
  reason!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Percent it would take; null where it did not say.' })
  successFeePercent!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked.' })
  askedAt!: Date;
}

/** Columns of a referral; all null where nobody was asked. */
interface PreviewColumns {
  readonly accepts: boolean | null;
  readonly feeBps: number | null;
  readonly reason: string | null;
  readonly at: Date | string | null;
}

export function previewOf({ accepts, feeBps, reason, at }: PreviewColumns): ReferralPreview | null {
  if (accepts === null || at === null) return null;
  const successFeePercent = feeBps === null ? null : feePercent(feeBps);
  return Object.assign(new ReferralPreview(), {
    acceptable: accepts,
    reason,
    successFeePercent,
    askedAt: new Date(at),
  });
}

/** Columns of a referral; the last three are null where no band was reached. */
interface FeeColumns {
  readonly feeBps: number | null;
  readonly fromAgeDays: number | null;
  readonly minor: string | null;
  readonly currency: string | null;
}

export function feeBandOf({ feeBps, fromAgeDays, minor, currency }: FeeColumns): PartnerFee | null {
  if (feeBps === null || fromAgeDays === null || minor === null || currency === null) return null;
  const fromAmount = Money.of({ minor: BigInt(minor), currency });
  return Object.assign(new PartnerFee(), { fromAgeDays, fromAmount, successFeePercent: feePercent(feeBps) });
}

/** For compiled reads. */
export const REFERRAL_FIELDS: ComputedFields = {
  'Referral.preview': {
    needs: (alias) => `json_build_object('accepts', ${alias}.preview_accepts, 'feeBps', ${alias}.preview_fee_bps,
      'reason', ${alias}.preview_reason, 'at', ${alias}.previewed_at)`,
    value: (known) => previewOf(known as PreviewColumns),
  },
  'Referral.feeBand': {
    needs: (alias) => `json_build_object('feeBps', ${alias}.success_fee_bps, 'fromAgeDays', ${alias}.fee_from_age_days,
      'minor', ${alias}.fee_from_amount_minor::text, 'currency', ${alias}.fee_from_amount_currency)`,
    value: (known) => feeBandOf(known as FeeColumns),
  },
};
