import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Which id stands for a type in the arguments that are made. */
export type IdOf = (typeName: string) => string;

/** Makes operations of everything that a schema has, with arguments that hold the ids it is told. */
export class SchemaWalk {
  /** `Type.field` of everything selected so far. */
  readonly visited = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    /** `Type.field` of what is left out of selections. */
    readonly refused: Set<string> = new Set(),
  ) {}

  /** A query of one field of the root, everything below it selected down to a depth of rows. */
  query(field: GraphQLField<unknown, unknown>, ids: IdOf, depth: number, optional: boolean): string {
    return `query { ${this.field(field, ids, depth, optional)} }`;
  }

  subscription(field: GraphQLField<unknown, unknown>, ids: IdOf, depth: number, optional: boolean): string {
    return `subscription { ${this.field(field, ids, depth, optional)} }`;
  }

  mutation(field: GraphQLField<unknown, unknown>, ids: IdOf, optional: boolean): string {
    return `mutation { ${this.field(field, ids, 1, optional)} }`;
  }

  /** Everything of one row, by its global id. */
  node(typeName: string, id: string, ids: IdOf, depth: number): string {
    const type = this.schema.getType(typeName) as GraphQLObjectType;
    return `query { node(id: ${JSON.stringify(id)}) { ... on ${typeName} ${this.selection(type, ids, depth)} } }`;
  }

  private field(field: GraphQLField<unknown, unknown>, ids: IdOf, depth: number, optional: boolean): string {
    const named = getNamedType(field.type);
    const args = argumentsOf(field, ids, optional);
    if (isLeafType(named)) return `${field.name}${args}`;
    if (isInterfaceType(named)) {
      const each = this.schema
        .getPossibleTypes(named)
        .map((type) => `... on ${type.name} ${this.selection(type, ids, depth, `${type.name}_`)}`);
      return `${field.name}${args} { __typename ${each.join(' ')} }`;
    }
    return `${field.name}${args} ${this.selection(named as GraphQLObjectType, ids, depth)}`;
  }

  /** All fields; those that lead to further rows only while there is depth left. A connection costs none of it. */
  private selection(type: GraphQLObjectType, ids: IdOf, depth: number, alias = ''): string {
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const name = `${type.name}.${field.name}`;
      const named = getNamedType(field.type);
      const below =
        isObjectType(named) && this.isRow(named) && !/Edge$|Connection$/.test(type.name) ? depth - 1 : depth;
      if (this.refused.has(name) || (!isLeafType(named) && below < 0)) return [];
      this.visited.add(name);
      return [`${alias && `${alias}${field.name}: `}${this.field(field, ids, below, false)}`];
    });
    return `{ __typename ${fields.join(' ')} }`;
  }

  /** Whether a type leads on from row to row, so that selecting all of it might never end. */
  private isRow(type: GraphQLObjectType): boolean {
    return (
      type.getInterfaces().length > 0 || /Connection$|^(Jurisdiction|RoutingDecision|RouteCandidate)$/.test(type.name)
    );
  }

  /** `Type.field` of everything that can be reached from the root of queries. */
  reachable(): string[] {
    const seen = new Set<GraphQLObjectType>();
    const waiting: GraphQLObjectType[] = [this.schema.getQueryType()!];
    for (let type = waiting.pop(); type; type = waiting.pop()) {
      if (seen.has(type)) continue;
      seen.add(type);
      for (const field of Object.values(type.getFields())) {
        const named = getNamedType(field.type);
        if (isObjectType(named)) waiting.push(named);
        if (isInterfaceType(named)) waiting.push(...this.schema.getPossibleTypes(named));
      }
    }
    seen.delete(this.schema.getQueryType()!);
    return [...seen].flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`));
  }
}

function argumentsOf(field: GraphQLField<unknown, unknown>, ids: IdOf, optional: boolean): string {
  const { first, ...wanted } = Object.fromEntries(
    field.args
      .filter((arg) => optional || isNonNullType(arg.type) || arg.name === 'first')
      .map((arg) => [arg.name, arg] as const),
  );
  const written = Object.values(wanted)
    .filter((arg) => !['last', 'after', 'before'].includes(arg.name))
    .map((arg) => `${arg.name}: ${valueOf(arg, arg.type, ids, optional)}`);
  return first || written.length > 0 ? `(${[...(first ? ['first: 100'] : []), ...written].join(', ')})` : '';
}

/** Values that pass the first look at a field of the name, where any value of the type would not. */
const BY_NAME: Readonly<Record<string, string>> = {
  content: '"JVBERi0xLjcgdGVzdA=="',
  mediaType: '"application/pdf"',
  fileName: '"contract.pdf"',
  url: '"https://hooks.example/scope"',
  organisationNumber: '"DE123456789"',
  types: '"paused"',
  selection: '"{ type }"',
  instalments: '3',
  year: '2026',
};

const BY_SCALAR: Readonly<Record<string, string>> = {
  String: '"Test"',
  Int: '1',
  Boolean: 'true',
  Date: '"2026-02-01"',
  DateTime: '"2026-01-01T00:00:00Z"',
  Decimal: '"10.00"',
  CountryCode: '"DE"',
  CurrencyCode: '"EUR"',
  LanguageTag: '"en"',
};

type Named = Pick<GraphQLArgument, 'name'>;

function valueOf(at: Named, type: GraphQLInputType, ids: IdOf, optional: boolean): string {
  const nullable = getNullableType(type) as GraphQLInputType;
  if (isListType(nullable)) return `[${valueOf(at, nullable.ofType as GraphQLInputType, ids, optional)}]`;
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(
      (field) => isNonNullType(field.type) || (optional && field.name !== 'idempotencyKey'),
    );
    return `{ ${fields.map((field) => `${field.name}: ${valueOf(field, field.type, ids, optional)}`).join(', ')} }`;
  }
  const scalar = getNamedType(nullable).name;
  if (scalar === 'ID') return JSON.stringify(ids(typeMeant(at.name)));
  return BY_NAME[at.name] ?? BY_SCALAR[scalar] ?? '"Test"';
}

/** "referralId" and "referralIds" mean a Referral; "id" means whatever the caller is trying. */
function typeMeant(name: string): string {
  const stem = name.replace(/Ids?$/, '');
  const word = stem.replace(/^(to|from|after)(?=[A-Z])/, '');
  return `${word[0]!.toUpperCase()}${word.slice(1)}`;
}
