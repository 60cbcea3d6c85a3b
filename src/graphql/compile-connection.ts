import { type FieldNode, type GraphQLObjectType, type SelectionSetNode } from 'graphql';
import { type Compiler, Frame, type Row, type RowWriter, type Run } from './compile.js';
import {
  type Bind, cursorColumns, farSideCondition, filterConditions, type ListRequest, nearSideCondition, pageTail, placeConditions, writeCursor,
} from './lists.js'; // prettier-ignore
import { collectFields, NotCompilable, selectionSets } from './selection.js';

/** Rows of a page and what else was asked about the list, as one statement returned them. */
interface PageRows {
  readonly rows: readonly Row[];
  readonly total: string | null;
  readonly far: boolean;
  readonly near: boolean;
}

/** A page read for writing: cut to size and in list order. */
interface ReadPage extends PageRows {
  readonly beyond: boolean;
}

type PageWriter = (page: ReadPage, run: Run) => string;

/** A connection as part of a statement: within another row, or on its own. */
export interface ConnectionPlan {
  /** One JSON expression: the rows, or [rows, total, far, near] where the selection asks about the list. */
  readonly nested: () => string;
  readonly readNested: (value: unknown) => PageRows;
  /** A whole statement. */
  readonly top: () => string;
  readonly readTop: (rows: readonly Row[]) => PageRows;
  readonly write: (page: PageRows, run: Run) => string;
}

/** Which facts about a list its selection needs besides the rows. */
interface Needs {
  total: boolean;
  hasNext: boolean;
  hasPrevious: boolean;
}

export function compileConnection(
  compiler: Compiler,
  typeName: string,
  nodes: readonly FieldNode[],
  within: (alias: string) => readonly string[],
): ConnectionPlan {
  const site = compiler.site(nodes[0]!);
  const request = compiler.input.run.lists[site];
  if (!request) throw new NotCompilable('refused arguments');
  const bind: Bind = (read, type) => compiler.bind((run) => read(run.lists[site]!), type);
  const [alias, frame] = [compiler.alias(), new Frame()];
  const needs: Needs = { total: false, hasNext: false, hasPrevious: false };
  const write = connectionWriter(compiler, typeName, nodes, alias, frame, request, needs);
  const list = [...within(alias), ...filterConditions(typeName, request, alias, bind)];
  const page = [...list, ...placeConditions(typeName, request, alias, bind)];
  const table = compiler.rowType(typeName).table;
  const scoped = (conditions: readonly string[]) =>
    `from ${table} ${alias} where ${[...conditions, compiler.scope(typeName, alias)].join(' and ')}`;
  const exists = (condition: string | null) =>
    condition === null ? 'false' : `exists (select ${scoped([...list, condition])})`;
  const [nextNeedsFar, previousNeedsFar] = [!request.forward, request.forward];
  const far =
    (needs.hasNext && nextNeedsFar) || (needs.hasPrevious && previousNeedsFar)
      ? exists(farSideCondition(typeName, request, alias, bind))
      : 'false';
  const near =
    (needs.hasNext && !nextNeedsFar) || (needs.hasPrevious && !previousNeedsFar)
      ? exists(nearSideCondition(typeName, request, alias, bind))
      : 'false';
  const total = needs.total ? `(select count(*)::text ${scoped(list)})` : 'null::text';
  const hasExtras = needs.total || far !== 'false' || near !== 'false';
  const from = `${compiler.from(typeName, alias, frame, page)} ${pageTail(typeName, request, alias)}`;
  return {
    nested: () =>
      hasExtras ? `json_build_array(${frame.rowsAsJson(from)}, ${total}, ${far}, ${near})` : frame.rowsAsJson(from),
    readNested: (value) => {
      if (!hasExtras) return { rows: value as Row[], total: null, far: false, near: false };
      const [rows, count, isFar, isNear] = value as [Row[], string | null, boolean, boolean];
      return { rows, total: count, far: isFar, near: isNear };
    },
    top: () => (hasExtras ? topWithExtras(frame, from, total, far, near) : `select ${cells(frame)} ${from}`),
    readTop: (rows) => (hasExtras ? readExtras(rows) : { rows, total: null, far: false, near: false }),
    write: (rows, run) => write(cutToSize(rows, request), run),
  };
}

const cells = (frame: Frame): string => frame.columns.join(', ') || 'null';

/** The list's own facts stand once, before a row marker and the page's rows, so that an empty page has them too. */
function topWithExtras(frame: Frame, from: string, total: string, far: string, near: string): string {
  const named = frame.columns.map((column, index) => `${column} as c${index}`);
  return `select extra.total, extra.far, extra.near, page.*
    from (select ${total} as total, (${far})::text as far, (${near})::text as near offset 0) extra
    left join lateral (select ${["'row'::text as marker", ...named].join(', ')} ${from}) page on true`;
}

function readExtras(rows: readonly Row[]): PageRows {
  const [total, far, near] = rows[0] as [string | null, string, string];
  const present = rows.filter((row) => row[3] !== null).map((row) => row.slice(4));
  return { rows: present, total, far: far === 'true', near: near === 'true' };
}

function cutToSize(page: PageRows, request: ListRequest): ReadPage {
  const rows = page.rows.slice(0, request.size);
  if (!request.forward) rows.reverse();
  return { ...page, rows, beyond: page.rows.length > request.size };
}

function connectionWriter(
  compiler: Compiler,
  typeName: string,
  nodes: readonly FieldNode[],
  alias: string,
  frame: Frame,
  request: ListRequest,
  needs: Needs,
): PageWriter {
  const cursor = cursorReader(typeName, alias, frame, request);
  const type = compiler.objectType(`${typeName}Connection`);
  return writeSelected(compiler, type, selectionSets(nodes), (name, fieldNodes) => {
    if (name === 'totalCount') {
      needs.total = true;
      return (page) => page.total!;
    }
    if (name === 'pageInfo') return pageInfoWriter(compiler, fieldNodes, request, needs, cursor);
    const edge = compiler.objectType(`${typeName}Edge`);
    const write = writeSelected<[Row, Run]>(
      compiler,
      edge,
      selectionSets(fieldNodes),
      (edgeField, edgeNodes): RowWriter => {
        if (edgeField === 'cursor') return cursor();
        return compiler.object(typeName, selectionSets(edgeNodes), alias, frame);
      },
    );
    return (page, run) => `[${page.rows.map((row) => write(row, run)).join(',')}]`;
  });
}

/** Reads a row's cursor; the columns it needs join the frame only when somebody asks. */
function cursorReader(typeName: string, alias: string, frame: Frame, request: ListRequest): () => (row: Row) => string {
  return () => {
    const columns = cursorColumns(typeName, request.order, alias).map((sql) => frame.column(sql));
    const readKeys = (row: Row) => columns.map((column) => row[column] as string);
    return (row) => `"${writeCursor(request.order, readKeys(row))}"`;
  };
}

function pageInfoWriter(
  compiler: Compiler,
  nodes: readonly FieldNode[],
  request: ListRequest,
  needs: Needs,
  cursor: () => (row: Row) => string,
): PageWriter {
  const flag = (inDirection: boolean): PageWriter =>
    inDirection ? (page) => String(page.beyond || page.near) : (page) => String(page.far);
  return writeSelected(compiler, compiler.objectType('PageInfo'), selectionSets(nodes), (name) => {
    if (name === 'hasNextPage') {
      needs.hasNext = true;
      return flag(request.forward);
    }
    if (name === 'hasPreviousPage') {
      needs.hasPrevious = true;
      return flag(!request.forward);
    }
    const read = cursor();
    return (page) => {
      const row = page.rows.at(name === 'startCursor' ? 0 : -1);
      return row ? read(row) : 'null';
    };
  });
}

/** Writes an object whose fields are each written by what `writerOf` gives for them. */
function writeSelected<Args extends readonly unknown[] = [ReadPage, Run]>(
  compiler: Compiler,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  writerOf: (name: string, nodes: readonly FieldNode[]) => (...args: Args) => string,
): (...args: Args) => string {
  const parts = [...collectFields(compiler.input.document, type, sets)].map(([key, nodes], index) => {
    const prefix = `${index ? ',' : ''}${JSON.stringify(key)}:`;
    const name = nodes[0]!.name.value;
    const write = name === '__typename' ? () => JSON.stringify(type.name) : writerOf(name, nodes);
    return (...args: Args) => prefix + write(...args);
  });
  return (...args) => `{${parts.map((part) => part(...args)).join('')}}`;
}
