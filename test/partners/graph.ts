import { execute, parse, type ExecutionResult } from 'graphql';
import { Loaders } from '../../src/graphql/loaders.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { schema } from '../../src/schema.js';

/** Somebody who works for a partner agency, by the key of its row. */
export const staffOf = (partnerId: string): Viewer => ({
  subject: `staff@${partnerId}.example`,
  roles: ['PARTNER'],
  creditorId: null,
  partnerId,
});

/** An answer of the graph: its shape is the query's, so a test names what it reads. */
export interface Answered {
  readonly [field: string]: Answered & string & readonly Answered[];
}

/** What the graph answers somebody, past HTTP; throws where it answers with a fault. */
export async function ask(platform: Platform, viewer: Viewer, text: string, variables = {}): Promise<Answered> {
  const { data, errors } = (await execute({
    schema: await schema(),
    document: parse(text),
    variableValues: variables,
    contextValue: { platform, viewer, language: 'en', loaders: new Loaders(platform.db, viewer) },
  })) as ExecutionResult;
  if (errors) throw new Error(JSON.stringify(errors));
  return JSON.parse(JSON.stringify(data)) as Answered;
}

/** The payload of a mutation with one argument, `input` of the type named. */
export async function mutate(
  platform: Platform,
  viewer: Viewer,
  mutation: string,
  type: string,
  input: object,
  selection: string,
): Promise<Answered> {
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`;
  return (await ask(platform, viewer, text, { input }))[mutation]!;
}
