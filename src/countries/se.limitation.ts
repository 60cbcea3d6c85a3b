import { sentByUs, unpaidClaims } from './case.js';
import { isRepresented, stands } from './debtor.js';
import { keptBy, limitationOf, type Interrupting } from './limitation.js';
import { broughtAlong, proceduresOf, titleOf, titlesOf } from './procedures.js';
import * as tariff from './se.tariff.js';
import { addMonths, earliest, isoDate, type IsoDate } from '../domain/date.js';
import { inForce } from '../domain/dated.js';
import type { CaseFacts, ProceedingFacts, StepType } from '../domain/facts.js';
import type { Interruption, Limitation, LimitationGuard } from '../domain/jurisdiction.js';

const { preskriptionslagen } = tariff;

/**
 * Three years against a consumer, ten otherwise, from the claim's origin: where that is not known, the invoice or, if earlier,
 * the due date (2 §). The same length runs anew from each interruption, after a judgment too (6–7 §§). A letter interrupts only
 * once it is shown to have been received, so letters sent do not count; a payment only where it is told as an acknowledgement,
 * for who paid, and what for, is not known. A private parking charge is kept by suit alone.
 */
export function limitation(facts: CaseFacts): Limitation {
  const general = inForce(tariff.limitationYears[facts.debtorType], facts.registeredOn);
  const suit = inForce(tariff.parkingSuitYears, facts.registeredOn);
  return limitationOf(facts, (claim) => {
    const interrupting = interruptions(facts, general.value);
    const filed = interrupting.find(({ by }) => by === 'COURT')?.on;
    const isParking = claim.kind === 'PARKING';
    const first = isParking ? suit : general;
    return {
      startedOn: claim.originatedOn ?? earliest(claim.invoiceDate, claim.dueDate),
      years: first.value,
      legalBasis: first.source,
      interrupting: isParking ? interrupting.filter(({ on }) => filed !== undefined && on >= filed) : interrupting,
      finalDay: null,
    };
  });
}

function interruptions(facts: CaseFacts, years: number): Interrupting[] {
  const legalBasis = preskriptionslagen('5 §');
  const from = (on: IsoDate, by: Interruption): Interrupting => ({ on, by, legalBasis, years });
  return [
    ...facts.proceedings.filter(({ type }) => type === 'ACKNOWLEDGED').map(({ on }) => from(on, 'ACKNOWLEDGED')),
    ...facts.proceedings.filter((event) => bringsDemand(facts, event)).map(({ on }) => from(on, 'LETTER_RECEIVED')),
    ...broughtAlong('SE', facts, titlesOf(facts)).map(({ on }) => from(on, 'COURT')),
    ...keptBy(proceduresOf('SE', facts), {
      legalBasis: preskriptionslagen('7 §'),
      years: () => years,
      untold: inForce(tariff.unservedYears, facts.registeredOn),
    }),
  ];
}

/**
 * Whether a written demand is shown to have come to whom it must: a konkursuppmaning that was served, or a letter proved to be
 * received. While a förvaltare is appointed only a letter of ours sent once it was told who that is counts, for that went there.
 */
function bringsDemand(facts: CaseFacts, { type, on, step }: ProceedingFacts): boolean {
  if (type === 'SERVED') return step === 'BANKRUPTCY_WARNING';
  if (type !== 'LETTER_RECEIVED') return false;
  if (!stands(facts, 'GUARDIANSHIP', on)) return true;
  return facts.notices.some(
    (letter) =>
      letter.sentBy === 'AGENCY' && letter.type === step && letter.sentOn <= on && isRepresented(facts, letter.sentOn),
  );
}

/** Whether the claim has a title, or is of public law and enforced without one. */
const isEnforceable = (facts: CaseFacts): boolean => isDirect(facts) || titleOf(facts) !== undefined;

/** First day on which a decision of a public body was a title itself. */
const DIRECT_FROM = isoDate('2022-09-01');

/** Decisions of public bodies that impose payment are titles themselves (3 kap. 1 § första stycket 6 utsökningsbalken). */
export const isDirect = ({ claims }: CaseFacts): boolean =>
  claims.every(
    ({ kind, originatedOn, invoiceDate }) => kind === 'PUBLIC' && (originatedOn ?? invoiceDate) >= DIRECT_FROM,
  );

/** A private parking charge is lost without suit within its two years, which no letter interrupts. */
const awaitsSuit = (facts: CaseFacts): boolean =>
  unpaidClaims(facts).some(({ kind }) => kind === 'PARKING') &&
  !titleOf(facts) &&
  !facts.proceedings.some(({ type }) => type === 'COURT_FILED');

/** The months of a consumer's short period go for a parking charge too, whoever owes it. */
const guardOf = ({ debtorType, claims }: CaseFacts) =>
  tariff.LIMITATION_GUARD[claims.some(({ kind }) => kind === 'PARKING') ? 'PERSON' : debtorType];

/** When limitation draws near. What surely keeps the claim is an application: a letter only if its receipt can be shown. */
export function limitationGuard(facts: CaseFacts): LimitationGuard {
  const { lastDay } = limitation(facts);
  const { warnBefore, actBefore } = guardOf(facts);
  return {
    warnOn: addMonths(lastDay, -warnBefore),
    actOn: addMonths(lastDay, -actBefore),
    act: isEnforceable(facts) ? 'ENFORCEMENT_APPLICATION' : 'COURT_APPLICATION',
    legalBasis: awaitsSuit(facts) ? tariff.parkeringslagen('9 §') : preskriptionslagen('5 §', 'medium'),
  };
}

const WRITTEN_DEMANDS: readonly StepType[] = ['PAYMENT_DEMAND', 'LIMITATION_NOTICE', 'BANKRUPTCY_WARNING'];

/**
 * The day of the next letter that keeps the claim: the first after our last written demand of those a year apart since the
 * period began. Null while a procedure keeps it, and where or once only an application does.
 */
export function noticeDay(facts: CaseFacts): IsoDate | null {
  const { startedOn, suspended } = limitation(facts);
  const { actOn } = limitationGuard(facts);
  const last = sentByUs(facts, ...WRITTEN_DEMANDS).at(-1);
  if (suspended || !last || awaitsSuit(facts)) return null;
  const { letterEvery } = guardOf(facts);
  let day = addMonths(startedOn, letterEvery);
  for (let months = 2 * letterEvery; day <= last.sentOn; months += letterEvery) day = addMonths(startedOn, months);
  return day < actOn ? day : null;
}
