import { parseDate } from '../domain/date.js';
import { badInput } from './faults.js';
import { keyOf } from './ids.js';

/** A list request with every argument checked and its defaults filled in. */
export interface ListRequest {
  readonly forward: boolean;
  readonly size: number;
  readonly order: string;
  /** Key values of the row the page starts after, as text; null at the start of the list. */
  readonly after: readonly string[] | null;
  readonly before: readonly string[] | null;
  readonly filter: Readonly<Record<string, unknown>>;
}

/** Arguments as GraphQL coerces them. */
export interface ListArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly filter?: object | null;
  readonly orderBy?: string | null;
}

/** Adds a value to be bound to a statement and gives its placeholder, cast to a PostgreSQL type. */
export type Bind = (read: (request: ListRequest) => unknown, type: string) => string;

interface Filter {
  /** Placeholder's PostgreSQL type. */
  readonly type: string;
  readonly sql: (alias: string, value: string) => string;
  /** The bound value; the value itself where absent. */
  readonly value?: (value: unknown) => unknown;
}

interface OrderKey {
  readonly sql: (alias: string) => string;
  readonly type: 'date' | 'uuid' | 'bigint' | 'timestamptz' | 'text';
}

/** Every key of an order runs the same way, so that one row comparison finds a place in it. The last key is unique. */
interface Order {
  readonly descending: boolean;
  readonly keys: readonly OrderKey[];
}

interface ListModel {
  readonly filters: Readonly<Record<string, Filter>>;
  /** The first is the default. */
  readonly orders: Readonly<Record<string, Order>>;
}

const column = (name: string, type: OrderKey['type']): OrderKey => ({ sql: (alias) => `${alias}.${name}`, type });
const oneOf = (name: string): Filter => ({ type: 'text[]', sql: (alias, value) => `${alias}.${name} = any(${value})` });
const ascending = (...keys: OrderKey[]): Order => ({ descending: false, keys });
const descending = (...keys: OrderKey[]): Order => ({ descending: true, keys });
const ID = column('id', 'uuid');

const keysOf = (typeName: string) => (value: unknown) =>
  (value as string[]).map((text) => {
    const key = keyOf(typeName, text);
    if (key === null) throw badInput(`${JSON.stringify(text)} is not the id of a ${typeName}.`, 'filter');
    return key;
  });

/** A LIKE pattern that finds the text anywhere, whatever characters it has. */
function containing(value: unknown): string {
  const text = value as string;
  if (text.includes('\0')) throw badInput('search must not contain the character U+0000.', 'filter');
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

const byDate = (...columns: OrderKey[]): ListModel => ({ filters: {}, orders: { DEFAULT: ascending(...columns, ID) } });

const LISTS: Readonly<Record<string, ListModel>> = {
  Case: {
    filters: {
      inbound: {
        type: 'boolean',
        sql: (alias, value) => `(${alias}.referred_by_partner_id is not null) = ${value}`,
      },
      status: oneOf('status'),
      stage: oneOf('stage'),
      routeKind: oneOf('route_kind'),
      country: oneOf('country'),
      creditorId: {
        type: 'uuid[]',
        sql: (alias, value) => `${alias}.creditor_id = any(${value})`,
        value: keysOf('Creditor'),
      },
      debtorId: {
        type: 'uuid[]',
        sql: (alias, value) => `${alias}.debtor_id = any(${value})`,
        value: keysOf('Debtor'),
      },
      registeredFrom: { type: 'date', sql: (alias, value) => `${alias}.registered_on >= ${value}` },
      registeredTo: { type: 'date', sql: (alias, value) => `${alias}.registered_on <= ${value}` },
      updatedSince: { type: 'timestamptz', sql: (alias, value) => `${alias}.updated_at >= ${value}` },
      search: {
        type: 'text',
        sql: (alias, value) => `(${alias}.reference ilike ${value}
          or exists (select from claim sc where sc.case_id = ${alias}.id and sc.invoice_number ilike ${value})
          or exists (select from debtor sd where sd.id = ${alias}.debtor_id and sd.name ilike ${value}))`,
        value: containing,
      },
    },
    orders: {
      REGISTERED_DESC: descending(column('registered_on', 'date'), ID),
      REGISTERED_ASC: ascending(column('registered_on', 'date'), ID),
      OUTSTANDING_DESC: descending(column('booked_outstanding_minor', 'bigint'), ID),
      NEXT_STEP_ASC: ascending(
        {
          sql: (alias) => `coalesce((select due_on from schedule where case_id = ${alias}.id), 'infinity'::date)`,
          type: 'date',
        },
        ID,
      ),
      UPDATED_DESC: descending(column('updated_at', 'timestamptz'), ID),
    },
  },
  Creditor: {
    filters: {
      country: oneOf('country'),
      search: {
        type: 'text',
        sql: (alias, value) => `(${alias}.name ilike ${value} or ${alias}.organisation_number ilike ${value})`,
        value: containing,
      },
    },
    orders: { NAME_ASC: ascending(column('name', 'text'), ID) },
  },
  Debtor: {
    filters: {
      country: oneOf('country'),
      type: { type: 'text', sql: (alias, value) => `${alias}.type = ${value}` },
      search: { type: 'text', sql: (alias, value) => `${alias}.name ilike ${value}`, value: containing },
    },
    orders: { NAME_ASC: ascending(column('name', 'text'), ID) },
  },
  Referral: {
    filters: {
      status: oneOf('status'),
      updatedSince: { type: 'timestamptz', sql: (alias, value) => `${alias}.updated_at >= ${value}` },
    },
    orders: { UPDATED_DESC: descending(column('updated_at', 'timestamptz'), ID) },
  },
  Partner: { filters: {}, orders: { NAME_ASC: ascending(column('name', 'text'), ID) } },
  Claim: byDate(column('due_date', 'date')),
  Notice: byDate(column('sent_on', 'date')),
  Payment: byDate(column('received_on', 'date')),
  CaseEvent: { filters: {}, orders: { DEFAULT: ascending(column('seq', 'bigint')) } },
  RoutingDecision: byDate(),
  Inquiry: byDate(),
  Task: {
    filters: {
      kind: oneOf('kind'),
      open: { type: 'boolean', sql: (alias, value) => `(${alias}.closed_on is null) = ${value}` },
      partnerId: {
        type: 'uuid[]',
        sql: (alias, value) =>
          `exists (select from referral tr where tr.id = ${alias}.referral_id and tr.partner_id = any(${value}))`,
        value: keysOf('Partner'),
      },
      caseId: { type: 'uuid[]', sql: (alias, value) => `${alias}.case_id = any(${value})`, value: keysOf('Case') },
      dueTo: { type: 'date', sql: (alias, value) => `${alias}.due_on <= ${value}` },
      role: oneOf('role'),
      owner: oneOf('owner'),
      overdue: { type: 'boolean', sql: (alias, value) => `(${alias}.overdue_since is not null) = ${value}` },
    },
    orders: { DEFAULT: ascending(column('due_on', 'date'), ID) },
  },
  BankFile: { filters: {}, orders: { DEFAULT: descending(column('imported_on', 'date'), ID) } },
  BankEntry: {
    filters: {
      outcome: oneOf('outcome'),
      direction: oneOf('direction'),
      waiting: {
        type: 'boolean',
        sql: (alias, value) => `(${alias}.outcome = 'SUSPENSE'
          and not exists (select from bank_entry_settlement where entry_id = ${alias}.id)) = ${value}`,
      },
      bankFileId: {
        type: 'uuid[]',
        sql: (alias, value) => `${alias}.file_id = any(${value})`,
        value: keysOf('BankFile'),
      },
      caseId: {
        type: 'uuid[]',
        sql: (alias, value) => `(${alias}.case_id = any(${value})
          or exists (select from bank_entry_settlement where entry_id = ${alias}.id and case_id = any(${value})))`,
        value: keysOf('Case'),
      },
      bookedFrom: { type: 'date', sql: (alias, value) => `${alias}.booked_on >= ${value}` },
      bookedTo: { type: 'date', sql: (alias, value) => `${alias}.booked_on <= ${value}` },
    },
    orders: { DEFAULT: ascending(column('file_id', 'uuid'), column('position', 'bigint')) },
  },
  ReferralMessage: byDate(),
  ReferralDocument: byDate(),
  Allocation: byDate(),
  CreditNote: byDate(column('issued_on', 'date')),
  ReferralCost: byDate(column('incurred_on', 'date')),
  Remittance: byDate(column('remitted_on', 'date')),
  Settlement: {
    filters: {
      creditorId: {
        type: 'uuid[]',
        sql: (alias, value) => `${alias}.creditor_id = any(${value})`,
        value: keysOf('Creditor'),
      },
      currency: oneOf('currency'),
      settledFrom: { type: 'date', sql: (alias, value) => `${alias}.settled_on >= ${value}` },
      settledTo: { type: 'date', sql: (alias, value) => `${alias}.settled_on <= ${value}` },
    },
    orders: { DEFAULT: descending(column('settled_on', 'date'), ID) },
  },
  SettlementLine: { filters: {}, orders: { DEFAULT: ascending(column('position', 'bigint'), ID) } },
  WebhookDelivery: { filters: {}, orders: { DEFAULT: descending(column('seq', 'bigint')) } },
  EventFeed: { filters: {}, orders: { DEFAULT: ascending(column('transaction', 'bigint'), column('seq', 'bigint')) } },
};

const DEFAULT_PAGE_SIZE = 20;
/** Most rows a page may have. */
export const MAXIMUM_PAGE_SIZE = 100;

function pageSize(name: 'first' | 'last', value: number): number {
  if (value < 0 || value > MAXIMUM_PAGE_SIZE) throw badInput(`${name} must be from 0 to ${MAXIMUM_PAGE_SIZE}.`, name);
  return value;
}

export function listModel(typeName: string): ListModel {
  const model = LISTS[typeName];
  if (!model) throw new Error(`no list of ${typeName}`);
  return model;
}

export function orderOf(typeName: string, order: string): Order {
  return listModel(typeName).orders[order]!;
}

/** Checks a list's arguments; throws BAD_USER_INPUT naming the argument. */
export function readListRequest(typeName: string, args: ListArgs): ListRequest {
  const { first, last } = args;
  if (first != null && last != null) throw badInput('Give first or last, not both.', 'last');
  const model = listModel(typeName);
  const order = args.orderBy ?? Object.keys(model.orders)[0]!;
  const filter: Record<string, unknown> = {};
  for (const [name, value] of Object.entries({ ...args.filter } as Record<string, unknown>)) {
    const known = model.filters[name];
    if (value == null || !known) continue;
    filter[name] = known.value ? known.value(value) : value;
  }
  return {
    forward: last == null,
    size: last != null ? pageSize('last', last) : first != null ? pageSize('first', first) : DEFAULT_PAGE_SIZE,
    order,
    after: args.after == null ? null : readCursor(typeName, order, args.after, 'after'),
    before: args.before == null ? null : readCursor(typeName, order, args.before, 'before'),
    filter,
  };
}

/** What decides the text of the statement; everything else about a request is bound. */
export function shapeOf(request: ListRequest): string {
  const flags = `${request.forward ? 'f' : 'l'}${request.after ? 'a' : ''}${request.before ? 'b' : ''}`;
  return `${flags}${request.size}:${request.order}:${Object.keys(request.filter).sort().join(',')}`;
}

const LARGEST_BIGINT = 2n ** 63n - 1n;

/** Whether PostgreSQL will read a cursor's text as a value of the key's type. */
const READABLE: Readonly<Record<OrderKey['type'], (text: string) => boolean>> = {
  date: (text) => text === 'infinity' || parseDate(text) !== null,
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  bigint: (text) => /^-?\d{1,19}$/.test(text) && BigInt(text) <= LARGEST_BIGINT && BigInt(text) >= -LARGEST_BIGINT,
  timestamptz: (text) =>
    /^[\d-]{10}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(text) &&
    parseDate(text.slice(0, 10)) !== null &&
    !Number.isNaN(Date.parse(text)),
  text: (text) => !text.includes('\0'),
};

/** The place of a row in an order, from its key values. */
export function writeCursor(order: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url');
}

function readCursor(typeName: string, order: string, text: string, argument: string): string[] {
  const { keys } = orderOf(typeName, order);
  const values = parseJson(Buffer.from(text, 'base64url').toString());
  const fits =
    Array.isArray(values) &&
    values[0] === order &&
    values.length === keys.length + 1 &&
    keys.every((key, index) => typeof values[index + 1] === 'string' && READABLE[key.type](values[index + 1]));
  if (!fits) throw badInput(`${argument} is not a cursor of this list in this order.`, argument);
  return values.slice(1);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** SQL of an order's key values as cursor text, one expression per key. */
export function cursorColumns(typeName: string, order: string, alias: string): string[] {
  return orderOf(typeName, order).keys.map((key) =>
    key.type === 'timestamptz'
      ? `to_char(${key.sql(alias)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
      : key.type === 'text'
        ? key.sql(alias)
        : `${key.sql(alias)}::text`,
  );
}

/** Conditions of a request's filter, without its place in the list. */
export function filterConditions(typeName: string, request: ListRequest, alias: string, bind: Bind): string[] {
  const { filters } = listModel(typeName);
  return Object.keys(request.filter).map((name) =>
    filters[name]!.sql(
      alias,
      bind((later) => later.filter[name], filters[name]!.type),
    ),
  );
}

function place(
  typeName: string,
  request: ListRequest,
  alias: string,
  end: 'after' | 'before',
  inside: boolean,
  bind: Bind,
) {
  const order = orderOf(typeName, request.order);
  const keys = order.keys.map((key) => key.sql(alias)).join(', ');
  const values = order.keys.map((key, index) => bind((later) => later[end]![index], key.type)).join(', ');
  const follows = (end === 'after') === inside;
  const comparison = (follows !== order.descending ? '>' : '<') + (inside ? '' : '=');
  return `(${keys}) ${comparison} (${values})`;
}

/** Conditions that put the page after and before its cursors. */
export function placeConditions(typeName: string, request: ListRequest, alias: string, bind: Bind): string[] {
  return (['after', 'before'] as const)
    .filter((end) => request[end] !== null)
    .map((end) => place(typeName, request, alias, end, true, bind));
}

/**
 * Condition for rows on the far side of the cursor the page leans on (before `after` going forward, behind `before`
 * going back), or null where there is no such cursor and so nothing lies there.
 */
export function farSideCondition(typeName: string, request: ListRequest, alias: string, bind: Bind): string | null {
  const end = request.forward ? 'after' : 'before';
  return request[end] === null ? null : place(typeName, request, alias, end, false, bind);
}

/** Condition for rows beyond the other cursor, when a page is cut at both ends. */
export function nearSideCondition(typeName: string, request: ListRequest, alias: string, bind: Bind): string | null {
  const end = request.forward ? 'before' : 'after';
  return request[end] === null ? null : place(typeName, request, alias, end, false, bind);
}

/** ORDER BY and LIMIT of a page: one row more than asked for shows whether the list goes on. */
export function pageTail(typeName: string, request: ListRequest, alias: string): string {
  const order = orderOf(typeName, request.order);
  const direction = order.descending === request.forward ? 'desc' : 'asc';
  // The limit stands in the text: with a bound one the planner guesses a tenth of the table and plans anew each time.
  return `order by ${order.keys.map((key) => `${key.sql(alias)} ${direction}`).join(', ')} limit ${request.size + 1}`;
}
