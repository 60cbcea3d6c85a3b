import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Viewer } from '../platform.js';
import {
  type Bind, cursorColumns, farSideCondition, filterConditions, type ListArgs, type ListRequest, nearSideCondition, pageTail,
  placeConditions, readListRequest, shapeOf, writeCursor,
} from './lists.js'; // prettier-ignore
import type { Loaders } from './loaders.js';
import type { Connection } from './pagination.js';
import { readingRole, scopeKey, visibleTo } from './scope.js';

/** Keys and cursors of one page, before its rows are loaded. */
interface Page {
  readonly rows: readonly { readonly id: string; readonly cursor: string }[];
  readonly beyond: boolean;
  readonly farSide: boolean;
  readonly nearSide: boolean;
}

/** A list within a parent (`column` of the listed table holds the parent's key), or the whole list. */
interface Within {
  readonly column: string | null;
  readonly parentId: string | null;
}

const WHOLE: Within = { column: null, parentId: null };

/**
 * Pages of lists by ordinary resolvers. Requests for the same list within different parents that arrive in one tick
 * become one statement, so that a list of lists costs two statements however long it is.
 */
export class Pages {
  private readonly pages = new Map<string, DataLoader<string, Page>>();
  private readonly counts = new Map<string, DataLoader<string, number>>();

  constructor(
    private readonly db: DataSource,
    private readonly viewer: Viewer | null,
    private readonly loaders: Loaders,
  ) {}

  /** A page of rows of `typeName`, as its connection. */
  async connection<Row extends object>(
    typeName: string,
    args: ListArgs,
    within: Within = WHOLE,
  ): Promise<Connection<Row>> {
    const request = readListRequest(typeName, args);
    const batch = `${typeName} ${within.column} ${shapeOf(request)} ${JSON.stringify([request.after, request.before, request.filter])}`;
    const page = await this.loader(this.pages, batch, (ids) =>
      this.loadPages(typeName, request, within.column, ids),
    ).load(within.parentId ?? '');
    const nodes = await this.loaders.byId<Row>(typeName).loadMany(page.rows.map((row) => row.id));
    const edges = page.rows.map((row, index) => ({ node: present(nodes[index]), cursor: row.cursor }));
    return {
      edges,
      pageInfo: {
        hasNextPage: request.forward ? page.beyond || page.nearSide : page.farSide,
        hasPreviousPage: request.forward ? page.farSide : page.beyond || page.nearSide,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      totalCount: () =>
        this.loader(this.counts, batch, (ids) => this.count(typeName, request, within.column, ids)).load(
          within.parentId ?? '',
        ),
    };
  }

  private loader<Value>(
    loaders: Map<string, DataLoader<string, Value>>,
    batch: string,
    load: (ids: readonly string[]) => Promise<Value[]>,
  ) {
    let loader = loaders.get(batch);
    if (!loader) loaders.set(batch, (loader = new DataLoader(load)));
    return loader;
  }

  /** The FROM clause's parents, the conditions every row must meet, and the values bound so far. */
  private frame(typeName: string, request: ListRequest, column: string | null, ids: readonly string[]) {
    const values: unknown[] = [];
    const bind: Bind = (read, type) => `$${values.push(read(request))}::${type}`;
    const key = '$1::uuid';
    const scope = visibleTo(readingRole(this.viewer), typeName, 'x', key);
    if (scope.includes(key)) values.push(scopeKey(this.viewer));
    const parents = column ? `unnest($${values.push(ids)}::uuid[])` : "(values (''))";
    const conditions = [
      scope,
      ...(column ? [`x.${column} = parent.id`] : []),
      ...filterConditions(typeName, request, 'x', bind),
    ];
    return { values, bind, parents, conditions, table: this.loaders.tableOf(typeName) };
  }

  private async loadPages(
    typeName: string,
    request: ListRequest,
    column: string | null,
    ids: readonly string[],
  ): Promise<Page[]> {
    const { values, bind, parents, conditions, table } = this.frame(typeName, request, column, ids);
    const where = (...more: string[]) => [...conditions, ...more].join(' and ');
    const exists = (condition: string | null) =>
      condition ? `exists (select from ${table} x where ${where(condition)})` : 'false';
    const rows: { parent: string; far: boolean; near: boolean; page: [string, string[]][] | null }[] =
      await this.db.query(
        `select parent.id::text as parent, ${exists(farSideCondition(typeName, request, 'x', bind))} as far,
        ${exists(nearSideCondition(typeName, request, 'x', bind))} as near,
        (select json_agg(json_build_array(page.id, page.keys)) from (
          select x.id, json_build_array(${cursorColumns(typeName, request.order, 'x').join(', ')}) as keys from ${table} x
          where ${where(...placeConditions(typeName, request, 'x', bind))} ${pageTail(typeName, request, 'x')}) page) as page
        from ${parents} as parent(id)`,
        values,
      );
    const byParent = new Map(rows.map((row) => [row.parent, row]));
    return ids.map((id) => {
      const row = byParent.get(id);
      const found = row?.page ?? [];
      const kept = found
        .slice(0, request.size)
        .map(([key, keys]) => ({ id: key, cursor: writeCursor(request.order, keys) }));
      if (!request.forward) kept.reverse();
      return {
        rows: kept,
        beyond: found.length > request.size,
        farSide: row?.far ?? false,
        nearSide: row?.near ?? false,
      };
    });
  }

  private async count(
    typeName: string,
    request: ListRequest,
    column: string | null,
    ids: readonly string[],
  ): Promise<number[]> {
    const { values, parents, conditions, table } = this.frame(typeName, request, column, ids);
    const rows: { parent: string; rows: number }[] = await this.db.query(
      `select parent.id::text as parent, (select count(*) from ${table} x where ${conditions.join(' and ')})::int as rows
        from ${parents} as parent(id)`,
      values,
    );
    const byParent = new Map(rows.map((row) => [row.parent, row.rows]));
    return ids.map((id) => byParent.get(id) ?? 0);
  }
}

function present<Row>(row: Row | Error | undefined | null): Row {
  if (row instanceof Error) throw row;
  if (row == null) throw new Error('a listed row is gone');
  return row;
}
