import type { FeeBand } from '../domain/fees.js';
import { parseAmount } from '../domain/money.js';
import type { FieldPath, Problems } from './problems.js';
import type { MoneyInput } from './types.js';

/** A success fee for older or larger claims, as it is given. */
interface FeeBandInput {
  readonly fromAgeDays: number;
  readonly fromAmount: MoneyInput;
  readonly successFeePercent: string;
}

const MOST_BANDS = 100;

/** Bands of a success fee, each place once. */
export function readFeeBands(fees: readonly FeeBandInput[], field: FieldPath, problems: Problems): FeeBand[] {
  if (fees.length > MOST_BANDS) problems.add(field, 'INVALID_INPUT', 'tooManyRows', { maximum: MOST_BANDS });
  const seen = new Set<string>();
  return fees.slice(0, MOST_BANDS).flatMap((fee, index) => {
    const own = [...field, String(index)];
    if (fee.fromAgeDays < 0) problems.add([...own, 'fromAgeDays'], 'INVALID_INPUT');
    const fromAmount = problems.amount(fee.fromAmount, [...own, 'fromAmount'], 0n);
    const successFeeBps = readFee(fee.successFeePercent, [...own, 'successFeePercent'], problems);
    if (fromAmount === null) return [];
    const place = `${fee.fromAgeDays} ${fromAmount.minor}`;
    if (seen.has(place)) problems.add(own, 'INVALID_INPUT', 'givenTwice');
    seen.add(place);
    return [{ fromAgeDays: fee.fromAgeDays, fromAmount, successFeeBps }];
  });
}

/** Hundredths of a percent; 0 where it is none, which is refused. */
export function readFee(percent: string, field: FieldPath, problems: Problems): number {
  const hundredths = parseAmount(percent, 'XXX'); // XXX: no currency, two decimals
  if (hundredths !== null && hundredths >= 0n && hundredths <= 10_000n) return Number(hundredths);
  problems.add(field, 'INVALID_INPUT', 'feeFormat');
  return 0;
}
