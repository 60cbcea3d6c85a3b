import type { DataSource, EntityManager } from 'typeorm';
import { accountKey } from '../../domain/bank-money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';

/** Accounts that are ours. */
export interface OwnAccounts {
  /** Whether an account, in any way of writing its number, is one of them. */
  isOwn(account: string): boolean;
  /** The one name of an account, whichever of its numbers is given. */
  naming(account: string): string;
  /** Every way to write an account, as numbers are compared. */
  keysOf(account: string): readonly string[];
}

/** Those that debtors are told to pay to, and those that were registered beside them. */
export async function loadOwnAccounts(db: DataSource | EntityManager, platform: Platform): Promise<OwnAccounts> {
  const rows: { keys: string[] }[] = await db.query('select keys from own_account order by id');
  const printed = Object.values(platform.agency.accounts).map((account) => [accountKey(account)]);
  const accounts = [...rows.map(({ keys }) => keys), ...printed];
  const find = (account: string): readonly string[] | undefined => {
    const key = accountKey(account);
    return accounts.find((keys) => keys.includes(key));
  };
  return {
    isOwn: (account) => find(account) !== undefined,
    naming: (account) => find(account)?.[0] ?? accountKey(account),
    keysOf: (account) => find(account) ?? [accountKey(account)],
  };
}

/** An account we hold, in every way banks write its number. */
export interface OwnAccountInput extends Repeatable {
  readonly name: string;
  readonly numbers: readonly string[];
}

/** IBAN, national number, bankgiro, plusgiro: no account has more names than a few. */
const MOST_NUMBERS = 6;
const LONGEST_NUMBER = 40;

/** Registers an account of ours, once per idempotency key. Refused where one of its numbers is taken. Its key. */
export function registerOwnAccount(
  platform: Platform,
  viewer: Viewer,
  input: OwnAccountInput,
): Promise<Result<string, readonly Refusal[]>> {
  return onceForKey(platform, viewer, 'registerOwnAccount', input, async (tx) => {
    const problems = new Problems();
    const name = problems.text(input.name, ['name'], 100);
    if (input.numbers.length === 0) problems.add(['numbers'], 'INVALID_INPUT', 'blank');
    if (input.numbers.length > MOST_NUMBERS) {
      problems.add(['numbers'], 'INVALID_INPUT', 'tooManyRows', { maximum: MOST_NUMBERS });
    }
    const numbers = input.numbers.map((number, index) =>
      problems.text(number, ['numbers', String(index)], LONGEST_NUMBER),
    );
    const keys = [...new Set(numbers.map(accountKey))];
    const taken: unknown[] = await tx.query('select from own_account where keys && $1', [keys]);
    if (taken.length > 0) problems.add(['numbers'], 'INVALID_STATE', 'accountKnown');
    if (problems.refusals.length > 0) return refused(problems.refusals);
    const id = uuidv7();
    await tx.query(
      'insert into own_account (id, name, numbers, keys, registered_on, registered_by) values ($1, $2, $3, $4, $5, $6)',
      [id, name, numbers, keys, platform.clock.today(), viewer.subject],
    );
    return success(id);
  });
}
