import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { countries, lawsUnder } from '../../src/countries/index.js';
import { balance } from '../../src/domain/balance.js';
import { addDays, isoDate } from '../../src/domain/date.js';
import type { ClaimFacts, StepType } from '../../src/domain/facts.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';
import { formatAmount } from '../../src/domain/money.js';
import type { LetterInput } from '../../src/modules/notices/letter.input.js';
import { contentHash, renderLetter, type Letter } from '../../src/modules/notices/letter.js';
import { loadTexts } from '../../src/texts.js';
import { ALL_LETTERS, BUSINESS_STEPS, caseFacts, dayOf, letterInput, LETTERS } from './fixtures.js';

const texts = loadTexts('locales');
const EVERY_STEP: readonly StepType[] = [
  'REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'PUBLICATION_WARNING', 'LEGAL_WARNING', 'PAYMENT_PLAN',
  'COURT_APPLICATION', 'ENFORCEMENT_APPLICATION', 'BANKRUPTCY_WARNING', 'BANKRUPTCY_PETITION', 'DISCONNECTION',
  'LEASE_TERMINATION', 'EVICTION', 'LIMITATION_NOTICE', 'CLOSING_STATEMENT', 'SETTLEMENT_OFFER', 'ASSIGNMENT_NOTICE',
  'INSTALMENT_REMINDER', 'PLAN_DEFAULT', 'OBJECTION_ANSWER',
]; // prettier-ignore

const unsatisfied = (letter: Letter) => letter.checks.filter((check) => !check.satisfied).map((check) => check.element);
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
/** The amount at the end of the line that starts with a label. */
const amountOf = (letter: Letter, label: string) =>
  plain(letter.body)
    .split('\n')
    .find((line) => line.startsWith(`${label} `))
    ?.slice(label.length)
    .trim();

describe('every letter', () => {
  test('there is one for each step a country requires anything of, and for no other', () => {
    const required = (Object.keys(countries) as OwnCountry[]).flatMap((country) =>
      EVERY_STEP.filter((step) => countries[country].requiredElements(step, caseFacts(country, step), dayOf(country, step)).length > 0).map(
        (step) => [country, step],
      ),
    );
    expect(required.sort()).toEqual(ALL_LETTERS.map((pair) => [...pair]).sort());
  }); // prettier-ignore

  const debtorTypes = (step: StepType) =>
    BUSINESS_STEPS.includes(step) ? (['COMPANY'] as const) : (['PERSON', 'COMPANY'] as const);
  const variants = ALL_LETTERS.flatMap(([country, step]) =>
    [...countries[country].languages, 'en'].flatMap((language) =>
      debtorTypes(step).map((debtorType) => [country, step, language, debtorType] as const),
    ),
  );

  test.each(variants)(
    '%s %s in %s to a %s carries all the law requires, within the line, with no gap',
    (country, step, language, debtorType) => {
      const input = letterInput(country, step, { language, facts: caseFacts(country, step, { debtorType }) });
      const letter = renderLetter(input, texts);
      expect(unsatisfied(letter)).toEqual([]);
      expect(letter.checks.map((check) => check.element)).toEqual(
        input.law.requiredElements(step, input.facts, input.on).map((required) => required.element),
      );
      expect(letter.language).toBe(language);
      expect(letter.payBy).toBe(input.law.payBy(step, input.facts, input.on));
      expect(letter.body).not.toMatch(/\{\{|\}\}|undefined|null|NaN/);
      expect(letter.body).not.toMatch(/\n{3}|[ ]+\n|^\n/);
      expect(letter.body.split('\n').filter((line) => [...line].length > 78)).toEqual([]);
      expect(letter.subject).toContain('F-2026-0000123');
    },
  );

  test.each([
    ['NO', 'sv', 'en'], ['NO', 'no', 'nb'], ['NO', 'nn-NO', 'nn'], ['SE', 'sv-FI', 'sv'], ['SE', 'nb', 'en'], ['FI', 'sv', 'sv-FI'], ['FI', 'de', 'en'],
  ] as const)('under the law of %s a reader of %s gets it in %s', (country, asked, language) => {
    expect(renderLetter(letterInput(country, 'PAYMENT_DEMAND', { language: asked }), texts).language).toBe(language);
  }); // prettier-ignore
});

describe('what the letter asks for', () => {
  test.each([
    // NO: 1200 × 12.25 % × 19/365 (16 July to 3 August) = 7.652 → 7.65. Fee for a varsel sent ≥ 14 days after due in 2026: 750/20 = 37.50, nearest krone 38
    // (rulebook no.md, 1.1 and 2.1).
    ['NO', 'COLLECTION_NOTICE', { Hovedkrav: '1 200,00 kr', Forsinkelsesrente: '7,65 kr', 'Gebyr for inkassovarsel': '38,00 kr', 'Å betale': '1 245,65 kr' }],
    // NO: 40 days (16 July to 24 August): 1200 × 12.25 % × 40/365 = 16.110 → 16.11. Light salær, claim 1 000.01 to 2 500: 0.4 × 750 = 300 (no.md, 1.2);
    // it absorbs the fee of the varsel (1.2 i).
    ['NO', 'PAYMENT_DEMAND', { Hovedkrav: '1 200,00 kr', Forsinkelsesrente: '16,11 kr', 'Lett salær': '300,00 kr', 'Å betale': '1 516,11 kr' }],
    // SE: reference rate 2 % + 8 = 10 %: 1200 × 10 % × 19/365 = 6.247 → 6.25. Demand 180 (rulebook se.md, 1.1 and 2.2).
    ['SE', 'PAYMENT_DEMAND', { Kapitalbelopp: '1 200,00 kr', Dröjsmålsränta: '6,25 kr', Inkassokostnad: '180,00 kr', 'Att betala': '1 386,25 kr' }],
    // FI: 9.5 %: 1200 × 9.5 % × 19/365 = 5.934 → 5.93. Reminder 5 (rulebook fi.md, 1.1 and 2).
    ['FI', 'REMINDER', { Pääoma: '1 200,00 €', Viivästyskorko: '5,93 €', 'Perintäkulut: maksumuistutus': '5,00 €', 'Maksettava yhteensä': '1 210,93 €' }],
    // FI: 40 days: 1200 × 9.5 % × 40/365 = 12.493 → 12.49. First demand over 1 000: 50, and the reminder's 5.
    ['FI', 'PAYMENT_DEMAND', { Viivästyskorko: '12,49 €', 'Perintäkulut: maksuvaatimus': '50,00 €', 'Maksettava yhteensä': '1 267,49 €' }],
  ] as const)('%s %s: each bucket and their sum', (country, step, amounts) => {
    const letter = renderLetter(letterInput(country, step), texts);
    for (const [label, amount] of Object.entries(amounts)) expect([label, amountOf(letter, label)]).toEqual([label, amount]);
  }); // prettier-ignore

  test('a part payment lowers the base of the interest from the next day, and is shown', () => {
    // 200.00 of the principal paid on 31 July. Base 1 200 for 16 days: 1200 × 10 % × 16/365 = 5.26; base 1 000 for 3 days: 0.82.
    const payment = { id: 'p', receivedOn: isoDate('2026-07-31'), amount: 20_000n, allocations: [{ kind: 'PRINCIPAL', claimId: 'claim-1', amount: 20_000n }] } as const;
    const facts = caseFacts('SE', 'PAYMENT_DEMAND', { payments: [payment] });
    const letter = renderLetter(letterInput('SE', 'PAYMENT_DEMAND', { facts }), texts);
    const text = plain(letter.body).replace(/\s+/g, ' ');
    expect(text).toContain('på kapitalbeloppet 1 200,00 kr från och med den 16 juli 2026 till och med den 31 juli 2026, 5,26 kr.');
    expect(text).toContain('på kapitalbeloppet 1 000,00 kr från och med den 1 augusti 2026 till och med den 3 augusti 2026, 0,82 kr.');
    expect(amountOf(letter, 'Inbetalt')).toBe('−200,00 kr');
    expect(amountOf(letter, 'Att betala')).toBe('1 186,08 kr');
  }); // prettier-ignore

  test('several invoices are told one by one, in the plural', () => {
    const [claim] = caseFacts('FI', 'REMINDER').claims;
    const second = { ...claim!, id: 'claim-2', invoiceNumber: '1002', principal: 5_050n };
    const facts = caseFacts('FI', 'REMINDER', { claims: [claim!, second] });
    const letter = renderLetter(letterInput('FI', 'REMINDER', { facts }), texts);
    expect(letter.body).toContain('Saatava perustuu seuraaviin laskuihin');
    expect(letter.body).toContain('alla mainitut laskut');
    expect(letter.body).toContain('Lasku 1001,');
    expect(letter.body).toContain('Lasku 1002,');
    expect(amountOf(letter, 'Pääoma')).toBe('1 250,50 €');
  });

  test('the total is the balance of the sending day with this letter sent, to the last minor unit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LETTERS), fc.bigInt(1n, 999_999_999_999_999n), fc.integer({ min: 0, max: 60 }), ([country, step], principal, later) => {
        const facts = caseFacts(country, step);
        const claims = facts.claims.map((claim) => ({ ...claim, principal }));
        const input = letterInput(country, step, { facts: { ...facts, claims }, language: 'en' });
        const on = addDays(input.on, later);
        const letter = renderLetter({ ...input, on }, texts);
        const sent = { type: step, sentOn: on, payBy: letter.payBy, sentBy: 'AGENCY', feeCharged: null } as const;
        const owed = balance({ ...input.facts, notices: [...facts.notices, sent] }, input.law, on);
        const written = amountOf(letter, 'To be paid')?.replace(/[A-Z, ]/g, '');
        expect(written).toBe(formatAmount(owed.outstanding, facts.currency));
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore
});

describe('in the words of the reader', () => {
  const linesOf = (letter: Letter) => plain(letter.body).split('\n');

  // The agency's 123456785 is a Norwegian number: only a letter under Norwegian law may call it as it calls its own.
  test.each([
    ['NO', 'nb', 'org.nr. 123456785', 'org.nr. 981566378'],
    ['SE', 'sv', 'registreringsnummer 123456785', 'org.nr 556036-0793'],
    ['SE', 'en', 'registration number 123456785', 'reg. no. 556036-0793'],
    ['FI', 'fi', 'rekisterinumero 123456785', 'Y-tunnus 0112038-9'],
    ['FI', 'sv-FI', 'registernummer 123456785', 'FO-nummer 0112038-9'],
  ] as const)('%s in %s: the agency has %s, the creditor %s', (country, language, agency, creditor) => {
    const written = linesOf(renderLetter(letterInput(country, 'PAYMENT_DEMAND', { language }), texts));
    expect(written).toContain(`Fordring Testinkasso AS, ${agency}`);
    expect(written).toContain(`Nordlys Testkraft AS, ${creditor}`);
  });

  test.each([
    ['NO', 'nb', null], ['NO', 'en', null], ['SE', 'sv', 'Norge'], ['SE', 'en', 'Norway'], ['FI', 'fi', 'Norja'], ['FI', 'sv-FI', 'Norge'],
  ] as const)('%s in %s: addresses in Norway end with %s', (country, language, expected) => {
    const written = linesOf(renderLetter(letterInput(country, 'PAYMENT_DEMAND', { language }), texts));
    for (const town of ['0150 Oslo', '9008 Tromsø']) {
      const next = written[written.indexOf(town) + 1];
      expect(next === expected).toBe(expected !== null);
    }
    expect(written).not.toContain('NO');
    expect(written[written.indexOf('0001 Testby') + 1]).toBe('');
  }); // prettier-ignore

  test('a reader abroad finds the country under every address', () => {
    const debtor = { name: 'Test Person', address: ['Musterweg 1', '10115 Berlin'], country: 'DE', number: '' };
    const written = linesOf(renderLetter(letterInput('NO', 'PAYMENT_DEMAND', { debtor }), texts));
    const after = (line: string) => written[written.indexOf(line) + 1];
    expect(['10115 Berlin', '0150 Oslo', '9008 Tromsø'].map(after)).toEqual(['Tyskland', 'Norge', 'Norge']);
  });

  // Reminder 5 and first demand over 1 000 of 50 (rulebook fi.md, 1.1).
  test.each([
    ['fi', 'Perintäkulut: maksumuistutus', 'Perintäkulut: maksuvaatimus'],
    ['sv-FI', 'Indrivningskostnader: betalningspåminnelse', 'Indrivningskostnader: betalningskrav'],
    ['en', 'Costs: payment reminder (maksumuistutus)', 'Costs: payment demand (maksuvaatimus)'],
  ])('the Finnish letters are called what they are called in %s', (language, reminder, demand) => {
    const letter = renderLetter(letterInput('FI', 'PAYMENT_DEMAND', { language }), texts);
    expect(amountOf(letter, reminder)).toMatch(/\b5[.,]00\b/);
    expect(amountOf(letter, demand)).toMatch(/\b50[.,]00\b/);
  });

  test('costs set off against the compensation are explained, and each compensation names its invoice', () => {
    // A business owes 40 an invoice, and 12 + 70 = 82 in costs only above that (fi.md, 1.2): 42 with one invoice, 2 with two.
    const one = caseFacts('FI', 'PAYMENT_DEMAND', { debtorType: 'COMPANY' });
    const claims = [...one.claims, { ...one.claims[0]!, id: 'claim-2', invoiceNumber: '1002' }];
    const write = (facts: typeof one, language: string) =>
      renderLetter(letterInput('FI', 'PAYMENT_DEMAND', { facts, language }), texts);
    const single = write(one, 'fi');
    expect(amountOf(single, 'Vakiokorvaus')).toBe('40,00 €');
    expect(amountOf(single, 'Perintäkulut: maksuvaatimus')).toBe('42,00 €');
    expect(single.body.replace(/\s+/g, ' ')).toContain('vain siltä osin kuin ne ylittävät vakiokorvauksen määrän');
    const consumer = renderLetter(letterInput('FI', 'PAYMENT_DEMAND'), texts);
    expect(consumer.body).not.toContain('vakiokorvauksen');

    // 1 200 + 1 200 is still in the band to 2 500.
    const double = write({ ...one, claims }, 'sv-FI');
    expect(amountOf(double, 'Standardersättning, faktura 1001')).toBe('40,00 €');
    expect(amountOf(double, 'Standardersättning, faktura 1002')).toBe('40,00 €');
    expect(amountOf(double, 'Indrivningskostnader: betalningskrav')).toBe('2,00 €');
  });

  test('Swedish in Finland uses the words of Finnish law', () => {
    const { body } = renderLetter(letterInput('FI', 'PAYMENT_DEMAND', { language: 'sv-FI' }), texts);
    expect(body.split('\n')).toContain('Avbrytande av indrivningen');
    expect(body.replace(/\s+/g, ' ')).toContain('en anteckning om betalningsstörning');
    expect(body).not.toMatch(/betalningsanmärkning|maksu|vakiokorvaus/);
  });
});

describe('the wording fits the case', () => {
  const written = (input: LetterInput) => renderLetter(input, texts).body.replace(/\s+/g, ' ');
  const withClaims = (input: LetterInput, change: Partial<ClaimFacts>): LetterInput => ({
    ...input,
    facts: { ...input.facts, claims: input.facts.claims.map((claim) => ({ ...claim, ...change })) },
  });

  test.each(['COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'LEGAL_WARNING', 'PAYMENT_PLAN'] as const)(
    'a Norwegian %s under the act of 2026 speaks of nothing only the act of 1988 knows',
    (step) => {
      const letter = letterInput('NO', step);
      const only1988 = /inkassosalær|§ 11|tungt salær/;
      expect(written(letter)).toMatch(only1988);
      const { NO } = lawsUnder({ noAct2026From: isoDate('2026-08-01') });
      for (const language of ['nb', 'nn', 'en'])
        expect(written({ ...letter, language, law: NO })).not.toMatch(/salær|§ 11|section 11/);
    },
  );

  test('rent in Sweden is paid when the order reaches the bank, other claims when the money reaches us', () => {
    const demand = letterInput('SE', 'PAYMENT_DEMAND');
    expect(written(demand)).toContain('ska vara oss till handa senast den');
    const rent = written(withClaims(demand, { kind: 'RENT_DWELLING' }));
    expect(rent).toContain('Hyran är betald i rätt tid om betalningsuppdraget har lämnats till banken senast den');
    expect(rent).not.toContain('oss till handa');
  });

  test('nobody is threatened with a court where a decision is enforceable as it stands', () => {
    const swedish = written(withClaims(letterInput('SE', 'PAYMENT_DEMAND'), { kind: 'PUBLIC' }));
    expect(swedish).toContain('ansöka om utmätning hos Kronofogden på grundval av beslutet');
    expect(swedish).not.toContain('domstol');
    const finnish = written(withClaims(letterInput('FI', 'PAYMENT_DEMAND'), { kind: 'PUBLIC' }));
    expect(finnish).toContain('ulosottoteitse ilman tuomiota');
    expect(finnish).not.toContain('käräjäoikeu');
  });

  test('a business is not told of an inkassokostnad it does not owe', () => {
    const reminder = letterInput('SE', 'REMINDER');
    expect(written(reminder)).toContain('tillkommer inkassokostnad');
    const business = { ...reminder, facts: { ...reminder.facts, debtorType: 'COMPANY' as const } };
    expect(written(business)).not.toContain('inkassokostnad');
  });

  test('interest that has yet to begin is told from its first day, which this letter may set', () => {
    const demand = withClaims(letterInput('SE', 'PAYMENT_DEMAND'), { dueDateBasis: 'PRINTED' });
    // Sent on 3 August 2026, with thirty days until 2 September (4 § räntelagen); the first day is the 3rd.
    expect(written(demand)).toContain('dröjsmålsränta löper från och med den 3 september 2026 tills betalning sker');
    expect(written(demand)).toContain('Någon dröjsmålsränta har inte upplupit');
  });

  test("a Finnish cost is called what the letter's language calls it", () => {
    const title = {
      type: 'TITLE_GIVEN',
      on: isoDate('2026-09-10'),
      step: null,
      awarded: 150_00n,
      until: null,
    } as const;
    const closing = letterInput('FI', 'CLOSING_STATEMENT');
    const facts = { ...closing.facts, proceedings: [title] };
    const named = (language: string) => written({ ...closing, language, facts });
    expect(named('sv-FI')).toContain('rättegångskostnader');
    expect(named('sv-FI')).not.toContain('oikeudenkäyntikulut');
    expect(named('fi')).toContain('oikeudenkäyntikulut');
    expect(named('en')).toContain('legal costs (oikeudenkäyntikulut)');
  });
});

describe('free text is never interpreted', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
    fc.constantFrom(
      'A/S "Tre ; \' sitater" & <Co>', '{{agency}}', '{{creditor}}{{payBy, date}}', '$t(errors:FORBIDDEN)', '$& $1 $$', 'Name\nÅ betale  0,00 kr',
      'Name\r\n\r\nInnsigelser\u2028x\u2029y\u0085z', '\u202egnip\u202c', '\u0000\u0007\u001b[31m', '\ud800',
    ),
  ); // prettier-ignore

  test('names, addresses, descriptions and numbers stand in one line each, whatever they hold', () => {
    const ordinary = renderLetter(letterInput('NO', 'PAYMENT_DEMAND'), texts);
    const headings = ordinary.body.split('\n').filter((line) => ['Innsigelser', 'Betaling', 'BETALINGSOPPFORDRING'].includes(line));
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (creditorName, debtorName, description, street) => {
        const facts = caseFacts('NO', 'PAYMENT_DEMAND');
        const claims = facts.claims.map((claim) => ({ ...claim, description: `Strøm ${description}` }));
        const input = letterInput('NO', 'PAYMENT_DEMAND', { facts: { ...facts, claims } });
        const letter = renderLetter(
          { ...input, creditor: { ...input.creditor, name: `X ${creditorName}` }, debtor: { name: `Y ${debtorName}`, address: [`Z ${street}`], country: 'NO', number: '' } },
          texts,
        );
        expect(unsatisfied(letter)).toEqual([]);
        expect(letter.body.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(letter.body.split('\n').filter((line) => headings.includes(line))).toEqual(headings);
        expect(amountOf(letter, 'Å betale')).toBe('1 516,11 kr');
        expect(Buffer.from(letter.body, 'utf8').toString('utf8')).toBe(letter.body);
      }),
    );
  }); // prettier-ignore

  test('quotes, ampersands and braces come out as they went in', () => {
    const name = 'O\'Test & "Sønner" <AS> {{payBy}} $t(x)';
    const letter = renderLetter(
      letterInput('NO', 'COLLECTION_NOTICE', { debtor: { name, address: [], country: null, number: '' } }),
      texts,
    );
    expect(letter.body.split('\n')).toContain(name);
  });
});

describe('contentHash', () => {
  test('is the SHA-256 of subject, line break and body in UTF-8', () => {
    // SHA-256 of "abc" is FIPS 180-2's own example; the letter "a" / "c" hashes what is sent: "a\nc".
    expect(createHash('sha256').update('abc').digest('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(contentHash({ subject: 'a', body: 'c' })).toBe(createHash('sha256').update('a\nc').digest('hex'));
  });

  test('differs with a single character, and is the same for the same input', () => {
    const input = letterInput('SE', 'PAYMENT_DEMAND');
    const letter = renderLetter(input, texts);
    expect(contentHash(renderLetter(input, texts))).toBe(contentHash(letter));
    expect(contentHash({ ...letter, body: `${letter.body} ` })).not.toBe(contentHash(letter));
  });
});
