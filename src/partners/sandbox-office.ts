import { createHash } from 'node:crypto';
import { addDays, earliest, type IsoDate } from '../domain/date.js';
import { reportsOf, type AgencyCase, type SaidReport } from './sandbox-agency.js';
import { AgencyBook, type Incoming } from './sandbox-book.js';
import { NO_FAULTS, nothingCounted, type Faults } from './sandbox-faults.js';
import { isTooSmall } from './sandbox-life.js';
import { WebhookSender } from './sandbox-webhooks.js';
import type { NewCase } from './sandbox-wire.js';

export interface OfficeOptions {
  /** Where the agency remembers its cases; null where it need not. */
  readonly stateFile: string | null;
  /** Where news is sent, and the key it is signed with; null where we are to ask. */
  readonly webhook: { readonly url: string; readonly secret: Buffer } | null;
  /** Numbers from 0 to 1 that decide which requests fail. */
  readonly random?: () => number;
}

/** What came with an `Idempotency-Key`. */
export interface Sent {
  readonly key: string;
  readonly body: unknown;
}

/** Why the agency does not take a case, where it is not for what the case is. */
const EXCUSES = ['papers_missing', 'conflict_of_interest', 'no_capacity'] as const;

/** The sandbox agency at work: its book, its manners and its calendar. */
export class Office {
  faults: Faults = NO_FAULTS;
  readonly counted = nothingCounted();
  readonly random: () => number;
  private readonly book: AgencyBook;
  private readonly sender: WebhookSender | null;
  /** The agency's own date; null while it goes by the date it is asked about. */
  private ownDate: IsoDate | null = null;
  private ticking: NodeJS.Timeout | undefined;

  constructor({ stateFile, webhook, random = Math.random }: OfficeOptions) {
    this.book = new AgencyBook(stateFile);
    this.random = random;
    // The sender looks at the faults when it sends: they may have been changed since.
    this.sender = webhook && new WebhookSender(webhook, this);
  }

  find(reference: string): AgencyCase | undefined {
    return this.book.find(reference);
  }

  all(): readonly AgencyCase[] {
    return this.book.all();
  }

  /** Takes a case, once for each key; `conflict` where something else came with the key before. */
  take(order: NewCase, sent: Sent): { written: 'written' | 'repeat' | 'conflict'; reference: string } {
    const hash = createHash('sha256').update(sent.key).digest('hex');
    const reference = `SB-${hash.slice(0, 12).toUpperCase()}`;
    const unwilling = this.random() < this.faults.declineRate;
    const excuse = unwilling ? EXCUSES[Number(`0x${hash.slice(-2)}`) % EXCUSES.length]! : null;
    const declines = isTooSmall(order) ? 'too_small' : excuse;
    const promptly = this.faults.acceptsAtOnce && declines === null;
    const written = this.book.write({ type: 'case', reference, order, declines, promptly }, sent);
    if (written === 'written' && promptly) this.sender?.announce(reference);
    return { written, reference };
  }

  /** Writes down what came in about a case, once for each key. */
  hear(known: AgencyCase, incoming: Incoming, sent: Sent): 'written' | 'repeat' | 'conflict' {
    return this.book.write({ ...incoming, reference: known.reference }, sent);
  }

  /** Makes the agency say something about a case, and tell that there is news. */
  say({ reference }: AgencyCase, report: SaidReport): void {
    this.book.write({ type: 'forced', reference, report });
    this.sender?.announce(reference);
  }

  /** The case after the agency has looked at it on a day, and that day: its own where it has not come so far yet. */
  look(known: AgencyCase, asked: IsoDate): { known: AgencyCase; on: IsoDate } {
    const on = this.ownDate === null ? asked : earliest(asked, this.ownDate);
    if (on <= known.clock) return { known, on };
    this.book.write({ type: 'clock', reference: known.reference, on });
    return { known: this.book.find(known.reference)!, on };
  }

  /** Works every case up to a day, and tells of those with news. */
  workUntil(on: IsoDate): void {
    if (this.ownDate !== null) this.ownDate = on;
    for (const before of this.book.all()) {
      const told = reportsOf(before, before.clock).length;
      const { known } = this.look(before, on);
      if (reportsOf(known, on).length > told) this.sender?.announce(known.reference);
    }
  }

  /** From a day on the agency keeps a calendar of its own, of so many milliseconds a day. */
  runClock(from: IsoDate, dayMs: number): void {
    clearInterval(this.ticking);
    this.ownDate = from;
    this.workUntil(from);
    this.ticking = setInterval(() => this.workUntil(addDays(this.ownDate!, 1)), dayMs);
  }

  /** Goes by the date it is asked about again. */
  stopClock(): void {
    clearInterval(this.ticking);
    this.ownDate = null;
  }

  async close(): Promise<void> {
    this.stopClock();
    await this.sender?.settle();
  }
}
