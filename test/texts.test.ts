import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { bestLanguage, closestLanguage, LANGUAGES, loadTexts } from '../src/texts.js';

const texts = loadTexts('locales');
const COMPLETE = ['nb', 'sv', 'fi', 'en'];
const FALLBACK: Readonly<Record<string, string>> = { nn: 'nb', 'sv-FI': 'sv' };
/** Countries whose letters a language is used for. */
const COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  nb: ['NO'],
  nn: ['NO'],
  sv: ['SE'],
  fi: ['FI'],
  'sv-FI': ['FI'],
  en: ['NO', 'SE', 'FI'],
};

function read(language: string, file: string): Record<string, string> {
  const path = join('locales', language, `${file}.json`);
  const own = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  const fallback = FALLBACK[language];
  return fallback === undefined ? own : { ...read(fallback, file), ...own };
}

const placeholders = (text: string) => [...text.matchAll(/\{\{[^}]*\}\}/g)].map(([found]) => found).sort();
/** What a letter tells anyway, so that a text may leave it out in one language and not in another. */
const OFTEN_TOLD = new Set([
  '{{creditor}}', '{{debtor}}', '{{on, date}}', '{{payBy, date}}', '{{caseReference}}', '{{rate, percent}}', '{{text}}',
]); // prettier-ignore
const countryOf = (key: string) => /^(NO|SE|FI)\./.exec(key)?.[1];

describe('the locale files', () => {
  test.each(['errors', 'terms'])('%s hold the same keys and placeholders in every complete language', (file) => {
    const english = read('en', file);
    for (const language of COMPLETE) {
      const own = read(language, file);
      expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
      for (const [key, text] of Object.entries(own)) {
        expect([language, key, placeholders(text)]).toEqual([language, key, placeholders(english[key]!)]);
        expect(text.trim()).not.toBe('');
      }
    }
  });

  test.each(LANGUAGES)(
    'letters in %s have every text of the countries written to in it, with no unknown placeholder',
    (language) => {
      const english = read('en', 'notices');
      const own = read(language, 'notices');
      const wanted = Object.keys(english).filter((key) =>
        COUNTRIES[language]!.includes(countryOf(key) ?? COUNTRIES[language]![0]!),
      );
      expect(wanted.filter((key) => own[key] === undefined)).toEqual([]);
      expect(Object.keys(own).filter((key) => english[key] === undefined)).toEqual([]);
      for (const key of wanted) {
        const allowed = new Set(placeholders(english[key]!));
        // A letter names the creditor, the date and the like once in every language, in whichever text reads best.
        expect([key, placeholders(own[key]!).filter((name) => !allowed.has(name))]).toEqual([key, []]);
        const lost = [...allowed].filter((name) => !OFTEN_TOLD.has(name) && !own[key]!.includes(name));
        expect([key, lost]).toEqual([key, []]);
        if (!key.endsWith('.courtesy')) expect([key, own[key]!.trim()]).not.toEqual([key, '']);
      }
    },
  );

  test('a plural text has exactly the forms its language counts with', () => {
    for (const language of LANGUAGES) {
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.slice().sort();
      const forms = new Map<string, string[]>();
      for (const file of ['notices', 'errors', 'terms']) {
        for (const key of Object.keys(read(language, file))) {
          const [, stem, form] = /^(.*)_(zero|one|two|few|many|other)$/.exec(key) ?? [];
          if (stem && form) forms.set(stem, [...(forms.get(stem) ?? []), form]);
        }
      }
      expect(forms.size).toBeGreaterThan(0);
      for (const [stem, found] of forms) expect([language, stem, found.sort()]).toEqual([language, stem, categories]);
    }
  });

  test('nn and sv-FI hold only what differs, and no text asks i18next to nest', () => {
    for (const [language, fallback] of Object.entries(FALLBACK)) {
      for (const file of readdirSync(join('locales', language))) {
        const own = JSON.parse(readFileSync(join('locales', language, file), 'utf8')) as Record<string, string>;
        const base = read(fallback, file.replace('.json', ''));
        expect(Object.keys(own).filter((key) => own[key] === base[key])).toEqual([]);
      }
    }
    for (const language of LANGUAGES) {
      const all = ['notices', 'errors', 'terms'].flatMap((file) => Object.values(read(language, file)));
      expect(all.filter((text) => text.includes('$t('))).toEqual([]);
    }
  });

  test('every finer key a refusal in the source names has a text', () => {
    const errors = read('en', 'errors');
    const codes = Object.keys(errors).filter((key) => !key.includes('.'));
    const whole = new RegExp(`'((?:${codes.join('|')})\\.[A-Za-z]+)'`, 'g');
    // The case module's problems and the readers of files name the code and the finer part apart.
    const apart = new RegExp(`, '(${codes.join('|')})', '([A-Za-z]+)'`, 'g');
    const ofInvoice = /refus(?:e|al)\(\s*'((?:invoice|bank|xml|file)[A-Za-z]+)'/g;
    const keys = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join('src', file), 'utf8'))
      .flatMap((source) => [
        ...[...source.matchAll(whole)].map(([, key]) => key!),
        ...[...source.matchAll(apart)].map(([, code, rest]) => `${code}.${rest}`),
        ...[...source.matchAll(ofInvoice)].map(([, rest]) => `INVALID_INPUT.${rest}`),
      ]);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => errors[key] === undefined)).toEqual([]);
  });
});

describe('translate', () => {
  test('falls back from nn to nb, from sv-FI to sv, and from anything unknown to English', () => {
    expect(texts.translate('nn', 'errors:TIME_BARRED')).toBe('Kravet er foreldet.');
    expect(texts.translate('nn', 'terms:balance.INTEREST')).toBe('Forseinkingsrente');
    expect(texts.translate('sv-FI', 'errors:TIME_BARRED')).toBe('Fordran är preskriberad.');
    expect(texts.translate('sv-FI', 'terms:balance.COST')).toBe('Indrivningskostnader');
    expect(texts.translate('de', 'errors:TIME_BARRED')).toBe('The claim is time-barred.');
    expect(texts.translate('', 'errors:TIME_BARRED')).toBe('The claim is time-barred.');
  });

  test('writes dates, amounts, rates, countries and terms in the way of the language', () => {
    const step = { earliestOn: '2026-03-05' };
    expect(texts.translate('nb', 'errors:TOO_EARLY.step', step)).toContain('5.\u00a0mars\u00a02026');
    expect(texts.translate('fi', 'errors:TOO_EARLY.step', step)).toContain('5.\u00a0maaliskuuta\u00a02026');
    expect(texts.translate('en', 'errors:TOO_EARLY.step', step)).toContain('5\u00a0March\u00a02026');
    const limit = { amount: '400.00', minimum: '500.00', currency: 'EUR' };
    expect(texts.translate('fi', 'terms:routing.BELOW_MINIMUM', limit)).toContain('500,00\u00a0€');
    expect(texts.translate('sv', 'terms:routing.LOWER_SUCCESS_FEE', { successFeeBps: 1225 })).toContain('12,25\u00a0%');
    expect(texts.translate('nb', 'terms:event.routed', { country: 'FI' })).toContain('Finland');
    expect(texts.translate('sv', 'terms:event.closed', { closeReason: 'PAID' })).toBe('Ärendet avslutades: betalt.');
    const missing = { element: 'payBy, creditorAddress' };
    expect(texts.translate('en', 'errors:INVALID_STATE.elementMissing', missing)).toContain(
      "last day to pay, the creditor's address",
    );
  });

  test('keeps every digit of an amount no floating-point number holds', () => {
    const amount = { amount: '9007199254740993.07 NOK' };
    expect(texts.translate('en', 'terms:event.paymentReceived', amount)).toContain('9,007,199,254,740,993.07');
  });

  test('chooses the plural form', () => {
    const principal = '100.00 SEK';
    expect(texts.translate('sv', 'terms:event.registered', { count: 1, principal })).toContain('en fordran');
    expect(texts.translate('sv', 'terms:event.registered', { count: 2, principal })).toContain('2 fordringar');
  });

  test('throws on an unknown key and on a missing parameter, inherited names included', () => {
    expect(() => texts.translate('nb', 'errors:NO_SUCH_CODE')).toThrow('no text for errors:NO_SUCH_CODE');
    expect(() => texts.translate('nb', 'errors:TOO_EARLY.step')).toThrow('earliestOn');
    expect(() => texts.translate('nb', 'terms:event.closed', { closeReason: 'NO_SUCH_REASON' })).toThrow(
      'closeReason.NO_SUCH_REASON',
    );
  });

  test('never reads anything inside a value: not a placeholder, not a nested text, not markup', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '{{reason}}',
        '{{partner}}',
        '$t(errors:FORBIDDEN)',
        '$&',
        '$1',
        '<b>&amp;</b>',
        '{{',
        '}}',
        '__proto__',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (partner, reason) => {
        const text = texts.translate('en', 'terms:event.referralDeclined', { partner, reason });
        expect(text).toBe(`${partner} declined the case: ${reason}`);
      }),
    );
  });

  test('a directory without texts does not start', () => {
    const empty = mkdtempSync(join(tmpdir(), 'fordring-texts-'));
    try {
      expect(() => loadTexts(empty)).toThrow('ENOENT');
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});

describe('refusals and routing reasons', () => {
  test('the finer text where there is one, else that of the code', () => {
    expect(texts.refusal('fi', { code: 'NOT_FOUND' })).toBe('Pyydettyä tietoa ei löytynyt.');
    expect(texts.refusal('fi', { code: 'NOT_FOUND', text: 'NOT_FOUND.case' })).toBe('Asiaa ei löydy.');
  });

  test('a limit compared in another currency says at which rate', () => {
    const params = { successFeeBps: 1000, amount: '400.00', minimum: '500.00', currency: 'EUR' };
    const candidate = { reason: 'BELOW_MINIMUM', country: 'DE', params } as const;
    expect(texts.routingReason('en', candidate)).toBe(
      "The claim of EUR\u00a0400.00 is below the partner's minimum of EUR\u00a0500.00.",
    );
    const converted = texts.routingReason('en', { ...candidate, params: { ...params, rateDate: '2026-03-05' } });
    expect(converted).toContain('ECB rate of 5\u00a0March\u00a02026');
    expect(texts.routingReason('sv', { reason: 'OWN_COUNTRY_MODULE', country: 'FI', params: {} })).toContain('Finland');
  });
});

describe('languages', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['nb', 'nb'],
    ['no', 'nb'],
    ['nn-NO,en;q=0.5', 'nb'],
    ['sv-FI', 'sv'],
    ['de, fi;q=0.3, sv;q=0.7', 'sv'],
    ['de-DE,de;q=0.9', 'en'],
    ['fi;q=0, sv;q=0.1', 'sv'],
    ['FI', 'fi'],
    ['en;q=0.8, fi;q=0.8', 'en'],
    ['constructor, fi;q=0.1', 'fi'],
    ['sv;q=nonsense, fi;q=0.2', 'fi'],
    ['sv ; q=0.2 , nb ; Q=0.4', 'nb'],
  ])('Accept-Language %p is answered in %s', (header, language) => {
    expect(bestLanguage(header)).toBe(language);
  });

  test.each([
    ['nb-NO', 'nb'],
    ['no', 'nb'],
    ['nn', 'nn'],
    ['sv-SE', 'sv'],
    ['SV-fi', 'sv-FI'],
    ['fi-FI', 'fi'],
    ['en-US', 'en'],
    ['de', 'en'],
  ])('%s is nearest to %s', (tag, language) => {
    expect(closestLanguage(tag)).toBe(language);
  });
});
