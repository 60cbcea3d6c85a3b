import { isoDate } from '../../src/domain/date.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { exchangeNetwork } from '../../src/partners/exchange.js';
import type { PartnerNetwork } from '../../src/partners/partner.js';
import { startPartnerSandbox, type PartnerSandbox } from '../../src/partners/sandbox-server.js';
import { sandboxNetwork } from '../../src/partners/sandbox.js';
import type { TestDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { addPartner, handOver, referralRow, type Handover } from './referrals.js';

/** The business date every test begins on. */
export const START = isoDate('2026-06-01');

/** Key the sandbox agency's webhooks are signed with. */
export const WEBHOOK_SECRET = Buffer.alloc(32, 9);

type TestPlatform = Awaited<ReturnType<typeof testPlatform>>;

/** A case as the agency shows it to a drill. */
interface CaseAtAgency {
  readonly reference: string;
  readonly yourReference: string;
  readonly withdrawnOn: string | null;
}

/** The sandbox agency, and a platform that knows it. Valid in `beforeEach` and tests. */
export interface AgencyDrill {
  readonly platform: TestPlatform;
  readonly network: PartnerNetwork;
  /** An agency on the sandbox network, new for each test. */
  readonly partnerId: string;
  /** The same platform with the sandbox network behaving otherwise in part. */
  withNetwork(changes: Partial<PartnerNetwork>): TestPlatform;
  control(method: string, path: string, body?: object): Promise<unknown>;
  casesAtAgency(caseReference: string): Promise<CaseAtAgency[]>;
  /** A case handed over to the partner, by its job. */
  submitted(caseReference?: string): Promise<Handover & { reference: string }>;
  /** Does every job, those put off included. */
  doEverything(platform?: TestPlatform): Promise<void>;
}

/** Starts the agency for the calling file; it behaves well again before each test, and the queue is empty. */
export function useAgency(db: TestDatabase): AgencyDrill {
  let agency: PartnerSandbox;
  let network: PartnerNetwork;
  let platform: TestPlatform;
  let partnerId: string;
  beforeAll(async () => {
    agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: null });
    network = sandboxNetwork({ url: agency.url, webhookSecret: WEBHOOK_SECRET });
  });
  afterAll(() => agency.stop());
  const platformWith = (sandbox: PartnerNetwork) =>
    testPlatform(db.dataSource, { on: START, networks: { sandbox, exchange: exchangeNetwork } });
  beforeEach(async () => {
    await control('PUT', 'faults', {});
    await db.dataSource.query('delete from graphile_worker._private_jobs');
    platform = await platformWith(network);
    partnerId = await addPartner(db.dataSource, 'sandbox');
  });

  async function control(method: string, path: string, body?: object): Promise<unknown> {
    const sent = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${agency.url}/control/${path}`, { method, ...sent });
    const text = await response.text();
    return text === '' ? null : (JSON.parse(text) as unknown);
  }

  return {
    get platform() {
      return platform;
    },
    get network() {
      return network;
    },
    get partnerId() {
      return partnerId;
    },
    control,
    withNetwork: (changes) => ({
      ...platform,
      networks: { ...platform.networks, sandbox: { ...network, ...changes } },
    }),
    async casesAtAgency(caseReference) {
      const { cases } = (await control('GET', 'cases')) as { cases: CaseAtAgency[] };
      return cases.filter((each) => each.yourReference === caseReference);
    },
    async submitted(caseReference) {
      const handover = await handOver(db.dataSource, partnerId, { on: START, ...(caseReference && { caseReference }) });
      await drainJobs(platform);
      const { external_reference } = await referralRow(db.dataSource, handover.referralId);
      return { ...handover, reference: external_reference! };
    },
    async doEverything(which = platform) {
      await db.dataSource.query('update graphile_worker._private_jobs set run_at = now()');
      await drainJobs(which);
    },
  };
}
