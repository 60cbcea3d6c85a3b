import { EventEmitter, on } from 'node:events';
import pg from 'pg';

/** Channels of PostgreSQL notifications, each with the JSON its trigger sends. */
export interface Announcement {
  case_event: { readonly id: string; readonly creditorId: string; readonly caseId: string };
  referral_received: { readonly id: string; readonly partnerId: string };
  business_clock: string;
}

const CHANNELS: readonly (keyof Announcement)[] = ['case_event', 'referral_received', 'business_clock'];

/** What happens in the database as it happens, whichever process did it: one listening connection for all readers. */
export class Announcements {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private client: pg.Client | null = null;
  private closed = false;

  private constructor(private readonly url: string) {}

  static async open(url: string): Promise<Announcements> {
    const announcements = new Announcements(url);
    await announcements.connect();
    return announcements;
  }

  private async connect(): Promise<void> {
    // Closed while it waited to try again.
    if (this.closed) return;
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'fordring announcements',
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => {
      this.emitter.emit(channel, channel === 'business_clock' ? payload : JSON.parse(payload ?? 'null'));
    });
    // A lost connection is opened again; readers that must miss nothing resume from the last event they saw.
    client.on('error', () => this.reconnect());
    await client.connect();
    for (const channel of CHANNELS) await client.query(`listen ${channel}`);
    this.client = client;
  }

  private reconnect(): void {
    this.client = null;
    if (this.closed) return;
    setTimeout(() => void this.connect().catch(() => this.reconnect()), 1000).unref();
  }

  /** What is announced on a channel from now on. Ends when `signal` aborts. */
  async *listen<Channel extends keyof Announcement>(
    channel: Channel,
    signal: AbortSignal,
  ): AsyncGenerator<Announcement[Channel]> {
    try {
      for await (const [payload] of on(this.emitter, channel, { signal })) yield payload as Announcement[Channel];
    } catch (error) {
      if (!signal.aborted) throw error;
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
