import type { IsoDate } from '../domain/date.js';
import type { CaseFacts, ProceedingFacts, ProceedingType, StepType } from '../domain/facts.js';
import type { Interruption, OwnCountry } from '../domain/jurisdiction.js';
import { sentByUs } from './case.js';

/** Applications to an authority: what begins and ends the procedure that each leads to, and the titles that come of it. */

const PROCEDURES = {
  COURT_APPLICATION: { by: 'COURT', filed: 'COURT_FILED', ends: ['TITLE_GIVEN', 'COURT_ENDED'] },
  ENFORCEMENT_APPLICATION: { by: 'ENFORCEMENT', filed: 'ENFORCEMENT_FILED', ends: ['ENFORCEMENT_ENDED'] },
  BANKRUPTCY_PETITION: { by: 'INSOLVENCY', filed: 'BANKRUPTCY_FILED', ends: ['COURT_ENDED'] },
} as const satisfies Partial<
  Record<
    StepType,
    { readonly by: Interruption; readonly filed: ProceedingType; readonly ends: readonly ProceedingType[] }
  >
>;

export type Application = keyof typeof PROCEDURES;

const APPLICATIONS = Object.keys(PROCEDURES) as readonly Application[];

export const isApplication = (step: StepType): step is Application => Object.hasOwn(PROCEDURES, step);

/** What a court's decision is about; one that names nothing is about the money claim, never bankruptcy or eviction. */
const subjectOf = ({ step }: ProceedingFacts): StepType => step ?? 'COURT_APPLICATION';

/** Utlegg ends the case before namsmannen; elsewhere enforcement goes on after attachment, until it is told to have ended. */
const endsByGrant = (country: OwnCountry): boolean => country === 'NO';

function ends(country: OwnCountry, application: Application, event: ProceedingFacts): boolean {
  const { type } = event;
  if (application === 'ENFORCEMENT_APPLICATION' && type === 'ENFORCEMENT_GRANTED') return endsByGrant(country);
  const types: readonly ProceedingType[] = PROCEDURES[application].ends;
  return types.includes(type) && (type === 'ENFORCEMENT_ENDED' || subjectOf(event) === application);
}

/** A procedure told of. */
export interface Procedure {
  readonly application: Application;
  readonly by: Interruption;
  readonly filedOn: IsoDate;
  /** Null while it goes on. */
  readonly end: ProceedingFacts | null;
  /** Whether it is shown that the debtor learnt of it: by service, by the title it ended with, or by attachment. */
  readonly isTold: boolean;
}

/** Every procedure told of, oldest first. */
export function proceduresOf(country: OwnCountry, { proceedings }: CaseFacts): Procedure[] {
  return proceedings.flatMap((filing, index): Procedure[] => {
    const application = APPLICATIONS.find((candidate) => PROCEDURES[candidate].filed === filing.type);
    if (!application) return [];
    const later = proceedings.slice(index + 1);
    const end = later.find((event) => ends(country, application, event)) ?? null;
    const during = end ? later.slice(0, later.indexOf(end) + 1) : later;
    const isTold = end?.type === 'TITLE_GIVEN' || during.some((event) => tells(application, event));
    return [{ application, by: PROCEDURES[application].by, filedOn: filing.on, end, isTold }];
  });
}

const tells = (application: Application, { type, step }: ProceedingFacts): boolean =>
  type === 'SERVED'
    ? step === application
    : type === 'ENFORCEMENT_GRANTED' && application === 'ENFORCEMENT_APPLICATION';

/** Whether an application was sent or filed and has not come to its end: it is not made twice. False for any other step. */
export function isUnderWay(country: OwnCountry, facts: CaseFacts, step: StepType): boolean {
  if (!isApplication(step)) return false;
  const { proceedings } = facts;
  const sent = sentByUs(facts, step).map(({ sentOn }) => sentOn);
  const filed = proceedings.filter(({ type }) => type === PROCEDURES[step].filed).map(({ on }) => on);
  const ended = proceedings.filter((event) => ends(country, step, event)).map(({ on }) => on);
  return [...sent, ...filed].some((day) => !ended.some((end) => end >= day));
}

/** Every application that is. */
export const applicationsUnderWay = (country: OwnCountry, facts: CaseFacts): readonly StepType[] =>
  APPLICATIONS.filter((application) => isUnderWay(country, facts, application));

/** Judgments, payment orders and settlements on the money claim, oldest first: not those that let a tenant be evicted. */
export const titlesOf = ({ proceedings }: CaseFacts): ProceedingFacts[] =>
  proceedings.filter((event) => event.type === 'TITLE_GIVEN' && subjectOf(event) === 'COURT_APPLICATION');

/** The newest title on the money claim. */
export const titleOf = (facts: CaseFacts): ProceedingFacts | undefined => titlesOf(facts).at(-1);

/** Those of some decisions that no procedure told of has led to: they were given before the claim came to us. */
export function broughtAlong(
  country: OwnCountry,
  facts: CaseFacts,
  decisions: readonly ProceedingFacts[],
): ProceedingFacts[] {
  const known = proceduresOf(country, facts).map(({ end }) => end);
  return decisions.filter((decision) => !known.includes(decision));
}
