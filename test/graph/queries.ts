import {
  type GraphQLField,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** Small seeded generator (mulberry32), so that a failing query can be made again from its seed. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface GeneratedQuery {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

/** What a generator may put into arguments: ids and cursors that exist, and some that do not. */
export interface Known {
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly cursors: readonly string[];
}

/** Fields whose answer needs more than the statement, or that are slow to compute a thousand times. */
const LEFT_OUT = new Set([
  'routingHistory', 'lateInterest', 'maximumCost', 'partners', 'pdf', 'tariff', 'holidays', 'isBankDay', 'contactHours', 'steps',
  'noticeElements', 'legalSteps', 'deadlines', 'conditions', 'scorecard', 'coverage', 'content',
]); // prettier-ignore

/** Makes valid read queries at random: lists and nodes with aliases, fragments, variables, directives, filters, orders. */
export class QueryGenerator {
  private variables: Record<string, unknown> = {};
  private declarations: string[] = [];
  private fragments: string[] = [];
  private aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly known: Known,
    private readonly next: () => number,
  ) {}

  query(): GeneratedQuery {
    this.variables = {};
    this.declarations = [];
    this.fragments = [];
    const query = this.schema.getQueryType()!.getFields();
    const root = this.pick([
      'cases',
      'cases',
      'case',
      'creditors',
      'creditor',
      'debtors',
      'debtor',
      'referrals',
      'node',
    ]);
    const body = `${this.chance(0.3) ? 'root: ' : ''}${this.call(query[root]!, 3)}`;
    const declared = this.declarations.length ? `(${this.declarations.join(', ')})` : '';
    return {
      text: [`query Generated${declared} { ${body} }`, ...this.fragments].join('\n'),
      variables: this.variables,
    };
  }

  private chance(share: number): boolean {
    return this.next() < share;
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.next() * items.length)]!;
  }

  private variable(type: string, value: unknown): string {
    const name = `v${this.declarations.length}`;
    this.declarations.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  /** A value in place or through a variable. */
  private value(type: string, value: unknown, literal: string = JSON.stringify(value)): string {
    return this.chance(0.5) ? this.variable(type, value) : literal;
  }

  private call(field: GraphQLField<unknown, unknown>, depth: number): string {
    const args = this.args(field);
    const named = getNamedType(field.type);
    const sub = isLeafType(named)
      ? ''
      : ` ${this.selection(isObjectType(named) ? named : this.nodeType(args), depth, field.name === 'node')}`;
    return `${field.name}${args.length ? `(${args.join(', ')})` : ''}${this.directive()}${sub}`;
  }

  /** The type whose id was put into `node(id:)`; the same for a literal and for a variable. */
  private nodeType(args: readonly string[]): GraphQLObjectType {
    const text = args[0]!.includes('$') ? String(Object.values(this.variables).at(-1)) : args[0]!;
    const name = /([A-Z][A-Za-z]+):/.exec(text)?.[1] ?? 'Case';
    return this.schema.getType(name) as GraphQLObjectType;
  }

  private directive(): string {
    if (!this.chance(0.08)) return '';
    const flag = this.chance(0.5);
    return ` @${this.pick(['skip', 'include'])}(if: ${this.value('Boolean!', flag)})`;
  }

  private args(field: GraphQLField<unknown, unknown>): string[] {
    const names = new Set(field.args.map((arg) => arg.name));
    const args: string[] = [];
    if (names.has('id')) args.push(`id: ${this.idFor(field)}`);
    const ordered = names.has('orderBy') && this.chance(0.4);
    if (names.has('first')) args.push(...this.paging(names.has('orderBy') && (!ordered || this.chance(0.05))));
    if (names.has('filter') && this.chance(0.5)) args.push(`filter: ${this.filter(field)}`);
    if (ordered) args.push(`orderBy: ${this.enumValue('CaseOrder')}`);
    if (names.has('on') && this.chance(0.5)) args.push(`on: ${this.value('Date', '2026-05-01')}`);
    if (names.has('instalments'))
      args.push(`instalments: ${this.value('Int!', this.pick(this.chance(0.1) ? [0, 61] : [1, 5, 60]))}`);
    if (names.has('language') && this.chance(0.5)) args.push('language: "sv"');
    return args;
  }

  private idFor(field: GraphQLField<unknown, unknown>): string {
    const type = field.name === 'node' ? this.pick(Object.keys(this.known.ids)) : getNamedType(field.type).name;
    const id = this.chance(0.1)
      ? `${type}:00000000-0000-7000-8000-ffffffffffff`
      : this.pick(this.known.ids[type] ?? ['nonsense']);
    return this.value(field.args.find((arg) => arg.name === 'id')!.type.toString(), id);
  }

  /** Cursors are of the default order of cases: elsewhere they are refused, which is tried now and then. */
  private paging(cursorsFit: boolean): string[] {
    const size = this.pick([0, 1, 2, 3, 7]);
    const args = this.chance(0.7)
      ? [`first: ${this.value('Int', size)}`]
      : this.chance(0.6)
        ? [`last: ${this.value('Int', size)}`]
        : [];
    if (this.chance(0.15))
      args.push(`after: ${this.value('String', this.chance(0.1) ? null : this.pick(this.known.cursors))}`);
    if (this.chance(cursorsFit ? 0.3 : 0.01))
      args.push(`before: ${this.value('String', this.pick(this.known.cursors))}`);
    return args;
  }

  private enumValue(name: string): string {
    const type = this.schema.getType(name);
    if (!isEnumType(type)) throw new Error(name);
    const value = this.pick(type.getValues()).name;
    return this.value(name, value, value);
  }

  private filter(field: GraphQLField<unknown, unknown>): string {
    const type = getNamedType(field.args.find((arg) => arg.name === 'filter')!.type).name;
    const parts: Record<string, () => string> = {
      CaseFilter: () =>
        this.pick([
          () => `status: ${this.value('[CaseStatus!]', ['ACTIVE', 'CLOSED'], '[ACTIVE, CLOSED]')}`,
          () => `country: ${this.value('[CountryCode!]', ['NO', 'DE'])}`,
          () => `search: ${this.value('String', this.pick(['Test', '%', '_', '\\', '2026-000001', '"', '🧾']))}`,
          () =>
            `registeredFrom: ${this.value('Date', '2026-01-10')}, registeredTo: ${this.value('Date', this.chance(0.2) ? null : '2026-01-20')}`,
          () => `creditorId: ${this.value('[ID!]', [this.pick(this.known.ids.Creditor!)])}`,
          () =>
            `updatedSince: ${this.value('DateTime', '2026-01-01T00:00:00Z')}, stage: ${this.value('[CaseStage!]', null)}`,
          () => `routeKind: ${this.value('[RouteKind!]', [], '[]')}`,
        ])(),
      CreditorFilter: () => `search: ${this.value('String', 'Test')}`,
      DebtorFilter: () => `type: ${this.enumValue('PartyType')}`,
      ReferralFilter: () => `status: ${this.value('[ReferralStatus!]', ['ACTIVE', 'CLOSED'], '[ACTIVE, CLOSED]')}`,
    };
    return `{ ${parts[type]!()} }`;
  }

  private selection(type: GraphQLObjectType, depth: number, abstract = false): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => !LEFT_OUT.has(field.name) && this.fits(field, depth),
    );
    const wanted = fields.filter(() => this.chance(fields.length > 6 ? 0.4 : 0.7));
    const chosen = wanted.length ? wanted : [this.pick(fields)];
    const parts = chosen.map((field) => this.selected(type, field, depth));
    if (this.chance(0.15)) parts.push('__typename');
    const body = parts.join(' ');
    if (!abstract && !this.chance(0.2)) return `{ ${body} }`;
    return abstract || this.chance(0.5) ? `{ ... on ${type.name} { ${body} } }` : this.namedFragment(type, body);
  }

  private namedFragment(type: GraphQLObjectType, body: string): string {
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${body} }`);
    return `{ ...${name} __typename }`;
  }

  /** Objects deeper than asked for are left out, unless they are the rows of a connection. */
  private fits(field: GraphQLField<unknown, unknown>, depth: number): boolean {
    const named = getNamedType(field.type);
    return isLeafType(named) || depth > 0 || ['Money', 'PageInfo', 'LegalBasis'].includes(named.name);
  }

  private selected(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string {
    const isWrapper = type.name.endsWith('Connection') || type.name.endsWith('Edge');
    const alias = this.chance(0.15) || this.aliases > 0 ? `a${this.aliases++ % 1000}: ` : '';
    return `${alias}${this.call(field, isWrapper ? depth : depth - 1)}`;
  }
}
