import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import { AutomationMode } from '../../graphql/enums.js';
import { DayCount } from '../../graphql/law.enums.js';
import { globalId } from '../../graphql/ids.js';
import { CountryCodeScalar } from '../../graphql/scalars.js';
import { type Address, Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { Partner } from '../referrals/partner.entity.js';

@Entity('creditor')
@ObjectType('Creditor', {
  implements: Node,
  simpleResolvers: true,
  description: 'A client of the agency: whoever is owed the money.',
})
export class Creditor {
  get globalId(): string {
    return globalId('Creditor', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String, { description: 'Registered name.' })
  @Column('text')
  name!: string;

  @Field(() => CountryCodeScalar, { description: 'Country of the registered office.' })
  @Column('text')
  country!: string;

  @Field(() => String, { description: 'Registration number in that country, compact form.' })
  @Column('text', { name: 'organisation_number' })
  organisationNumber!: string;

  @Field(() => AutomationMode, { description: 'Whether permitted steps start by themselves.' })
  @Column('text')
  automation!: AutomationMode;

  @Column('boolean', { name: 'vat_liable' })
  vatLiable!: boolean;

  @Field(() => DayCount, {
    nullable: true,
    description: 'Day count of its contracts; null where that of the country of collection is used.',
  })
  @Column('text', { name: 'day_count', nullable: true })
  dayCount!: DayCount | null;

  @Column('jsonb', { nullable: true })
  address!: Address | null;

  @Column('text', { name: 'bank_account', nullable: true })
  bankAccount!: string | null;

  @Column('uuid', { name: 'client_of_partner_id', nullable: true })
  clientOfPartnerId!: string | null;

  @Field(() => Partner, {
    nullable: true,
    description: 'The partner whose client it is, where a partner hands us its cases; null for a client of ours.',
  })
  @ManyToOne(() => Partner)
  @JoinColumn({ name: 'client_of_partner_id' })
  clientOf!: Relation<Partner> | null;

  @Column('uuid', { name: 'preferred_partner_ids', array: true })
  preferredPartnerIds!: string[];

  @OneToMany(() => Case, (row) => row.creditor)
  cases!: Relation<Case>[];
}
