import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { parseRate, rateTable, type ExchangeRate, type RateTable } from '../../domain/fx.js';
import type { Refusal } from '../../domain/refusal.js';
import { success, type Result } from '../../domain/result.js';
import { ECB_SEED_CSV } from './ecb-seed.js';
import { readEcbCsv, readEcbXml } from './ecb.js';

/** Publication days read at a time: two months of daily rates. Only the newest day that quotes both currencies counts. */
const DAYS_READ = 40;

/** Rates published up to a day, the newest of them. */
export async function loadRateTable(db: DataSource | EntityManager, on: IsoDate): Promise<RateTable> {
  const rows: { currency: string; date: IsoDate; rate: string }[] = await db.query(
    `select currency, published_on as date, units_per_euro::text as rate from exchange_rate where published_on in
       (select distinct published_on from exchange_rate where published_on <= $1 order by published_on desc limit ${DAYS_READ})`,
    [on],
  );
  return rateTable(rows.map(({ currency, date, rate }) => ({ currency, date, perEuro_e8: parseRate(rate)! })));
}

/**
 * Stores the rates of a file of the European Central Bank, CSV or XML; how many were new or corrected. Refused whole with
 * INVALID_INPUT.exchangeRates where the file is not one.
 */
export async function storeExchangeRates(
  db: DataSource | EntityManager,
  content: string,
): Promise<Result<number, readonly Refusal[]>> {
  const rates = /^\uFEFF?\s*</.test(content) ? readEcbXml(content) : readEcbCsv(content);
  if (!rates.ok) return { ok: false, refusal: [{ ...rates.refusal, field: ['content'] }] };
  return success(await insertRates(db, rates.value));
}

/** Stores the rates Fordring brings along, so that a new installation can convert at all. */
export async function seedExchangeRates(db: DataSource | EntityManager): Promise<void> {
  const stored = await storeExchangeRates(db, ECB_SEED_CSV);
  if (!stored.ok) throw new Error('the exchange rates Fordring brings along cannot be read');
}

async function insertRates(db: DataSource | EntityManager, rates: readonly ExchangeRate[]): Promise<number> {
  const written: unknown[] = await db.query(
    `insert into exchange_rate (currency, published_on, units_per_euro)
     select currency, day, hundred_millionths / 100000000
       from unnest($1::text[], $2::date[], $3::numeric[]) as rate (currency, day, hundred_millionths)
     on conflict (currency, published_on) do update set units_per_euro = excluded.units_per_euro
       where exchange_rate.units_per_euro <> excluded.units_per_euro
     returning currency`,
    [
      rates.map(({ currency }) => currency),
      rates.map(({ date }) => date),
      rates.map((rate) => rate.perEuro_e8.toString()),
    ],
  );
  return written.length;
}
