import { type DocumentNode, execute, GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { cloudEventType, REFERRAL_LEFT } from '../../domain/case-events.js';
import { refused, success, type Result } from '../../domain/result.js';
import type { Context } from '../../graphql/context.js';
import { globalId } from '../../graphql/ids.js';
import { readListRequest } from '../../graphql/lists.js';
import { costOfRequest, Operations } from '../../graphql/operations.js';
import { NotCompilable } from '../../graphql/selection.js';
import type { Agency } from '../../platform.js';

/** What is told of an event where a subscription does not say: enough to know what happened, and to which case. */
export const DEFAULT_SELECTION = '{ id type at on actor changedFields text case { id reference status stage } }';

const MOST_TOKENS = 1000;
/** Most that a selection may cost: it is paid for every event. */
const MOST_COST = 2000;
/** Largest body sent; what it would have told is then asked for by whoever is told of it. */
const MOST_BYTES = 256 * 1024;

/** The query that shapes an event: the selection as a fragment, so that nothing else can be asked beside it. */
function queryOf(selection: string): DocumentNode {
  const fragment = parse(`fragment Shape on CaseEvent ${selection}`, { maxTokens: MOST_TOKENS, noLocation: true });
  const only = fragment.definitions.length === 1 && fragment.definitions[0]!.kind === Kind.FRAGMENT_DEFINITION;
  if (!only) throw new GraphQLError('One selection on CaseEvent is expected, e.g. { type case { reference } }.');
  const query = parse('query ($id: ID!) { node(id: $id) { __typename ...Shape } }', { noLocation: true });
  return { ...query, definitions: [...query.definitions, ...fragment.definitions] };
}

const NO_EVENT = globalId('CaseEvent', '00000000-0000-0000-0000-000000000000');

/** Whether events can be shaped by a selection; else what is wrong with it, in the words of GraphQL. */
export function checkSelection(schema: GraphQLSchema, selection: string, context: Context): Result<null, string> {
  try {
    const query = queryOf(selection);
    const [error] = validate(schema, query, undefined, { maxErrors: 1 });
    if (error) return refused(error.message);
    const cost = costOf(schema, query, context);
    return cost > MOST_COST ? refused(`It costs ${cost}; at most ${MOST_COST} is allowed.`) : success(null);
  } catch (error) {
    if (error instanceof GraphQLError) return refused(error.message);
    throw error;
  }
}

function costOf(schema: GraphQLSchema, query: DocumentNode, context: Context): number {
  const operations = new Operations(schema);
  const prepared = notCompiled(() => operations.prepare(query, null, { id: NO_EVENT }, context));
  // What a request may get away with where no row asks for the list is refused here: some event will have the row.
  for (const [site, { listed }] of prepared?.operation.sites.entries() ?? []) {
    if (listed !== null) readListRequest(listed, prepared!.run.args[site]!);
  }
  return costOfRequest(schema, operations.of(query, null), prepared);
}

/** Null where only the ordinary resolvers can answer: pages then count at their largest. */
function notCompiled<Value>(prepare: () => Value): Value | null {
  try {
    return prepare();
  } catch (error) {
    if (error instanceof NotCompilable) return null;
    throw error;
  }
}

/** An event as a subscription's reader sees it: `data` by its selection, `error` where that could not be had whole. */
export interface Shaped {
  readonly data: unknown;
  readonly error: string | null;
}

/** Reads an event by a selection, within the rights of the context's viewer; null where the viewer may not see it. */
export async function shapeEvent(
  schema: GraphQLSchema,
  selection: string | null,
  eventId: string,
  context: Context,
): Promise<Shaped | null> {
  const answer = await execute({
    schema,
    document: queryOf(selection ?? DEFAULT_SELECTION),
    contextValue: context,
    variableValues: { id: globalId('CaseEvent', eventId) },
  });
  const node = answer.data?.node as Record<string, unknown> | null | undefined;
  const error = answer.errors?.map(({ message }) => message).join(' ') ?? null;
  if (!node) return error === null ? null : { data: null, error };
  const { __typename, ...data } = node;
  return { data, error };
}

/** What a message tells of, besides its data. */
export interface Occasion {
  /** CloudEvents: with the source it names the event, however often and to whomever it is told. */
  readonly id: string;
  /** What kind of event, as the table of events names it. */
  readonly name: string;
  readonly at: Date;
  /** Key of the case; null for a test. */
  readonly caseId: string | null;
  /** Rises with what happens to a case: of two messages about one, the higher is the later. Null for a test. */
  readonly sequence: string | null;
}

/** Who tells: this agency's Fordring. */
const sourceOf = ({ country, organisationNumber }: Agency): string => `urn:fordring:${country}:${organisationNumber}`;

/** The body of a message: a CloudEvent 1.0 in structured JSON. */
export function writeBody(agency: Agency, occasion: Occasion, { data, error }: Shaped): string {
  const written = (content: unknown, dataerror: string | null): string =>
    JSON.stringify({
      specversion: '1.0',
      id: occasion.id,
      source: sourceOf(agency),
      type: cloudEventType(occasion.name),
      time: occasion.at.toISOString(),
      ...(occasion.caseId !== null && { subject: globalId('Case', occasion.caseId) }),
      ...(occasion.sequence !== null && { sequence: occasion.sequence }),
      ...(dataerror !== null && { dataerror }),
      datacontenttype: 'application/json',
      data: content,
    });
  const body = written(data, error);
  if (Buffer.byteLength(body) <= MOST_BYTES) return body;
  return written(null, `The data is larger than ${MOST_BYTES} bytes; ask for it by the event's id.`);
}

/** What a partner is told of a referral that it no longer has. Nothing of the case: it may read that no more. */
export const departureData = (referralId: string, status: string): object => ({
  type: REFERRAL_LEFT,
  referral: { id: globalId('Referral', referralId), status },
});
