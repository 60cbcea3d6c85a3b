import type { DataSource } from 'typeorm';
import { SandboxClock } from '../clock.js';
import { addDays, addYears, daysBetween, earliest, isoDate, weekday, type IsoDate } from '../domain/date.js';
import type { Refusal } from '../domain/refusal.js';
import { uuidv7 } from '../graphql/ids.js';
import { advance } from '../jobs/advance.js';
import { reconcile } from '../jobs/reconcile.js';
import { drainJobs } from '../jobs/worker.js';
import { registerCreditor } from '../modules/creditors/creditor.commands.js';
import { seedExchangeRates } from '../modules/routing/exchange-rates.js';
import type { Platform, Viewer } from '../platform.js';
import { DEMO_AGENT, demoPartner, perform, type Stage } from './deeds.js';
import { CREDITORS, PARTNER_AT_DESK, PARTNERS, type CreditorName } from './parties.js';
import { STORY, type Scene } from './story.js';

/** Whose token is worth handing out, and what to call them. */
interface Access {
  readonly who: string;
  readonly viewer: Viewer;
}

type Say = (line: string) => void;

/** Interest rates are set for half a year at a time; those of the next are not known yet. */
const LAST_KNOWN_DAY = isoDate('2026-12-31');

/**
 * Fills an empty sandbox with a year of invented history that ends on the clock's date: moves the clock a year back and
 * lives through it, day by day, by the same commands a client uses. Cut short, it goes on where the clock stands the
 * next time; finished, it does nothing, and a database that holds somebody else's data is left alone. Who may look.
 */
export async function seedDemo(platform: Platform, say: Say): Promise<readonly Access[]> {
  const { clock, db } = platform;
  if (!(clock instanceof SandboxClock)) return [];
  const play = (await playBegun(db)) ?? (await begin(platform, clock));
  if (play === null) {
    say('the database has data of its own; none is added');
    return accessFor(db);
  }
  if (!play.finished) {
    await tell(platform, play, say);
    await note(db, 'demoFinished', {});
    say(`done, the business date is ${clock.today()}`);
  }
  return accessFor(db);
}

interface Play {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly finished: boolean;
}

/** The play as an earlier start noted it. */
async function playBegun(db: DataSource): Promise<Play | null> {
  const rows: Play[] = await db.query(
    `select details->>'from' as from, details->>'to' as to,
       exists (select from audit where action = 'demoFinished') as finished from audit where action = 'demoBegun'`,
  );
  return rows[0] ?? null;
}

/** Notes the first and last day and goes back to the first; null where the database is somebody else's. */
async function begin({ db }: Platform, clock: SandboxClock): Promise<Play | null> {
  const used: { used: boolean }[] = await db.query('select exists (select from creditor) as used');
  if (used[0]!.used) return null;
  const to = earliest(clock.today(), LAST_KNOWN_DAY);
  const from = addYears(to, -1);
  await db.transaction(async (tx) => {
    await note(tx, 'demoBegun', { from, to });
    await clock.moveTo(tx, from);
  });
  return { from, to, finished: false };
}

/** The audit log is never changed, so what stands there was done. */
async function note(db: Pick<DataSource, 'query'>, action: string, details: object): Promise<void> {
  await db.query(
    `insert into audit (id, subject, action, entity, entity_id, details) values ($1, $2, $3, 'Demo', $1, $4)`,
    [uuidv7(), DEMO_AGENT.subject, action, details],
  );
}

/** Lives through the play from where the clock stands. Scenes of that day may have been done before: the commands know. */
async function tell(platform: Platform, { from, to }: Play, say: Say): Promise<void> {
  const { db, clock } = platform;
  await seedExchangeRates(db);
  const creditorIds = await registerParties(platform);
  const stage: Stage = { platform, from, creditorIds };
  const beginning = daysBetween(from, clock.today());
  const length = daysBetween(from, to);
  const scenes = STORY.filter(({ day }) => day >= beginning && day <= length);
  const diary = new Diary(say);
  for (const scene of scenes) {
    await live(platform, addDays(from, scene.day), diary);
    const outcome = await perform(stage, scene);
    if (outcome.ok) diary.done(scene);
    else if (scene.day > beginning) say(refusalLine(platform, scene, outcome.refusal));
  }
  await live(platform, to, diary);
  diary.close();
}

function refusalLine({ texts, clock }: Platform, { of, deed }: Scene, refusals: readonly Refusal[]): string {
  const reasons = refusals.map((refusal) => `${refusal.code}, ${texts.refusal('en', refusal)}`).join(' ');
  return `${clock.today()}: ${deed.do} ${of.key} is refused: ${reasons}`;
}

/** What the months have come to, told as each one ends. */
class Diary {
  private month = '';
  private readonly counts = { cases: 0, letters: 0, payments: 0 };

  constructor(private readonly say: Say) {}

  turnTo(day: IsoDate): void {
    const month = day.slice(0, 7);
    if (month === this.month) return;
    this.close();
    this.month = month;
  }

  wrote(letters: number): void {
    this.counts.letters += letters;
  }

  done({ deed }: Scene): void {
    if (deed.do === 'register') this.counts.cases += 1;
    if (deed.do === 'pay' || deed.do === 'collect') this.counts.payments += 1;
  }

  close(): void {
    const { cases, letters, payments } = this.counts;
    if (this.month !== '') this.say(`${this.month}: ${cases} cases, ${letters} letters, ${payments} payments`);
    Object.assign(this.counts, { cases: 0, letters: 0, payments: 0 });
  }
}

/** Lets the days pass until one, with everything that falls due on them. */
async function live(platform: Platform, until: IsoDate, diary: Diary): Promise<void> {
  const { clock } = platform;
  diary.turnTo(clock.today());
  if (clock.today() === until) return;
  const result = await advance(platform, until, (day) => doJobs(platform, day));
  if (!result.ok) throw new Error(`the clock does not move to ${until}: ${result.refusal[0]?.code}`);
  diary.turnTo(until);
  diary.wrote(result.value.stepsTaken);
}

/** Letters are posted, and partners asked for news, once a week; a case that goes to a partner goes the same day. */
async function doJobs(platform: Platform, day: IsoDate): Promise<void> {
  if (weekday(day) === 5) {
    await reconcile(platform, day);
    await drainJobs(platform);
  } else if (await isAnyUrgent(platform.db)) await drainJobs(platform);
}

async function isAnyUrgent(db: DataSource): Promise<boolean> {
  const rows: { urgent: boolean }[] = await db.query(
    `select exists (select from graphile_worker.jobs where task_identifier <> 'deliverNotice') as urgent`,
  );
  return rows[0]!.urgent;
}

/** Creditors and partners, as far as they are not there yet. Keys of the creditors. */
async function registerParties(platform: Platform): Promise<Record<CreditorName, string>> {
  for (const partner of PARTNERS) await addPartner(platform.db, partner);
  const ids = {} as Record<CreditorName, string>;
  for (const [name, creditor] of Object.entries(CREDITORS)) {
    ids[name as CreditorName] = await addCreditor(platform, creditor);
  }
  return ids;
}

async function addCreditor(platform: Platform, creditor: (typeof CREDITORS)[CreditorName]): Promise<string> {
  const { currency: _, prefers = null, ...input } = creditor;
  await registerCreditor(platform, input);
  const [[row]]: [{ id: string }[], number] = await platform.db.query(
    'update creditor set preferred_partner_ids = array(select id from partner where name = $2) where name = $1 returning id',
    [input.name, prefers],
  );
  if (!row) throw new Error(`${input.name} is not a creditor`);
  return row.id;
}

async function addPartner(db: DataSource, partner: (typeof PARTNERS)[number]): Promise<void> {
  const { name, network, covers, suspended = false, forwardsTo = [] } = partner;
  await db.query(
    `insert into partner (id, name, network, suspended, forwards_to) values ($1, $2, $3, $4, $5) on conflict (name) do nothing`,
    [uuidv7(), name, network, suspended, forwardsTo],
  );
  for (const { country, successFeeBps, exclusive = false, minimum, partyTypes = ['PERSON', 'COMPANY'] } of covers) {
    await db.query(
      `insert into partner_coverage (id, partner_id, country, exclusive, success_fee_bps, minimum_minor, minimum_currency, party_types)
       select $1, id, $3, $4, $5, $6, $7, $8 from partner where name = $2 on conflict (partner_id, country) do nothing`,
      [uuidv7(), name, country, exclusive, successFeeBps, minimum?.minor, minimum?.currency, partyTypes],
    );
  }
}

/** One of each role; the creditors and the partner where the demo has made them. */
async function accessFor(db: DataSource): Promise<readonly Access[]> {
  const creditors = [CREDITORS.power, CREDITORS.supplier].map(({ name }) => name);
  const found: { id: string; name: string; isPartner: boolean }[] = await db.query(
    `select id, name, false as "isPartner" from creditor where name = any($1)
     union all select id, name, true from partner where name = $2 order by 3, 2`,
    [creditors, PARTNER_AT_DESK],
  );
  const viewers = found.map(({ id, name, isPartner }): Access => ({
    who: name,
    viewer: isPartner
      ? demoPartner(id)
      : { subject: 'staff@creditor.example', roles: ['CREDITOR'], creditorId: id, partnerId: null },
  }));
  const analyst: Viewer = {
    subject: 'analyst@fordring.example',
    roles: ['ANALYST'],
    creditorId: null,
    partnerId: null,
  };
  return [{ who: 'case handler', viewer: DEMO_AGENT }, ...viewers, { who: 'statistics', viewer: analyst }];
}
