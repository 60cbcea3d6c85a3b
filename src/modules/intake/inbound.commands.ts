import type { EntityManager } from 'typeorm';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { OPEN_REFERRAL_STATUSES } from '../../graphql/enums.js';
import { keyOwner } from '../../graphql/idempotency.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { saveClientOf } from '../creditors/creditor.commands.js';
import type { RegisterInboundCaseInput } from './inbound.inputs.js';
import { registerFor, type Client, type Registered } from './register.commands.js';

/** As long as the references we give partners room for. */
const LONGEST_REFERENCE = 140;

/**
 * Registers a case that a partner hands to us: its client, then debtor, claims, route and books as for a client of ours, in
 * one transaction. Refused where the debtor is in no country we work in, where the partner is suspended, and where we have
 * given the partner the same claims ourselves: they would go in a circle.
 */
export function registerInboundCase(
  platform: Platform,
  viewer: Viewer & { readonly partnerId: string },
  request: RegisterInboundCaseInput,
): Promise<Result<Registered, readonly Refusal[]>> {
  const { idempotencyKey, ...input } = request;
  const call = { subject: keyOwner(viewer), key: idempotencyKey, operation: 'registerInboundCase', input };
  return registerFor(platform, viewer, request, call, (tx) => takeClient(tx, platform, viewer.partnerId, request));
}

async function takeClient(
  tx: EntityManager,
  platform: Platform,
  partnerId: string,
  request: RegisterInboundCaseInput,
): Promise<Result<Client, readonly Refusal[]>> {
  const rows: { name: string; suspended: boolean }[] = await tx.query(
    'select name, suspended from partner where id = $1',
    [partnerId],
  );
  const partner = rows[0];
  if (!partner) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.partner', field: [] }]);
  const problems = new Problems();
  const reference = problems.text(request.reference, ['reference'], LONGEST_REFERENCE);
  if (partner.suspended) problems.add(['reference'], 'INVALID_STATE', 'partnerSuspended');
  const ours: readonly string[] = platform.ownCountries;
  if (!ours.includes(request.debtor.country)) problems.add(['debtor', 'country'], 'NOT_COVERED', 'inbound');
  const creditor = await saveClientOf(tx, partnerId, request.creditor);
  const refusals = [
    ...problems.refusals,
    ...(creditor.ok ? [] : creditor.refusal.map((each) => ({ ...each, field: ['creditor', ...(each.field ?? [])] }))),
  ];
  if (!creditor.ok || refusals.length > 0) return refused(refusals);
  if (await isInCircle(tx, partnerId, creditor.value, request)) {
    return refused([{ code: 'DUPLICATE_CLAIM', text: 'DUPLICATE_CLAIM.circle', field: ['claims'] }]);
  }
  return success({ creditorId: creditor.value, handedOver: { partnerId, partner: partner.name, reference } });
}

/** Whether the partner has an open referral of ours with one of these invoices of the same company. */
async function isInCircle(
  tx: EntityManager,
  partnerId: string,
  clientId: string,
  { claims }: RegisterInboundCaseInput,
): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `select from referral r join claim k on k.case_id = r.case_id join creditor ours on ours.id = k.creditor_id
       join creditor theirs on theirs.id = $2
     where r.partner_id = $1 and r.status = any($4) and k.invoice_number = any($3)
       and (ours.country, ours.organisation_number) = (theirs.country, theirs.organisation_number) limit 1`,
    [partnerId, clientId, claims.map(({ invoiceNumber }) => invoiceNumber.trim()), OPEN_REFERRAL_STATUSES],
  );
  return rows.length > 0;
}
