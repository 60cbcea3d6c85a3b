import type { CloseReason } from '../graphql/enums.js';
import type { CreditorName, DebtorName } from './parties.js';

/** One thing somebody does. Shares are percent of what is left to pay that day; amounts are never made up beforehand. */
export type Deed = OwnDeed | PartnerDeed;

type OwnDeed =
  | { readonly do: 'register' | 'resume' | 'approve' }
  | { readonly do: 'pay'; readonly share: number; readonly toCreditor?: boolean }
  | { readonly do: 'dispute' | 'withdraw' | 'pause'; readonly text: string }
  | { readonly do: 'resolve'; readonly upheld: boolean; readonly text: string }
  | { readonly do: 'reroute'; readonly partner: string; readonly text: string };

/** What the agency that has a case does, or is told. */
export type PartnerDeed =
  | { readonly do: 'accept' | 'work' }
  | { readonly do: 'ask' | 'answer' | 'decline'; readonly text: string }
  | { readonly do: 'collect'; readonly share: number }
  | { readonly do: 'close'; readonly reason: CloseReason; readonly text: string };

/** Days after the first registration, and what happens then. */
type Then = readonly (readonly [number, Deed])[];

export interface DemoCase {
  /** Also the number of its first invoice. */
  readonly key: string;
  /** Days after the story began. */
  readonly day: number;
  readonly creditor: CreditorName;
  readonly debtor: DebtorName;
  /** Exact decimals, one invoice each, in the creditor's currency or this one. */
  readonly amounts: readonly string[];
  readonly currency?: string;
  /** What is left unpaid is this many days overdue on the first registration. */
  readonly overdue: number;
  readonly afterwards: Then;
}

const pay = (share: number): Deed => ({ do: 'pay', share });

/** How ordinary cases of our own go. */
const OWN: readonly Then[] = [
  [[9, pay(100)]],
  [],
  [[31, pay(100)]],
  [[20, pay(40)], [55, pay(100)]],
  [[12, { do: 'pay', share: 100, toCreditor: true }]],
  [[25, pay(30)]],
  [[48, pay(100)]],
]; // prettier-ignore

/** How ordinary cases at a member agency of the exchange go. */
const MEMBER: readonly Then[] = [
  [[8, { do: 'accept' }], [12, { do: 'work' }], [35, { do: 'collect', share: 50 }], [80, { do: 'collect', share: 100 }]],
  [[8, { do: 'accept' }], [15, { do: 'ask', text: 'Is there a signed order?' }], [18, { do: 'answer', text: 'The signed order is from the day before the invoice.' }], [60, { do: 'collect', share: 60 }], [95, { do: 'close', reason: 'SETTLED', text: 'The rest was waived in a settlement.' }]],
  [[9, { do: 'accept' }], [14, { do: 'work' }], [70, { do: 'close', reason: 'UNTRACEABLE', text: 'Moved without leaving an address.' }]],
  [[10, { do: 'accept' }], [20, { do: 'work' }]],
]; // prettier-ignore

type Pair = readonly [CreditorName, DebtorName];

/** Who owes whom in ordinary cases. A partner's cases are told by `MEMBER`, those of the sandbox agency by itself. */
const OWN_PAIRS: readonly Pair[] = [
  ['power', 'kari'], ['supplier', 'workshop'], ['electricity', 'maija'], ['gym', 'ola'], ['power', 'builder'], ['supplier', 'anna'],
  ['electricity', 'shipyard'], ['power', 'ingrid'], ['machinery', 'printer'], ['gym', 'nils'], ['supplier', 'bakery'], ['electricity', 'birgitta'],
  ['power', 'cafe'], ['supplier', 'erik'], ['electricity', 'pekka'],
]; // prettier-ignore
const MEMBER_PAIRS: readonly Pair[] = [
  ['power', 'hans'], ['electricity', 'bistro'], ['machinery', 'diner'], ['supplier', 'carpenter'], ['machinery', 'claire'],
]; // prettier-ignore
const SANDBOX_PAIRS: readonly Pair[] = [
  ['power', 'carpenter'],
  ['electricity', 'merchant'],
  ['power', 'merchant'],
];

const CROWNS = ['499.00', '1890.00', '3240.50', '12400.00', '749.00', '68500.00', '2500.00', '9875.25', '289.00'];
const EUROS = ['84.90', '312.40', '1780.00', '5240.00', '100.00', '46.50', '989.95', '12400.00'];
const OVERDUE = [15, 21, 30, 45, 60];

/** The sandbox agency tells its own story; its one question is answered in two cases of three. */
const AT_SANDBOX: readonly Then[] = [
  [[11, { do: 'answer', text: 'The order confirmation is attached to the invoice.' }]],
  [[25, { do: 'answer', text: 'There is no written contract; the order was placed by telephone.' }]],
  [],
]; // prettier-ignore

const isEuro: Readonly<Record<CreditorName, boolean>> = {
  power: false,
  gym: false,
  supplier: false,
  electricity: true,
  machinery: true,
};

const of = <Item>(items: readonly Item[], index: number): Item => items[index % items.length]!;

/** Ordinary cases, one every `every` days from `first`; the lists have different lengths, so that they mix. */
function ordinary(prefix: string, first: number, every: number, pairs: readonly Pair[], stories: readonly Then[]) {
  return Array.from({ length: Math.ceil((360 - first) / every) }, (_, index): DemoCase => {
    const [creditor, debtor] = of(pairs, index);
    return {
      key: `${prefix}-${1001 + index}`,
      day: first + index * every,
      creditor,
      debtor,
      amounts: [of(isEuro[creditor] ? EUROS : CROWNS, index)],
      overdue: of(OVERDUE, index),
      afterwards: of(stories, index),
    };
  });
}

/** Cases that show something in particular. */
const PARTICULAR: readonly DemoCase[] = [
  { key: 'TWO-INVOICES', day: 12, creditor: 'power', debtor: 'kari', amounts: ['1240.00', '1310.50'], overdue: 25, afterwards: [[40, pay(100)]] },
  { key: 'TOO-EARLY', day: 20, creditor: 'power', debtor: 'ola', amounts: ['2190.00'], overdue: 6, afterwards: [[8, { do: 'register' }], [30, pay(100)]] },
  { key: 'TIME-BARRED', day: 33, creditor: 'power', debtor: 'ingrid', amounts: ['4400.00'], overdue: 1130, afterwards: [] },
  { key: 'DISPUTE-UPHELD', day: 40, creditor: 'supplier', debtor: 'workshop', amounts: ['18750.00'], overdue: 30, afterwards: [[6, { do: 'dispute', text: 'The machine never arrived.' }], [27, { do: 'resolve', upheld: true, text: 'The carrier confirms that the delivery was lost.' }]] },
  { key: 'DISPUTE-DISMISSED', day: 75, creditor: 'electricity', debtor: 'pekka', amounts: ['312.40'], overdue: 30, afterwards: [[4, { do: 'dispute', text: 'I moved out before the invoice.' }], [18, { do: 'resolve', upheld: false, text: 'The contract ran until the end of the month.' }], [60, pay(100)]] },
  { key: 'DISPUTE-OPEN', day: 345, creditor: 'power', debtor: 'builder', amounts: ['24300.00'], overdue: 30, afterwards: [[5, { do: 'dispute', text: 'The meter was read wrongly.' }]] },
  { key: 'WITHDRAWN', day: 90, creditor: 'gym', debtor: 'ingrid', amounts: ['899.00'], overdue: 20, afterwards: [[10, { do: 'withdraw', text: 'The customer has renewed the membership.' }]] },
  { key: 'PAUSED', day: 110, creditor: 'electricity', debtor: 'maija', amounts: ['189.90'], overdue: 20, afterwards: [[8, { do: 'pause', text: 'Illness in the family.' }], [40, { do: 'resume' }], [85, pay(100)]] },
  { key: 'PAUSED-STILL', day: 338, creditor: 'supplier', debtor: 'erik', amounts: ['1495.00'], overdue: 30, afterwards: [[10, { do: 'pause', text: 'The debtor has asked for time until payday.' }]] },
  { key: 'DECLINED', day: 60, creditor: 'machinery', debtor: 'diner', amounts: ['1480.00'], overdue: 40, afterwards: [[9, { do: 'decline', text: 'We know this debtor privately.' }]] },
  { key: 'BIG-CLAIM', day: 70, creditor: 'machinery', debtor: 'factory', amounts: ['48200.00'], overdue: 45, afterwards: [[8, { do: 'accept' }], [12, { do: 'work' }], [120, { do: 'collect', share: 35 }]] },
  { key: 'BELOW-MINIMUM', day: 325, creditor: 'machinery', debtor: 'diner', amounts: ['2650.00'], overdue: 40, afterwards: [[8, { do: 'accept' }], [20, { do: 'ask', text: 'Please send the delivery note.' }]] },
  { key: 'AT-THE-DESK', day: 352, creditor: 'electricity', debtor: 'factory', amounts: ['3120.00'], overdue: 30, afterwards: [] },
  { key: 'NOBODY-COVERS', day: 140, creditor: 'machinery', debtor: 'importer', amounts: ['7600.00'], overdue: 30, afterwards: [] },
  { key: 'ANOTHER-CURRENCY', day: 200, creditor: 'machinery', debtor: 'builder', amounts: ['3300.00'], overdue: 30, afterwards: [] },
  { key: 'NO-ADDRESS', day: 310, creditor: 'power', debtor: 'moved', amounts: ['640.00'], overdue: 30, afterwards: [] },
  { key: 'REROUTED', day: 150, creditor: 'supplier', debtor: 'merchant', amounts: ['27900.00'], currency: 'SEK', overdue: 30, afterwards: [[9, { do: 'accept' }], [40, { do: 'reroute', partner: 'Sandkasten Inkasso GmbH', text: 'No word for a month.' }]] },
  { key: 'PAID-DIRECTLY', day: 180, creditor: 'power', debtor: 'bistro', amounts: ['5400.00'], overdue: 30, afterwards: [[9, { do: 'accept' }], [21, { do: 'pay', share: 100, toCreditor: true }]] },
  { key: 'WAITS-FOR-APPROVAL', day: 350, creditor: 'gym', debtor: 'ola', amounts: ['599.00'], overdue: 30, afterwards: [] },
]; // prettier-ignore

/** The gym approves every step itself, a few days after it is asked. */
const APPROVALS: Then = [[3, { do: 'approve' }], [20, { do: 'approve' }], [24, { do: 'approve' }]]; // prettier-ignore

/** Everything that happens in the year, in the order it happens; `day` counts from the first day. */
export interface Scene {
  readonly day: number;
  readonly of: DemoCase;
  readonly deed: Deed;
  /** Tells apart the deeds of one case. */
  readonly number: number;
}

export const STORY: readonly Scene[] = [
  ...ordinary('A', 3, 6, OWN_PAIRS, OWN),
  ...ordinary('B', 7, 23, MEMBER_PAIRS, MEMBER),
  ...ordinary('C', 15, 37, SANDBOX_PAIRS, AT_SANDBOX),
  ...PARTICULAR,
]
  .flatMap((demoCase): Scene[] => {
    const approvals = demoCase.creditor === 'gym' && demoCase.key !== 'WAITS-FOR-APPROVAL' ? APPROVALS : [];
    const deeds: Then = [[0, { do: 'register' }], ...approvals, ...demoCase.afterwards];
    return deeds.map(([after, deed], number) => ({ day: demoCase.day + after, of: demoCase, deed, number }));
  })
  .sort((a, b) => a.day - b.day);
