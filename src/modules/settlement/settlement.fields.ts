import type { CommissionTerms } from '../../domain/commission.js';
import type { IsoDate } from '../../domain/date.js';
import { formatAmount } from '../../domain/money.js';
import type { SettlementLineKind } from '../../domain/settlement.js';
import { jsonRows, type ComputedField, type ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import type { PayoutStatus } from '../../graphql/settlement.enums.js';
import { Money } from '../../graphql/types.js';
import { CommissionTermsView } from './settlement.inputs.js';
import { readTerms, TERMS_COLUMNS, type StoredTerms } from './terms.record.js';

/** What has become of the payout of a settlement. */
export interface PayoutState {
  readonly account: string | null;
  readonly fileId: string | null;
  readonly paidOn: IsoDate | null;
}

const STATE = `account, file_id as "fileId", paid_on as "paidOn"`;

/** For the loader. */
export const PAYOUTS = `select settlement_id as parent, ${STATE} from payout where settlement_id = any($1)`;

/** Where the money of a settlement is; a settlement that comes to nothing has no payout. */
export function payoutStatus(payout: PayoutState | null): PayoutStatus {
  if (!payout) return 'NOTHING';
  if (payout.paidOn !== null) return 'PAID';
  if (payout.fileId !== null) return 'SENT';
  return payout.account === null ? 'BLOCKED' : 'WAITING';
}

/** What a kind of line is called. */
export const kindText = (kind: SettlementLineKind, { platform, language }: Context): string =>
  platform.texts.translate(language, `terms:settlementLine.${kind}`);

/** Hundredths of a percent as a decimal: "12.50". */
export const percent = (bps: number): string => formatAmount(BigInt(bps), 'XXX'); // XXX: no currency, two decimals

/** The terms of a creditor, to the agency and itself. */
export function shownTerms(terms: readonly CommissionTerms[], { viewer }: Context): CommissionTermsView[] {
  const role = readingRole(viewer);
  return role === 'AGENT' || role === 'CREDITOR' ? terms.map(viewOf) : [];
}

const viewOf = (terms: CommissionTerms): CommissionTermsView =>
  Object.assign(new CommissionTermsView(), {
    validFrom: terms.validFrom,
    schedule: terms.schedule,
    successFeePercent: percent(terms.successFeeBps),
    bands: terms.bands.map(({ fromAgeDays, fromAmount, successFeeBps }) => ({
      fromAgeDays,
      fromAmount: Money.of(fromAmount),
      successFeePercent: percent(successFeeBps),
    })),
    caseFees: terms.caseFees.map((fee) => Money.of(fee)),
    subscription: terms.subscription && Money.of(terms.subscription),
  });

interface Amount {
  readonly minor: string | null;
  readonly currency: string;
}

/** An amount of a column, in the currency of the row. */
const amount = (column: string): ComputedField => ({
  needs: (alias) => `json_build_object('minor', ${alias}.${column}::text, 'currency', ${alias}.currency)`,
  value: (known) => {
    const { minor, currency } = known as Amount;
    return minor === null ? null : Money.of({ minor: BigInt(minor), currency });
  },
});

const payout = (valueOf: (state: PayoutState | null) => unknown): ComputedField => ({
  needs: (alias) =>
    `(select json_build_object('account', account, 'fileId', file_id, 'paidOn', paid_on) from payout where settlement_id = ${alias}.id)`,
  value: (known) => valueOf(known as PayoutState | null),
});

/** For compiled reads. */
export const SETTLEMENT_FIELDS: ComputedFields = {
  'Settlement.opening': amount('opening_minor'),
  'Settlement.payout': amount('payout_minor'),
  'Settlement.carriedForward': amount('carried_minor'),
  'Settlement.payoutStatus': payout(payoutStatus),
  'Settlement.paidOn': payout((state) => state?.paidOn ?? null),
  'SettlementLine.amount': amount('amount_minor'),
  'SettlementLine.base': amount('base_minor'),
  'SettlementLine.ratePercent': {
    needs: (alias) => `json_build_object('rateBps', ${alias}.rate_bps)`,
    value: (known) => {
      const { rateBps } = known as { readonly rateBps: number | null };
      return rateBps === null ? null : percent(rateBps);
    },
  },
  'SettlementLine.text': {
    needs: (alias) => `json_build_object('kind', ${alias}.kind)`,
    value: (known, _args, context) => kindText((known as { readonly kind: SettlementLineKind }).kind, context),
  },
  'Creditor.commissionTerms': {
    needs: (alias) =>
      jsonRows(`select ${TERMS_COLUMNS} from commission_terms where creditor_id = ${alias}.id order by valid_from`),
    value: (known, _args, context) => shownTerms((known as readonly StoredTerms[]).map(readTerms), context),
  },
};
