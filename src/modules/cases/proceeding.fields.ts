import type { IsoDate } from '../../domain/date.js';
import type { ProceedingType, StepType } from '../../domain/facts.js';
import { jsonRows, type ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { globalId } from '../../graphql/ids.js';
import { readingRole } from '../../graphql/scope.js';
import { Money } from '../../graphql/types.js';
import { Proceeding } from './proceeding.type.js';

interface ProceedingRow {
  readonly id: string;
  readonly parent: string;
  readonly type: ProceedingType;
  readonly on: IsoDate;
  readonly step: StepType | null;
  readonly awarded: string;
  readonly currency: string;
  readonly until: IsoDate | null;
  readonly reference: string | null;
}

/** What stands recorded, in order: neither retractions nor what they retract. */
const standing = (condition: string): string =>
  `select p.id, p.case_id as parent, p.type, p.on_date as "on", p.step, p.awarded_minor::text as awarded,
    trim(c.currency) as currency, p.until_date as until, p.reference
  from proceeding p join collection_case c on c.id = p.case_id
  where ${condition} and p.retracts is null and not exists (select from proceeding where retracts = p.id)
  order by p.on_date, p.id`;

const OF_MANY = standing('p.case_id = any($1)');

/** A partner is told what its own work needs, not what went on before authorities. */
function shown(rows: readonly ProceedingRow[], { viewer }: Context): Proceeding[] {
  if (readingRole(viewer) === 'PARTNER') return [];
  return rows.map(({ id, type, on, step, awarded, currency, until, reference }) =>
    Object.assign(new Proceeding(), {
      id: globalId('Proceeding', id),
      type,
      on,
      step,
      until,
      reference,
      awarded: awarded === '0' ? null : Money.of({ minor: BigInt(awarded), currency }),
    }),
  );
}

export async function caseProceedings(caseId: string, context: Context): Promise<Proceeding[]> {
  return shown(await context.loaders.rowsOf<ProceedingRow>(OF_MANY).load(caseId), context);
}

/** For compiled reads. */
export const PROCEEDING_FIELDS: ComputedFields = {
  'Case.proceedings': {
    needs: (alias) => jsonRows(standing(`p.case_id = ${alias}.id`)),
    value: (known, _args, context) => shown(known as readonly ProceedingRow[], context),
  },
};
