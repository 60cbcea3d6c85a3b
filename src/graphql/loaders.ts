import DataLoader from 'dataloader';
import { getMetadataStorage } from 'type-graphql';
import type { DataSource, EntityMetadata, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { CaseState } from '../domain/facts.js';
import { loadCaseStates } from '../modules/cases/case.facts.js';
import type { Viewer } from '../platform.js';
import { keyOf } from './ids.js';
import { orderOf, listModel } from './lists.js';
import { Pages } from './pages.js';
import { readingRole, scopeKey, visibleTo } from './scope.js';

/** Rows of one request, loaded in batches and only where the reader may see them. */
export class Loaders {
  readonly pages: Pages;
  readonly caseState: DataLoader<string, CaseState>;
  private readonly rows = new Map<string, DataLoader<string, ObjectLiteral | null>>();
  private readonly lists = new Map<string, DataLoader<string, ObjectLiteral[]>>();
  private readonly statements = new Map<string, DataLoader<string, { parent: string }[]>>();

  constructor(
    private readonly db: DataSource,
    private readonly viewer: Viewer | null,
  ) {
    this.pages = new Pages(db, viewer, this);
    this.caseState = new DataLoader(async (ids) => {
      const states = await loadCaseStates(db, ids);
      return ids.map((id) => states.get(id) ?? new Error(`no case ${id}`));
    });
  }

  tableOf(typeName: string): string {
    return entityOf(this.db, typeName).tableName;
  }

  /** The row of a type with a key, or null where there is none the reader may see. */
  byId<Row extends object>(typeName: string): DataLoader<string, Row | null> {
    let loader = this.rows.get(typeName);
    if (!loader) this.rows.set(typeName, (loader = new DataLoader((ids) => this.loadRows(typeName, ids))));
    return loader as unknown as DataLoader<string, Row | null>;
  }

  /** The row of a type with a global id; null also where the id is none of that type. */
  node<Row extends object>(typeName: string, id: string): Promise<Row | null> {
    const key = keyOf(typeName, id);
    return key === null ? Promise.resolve(null) : this.byId<Row>(typeName).load(key);
  }

  /** Makes a row readable for the rest of this request, for an answer whose own effect takes the row out of the reader's scope. */
  showOnce(typeName: string, row: { readonly id: string }): void {
    this.byId<{ readonly id: string }>(typeName).clear(row.id).prime(row.id, row);
  }

  /** All rows of a type whose `property` holds the parent's key, in the type's own order. */
  childrenOf<Row extends object>(typeName: string, property: string): DataLoader<string, Row[]> {
    const key = `${typeName}.${property}`;
    let loader = this.lists.get(key);
    if (!loader) this.lists.set(key, (loader = new DataLoader((ids) => this.loadChildren(typeName, property, ids))));
    return loader as unknown as DataLoader<string, Row[]>;
  }

  /**
   * Rows of a statement by the key of what they belong to: one statement for all of a request. It takes the keys as $1 and
   * gives each row's as `parent`. Whoever asks has seen to what the reader may see.
   */
  rowsOf<Row extends { readonly parent: string }>(statement: string): DataLoader<string, Row[]> {
    let loader = this.statements.get(statement);
    if (!loader) {
      this.statements.set(statement, (loader = new DataLoader((keys) => this.loadRowsOf(statement, keys))));
    }
    return loader as unknown as DataLoader<string, Row[]>;
  }

  private async loadRowsOf(statement: string, keys: readonly string[]): Promise<{ parent: string }[][]> {
    const byParent = new Map<string, { parent: string }[]>(keys.map((key) => [key, []]));
    const rows: { parent: string }[] = await this.db.query(statement, [keys]);
    for (const row of rows) byParent.get(row.parent)!.push(row);
    return keys.map((key) => byParent.get(key)!);
  }

  /** Every row of a type the reader may see, in the type's own order. */
  async all<Row extends object>(typeName: string): Promise<Row[]> {
    return (await this.ordered(typeName, this.select(typeName)).getMany()) as Row[];
  }

  private ordered(typeName: string, query: SelectQueryBuilder<ObjectLiteral>) {
    const order = orderOf(typeName, Object.keys(listModel(typeName).orders)[0]!);
    for (const key of order.keys) query.addOrderBy(key.sql('x'), order.descending ? 'DESC' : 'ASC');
    return query;
  }

  private select(typeName: string) {
    const scope = visibleTo(readingRole(this.viewer), typeName, 'x', '(:scope)::uuid');
    return this.db
      .createQueryBuilder<ObjectLiteral>(entityOf(this.db, typeName).target, 'x')
      .where(scope, { scope: scopeKey(this.viewer) });
  }

  private async loadRows(typeName: string, ids: readonly string[]): Promise<(ObjectLiteral | null)[]> {
    const rows = await this.select(typeName).andWhere('x.id = any(:ids)', { ids }).getMany();
    const byId = new Map(rows.map((row) => [row.id as string, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  private async loadChildren(typeName: string, property: string, ids: readonly string[]): Promise<ObjectLiteral[][]> {
    const query = this.ordered(typeName, this.select(typeName).andWhere(`x.${property} = any(:ids)`, { ids }));
    const byParent = new Map<string, ObjectLiteral[]>(ids.map((id) => [id, []]));
    for (const row of await query.getMany()) byParent.get(row[property] as string)!.push(row);
    return ids.map((id) => byParent.get(id)!);
  }
}

const byTypeName = new WeakMap<DataSource, Map<string, EntityMetadata>>();

/** The table behind a GraphQL type: the class that is both. */
function entityOf(db: DataSource, typeName: string): EntityMetadata {
  let known = byTypeName.get(db);
  if (!known) {
    const types = getMetadataStorage().objectTypes;
    known = new Map(
      db.entityMetadatas.map((metadata) => [
        types.find((type) => type.target === metadata.target)?.name ?? metadata.name,
        metadata,
      ]),
    );
    byTypeName.set(db, known);
  }
  const metadata = known.get(typeName);
  if (!metadata) throw new Error(`no table behind ${typeName}`);
  return metadata;
}
