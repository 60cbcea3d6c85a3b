import type { EntityManager } from 'typeorm';
import { addDays, type IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import type { CaseStatus } from '../../domain/facts.js';
import { type Refusal, ruleRefusal } from '../../domain/refusal.js';
import { refused } from '../../domain/result.js';
import type { RoutingDecision, RoutingWorld } from '../../domain/routing.js';
import { OPEN_REFERRAL_STATUSES } from '../../graphql/enums.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import type { Address } from '../../graphql/types.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform, Viewer } from '../../platform.js';
import { actOnCase, textRefusals, type CaseAtHand, type CaseResult } from '../cases/case.access.js';
import { changeCase, recordEvent, reschedule, type EventRecord, type LockedCase } from '../cases/case.record.js';
import { businessDate } from '../cases/case.working.js';
import { paymentReference } from '../cases/payment-reference.js';
import { queueReferral, storeDecision } from './routing.record.js';
import { decideRoute, isUsable, loadRoutingWorld, routingFacts } from './routing.world.js';
import { closeTasks } from '../tasks/task.record.js';

/** Ids are global. Without a partner the rules decide anew. */
export interface Rerouting {
  readonly caseId: string;
  readonly partnerId?: string | null;
  readonly reason: string;
}

/** Routes a case anew, by the rules as they stand today or to the partner a case handler chose. The partner that had it is told. */
export async function rerouteCase(platform: Platform, viewer: Viewer, input: Rerouting): Promise<CaseResult> {
  const blank = textRefusals(input.reason, 'reason');
  if (blank.length > 0) return refused(blank);
  try {
    return await actOnCase(platform, viewer, input.caseId, 'REROUTE', (atHand) =>
      reroute(platform, viewer, atHand, { to: input.partnerId || null, field: 'partnerId', reason: input.reason }),
    );
  } catch (fault) {
    if (!(fault instanceof RuleNotEncoded)) throw fault;
    return refused([ruleRefusal(fault)]);
  }
}

/** Where a person wants a case. */
export interface Destination {
  /** Global id of a partner; HOME for ourselves, or a person where we have no module; null lets the rules decide. */
  readonly to: string | typeof HOME | null;
  /** The part of the input that said so. */
  readonly field: string;
  readonly reason: string;
}

/** No text a client could give for a partner's id. */
export const HOME: unique symbol = Symbol('home');

/** Routes a case in hand anew. The partner that had it is told, and owes us its data on it; refusals where that cannot be. */
export async function reroute(
  platform: Platform,
  viewer: Viewer,
  { tx, row, today }: CaseAtHand,
  { to, field, reason }: Destination,
): Promise<Refusal[]> {
  const world = await loadRoutingWorld(platform, today, tx);
  const wanted = typeof to === 'string' ? keyOf('Partner', to) : null;
  if (typeof to === 'string' && !world.partners.some(({ id }) => id === wanted)) {
    return [{ code: 'NOT_FOUND', text: 'NOT_FOUND.partner', field: [field] }];
  }
  const holder = await openReferral(tx, row);
  const decision = await decideAnew(tx, row, await withinReach(tx, row, world, to), wanted);
  if (decision.refusal) return [decision.refusal];
  if (wanted !== null && decision.partnerId !== wanted) return [{ code: 'NOT_COVERED', field: [field] }];
  // Withdrawing a case from the partner that would get it again would only cost time.
  if (holder !== null && holder.partnerId === decision.partnerId) return [{ code: 'INVALID_STATE', field: [field] }];
  if (holder !== null) await withdraw(tx, holder.id, today, reason);
  // Where a partner could not be told to let go, the person who routes the case by hand has settled that with it.
  await tx.query(
    'update referral set released_at = now() where case_id = $1 and release_failed_at is not null and released_at is null',
    [row.id],
  );
  await closeTasks(tx, ['HANDOVER_UNSETTLED'], { caseId: row.id }, today);
  await followDecision(tx, platform, row, decision, world, viewer.subject, reason);
  return [];
}

/**
 * Finds somebody else for a case whose partner declined it, could not be reached, or was suspended before it was sent. That partner's referral is no longer
 * open when this is called; whoever turned the case down before is not asked again. Nothing happens to a closed case.
 */
export async function rerouteAfterDecline(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  partnerId: string,
): Promise<void> {
  if (row.state.status === 'CLOSED') return;
  const on = businessDate(platform.clock, row.country);
  const world = await loadRoutingWorld(platform, on, tx);
  const decision = await decideAnew(tx, row, await withoutDecliners(tx, row, world, partnerId), null);
  // A claim in dispute, or barred since it was registered, is not handed on; a person looks at it.
  await followDecision(tx, platform, row, decision.refusal ? forReview(decision) : decision, world, 'system', null);
}

/** Takes an open case from everybody until a case handler has looked at it. A referral under way is withdrawn. */
export async function sendToReview(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  reason: string | null = null,
): Promise<void> {
  if (row.state.status === 'CLOSED') return;
  const on = businessDate(platform.clock, row.country);
  const world = await loadRoutingWorld(platform, on, tx);
  const decision = forReview(await decideAnew(tx, row, world, null));
  const holder = await openReferral(tx, row);
  if (holder !== null) await withdraw(tx, holder.id, on, 'A case handler must look at the case first.');
  await followDecision(tx, platform, row, decision, world, 'system', reason);
}

function forReview(decision: RoutingDecision): RoutingDecision {
  const candidates = decision.candidates.map((candidate) =>
    candidate.chosen ? { ...candidate, kind: 'MANUAL_REVIEW' as const } : candidate,
  );
  return { ...decision, kind: 'MANUAL_REVIEW', partnerId: null, fee: null, candidates, refusal: null };
}

/** Who may get a case that a person moves: a partner by name is asked again, home is nobody else's. */
async function withinReach(
  tx: EntityManager,
  row: LockedCase,
  world: RoutingWorld,
  to: Destination['to'],
): Promise<RoutingWorld> {
  if (to === HOME) return { ...world, partners: [] };
  return to === null ? withoutDecliners(tx, row, world) : world;
}

/**
 * Partners that turned the case down would send it straight back: to the rules that is the loop they guard against. When one
 * declines, it does not go back of itself to one that it was taken from either.
 */
async function withoutDecliners(
  tx: EntityManager,
  row: LockedCase,
  world: RoutingWorld,
  decliner?: string,
): Promise<RoutingWorld> {
  const rows: { partnerId: string }[] = await tx.query(
    `select distinct partner_id as "partnerId" from referral
     where case_id = $1 and (status in ('DECLINED', 'FAILED') or $2 and status = 'WITHDRAWN' and attempts > 0)`,
    [row.id, decliner !== undefined],
  );
  const decliners = new Set([decliner, ...rows.map(({ partnerId }) => partnerId)]);
  const partners = world.partners.map((partner) =>
    decliners.has(partner.id) ? { ...partner, forwardsTo: [...partner.forwardsTo, row.country] } : partner,
  );
  return { ...world, partners };
}

async function decideAnew(
  tx: EntityManager,
  row: LockedCase,
  world: RoutingWorld,
  overridePartnerId: string | null,
): Promise<RoutingDecision> {
  const rows: {
    creditorCountry: string;
    preferredPartnerIds: string[];
    debtorCountry: string;
    address: Address | null;
  }[] = await tx.query(
    `select c.country as "creditorCountry", c.preferred_partner_ids as "preferredPartnerIds", d.country as "debtorCountry", d.address
       from creditor c, debtor d where c.id = $1 and d.id = $2`,
    [row.creditorId, row.debtorId],
  );
  const { address, ...parties } = rows[0]!;
  const circumstances = {
    ...parties,
    hasAddress: isUsable(address),
    ...(overridePartnerId !== null && { overridePartnerId }),
    referredByPartnerId: row.referredByPartnerId,
  };
  return decideRoute(routingFacts(row.state.facts, circumstances), world);
}

/** Makes a new decision the one in force: stores it beside the old ones, queues the referral, and sets the case's status. */
async function followDecision(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  decision: RoutingDecision,
  world: RoutingWorld,
  actor: string,
  reason: string | null,
): Promise<void> {
  const { kind, country, partnerId, decidedOn: on } = decision;
  const routingId = uuidv7();
  await storeDecision(tx, row, routingId, decision);
  const referralId = partnerId === null ? null : await queueReferral(tx, row, partnerId, decision.fee);
  const partner = world.partners.find(({ id }) => id === partnerId)?.name;
  const resting: CaseStatus = kind === 'COUNTRY_MODULE' ? 'ACTIVE' : 'REGISTERED';
  // What holds the case still holds it, whoever works it.
  const moves = row.state.status !== 'ON_HOLD' && row.state.status !== resting;
  const params = { country, ...(partner !== undefined && { partner }), ...(reason !== null && { reason }) };
  const event: EventRecord = { type: kind === 'MANUAL_REVIEW' ? 'manualReview' : 'rerouted', on, actor, params };
  await changeCase(
    tx,
    row,
    { ...(moves && { status: resting }), routeKind: kind, routingId, referralId, country },
    event,
  );
  if (partner !== undefined) await recordEvent(tx, row, { type: 'referralQueued', on, actor, params: { partner } });
  if (kind === 'COUNTRY_MODULE') await renumber(tx, row, decision);
  await reschedule(tx, platform, row.id);
}

/** A case that comes to us gets the payment reference its country's banks know. */
async function renumber(tx: EntityManager, row: LockedCase, decision: RoutingDecision): Promise<void> {
  const rows: { serial: string }[] = await tx.query('select serial from collection_case where id = $1', [row.id]);
  const reference = paymentReference(BigInt(rows[0]!.serial), decision);
  await tx.query('update collection_case set payment_reference = $2 where id = $1', [row.id, reference]);
}

async function openReferral(tx: EntityManager, row: LockedCase): Promise<{ id: string; partnerId: string } | null> {
  const rows: { id: string; partnerId: string }[] = await tx.query(
    `select id, partner_id as "partnerId" from referral where case_id = $1 and status = any($2) for update`,
    [row.id, OPEN_REFERRAL_STATUSES],
  );
  return rows[0] ?? null;
}

/** Days within which a partner that has lost a case gives back what it holds on it. */
const DATA_WITHIN_DAYS = 30;

async function withdraw(tx: EntityManager, referralId: string, on: IsoDate, reason: string): Promise<void> {
  await tx.query(
    `update referral set status = 'WITHDRAWN', ended_on = $2, data_due_on = case when attempts > 0 then $3::date end,
       updated_at = now() where id = $1`,
    [referralId, on, addDays(on, DATA_WITHIN_DAYS)],
  );
  await addJob(tx, { name: 'withdrawReferral', payload: { referralId, reason } });
}
