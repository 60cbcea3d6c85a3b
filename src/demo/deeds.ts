import { addDays, type IsoDate } from '../domain/date.js';
import { balance } from '../domain/balance.js';
import { formatAmount } from '../domain/money.js';
import type { Refusal } from '../domain/refusal.js';
import { success, type Result } from '../domain/result.js';
import { globalId } from '../graphql/ids.js';
import { loadCaseStates } from '../modules/cases/case.facts.js';
import { lawOf } from '../modules/cases/case.working.js';
import { disputeCase } from '../modules/disputes/dispute.commands.js';
import { resolveDispute } from '../modules/disputes/resolve.commands.js';
import { pauseCase, resumeCase, withdrawCase } from '../modules/cases/hold.commands.js';
import { registerCase } from '../modules/intake/register.commands.js';
import { approveStep } from '../modules/notices/approval.commands.js';
import { recordPayment } from '../modules/payments/payment.commands.js';
import {
  acceptReferral, answerInquiry, askInquiry, declineReferral, reportReferral, reportReferralPayment,
} from '../modules/referrals/referral.commands.js'; // prettier-ignore
import { rerouteCase } from '../modules/routing/routing.commands.js';
import type { Platform, Viewer } from '../platform.js';
import { CREDITORS, DEBTORS, type CreditorName } from './parties.js';
import type { DemoCase, PartnerDeed, Scene } from './story.js';

/** The case handler of the demo. */
export const DEMO_AGENT: Viewer = {
  subject: 'agent@fordring.example',
  roles: ['AGENT'],
  creditorId: null,
  partnerId: null,
};

/** Where the demo plays. */
export interface Stage {
  readonly platform: Platform;
  /** The first day of the story. */
  readonly from: IsoDate;
  /** Keys of rows. */
  readonly creditorIds: Readonly<Record<CreditorName, string>>;
}

type Outcome = Result<unknown, readonly Refusal[]>;

/** Does one scene through the command a client would use, on the business date. A scene whose case was refused does nothing. */
export async function perform(stage: Stage, scene: Scene): Promise<Outcome> {
  const { platform } = stage;
  const { deed } = scene;
  if (deed.do === 'register') return register(stage, scene.of);
  const key = await caseKey(stage, scene.of);
  if (key === null) return success(null);
  const caseId = globalId('Case', key);
  switch (deed.do) {
    case 'approve':
      return approveWhereAsked(platform, key);
    case 'pay':
      return pay(stage, scene, key, deed);
    case 'dispute':
      return disputeCase(platform, DEMO_AGENT, { caseId, reason: deed.text });
    case 'resolve':
      return resolveDispute(platform, DEMO_AGENT, { caseId, upheld: deed.upheld, resolution: deed.text });
    case 'withdraw':
      return withdrawCase(platform, DEMO_AGENT, { caseId, reason: deed.text });
    case 'pause':
      return pauseCase(platform, DEMO_AGENT, caseId, deed.text);
    case 'resume':
      return resumeCase(platform, DEMO_AGENT, caseId);
    case 'reroute':
      return reroute(platform, caseId, deed);
    case 'accept':
    case 'work':
    case 'ask':
    case 'answer':
    case 'decline':
    case 'collect':
    case 'close':
      return atPartner(stage, scene, key, deed);
  }
}

/** A registration again, after a refusal or an interruption, is the same request. */
function register({ platform, from, creditorIds }: Stage, demoCase: DemoCase): Promise<Outcome> {
  const { key, creditor, debtor, amounts, currency = CREDITORS[creditor].currency } = demoCase;
  const dueDate = addDays(from, demoCase.day - demoCase.overdue);
  return registerCase(platform, DEMO_AGENT, {
    idempotencyKey: `demo ${key}`,
    creditorId: globalId('Creditor', creditorIds[creditor]),
    debtor: DEBTORS[debtor],
    claims: amounts.map((amount, index) => ({
      invoiceNumber: invoiceNumber(key, index),
      description: DESCRIPTIONS[creditor],
      invoiceDate: addDays(dueDate, -14),
      dueDate,
      principal: { amount, currency },
    })),
  });
}

const invoiceNumber = (key: string, index: number): string => (index === 0 ? key : `${key}-${index + 1}`);

/** What each creditor sells, as its debtors will read it. */
const DESCRIPTIONS: Readonly<Record<CreditorName, string>> = {
  power: 'Strøm og nettleie',
  gym: 'Medlemskap treningssenter',
  supplier: 'Leverans av varor',
  electricity: 'Sähkölasku',
  machinery: 'Spare parts and service',
};

async function caseKey({ platform, creditorIds }: Stage, { key, creditor }: DemoCase): Promise<string | null> {
  const rows: { id: string }[] = await platform.db.query(
    'select case_id as id from claim where creditor_id = $1 and invoice_number = $2',
    [creditorIds[creditor], invoiceNumber(key, 0)],
  );
  return rows[0]?.id ?? null;
}

/** The creditor looks whether something waits for it; often nothing does. */
async function approveWhereAsked(platform: Platform, key: string): Promise<Outcome> {
  const state = (await loadCaseStates(platform.db, [key])).get(key)!;
  return state.status === 'AWAITING_APPROVAL'
    ? approveStep(platform, DEMO_AGENT, globalId('Case', key))
    : success(null);
}

/** Percent of what is left to pay today, in minor units; null where nothing is, or the case is over. */
async function shareOf(platform: Platform, key: string, percent: number) {
  const state = (await loadCaseStates(platform.db, [key])).get(key)!;
  const law = lawOf(platform.laws, state);
  const { outstanding } = balance(state.facts, law, platform.clock.today(law?.timeZone));
  const { currency } = state.facts;
  const minor = (outstanding * BigInt(percent)) / 100n;
  return state.status === 'CLOSED' || minor <= 0n ? null : { amount: formatAmount(minor, currency), currency };
}

async function pay(
  { platform }: Stage,
  scene: Scene,
  key: string,
  { share, toCreditor = false }: { share: number; toCreditor?: boolean },
): Promise<Outcome> {
  const amount = await shareOf(platform, key, share);
  if (!amount) return success(null);
  return recordPayment(platform, DEMO_AGENT, {
    idempotencyKey: `demo ${scene.of.key} ${scene.number}`,
    caseId: globalId('Case', key),
    amount,
    receivedOn: platform.clock.today(),
    paidToCreditor: toCreditor,
  });
}

async function reroute(
  platform: Platform,
  caseId: string,
  { partner, text }: { partner: string; text: string },
): Promise<Outcome> {
  const rows: { id: string }[] = await platform.db.query('select id from partner where name = $1', [partner]);
  return rerouteCase(platform, DEMO_AGENT, { caseId, partnerId: globalId('Partner', rows[0]!.id), reason: text });
}

interface Desk {
  readonly referralId: string;
  readonly partnerId: string;
  readonly reference: string;
  readonly inquiryId: string | null;
}

/** What the agency that has the case does, or is told, in the graph. */
async function atPartner({ platform }: Stage, scene: Scene, key: string, deed: PartnerDeed): Promise<Outcome> {
  const rows: Desk[] = await platform.db.query(
    `select r.id as "referralId", r.partner_id as "partnerId", c.reference,
       (select id from inquiry where referral_id = r.id and answer is null order by id limit 1) as "inquiryId"
     from collection_case c join referral r on r.id = c.referral_id where c.id = $1`,
    [key],
  );
  const desk = rows[0];
  if (!desk) return success(null);
  const viewer = demoPartner(desk.partnerId);
  const referralId = globalId('Referral', desk.referralId);
  switch (deed.do) {
    case 'accept':
      return acceptReferral(platform, viewer, referralId, `AG-${desk.reference}`);
    case 'work':
      return reportReferral(platform, viewer, { referralId, status: 'ACTIVE', note: 'First letter sent.' });
    case 'decline':
      return declineReferral(platform, viewer, referralId, deed.text);
    case 'ask':
      return askInquiry(platform, viewer, { referralId, question: deed.text });
    case 'answer':
      return desk.inquiryId === null
        ? success(null)
        : answerInquiry(platform, DEMO_AGENT, { inquiryId: globalId('Inquiry', desk.inquiryId), answer: deed.text });
    case 'close':
      return reportReferral(platform, viewer, {
        referralId,
        status: 'CLOSED',
        closeReason: deed.reason,
        note: deed.text,
      });
    case 'collect':
      return collect(platform, scene, key, referralId, viewer, deed.share);
  }
}

/** Somebody at a partner agency. */
export const demoPartner = (partnerId: string): Viewer => ({
  subject: 'collector@partner.example',
  roles: ['PARTNER'],
  creditorId: null,
  partnerId,
});

async function collect(
  platform: Platform,
  scene: Scene,
  key: string,
  referralId: string,
  viewer: Viewer,
  share: number,
): Promise<Outcome> {
  const amount = await shareOf(platform, key, share);
  if (!amount) return success(null);
  const receivedOn = platform.clock.today();
  const idempotencyKey = `demo ${scene.of.key} ${scene.number}`;
  return reportReferralPayment(platform, viewer, { idempotencyKey, referralId, amount, receivedOn });
}
