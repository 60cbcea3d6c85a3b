import type { IsoDate } from '../../domain/date.js';
import { jsonRows, type ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import { Money } from '../../graphql/types.js';
import { SettlementOffer, type OfferStatus } from './offer.type.js';

interface OfferRow {
  readonly parent: string;
  readonly amount: string;
  readonly currency: string;
  readonly offeredOn: IsoDate;
  readonly payBy: IsoDate;
  readonly status: OfferStatus;
  readonly acceptedOn: IsoDate | null;
  readonly consent: string | null;
}

const offers = (condition: string): string =>
  `select o.case_id as parent, o.amount_minor::text as amount, o.amount_currency as currency, o.offered_on as "offeredOn",
     o.pay_by as "payBy", o.accepted_on as "acceptedOn", o.consent,
     case when o.lapsed_on is null and c.close_reason is null then 'STANDING'
       when o.lapsed_on is null and c.close_reason = 'SETTLED' then 'KEPT' else 'LAPSED' end as status
   from settlement_offer o join collection_case c on c.id = o.case_id where ${condition} order by o.offered_on, o.id`;

const OF_MANY = offers('o.case_id = any($1)');

/** What is offered to the debtor is between it, the creditor and us. */
function shown(rows: readonly OfferRow[], { viewer }: Context): SettlementOffer[] {
  if (readingRole(viewer) === 'PARTNER') return [];
  return rows.map(({ amount, currency, offeredOn, payBy, status, acceptedOn, consent }) =>
    Object.assign(new SettlementOffer(), {
      offeredOn,
      payBy,
      status,
      acceptedOn,
      consent,
      amount: Money.of({ minor: BigInt(amount), currency }),
    }),
  );
}

/** Offers made to the debtor of a case, oldest first. */
export async function caseOffers(caseId: string, context: Context): Promise<SettlementOffer[]> {
  return shown(await context.loaders.rowsOf<OfferRow>(OF_MANY).load(caseId), context);
}

/** For compiled reads. */
export const OFFER_FIELDS: ComputedFields = {
  'Case.settlementOffers': {
    needs: (alias) => jsonRows(offers(`o.case_id = ${alias}.id`)),
    value: (known, _args, context) => shown(known as readonly OfferRow[], context),
  },
};
