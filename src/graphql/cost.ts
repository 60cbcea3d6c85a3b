import {
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import type { Document } from './selection.js';

/** Most a request may cost; a screen with fifty cases and everything about them stays far below. */
export const MAXIMUM_COST = 50_000;

const META_FIELDS: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

/** Rows a list without paging is counted as. */
const PLAIN_LIST_ROWS = 5;
/** The same within the schema's description of itself, so that one whole introspection passes and three do not. */
const INTROSPECTION_LIST_ROWS = 10;

/** Fields whose work does not show in what they return. */
const FIXED_COSTS: Readonly<Record<string, number>> = {
  resolutionStatistics: 1_000,
  scorecard: 1_000,
  // Up to half a second of law for 500 cases.
  strategyPreview: 5_000,
  routePreview: 100,
  noticePreview: 100,
  // From ten milliseconds to more than half a second for a letter on a hundred invoices, in which the process does nothing else.
  pdf: 10_000,
  // Some megabytes each.
  content: 1_000,
};

/**
 * Cost of an operation before it runs: one for each field of each row that may come back, pages counted at the size
 * asked for. Fields left out by @skip or @include are counted too: the price of a document does not hide in variables.
 */
export function costOf(
  schema: GraphQLSchema,
  document: Document,
  root: GraphQLObjectType,
  selections: SelectionSetNode,
  pageSizeOf: (node: FieldNode) => number | null,
): number {
  const cost = (type: GraphQLObjectType | null, set: SelectionSetNode, rows: number): number => {
    let total = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) total += fieldCost(type, selection, rows);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        total += cost(typeNamed(selection.typeCondition?.name.value) ?? type, selection.selectionSet, rows);
      else {
        const fragment = document.fragments[selection.name.value]!;
        total += cost(typeNamed(fragment.typeCondition.name.value) ?? type, fragment.selectionSet, rows);
      }
      if (total > MAXIMUM_COST) return total;
    }
    return total;
  };
  const typeNamed = (name: string | undefined): GraphQLObjectType | null => {
    const type = name === undefined ? null : schema.getType(name);
    return isObjectType(type) ? type : null;
  };
  const fieldCost = (type: GraphQLObjectType | null, node: FieldNode, rows: number): number => {
    const name = node.name.value;
    const field = META_FIELDS[name] ?? type?.getFields()[name];
    const own = rows * (FIXED_COSTS[name] ?? 1);
    if (!node.selectionSet) return own;
    const named = field && getNamedType(field.type);
    const isPlainList = field !== undefined && isListType(getNullableType(field.type));
    const pageSize = pageSizeOf(node);
    const isIntrospection = type?.name.startsWith('__') ?? false;
    // One row more than the page is read to see whether the list goes on, and its own lists are read with it. The rows of
    // a connection are paid for where the connection is asked for, not again at its edges.
    const plainRows = isIntrospection ? INTROSPECTION_LIST_ROWS : name === 'edges' ? 1 : PLAIN_LIST_ROWS;
    const inside = pageSize !== null ? pageSize + 1 : isPlainList ? plainRows : 1;
    return own + cost(isObjectType(named) ? named : null, node.selectionSet, rows * inside);
  };
  return cost(root, selections, 1);
}
