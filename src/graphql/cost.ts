import {
  type FieldNode,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Document } from './selection.js';

/** Most a request may cost; a screen with fifty cases and everything about them stays far below. */
export const MAXIMUM_COST = 50_000;

/** Rows a list without paging is counted as. */
const PLAIN_LIST_ROWS = 5;

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
    const field = type?.getFields()[node.name.value];
    if (!node.selectionSet) return rows;
    const named = field && getNamedType(field.type);
    const pageSize = pageSizeOf(node);
    const isPlainList =
      field !== undefined && (isListType(field.type) || isListType((field.type as { ofType?: unknown }).ofType));
    // The rows of a connection are paid for where the connection is asked for, not again at its edges.
    const inside =
      pageSize !== null ? Math.max(1, pageSize) : isPlainList && node.name.value !== 'edges' ? PLAIN_LIST_ROWS : 1;
    return (
      rows +
      cost(named && isCompositeType(named) && isObjectType(named) ? named : null, node.selectionSet, rows * inside)
    );
  };
  return cost(root, selections, 1);
}
