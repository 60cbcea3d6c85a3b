import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../domain/date.js';
import type { ReferralStatus } from '../domain/facts.js';
import { success, type Result } from '../domain/result.js';
import { lockReferral, moveReferral, takeBack } from '../modules/referrals/referral.record.js';
import type { CollectionOrder, PartnerFault, PartnerNetwork } from '../partners/partner.js';
import { callPartner } from './partner-call.js';
import type { Platform } from '../platform.js';
import { addJob, type JobPayloads } from './queue.js';

/** Actor of what happens without a person. */
export const SYSTEM = 'system';

/** A referral with the order it stands for. */
export interface Dispatch {
  readonly referralId: string;
  readonly partnerId: string;
  readonly partner: string;
  readonly network: PartnerNetwork;
  readonly status: ReferralStatus;
  readonly externalReference: string | null;
  /** Calls begun, finished or not. */
  readonly attempts: number;
  readonly caseClosed: boolean;
  /** As first sent; as it would be sent now where it never was. */
  readonly order: OrderJson;
}

interface DispatchRow extends Omit<Dispatch, 'network'> {
  readonly network: string;
}

/** An order as it is kept: amounts as text. */
interface OrderJson {
  readonly caseReference: string;
  readonly orderedOn: IsoDate;
  readonly currency: string;
  readonly paid: string;
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

// The order of the first attempt is kept and sent again: a partner may refuse a repeat that differs from it.
const DISPATCH = `select r.id as "referralId", r.partner_id as "partnerId", p.name as partner, p.network, r.status,
    r.external_reference as "externalReference", r.attempts, c.status = 'CLOSED' as "caseClosed",
    coalesce(r.sent_order, jsonb_build_object('caseReference', c.reference, 'currency', c.currency, 'orderedOn', (select decided_on from routing_decision d where d.case_id = c.id and d.created_at <= r.created_at order by d.id desc limit 1),
    'paid', (select coalesce(sum(amount_minor), 0)::text from payment where case_id = c.id and created_at < r.created_at),
    'creditor', json_build_object('name', cr.name, 'country', cr.country, 'organisationNumber', cr.organisation_number),
    'debtor', json_build_object('type', de.type, 'name', de.name, 'country', de.country, 'language', de.language, 'address', de.address,
      'email', de.email, 'phone', de.phone),
    'claims', (select json_agg(json_build_object('invoiceNumber', invoice_number, 'description', description, 'invoiceDate', invoice_date,
      'dueDate', due_date, 'principal', principal_minor::text) order by due_date, id) from claim where case_id = c.id))) as order
  from referral r join partner p on p.id = r.partner_id join collection_case c on c.id = r.case_id
    join creditor cr on cr.id = c.creditor_id join debtor de on de.id = c.debtor_id
  where r.id = $1`;

/** Everything needed to hand a referral over. Throws where there is no such referral or its network is not known here. */
export async function loadDispatch(platform: Platform, referralId: string): Promise<Dispatch> {
  const rows: DispatchRow[] = await platform.db.query(DISPATCH, [referralId]);
  const row = rows[0];
  if (!row) throw new Error(`no referral ${referralId}`);
  return { ...row, network: networkOf(platform.networks, row.network) };
}

/** What the partner is sent. */
export function orderOf(referralId: string, { currency, claims, paid, ...order }: OrderJson): CollectionOrder {
  const money = (minor: string) => ({ minor: BigInt(minor), currency });
  return {
    ...order,
    idempotencyKey: referralId,
    claims: claims.map((claim) => ({ ...claim, principal: money(claim.principal) })),
    paid: money(paid),
  };
}

/** The network of that name; throws where this process does not know it. */
export function networkOf(networks: Readonly<Record<string, PartnerNetwork>>, name: string): PartnerNetwork {
  const network = Object.hasOwn(networks, name) ? networks[name] : undefined;
  if (!network) throw new Error(`no partner network "${name}"`);
  return network;
}

/**
 * Hands a queued referral to its partner. However often it runs, is cut short or runs twice at once, the partner has one
 * case: the attempt is written down before the call, the key is the referral's, and the outcome is one transaction.
 */
export async function submitReferral(platform: Platform, payload: JobPayloads['submitReferral']): Promise<void> {
  const { db } = platform;
  const { referralId, attempt = 0 } = payload;
  const dispatch = await loadDispatch(platform, referralId);
  if (dispatch.status !== 'QUEUED' || dispatch.caseClosed) return;
  const outcome = await callPartner(platform, dispatch.partnerId, attempt, () => submitOnce(db, dispatch));
  switch (outcome.kind) {
    case 'DONE':
      return outcome.value === null ? undefined : submitted(platform, referralId, outcome.value.externalReference);
    case 'POSTPONED':
      return addJob(db, { name: 'submitReferral', payload }, outcome.waitMs);
    case 'RETRY':
      return db.transaction(async (tx) => {
        await noteFault(tx, referralId, outcome.fault);
        await addJob(
          tx,
          { name: 'submitReferral', payload: { referralId, attempt: outcome.failedAttempts } },
          outcome.waitMs,
        );
      });
    case 'GIVEN_UP':
      return givenUp(platform, referralId, outcome.fault);
  }
}

interface Submitted {
  readonly externalReference: string | null;
}

/** The call itself; null where the referral was taken back before it began. */
async function submitOnce(
  db: DataSource,
  { referralId, network, order, partner }: Dispatch,
): Promise<Result<Submitted | null, PartnerFault>> {
  const [begun]: [{ order: OrderJson }[], number] = await db.query(
    `update referral set attempts = attempts + 1, sent_order = coalesce(sent_order, $2), updated_at = now()
      where id = $1 and status = 'QUEUED' returning sent_order as order`,
    [referralId, order],
  );
  return begun[0] ? network.submit(orderOf(referralId, begun[0].order), partner) : success(null);
}

async function submitted(platform: Platform, referralId: string, externalReference: string | null): Promise<void> {
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (!referral) throw new Error(`no referral ${referralId}`);
    await tx.query(
      `update referral set external_reference = coalesce($2, external_reference), submitted_at = coalesce(submitted_at, now()),
         last_error = null, updated_at = now() where id = $1`,
      [referralId, externalReference],
    );
    if (referral.status === 'QUEUED') {
      const move = {
        on: platform.clock.today(),
        actor: SYSTEM,
        ...(externalReference !== null && { externalReference }),
      };
      await moveReferral(tx, referral, 'SUBMITTED', move);
    } else if (referral.status === 'WITHDRAWN' || referral.status === 'FAILED') {
      // Taken back while the call was under way: the partner has it now and must be told.
      await addJob(tx, {
        name: 'withdrawReferral',
        payload: { referralId, reason: 'Taken back before it was handed over.' },
      });
    }
  });
}

/** A partner that says no has declined; one that cannot be reached has failed, and must not keep what it may have got. */
async function givenUp(platform: Platform, referralId: string, fault: PartnerFault): Promise<void> {
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    await noteFault(tx, referralId, fault);
    if (referral?.status !== 'QUEUED') return;
    const to = fault.code === 'REFUSED' ? 'DECLINED' : 'FAILED';
    if (to === 'FAILED') {
      await addJob(tx, {
        name: 'withdrawReferral',
        payload: { referralId, reason: 'It could not be handed over in time.' },
      });
    }
    await takeBack(tx, platform, referral, to, { on: platform.clock.today(), actor: SYSTEM, reason: fault.detail });
  });
}

/** Keeps the fault where case handlers see it. */
export async function noteFault(
  tx: EntityManager | DataSource,
  referralId: string,
  fault: PartnerFault,
): Promise<void> {
  await tx.query('update referral set last_error = $2, updated_at = now() where id = $1', [
    referralId,
    `${fault.code}: ${fault.detail}`,
  ]);
}
