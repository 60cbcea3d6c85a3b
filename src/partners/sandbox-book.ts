import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { latest, type IsoDate } from '../domain/date.js';
import { isOver, reportsOf, type AgencyCase, type SaidReport } from './sandbox-agency.js';
import type { NewCase } from './sandbox-wire.js';

/** One line of the agency's book. Amounts are minor units as text, for JSON has no such integers. */
type Entry = { readonly reference: string } & (
  | { readonly type: 'case'; readonly order: NewCase; readonly declines: string | null; readonly promptly: boolean }
  | { readonly type: 'clock'; readonly on: IsoDate }
  | { readonly type: 'forced'; readonly report: SaidReport }
  | Incoming
);

/** What the other side tells of a case. Of a document the agency keeps what proves that it came. */
export type Incoming =
  | { readonly type: 'withdrawal' }
  | { readonly type: 'payment'; readonly minor: string }
  | { readonly type: 'credit'; readonly minor: string }
  | { readonly type: 'answer'; readonly question: string }
  | { readonly type: 'pause'; readonly paused: boolean }
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'document'; readonly fileName: string; readonly sha256: string };

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
    const present = line.type === 'case' ? opened(line) : this.cases.get(line.reference);
    if (!present) throw new Error(`the agency's book speaks of ${line.reference} before it has it`);
    this.cases.set(line.reference, changed(present, line));
  }
}

const opened = ({ reference, order, declines, promptly }: Entry & { type: 'case' }): AgencyCase => ({
  reference, order, declines, promptly, clock: order.orderedOn, withdrawnOn: null, answers: {}, reliefs: [], pauses: [], said: [],
  received: { messages: 0, documents: 0 },
}); // prettier-ignore

function changed(present: AgencyCase, entry: Entry): AgencyCase {
  const { clock, received } = present;
  switch (entry.type) {
    case 'case':
      return present;
    case 'clock':
      return { ...present, clock: latest(clock, entry.on) };
    case 'withdrawal':
      return { ...present, withdrawnOn: present.withdrawnOn ?? clock };
    case 'payment':
    case 'credit':
      return { ...present, reliefs: [...present.reliefs, { on: clock, minor: BigInt(entry.minor), by: entry.type }] };
    case 'answer':
      return { ...present, answers: { [entry.question]: clock, ...present.answers } };
    case 'pause':
      return rested(present, entry.paused);
    case 'message':
      return { ...present, received: { ...received, messages: received.messages + 1 } };
    case 'document':
      return { ...present, received: { ...received, documents: received.documents + 1 } };
    case 'forced':
      return { ...present, said: [...present.said, { on: clock, report: entry.report }] };
  }
}

/** The agency lays a case aside, or takes it up again, and says so. */
function rested(present: AgencyCase, paused: boolean): AgencyCase {
  const { clock, pauses, said } = present;
  const told = reportsOf(present, clock);
  const resting = pauses.at(-1)?.until === null;
  if (resting === paused || isOver(present, told)) return present;
  const asks = told.some((report) => report.type === 'question' && present.answers[report.id] === undefined);
  const status = paused ? 'paused' : asks ? 'waiting_for_you' : 'in_progress';
  return {
    ...present,
    pauses: paused
      ? [...pauses, { from: clock, until: null }]
      : [...pauses.slice(0, -1), { ...pauses.at(-1)!, until: clock }],
    said: [...said, { on: clock, report: { type: 'status', status, outcome: null, note: null } }],
  };
}
