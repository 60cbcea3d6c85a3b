import { balance } from '../../src/domain/balance.js';
import { isoDate } from '../../src/domain/date.js';
import type { PaymentFacts, StepType } from '../../src/domain/facts.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';
import type { LetterPart } from '../../src/modules/notices/document.js';
import { letterAsSent, renderLetter } from '../../src/modules/notices/letter.js';
import { plainText } from '../../src/modules/notices/layout.js';
import { loadTexts } from '../../src/texts.js';
import { ALL_LETTERS, caseFacts, isApplication, letterInput } from './fixtures.js';

const texts = loadTexts('locales');
const flat = (text: string) => text.replace(/\s+/g, ' ');
const rowsOf = (parts: readonly LetterPart[]) => parts.flatMap((part) => (part.kind === 'AMOUNTS' ? part.rows : []));

describe('the letter as it goes out', () => {
  test.each([
    ['NO', 'nn', 'nn'], ['NO', 'sv', 'nb'], ['NO', 'de', 'nb'], ['SE', 'en', 'sv'], ['SE', 'sv-FI', 'sv'], ['FI', 'sv', 'sv-FI'], ['FI', 'nb', 'fi'],
  ] as const)('under the law of %s a reader of %s is bound by the letter in %s', (country, language, binding) => {
    const letter = letterAsSent(letterInput(country, 'PAYMENT_DEMAND', { language }), texts);
    expect(letter.language).toBe(binding);
    expect(letter.document.language).toBe(binding);
    const reads = binding.split('-')[0] === language.split('-')[0];
    expect(letter.document.courtesyCopy?.language).toBe(reads ? undefined : 'en');
  }); // prettier-ignore

  test('the courtesy copy is the English letter, below the one that counts, which alone is checked', () => {
    const input = letterInput('NO', 'PAYMENT_DEMAND', { language: 'de' });
    const letter = letterAsSent(input, texts);
    const norwegian = renderLetter({ ...input, language: 'nb' }, texts);
    const english = renderLetter({ ...input, language: 'en' }, texts);
    expect(letter.body).toBe(`${norwegian.body}\n${'-'.repeat(78)}\n\n${english.body}`);
    expect(letter.subject).toBe(norwegian.subject);
    expect(letter.checks).toEqual(norwegian.checks);
    expect(flat(english.body)).toContain('the letter in Norwegian is the one that counts');
    expect(norwegian.body).not.toMatch(/English/);
  });

  test.each(ALL_LETTERS.filter(([, step]) => isApplication(step)))(
    '%s %s is written for the authority: in the language of the country, without slip or copy',
    (country, step) => {
      const letter = letterAsSent(letterInput(country, step, { language: 'de' }), texts);
      expect(letter.language).toBe(letterInput(country, step).law.languages[0]);
      expect(letter.payBy).toBeNull();
      expect(letter.document).toMatchObject({ courtesyCopy: null, slip: null });
      const [authority] = letter.document.recipient;
      const path = letterInput(country, step).law.legalPath(caseFacts(country, step), isoDate('2026-10-01'));
      expect(authority!.toLowerCase()).toBe(path.find(({ type }) => type === step)!.authority.toLowerCase());
      expect(letter.body).toContain('____');
    },
  );

  test.each(ALL_LETTERS)('the text of %s %s is that of its document', (country, step) => {
    const letter = letterAsSent(letterInput(country, step), texts);
    expect(letter.body).toBe(plainText(letter.document));
    expect(letter.subject).toBe(letter.document.subject);
  });
});

describe('the slip', () => {
  const slipOf = (country: OwnCountry, step: StepType) => renderLetter(letterInput(country, step), texts).document.slip;

  test('asks for what is owed, by the day and reference the letter gives', () => {
    const input = letterInput('FI', 'PAYMENT_DEMAND');
    const slip = slipOf('FI', 'PAYMENT_DEMAND')!;
    const payBy = input.law.payBy(input.step, input.facts, input.on);
    const sent = { type: input.step, sentOn: input.on, payBy, sentBy: 'AGENCY', feeCharged: null } as const;
    const { outstanding } = balance({ ...input.facts, notices: [...input.facts.notices, sent] }, input.law, input.on);
    const expected = input.law.paymentSlip({ account: input.agency.account, reference: input.paymentReference, amount: outstanding, payBy });
    expect(slip).toMatchObject({ ...expected });
    expect(slip.rows.map(([label]) => label)).toEqual(['Määrä', 'Tilinumero (IBAN)', 'Viitenumero', 'Saaja', 'Maksettava viimeistään']);
  }); // prettier-ignore

  test('of a plan asks for its next instalment; a closing statement has none', () => {
    const [amount, , , , payBy] = slipOf('SE', 'PAYMENT_PLAN')!.rows.map(([, value]) => flat(value));
    expect([amount, payBy]).toEqual(['700,00 kr', '2 november 2026']);
    expect(slipOf('SE', 'CLOSING_STATEMENT')).toBeNull();
  });
});

describe('a guardian', () => {
  const representative = { name: 'Test Verge', address: ['Vergeveien 5', '0002 Testby'], country: 'NO' };

  test('gets the letter in the place of the debtor, whose name stands below; all else is unchanged', () => {
    const own = renderLetter(letterInput('NO', 'PAYMENT_DEMAND'), texts);
    const { document, checks } = renderLetter(letterInput('NO', 'PAYMENT_DEMAND', { representative }), texts);
    expect(document.recipient).toEqual(['Test Verge', 'for Test Person', 'Vergeveien 5', '0002 Testby']);
    expect({ ...document, recipient: [] }).toEqual({ ...own.document, recipient: [] });
    expect(checks).toEqual(own.checks);
  });

  test('is named in an application beside the debtor', () => {
    const { body } = renderLetter(letterInput('NO', 'COURT_APPLICATION', { representative }), texts);
    expect(body).toContain('Klagemotpart\nTest Person\nEksempelveien 3\n0001 Testby\n');
    expect(body).toContain('Verge for skyldneren\nTest Verge\nVergeveien 5\n0002 Testby\n');
  });
});

describe('what a case says of itself', () => {
  const applicationWith = (change: Parameters<typeof caseFacts>[2]) =>
    flat(
      renderLetter(
        letterInput('NO', 'COURT_APPLICATION', { facts: caseFacts('NO', 'COURT_APPLICATION', change) }),
        texts,
      ).body,
    );

  test('a disputed claim is shown as disputed, an objection as what became of it', () => {
    const objectedOn = [isoDate('2026-09-01')];
    expect(applicationWith({})).toContain('Vi kjenner ikke til innsigelser mot kravet.');
    expect(applicationWith({ disputed: true, objectedOn })).toContain('Skyldneren bestrider kravet.');
    const dismissed = applicationWith({ objectedOn });
    expect(dismissed).toContain('innsigelse 1. september 2026. Innsigelsen er vurdert og ikke tatt til følge.');
    expect(dismissed).not.toContain('Vi kjenner ikke til');
  });

  test("a person's number is masked in an application, a company's is shown in full", () => {
    const numbered = (number: string, debtorType: 'PERSON' | 'COMPANY') => {
      const input = letterInput('SE', 'COURT_APPLICATION', {
        facts: caseFacts('SE', 'COURT_APPLICATION', { debtorType }),
      });
      return flat(renderLetter({ ...input, debtor: { ...input.debtor, number } }, texts).body);
    };
    expect(numbered('********2384', 'PERSON')).toContain('Test Person, personnummer ********2384 (anges i sin helhet');
    expect(numbered('556036-0793', 'COMPANY')).toContain('Test Person, org.nr 556036-0793');
  });

  const PAID: PaymentFacts = {
    id: 'p', receivedOn: isoDate('2026-09-21'), amount: 120_000n,
    allocations: [{ kind: 'PRINCIPAL', claimId: 'claim-1', amount: 120_000n }],
  }; // prettier-ignore

  test('a closing statement tells each payment, what was written off and why the case was closed', () => {
    const facts = caseFacts('FI', 'CLOSING_STATEMENT', { payments: [PAID] });
    const { document, body } = renderLetter(letterInput('FI', 'CLOSING_STATEMENT', { facts }), texts);
    expect(rowsOf(document.parts).map(([label]) => label)).toEqual(expect.arrayContaining(['Saatu 21.\u00a0syyskuuta\u00a02026']));
    expect(flat(body)).toMatch(/Maksettava yhteensä 0,00 €/);
    expect(flat(body)).toContain('Olemme päättäneet asian käsittelyn: ');
    expect(flat(body)).not.toContain('Saatava on suoritettu');
  }); // prettier-ignore

  test('a closing statement of a paid claim says that nothing more is owed', () => {
    // All that a Swedish demand comes to on the day, and a krona more: nothing is written off.
    const payment = { ...PAID, amount: 200_000n };
    const facts = caseFacts('SE', 'CLOSING_STATEMENT', { payments: [payment] });
    const { body } = renderLetter(letterInput('SE', 'CLOSING_STATEMENT', { facts, closeReason: 'PAID' }), texts);
    expect(flat(body)).toContain('Fordran är slutreglerad. Inget mer ska betalas i detta ärende.');
    expect(flat(body)).toMatch(/Att betala 0,00 kr/);
  });

  test('interest by agreement is not told as that of the statute', () => {
    const plain = caseFacts('SE', 'PAYMENT_DEMAND');
    const claims = plain.claims.map((claim) => ({ ...claim, agreedRateBps: 1_800 }));
    const input = letterInput('SE', 'PAYMENT_DEMAND', { facts: { ...plain, debtorType: 'COMPANY', claims } });
    const { body } = renderLetter(input, texts);
    expect(flat(body)).toContain('18 % per år');
    expect(flat(body)).toContain('efter räntesatsen för den sista perioden ovan');
    expect(flat(body)).not.toContain('referensräntan');
  });
});
