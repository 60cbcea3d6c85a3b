import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Plan, Run } from './compile.js';
import type { Context } from './context.js';
import { costOf } from './cost.js';
import { parseGlobalId } from './ids.js';
import { type ListRequest, MAXIMUM_PAGE_SIZE, readListRequest, shapeOf } from './lists.js';
import { NotCompilable } from './selection.js';

/** A field that takes arguments, or carries a directive: a place where requests for one document can differ. */
interface Site {
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  /** Type listed, where the field is a connection. */
  readonly listed: string | null;
}

/** What is known of an operation once and for all. */
export interface Operation {
  readonly definition: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly sites: readonly Site[];
  readonly siteOf: ReadonlyMap<FieldNode, number>;
  /** Variables that decide @skip and @include anywhere in the document. */
  readonly switches: readonly string[];
  /** By shape and role; null where only the ordinary resolvers can answer. */
  readonly plans: Map<string, Plan | null>;
  /** By shape. */
  readonly costs: Map<string, number>;
}

/** One request against an operation: what the plan is chosen by and what it is run with. */
export interface Prepared {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly run: Run;
  readonly shape: string;
}

/** Shapes remembered per operation; a client that varies more than this is not worth the memory. */
export const MAXIMUM_PLANS = 100;

/** What is known of each operation of each document, kept as long as Apollo keeps the document. */
export class Operations {
  private readonly known = new WeakMap<DocumentNode, Map<string | null, Operation>>();

  constructor(private readonly schema: GraphQLSchema) {}

  of(document: DocumentNode, name: string | null): Operation {
    let byName = this.known.get(document);
    if (!byName) this.known.set(document, (byName = new Map()));
    let operation = byName.get(name);
    if (!operation) byName.set(name, (operation = analyse(this.schema, document, name)));
    return operation;
  }

  /** A request's values, checked; null, or a GraphQLError, where the ordinary resolvers will refuse them. */
  prepare(
    document: DocumentNode,
    name: string | null,
    raw: Record<string, unknown>,
    context: Context,
  ): Prepared | null {
    const operation = this.of(document, name);
    const { coerced } = getVariableValues(this.schema, operation.definition.variableDefinitions ?? [], raw);
    return coerced ? prepareRun(operation, coerced, context) : null;
  }
}

function analyse(schema: GraphQLSchema, document: DocumentNode, name: string | null): Operation {
  const definitions = document.definitions;
  const definition = definitions.find(
    (node): node is OperationDefinitionNode =>
      node.kind === Kind.OPERATION_DEFINITION && (name === null || node.name?.value === name),
  )!;
  const fragments = definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  const sites: Site[] = [];
  const switches = new Set<string>();
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field(node) {
      const field = types.getFieldDef();
      if (!field?.args.length) return;
      const named = getNamedType(field.type).name;
      sites.push({ node, field, listed: named.endsWith('Connection') ? named.replace(/Connection$/, '') : null });
    },
    Directive(node) {
      for (const argument of node.arguments ?? [])
        if (argument.value.kind === Kind.VARIABLE) switches.add(argument.value.name.value);
    },
  });
  for (const node of [definition, ...fragments]) visit(node, visitor);
  return {
    definition,
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    sites,
    siteOf: new Map(sites.map((site, index) => [site.node, index])),
    switches: [...switches].sort(),
    plans: new Map(),
    costs: new Map(),
  };
}

function prepareRun(operation: Operation, variables: Record<string, unknown>, context: Context): Prepared {
  const args: Record<string, unknown>[] = [];
  const lists: (ListRequest | null)[] = [];
  let shape = operation.switches
    .map((name) => (variables[name] == null ? 'n' : variables[name] === true ? 't' : 'f'))
    .join('');
  for (const site of operation.sites) {
    const values = getArgumentValues(site.field, site.node, variables);
    // PostgreSQL's text cannot hold it: the resolvers know that nothing is called so.
    if (typeof values.reference === 'string' && values.reference.includes('\0')) throw new NotCompilable('U+0000');
    const list = site.listed === null ? null : listRequest(site.listed, values);
    args.push(values);
    lists.push(list);
    shape += ` ${site.listed === null ? idShape(values) : list ? shapeOf(list) : 'refused'}`;
  }
  return { operation, variables, run: { args, lists, context }, shape };
}

/** Null where the arguments are refused: a list that no row comes to, or that is left out, is never asked for. */
function listRequest(typeName: string, values: Record<string, unknown>): ListRequest | null {
  try {
    return readListRequest(typeName, values);
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

/** Which of the ways to name a row is used, which type the id is of, and how many ids there are. */
function idShape(values: Readonly<Record<string, unknown>>): string {
  const typeName = typeof values.id === 'string' ? (parseGlobalId(values.id)?.typeName ?? '?') : '';
  const count = Array.isArray(values.ids) ? values.ids.length : '';
  return `${typeName}${values.reference == null ? '' : '#'}${count}`;
}

/** Cost of a request before it runs; pages are counted at their largest where the arguments cannot be read. */
export function costOfRequest(schema: GraphQLSchema, operation: Operation, prepared: Prepared | null): number {
  const known = prepared && operation.costs.get(prepared.shape);
  if (known != null) return known;
  const root = schema.getRootType(operation.definition.operation)!;
  const pageSizeOf = (node: FieldNode): number | null => {
    const site = operation.siteOf.get(node);
    if (site === undefined) return null;
    const ids = prepared?.run.args[site]?.ids;
    if (Array.isArray(ids)) return ids.length;
    if (operation.sites[site]!.listed === null) return null;
    return prepared?.run.lists[site]?.size ?? MAXIMUM_PAGE_SIZE;
  };
  const document = { fragments: operation.fragments, variables: prepared?.variables ?? {} };
  const cost = costOf(schema, document, root, operation.definition.selectionSet, pageSizeOf);
  if (operation.costs.size >= MAXIMUM_PLANS) operation.costs.clear();
  if (prepared) operation.costs.set(prepared.shape, cost);
  return cost;
}
