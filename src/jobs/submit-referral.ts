import type { DataSource, EntityManager } from 'typeorm';
import type { ReferralStatus } from '../domain/facts.js';
import { inWords } from '../domain/money.js';
import { success, type Result } from '../domain/result.js';
import { tellHolder } from '../modules/referrals/referral.money.js';
import {
  leaveToPerson, leaveToReview, lockReferral, moveReferral, takeBack, type LockedReferral,
} from '../modules/referrals/referral.record.js'; // prettier-ignore
import type { PartnerFault, PartnerNetwork } from '../partners/partner.js';
import { MAY_BE_SENT, OF_ORDER, ORDER, orderOf, type OrderJson } from './collection-order.js';
import { callPartner } from './partner-call.js';
import { previewed } from './preview-referral.js';
import type { Platform } from '../platform.js';
import { prepared } from '../data-source.js';
import { addJob, type JobPayloads } from './queue.js';

/** Actor of what happens without a person. */
export const SYSTEM = 'system';

/** A referral, and the partner it is for. */
export interface Dispatch {
  readonly referralId: string;
  readonly partnerId: string;
  readonly partner: string;
  readonly network: PartnerNetwork;
  /** Whether the partner is to get no new cases. */
  readonly suspended: boolean;
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

const DISPATCH = `select r.id as "referralId", r.partner_id as "partnerId", p.name as partner, p.network, p.suspended, r.status,
    r.external_reference as "externalReference", r.attempts, r.unanswered, r.sent_order as order
  from referral r join partner p on p.id = r.partner_id where r.id = $1`;

/** Everything needed to speak to a partner of a referral. Throws where there is no such referral or its network is not known here. */
export async function loadDispatch(platform: Platform, referralId: string): Promise<Dispatch> {
  const rows: DispatchRow[] = await platform.db.query(DISPATCH, [referralId]);
  const row = rows[0];
  if (!row) throw new Error(`no referral ${referralId}`);
  return { ...row, network: networkOf(platform.networks, row.network) };
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
  if (dispatch.suspended && dispatch.attempts === 0) return routeElsewhere(platform, referralId);
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

/** The partner was suspended before anybody spoke to it of the case: to it that is a new one, and somebody else is to have it. */
async function routeElsewhere(platform: Platform, referralId: string): Promise<void> {
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (referral?.status !== 'QUEUED' || referral.attempts > 0) return;
    const move = { on: platform.clock.today(), actor: SYSTEM, reason: 'The partner is suspended.' };
    await takeBack(tx, platform, referral, 'WITHDRAWN', move);
  });
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
  const goes = await previewed(platform, referralId, network, partner);
  if (!goes.ok) return goes;
  if (!goes.value) return success(null);
  const order = await platform.db.transaction((tx) => begin(tx, platform, payload));
  return order === null ? success(null) : network.submit(orderOf(referralId, order), partner);
}

/** Longest that a case waits for its former partner without anybody looking; that one's release sends it at once. */
const LOOK_AGAIN_MS = 600_000;

// The order of the first attempt is kept and sent again: a partner may refuse a repeat that differs from it.
const BEGIN = prepared(`update referral r set attempts = attempts + 1, unanswered = unanswered + 1, updated_at = now(),
    sent_order = coalesce(r.sent_order, ${ORDER})
  ${OF_ORDER} and r.id = $1 and ${MAY_BE_SENT} returning r.sent_order as order`);

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
      await tellOfTheRest(tx, referral);
      await tellOfReversals(tx, platform, referral);
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

/** What came in, or was credited, between the order and its answer is in neither, and could not be told before there was a reference. */
async function tellOfTheRest(tx: EntityManager, { id, row }: LockedReferral): Promise<void> {
  const paid: { paymentId: string }[] = await tx.query(
    `select y.id as "paymentId" from payment y join referral r on r.id = $2
     where y.case_id = $1 and y.referral_id is distinct from r.id and not r.sent_order->'payments' ? y.id::text
       and not exists (select from payment_reversal v where v.payment_id = y.id)`,
    [row.id, id],
  );
  for (const payload of paid) await addJob(tx, { name: 'notifyPartnerPayment', payload });
  const credited: { creditNoteId: string }[] = await tx.query(
    `select n.id as "creditNoteId" from credit_note n join referral r on r.id = $2
     where n.case_id = $1 and not coalesce(r.sent_order->'creditNotes', '[]') ? n.id::text`,
    [row.id, id],
  );
  for (const payload of credited) await addJob(tx, { name: 'tellCreditNote', payload });
}

/** What the order told of as paid, and was taken back before anybody could be told. */
async function tellOfReversals(tx: EntityManager, platform: Platform, { id, row }: LockedReferral): Promise<void> {
  const reversed: { paymentId: string; minor: string; currency: string }[] = await tx.query(
    `select y.id as "paymentId", y.amount_minor as minor, y.amount_currency as currency
     from payment_reversal v join payment y on y.id = v.payment_id join referral r on r.id = $2
     where v.case_id = $1 and r.sent_order->'payments' ? y.id::text order by v.created_at, y.id`,
    [row.id, id],
  );
  const report = { on: platform.clock.today(), actor: SYSTEM };
  for (const { paymentId, minor, currency } of reversed) {
    const amount = inWords({ minor: BigInt(minor), currency });
    await tellHolder(tx, platform, row, { paymentId, amount }, report);
  }
}

/**
 * A partner that says no has declined, unless an earlier attempt may have reached it. One that cannot be reached has
 * failed, and must not keep what it may have got. One that has something else under our key, or needs what we
 * do not know of the case, is a matter for a person.
 */
async function givenUp(platform: Platform, referralId: string, fault: PartnerFault): Promise<void> {
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    await noteFault(tx, referralId, fault);
    const answered = fault.code === 'REFUSED' || fault.code === 'CONFLICT' || fault.code === 'INCOMPLETE';
    if (answered) await tx.query(ONE_ANSWERED, [referralId]);
    if (referral?.status !== 'QUEUED') return;
    const move = { on: platform.clock.today(), actor: SYSTEM, reason: fault.detail };
    if (fault.code === 'CONFLICT') {
      await moveReferral(tx, referral, 'FAILED', move);
      return leaveToPerson(tx, platform, referral, move);
    }
    if (fault.code === 'INCOMPLETE') return leaveToReview(tx, platform, referral, move);
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
