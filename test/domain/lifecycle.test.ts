import { NOTHING_YET, type CaseState, type CaseStatus, type HoldReason } from '../../src/domain/facts.js';
import { isoDate } from '../../src/domain/date.js';
import { allowedActions, FIRST_STATUSES, mayMove, TRANSITIONS } from '../../src/domain/lifecycle.js';
import { DEFAULT_STRATEGY } from '../../src/domain/strategy.js';
import { CaseAction, CaseStatus as PublicStatus } from '../../src/graphql/enums.js';

const statuses = Object.keys(TRANSITIONS) as CaseStatus[];

function state(change: Partial<CaseState> & { disputed?: boolean } = {}): CaseState {
  const { disputed = false, ...rest } = change;
  return {
    facts: {
      currency: 'NOK', debtorType: 'PERSON', creditorVatLiable: true, registeredOn: isoDate('2026-06-01'), claims: [],
      ...NOTHING_YET, disputed,
    },
    country: 'NO', status: 'ACTIVE', stage: 'PRE_COLLECTION', holdReason: null, routeKind: 'COUNTRY_MODULE',
    strategy: DEFAULT_STRATEGY, surveillance: null, referralStatus: null, openInquiries: 0, planProposed: false, ...rest,
  }; // prettier-ignore
}

describe('transitions', () => {
  test('the table names every status of the public contract and no other', () => {
    expect(statuses.sort()).toEqual(Object.keys(PublicStatus).sort());
    for (const targets of Object.values(TRANSITIONS)) for (const target of targets) expect(statuses).toContain(target);
  });

  test('every status can be reached from where a case begins, and CLOSED from every one', () => {
    const reach = (from: readonly CaseStatus[]) => {
      const reached = new Set(from);
      for (const status of reached) for (const next of TRANSITIONS[status]) reached.add(next);
      return reached;
    };
    expect([...reach(FIRST_STATUSES)].sort()).toEqual(statuses.sort());
    for (const status of statuses) expect(reach([status])).toContain('CLOSED');
  });

  test('a closed case stays closed', () => {
    for (const status of statuses) expect(mayMove('CLOSED', status)).toBe(false);
  });

  test('a step is approved only once it waits', () => {
    expect(mayMove('REGISTERED', 'AWAITING_APPROVAL')).toBe(false);
    expect(mayMove('ON_HOLD', 'AWAITING_APPROVAL')).toBe(false);
    expect(mayMove('ACTIVE', 'AWAITING_APPROVAL')).toBe(true);
  });
});

describe('allowedActions', () => {
  test('a closed case only takes money, by the agency; readers who do not work cases may do nothing', () => {
    expect(allowedActions(state({ status: 'CLOSED' }), 'AGENT')).toEqual(['RECORD_PAYMENT']);
    expect(allowedActions(state({ status: 'CLOSED' }), 'CREDITOR')).toEqual([]);
    expect(allowedActions(state(), 'PARTNER')).toEqual([]);
    expect(allowedActions(state(), 'ANALYST')).toEqual([]);
  });

  test('an active case of our own', () => {
    expect(allowedActions(state(), 'CREDITOR')).toEqual([
      'PAUSE', 'WITHDRAW', 'DISPUTE', 'RECORD_PAYMENT', 'RECORD_CREDIT_NOTE', 'PROPOSE_PAYMENT_PLAN', 'CHANGE_DUE_DATE', 'WRITE_OFF_FOR_BOOKS',
      'OFFER_SETTLEMENT',
    ]); // prettier-ignore
  });

  test('a claim changes hands, or is given more time, where it is ours and nothing of it is in dispute', () => {
    const part = { claimId: 'a', amount: 1n, from: isoDate('2026-06-01') };
    const inDispute = (until: string | null) => ({
      ...state().facts,
      disputedParts: [{ ...part, until: until && isoDate(until) }],
    });
    const actionsIn = (change: Parameters<typeof state>[0]) => allowedActions(state(change), 'AGENT');
    const FREE = ['SELL', 'ASSIGN', 'CHANGE_DUE_DATE'] as const;
    for (const action of FREE) {
      expect([action, actionsIn({}).includes(action)]).toEqual([action, true]);
      expect([action, actionsIn({ facts: inDispute('2026-06-02') } as never).includes(action)]).toEqual([action, true]);
      expect([action, actionsIn({ facts: inDispute(null) } as never).includes(action)]).toEqual([action, false]);
      expect([action, actionsIn({ disputed: true }).includes(action)]).toEqual([action, false]);
      expect([action, actionsIn({ routeKind: 'PARTNER_NETWORK' }).includes(action)]).toEqual([action, false]);
    }
    expect(actionsIn({ stage: 'LEGAL' })).not.toContain('CHANGE_DUE_DATE');
    expect(actionsIn({ stage: 'LEGAL' })).toContain('SELL');
    expect(allowedActions(state(), 'CREDITOR')).not.toContain('SELL');
    expect(actionsIn({ routeKind: 'PARTNER_NETWORK' })).not.toContain('CLOSE');
  });

  test('one offer of settlement at a time, which may be accepted until it has lapsed', () => {
    const offered = (lapsed: boolean) => {
      const offer = { offeredOn: isoDate('2026-06-01'), payBy: isoDate('2026-06-15'), amount: 1n, lapsed };
      return allowedActions(state({ facts: { ...state().facts, settlementOffers: [offer] } }), 'CREDITOR');
    };
    expect([offered(false).includes('OFFER_SETTLEMENT'), offered(false).includes('ACCEPT_SETTLEMENT')]).toEqual([
      false,
      true,
    ]);
    expect([offered(true).includes('OFFER_SETTLEMENT'), offered(true).includes('ACCEPT_SETTLEMENT')]).toEqual([
      true,
      false,
    ]);
  });

  test('a step that waits can be approved', () => {
    expect(allowedActions(state({ status: 'AWAITING_APPROVAL' }), 'CREDITOR')).toContain('APPROVE_STEP');
  });

  test('a dispute is resolved, not resumed around', () => {
    const actions = allowedActions(state({ status: 'ON_HOLD', holdReason: 'DISPUTE', disputed: true }), 'AGENT');
    expect(actions).toContain('RESOLVE_DISPUTE');
    expect(actions).not.toContain('RESUME');
    expect(actions).not.toContain('DISPUTE');
  });

  test.each<HoldReason>(['PAUSED', 'MISSING_INFORMATION', 'PAYMENT_PLAN'])(
    'a hold for %s can be ended',
    (holdReason) => {
      expect(allowedActions(state({ status: 'ON_HOLD', holdReason }), 'AGENT')).toContain('RESUME');
    },
  );

  test('only the agency routes anew, and only what it does not work itself', () => {
    const review = state({ status: 'REGISTERED', routeKind: 'MANUAL_REVIEW' });
    expect(allowedActions(review, 'AGENT')).toContain('REROUTE');
    expect(allowedActions(review, 'CREDITOR')).not.toContain('REROUTE');
    expect(allowedActions(state(), 'AGENT')).not.toContain('REROUTE');
  });

  test('an open inquiry can be answered', () => {
    expect(allowedActions(state({ openInquiries: 1 }), 'CREDITOR')).toContain('ANSWER_INQUIRY');
  });

  test('only actions of the public contract are offered', () => {
    for (const status of statuses) {
      for (const action of allowedActions(state({ status, openInquiries: 1 }), 'AGENT'))
        expect(CaseAction[action]).toBe(action);
    }
  });
});
