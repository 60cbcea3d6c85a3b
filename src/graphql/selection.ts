import {
  type FieldNode, type FragmentDefinitionNode, getNamedType, getNullableType, GraphQLIncludeDirective, type GraphQLObjectType,
  type GraphQLOutputType, GraphQLSkipDirective, getDirectiveValues, isLeafType, isListType, isNonNullType, isObjectType, Kind,
  type SelectionNode, type SelectionSetNode,
} from 'graphql'; // prettier-ignore
import { getMetadataStorage } from 'type-graphql';
import type { Run } from './compile.js';

/** Thrown while compiling or writing when only the ordinary resolvers can answer; never leaves the compiled path. */
export class NotCompilable extends Error {}

/** The fragments and variables of one operation, for walking its selections. */
export interface Document {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Selected fields of an object type by response key, in the order the response has them. */
export function collectFields(
  document: Document,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const walk = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if (!isIncluded(document, selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = fields.get(key);
        if (known) known.push(selection);
        else fields.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value, type)) walk(selection.selectionSet.selections);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = document.fragments[selection.name.value]!;
        if (applies(fragment.typeCondition.name.value, type)) walk(fragment.selectionSet.selections);
      }
    }
  };
  for (const set of sets) walk(set.selections);
  return fields;
}

function applies(condition: string | undefined, type: GraphQLObjectType): boolean {
  return (
    condition === undefined || condition === type.name || type.getInterfaces().some((face) => face.name === condition)
  );
}

function isIncluded(document: Document, selection: SelectionNode): boolean {
  if (!selection.directives?.length) return true;
  const known = new Set(['skip', 'include']);
  if (selection.directives.some((directive) => !known.has(directive.name.value))) throw new NotCompilable('directive');
  const variables = document.variables;
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false
  );
}

/** Sub-selections of the nodes merged under one response key. */
export const selectionSets = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.map((node) => node.selectionSet!);

/** JSON text of a string; most have nothing to escape. */
export function quote(text: string): string {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 32 || code === 34 || code === 92 || code > 0xd7ff) return JSON.stringify(text);
  }
  return `"${text}"`;
}

/** Writes a value of a GraphQL type as response text. */
type ValueWriter = (value: unknown, run: Run) => string;

/** What values are written with. */
export interface ValueFields {
  readonly document: Document;
  /** How a field that takes arguments or has a resolver follows from its object; null where nobody says. */
  readonly derived: (typeName: string, node: FieldNode) => ((of: unknown, run: Run) => unknown) | null;
}

/**
 * A writer for values that already hold everything asked for: leaves, and objects whose selected fields are plain
 * properties or follow from the object. Throws NotCompilable at once where a selected field is neither, and when
 * writing meets null where the type forbids it: the ordinary resolvers then give the error its path.
 */
export function valueWriter(from: ValueFields, type: GraphQLOutputType, nodes: readonly FieldNode[]): ValueWriter {
  const nullable = getNullableType(type);
  const write = isListType(nullable) ? listWriter(from, nullable.ofType, nodes) : namedWriter(from, nullable, nodes);
  if (!isNonNullType(type)) return (value, run) => (value == null ? 'null' : write(value, run));
  return (value, run) => {
    if (value == null) throw new NotCompilable('null in a non-null field');
    return write(value, run);
  };
}

function listWriter(from: ValueFields, itemType: GraphQLOutputType, nodes: readonly FieldNode[]): ValueWriter {
  const write = valueWriter(from, itemType, nodes);
  return (value, run) => `[${(value as readonly unknown[]).map((item) => write(item, run)).join(',')}]`;
}

function namedWriter(from: ValueFields, type: GraphQLOutputType, nodes: readonly FieldNode[]): ValueWriter {
  const named = getNamedType(type);
  if (isLeafType(named)) {
    return (value) => {
      const plain = named.serialize(value);
      return typeof plain === 'string' ? quote(plain) : JSON.stringify(plain);
    };
  }
  if (!isObjectType(named)) throw new NotCompilable('abstract type');
  const properties = plainProperties(named);
  const parts = [...collectFields(from.document, named, selectionSets(nodes))].map(([key, fieldNodes], index) => {
    const name = fieldNodes[0]!.name.value;
    const prefix = `${index ? ',' : ''}${JSON.stringify(key)}:`;
    if (name === '__typename') return () => `${prefix}${JSON.stringify(named.name)}`;
    const property = properties.get(name);
    const read =
      property === undefined
        ? from.derived(named.name, fieldNodes[0]!)
        : (value: unknown) => (value as Record<string, unknown>)[property];
    if (read === null) throw new NotCompilable(`${named.name}.${name}`);
    const write = valueWriter(from, named.getFields()[name]!.type, fieldNodes);
    return (value: unknown, run: Run) => prefix + write(read(value, run), run);
  });
  return (value, run) => `{${parts.map((part) => part(value, run)).join('')}}`;
}

const plainByType = new Map<string, ReadonlyMap<string, string>>();

/** Property behind each field of a type that is read without arguments and without a resolver. */
function plainProperties(type: GraphQLObjectType): ReadonlyMap<string, string> {
  let plain = plainByType.get(type.name);
  if (!plain) {
    const storage = getMetadataStorage();
    const target = storage.objectTypes.find((candidate) => candidate.name === type.name)?.target;
    const resolved = new Set(
      storage.fieldResolvers.filter((field) => field.getObjectType?.() === target).map((field) => field.schemaName),
    );
    const isOwn = (of: unknown) => of === target || Object.prototype.isPrototypeOf.call(of as object, target!);
    const fields = storage.fields.filter((field) => isOwn(field.target) && !resolved.has(field.schemaName));
    plain = new Map(
      fields
        .filter((field) => type.getFields()[field.schemaName]?.args.length === 0)
        .map((field) => [field.schemaName, field.name]),
    );
    plainByType.set(type.name, plain);
  }
  return plain;
}
