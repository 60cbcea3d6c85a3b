import { randomUUID } from 'node:crypto';
import type { FaultCount, Faults } from './sandbox-faults.js';
import { signWebhook } from './webhook-signature.js';

interface Message {
  readonly id: string;
  readonly body: string;
}

/** What decides how badly webhooks arrive. */
interface Manners {
  readonly faults: Faults;
  /** Numbers from 0 to 1. */
  readonly random: () => number;
  readonly counted: FaultCount;
}

/** Webhooks under way at the same time. */
const AT_ONCE = 16;
/** Longest that a webhook waits for a later one to overtake it. */
const HELD_MS = 1000;

/** Tells the other side that something is new, as well or as badly as the faults say. What cannot be delivered is dropped: it will ask. */
export class WebhookSender {
  private readonly held: Message[] = [];
  private readonly waiting: Message[] = [];
  private readonly underway = new Set<Promise<void>>();
  private overdue: NodeJS.Timeout | undefined;

  constructor(
    private readonly target: { readonly url: string; readonly secret: Buffer },
    private readonly manners: Manners,
  ) {}

  /** News about a case. */
  announce(reference: string): void {
    const { faults, random, counted } = this.manners;
    const body = JSON.stringify({ type: 'case.updated', timestamp: new Date().toISOString(), data: { reference } });
    const message = { id: `msg_${randomUUID()}`, body };
    counted.webhooks += 1;
    if (random() < faults.reorderRate) {
      counted.reordered += 1;
      this.held.push(message);
      this.overdue ??= setTimeout(() => this.letGo(), HELD_MS);
      return;
    }
    this.send(message);
    this.letGo();
  }

  /** Waits until everything has been sent and been answered or given up. */
  async settle(): Promise<void> {
    this.letGo();
    while (this.underway.size > 0) await Promise.all(this.underway);
  }

  /** What was held back goes out, behind what came later. */
  private letGo(): void {
    clearTimeout(this.overdue);
    this.overdue = undefined;
    for (const message of this.held.splice(0).reverse()) this.send(message);
  }

  private send(message: Message): void {
    const { faults, random, counted } = this.manners;
    const twice = random() < faults.duplicateRate;
    if (twice) counted.duplicated += 1;
    this.waiting.push(...(twice ? [message, message] : [message]));
    this.work();
  }

  private work(): void {
    while (this.underway.size < AT_ONCE) {
      const message = this.waiting.shift();
      if (!message) return;
      const delivery = this.deliver(message).then(() => {
        this.underway.delete(delivery);
        this.work();
      });
      this.underway.add(delivery);
    }
  }

  private async deliver({ id, body }: Message): Promise<void> {
    const headers = signWebhook(this.target.secret, { id, timestampSeconds: Math.floor(Date.now() / 1000), body });
    try {
      const response = await fetch(this.target.url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(5000),
      });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`answered with ${response.status}`);
    } catch (error) {
      this.manners.counted.undelivered += 1;
      process.stderr.write(`partner sandbox: webhook ${id} was not delivered: ${(error as Error).message}\n`);
    }
  }
}
