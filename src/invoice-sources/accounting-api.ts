import { z } from 'zod';
import type { InvoiceSource, SourceDocument } from './source.js';

/** What reaches the interface, so that a test can stand in for it. `wait` rests for so many milliseconds. */
export interface AccountingAccess {
  /** Without a slash at the end. */
  readonly url: string;
  readonly key: string;
  readonly wait: (ms: number) => Promise<void>;
}

const TRIES = 4;
const TIMEOUT_MS = 30_000;
const FIRST_WAIT_MS = 1_000;
/** However long the interface asks us to wait, the next look comes in a few minutes anyway. */
const LONGEST_WAIT_MS = 30_000;
const MOST_BYTES = 10 * 1024 * 1024;

const PAGE = z.object({
  invoices: z.array(
    z.object({ id: z.string().min(1), number: z.string().min(1), status: z.enum(['UNPAID', 'PAID', 'CREDITED']) }),
  ),
  /** Stands for everything up to and with this page. */
  cursor: z.string().min(1),
  more: z.boolean(),
});

/** An answer that is worth another try: too many requests, or something that goes away. */
const mayPass = (status: number): boolean => status === 429 || status >= 500;

/**
 * The interface of an accounting system that lists changed invoices page by page and gives each as UBL:
 * `GET /invoices?since=<cursor>` and `GET /invoices/<id>/ubl`, with a bearer key. An answer of 429 or 5xx, and silence, are tried again,
 * after the time the interface asks for or ever longer ones. Rejects where it stays so, and for any other answer but 200.
 */
export function accountingApi(access: AccountingAccess): InvoiceSource {
  return {
    async fetch(cursor) {
      const query = cursor === null ? '' : `?since=${encodeURIComponent(cursor)}`;
      const page = PAGE.parse(JSON.parse(await get(access, `/invoices${query}`, 'application/json')));
      const unpaid = page.invoices.filter(({ status }) => status === 'UNPAID');
      const settled = page.invoices.filter(({ status }) => status !== 'UNPAID').map(({ number }) => number);
      const documents: SourceDocument[] = [];
      for (const { id } of unpaid) {
        const content = await get(access, `/invoices/${encodeURIComponent(id)}/ubl`, 'application/xml');
        documents.push({ name: `${id}.xml`, content: new TextEncoder().encode(content) });
      }
      return { documents, settled, cursor: page.cursor, more: page.more && page.cursor !== cursor };
    },
    // What became of an invoice is read from us: interfaces have no common place for it.
    report: () => Promise.resolve(),
  };
}

async function get(access: AccountingAccess, path: string, accept: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await ask(access, path, accept);
    if (response instanceof Response && response.status === 200) return textOf(response, path);
    const passes = response instanceof Error || mayPass(response.status);
    if (!passes || attempt === TRIES) {
      const why = response instanceof Error ? response.message : `status ${response.status}`;
      throw new Error(`${path}: ${why}`);
    }
    if (response instanceof Response) await response.body?.cancel();
    await access.wait(waitMs(response, attempt));
  }
}

const ask = (access: AccountingAccess, path: string, accept: string): Promise<Response | Error> =>
  fetch(`${access.url}${path}`, {
    headers: { authorization: `Bearer ${access.key}`, accept },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: Error) => error);

async function textOf(response: Response, path: string): Promise<string> {
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > MOST_BYTES) throw new Error(`${path}: more than ${MOST_BYTES} bytes`);
  return new TextDecoder().decode(bytes);
}

/** What the answer asks for in seconds, else twice as long each time. */
function waitMs(response: Response | Error, attempt: number): number {
  const asked = response instanceof Response ? response.headers.get('retry-after') : null;
  const ms = asked !== null && /^\d{1,6}$/.test(asked) ? Number(asked) * 1000 : FIRST_WAIT_MS * 2 ** (attempt - 1);
  return Math.min(ms, LONGEST_WAIT_MS);
}
