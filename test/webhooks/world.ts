import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, type ExecutionResult, parse } from 'graphql';
import type { DataSource } from 'typeorm';
import { Loaders } from '../../src/graphql/loaders.js';
import { drainJobs } from '../../src/jobs/worker.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { schema } from '../../src/schema.js';
import { caseKey, READERS } from '../graph/world.js';

export const AGENT = READERS[0]!;

/** An answer of the graph: its shape is the query's, so a test names what it reads. */
export interface Row {
  readonly [field: string]: Row & string & readonly Row[];
}

/** Data of an operation; throws where there is an error. */
export async function ask(
  platform: Platform,
  query: string,
  variables: object = {},
  viewer: Viewer = AGENT,
): Promise<Row> {
  const answer: ExecutionResult = await execute({
    schema: await schema(),
    document: parse(query),
    variableValues: { ...variables },
    contextValue: { platform, viewer, language: 'en', loaders: new Loaders(platform.db, viewer) },
  });
  if (answer.errors) throw answer.errors[0]!.originalError ?? answer.errors[0]!;
  return JSON.parse(JSON.stringify(answer.data)) as Row;
}

const CREATE = `mutation ($input: CreateWebhookSubscriptionInput!) { createWebhookSubscription(input: $input) {
  subscription { id owner url types selection language enabled publicKeys creditor { id } partner { id } } secret userErrors { code field message } } }`;

/** The answer of createWebhookSubscription. */
export const create = async (platform: Platform, input: object, viewer: Viewer = AGENT): Promise<Row> =>
  (await ask(platform, CREATE, { input }, viewer))['createWebhookSubscription']!;

/** An event on a case of `populate`; its key. */
export async function happen(db: DataSource, number: number, type = 'resumed', params: object = {}): Promise<string> {
  const [row]: { id: string }[] = await db.query(
    `insert into case_event (id, case_id, creditor_id, type, on_date, actor, params)
      select gen_random_uuid(), id, creditor_id, $2, '2026-06-01', 'test', $3 from collection_case where id = $1 returning id`,
    [caseKey(number), type, params],
  );
  return row!.id;
}

export interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** An endpoint on this machine that answers as a test says; 204 where it says nothing. */
export class Endpoint {
  readonly received: Received[] = [];
  private answers: ((response: http.ServerResponse) => void)[] = [];
  private readonly server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.once('end', () => {
      this.received.push({ path: request.url!, headers: request.headers as Record<string, string>, body });
      const answer = this.answers.shift() ?? ((to: http.ServerResponse) => void to.writeHead(204).end());
      answer(response);
    });
  });

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`;
  }

  /** What the next messages are answered with: a status with headers, or a connection that breaks before the answer. */
  answerWith(...answers: readonly (readonly [number, Record<string, string>?] | 'broken')[]): void {
    this.answers = answers.map((answer) => (response) => {
      if (answer === 'broken') response.socket!.destroy();
      else response.writeHead(answer[0], answer[1]).end();
    });
  }

  clear(): void {
    this.received.length = 0;
    this.answers = [];
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** Does what is due, and then what was put off to a later time, once. */
export async function deliverLater(platform: Platform): Promise<void> {
  await platform.db.query('update webhook_subscription set paused_until = null');
  await platform.db.query('update graphile_worker._private_jobs set run_at = now()');
  await drainJobs(platform);
}
