import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { globalId } from '../../graphql/ids.js';
import { CountryCodeScalar, DateScalar, DecimalScalar } from '../../graphql/scalars.js';
import { Node } from '../../graphql/types.js';

@ObjectType('PartnerContact', { simpleResolvers: true, description: 'Whom to speak to at a partner.' })
export class PartnerContact {
  @Field(() => String, { description: 'Name of a person or a desk.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone!: string | null;
}

@Entity('partner')
@ObjectType('Partner', {
  implements: Node,
  simpleResolvers: true,
  description: 'A member agency that works cases for us in its countries.',
})
export class Partner {
  get globalId(): string {
    return globalId('Partner', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String, { description: 'Name of the agency.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'Network through which it is reached: exchange, sandbox …' })
  @Column('text')
  network!: string;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: 'Country whose working days it keeps; where none is set, the only one it covers.',
  })
  @Column('text', { nullable: true })
  country!: string | null;

  @Field(() => PartnerContact, { nullable: true, description: 'Whom to speak to.' })
  @Column('jsonb', { nullable: true })
  contact!: PartnerContact | null;

  @Field(() => Boolean, { description: 'Whether it gets no new cases.' })
  @Column('boolean')
  suspended!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'Business date of its suspension.' })
  @Column('date', { name: 'suspended_on', nullable: true })
  suspendedOn!: IsoDate | null;

  @Column('text', { name: 'suspension_reason', nullable: true })
  suspensionReason!: string | null;

  @Field(() => Int, { description: 'Working days in which it promises to take or decline a case.' })
  @Column('integer', { name: 'accept_within_days' })
  acceptWithinDays!: number;

  @Field(() => Int, { description: 'Working days in which it promises to answer a message.' })
  @Column('integer', { name: 'answer_within_days' })
  answerWithinDays!: number;

  @Field(() => Int, { description: 'Months after which, at the latest, it promises to tell where a case stands.' })
  @Column('integer', { name: 'status_every_months' })
  statusEveryMonths!: number;

  @Column('text', { name: 'forwards_to', array: true })
  forwardsTo!: string[];

  @Field(() => [CountryCodeScalar], { description: 'Countries it covers, in alphabetical order.' })
  @VirtualColumn('text', {
    query: (alias) =>
      `(select coalesce(array_agg(pc.country::text order by pc.country), '{}') from partner_coverage pc where pc.partner_id = ${alias}.id)`,
  })
  countries!: string[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Success fee in percent of what is collected; null where it differs by country.',
  })
  @VirtualColumn('text', {
    query: (alias) =>
      `(select case when count(distinct pc.success_fee_bps) = 1 then trim_scale(min(pc.success_fee_bps) / 100.0)::text end
        from partner_coverage pc where pc.partner_id = ${alias}.id)`,
  })
  successFeePercent!: string | null;
}
