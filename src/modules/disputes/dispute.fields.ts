import type { IsoDate } from '../../domain/date.js';
import { jsonRows, type ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import { Money } from '../../graphql/types.js';
import { Dispute, type DisputeStatus } from './dispute.type.js';

interface DisputeRow {
  readonly parent: string;
  readonly status: DisputeStatus;
  readonly reason: string;
  readonly raisedOn: IsoDate;
  readonly disputed: string | null;
  readonly stopsAll: boolean;
  readonly answerBy: IsoDate | null;
  readonly answer: string | null;
  readonly answeredOn: IsoDate | null;
  readonly resolvedOn: IsoDate | null;
  readonly resolution: string | null;
  readonly upheldMinor: string | null;
  readonly currency: string;
}

const objections = (condition: string): string =>
  `select d.case_id as parent, d.reason, d.raised_on as "raisedOn", d.disputed_minor::text as disputed, d.stops_all as "stopsAll",
    d.answer_by as "answerBy", d.answer, d.answered_on as "answeredOn", d.resolved_on as "resolvedOn", d.resolution,
    parts.upheld::text as "upheldMinor", trim(c.currency) as currency,
    case when d.resolved_on is null then 'OPEN' when d.widened_by is not null then 'WIDENED' when not d.upheld then 'DISMISSED'
      when parts.upheld is null or not d.stops_all and parts.upheld = parts.disputed then 'UPHELD' else 'PARTLY_UPHELD' end as status
  from dispute d join collection_case c on c.id = d.case_id,
    lateral (select sum(part.upheld_minor) filter (where part.upheld_minor > 0) as upheld, sum(part.disputed_minor) as disputed
      from dispute_part part where part.dispute_id = d.id) parts
  where ${condition} order by d.raised_on, d.id`;

const OF_MANY = objections('d.case_id = any($1)');

/** A partner reads in the case's events that it rests; what is written between creditor and debtor is not for it. */
function shown(rows: readonly DisputeRow[], { viewer }: Context): Dispute[] {
  if (readingRole(viewer) === 'PARTNER') return [];
  return rows.map(({ disputed, upheldMinor, currency, ...row }) => {
    const amount = (minor: string | null) => (minor === null ? null : Money.of({ minor: BigInt(minor), currency }));
    return Object.assign(new Dispute(), row, { disputed: amount(disputed), upheld: amount(upheldMinor) });
  });
}

export async function caseDisputes(caseId: string, context: Context): Promise<Dispute[]> {
  return shown(await context.loaders.rowsOf<DisputeRow>(OF_MANY).load(caseId), context);
}

/** For compiled reads. */
export const DISPUTE_FIELDS: ComputedFields = {
  'Case.disputes': {
    needs: (alias) => jsonRows(objections(`d.case_id = ${alias}.id`)),
    value: (known, _args, context) => shown(known as readonly DisputeRow[], context),
  },
};
