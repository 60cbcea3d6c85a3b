import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { latest, type IsoDate } from '../domain/date.js';
import type { AgencyCase, ForcedReport } from './sandbox-agency.js';
import type { NewCase } from './sandbox-wire.js';

/** One line of the agency's book. Payments are minor units as text, for JSON has no such integers. */
type Entry =
  | { readonly type: 'case'; readonly reference: string; readonly order: NewCase }
  | { readonly type: 'clock'; readonly reference: string; readonly on: IsoDate }
  | { readonly type: 'withdrawal'; readonly reference: string }
  | { readonly type: 'payment'; readonly reference: string; readonly minor: string }
  | { readonly type: 'answer'; readonly reference: string; readonly question: string }
  | { readonly type: 'forced'; readonly reference: string; readonly report: ForcedReport };

/** An entry with what it answers a repeat by: the sender's key, and a hash of what came with it. */
type Line = Entry & { readonly key: string | null; readonly hash: string | null };

/**
 * What the sandbox agency remembers: lines appended to a file and never changed, read again when it starts. A line that
 * was cut short by a crash was never answered for, and is dropped.
 */
export class AgencyBook {
  private readonly cases = new Map<string, AgencyCase>();
  private readonly keys = new Map<string, { readonly hash: string; readonly reference: string }>();

  /** `file` is null for an agency that forgets everything when it stops. */
  constructor(private readonly file: string | null) {
    if (file === null) return;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (!fs.existsSync(file)) return;
    const text = fs.readFileSync(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) fs.writeFileSync(file, whole);
    for (const line of whole.split('\n').filter(Boolean)) this.apply(JSON.parse(line) as Line);
  }

  find(reference: string): AgencyCase | undefined {
    return this.cases.get(reference);
  }

  all(): readonly AgencyCase[] {
    return [...this.cases.values()];
  }

  /**
   * Writes an entry down, once for each key. `repeat` where the same was written before, `conflict` where something
   * else was written under that key; then nothing is changed.
   */
  write(
    entry: Entry,
    sent: { readonly key: string; readonly body: unknown } | null = null,
  ): 'written' | 'repeat' | 'conflict' {
    const hash = sent && createHash('sha256').update(JSON.stringify(sent.body)).digest('hex');
    const known = sent && this.keys.get(sent.key);
    if (known) return known.hash === hash && known.reference === entry.reference ? 'repeat' : 'conflict';
    const line: Line = { ...entry, key: sent?.key ?? null, hash };
    if (this.file !== null) fs.appendFileSync(this.file, `${JSON.stringify(line)}\n`);
    this.apply(line);
    return 'written';
  }

  private apply(line: Line): void {
    if (line.key !== null && line.hash !== null)
      this.keys.set(line.key, { hash: line.hash, reference: line.reference });
    const present = line.type === 'case' ? opened(line.reference, line.order) : this.cases.get(line.reference);
    if (!present) throw new Error(`the agency's book speaks of ${line.reference} before it has it`);
    this.cases.set(line.reference, changed(present, line));
  }
}

const opened = (reference: string, order: NewCase): AgencyCase => ({
  reference, order, clock: order.orderedOn, withdrawnOn: null, answers: {}, directPayments: [], forced: [],
}); // prettier-ignore

function changed(present: AgencyCase, entry: Entry): AgencyCase {
  const { clock } = present;
  switch (entry.type) {
    case 'case':
      return present;
    case 'clock':
      return { ...present, clock: latest(clock, entry.on) };
    case 'withdrawal':
      return { ...present, withdrawnOn: clock };
    case 'payment':
      return { ...present, directPayments: [...present.directPayments, { on: clock, minor: BigInt(entry.minor) }] };
    case 'answer':
      return { ...present, answers: { ...present.answers, [entry.question]: clock } };
    case 'forced':
      return { ...present, forced: [...present.forced, { on: clock, report: entry.report }] };
  }
}
