import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

// A server made from an OpenAPI 3.0 file: it has the file's routes, and holds both directions to the file's schemas.

/** A number as it is to stand in the answer, which a number of the language could not hold. */
export class Written {
  constructor(readonly text: string) {}
}

export interface Request {
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: http.IncomingHttpHeaders;
  /** JSON as parsed; of a form, its fields. */
  readonly body: unknown;
  readonly text: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** By operation, as in "GET /cases/{id}". */
export type Handlers = Readonly<Record<string, (request: Request) => Answer>>;

/** What goes wrong with one request: an error of its own, silence, or an answer that is lost after the work was done. */
export type Fault = { readonly status: number; readonly body?: string } | 'silence' | 'lost answer';

export interface OpenApiServer {
  readonly url: string;
  /** What lies beside the operations, by its path: of this the file says nothing. */
  readonly beside: Map<string, Beside>;
  /** Used up one request at a time, from the front. */
  readonly faults: (Fault | null)[];
  /** Operations that were answered. */
  readonly used: ReadonlySet<string>;
  /** Where a request or an answer did not keep to the file. */
  readonly violations: readonly string[];
  stop(): Promise<void>;
}

/** Bytes that are served to whoever asks, and who did. */
export interface Beside {
  readonly content: Buffer;
  readonly asked: http.IncomingHttpHeaders[];
}

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  readonly parameters: readonly { name: string; in: string; required?: boolean; validate: ValidateFunction }[];
  readonly body: { readonly isForm: boolean; readonly validate: ValidateFunction } | null;
  readonly answers: ReadonlyMap<string, ValidateFunction | null>;
}

interface FileOperation {
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

function operationsOf(file: string, wanted: readonly string[]): Operation[] {
  const api = JSON.parse(fs.readFileSync(file, 'utf8')) as { paths: Record<string, Record<string, FileOperation>> };
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...api, $id: 'api' });
  const compile = (pointer: readonly string[]) =>
    ajv.compile({ $ref: `api#/${pointer.map((part) => encodeURIComponent(escaped(part))).join('/')}` });
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]): Operation[] => {
      const name = `${method.toUpperCase()} ${path}`;
      if (!wanted.includes(name)) return [];
      const at = (...rest: string[]) => ['paths', path, method, ...rest];
      const type = Object.keys(operation.requestBody?.content ?? {}).find((each) =>
        /^(application\/json|multipart)/.test(each),
      );
      return [
        {
          name,
          method: method.toUpperCase(),
          path: new RegExp(`^${path.replace(/[.:]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
          parameters: (operation.parameters ?? []).map((parameter, index) => ({
            ...parameter,
            validate: compile(at('parameters', String(index), 'schema')),
          })),
          body: type
            ? { isForm: type.startsWith('multipart'), validate: compile(at('requestBody', 'content', type, 'schema')) }
            : null,
          answers: new Map(
            Object.entries(operation.responses).map(([status, { content }]) => [
              status,
              content ? compile(at('responses', status, 'content', 'application/json', 'schema')) : null,
            ]),
          ),
        },
      ];
    }),
  );
}

/** As in a JSON pointer. */
const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** Starts it on 127.0.0.1 with the operations there are handlers for. Asking for anything else is a violation. */
export async function startOpenApiServer(file: string, handlers: Handlers): Promise<OpenApiServer> {
  const operations = operationsOf(file, Object.keys(handlers));
  const faults: (Fault | null)[] = [];
  const used = new Set<string>();
  const violations: string[] = [];
  const beside = new Map<string, Beside>();

  async function answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const fault = faults.shift() ?? null;
    if (fault === 'silence') return;
    if (fault !== null && fault !== 'lost answer') {
      outgoing.writeHead(fault.status).end(fault.body ?? '<html>Something went wrong.</html>');
      return;
    }
    const found = beside.get(incoming.url!);
    if (found) {
      found.asked.push(incoming.headers);
      outgoing.end(found.content);
      return;
    }
    const { status, body } = await answerTo(incoming, bytes);
    if (fault === 'lost answer') outgoing.destroy();
    else outgoing.writeHead(status, { 'content-type': 'application/json' }).end(textOf(body));
  }

  async function answerTo(incoming: http.IncomingMessage, bytes: Buffer): Promise<Answer> {
    const url = new URL(incoming.url!, 'http://server');
    const operation = operations.find((each) => each.method === incoming.method && each.path.test(url.pathname));
    const handler = operation && handlers[operation.name];
    if (!handler) return violated(`${incoming.method} ${url.pathname} is not there`);
    const read = await readRequest(operation, incoming, url, bytes);
    if (read.wrong.length > 0) return violated(...read.wrong.map((wrong) => `${operation.name}: ${wrong}`));
    const given = handler(read.request);
    const validate = operation.answers.get(String(given.status));
    if (validate === undefined) violated(`${operation.name} may not answer ${given.status}`);
    if (validate && !validate(plain(given.body))) violated(`${operation.name} answered ${said(validate)}`);
    used.add(operation.name);
    return given;
  }

  function violated(...wrong: string[]): Answer {
    violations.push(...wrong);
    return { status: 400, body: { error: 'Bad request', message: wrong.join('; ') } };
  }

  const server = http.createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      violations.push(String(error));
      outgoing.destroy();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    beside,
    used,
    violations,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

async function readRequest(operation: Operation, incoming: http.IncomingMessage, url: URL, bytes: Buffer) {
  const wrong: string[] = [];
  const inPath = operation.path.exec(url.pathname)?.groups ?? {};
  const parameters: Record<string, string> = {};
  const known = new Set(operation.parameters.filter((each) => each.in === 'query').map((each) => each.name));
  for (const name of url.searchParams.keys()) if (!known.has(name)) wrong.push(`unknown parameter ${name}`);
  for (const parameter of operation.parameters) {
    const { name } = parameter;
    const value = {
      path: inPath[name],
      query: url.searchParams.get(name),
      header: incoming.headers[name.toLowerCase()],
    }[parameter.in as 'path'];
    if (value == null && parameter.required) wrong.push(`${name} is missing`);
    if (value == null) continue;
    if (!parameter.validate(value)) wrong.push(`${name} ${said(parameter.validate)}`);
    parameters[name] = String(value);
  }
  const body = operation.body ? await bodyOf(operation.body, incoming, bytes) : null;
  if (operation.body && !operation.body.validate(body)) wrong.push(`body ${said(operation.body.validate)}`);
  if (!operation.body && bytes.length > 0) wrong.push('a body where there is none');
  return { wrong, request: { parameters, headers: incoming.headers, body, text: bytes.toString() } };
}

async function bodyOf(
  { isForm }: { isForm: boolean },
  incoming: http.IncomingMessage,
  bytes: Buffer,
): Promise<unknown> {
  const type = incoming.headers['content-type'] ?? '';
  if (!isForm) return type.startsWith('application/json') ? (JSON.parse(bytes.toString()) as unknown) : undefined;
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const fields = [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]);
  return Object.fromEntries(fields) as unknown;
}

const said = (validate: ValidateFunction): string =>
  (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join(', ');

/** As the file's schemas see it. */
function plain(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body, (_, value: unknown) => (value instanceof Written ? Number(value.text) : value)),
  );
}

function textOf(body: unknown): string {
  const marked = JSON.stringify(body, (_, value: unknown) =>
    value instanceof Written ? `@number:${value.text}@` : value,
  );
  return marked.replace(/"@number:([^@"]*)@"/g, '$1');
}
