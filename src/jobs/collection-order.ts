import type { IsoDate } from '../domain/date.js';
import { creditedSql } from '../modules/cases/case.facts.js';
import { protectedSql } from '../modules/cases/protected-address.js';
import { withAnotherSql } from '../modules/referrals/referral.record.js';
import type { CollectionOrder } from '../partners/partner.js';

/** An order as it is kept: amounts as text, and the keys of the payments and credit notes it tells of. */
export interface OrderJson {
  readonly caseReference: string;
  readonly orderedOn: IsoDate;
  readonly currency: string;
  readonly paid: string;
  readonly payments: readonly string[];
  readonly creditNotes: readonly string[];
  readonly creditor: CollectionOrder['creditor'];
  readonly debtor: CollectionOrder['debtor'];
  readonly claims: {
    invoiceNumber: string;
    description: string;
    invoiceDate: IsoDate;
    dueDate: IsoDate;
    principal: string;
  }[];
}

/** What the partner is sent. */
export function orderOf(
  referralId: string,
  { currency, claims, paid, payments: _payments, creditNotes: _creditNotes, ...order }: OrderJson,
): CollectionOrder {
  const money = (minor: string) => ({ minor: BigInt(minor), currency });
  return {
    ...order,
    idempotencyKey: referralId,
    claims: claims.map((claim) => ({ ...claim, principal: money(claim.principal) })),
    paid: money(paid),
  };
}

/** In SQL: the order of referral `r` as its case stands, of the rows that `OF_ORDER` joins to it. What was credited is no part of it. */
export const ORDER = `jsonb_build_object('caseReference', c.reference, 'currency', c.currency,
    'orderedOn', (select decided_on from routing_decision where id = c.routing_id),
    'paid', (select coalesce(sum(amount_minor), 0)::text from payment where case_id = c.id
      and id not in (select payment_id from payment_reversal where case_id = c.id)),
    'payments', (select coalesce(jsonb_agg(id), '[]') from payment where case_id = c.id
      and id not in (select payment_id from payment_reversal where case_id = c.id)),
    'creditNotes', (select coalesce(jsonb_agg(id), '[]') from credit_note where case_id = c.id),
    'creditor', json_build_object('name', cr.name, 'country', cr.country, 'organisationNumber', cr.organisation_number),
    'debtor', json_build_object('type', de.type, 'name', de.name, 'country', de.country, 'language', de.language,
      'address', case when not ${protectedSql('de')} then de.address end,
      'email', de.email, 'phone', de.phone),
    'claims', (select json_agg(json_build_object('invoiceNumber', invoice_number, 'description', description, 'invoiceDate', invoice_date,
      'dueDate', due_date, 'principal', left_of_it::text) order by due_date, id)
      from (select *, principal_minor - ${creditedSql('claim.id')} as left_of_it from claim where case_id = c.id) owed
      where left_of_it > 0))`;

export const OF_ORDER = `from collection_case c join creditor cr on cr.id = c.creditor_id join debtor de on de.id = c.debtor_id
  where c.id = r.case_id`;

/** In SQL: whether referral `r` of case `c` may be handed over now. */
export const MAY_BE_SENT = `r.status = 'QUEUED' and c.status <> 'CLOSED' and not ${withAnotherSql('r')}`;
