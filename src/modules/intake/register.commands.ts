import { QueryFailedError, type EntityManager } from 'typeorm';
import { jurisdictionOf } from '../../countries/index.js';
import type { IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import { NOTHING_YET, type CaseFacts, type ClaimKind } from '../../domain/facts.js';
import { type Refusal, ruleRefusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import type { RoutingDecision, RoutingWorld } from '../../domain/routing.js';
import { DEFAULT_STRATEGY } from '../../domain/strategy.js';
import { keyOwner, withIdempotency } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { readingRole } from '../../graphql/scope.js';
import type { Platform, Viewer } from '../../platform.js';
import { decideRoute, isUsable, loadRoutingWorld, routingFacts } from '../routing/routing.world.js';
import { Problems } from '../../graphql/problems.js';
import { openTasks } from '../tasks/task.record.js';
import { caseToJoin } from './bundling.js';
import { findDuplicates, type Likeness } from './duplicates.js';
import { checkCase, type CaseDraft, type CaseRequest } from './register.checks.js';
import { joinCase, writeCase, type HandOver } from './register.record.js';

/** Key of the registered case. */
export interface Registered {
  readonly caseId: string;
}

type Answer = Result<Registered, readonly Refusal[]>;

/** The creditor's part in a registration. */
export interface CreditorRow {
  readonly id: string;
  readonly country: string;
  readonly vatLiable: boolean;
  readonly preferredPartnerIds: readonly string[];
  /** What its claims are owed for that do not say so. */
  readonly sector: ClaimKind;
}

/**
 * How a call asks who works cases on a day; calls of many rows remember the answer. Read on the transaction's own
 * connection: if each took a second one, as many registrations as there are connections would wait for ever.
 */
type WorldOn = (on: IsoDate, tx: EntityManager) => Promise<RoutingWorld>;

/** Most rows of one `registerCases`. */
const MOST_ROWS = 500;

/** The creditor's key as far as the viewer may register for it: the agency for all, a creditor for itself. */
export function creditorKey(viewer: Viewer, creditorId: string): string | null {
  const key = keyOf('Creditor', creditorId);
  const role = readingRole(viewer);
  return role === 'AGENT' || (role === 'CREDITOR' && key === viewer.creditorId) ? key : null;
}

/**
 * Registers a case: debtor, claims, route, first postings and events, and the referral where a partner is to work it. All
 * of it is written, or on any refusal nothing.
 */
export async function registerCase(
  platform: Platform,
  viewer: Viewer,
  request: CaseRequest,
  worldOn: WorldOn = (on, tx) => loadRoutingWorld(platform, on, tx),
): Promise<Answer> {
  const { idempotencyKey, ...input } = request;
  const repeatable = { subject: keyOwner(viewer), key: idempotencyKey ?? null, operation: 'registerCase', input };
  return registerOnce(platform, viewer, request, repeatable, worldOn);
}

/** The same for a request that is part of another operation, with that operation's key. */
export async function registerOnce(
  platform: Platform,
  viewer: Viewer,
  request: CaseRequest,
  repeatable: Parameters<typeof withIdempotency>[1],
  worldOn: WorldOn,
): Promise<Answer> {
  const creditorId = creditorKey(viewer, request.creditorId);
  if (creditorId === null) {
    return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field: ['creditorId'] }]);
  }
  const client = async () => success({ creditorId, handedOver: null });
  return registerFor(platform, viewer, request, repeatable, client, worldOn);
}

/** Undoes what was written before a request was refused. */
class NothingKept extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super('refused');
  }
}

/** Whose case is registered, and the partner that hands it over where one does. */
export interface Client {
  readonly creditorId: string;
  readonly handedOver: HandOver | null;
  /** True where the claims are to join an open case of the same parties that has not begun, as the law would have them worked together. */
  readonly bundled?: true;
}

/** The same for whatever creditor `clientOf` finds, or makes, in the transaction; its `creditorId` is a key. */
export async function registerFor(
  platform: Platform,
  viewer: Viewer,
  request: Omit<CaseRequest, 'creditorId'>,
  repeatable: Parameters<typeof withIdempotency>[1],
  clientOf: (tx: EntityManager) => Promise<Result<Client, readonly Refusal[]>>,
  worldOn: WorldOn = (on, tx) => loadRoutingWorld(platform, on, tx),
): Promise<Answer> {
  let creditorId: string | null = null;
  try {
    return await platform.db.transaction((tx) =>
      withIdempotency(tx, repeatable, async () => {
        const client = await clientOf(tx);
        if (!client.ok) throw new NothingKept(client.refusal);
        ({ creditorId } = client.value);
        const answer = await register(tx, platform, viewer, client.value, request, worldOn);
        // The creditor may have been made or changed for it.
        if (!answer.ok) throw new NothingKept(answer.refusal);
        return answer;
      }),
    );
  } catch (fault) {
    if (fault instanceof NothingKept) return refused(fault.refusals);
    const refusals = await refusalsBehind(fault, platform, creditorId, request);
    if (refusals.length === 0) throw fault;
    return refused(refusals);
  }
}

/** Row by row: each is a case of its own, registered or refused alone. */
export async function registerCases(
  platform: Platform,
  viewer: Viewer,
  requests: readonly CaseRequest[],
): Promise<Result<readonly Answer[], readonly Refusal[]>> {
  if (requests.length > MOST_ROWS) {
    return refused([
      { code: 'INVALID_INPUT', text: 'INVALID_INPUT.tooManyRows', params: { maximum: MOST_ROWS }, field: [] },
    ]);
  }
  const worldOn = rememberedWorld(platform);
  const answers: Answer[] = [];
  for (const request of requests) answers.push(await registerCase(platform, viewer, request, worldOn));
  return success(answers);
}

/** Reads who works cases once for each day asked. */
export function rememberedWorld(platform: Platform): WorldOn {
  const worlds = new Map<IsoDate, Promise<RoutingWorld>>();
  return (on, tx) => {
    const known = worlds.get(on);
    if (known) return known;
    const world = loadRoutingWorld(platform, on, tx);
    worlds.set(on, world);
    // What failed is not remembered: the next row asks anew.
    world.catch(() => worlds.delete(on));
    return world;
  };
}

async function register(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  { creditorId, handedOver, bundled }: Client,
  request: Omit<CaseRequest, 'creditorId'>,
  worldOn: WorldOn,
): Promise<Answer> {
  const creditors: CreditorRow[] = await tx.query(
    `select id, country, vat_liable as "vatLiable", preferred_partner_ids as "preferredPartnerIds",
       coalesce((select content->>'sector' from strategy where creditor_id = creditor.id order by version desc limit 1), $2) as sector
     from creditor where id = $1`,
    [creditorId, DEFAULT_STRATEGY.sector],
  );
  const creditor = creditors[0];
  if (!creditor) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field: ['creditorId'] }]);
  const law = jurisdictionOf(request.debtor.country);
  const today = platform.clock.today(law?.timeZone);
  const problems = new Problems();
  const draft = checkCase(request, law, today, creditor.sector, problems);
  const refusals = [...problems.refusals, ...(await registeredAlready(tx, creditorId, request))];
  if (refusals.length > 0) return refused(refusals);
  const alike = await findDuplicates(tx, platform, creditorId, draft);
  if (alike.refusals.length > 0) return refused(alike.refusals);
  const world = await worldOn(today, tx);
  const decision = routeDraft(draft, creditor, world, handedOver);
  if (decision.refusal) return refused([inTermsOfInput(decision.refusal, draft)]);
  const joined =
    bundled && law && decision.kind === 'COUNTRY_MODULE' && (await caseToJoin(tx, platform, creditorId, draft));
  if (joined) {
    await joinCase(tx, platform, viewer.subject, joined, draft, today, law.bundling(today));
    await askWhetherSame(tx, { caseId: joined.id, creditorId }, alike.similar, today);
    return success({ caseId: joined.id });
  }
  const partner = world.partners.find(({ id }) => id === decision.partnerId)?.name ?? null;
  const whose = { creditor, handedOver };
  const caseId = await writeCase(tx, platform, viewer.subject, whose, draft, decision, partner);
  await askWhetherSame(tx, { caseId, creditorId }, alike.similar, today);
  return success({ caseId });
}

/** A person finds out whether claims that are like others are the same. */
function askWhetherSame(
  tx: EntityManager,
  row: { readonly caseId: string; readonly creditorId: string },
  similar: readonly Likeness[],
  on: IsoDate,
): Promise<void> {
  const drafts = similar.map((params) => {
    return { ...row, referralId: null, subject: params.invoiceNumber, dueOn: on, params: { ...params } };
  });
  return openTasks(tx, 'SIMILAR_CLAIM', on, drafts);
}

function routeDraft(
  draft: CaseDraft,
  creditor: CreditorRow,
  world: RoutingWorld,
  handedOver: HandOver | null,
): RoutingDecision {
  const facts: CaseFacts = {
    currency: draft.currency,
    debtorType: draft.debtor.type,
    creditorVatLiable: creditor.vatLiable,
    registeredOn: world.on,
    claims: draft.claims,
    ...NOTHING_YET,
    notices: draft.notices,
    disputed: draft.disputed,
  };
  const circumstances = {
    creditorCountry: creditor.country,
    debtorCountry: draft.debtor.country,
    hasAddress: isUsable(draft.debtor.address),
    preferredPartnerIds: creditor.preferredPartnerIds,
    referredByPartnerId: handedOver?.partnerId ?? null,
  };
  return decideRoute(routingFacts(facts, circumstances), world);
}

/** The refusal of a route or a law, pointing at the part of the input it comes from. */
function inTermsOfInput(
  refusal: Refusal,
  { claims }: { readonly claims: readonly { readonly dueDate: IsoDate }[] },
): Refusal {
  if (refusal.code === 'DISPUTED_CLAIM') return { ...refusal, field: ['disputed'] };
  const dueDates = claims.map(({ dueDate }) => dueDate);
  const ordered = [...dueDates].sort();
  const decisive = refusal.code === 'TOO_EARLY' ? ordered.at(-1)! : ordered[0]!;
  return { ...refusal, field: ['claims', String(dueDates.indexOf(decisive)), 'dueDate'] };
}

/** One refusal for each claim whose number the creditor has used before. */
async function registeredAlready(
  db: Pick<EntityManager, 'query'>,
  creditorId: string,
  { claims }: Pick<CaseRequest, 'claims'>,
): Promise<Refusal[]> {
  const numbers = claims.map(({ invoiceNumber }) => invoiceNumber.trim()).filter((number) => !number.includes('\0'));
  const rows: { number: string }[] = await db.query(
    'select invoice_number as number from claim where creditor_id = $1 and invoice_number = any($2)',
    [creditorId, numbers],
  );
  const used = new Set(rows.map(({ number }) => number));
  return claims.flatMap((claim, index): Refusal[] => {
    const invoiceNumber = claim.invoiceNumber.trim();
    if (!used.has(invoiceNumber)) return [];
    const field = ['claims', String(index), 'invoiceNumber'];
    return [{ code: 'DUPLICATE_CLAIM', text: 'DUPLICATE_CLAIM.invoice', params: { invoiceNumber }, field }];
  });
}

/** What a fault means for the request: a claim somebody else registered meanwhile, or a law not known; nothing where it is a fault. */
async function refusalsBehind(
  fault: unknown,
  platform: Platform,
  creditorId: string | null,
  request: Pick<CaseRequest, 'claims'>,
): Promise<readonly Refusal[]> {
  if (fault instanceof RuleNotEncoded) return [inTermsOfInput(ruleRefusal(fault), request)];
  const constraint =
    fault instanceof QueryFailedError ? (fault.driverError as { constraint?: string }).constraint : undefined;
  return constraint === 'claim_creditor_id_invoice_number_key' && creditorId !== null
    ? registeredAlready(platform.db, creditorId, request)
    : [];
}
