import { countries, lawsUnder } from '../../src/countries/index.js';
import { isoDate } from '../../src/domain/date.js';
import type { StepType } from '../../src/domain/facts.js';
import type { Jurisdiction, NoticeElement } from '../../src/domain/jurisdiction.js';
import type { LetterInput } from '../../src/modules/notices/letter.input.js';
import { renderLetter } from '../../src/modules/notices/letter.js';
import { loadTexts, type Texts } from '../../src/texts.js';
import { ALL_LETTERS, letterInput } from './fixtures.js';

const texts = loadTexts('locales');

/** Each letter there is, and those that the kind of claim or the act in force makes different. */
const LETTERS: readonly (readonly [string, LetterInput])[] = [
  ...ALL_LETTERS.map(([country, step]) => [`${country} ${step}`, letterInput(country, step)] as const),
  ...(['PAYMENT_DEMAND', 'ENFORCEMENT_APPLICATION'] as const).flatMap((step) =>
    (['SE', 'FI'] as const).map((country) => [`${country} ${step}, public claim`, publicClaim(letterInput(country, step))] as const),
  ),
  ...(['COLLECTION_NOTICE', 'PAYMENT_DEMAND'] as const).map(
    (step) => [`NO ${step}, act of 2026`, { ...letterInput('NO', step), law: lawsUnder({ noAct2026From: isoDate('2026-08-01') }).NO }] as const,
  ),
  ['NO LEGAL_WARNING, with a title', { ...letterInput('NO', 'LEGAL_WARNING'), facts: letterInput('NO', 'ENFORCEMENT_APPLICATION').facts }],
]; // prettier-ignore

function publicClaim(input: LetterInput): LetterInput {
  const claims = input.facts.claims.map((claim) => ({ ...claim, kind: 'PUBLIC' as const }));
  const solvent = { type: 'FOUND_SOLVENT', on: isoDate('2026-09-28'), step: null, awarded: 0n, until: null } as const;
  return { ...input, facts: { ...input.facts, claims, proceedings: [solvent] } };
}

/** How each element is taken away from a letter: what it is made of is left out of the input, or its texts fall silent. */
type Removal = ((input: LetterInput) => LetterInput) | ((input: LetterInput) => readonly string[]);

const silent =
  (...keys: readonly string[]) =>
  (): readonly string[] =>
    keys.map((key) => (key.includes(':') ? key : `notices:${key}`));
const ofCountry =
  (...keys: readonly string[]) =>
  ({ law }: LetterInput): readonly string[] =>
    keys.map((key) => `notices:${law.country}.${key}`);
const ofStep =
  (key: string) =>
  ({ law, step }: LetterInput): readonly string[] => [`notices:${law.country}.${step}.${key}`];

const REMOVALS: Readonly<Record<NoticeElement, Removal>> = {
  creditorName: (input) => ({ ...input, creditor: { ...input.creditor, name: '\u202e\n' } }),
  creditorAddress: (input) => ({ ...input, creditor: { ...input.creditor, address: [' ', '\n'] } }),
  agencyContact: (input) => ({ ...input, agency: { ...input.agency, address: [], email: ' ', phone: '' } }),
  debtorIdentity: (input) => ({ ...input, debtor: { ...input.debtor, name: '' } }),
  basisOfClaim: (input) => ({
    ...input,
    facts: { ...input.facts, claims: input.facts.claims.map((claim) => ({ ...claim, description: ' \n ' })) },
  }),
  paymentInstructions: (input) => ({ ...input, agency: { ...input.agency, account: '' } }),
  label: ofStep('title'),
  principal: silent('terms:balance.PRINCIPAL'),
  interest: silent('terms:balance.INTEREST'),
  interestRateAndStart: ({ law }) => [
    `notices:${law.country}.interest`, 'notices:letter.interestSegment', 'notices:letter.interestOwnRate', 'notices:letter.interestNotBegun', 'notices:letter.interestFrom',
  ],
  interestCalculation: ofCountry('interestCalculation'),
  costs: silent('letter.cost', 'letter.courtCost', 'letter.compensation', 'terms:balance.COST'),
  total: silent('letter.total'),
  payBy: ofCountry('payBy'),
  objectionRight: ofCountry('objectionRight'),
  objectionDeadline: ofCountry('objectionDeadline'),
  objectionAddress: silent('letter.objectionAddress'),
  complaintRight: ofCountry('complaintRight'),
  complaintBoard: ofCountry('complaintBoard'),
  interruptionRight: ofCountry('interruptionRight'),
  paymentDifficulty: ofCountry('paymentDifficulty.PERSON', 'paymentDifficulty.COMPANY'),
  collectionWarning: ofStep('collectionWarning'),
  consequences: ofStep('consequences'),
  legalWarning: ofCountry('legalWarning', 'legalWarningOfTitle'),
  publicationWarning: ofCountry('publicationWarning'),
  bankruptcyWarning: ofCountry('bankruptcyWarning'),
  finalTime: ofStep('finalTime'),
  originalCreditor: ofCountry('originalCreditor'),
  estimatedCosts: ofCountry('estimatedCosts'),
  planSchedule: (input) => ({ ...input, facts: { ...input.facts, plans: [] } }),
  planConsequences: ofCountry('planConsequences'),
  instalmentDue: (input) => ({ ...input, facts: { ...input.facts, plans: [] } }),
  planEnded: silent('letter.planEnded'),
  objectionAnswer: (input) => ({ ...input, objection: null }),
  limitationState: ofCountry('limitationState'),
  acknowledgement: ofCountry('acknowledgement'),
  closingState: (input) => ({ ...input, closeReason: null }),
  settlementTerms: silent('letter.settlementTerms'),
  assignment: silent('letter.assignment'),
  authority: (input) => ({
    ...input,
    law: withPath(input.law, (step) => ({ ...step, authority: '' })),
  }),
  parties: (input) => ({ ...input, debtor: { ...input.debtor, address: [] } }),
  claimAndGround: silent('letter.ground'),
  reliefSought: ofStep('reliefSought'),
  interestClaimed: silent('letter.interestClaimed'),
  costsClaimed: silent('letter.costClaimed', 'letter.noCostsClaimed'),
  evidence: silent('letter.evidenceInvoice', 'letter.evidenceLetter', 'letter.evidenceTitle'),
  demandsSent: (input) => ({ ...input, facts: { ...input.facts, notices: [] } }),
  titleOfEnforcement: ofCountry('titleHeld', 'enforceableAsItStands'),
  insolvencyGround: (input) => ({ ...input, facts: { ...input.facts, proceedings: [] } }),
  signature: (input) => ({ ...input, agency: { ...input.agency, name: '' } }),
}; // prettier-ignore

type Step = ReturnType<Jurisdiction['legalPath']>[number];

const withPath = (law: Jurisdiction, change: (step: Step) => Step): Jurisdiction => ({
  ...law,
  legalPath: (facts, on) => law.legalPath(facts, on).map(change),
});

const silenced = (keys: readonly string[]): Texts => ({
  ...texts,
  translate: (language, key, params) =>
    // A wording of a variant ("….consequences.PUBLIC") falls silent with the text it stands for.
    keys.some((whole) => key === whole || key.startsWith(`${whole}.`)) ? '' : texts.translate(language, key, params),
});

/** What the letter lacks once an element is taken away. */
function lackingWithout(element: NoticeElement, input: LetterInput): NoticeElement[] {
  const removal = REMOVALS[element](input);
  const letter = Array.isArray(removal)
    ? renderLetter(input, silenced(removal as readonly string[]))
    : renderLetter(removal as LetterInput, texts);
  return letter.checks.filter((check) => !check.satisfied).map((check) => check.element);
}

const required = ({ law, step, facts, on }: LetterInput): NoticeElement[] =>
  law.requiredElements(step, facts, on).map(({ element }) => element);

describe('an element the law requires and the letter lacks is seen, and it alone', () => {
  const everyElement = LETTERS.flatMap(([name, input]) =>
    [...new Set(required(input))].map((element) => [element, name, input] as const),
  );

  test.each(LETTERS)('%s is complete as it stands', (_, input) => {
    const lacking = renderLetter(input, texts).checks.filter((check) => !check.satisfied);
    expect(lacking.map((check) => check.element)).toEqual([]);
  });

  test.each(everyElement)('%s of %s', (element, _, input) => {
    const others = AT_ONCE[element] ?? [];
    const lacking = new Set(lackingWithout(element, input));
    const alsoGone = others.filter((other) => required(input).includes(other));
    expect([...lacking].sort()).toEqual([element, ...alsoGone].sort());
  });

  /** Elements that tell the same thing, and cannot be taken away one by one. */
  const AT_ONCE: Readonly<Partial<Record<NoticeElement, readonly NoticeElement[]>>> = {
    agencyContact: ['objectionAddress', 'complaintRight', 'paymentDifficulty'],
  };

  test('every letter names a provision for every element it must carry', () => {
    for (const [, { law, step, facts, on }] of LETTERS) {
      for (const { legalBasis } of law.requiredElements(step, facts, on)) {
        expect(legalBasis.act).not.toBe('');
        expect(legalBasis.provision).not.toBe('');
      }
    }
  });

  test.each(['DISCONNECTION', 'LEASE_TERMINATION', 'EVICTION'] satisfies StepType[])('no letter is made for %s', (step) => {
    const { facts, on } = letterInput('SE', 'PAYMENT_DEMAND');
    expect(Object.values(countries).map((law) => law.requiredElements(step, facts, on))).toEqual([[], [], []]);
  }); // prettier-ignore
});
