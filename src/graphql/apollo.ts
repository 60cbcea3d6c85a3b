import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { RuleNotEncoded } from '../domain/dated.js';
import { RawJson } from './compiled-reads.js';
import type { Context } from './context.js';

/** Longest document accepted, in lexical tokens; the longest a client of ours sends has some hundreds. */
export const MAXIMUM_TOKENS = 5_000;

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly plugins: readonly ApolloServerPlugin<Context>[];
  /** Told of every fault that a client only sees as INTERNAL_SERVER_ERROR. */
  readonly onFault: (error: unknown) => void;
}

/** Apollo Server as Fordring runs it: no telemetry, no landing page, no internals in errors, signals left to the program. */
export function apolloServer({ schema, plugins, onFault }: ApolloOptions): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), ...plugins],
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Requests carry a bearer token in a header, never a cookie: another site cannot make a browser send one.
    csrfPrevention: false,
    parseOptions: { maxTokens: MAXIMUM_TOKENS },
    formatError: (formatted, error) => readableFault(formatted, error, onFault),
    stringifyResult: (result) => {
      if (!('data' in result) || !(result.data instanceof RawJson)) return JSON.stringify(result);
      const extensions = result.extensions ? `,"extensions":${JSON.stringify(result.extensions)}` : '';
      return `{"data":${result.data.text}${extensions}}`;
    },
  });
}

/** Faults with a code of ours or of GraphQL go out as they are; anything else is told to us, not to the client. */
export function readableFault(
  formatted: GraphQLFormattedError,
  error: unknown,
  onFault: (error: unknown) => void,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof RuleNotEncoded) {
    return { ...formatted, message: original.message, extensions: { code: original.code, on: original.on } };
  }
  if (original instanceof GraphQLError && formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') return formatted;
  // graphql-js gives no code to what it finds itself (a null where none may be): that is a fault of ours too.
  onFault(original);
  return { ...formatted, message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}
