import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata.js';
import type { ComputedField, ComputedFields } from './computed.js';

/** How a GraphQL field of a row is read. `sql` takes the alias of the row and gives text, or JSON for `json`. */
export type FieldSource =
  | { readonly kind: 'id' }
  | { readonly kind: 'scalar'; readonly sql: (alias: string) => string; readonly quoted: boolean }
  | { readonly kind: 'json'; readonly sql: (alias: string) => string }
  | { readonly kind: 'money'; readonly minor: (alias: string) => string; readonly currency: (alias: string) => string }
  | { readonly kind: 'one'; readonly typeName: string; readonly on: (parent: string, self: string) => string }
  | {
      readonly kind: 'list' | 'connection';
      readonly typeName: string;
      readonly on: (parent: string, self: string) => string;
    }
  | ({ readonly kind: 'computed' } & Required<ComputedField>);

/** A GraphQL type that is a table. */
export interface RowType {
  readonly typeName: string;
  readonly table: string;
  readonly fields: ReadonlyMap<string, FieldSource>;
}

/**
 * Derives, from the schema and the entities' own metadata, how each field of each row type is read. A field that
 * follows from neither is left out; a query that asks for it goes to the ordinary resolvers.
 */
export function readModel(
  schema: GraphQLSchema,
  db: DataSource,
  computed: ComputedFields,
): ReadonlyMap<string, RowType> {
  const storage = getMetadataStorage();
  const model = new Map<string, RowType>();
  for (const metadata of db.entityMetadatas) {
    const declared = storage.objectTypes.find((type) => type.target === metadata.target);
    const type = declared && schema.getType(declared.name);
    if (!isObjectType(type)) continue;
    const propertyOf = new Map(
      storage.fields.filter((field) => field.target === metadata.target).map((field) => [field.schemaName, field.name]),
    );
    const fields = new Map<string, FieldSource>();
    for (const name of Object.keys(type.getFields())) {
      const source = fieldSource(type, name, propertyOf.get(name) ?? name, metadata, computed);
      if (source) fields.set(name, source);
    }
    model.set(type.name, { typeName: type.name, table: metadata.tableName, fields });
  }
  return model;
}

function fieldSource(
  type: GraphQLObjectType,
  name: string,
  property: string,
  metadata: EntityMetadata,
  computed: ComputedFields,
): FieldSource | null {
  const known = computed[`${type.name}.${name}`];
  if (known?.needs) return { kind: 'computed', needs: known.needs, value: known.value };
  if (name === 'id' && type.getInterfaces().some((face) => face.name === 'Node')) return { kind: 'id' };
  const column = metadata.findColumnWithPropertyName(property);
  if (column && !column.relationMetadata)
    return columnSource(
      type,
      name,
      (alias) => (column.query ? column.query(alias) : `${alias}.${column.databaseName}`),
      column.type,
    );
  const relation = metadata.findRelationWithPropertyPath(property);
  if (relation) return relationSource(type, name, relation);
  const [minor, currency] = [`${property}Minor`, `${property}Currency`].map((path) =>
    metadata.findColumnWithPropertyName(path),
  );
  if (!minor || !currency) return null;
  return {
    kind: 'money',
    minor: (alias) => `${alias}.${minor.databaseName}`,
    currency: (alias) => `${alias}.${currency.databaseName}`,
  };
}

function columnSource(
  type: GraphQLObjectType,
  name: string,
  read: (alias: string) => string,
  columnType: unknown,
): FieldSource {
  const field = type.getFields()[name]!.type;
  const named = getNamedType(field);
  if (!isLeafType(named)) return { kind: 'json', sql: read };
  if (columnType === 'timestamptz') {
    return {
      kind: 'scalar',
      quoted: true,
      sql: (alias) => `to_char(${read(alias)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    };
  }
  if (columnType === 'jsonb' || isListOf(field)) return { kind: 'json', sql: (alias) => `to_json(${read(alias)})` };
  return {
    kind: 'scalar',
    quoted: columnType !== 'integer' && columnType !== 'boolean',
    sql: (alias) => `${read(alias)}::text`,
  };
}

function isListOf(type: unknown): boolean {
  return isListType(type) || isListType((type as { ofType?: unknown }).ofType);
}

function relationSource(type: GraphQLObjectType, name: string, relation: RelationMetadata): FieldSource {
  const field = type.getFields()[name]!.type;
  const target = getNamedType(field);
  if (!relation.isOneToMany) {
    const join = relation.joinColumns[0]!.databaseName;
    return { kind: 'one', typeName: target.name, on: (parent, self) => `${self}.id = ${parent}.${join}` };
  }
  const join = relation.inverseRelation!.joinColumns[0]!.databaseName;
  const on = (parent: string, self: string) => `${self}.${join} = ${parent}.id`;
  return target.name.endsWith('Connection')
    ? { kind: 'connection', typeName: target.name.replace(/Connection$/, ''), on }
    : { kind: 'list', typeName: target.name, on };
}
