import { addDays, latest, type IsoDate } from '../domain/date.js';
import type { Source } from '../domain/dated.js';
import type { CaseFacts, ConditionType } from '../domain/facts.js';
import type { Refusal } from '../domain/refusal.js';

/** Where a country lays down that a debtor may not be asked to pay; a circumstance left out does not bar it. */
export type Bars = Readonly<Partial<Record<ConditionType, Source>>>;

/** Whether the circumstance stands on a day. */
export function stands(facts: CaseFacts, type: ConditionType, on: IsoDate): boolean {
  return facts.debtorConditions.some(
    (condition) =>
      condition.type === type && condition.from <= on && (condition.until === null || on <= condition.until),
  );
}

/** Whether the debtor stands under guardianship on a day and it is known who represents it. */
export function isRepresented(facts: CaseFacts, on: IsoDate): boolean {
  const known = facts.debtorConditions.filter(({ represented }) => represented);
  return stands({ ...facts, debtorConditions: known }, 'GUARDIANSHIP', on);
}

/** The day from which no circumstance bars the debtor; null while one has no end. */
export function freeFrom({ debtorConditions, registeredOn }: CaseFacts, bars: Bars): IsoDate | null {
  const ends = debtorConditions.filter(({ type }) => bars[type]).map(({ until }) => until && addDays(until, 1));
  return ends.reduce<IsoDate | null>((free, end) => free && end && latest(free, end), registeredOn);
}

/** Why the debtor may not be asked to pay on a day: the most final circumstance that bars it. */
export function barredBy(facts: CaseFacts, on: IsoDate, bars: Bars): Refusal | null {
  const most = (
    ['DECEASED', 'MINOR', 'BANKRUPTCY', 'DEBT_RESTRUCTURING', 'GUARDIANSHIP', 'PROTECTED_ADDRESS'] as const
  ).find((type) => bars[type] !== undefined && stands(facts, type, on));
  if (most === undefined) return null;
  const legalBasis = bars[most]!;
  if (most === 'MINOR') return { code: 'MINOR_DEBTOR', legalBasis };
  return { code: 'INVALID_STATE', text: `INVALID_STATE.debtor.${most}`, legalBasis };
}
