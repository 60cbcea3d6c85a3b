import type { DataSource, EntityManager } from 'typeorm';
import { type IsoDate, isoDate } from './domain/date.js';

/** The date books are kept by: the real date in a time zone, or in the sandbox a stored one that only moves when told. */
export interface Clock {
  /** The business date; `timeZone` is an IANA name and only matters to the real clock. */
  today(timeZone?: string): IsoDate;
  /** The time of day, "08:30", in a time zone. */
  timeOfDay(timeZone: string): string;
}

/** Scandinavian time: the agency's own books. */
const HOME_TIME_ZONE = 'Europe/Oslo';

export class RealClock implements Clock {
  today(timeZone: string = HOME_TIME_ZONE): IsoDate {
    return isoDate(new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date()));
  }

  timeOfDay(timeZone: string): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(new Date());
  }
}

/**
 * The sandbox clock. The date lives in the database, so that every process has the same; each process keeps a
 * copy so that reading it costs no statement, and refreshes it when told that it moved.
 */
export class SandboxClock implements Clock {
  private constructor(private date: IsoDate) {}

  /** The stored clock; starts it at `first` where the database has none yet. */
  static async open(db: DataSource, first: IsoDate): Promise<SandboxClock> {
    await db.query('insert into business_clock (business_date) values ($1) on conflict do nothing', [first]);
    const clock = new SandboxClock(first);
    await clock.refresh(db);
    return clock;
  }

  today(): IsoDate {
    return this.date;
  }

  /** A stored date has no hours: it is always the middle of its day. */
  timeOfDay(): string {
    return '12:00';
  }

  async refresh(db: DataSource | EntityManager): Promise<void> {
    const rows: { business_date: string }[] = await db.query('select business_date from business_clock');
    this.date = isoDate(rows[0]!.business_date);
  }

  /** Moves the stored date and tells the other processes (channel `business_clock`). */
  async moveTo(db: DataSource | EntityManager, date: IsoDate): Promise<void> {
    await db.query(
      `with moved as (update business_clock set business_date = $1::date returning business_date)
       select pg_notify('business_clock', business_date::text) from moved`,
      [date],
    );
    this.date = date;
  }
}
