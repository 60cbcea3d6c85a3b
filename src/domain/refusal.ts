import type { RuleNotEncoded, Source } from './dated.js';

/** Codes of the public contract. A refusal is data a client can act on; anything else is a fault and is thrown. */
export type RefusalCode =
  | 'NOT_FOUND' | 'FORBIDDEN' | 'INVALID_INPUT' | 'INVALID_STATE' | 'IDEMPOTENCY_KEY_REUSED' | 'DUPLICATE_CLAIM'
  | 'INVALID_IDENTIFIER' | 'MISSING_ADDRESS' | 'UNKNOWN_COUNTRY' | 'CURRENCY_MISMATCH' | 'AMOUNT_NOT_POSITIVE'
  | 'TOO_EARLY' | 'TIME_BARRED' | 'DISPUTED_CLAIM' | 'MINOR_DEBTOR' | 'NOT_COVERED' | 'RULE_NOT_ENCODED'; // prettier-ignore

/** One reason a request was refused. `text` is a key of locales/<language>/errors.json; `params` fill its placeholders. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Key into errors.json where the code's own text is too general, e.g. `INVALID_INPUT.dueDateMissing`. */
  readonly text?: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Path into the input, e.g. ["claims", "0", "dueDate"]. */
  readonly field?: readonly string[];
  readonly legalBasis?: Source;
}

/** The refusal for a day whose law is not encoded. */
export const ruleRefusal = ({ rule, on }: RuleNotEncoded): Refusal => ({
  code: 'RULE_NOT_ENCODED',
  text: 'RULE_NOT_ENCODED.on',
  params: { rule, on },
});
