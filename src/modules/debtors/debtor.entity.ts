import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import { PartyType } from '../../graphql/enums.js';
import { globalId } from '../../graphql/ids.js';
import { CountryCodeScalar, LanguageTagScalar } from '../../graphql/scalars.js';
import { type Address, Node } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';
import { Creditor } from '../creditors/creditor.entity.js';

@Entity('debtor')
@ObjectType('Debtor', {
  implements: Node,
  simpleResolvers: true,
  description: 'Whoever owes the money, as one creditor knows them.',
})
export class Debtor {
  get globalId(): string {
    return globalId('Debtor', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'creditor_id' })
  creditorId!: string;

  @ManyToOne(() => Creditor)
  @JoinColumn({ name: 'creditor_id' })
  creditor!: Relation<Creditor>;

  @Field(() => PartyType, { description: 'Person or company.' })
  @Column('text')
  type!: PartyType;

  @Field(() => String, { description: 'Full name.' })
  @Column('text')
  name!: string;

  @Field(() => String, {
    nullable: true,
    name: 'nationalId',
    description: "A person's number masked but for its last four characters; a company's number in full.",
  })
  @Column('text', { name: 'national_id_masked', nullable: true })
  nationalId!: string | null;

  @Column('bytea', { name: 'national_id_cipher', nullable: true, select: false })
  nationalIdCipher?: Buffer | null;

  @Column('bytea', { name: 'national_id_hash', nullable: true, select: false })
  nationalIdHash?: Buffer | null;

  @Field(() => CountryCodeScalar, { description: 'Country of residence or registered office.' })
  @Column('text')
  country!: string;

  @Field(() => LanguageTagScalar, { description: 'Language of letters.' })
  @Column('text')
  language!: string;

  @Column('jsonb', { nullable: true })
  address!: Address | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @OneToMany(() => Case, (row) => row.debtor)
  cases!: Relation<Case>[];
}
