import { addYears, earliest, latest, type IsoDate } from '../domain/date.js';
import type { Source, Version } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts } from '../domain/facts.js';
import type { Interruption, Limitation } from '../domain/jurisdiction.js';
import { unpaidClaims } from './case.js';
import type { Procedure } from './procedures.js';

/** Something that may begin limitation anew: it does where the claim was not time-barred by then. */
export interface Interrupting {
  readonly on: IsoDate;
  readonly by: Interruption;
  readonly legalBasis: Source;
  /** Length of the period that begins. */
  readonly years: number;
  /** Day the new period begins, where that is not `on`: the end of a procedure. Null while a procedure goes on. */
  readonly runsFrom?: IsoDate | null;
  /** True where no new period begins, but the claim lives at least that long. */
  readonly onlyProlongs?: boolean;
}

export interface Period {
  readonly startedOn: IsoDate;
  readonly years: number;
  readonly legalBasis: Source;
  readonly interrupting: readonly Interrupting[];
  readonly finalDay: IsoDate | null;
}

/** Far enough to be no day of a calendar anybody keeps: a claim is not time-barred while a procedure about it goes on. */
const NEVER = '9999-12-31' as IsoDate;

type Run = Omit<Limitation, 'suspended'>;

/** The period of one claim, begun anew by each interruption that came in time, never past its final day. */
function runs({ startedOn, years, legalBasis, interrupting, finalDay }: Period): Limitation {
  const start: Run = { lastDay: addYears(startedOn, years), legalBasis, startedOn, interruptions: [], finalDay };
  const ran = [...interrupting]
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .reduce((run: Run, { on, by, legalBasis: basis, years: anew, runsFrom = on, onlyProlongs }): Run => {
      // What happens while a procedure goes on, or went on, begins nothing: the period runs from its end.
      if (run.lastDay === NEVER || on > run.lastDay || (runsFrom ?? NEVER) < run.startedOn) return run;
      const lastDay = runsFrom === null ? NEVER : addYears(runsFrom, anew);
      if (onlyProlongs) return { ...run, lastDay: latest(run.lastDay, lastDay) };
      const interruptions = [...run.interruptions, { on, by, legalBasis: basis }];
      return { lastDay, legalBasis: basis, startedOn: runsFrom ?? on, interruptions, finalDay };
    }, start);
  const lastDay = finalDay === null ? ran.lastDay : earliest(ran.lastDay, finalDay);
  return { ...ran, lastDay, suspended: lastDay === NEVER };
}

/**
 * Limitation of the case: that of its unpaid claim that is time-barred first. More time that the creditor gave of itself does not
 * keep a claim: its first due date counts.
 */
export function limitationOf(facts: CaseFacts, periodOf: (claim: ClaimFacts) => Period): Limitation {
  const asFirstDue = unpaidClaims(facts).map((claim) => ({ ...claim, dueDate: claim.firstDueDate ?? claim.dueDate }));
  const [first, ...others] = asFirstDue.map((claim) => runs(periodOf(claim)));
  if (first === undefined) throw new RangeError('a case has at least one claim');
  return others.reduce((soonest, next) => (next.lastDay < soonest.lastDay ? next : soonest), first);
}

/** How procedures keep a claim where its period runs anew from their end. */
interface Keeping {
  readonly legalBasis: Source;
  /** Length of the period that begins on a day. */
  years(from: IsoDate): number;
  /** Years the claim lives at least after a procedure of which the debtor was never told. */
  readonly untold: Version<number>;
}

/**
 * Swedish and Finnish law alike: the claim is kept while a procedure goes on, and the period runs anew from its end. Where the
 * debtor was never told of it, the claim only lives some time after it, and only the first time.
 */
export function keptBy(procedures: readonly Procedure[], { legalBasis, years, untold }: Keeping): Interrupting[] {
  const first = procedures.find(({ end, isTold }) => end !== null && !isTold);
  return procedures.flatMap((procedure): Interrupting[] => {
    const { by, end, filedOn: on, isTold } = procedure;
    if (end === null) return [{ on, by, legalBasis, years: years(on), runsFrom: null }];
    if (isTold) return [{ on, by, legalBasis, years: years(end.on), runsFrom: end.on }];
    if (procedure !== first) return [];
    return [{ on, by, legalBasis: untold.source, years: untold.value, runsFrom: end.on, onlyProlongs: true }];
  });
}
