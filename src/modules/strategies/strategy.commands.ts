import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import type { Strategy } from '../../domain/strategy.js';
import { onceForKey } from '../../graphql/idempotency.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform, Viewer } from '../../platform.js';
import { readStrategy, storedStrategy, type StoredStrategy } from '../cases/case.strategy.js';
import type { AutomationMode } from '../../graphql/enums.js';
import { changedStrategy } from './strategy.checks.js';
import type { StrategyInput } from './strategy.type.js';

/** What is to be different in the strategy of a creditor. `creditorId` is a global id. */
interface StrategyChange {
  readonly idempotencyKey?: string | null;
  readonly creditorId: string;
  readonly strategy: StrategyInput;
}

/**
 * Lays down a new version of a creditor's strategy. Open cases go on by it: they are planned anew by a job of the same transaction.
 * The creditor's key. For the agency and the creditor itself.
 */
export function setStrategy(
  platform: Platform,
  viewer: Viewer,
  input: StrategyChange,
): Promise<Result<string, readonly Refusal[]>> {
  return onceForKey(platform, viewer, 'setStrategy', input, async (tx) => {
    const found = await lockStrategy(tx, viewer, input.creditorId);
    if (!found) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field: ['creditorId'] }]);
    const strategy = changedStrategy(found.strategy, input.strategy);
    if (!strategy.ok) return strategy;
    const { creditorId } = found;
    if (found.version === 1) await insertVersion(tx, found, null, null);
    const next = { creditorId, version: found.version + 1, strategy: strategy.value };
    await insertVersion(tx, next, platform.clock.today(), viewer.subject);
    const automation: AutomationMode = strategy.value.mode === 'AUTOMATIC' ? 'AUTOMATIC' : 'APPROVAL';
    await tx.query('update creditor set automation = $2 where id = $1', [creditorId, automation]);
    await addJob(tx, { name: 'replanCases', payload: { creditorId } });
    return success(creditorId);
  });
}

interface StrategyInForce {
  readonly creditorId: string;
  readonly version: number;
  readonly strategy: Strategy;
}

/** The first version is written down with the second: until then it is what the creditor's automation says. */
async function insertVersion(
  tx: EntityManager,
  { creditorId, version, strategy }: StrategyInForce,
  validFrom: IsoDate | null,
  recordedBy: string | null,
): Promise<void> {
  await tx.query(
    `insert into strategy (id, creditor_id, version, valid_from, content, recorded_by) values ($1, $2, $3, $4, $5, $6)`,
    [uuidv7(), creditorId, version, validFrom, storedStrategy(strategy), recordedBy],
  );
}

const IN_FORCE = `select k.id as "creditorId", coalesce(s.version, 1) as version, s.content, k.automation from creditor k
  left join lateral (select version, content from strategy where creditor_id = k.id order by version desc limit 1) s on true`;

/** The strategy of a creditor the reader may change, its row locked; null where there is none. `id` is global. */
async function lockStrategy(tx: EntityManager, viewer: Viewer, id: string): Promise<StrategyInForce | null> {
  return find(tx, viewer, id, 'for update of k');
}

/** The same, unlocked. */
export function strategyInForce(db: DataSource, viewer: Viewer, id: string): Promise<StrategyInForce | null> {
  return find(db, viewer, id, '');
}

async function find(
  db: DataSource | EntityManager,
  viewer: Viewer,
  id: string,
  locking: string,
): Promise<StrategyInForce | null> {
  const key = keyOf('Creditor', id);
  const role = readingRole(viewer);
  if (key === null || (role !== 'AGENT' && role !== 'CREDITOR')) return null;
  const visible = visibleTo(role, 'Creditor', 'k', '$2');
  const rows: (Omit<StrategyInForce, 'strategy'> & { content: StoredStrategy | null; automation: AutomationMode })[] =
    await db.query(
      `${IN_FORCE} where k.id = $1 and ${visible} ${locking}`,
      visible.includes('$2') ? [key, scopeKey(viewer)] : [key],
    );
  const row = rows[0];
  if (!row) return null;
  const { creditorId, version, content, automation } = row;
  return { creditorId, version, strategy: readStrategy(content, automation) };
}
