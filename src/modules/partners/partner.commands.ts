import type { EntityManager } from 'typeorm';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { textRefusals } from '../cases/case.access.js';
import { checkTerms, type CheckedCoverage, type CheckedTerms } from './partner.checks.js';
import type { ChangePartnerTermsInput, RegisterPartnerInput } from './partner.type.js';

/** The partner's key, or every reason against it. */
type Answer = Result<string, readonly Refusal[]>;

const UNKNOWN: Refusal = { code: 'NOT_FOUND', text: 'NOT_FOUND.partner', field: ['partnerId'] };

/** Takes in a member agency. Its network must be one this program speaks. */
export async function registerPartner(
  platform: Platform,
  viewer: Viewer,
  { name: given, network, ...input }: RegisterPartnerInput,
): Promise<Answer> {
  const problems = new Problems();
  const name = problems.text(given, ['name'], 200);
  if (!Object.hasOwn(platform.networks, network)) problems.add(['network'], 'NOT_FOUND', 'network');
  const terms = checkTerms(input);
  const refusals = [...problems.refusals, ...(terms.ok ? [] : terms.refusal)];
  if (!terms.ok || refusals.length > 0) return refused(refusals);
  return platform.db.transaction(async (tx) => {
    const taken = await exclusiveRefusals(tx, null, terms.value.coverage);
    if (taken.length > 0) return refused(taken);
    const id = uuidv7();
    const written: unknown[] = await tx.query(
      'insert into partner (id, name, network) values ($1, $2, $3) on conflict (name) do nothing returning id',
      [id, name, network],
    );
    if (written.length === 0)
      return refused([{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.partnerExists', field: ['name'] }]);
    await writeTerms(tx, viewer, id, terms.value, 'registerPartner');
    return success(id);
  });
}

/** Changes what a partner takes, for how much, and what it promises. `partnerId` is global. Cases it has keep their terms. */
export async function changePartnerTerms(
  platform: Platform,
  viewer: Viewer,
  { partnerId, ...input }: ChangePartnerTermsInput,
): Promise<Answer> {
  const terms = checkTerms(input);
  if (!terms.ok) return terms;
  return platform.db.transaction(async (tx) => {
    const id = await lockPartner(tx, partnerId);
    if (id === null) return refused([UNKNOWN]);
    const taken = await exclusiveRefusals(tx, id, terms.value.coverage);
    if (taken.length > 0) return refused(taken);
    await writeTerms(tx, viewer, id, terms.value, 'changePartnerTerms');
    return success(id);
  });
}

/** Keeps new cases from a partner; those it has stay with it. A reason of null ends that. */
export async function suspendPartner(
  platform: Platform,
  viewer: Viewer,
  { partnerId, reason }: { readonly partnerId: string; readonly reason: string | null },
): Promise<Answer> {
  const refusals = reason === null ? [] : textRefusals(reason, 'reason');
  if (refusals.length > 0) return refused(refusals);
  return platform.db.transaction(async (tx) => {
    const id = await lockPartner(tx, partnerId);
    if (id === null) return refused([UNKNOWN]);
    const on = reason === null ? null : platform.clock.today();
    await tx.query(
      `update partner set suspended = $2::text is not null, suspension_reason = $2,
         suspended_on = case when $2::text is null then null when suspended then suspended_on else $3::date end where id = $1`,
      [id, reason?.trim() ?? null, on],
    );
    await audit(tx, viewer, id, reason === null ? 'reinstatePartner' : 'suspendPartner', { reason });
    return success(id);
  });
}

async function lockPartner(tx: EntityManager, partnerId: string): Promise<string | null> {
  const key = keyOf('Partner', partnerId);
  if (key === null) return null;
  const rows: { id: string }[] = await tx.query('select id from partner where id = $1 for update', [key]);
  return rows[0]?.id ?? null;
}

/** Amounts are written down in minor units, as text. */
const audit = (tx: EntityManager, viewer: Viewer, id: string, action: string, details: object): Promise<unknown> =>
  tx.query(
    `insert into audit (id, subject, action, entity, entity_id, details) values ($1, $2, $3, 'partner', $4, $5)`,
    [
      uuidv7(),
      viewer.subject,
      action,
      id,
      JSON.stringify(details, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
    ],
  );

async function writeTerms(
  tx: EntityManager,
  viewer: Viewer,
  id: string,
  terms: CheckedTerms,
  action: string,
): Promise<void> {
  const { country, contact, acceptWithinDays, answerWithinDays, statusEveryMonths, coverage } = terms;
  await tx.query(
    `update partner set country = coalesce($2, country), contact = coalesce($3, contact),
       accept_within_days = coalesce($4, accept_within_days), answer_within_days = coalesce($5, answer_within_days),
       status_every_months = coalesce($6, status_every_months) where id = $1`,
    [id, country, contact, acceptWithinDays, answerWithinDays, statusEveryMonths],
  );
  if (coverage !== null) await writeCoverage(tx, id, coverage);
  await audit(tx, viewer, id, action, terms);
}

/** A country that another partner has alone cannot be given to a second one alone. Nobody else may give it away meanwhile. */
async function exclusiveRefusals(
  tx: EntityManager,
  id: string | null,
  coverage: readonly CheckedCoverage[] | null,
): Promise<Refusal[]> {
  if (!coverage?.some(({ exclusive }) => exclusive)) return [];
  await tx.query('lock table partner_coverage in share row exclusive mode');
  const rows: { country: string; partner: string }[] = await tx.query(
    `select c.country, p.name as partner from partner_coverage c join partner p on p.id = c.partner_id
     where c.exclusive and c.partner_id is distinct from $1`,
    [id],
  );
  return coverage.flatMap(({ country, exclusive }, index) => {
    const holder = exclusive && rows.find((row) => row.country === country);
    if (!holder) return [];
    const field = ['coverage', String(index), 'exclusive'];
    return [
      { code: 'INVALID_STATE', text: 'INVALID_STATE.exclusiveTaken', field, params: { partner: holder.partner } },
    ];
  });
}

/** The new coverage in place of the old, bands and all. */
async function writeCoverage(tx: EntityManager, id: string, coverage: readonly CheckedCoverage[]): Promise<void> {
  await tx.query('delete from partner_coverage where partner_id = $1', [id]);
  const rows = coverage.map(({ minimum, maximum, ...row }) => ({
    ...row,
    id: uuidv7(),
    minimum: minimum?.minor.toString(),
    minimumCurrency: minimum?.currency,
    maximum: maximum?.minor.toString(),
    maximumCurrency: maximum?.currency,
    fees: row.fees.map(({ fromAmount, ...fee }) => ({
      ...fee,
      id: uuidv7(),
      amount: fromAmount.minor.toString(),
      currency: fromAmount.currency,
    })),
  }));
  await tx.query(
    `insert into partner_coverage (id, partner_id, country, exclusive, success_fee_bps, minimum_minor, minimum_currency,
       maximum_minor, maximum_currency, currencies, party_types)
     select id, $1, country, exclusive, "successFeeBps", minimum, "minimumCurrency", maximum, "maximumCurrency", currencies, "partyTypes"
     from json_to_recordset($2) as r (id uuid, country text, exclusive boolean, "successFeeBps" integer, minimum bigint,
       "minimumCurrency" text, maximum bigint, "maximumCurrency" text, currencies text[], "partyTypes" text[])`,
    [id, JSON.stringify(rows)],
  );
  await tx.query(
    `insert into partner_fee (id, partner_id, country, from_age_days, from_amount_minor, from_amount_currency, success_fee_bps)
     select f.id, $1, r.country, f."fromAgeDays", f.amount, f.currency, f."successFeeBps"
     from json_to_recordset($2) as r (country text, fees json) cross join json_to_recordset(r.fees)
       as f (id uuid, "fromAgeDays" integer, amount bigint, currency text, "successFeeBps" integer)`,
    [id, JSON.stringify(rows)],
  );
}
