import { pino } from 'pino';

/** Faults and what led to them, as JSON lines on standard error: standard output belongs to whoever started the program. */
export const log = pino({ level: 'warn' }, pino.destination(2));
