import { setTimeout as sleep } from 'node:timers/promises';

/** Something that runs until it is stopped. */
interface Part {
  stop(): Promise<void>;
}

/** Thrown where a start is cut short because somebody asked the process to stop. */
export class StopRequested extends Error {}

const stopLimitMs = 10_000;

/**
 * What a process has started, and the one place that stops it: in the reverse order, once, whether it was told to
 * stop (SIGINT, SIGTERM, the parent gone) or failed half way through its start.
 */
export class Lifetime {
  private readonly parts: { readonly name: string; readonly part: Part }[] = [];
  private readonly stopRequest = new AbortController();

  /** `say` is told in one line what does not stop in time. */
  constructor(private readonly say: (line: string) => void) {}

  /** Does the work, then stops whatever it started. */
  async during(work: () => Promise<void>): Promise<void> {
    // A terminal's Ctrl-C comes twice, from the terminal and passed on by npm: the handlers stay, and repeats do nothing.
    for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, () => this.requestStop());
    // Node would end at once, and leave the database running.
    for (const event of ['uncaughtException', 'unhandledRejection']) {
      process.on(event, (fault: unknown) => this.stopAfter(fault));
    }
    try {
      await work();
    } finally {
      for (const { name, part } of this.parts.reverse()) await this.stopInTime(name, part);
    }
  }

  /** Starts a part that will be stopped before all those started earlier. Throws StopRequested once told to stop. */
  async start<Kind extends Part>(name: string, begin: () => Promise<Kind>): Promise<Kind> {
    if (this.isStopping) throw new StopRequested();
    const part = await begin();
    this.parts.push({ name, part });
    if (this.isStopping) throw new StopRequested();
    return part;
  }

  requestStop(): void {
    this.stopRequest.abort();
  }

  get isStopping(): boolean {
    return this.stopRequest.signal.aborted;
  }

  untilStopRequested(): Promise<void> {
    const { signal } = this.stopRequest;
    // A signal handler alone does not keep Node running.
    const keepAlive = setInterval(() => undefined, 60_000);
    return new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    }).finally(() => clearInterval(keepAlive));
  }

  private stopAfter(fault: unknown): void {
    this.say(`Stopping after a fault: ${fault instanceof Error ? fault.stack : String(fault)}`);
    process.exitCode = 1;
    this.requestStop();
  }

  /** A part that hangs or fails must not keep the database behind it from being closed. */
  private async stopInTime(name: string, part: Part): Promise<void> {
    const late = sleep(stopLimitMs, 'late' as const, { ref: false });
    try {
      const outcome = await Promise.race([part.stop(), late]);
      if (outcome === 'late') this.say(`The ${name} did not stop within ${stopLimitMs / 1000} seconds.`);
    } catch (error) {
      this.say(`The ${name} did not stop cleanly: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
}
