import {
  getNamedType, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, isEnumType, isListType, isNonNullType, isObjectType, Kind, parse,
  type SelectionSetNode,
} from 'graphql'; // prettier-ignore
import { CASE_EVENTS, cloudEventType, REFERRAL_LEFT, WEBHOOK_TEST } from '../../domain/case-events.js';
import { DEFAULT_SELECTION } from './webhook.body.js';

type Json = { readonly [member: string]: unknown };

const LEFT = 'A case is no longer with the partner, which deletes what it holds of it. Told to partners alone.';
const TEST = 'Sent by sendTestWebhook: tells of nothing.';

/** The AsyncAPI 3.0 document of our webhooks, made from the table of events and from the schema that shapes their data. */
export function asyncApi(schema: GraphQLSchema): Json {
  const messages: Record<string, Json> = {
    ...Object.fromEntries(
      Object.entries(CASE_EVENTS).map(([name, summary]) => [
        name,
        message(cloudEventType(name), summary, 'CaseEventData'),
      ]),
    ),
    [REFERRAL_LEFT]: message(cloudEventType(REFERRAL_LEFT), LEFT, 'ReferralLeftData'),
    webhookTest: message(cloudEventType(WEBHOOK_TEST), TEST, 'TestData'),
  };
  const references = (at: string) => Object.keys(messages).map((name) => ({ $ref: `#/${at}/${name}` }));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Fordring webhooks',
      version: '1.0.0',
      description:
        'Signed by Standard Webhooks 1.0: v1 with the subscription’s secret, v1a with its ed25519 key, published at /.well-known/webhook-keys.json. A subscription with a selection of its own gets that in place of CaseEventData. Messages may come more than once and out of order: webhook-id recognises a message, id an event, and of two events of one case the higher sequence is the later.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      endpoint: {
        address: null,
        description: 'The url of a webhook subscription; it answers with 2xx.',
        messages: Object.fromEntries(
          Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
        bindings: { http: { bindingVersion: '0.3.0' } },
      },
    },
    operations: {
      tell: {
        action: 'send',
        channel: { $ref: '#/channels/endpoint' },
        bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
        messages: references('channels/endpoint/messages'),
      },
    },
    components: { messages, schemas: schemasOf(schema) },
  };
}

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

function message(type: string, summary: string, data: string): Json {
  return {
    name: type,
    title: type,
    summary,
    contentType: 'application/cloudevents+json',
    headers: reference('Headers'),
    payload: {
      allOf: [
        reference('Envelope'),
        { type: 'object', properties: { type: { const: type }, data: { anyOf: [reference(data), { type: 'null' }] } } },
      ],
    },
  };
}

const text = (description: string, more: Json = {}): Json => ({ type: 'string', description, ...more });

function schemasOf(schema: GraphQLSchema): Json {
  const shape = parse(DEFAULT_SELECTION).definitions[0]!;
  if (shape.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('the usual selection is a plain selection');
  const headers = {
    'webhook-id': text('The same however often the message is sent.', { pattern: '^msg_[0-9a-f]{32}$' }),
    'webhook-timestamp': text('Seconds since 1970 of this attempt.', { pattern: '^[0-9]+$' }),
    'webhook-signature': text('Signatures, separated by blanks: "v1," or "v1a," and base64.'),
  };
  const envelope = {
    specversion: { const: '1.0' },
    id: text('Names the event.', { format: 'uuid' }),
    source: text('The agency that tells.', { format: 'uri-reference' }),
    type: text('What kind of event it is.'),
    time: text('When it was recorded.', { format: 'date-time' }),
    subject: text('Global id of the case.'),
    sequence: text('Rises with what happens to a case.', { pattern: '^[0-9]+$' }),
    datacontenttype: { const: 'application/json' },
    dataerror: text('Why the data is missing or not whole; absent where it is.'),
    data: { description: 'What happened; null where dataerror says why.' },
  };
  const left = {
    type: { const: REFERRAL_LEFT },
    referral: record({ id: text('Global id of the referral.'), status: text('Why it ended.') }),
  };
  return {
    Headers: record(headers),
    Envelope: record(envelope, ['specversion', 'id', 'source', 'type', 'time', 'datacontenttype', 'data']),
    CaseEventData: objectSchema(schema.getType('CaseEvent') as GraphQLObjectType, shape.selectionSet),
    ReferralLeftData: record(left),
    TestData: record({ message: text('A greeting.') }),
  };
}

const record = (properties: Json, required: readonly string[] = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
});

/** JSON Schema of what a selection of plain fields gives. */
function objectSchema(type: GraphQLObjectType, { selections }: SelectionSetNode): Json {
  const fields = selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection] : []));
  return record(
    Object.fromEntries(
      fields.map(({ name, selectionSet }) => {
        const field = type.getFields()[name.value]!;
        return [name.value, { ...valueSchema(field.type, selectionSet), description: field.description }];
      }),
    ),
  );
}

const valueSchema = (type: GraphQLOutputType, selections: SelectionSetNode | undefined): Json =>
  isNonNullType(type)
    ? presentSchema(type.ofType, selections)
    : { anyOf: [presentSchema(type, selections), { type: 'null' }] };

/** Schemas of the scalars; any other is carried as text. */
const SCALARS: Readonly<Record<string, Json>> = {
  Boolean: { type: 'boolean' },
  Int: { type: 'integer' },
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
};

function presentSchema(type: GraphQLOutputType, selections: SelectionSetNode | undefined): Json {
  if (isListType(type)) return { type: 'array', items: valueSchema(type.ofType, selections) };
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  if (isObjectType(type)) return objectSchema(type, selections!);
  return SCALARS[getNamedType(type).name] ?? { type: 'string' };
}
