import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../domain/date.js';
import type { ReferralStatus } from '../domain/facts.js';
import { success, type Result } from '../domain/result.js';
import {
  leaveToPerson, lockReferral, moveReferral, takeBack, withAnotherSql, type LockedReferral,
} from '../modules/referrals/referral.record.js'; // prettier-ignore
import type { CollectionOrder, PartnerFault, PartnerNetwork } from '../partners/partner.js';
import { protectedSql } from '../modules/debtors/debtor.fields.js';
import { callPartner } from './partner-call.js';
import type { Platform } from '../platform.js';
import { addJob, type JobPayloads } from './queue.js';

/** Actor of what happens without a person. */
export const SYSTEM = 'system';

/** A referral, and the partner it is for. */
export interface Dispatch {
  readonly referralId: string;
  readonly partnerId: string;
  readonly partner: string;
  readonly network: PartnerNetwork;
  readonly status: ReferralStatus;
  readonly externalReference: string | null;
  /** Calls begun, finished or not. */
  readonly attempts: number;
  readonly unanswered: number;
  /** As first sent; null where it never was. */
  readonly order: OrderJson | null;
}

interface DispatchRow extends Omit<Dispatch, 'network'> {
  readonly network: string;
}

/** An order as it is kept: amounts as text, and the keys of the payments it tells of. */
interface OrderJson {
  readonly caseReference: string;
  readonly orderedOn: IsoDate;
  readonly currency: string;
  readonly paid: string;
  readonly payments: readonly string[];
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

const DISPATCH = `select r.id as "referralId", r.partner_id as "partnerId", p.name as partner, p.network, r.status,
    r.external_reference as "externalReference", r.attempts, r.unanswered, r.sent_order as order
  from referral r join partner p on p.id = r.partner_id where r.id = $1`;

/** Everything needed to speak to a partner of a referral. Throws where there is no such referral or its network is not known here. */
export async function loadDispatch(platform: Platform, referralId: string): Promise<Dispatch> {
  const rows: DispatchRow[] = await platform.db.query(DISPATCH, [referralId]);
  const row = rows[0];
  if (!row) throw new Error(`no referral ${referralId}`);
  return { ...row, network: networkOf(platform.networks, row.network) };
}

/** What the partner is sent. */
export function orderOf(
  referralId: string,
  { currency, claims, paid, payments: _payments, ...order }: OrderJson,
): CollectionOrder {
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
  if (dispatch.status !== 'QUEUED') return;
  const outcome = await callPartner(platform, dispatch.partnerId, attempt, () =>
    submitOnce(platform, dispatch, payload),
  );
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

/** The call itself; null where there was nothing to send, or nothing yet. */
async function submitOnce(
  platform: Platform,
  { referralId, network, partner }: Dispatch,
  payload: JobPayloads['submitReferral'],
): Promise<Result<Submitted | null, PartnerFault>> {
  const order = await platform.db.transaction((tx) => begin(tx, platform, payload));
  return order === null ? success(null) : network.submit(orderOf(referralId, order), partner);
}

/** Longest that a case waits for its former partner without anybody looking; that one's release sends it at once. */
const LOOK_AGAIN_MS = 600_000;

// The order of the first attempt is kept and sent again: a partner may refuse a repeat that differs from it.
const BEGIN = `update referral r set attempts = attempts + 1, unanswered = unanswered + 1, updated_at = now(),
    sent_order = coalesce(r.sent_order, jsonb_build_object('caseReference', c.reference, 'currency', c.currency,
    'orderedOn', (select decided_on from routing_decision where id = c.routing_id),
    'paid', (select coalesce(sum(amount_minor), 0)::text from payment where case_id = c.id
      and id not in (select payment_id from payment_reversal where case_id = c.id)),
    'payments', (select coalesce(jsonb_agg(id), '[]') from payment where case_id = c.id),
    'creditor', json_build_object('name', cr.name, 'country', cr.country, 'organisationNumber', cr.organisation_number),
    'debtor', json_build_object('type', de.type, 'name', de.name, 'country', de.country, 'language', de.language,
      'address', case when not ${protectedSql('de')} then de.address end,
      'email', de.email, 'phone', de.phone),
    'claims', (select json_agg(json_build_object('invoiceNumber', invoice_number, 'description', description, 'invoiceDate', invoice_date,
      'dueDate', due_date, 'principal', principal_minor::text) order by due_date, id) from claim where case_id = c.id)))
  from collection_case c join creditor cr on cr.id = c.creditor_id join debtor de on de.id = c.debtor_id
  where r.id = $1 and c.id = r.case_id and r.status = 'QUEUED' and c.status <> 'CLOSED' and not ${withAnotherSql('r')}
  returning r.sent_order as order`;

const HOLD_CASE = 'select from collection_case where id = (select case_id from referral where id = $1) for update';

/**
 * Writes an attempt down and fixes what it sends; null where the referral is not to be sent, or has to wait. Whoever books a
 * payment holds the case as we do here, so that each payment is either in the order or told of on its own.
 */
async function begin(
  tx: EntityManager,
  platform: Platform,
  payload: JobPayloads['submitReferral'],
): Promise<OrderJson | null> {
  const { referralId } = payload;
  await tx.query(HOLD_CASE, [referralId]);
  const [begun]: [{ order: OrderJson }[], number] = await tx.query(BEGIN, [referralId]);
  if (begun[0]) return begun[0].order;
  const referral = await lockReferral(tx, null, referralId);
  if (referral?.status !== 'QUEUED') return null;
  if (referral.row.state.status === 'CLOSED') await letGo(tx, platform, referral);
  else await addJob(tx, { name: 'submitReferral', payload }, LOOK_AGAIN_MS);
  return null;
}

/** The case was closed before it was handed over, or before we learnt that it had been. */
async function letGo(tx: EntityManager, platform: Platform, referral: LockedReferral): Promise<void> {
  const reason = 'The case is closed.';
  if (referral.attempts > 0) {
    return addJob(tx, { name: 'withdrawReferral', payload: { referralId: referral.id, reason } });
  }
  await moveReferral(tx, referral, 'WITHDRAWN', { on: platform.clock.today(), actor: SYSTEM, reason });
}

async function submitted(platform: Platform, referralId: string, externalReference: string | null): Promise<void> {
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (!referral) throw new Error(`no referral ${referralId}`);
    await tx.query(
      `update referral set external_reference = coalesce($2, external_reference), submitted_at = coalesce(submitted_at, now()),
         unanswered = greatest(unanswered - 1, 0), last_error = null, updated_at = now() where id = $1`,
      [referralId, externalReference],
    );
    if (referral.status === 'QUEUED') {
      const move = {
        on: platform.clock.today(),
        actor: SYSTEM,
        ...(externalReference !== null && { externalReference }),
      };
      await moveReferral(tx, referral, 'SUBMITTED', move);
      await tellOfPayments(tx, referral);
      // It may have been put on hold while nobody had it yet.
      if (referral.row.state.status === 'ON_HOLD') {
        await addJob(tx, { name: 'tellPause', payload: { caseId: referral.row.id } });
      }
    } else if (referral.status === 'WITHDRAWN' || referral.status === 'FAILED') {
      // Taken back while the call was under way: the partner has it now and must be told.
      await addJob(tx, {
        name: 'withdrawReferral',
        payload: { referralId, reason: 'Taken back before it was handed over.' },
      });
    }
  });
}

/** What came in between the order and its answer is in neither, and could not be told before there was a reference. */
async function tellOfPayments(tx: EntityManager, { id, row }: LockedReferral): Promise<void> {
  const rows: { paymentId: string }[] = await tx.query(
    `select y.id as "paymentId" from payment y join referral r on r.id = $2
     where y.case_id = $1 and y.referral_id is distinct from r.id and not r.sent_order->'payments' ? y.id::text`,
    [row.id, id],
  );
  for (const payload of rows) await addJob(tx, { name: 'notifyPartnerPayment', payload });
}

/**
 * A partner that says no has declined, unless an earlier attempt may have reached it. One that cannot be reached has
 * failed, and must not keep what it may have got. One that has something else under our key is a matter for a person.
 */
async function givenUp(platform: Platform, referralId: string, fault: PartnerFault): Promise<void> {
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    await noteFault(tx, referralId, fault);
    const answered = fault.code === 'REFUSED' || fault.code === 'CONFLICT';
    if (answered) await tx.query(ONE_ANSWERED, [referralId]);
    if (referral?.status !== 'QUEUED') return;
    const move = { on: platform.clock.today(), actor: SYSTEM, reason: fault.detail };
    if (fault.code === 'CONFLICT') {
      await moveReferral(tx, referral, 'FAILED', move);
      return leaveToPerson(tx, platform, referral, move);
    }
    // This attempt is one of those without an answer, until here.
    const declined = fault.code === 'REFUSED' && referral.unanswered === 1;
    if (declined) return takeBack(tx, platform, referral, 'DECLINED', move);
    await addJob(tx, {
      name: 'withdrawReferral',
      payload: { referralId, reason: 'It could not be handed over in time.' },
    });
    await takeBack(tx, platform, referral, 'FAILED', move);
  });
}

const ONE_ANSWERED = 'update referral set unanswered = greatest(unanswered - 1, 0) where id = $1';

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
