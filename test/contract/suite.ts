import { inspect, isDeepStrictEqual } from 'node:util';
import { isoDate } from '../../src/domain/date.js';
import type { Money } from '../../src/domain/money.js';
import type { Result } from '../../src/domain/result.js';
import type { PartnerFault, PartnerNetwork, PartnerReport } from '../../src/partners/partner.js';
import { eur, ON, order, type Drill, type Heard, type Saying, type Telling } from './drill.js';
import { PDF, TELLINGS } from './tellings.js';

/** One thing that holds for every network. `run` throws where it does not. */
export interface Check {
  readonly name: string;
  readonly run: (subject: Subject) => Promise<void>;
}

/** What a check is about. `key` makes a key that no other check uses. */
export interface Subject {
  readonly drill: Drill;
  readonly key: (part: string) => string;
}

/** Every member of the port; one more there does not compile until it stands here. */
const MEMBERS: Readonly<Record<keyof PartnerNetwork, 'string' | 'boolean' | 'function'>> = {
  name: 'string',
  worksInGraph: 'boolean',
  submit: 'function',
  preview: 'function',
  withdraw: 'function',
  pause: 'function',
  creditNote: 'function',
  sendMessage: 'function',
  sendDocument: 'function',
  notifyPayment: 'function',
  answerInquiry: 'function',
  fetchReports: 'function',
  fetchDocument: 'function',
  fetchTotals: 'function',
  readWebhook: 'function',
};

const DRILL: Readonly<Record<keyof Drill, true>> = {
  network: true, unreachable: true, cannotTell: true, cannotSay: true, say: true, count: true, heard: true, webhook: true,
}; // prettier-ignore

/** What a network and its drill lack, one sentence each; nothing where the checks can be run on all of it. */
export function missingOf(
  name: string,
  network: Partial<PartnerNetwork>,
  drill: Partial<Drill> | null | undefined,
): string[] {
  const members = Object.entries(MEMBERS)
    .filter(([member, type]) => typeof network[member as keyof PartnerNetwork] !== type)
    .map(([member, type]) => `network "${name}" has no ${type} "${member}" (src/partners/partner.ts)`);
  if (!drill) return [...members, `network "${name}" has no drill in test/contract/partners.test.ts`];
  const parts = Object.keys(DRILL).filter((part) => drill[part as keyof Drill] === undefined);
  return [...members, ...parts.map((part) => `the drill of "${name}" has no "${part}" (test/contract/drill.ts)`)];
}

/** The value of an answer that must not be refused; the error says what was asked and what came of it. */
function valueOf<Value>(asked: string, answer: Result<Value, PartnerFault>): Value {
  if (answer.ok) return answer.value;
  throw new Error(`${asked} answered ${answer.refusal.code}: ${answer.refusal.detail}`);
}

/** Throws where an answer is not refused as it must be; the error says what came instead. */
function mustRefuse(
  asked: string,
  answer: Result<unknown, PartnerFault>,
  code: PartnerFault['code'],
  retry?: boolean,
): void {
  if (answer.ok) throw new Error(`${asked} was answered, and should have been refused as ${code}`);
  const { refusal } = answer;
  if (refusal.code === code && (retry ?? refusal.retry) === refusal.retry && refusal.detail !== '') return;
  const wanted = `${code}${retry === undefined ? '' : ` (${retry ? 'worth' : 'not worth'} another try)`}`;
  throw new Error(`${asked} answered ${refusal.code}: ${refusal.detail}; it should have been refused as ${wanted}`);
}

async function submit({ drill }: Subject, key: string): Promise<string> {
  const { externalReference } = valueOf('submit', await drill.network.submit(order(key), 'Test Agency'));
  if (externalReference === null) throw new Error('submit answered without a reference');
  return externalReference;
}

async function reports({ drill }: Subject, reference: string, on = ON): Promise<readonly PartnerReport[]> {
  return valueOf('fetchReports', await drill.network.fetchReports(reference, on));
}

type ReportOf<Kind extends PartnerReport['kind']> = PartnerReport & { readonly kind: Kind };
const ofKind = <Kind extends PartnerReport['kind']>(all: readonly PartnerReport[], kind: Kind): ReportOf<Kind>[] =>
  all.filter((report): report is ReportOf<Kind> => report.kind === kind);

/** Says something where the network's agencies can, and tells whether we hear of it. */
async function say({ drill }: Subject, reference: string, saying: Saying): Promise<boolean> {
  return !drill.cannotSay.includes(saying.kind) && (await drill.say(reference, saying)) === 'SAID';
}

const handingOver: readonly Check[] = [
  {
    name: 'submit: a repeat with the same key is the same case',
    async run(subject) {
      const key = subject.key('once');
      const first = await submit(subject, key);
      const before = await subject.drill.count();
      expect(await submit(subject, key)).toBe(first);
      expect(await subject.drill.count()).toBe(before);
    },
  },
  {
    name: 'submit: the same key with another order is refused for good',
    async run({ drill, key }) {
      valueOf('submit', await drill.network.submit(order(key('conflict')), 'Test Agency'));
      const again = await drill.network.submit(order(key('conflict'), eur(99_999n)), 'Test Agency');
      mustRefuse('submit', again, 'CONFLICT', false);
    },
  },
  {
    name: 'preview: tells whether and for what, and commits nobody',
    async run({ drill, key }) {
      const before = await drill.count();
      const told = valueOf('preview', await drill.network.preview(order(key('preview')), 'Test Agency'));
      expect(told.accepts).toBe(true);
      if (told.successFeeBps !== null) {
        expect(Number.isInteger(told.successFeeBps) && told.successFeeBps >= 0 && told.successFeeBps <= 10_000).toBe(
          true,
        );
      }
      expect(told.remarks.every((remark) => typeof remark === 'string')).toBe(true);
      expect(await drill.count()).toBe(before);
    },
  },
  {
    name: 'submit, fetchReports: nobody there is worth another try',
    async run({ drill, key }) {
      const network = drill.unreachable;
      if (network === null) return;
      mustRefuse('submit', await network.submit(order(key('gone')), 'Test Agency'), 'UNREACHABLE', true);
      mustRefuse('fetchReports', await network.fetchReports('none', ON), 'UNREACHABLE', true);
    },
  },
];

const telling: readonly Check[] = Object.entries(TELLINGS).map(([what, { tell, heard }]) => ({
  name: `${what}: arrives, and taken again is the same`,
  async run(subject) {
    const { drill, key } = subject;
    const reference = await submit(subject, key(what));
    const inquiry = what === 'answerInquiry' ? await askedOf(subject, reference) : null;
    const told = () => tell(drill.network, reference, inquiry ?? key(`${what}-told`));
    const byMessage = drill.cannotTell.includes(what as Telling);
    for (let times = 0; times < 2; times += 1) {
      const answer = await told();
      if (byMessage) mustRefuse(what, answer, 'UNSUPPORTED', false);
      else expect(valueOf(what, answer)).toBeNull();
    }
    const messages = drill.cannotTell.includes('sendMessage') ? 0 : 1;
    mustHear(what, await drill.heard(reference), byMessage ? { messages } : heard);
  },
}));

/** Throws where the agency has not taken in what it was told, or more than once. */
function mustHear(what: string, heard: Heard, expected: Partial<Heard>): void {
  const took = Object.fromEntries(Object.keys(expected).map((part) => [part, heard[part as keyof Heard]]));
  if (isDeepStrictEqual(took, expected)) return;
  throw new Error(`${what} arrived as ${inspect(took)}, and should have as ${inspect(expected)}`);
}

/** The id of a question of the agency's; any text will do where it cannot ask. */
async function askedOf(subject: Subject, reference: string): Promise<string> {
  if (!(await say(subject, reference, { kind: 'INQUIRY', question: 'Is there a contract?' }))) return 'none';
  return ofKind(await reports(subject, reference), 'INQUIRY')[0]!.id;
}

const hearing: readonly Check[] = [
  {
    name: 'fetchReports: a status word nobody knows is pending, never success',
    async run(subject) {
      const reference = await submit(subject, subject.key('unknown'));
      // The second is a member of every object: a table looked up carelessly has it.
      const before = await reports(subject, reference);
      const words = ['all_good', 'toString'];
      const heard: boolean[] = [];
      for (const word of words) heard.push(await say(subject, reference, { kind: 'UNKNOWN_STATUS', word }));
      if (!heard.includes(true)) return expect(await reports(subject, reference)).toEqual(before);
      const told = ofKind(await reports(subject, reference), 'STATUS');
      expect(told.length).toBeGreaterThan(0);
      for (const report of told) expect(report).toMatchObject({ status: null, closeReason: null });
    },
  },
  {
    name: 'fetchReports: phases are told in our words, and a word nobody knows is none of them',
    async run(subject) {
      const reference = await submit(subject, subject.key('phase'));
      if (await say(subject, reference, { kind: 'UNKNOWN_PHASE', word: 'constructor' })) {
        expect(ofKind(await reports(subject, reference), 'PHASE')).toEqual([]);
      }
      if (!(await say(subject, reference, { kind: 'PHASE', phase: 'LEGAL' }))) return;
      expect(ofKind(await reports(subject, reference), 'PHASE')).toMatchObject([{ phase: 'LEGAL' }]);
    },
  },
  {
    name: 'fetchReports: money is exact to the minor unit',
    async run(subject) {
      const reference = await submit(subject, subject.key('money'));
      // A floating-point number would lose the last of 2^53 + 1 cents, and makes 1,15 times a hundred less than 115. ISK has no
      // minor unit. An agency may be told at once that no debtor owes so much.
      const amounts = [
        ['90071992547409.93', 9_007_199_254_740_993n, 'EUR'],
        ['1.15', 115n, 'EUR'],
        ['12', 12n, 'ISK'],
      ] as const;
      const told: Money[] = [];
      for (const [amount, minor, currency] of amounts) {
        if (await say(subject, reference, { kind: 'PAYMENT', amount, currency })) told.push({ minor, currency });
      }
      expect(told.slice(-2)).toEqual([eur(115n), { minor: 12n, currency: 'ISK' }]);
      expect(ofKind(await reports(subject, reference), 'PAYMENT').map((report) => report.amount)).toEqual(told);
    },
  },
  {
    name: 'fetchReports: an entry whose amount is not exact in its currency is told as such, and hides no other',
    async run(subject) {
      const { key } = subject;
      const reference = await submit(subject, key('inexact'));
      await say(subject, reference, { kind: 'PAYMENT', amount: '1.00', currency: 'EUR' });
      const told = await say(subject, reference, { kind: 'PAYMENT', amount: '1.005', currency: 'EUR' });
      const all = await reports(subject, reference);
      expect(ofKind(all, 'PAYMENT').map((report) => report.amount)).toEqual([eur(100n)]);
      expect(ofKind(all, 'UNREADABLE')).toHaveLength(told ? 1 : 0);
      const cost = await submit(subject, key('inexact-cost'));
      if (!(await say(subject, cost, { kind: 'COST', amount: '1.005', currency: 'EUR', text: 'Fee' }))) return;
      const charged = await reports(subject, cost);
      expect([ofKind(charged, 'COST'), ofKind(charged, 'UNREADABLE')]).toMatchObject([[], [{ on: ON }]]);
    },
  },
  {
    name: 'fetchReports, fetchTotals: a reversal names its payment, and counts no more in the totals',
    async run(subject) {
      const { drill, key } = subject;
      const reference = await submit(subject, key('reversal'));
      await say(subject, reference, { kind: 'PAYMENT', amount: '40.00', currency: 'EUR' });
      await say(subject, reference, { kind: 'PAYMENT', amount: '25.01', currency: 'EUR' });
      const [first] = ofKind(await reports(subject, reference), 'PAYMENT');
      const collected = async () =>
        valueOf('fetchTotals', await drill.network.fetchTotals(reference, ON)).collected.filter(
          ({ minor }) => minor !== 0n,
        );
      // 40,00 and 25,01.
      expect(await collected()).toEqual([eur(6_501n)]);
      if (!(await say(subject, reference, { kind: 'REVERSAL', of: first!.id }))) return;
      expect(ofKind(await reports(subject, reference), 'REVERSAL')).toMatchObject([{ of: first!.id }]);
      expect(await collected()).toEqual([eur(2_501n)]);
    },
  },
  {
    name: 'fetchReports: costs and remittances are told, exactly',
    async run(subject) {
      const reference = await submit(subject, subject.key('costs'));
      const text = 'Court fee';
      if (await say(subject, reference, { kind: 'COST', amount: '32.07', currency: 'EUR', text })) {
        expect(ofKind(await reports(subject, reference), 'COST')).toMatchObject([{ amount: eur(3_207n), text }]);
      }
      await say(subject, reference, { kind: 'PAYMENT', amount: '100.00', currency: 'EUR' });
      const payments = ofKind(await reports(subject, reference), 'PAYMENT').map((report) => report.id);
      if (!(await say(subject, reference, { kind: 'REMITTANCE', amount: '80.03', currency: 'EUR', payments }))) return;
      const sent = ofKind(await reports(subject, reference), 'REMITTANCE');
      expect(sent).toMatchObject([{ amount: eur(8_003n), payments }]);
    },
  },
  {
    name: 'fetchReports: a question comes with an id to answer it by, a message without consequence',
    async run(subject) {
      const reference = await submit(subject, subject.key('question'));
      if (await say(subject, reference, { kind: 'INQUIRY', question: 'Which contract?' })) {
        const [asked] = ofKind(await reports(subject, reference), 'INQUIRY');
        expect(asked).toMatchObject({ question: 'Which contract?', id: expect.stringMatching(/./) });
      }
      if (!(await say(subject, reference, { kind: 'MESSAGE', text: 'We called.' }))) return;
      const told = ofKind(await reports(subject, reference), 'MESSAGE');
      expect(told.some((report) => report.text.includes('We called.'))).toBe(true);
    },
  },
  {
    name: 'fetchReports, fetchDocument: a file is told of, and is there whole',
    async run(subject) {
      const { drill, key } = subject;
      const reference = await submit(subject, key('file'));
      const file = { fileName: 'ruling.pdf', mediaType: 'application/pdf', content: PDF };
      if (!(await say(subject, reference, { kind: 'DOCUMENT', ...file }))) {
        const answer = await drill.network.fetchDocument(reference, NOWHERE);
        return mustRefuse('fetchDocument', answer, 'UNSUPPORTED', false);
      }
      const [told] = ofKind(await reports(subject, reference), 'DOCUMENT');
      expect(told).toMatchObject({ fileName: 'ruling.pdf', on: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
      const whole = await drill.network.fetchDocument(reference, told!.id);
      expect(valueOf('fetchDocument', whole)).toEqual(file);
      mustRefuse('fetchDocument', await drill.network.fetchDocument(reference, NOWHERE), 'NOT_FOUND', false);
    },
  },
  {
    name: 'fetchReports: what was told keeps its place, and every report has an id of its own',
    async run(subject) {
      const reference = await submit(subject, subject.key('places'));
      await say(subject, reference, { kind: 'PAYMENT', amount: '40.00', currency: 'EUR' });
      await say(subject, reference, { kind: 'INQUIRY', question: 'Which contract?' });
      const now = await reports(subject, reference);
      await say(subject, reference, { kind: 'PAYMENT', amount: '5.00', currency: 'EUR' });
      const later = await reports(subject, reference, isoDate('2026-06-30'));
      expect(later.slice(0, now.length)).toEqual(now);
      expect(later.length).toBeGreaterThan(now.length);
      const ids = later.map(({ kind, id }) => `${kind} ${id}`);
      expect(new Set(ids).size).toBe(ids.length);
    },
  },
  {
    name: 'fetchReports: what is written can be stored: no NUL, no half of a character, and no end of text',
    async run(subject) {
      const reference = await submit(subject, subject.key('unprintable'));
      if (!(await say(subject, reference, { kind: 'INQUIRY', question: `\u0000\ud800${'x'.repeat(5_000)}` }))) return;
      const [asked] = ofKind(await reports(subject, reference), 'INQUIRY');
      expect(asked!.question).toMatch(/^\uFFFD{1,2}x+…$/);
      expect(asked!.question.length).toBeLessThanOrEqual(2_000);
    },
  },
  {
    name: 'fetchReports: a case it does not know is not found, and that is final',
    async run({ drill }) {
      mustRefuse('fetchReports', await drill.network.fetchReports(NOWHERE, ON), 'NOT_FOUND', false);
    },
  },
  {
    name: 'fetchTotals: a case it does not know is not found, and that is final',
    async run({ drill }) {
      mustRefuse('fetchTotals', await drill.network.fetchTotals(NOWHERE, ON), 'NOT_FOUND', false);
    },
  },
];

/** A reference that no agency has given. */
const NOWHERE = '00000000-0000-4000-8000-000000000000';

const SECONDS = 1_780_000_000;

const webhooks: readonly Check[] = [
  {
    name: 'readWebhook: counts as signed: whole, fresh, and by the network',
    async run({ drill }) {
      if (drill.webhook === null) {
        mustRefuse('readWebhook', drill.network.readWebhook({}, '{}', SECONDS * 1000), 'BAD_SIGNATURE');
        return;
      }
      const about = { id: 'msg_1', reference: 'REFERENCE-1', timestampSeconds: SECONDS };
      const { headers, body } = drill.webhook(about);
      const read = (changed: object = {}, text = body, secondsLate = 0) =>
        drill.network.readWebhook({ ...headers, ...changed }, text, (SECONDS + secondsLate) * 1000);
      const message = { messageId: 'msg_1', externalReference: 'REFERENCE-1' };
      expect(valueOf('readWebhook', read())).toEqual(message);
      expect(valueOf('readWebhook', read({}, body, 300))).toEqual(message);
      const wrong = [
        drill.network.readWebhook({}, body, SECONDS * 1000),
        read({}, `${body} `),
        read({}, body, 301),
        read({}, body, -301),
        read(drill.webhook({ ...about, byAnother: true }).headers),
        read(drill.webhook({ ...about, timestampSeconds: SECONDS + 1 }).headers, `${body}\n`),
        ...Object.keys(headers).map((name) => read({ [name]: undefined })),
      ];
      for (const each of wrong) mustRefuse('readWebhook', each, 'BAD_SIGNATURE');
    },
  },
];

/** What holds for every network with an agency at its other end, in the order of the port. */
export const CHECKS: readonly Check[] = [...handingOver, ...telling, ...hearing, ...webhooks];
