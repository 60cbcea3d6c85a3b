import { addDays, type IsoDate } from '../domain/date.js';
import type { Source } from '../domain/dated.js';
import { isObjectedTo } from '../domain/dispute.js';
import type { CaseFacts, StepType } from '../domain/facts.js';
import type { NoticeElement, RequiredElement } from '../domain/jurisdiction.js';
import { nextBankDay } from './calendar.js';
import { tvisteloven } from './no.court.js';
import { carriesWarning, effective } from './no.events.js';
import { asksForNothing } from './objections.js';
import { isApplication, titleOf } from './procedures.js';
import type { Regime } from './no.regime.js';
import {
  foreldelsesloven,
  inkassoforskriften,
  inkassoloven,
  konkursloven,
  tvangsfullbyrdelsesloven,
} from './no.tariff.js';

const STEP_NAMES: Partial<Record<StepType, string>> = {
  REMINDER: 'purring',
  COLLECTION_NOTICE: 'inkassovarsel',
  PAYMENT_DEMAND: 'betalingsoppfordring',
  SECOND_DEMAND: 'ny betalingsoppfordring',
  LEGAL_WARNING: 'varsel om rettslig inndriving',
  PAYMENT_PLAN: 'nedbetalingsavtale',
  COURT_APPLICATION: 'forliksklage',
  ENFORCEMENT_APPLICATION: 'begjæring om utlegg',
  BANKRUPTCY_WARNING: 'konkursvarsel',
  BANKRUPTCY_PETITION: 'konkursbegjæring',
  LIMITATION_NOTICE: 'anmodning om erkjennelse',
  CLOSING_STATEMENT: 'avslutningsbrev',
  SETTLEMENT_OFFER: 'tilbud om oppgjør',
  ASSIGNMENT_NOTICE: 'melding om ny kreditor',
  INSTALMENT_REMINDER: 'påminnelse om avdrag',
  PLAN_DEFAULT: 'melding om misligholdt nedbetalingsavtale',
  OBJECTION_ANSWER: 'svar på innsigelse',
};

export const stepName = (step: StepType): string | null => STEP_NAMES[step] ?? null;

const GIVES_NO_TIME: readonly StepType[] = ['CLOSING_STATEMENT', 'ASSIGNMENT_NOTICE'];

/** Last day to pay stated in a letter sent on a day; the first instalment still to come of a plan; none in an application. */
export function payBy(step: StepType, facts: CaseFacts, sentOn: IsoDate, regime: Regime): IsoDate | null {
  if (!stepName(step) || GIVES_NO_TIME.includes(step) || isApplication(step) || asksForNothing(step, facts))
    return null;
  if (step === 'SETTLEMENT_OFFER') return facts.settlementOffers.at(-1)?.payBy ?? null;
  const instalment =
    step === 'PAYMENT_PLAN' && facts.plans.at(-1)?.instalments.find(({ dueOn }) => dueOn >= sentOn)?.dueOn;
  return effective(instalment || addDays(nextBankDay('NO', sentOn), regime.daysToPay));
}

type Elements = readonly (readonly [Source, ...NoticeElement[]])[];
type Content = (regime: Regime, facts: CaseFacts, on: IsoDate) => Elements;

const collectionNotice: Content = ({ id, provisions: { practice, notice } }, facts) => [
  [practice, 'creditorName', 'basisOfClaim', 'total', 'paymentInstructions'],
  [notice, 'payBy', 'collectionWarning', 'objectionRight'],
  ...(id === 'NO-2026' ? [[notice, 'label', 'estimatedCosts', 'paymentDifficulty', 'complaintRight'] as const] : []),
  ...(id === 'NO-2026' ? complaintBoard(notice, facts) : []),
];

/** The board does not hear businesses (Finansklagenemnda), so only a person is told of it. */
const complaintBoard = (legalBasis: Source, { debtorType }: CaseFacts): Elements =>
  debtorType === 'PERSON' ? [[legalBasis, 'complaintBoard']] : [];

const paymentDemand: Content = ({ id, provisions: { practice, demand } }, facts) => {
  const letter = (of: string): Source => (id === 'NO-1988' ? inkassoloven(`§ 10 bokstav ${of}`) : demand);
  return [
    [demand, 'payBy', 'objectionRight', 'objectionDeadline'],
    [letter('a'), 'creditorName'],
    [letter('b'), 'basisOfClaim'],
    [letter('c'), 'principal', 'interest', 'costs', 'total'],
    [letter('d'), 'interestRateAndStart'],
    [letter('e'), 'consequences'],
    ...complaintBoard(letter('f'), facts),
    [practice, 'agencyContact', 'paymentInstructions'],
  ];
};

const withWarning: Content = (regime, facts, on) => [
  ...paymentDemand(regime, facts, on),
  [regime.provisions.legalWarning, 'legalWarning'],
];

const WARNING_BEFORE_UTLEGG = tvangsfullbyrdelsesloven('§ 4-18', 'medium');
const FORLIKSKLAGE = tvisteloven('§ 6-3', 'medium');
const BEGJAERING = tvangsfullbyrdelsesloven('§ 5-2', 'medium');
const KONKURSVARSEL = konkursloven('§ 63', 'low');
const KONKURSBEGJAERING = konkursloven('§ 66', 'low');

const CONTENTS: Partial<Record<StepType, Content>> = {
  REMINDER: ({ provisions: { reminder } }) => [[reminder, 'total', 'basisOfClaim', 'payBy']],
  COLLECTION_NOTICE: collectionNotice,
  PAYMENT_DEMAND: (regime, facts, on) => (carriesWarning(facts, on) ? withWarning : paymentDemand)(regime, facts, on),
  SECOND_DEMAND: withWarning,
  LEGAL_WARNING: ({ provisions: { practice, legalWarning } }, facts) => [
    [practice, 'creditorName', 'basisOfClaim', 'total', 'agencyContact', 'paymentInstructions'],
    [legalWarning, 'payBy', ...(titleOf(facts) ? [] : (['objectionRight'] as const))],
    [titleOf(facts) ? WARNING_BEFORE_UTLEGG : legalWarning, 'legalWarning'],
  ],
  PAYMENT_PLAN: ({ provisions: { practice } }) => [
    [practice, 'creditorName', 'basisOfClaim', 'principal', 'interest', 'costs', 'total', 'agencyContact', 'paymentInstructions'],
    [inkassoforskriften('§ 2-4', 'medium'), 'planSchedule', 'planConsequences'],
  ],
  COURT_APPLICATION: ({ provisions: { legalWarning } }) => [
    [FORLIKSKLAGE, 'authority', 'parties', 'claimAndGround', 'reliefSought', 'interestClaimed', 'evidence', 'signature'],
    [tvisteloven('§ 6-13'), 'costsClaimed'],
    [legalWarning, 'demandsSent'],
  ],
  ENFORCEMENT_APPLICATION: () => [
    [BEGJAERING, 'authority', 'parties', 'claimAndGround', 'reliefSought', 'interestClaimed', 'evidence', 'costsClaimed', 'signature'],
    [tvangsfullbyrdelsesloven('§§ 4-1, 7-2', 'medium'), 'titleOfEnforcement'],
    [WARNING_BEFORE_UTLEGG, 'demandsSent'],
  ],
  BANKRUPTCY_WARNING: ({ provisions: { practice } }) => [
    [practice, 'creditorName', 'basisOfClaim', 'agencyContact', 'paymentInstructions'],
    [KONKURSVARSEL, 'principal', 'interest', 'costs', 'total', 'bankruptcyWarning', 'finalTime'],
  ],
  BANKRUPTCY_PETITION: () => [
    [KONKURSBEGJAERING, 'authority', 'parties', 'claimAndGround', 'reliefSought', 'interestClaimed', 'costsClaimed', 'evidence', 'signature'],
    [KONKURSVARSEL, 'demandsSent', 'insolvencyGround'],
  ],
  LIMITATION_NOTICE: ({ provisions: { practice } }) => [
    [practice, 'creditorName', 'basisOfClaim', 'total', 'agencyContact'],
    [foreldelsesloven('§§ 2, 3'), 'limitationState'],
    [foreldelsesloven('§ 14'), 'acknowledgement'],
  ],
  CLOSING_STATEMENT: ({ provisions: { practice } }) => [
    [practice, 'creditorName', 'basisOfClaim', 'closingState', 'agencyContact'],
  ],
  INSTALMENT_REMINDER: ({ provisions: { practice } }) => [
    [practice, 'creditorName', 'basisOfClaim', 'instalmentDue', 'payBy', 'agencyContact', 'paymentInstructions'],
  ],
  PLAN_DEFAULT: ({ provisions: { practice } }) => [
    [practice, 'creditorName', 'basisOfClaim', 'principal', 'interest', 'costs', 'total', 'planEnded', 'payBy', 'agencyContact', 'paymentInstructions'],
  ],
  OBJECTION_ANSWER: ({ provisions: { practice } }, facts) => [
    [practice, 'creditorName', 'basisOfClaim', 'objectionAnswer', 'agencyContact'],
    ...(isObjectedTo(facts) ? [] : [[practice, 'total', 'payBy', 'paymentInstructions'] as const]),
  ],
  SETTLEMENT_OFFER: ({ provisions: { practice } }) => [
    [practice, 'creditorName', 'basisOfClaim', 'total', 'settlementTerms', 'agencyContact', 'paymentInstructions'],
  ],
  ASSIGNMENT_NOTICE: ({ provisions: { practice } }) => [
    [practice, 'creditorName', 'creditorAddress', 'basisOfClaim', 'total', 'assignment', 'agencyContact', 'paymentInstructions'],
  ],
}; // prettier-ignore

/** What a letter or application sent under an act must say, each piece with its provision. */
export function requiredElements(step: StepType, facts: CaseFacts, on: IsoDate, regime: Regime): RequiredElement[] {
  const contents = CONTENTS[step]?.(regime, facts, on) ?? [];
  return contents.flatMap(([legalBasis, ...elements]) => elements.map((element) => ({ element, legalBasis })));
}
