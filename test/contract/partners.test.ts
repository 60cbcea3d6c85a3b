import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from '@swc/core';
import * as results from '../../src/domain/result.js';
import { exchangeNetwork } from '../../src/partners/exchange.js';
import { partnerNetworks } from '../../src/partners/index.js';
import type { PartnerFault, PartnerNetwork } from '../../src/partners/partner.js';
import { signWebhook } from '../../src/partners/webhook-signature.js';
import { DEBITURA_FILE } from '../partners/debitura-agency.js';
import { withShared } from '../setup/shared.js';
import { debituraDrill } from './debitura-drill.js';
import { ON, order, type Drill, type Telling } from './drill.js';
import { exchangeDrill } from './exchange-drill.js';
import { sandboxDrill } from './sandbox-drill.js';
import { CHECKS, missingOf, type Check, type Subject } from './suite.js';
import { TELLINGS } from './tellings.js';

const NOWHERE = 'http://127.0.0.1:1';

type OpenDrill = () => Promise<Drill & { stop(): Promise<void> }>;

/** How each network's agency is made to act. Opened once, for the whole suite. */
const DRILLS: Readonly<Record<string, OpenDrill>> = {
  exchange: exchangeDrill,
  sandbox: sandboxDrill,
  debitura: () => debituraDrill(DEBITURA_FILE),
};

/** Every network, as it is before anybody can be reached. */
const networks = partnerNetworks({
  sandboxUrl: NOWHERE,
  secret: Buffer.alloc(32, 5),
  debitura: {
    url: NOWHERE,
    apiKey: 'test',
    webhookSecret: Buffer.alloc(32, 6),
    sender: 'test@example.com',
    isTest: true,
  },
});
/** Files an agency is made from. */
const MADE_FROM: Readonly<Record<string, readonly string[]>> = { debitura: [DEBITURA_FILE] };

let runs = 0;
/** What one run of a check is about: its keys are its own. */
function subject(drill: Drill): Subject {
  const run = (runs += 1);
  return { drill, key: (part) => `suite-${run}-${part}` };
}

for (const [name, network] of Object.entries(networks)) {
  const open = DRILLS[name];
  withShared(...(MADE_FROM[name] ?? [])).describe(name, () => {
    let drill: Awaited<ReturnType<OpenDrill>> | undefined;
    beforeAll(async () => {
      drill = await open?.();
    });
    afterAll(() => drill?.stop());

    test('lacks nothing', () => {
      expect(missingOf(name, network, drill)).toEqual([]);
      expect(network.name).toBe(name);
      expect(drill!.network.worksInGraph).toBe(network.worksInGraph);
      // Only of an agency in our own graph is there nobody to miss.
      expect(drill!.unreachable === null).toBe(network.worksInGraph);
    });

    test.each(CHECKS.map((check) => [check.name, check] as const))('%s', (_name, check) => check.run(subject(drill!)));
  });
}

describe('a network whose agencies work in our own graph', () => {
  const nothing = { ok: true, value: null };

  test('takes every case without a reference, and everything it is told', async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await exchangeNetwork.submit(order('graph'), 'Test Agency')).toEqual({
        ok: true,
        value: { externalReference: null },
      });
      for (const { tell } of Object.values(TELLINGS))
        expect(await tell(exchangeNetwork, 'none', 'key')).toEqual(nothing);
    }
    expect(await exchangeNetwork.preview(order('graph'), 'Test Agency')).toMatchObject({ value: { accepts: true } });
  });

  test('has nothing to tell, keeps neither books nor files of its own, and sends no webhooks', async () => {
    expect(await exchangeNetwork.fetchReports('none', ON)).toEqual({ ok: true, value: [] });
    const totals = await exchangeNetwork.fetchTotals('none', ON);
    expect(totals).toMatchObject({ ok: false, refusal: { code: 'UNSUPPORTED', retry: false } });
    const document = await exchangeNetwork.fetchDocument('none', 'none');
    expect(document).toMatchObject({ ok: false, refusal: { code: 'UNSUPPORTED', retry: false } });
    const read = exchangeNetwork.readWebhook({}, '{}', 0);
    expect(read).toMatchObject({ ok: false, refusal: { code: 'BAD_SIGNATURE' } });
  });
});

describe('the skeleton of docs/add-a-partner.md', () => {
  const skeleton = skeletonOf(readFileSync(path.join(process.cwd(), 'docs/add-a-partner.md'), 'utf8'));
  /** An agency that nobody has made speak yet. */
  const silent = (network: PartnerNetwork): Drill => ({
    network,
    unreachable: network,
    cannotTell: [],
    cannotSay: [],
    say: async () => 'SAID',
    count: async () => 0,
    heard: async () => ({
      withdrawn: false, paused: false, directPayments: [], credits: [], messages: 0, documents: 0, answers: 0,
    }), // prettier-ignore
    webhook: () => ({ headers: {}, body: '' }),
  });

  async function failures(network: PartnerNetwork, checks: readonly Check[] = CHECKS): Promise<string[]> {
    const found: string[] = [];
    for (const check of checks) {
      const error: unknown = await check.run(subject(silent(network))).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (error instanceof Error) found.push(`${check.name}: ${error.message}`);
    }
    return found;
  }

  test('has every member of the port, and is told that it has no drill', () => {
    expect(missingOf('acme', skeleton, undefined)).toEqual([
      'network "acme" has no drill in test/contract/partners.test.ts',
    ]);
    const { preview: _preview, ...rest } = skeleton;
    const { say: _say, ...drill } = silent(skeleton);
    expect(missingOf('acme', rest, drill)).toEqual([
      'network "acme" has no function "preview" (src/partners/partner.ts)',
      'the drill of "acme" has no "say" (test/contract/drill.ts)',
    ]);
    expect(missingOf('acme', skeleton, null)).toHaveLength(1);
  });

  test('fails every check, and is told what is still to be written', async () => {
    const found = await failures(skeleton);
    expect(found).toHaveLength(CHECKS.length);
    for (const member of ['submit', 'preview', 'fetchReports', 'fetchTotals', 'readWebhook']) {
      expect(found.join('\n')).toContain(`${member} answered UNSUPPORTED: ${member} is still to be written`);
    }
  });

  test.each([
    ['answers what it is told and passes nothing on', [], results.success(null)],
    [
      'says that a person has to tell it, and sends no message',
      Object.keys(TELLINGS) as Telling[],
      results.refused<PartnerFault>({ code: 'UNSUPPORTED', retry: false, detail: 'there is no call for it' }),
    ],
  ])('is found out where it %s', async (_what, cannotTell, answer) => {
    const tells = Object.fromEntries(Object.keys(TELLINGS).map((what) => [what, async () => answer]));
    const submits: Partial<PartnerNetwork> = {
      submit: async ({ idempotencyKey }) => results.success({ externalReference: idempotencyKey }),
      fetchReports: async () => results.success([{ kind: 'INQUIRY', id: '1', question: 'Which?', on: ON }]),
    };
    const drill = {
      ...silent({ ...skeleton, ...submits, ...tells }),
      cannotTell: cannotTell.filter((what) => what !== 'sendMessage'),
    };
    const arrivals = CHECKS.filter(({ name }) => name.includes('arrives'));
    expect(arrivals).toHaveLength(Object.keys(TELLINGS).length);
    for (const check of arrivals.filter(({ name }) => cannotTell.length === 0 || !name.startsWith('sendMessage'))) {
      await expect(check.run(subject(drill))).rejects.toThrow(/arrived as/);
    }
  });

  test('once it hands cases over, is told of the next thing missing', async () => {
    const begun: PartnerNetwork = {
      ...skeleton,
      submit: async ({ idempotencyKey }) => results.success({ externalReference: idempotencyKey }),
    };
    const found = (await failures(begun)).join('\n');
    const tellings = Object.keys(TELLINGS).filter((what) => what !== 'answerInquiry') as Telling[];
    for (const member of [...tellings, 'fetchReports', 'fetchTotals']) {
      expect(found).toContain(`${member} answered UNSUPPORTED: ${member} is still to be written`);
    }
  });
});

/** The first block of the page that is TypeScript, compiled and loaded as the program would. */
function skeletonOf(page: string): PartnerNetwork {
  const source = /```ts\n([\s\S]*?)```/.exec(page)?.[1];
  if (source === undefined) throw new Error('docs/add-a-partner.md has no skeleton');
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const exported: { acmeNetwork?: (access: object) => PartnerNetwork } = {};
  const load = (name: string): unknown => {
    if (name === '../domain/result.js') return results;
    throw new Error(`the skeleton imports ${name}, which it cannot have before it is written`);
  };
  new Function('exports', 'require', code)(exported, load);
  return exported.acmeNetwork!({ url: NOWHERE, webhookSecret: Buffer.alloc(32) });
}

// Standard Webhooks 1.0.0, the specification's own example of a signed message.
test('signs as the standard’s published example', () => {
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const body = '{"test": 2432232314}';
  const headers = signWebhook(key, { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1_614_265_330, body });
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
