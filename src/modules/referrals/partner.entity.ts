import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import { globalId } from '../../graphql/ids.js';
import { CountryCodeScalar, DecimalScalar } from '../../graphql/scalars.js';
import { Node } from '../../graphql/types.js';

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

  @Column('boolean')
  suspended!: boolean;

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
