import { createHash } from 'node:crypto';
import {
  type FieldNode, getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isListType, isNonNullType,
  type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql'; // prettier-ignore
import { compileConnection, type ConnectionPlan } from './compile-connection.js';
import type { ComputedFields } from './computed.js';
import type { Context } from './context.js';
import type { Role } from './enums.js';
import { keyOf, NODE_TYPES, parseGlobalId } from './ids.js';
import { listModel, type ListRequest, orderOf } from './lists.js';
import type { FieldSource, RowType } from './model.js';
import { scopeKey, visibleTo } from './scope.js';
import {
  collectFields,
  type Document,
  NotCompilable,
  quote,
  selectionSets,
  type ValueFields,
  valueWriter,
} from './selection.js';
import { decimalOf } from '../domain/money.js';

/**
 * One request's values for a plan: arguments of each field by its site, list arguments already checked; null for a field that
 * is no list, and where the arguments of a list are refused.
 */
export interface Run {
  readonly args: readonly Readonly<Record<string, unknown>>[];
  readonly lists: readonly (ListRequest | null)[];
  readonly context: Context;
}

/** A query turned into one prepared statement and the function that writes the response from its rows. */
export interface Plan {
  readonly name: string;
  readonly text: string;
  readonly values: (run: Run) => unknown[];
  readonly write: (rows: readonly Row[], run: Run) => string;
}

type Cell = unknown;
export type Row = readonly Cell[];
type ManySource = Extract<FieldSource, { kind: 'list' | 'connection' }>;
export type RowWriter = (row: Row, run: Run) => string;

/** What a plan is compiled from. `siteOf` numbers the fields that take arguments. */
interface PlanInput {
  readonly schema: GraphQLSchema;
  readonly model: ReadonlyMap<string, RowType>;
  readonly computed: ComputedFields;
  readonly document: Document;
  readonly role: Role | null;
  readonly siteOf: ReadonlyMap<FieldNode, number>;
  readonly run: Run;
}

/** PostgreSQL's planning time grows with the square of the joins; no screen needs as many. */
const MOST_JOINS = 40;
/** Entries of a SELECT list that PostgreSQL takes, with room to spare. */
const MOST_COLUMNS = 1_600;

/** Columns and joins one SELECT collects while its fields are compiled. */
export class Frame {
  readonly columns: string[] = [];
  readonly joins: string[] = [];
  private readonly joined = new Map<string, string>();

  /** Alias of a joined row, shared by every field that reaches the same row. `join` makes the clause for a new alias. */
  join(reach: string, alias: () => string, join: (self: string) => string): string {
    let self = this.joined.get(reach);
    if (self === undefined) {
      self = alias();
      this.joined.set(reach, self);
      this.joins.push(join(self));
      if (this.joins.length > MOST_JOINS) throw new NotCompilable('too many joins to plan');
    }
    return self;
  }

  /** Index of a column in the row, shared by every field that reads it. */
  column(sql: string): number {
    const known = this.columns.indexOf(sql);
    if (known >= 0) return known;
    if (this.columns.length >= MOST_COLUMNS) throw new NotCompilable('too many columns');
    return this.columns.push(sql) - 1;
  }

  /**
   * The rows of a FROM clause as one JSON value, every cell as text. An array of text costs PostgreSQL less than a JSON
   * array built cell by cell, and takes more of them than a function takes arguments.
   */
  rowsAsJson(from: string): string {
    const cells = this.columns.map((sql) => (sql.endsWith('::text') ? sql : `(${sql})::text`));
    return `array_to_json(array(select array[${cells.join(', ') || 'null'}]::text[] ${from}))`;
  }
}

/** The first row that asks for a list with arguments that are refused leaves the error to the ordinary resolvers. */
const refuse: RowWriter = () => {
  throw new NotCompilable('refused arguments');
};

/** A JSON column arrives as text at the top of a statement and parsed within another JSON value. */
const parsed = (cell: Cell): unknown => (typeof cell === 'string' ? JSON.parse(cell) : cell);

/** Turns selections into SQL text, bound values and writers. One compiler makes one plan. */
export class Compiler {
  private readonly binders: ((run: Run) => unknown)[] = [];
  private aliases = 0;
  private scopePlaceholder: string | null = null;

  constructor(readonly input: PlanInput) {}

  bind(read: (run: Run) => unknown, type: string): string {
    return `$${this.binders.push(read)}::${type}`;
  }

  alias(): string {
    return `t${this.aliases++}`;
  }

  rowType(typeName: string): RowType {
    const type = this.input.model.get(typeName);
    if (!type) throw new NotCompilable(typeName);
    return type;
  }

  objectType(typeName: string): GraphQLObjectType {
    return this.input.schema.getType(typeName) as GraphQLObjectType;
  }

  /** Arguments of a field in this request, and the site to read them from in the next. */
  site(node: FieldNode): number {
    const site = this.input.siteOf.get(node);
    if (site === undefined) throw new NotCompilable(`no arguments known for ${node.name.value}`);
    return site;
  }

  /** Arguments of a field that may take none. */
  private args(node: FieldNode): (run: Run) => Readonly<Record<string, unknown>> {
    const site = this.input.siteOf.get(node);
    return site === undefined ? () => ({}) : (run) => run.args[site]!;
  }

  private readonly values: ValueFields = {
    document: this.input.document,
    derived: (typeName, node) => {
      const field = this.input.computed[`${typeName}.${node.name.value}`];
      // What a row's field needs is read with the row, which an object is not.
      if (!field || field.needs) return null;
      const args = this.args(node);
      return (of, run) => field.value(of, args(run), run.context);
    },
  };

  /** The reader's scope on a table, its key bound once for the whole statement. */
  scope(typeName: string, alias: string): string {
    const marker = this.scopePlaceholder ?? `$${this.binders.length + 1}::uuid`;
    const sql = visibleTo(this.input.role, typeName, alias, marker);
    if (this.scopePlaceholder === null && sql.includes(marker)) {
      this.scopePlaceholder = this.bind((run) => scopeKey(run.context.viewer), 'uuid');
    }
    return sql;
  }

  plan(text: string, write: Plan['write']): Plan {
    const { binders } = this;
    const name = createHash('sha1').update(text).digest('base64url');
    return { name, text, values: (run) => binders.map((read) => read(run)), write };
  }

  /** A writer for the selected fields of a row at `alias`; what they need is added to the frame. */
  object(typeName: string, sets: readonly SelectionSetNode[], alias: string, frame: Frame): RowWriter {
    const row = this.rowType(typeName);
    const type = this.objectType(typeName);
    const parts: RowWriter[] = [];
    for (const [key, nodes] of collectFields(this.input.document, type, sets)) {
      const prefix = `${parts.length ? ',' : ''}${JSON.stringify(key)}:`;
      const name = nodes[0]!.name.value;
      const write =
        name === '__typename'
          ? () => JSON.stringify(typeName)
          : this.field(row, type.getFields()[name]!, nodes, alias, frame);
      parts.push((cells, run) => prefix + write(cells, run));
    }
    return (cells, run) => {
      let text = '{';
      for (const part of parts) text += part(cells, run);
      return `${text}}`;
    };
  }

  private field(
    row: RowType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    alias: string,
    frame: Frame,
  ): RowWriter {
    const source = row.fields.get(field.name);
    if (!source) throw new NotCompilable(`${row.typeName}.${field.name}`);
    switch (source.kind) {
      case 'id': {
        const column = frame.column(`${alias}.id::text`);
        return (cells) => `"${row.typeName}:${cells[column] as string}"`;
      }
      case 'scalar':
        return this.scalar(source, field, alias, frame);
      case 'json': {
        const column = frame.column(source.sql(alias));
        const write = valueWriter(this.values, field.type, nodes);
        return (cells, run) => write(parsed(cells[column]), run);
      }
      case 'money': {
        const [minor, currency] = [
          frame.column(`${source.minor(alias)}::text`),
          frame.column(`${source.currency(alias)}::text`),
        ];
        const write = valueWriter(this.values, field.type, nodes);
        return (cells, run) => {
          const inCurrency = cells[currency] as string;
          return write({ amount: decimalOf(cells[minor] as string, inCurrency), currency: inCurrency }, run);
        };
      }
      case 'one':
        return this.one(source, field, nodes, alias, frame);
      case 'list':
        return this.list(source, nodes, alias, frame);
      case 'connection':
        return this.connection(source, nodes, alias, frame);
      case 'computed': {
        const column = frame.column(source.needs(alias));
        const write = valueWriter(this.values, field.type, nodes);
        const args = this.args(nodes[0]!);
        return (cells, run) => write(source.value(parsed(cells[column]), args(run), run.context), run);
      }
    }
  }

  private scalar(
    source: Extract<FieldSource, { kind: 'scalar' }>,
    field: GraphQLField<unknown, unknown>,
    alias: string,
    frame: Frame,
  ): RowWriter {
    const column = frame.column(source.sql(alias));
    const required = isNonNullType(field.type);
    return (cells) => {
      const cell = cells[column] as string | null;
      if (cell !== null) return source.quoted ? quote(cell) : cell;
      if (required) throw new NotCompilable(`null in ${field.name}`);
      return 'null';
    };
  }

  private one(
    source: Extract<FieldSource, { kind: 'one' }>,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    alias: string,
    frame: Frame,
  ): RowWriter {
    const target = this.rowType(source.typeName);
    const self = frame.join(
      `${source.typeName} ${source.on(alias, '')}`,
      () => this.alias(),
      (row) => `left join ${target.table} ${row} on ${source.on(alias, row)} and ${this.scope(source.typeName, row)}`,
    );
    const present = frame.column(`${self}.id::text`);
    const write = this.object(source.typeName, selectionSets(nodes), self, frame);
    const required = isNonNullType(field.type);
    return (cells, run) => {
      if (cells[present] !== null) return write(cells, run);
      if (required) throw new NotCompilable(`null in ${field.name}`);
      return 'null';
    };
  }

  private list(source: ManySource, nodes: readonly FieldNode[], alias: string, frame: Frame): RowWriter {
    const self = this.alias();
    const inner = new Frame();
    const write = this.object(source.typeName, selectionSets(nodes), self, inner);
    const from = this.from(source.typeName, self, inner, [source.on(alias, self)]);
    const column = frame.column(inner.rowsAsJson(`${from} ${this.ordering(source.typeName, self)}`));
    return (cells, run) => {
      const rows = parsed(cells[column]) as Row[];
      return `[${rows.map((row) => write(row, run)).join(',')}]`;
    };
  }

  private connection(source: ManySource, nodes: readonly FieldNode[], alias: string, frame: Frame): RowWriter {
    if (this.input.run.lists[this.site(nodes[0]!)] === null) return refuse;
    const plan = compileConnection(this, source.typeName, nodes, (self) => [source.on(alias, self)]);
    const column = frame.column(plan.nested());
    return (cells, run) => plan.write(plan.readNested(parsed(cells[column])), run);
  }

  ordering(typeName: string, alias: string): string {
    const order = orderOf(typeName, Object.keys(listModel(typeName).orders)[0]!);
    return `order by ${order.keys.map((key) => `${key.sql(alias)} ${order.descending ? 'desc' : 'asc'}`).join(', ')}`;
  }

  from(typeName: string, alias: string, frame: Frame, conditions: readonly string[]): string {
    const where = [...conditions, this.scope(typeName, alias)].join(' and ');
    return `from ${this.rowType(typeName).table} ${alias} ${frame.joins.join(' ')} where ${where}`;
  }
}

/** Compiles an operation for one shape of request. Throws NotCompilable where only the ordinary resolvers can answer. */
export function compile(input: PlanInput, operation: OperationDefinitionNode): Plan {
  const compiler = new Compiler(input);
  const query = input.schema.getQueryType()!;
  const roots = [...collectFields(input.document, query, [operation.selectionSet])];
  if (roots.length !== 1) throw new NotCompilable('one root field at a time');
  const [key, nodes] = roots[0]!;
  const field = query.getFields()[nodes[0]!.name.value];
  if (!field) throw new NotCompilable('introspection');
  const plan = compileRoot(compiler, field, nodes);
  const prefix = `{${JSON.stringify(key)}:`;
  return { ...plan, write: (rows, run) => `${prefix}${plan.write(rows, run)}}` };
}

function compileRoot(compiler: Compiler, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Plan {
  const returned = getNamedType(field.type).name;
  if (returned.endsWith('Connection')) {
    const plan: ConnectionPlan = compileConnection(compiler, returned.replace(/Connection$/, ''), nodes, () => []);
    return compiler.plan(plan.top(), (rows, run) => plan.write(plan.readTop(rows), run));
  }
  if (isListType(isNonNullType(field.type) ? field.type.ofType : field.type)) {
    if (field.args.length > 0) throw new NotCompilable(field.name);
    return compileWholeList(compiler, returned, nodes);
  }
  return compileRow(compiler, field, nodes);
}

function compileWholeList(compiler: Compiler, typeName: string, nodes: readonly FieldNode[]): Plan {
  const [alias, frame] = [compiler.alias(), new Frame()];
  const write = compiler.object(typeName, selectionSets(nodes), alias, frame);
  const source = compiler.from(typeName, alias, frame, []);
  const text = `select ${frame.columns.join(', ') || 'null'} ${source} ${compiler.ordering(typeName, alias)}`;
  return compiler.plan(text, (rows, run) => `[${rows.map((row) => write(row, run)).join(',')}]`);
}

/** A row by `id`, or by `reference` where the field has that argument; exactly one of them. */
function compileRow(compiler: Compiler, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Plan {
  const site = compiler.site(nodes[0]!);
  const args = compiler.input.run.args[site]!;
  const by = ['id', 'reference'].filter((name) => args[name] != null);
  if (by.length !== 1) throw new NotCompilable(field.name);
  const returned = getNamedType(field.type).name;
  const typeName = returned === 'Node' ? parseGlobalId(args.id as string)?.typeName : returned;
  if (typeName === undefined || (returned === 'Node' && !NODE_TYPES.has(typeName)))
    throw new NotCompilable('no such id');
  const [alias, frame] = [compiler.alias(), new Frame()];
  const write = compiler.object(typeName, selectionSets(nodes), alias, frame);
  const condition =
    by[0] === 'id'
      ? `${alias}.id = ${compiler.bind((run) => keyOf(typeName, run.args[site]!.id as string), 'uuid')}`
      : `${alias}.reference = ${compiler.bind((run) => run.args[site]!.reference, 'text')}`;
  const text = `select ${frame.columns.join(', ') || 'null'} ${compiler.from(typeName, alias, frame, [condition])}`;
  return compiler.plan(text, (rows, run) => (rows[0] ? write(rows[0], run) : 'null'));
}
