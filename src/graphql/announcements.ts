import { EventEmitter, on } from 'node:events';
import pg from 'pg';

/** Channels of PostgreSQL notifications, each with the JSON its trigger sends. */
export interface Announcement {
  case_event: { readonly id: string; readonly creditorId: string; readonly caseId: string };
  referral_received: { readonly id: string; readonly partnerId: string };
  business_clock: string;
}

const CHANNELS: readonly (keyof Announcement)[] = ['case_event', 'referral_received', 'business_clock'];

/** Milliseconds before a lost connection is opened again. */
const RECONNECT_MS = 1000;

/** What happens in the database as it happens, whichever process did it: one listening connection for all readers. */
export class Announcements {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private client: pg.Client | null = null;
  private lost = new AbortController();
  private closed = false;

  private constructor(private readonly url: string) {}

  static async open(url: string): Promise<Announcements> {
    const announcements = new Announcements(url);
    await announcements.connect();
    return announcements;
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'fordring announcements',
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => {
      this.emitter.emit(channel, channel === 'business_clock' ? payload : JSON.parse(payload ?? 'null'));
    });
    // A killed connection reports more than one error; only the first is news.
    client.once('error', () => this.lose(client));
    await client.connect();
    for (const channel of CHANNELS) await client.query(`listen ${channel}`);
    this.client = client;
  }

  /** Whoever listens is ended: it may have missed something, and resumes from the last event it saw. */
  private lose(client: pg.Client): void {
    client.on('error', () => undefined);
    void client.end().catch(() => undefined);
    this.client = null;
    this.lost.abort();
    this.lost = new AbortController();
    this.reconnect();
  }

  private reconnect(): void {
    setTimeout(() => {
      if (!this.closed) void this.connect().catch(() => this.reconnect());
    }, RECONNECT_MS).unref();
  }

  /** What is announced on a channel from now on. Ends when `signal` aborts or the connection is lost. */
  async *listen<Channel extends keyof Announcement>(
    channel: Channel,
    signal: AbortSignal,
  ): AsyncGenerator<Announcement[Channel]> {
    const ended = AbortSignal.any([signal, this.lost.signal]);
    try {
      for await (const [payload] of on(this.emitter, channel, { signal: ended }))
        yield payload as Announcement[Channel];
    } catch (error) {
      if (!ended.aborted) throw error;
    }
  }

  onAnnounced<Channel extends keyof Announcement>(
    channel: Channel,
    act: (payload: Announcement[Channel]) => void,
  ): void {
    this.emitter.on(channel, act);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end();
  }
}
