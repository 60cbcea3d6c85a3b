import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { compile, type Plan, type Row } from './compile.js';
import type { ComputedFields } from './computed.js';
import type { Context } from './context.js';
import { MAXIMUM_COST } from './cost.js';
import { readModel } from './model.js';
import { costOfRequest, MAXIMUM_PLANS, Operations, type Prepared } from './operations.js';
import { readingRole } from './scope.js';
import { NotCompilable } from './selection.js';

/** Response text made by a plan; everything but stringifyResult sees the value it stands for. */
export class RawJson {
  constructor(readonly text: string) {}
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** Columns come as PostgreSQL writes them: text. */
const AS_TEXT = { getTypeParser: () => (value: unknown) => value };

export interface CompiledReads {
  readonly plugin: ApolloServerPlugin<Context>;
  /** Answers a request in one statement; null where only the ordinary resolvers can. */
  answer(
    document: DocumentNode,
    operationName: string | null,
    variables: Record<string, unknown>,
    context: Context,
  ): Promise<RawJson | null>;
  close(): Promise<void>;
}

/**
 * Reads compiled from their GraphQL selection: list and node queries of the row types become one prepared statement
 * each; everything else falls through to the ordinary resolvers, which remain the reference.
 */
export function compiledReads(
  schema: GraphQLSchema,
  db: DataSource,
  url: string,
  computed: ComputedFields,
  onFault: (error: unknown) => void,
): CompiledReads {
  const model = readModel(schema, db, computed);
  const operations = new Operations(schema);
  // One plan per statement for good: values never change what is the right plan here, and planning costs more than running.
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    options: '-c plan_cache_mode=force_generic_plan -c statement_timeout=15000',
    application_name: 'fordring reads',
    // A connection takes its prepared statements with it: shapes that nobody asks for any more do not pile up.
    maxLifetimeSeconds: 600,
  });
  // A connection lost while idle is not a fault: the pool opens another one for the next request.
  pool.on('error', () => undefined);

  function planFor({ operation, variables, run, shape }: Prepared): Plan | null {
    const role = readingRole(run.context.viewer);
    const key = `${role} ${shape}`;
    const known = operation.plans.get(key);
    if (known !== undefined) return known;
    if (operation.plans.size >= MAXIMUM_PLANS) operation.plans.clear();
    const document = { fragments: operation.fragments, variables };
    const plan = orNull(() =>
      compile({ schema, model, computed, document, role, siteOf: operation.siteOf, run }, operation.definition),
    );
    operation.plans.set(key, plan);
    return plan;
  }

  async function answer(prepared: Prepared | null): Promise<RawJson | null> {
    const plan = prepared && readingRole(prepared.run.context.viewer) !== null ? planFor(prepared) : null;
    if (!prepared || !plan) return null;
    const query = {
      name: plan.name,
      text: plan.text,
      values: plan.values(prepared.run),
      rowMode: 'array' as const,
      types: AS_TEXT,
    };
    const { rows } = await pool.query<Row[]>(query as never);
    const text = orNull(() => plan.write(rows as unknown as Row[], prepared.run));
    return text === null ? null : new RawJson(text);
  }

  return {
    answer: (document, name, variables, context) =>
      answer(orNull(() => operations.prepare(document, name, variables, context))),
    close: () => pool.end(),
    plugin: readPlugin(schema, operations, (prepared) =>
      answer(prepared).catch((error: unknown) => {
        // The ordinary resolvers may still have the answer; if not, their error has its path.
        onFault(error);
        return null;
      }),
    ),
  };
}

/** Hooks the compiled reads into Apollo: the cost is known before anything runs, and a compiled answer replaces execution. */
function readPlugin(
  schema: GraphQLSchema,
  operations: Operations,
  answer: (prepared: Prepared | null) => Promise<RawJson | null>,
): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let prepared: Prepared | null = null;
      let cost = 0;
      return {
        async didResolveOperation({ document, operationName, request, contextValue }) {
          prepared = orNull(() => operations.prepare(document, operationName, request.variables ?? {}, contextValue));
          cost = costOfRequest(schema, operations.of(document, operationName), prepared);
          if (cost > MAXIMUM_COST) throw tooCostly(cost);
        },
        async responseForOperation({ operation, response }): Promise<GraphQLResponse | null> {
          const data = operation.operation === 'query' ? await answer(prepared) : null;
          // The text stands in for the data it is written from; stringifyResult knows it.
          return data && { http: response.http, body: { kind: 'single', singleResult: { data: data as never } } };
        },
        async willSendResponse({ response: { body } }) {
          if (cost > 0 && body.kind === 'single')
            body.singleResult.extensions = { ...body.singleResult.extensions, cost };
        },
      };
    },
  };
}

function tooCostly(cost: number): GraphQLError {
  return new GraphQLError(
    `The query costs at least ${cost}; at most ${MAXIMUM_COST} is allowed. Ask for smaller pages or fewer fields.`,
    {
      extensions: { code: 'QUERY_TOO_COSTLY', maximumCost: MAXIMUM_COST, http: { status: 400 } },
    },
  );
}

/** The value, or null where the compiled path must leave the answer, or the error, to the ordinary resolvers. */
function orNull<Value>(make: () => Value): Value | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotCompilable || error instanceof GraphQLError) return null;
    if (error instanceof Error && 'code' in error && error.code === 'RULE_NOT_ENCODED') return null;
    throw error;
  }
}
