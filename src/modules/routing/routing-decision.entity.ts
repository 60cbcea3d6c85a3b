import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { RouteKind } from '../../graphql/enums.js';
import { CountryCodeScalar, DateScalar } from '../../graphql/scalars.js';
import { Partner } from '../referrals/partner.entity.js';

@Entity('routing_decision')
@ObjectType('RoutingDecision', { simpleResolvers: true, description: 'Who works a case, and why nobody else does.' })
export class RoutingDecision {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @Field(() => RouteKind, { description: 'Own module, partner, review by hand or refused.' })
  @Column('text')
  kind!: RouteKind;

  @Field(() => CountryCodeScalar, {
    description: 'Country whose law governs collection: where the debtor lives or has its registered office.',
  })
  @Column('text')
  country!: string;

  @Column('uuid', { name: 'partner_id', nullable: true })
  partnerId!: string | null;

  @Field(() => Partner, { nullable: true, description: 'The partner chosen.' })
  @ManyToOne(() => Partner)
  @JoinColumn({ name: 'partner_id' })
  partner!: Relation<Partner> | null;

  /** As decided by domain/routing.ts. */
  @Column('jsonb')
  candidates!: object[];

  @Field(() => DateScalar, { description: 'Business date of the decision.' })
  @Column('date', { name: 'decided_on' })
  decidedOn!: IsoDate;
}
