import type { IsoDate } from '../../domain/date.js';
import type { AutomationMode } from '../../graphql/enums.js';
import { jsonRows, type ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import { Money } from '../../graphql/types.js';
import { readStrategy, type StoredStrategy } from '../cases/case.strategy.js';
import type { Creditor } from '../creditors/creditor.entity.js';
import { CaseScore, CreditorStrategy } from './strategy.type.js';

interface VersionRow {
  readonly version: number;
  readonly validFrom: IsoDate | null;
  readonly recordedBy: string | null;
  readonly content: StoredStrategy | null;
}
type ScoreRow = Pick<CaseScore, 'on' | 'points' | 'inputs' | 'begins'>;

const versions = (condition: string): string =>
  `select s.creditor_id as parent, s.version, s.valid_from as "validFrom", s.recorded_by as "recordedBy", s.content
   from strategy s where ${condition} order by s.version desc`;
const scores = (condition: string): string =>
  `select s.case_id as parent, s.on_date as "on", s.points, s.inputs, s.begins from case_score s
   where ${condition} order by s.id desc`;

const VERSIONS = versions('s.creditor_id = any($1)');
const SCORES = scores('s.case_id = any($1)');

/** What a creditor has that never laid anything down. */
const AT_FIRST: VersionRow = { version: 1, validFrom: null, recordedBy: null, content: null };

/** How a creditor has its cases worked is its own business and ours. */
const mayKnow = ({ viewer }: Context): boolean => ['AGENT', 'CREDITOR'].includes(readingRole(viewer) ?? '');

function shownVersions(
  rows: readonly VersionRow[],
  automation: AutomationMode,
  context: Context,
): CreditorStrategy[] | null {
  if (!mayKnow(context)) return null;
  return (rows.length > 0 ? rows : [AT_FIRST]).map(({ version, validFrom, recordedBy, content }) => {
    const strategy = readStrategy(content, automation);
    const [courtFrom, enforceFrom] = [strategy.courtFrom.map(Money.of), strategy.enforceFrom.map(Money.of)];
    const about = { version, validFrom, recordedBy, courtFrom, enforceFrom };
    return Object.assign(new CreditorStrategy(), strategy, about);
  });
}

const shownScores = (rows: readonly ScoreRow[], context: Context): CaseScore[] =>
  mayKnow(context)
    ? rows.map(({ on, points, inputs, begins }) => Object.assign(new CaseScore(), { on, points, inputs, begins }))
    : [];

/** Every version of a creditor's strategy, newest first; null where that is none of the reader's business. */
export async function creditorStrategies(
  { id, automation }: Pick<Creditor, 'id' | 'automation'>,
  context: Context,
): Promise<CreditorStrategy[] | null> {
  const rows = await context.loaders.rowsOf<VersionRow & { readonly parent: string }>(VERSIONS).load(id);
  return shownVersions(rows, automation, context);
}

/** How the means of a case's debtor were scored, newest first. */
export async function caseScores(caseId: string, context: Context): Promise<CaseScore[]> {
  return shownScores(
    await context.loaders.rowsOf<ScoreRow & { readonly parent: string }>(SCORES).load(caseId),
    context,
  );
}

const strategies = (
  valueOf: (shown: CreditorStrategy[] | null) => CreditorStrategy[] | CreditorStrategy | null,
): ComputedFields[string] => ({
  needs: (alias) =>
    `json_build_object('automation', ${alias}.automation, 'versions', ${jsonRows(versions(`s.creditor_id = ${alias}.id`))})`,
  value: (known, _args, context) => {
    const { automation, versions: rows } = known as {
      readonly automation: AutomationMode;
      readonly versions: readonly VersionRow[];
    };
    return valueOf(shownVersions(rows, automation, context));
  },
});

/** For compiled reads. */
export const STRATEGY_FIELDS: ComputedFields = {
  'Creditor.strategy': strategies((shown) => shown?.[0] ?? null),
  'Creditor.strategyHistory': strategies((shown) => shown),
  'Case.scores': {
    needs: (alias) => jsonRows(scores(`s.case_id = ${alias}.id`)),
    value: (known, _args, context) => shownScores(known as readonly ScoreRow[], context),
  },
};
