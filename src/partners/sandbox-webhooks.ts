import { randomUUID } from 'node:crypto';
import type { Faults } from './sandbox-faults.js';
import { signWebhook } from './webhook-signature.js';

interface Message {
  readonly id: string;
  readonly body: string;
}

/** Tells the other side that something is new, as well or as badly as the faults say. What cannot be delivered is dropped: it will ask. */
export class WebhookSender {
  private held: Message | null = null;
  private readonly underway = new Set<Promise<void>>();

  constructor(
    private readonly target: { readonly url: string; readonly secret: Buffer },
    private readonly faults: () => Faults,
  ) {}

  /** News about a case. */
  announce(reference: string): void {
    const body = JSON.stringify({ type: 'case.updated', timestamp: new Date().toISOString(), data: { reference } });
    const message = { id: `msg_${randomUUID()}`, body };
    const { reorderWebhooks, duplicateWebhooks } = this.faults();
    if (reorderWebhooks && this.held === null) {
      this.held = message;
      return;
    }
    const batch = this.held === null ? [message] : [message, this.held];
    this.held = null;
    for (const each of duplicateWebhooks ? [...batch, ...batch] : batch) this.send(each);
  }

  /** Waits until everything sent has been answered or given up. */
  async settle(): Promise<void> {
    await Promise.all(this.underway);
  }

  private send({ id, body }: Message): void {
    const headers = signWebhook(this.target.secret, { id, timestampSeconds: Math.floor(Date.now() / 1000), body });
    const sending = fetch(this.target.url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(5000),
    }).then(
      async (response) => void (await response.arrayBuffer()),
      (error: Error) =>
        void process.stderr.write(`partner sandbox: webhook ${id} was not delivered: ${error.message}\n`),
    );
    this.underway.add(sending);
    void sending.finally(() => this.underway.delete(sending));
  }
}
