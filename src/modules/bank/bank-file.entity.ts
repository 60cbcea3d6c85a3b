import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { BankFormat } from '../../graphql/bank.enums.js';
import { globalId } from '../../graphql/ids.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Node } from '../../graphql/types.js';
import { BankEntry } from './bank-entry.entity.js';

@Entity('bank_file')
@ObjectType('BankFile', {
  implements: Node,
  simpleResolvers: true,
  description: 'A file of a bank that was taken in. For the agency alone.',
})
export class BankFile {
  get globalId(): string {
    return globalId('BankFile', this.id);
  }

  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String, { description: 'Its name, as it was handed in.' })
  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Field(() => BankFormat, { description: 'What kind of file it is.' })
  @Column('text')
  format!: BankFormat;

  @Field(() => String, { description: 'The version of the format, as the file names it.' })
  @Column('text')
  version!: string;

  @Field(() => String, { nullable: true, description: "The bank's own number of the file." })
  @Column('text', { name: 'message_id', nullable: true })
  messageId!: string | null;

  @Field(() => String, { description: 'SHA-256 of the file, hexadecimal.' })
  @Column('text', { name: 'content_hash' })
  contentHash!: string;

  @Field(() => DateScalar, { description: 'Business date it was taken in.' })
  @Column('date', { name: 'imported_on' })
  importedOn!: IsoDate;

  @Field(() => String, { description: 'Who handed it in.' })
  @Column('text', { name: 'imported_by' })
  importedBy!: string;

  @OneToMany(() => BankEntry, (row) => row.file)
  entries!: Relation<BankEntry>[];
}
