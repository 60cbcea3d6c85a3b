import { GraphQLError } from 'graphql';
import { RuleNotEncoded } from '../domain/dated.js';

/** A fault for input that no type can refuse, with the argument it is about. */
export function badInput(message: string, argument: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument } });
}

/** What the law answers; the fault RULE_NOT_ENCODED, the reader's to know and none of ours, for a day outside what is encoded of it. */
export function asFault<Answer>(ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof RuleNotEncoded)) throw error;
    throw new GraphQLError(`${error.message}.`, { extensions: { code: error.code, on: error.on } });
  }
}
