/// <reference lib="es2023.intl" />
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n } from 'i18next';
import type en from '../locales/en/errors.json';
import type fi from '../locales/fi/errors.json';
import type nb from '../locales/nb/errors.json';
import type sv from '../locales/sv/errors.json';
import { dayNumber, parseDate, type IsoDate } from './domain/date.js';
import type { Refusal } from './domain/refusal.js';
import type { RouteCandidate } from './domain/routing.js';

/** Languages a text may be asked for. `nn` and `sv-FI` hold only what differs from `nb` and `sv`. */
export const LANGUAGES = ['nb', 'nn', 'sv', 'sv-FI', 'fi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const FILES = ['notices', 'errors', 'terms'] as const;
const FALLBACK: Readonly<Partial<Record<Language, Language>>> = { nn: 'nb', 'sv-FI': 'sv' };

/** Keys every complete language has a text for: a refusal code left out of one of them does not compile below. */
type ErrorKey = keyof typeof nb & keyof typeof sv & keyof typeof fi & keyof typeof en;

export type TextParams = Readonly<Record<string, string | number>>;

export interface Texts {
  /**
   * The text of `file:key` ("errors:TOO_EARLY", "terms:routing.NO_ROUTE") with its placeholders filled.
   * `count` chooses the plural form. A placeholder may name a format: `{{on, date}}` takes an ISO date,
   * `{{amount, money}}` an exact decimal with its currency ("1234.50 NOK", or the currency in the parameter `currency`),
   * `{{rate, percent}}` hundredths of a percent, `{{country, country}}` an ISO 3166-1 code; any other name is a group
   * of terms: `{{reason, closeReason}}` puts in the term `closeReason.PAID` (several where the value is a comma-separated list). Throws where the key or a parameter is missing.
   */
  translate(language: string, key: string, params?: TextParams): string;
  /** Whether there is a text of `file:key`, in the language itself or the one it falls back on. */
  has(language: string, key: string): boolean;
  /** The finer text of a refusal where it has one, else the text of its code. */
  refusal(language: string, refusal: Refusal): string;
  /** Why a candidate was chosen or passed over. */
  routingReason(language: string, candidate: Pick<RouteCandidate, 'reason' | 'country' | 'params'>): string;
}

/** The texts under a directory of `<language>/{notices,errors,terms}.json`, read now and once. Throws where a file is broken. */
export function loadTexts(directory: string): Texts {
  const texts = i18next.createInstance();
  void texts.init({
    resources: Object.fromEntries(LANGUAGES.map((language) => [language, readLanguage(directory, language)])),
    initAsync: false,
    ns: [...FILES],
    load: 'currentOnly',
    fallbackLng: (language: string) => [FALLBACK[language as Language] ?? []].flat(),
    keySeparator: false,
    nsSeparator: ':',
  });
  const template = templatesOf(texts);
  const known = madeOnce((language, key) => texts.exists(key, { lng: language }));
  const translate = (asked: string, key: string, params: TextParams = {}): string => {
    const language = closestLanguage(asked);
    return fill(template(language, key, params), key, params, (value, format) =>
      isFormat(format)
        ? FORMATS[format](language, value, params)
        : termsOf(value, (term) => translate(language, `terms:${format}.${term}`)),
    );
  };
  return {
    translate,
    has: (language, key) => known(closestLanguage(language), key),
    refusal: (language, { code, text, params }) => {
      const general: ErrorKey = code;
      return translate(language, `errors:${text ?? general}`, params);
    },
    routingReason: (language, { reason, country, params }) => {
      const variant = LIMITS.has(reason) && params.rateDate !== undefined ? '.converted' : '';
      return translate(language, `terms:routing.${reason}${variant}`, {
        ...(country !== null && { country }),
        ...params,
      });
    },
  };
}

/** One term, or several separated by commas. */
const termsOf = (value: string, term: (name: string) => string) => value.split(', ').map(term).join(', ');

/** Reasons that compare the claim with a partner's limit, converted to the limit's currency where need be. */
const LIMITS: ReadonlySet<string> = new Set(['BELOW_MINIMUM', 'ABOVE_MAXIMUM']);

function readLanguage(directory: string, language: Language): Record<string, Record<string, string>> {
  const files = FILES.map((file) => [file, join(directory, language, `${file}.json`)] as const);
  return Object.fromEntries(
    files
      .filter(([, path]) => !(language in FALLBACK) || existsSync(path))
      .map(([file, path]) => [file, JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>]),
  );
}

/** A text taken apart: what stands before each placeholder, the placeholders, and what stands after the last. */
interface Template {
  readonly places: readonly { readonly before: string; readonly name: string; readonly format: string | undefined }[];
  readonly after: string;
}

/**
 * i18next only chooses the text (language, plural form); it never sees a value. Its own interpolation replaces
 * the first match in the text so far, which may stand inside a value already put in. A choice is made, and taken apart, once.
 */
function templatesOf(texts: i18n) {
  const chosen = new Map<string, Template>();
  return (language: Language, key: string, { count }: TextParams): Template => {
    const number = typeof count === 'number' ? count : undefined;
    const name = `${language} ${number ?? ''} ${key}`;
    const known = chosen.get(name);
    if (known !== undefined) return known;
    const choice = { lng: language, skipInterpolation: true, ...(number !== undefined && { count: number }) };
    if (!texts.exists(key, choice)) throw new Error(`no text for ${key} in ${language}`);
    const template = takenApart(texts.t(key, choice));
    chosen.set(name, template);
    return template;
  };
}

function takenApart(text: string): Template {
  let end = 0;
  const places = [...text.matchAll(/\{\{(\w+)(?:, (\w+))?\}\}/g)].map((found) => {
    const before = text.slice(end, found.index);
    end = found.index + found[0].length;
    return { before, name: found[1]!, format: found[2] };
  });
  return { places, after: text.slice(end) };
}

/** Fills every placeholder in one pass, so that nothing inside a value is ever read as a placeholder. */
function fill(
  { places, after }: Template,
  key: string,
  params: TextParams,
  write: (value: string, format: string) => string,
): string {
  let filled = '';
  for (const { before, name, format } of places) {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) throw new Error(`the text ${key} needs a value for ${name}`);
    filled += before + (format === undefined ? String(value) : write(String(value), format));
  }
  return filled + after;
}

/** How a placeholder's value is written in a language; a value that is not of the kind stays as it is. */
const FORMATS = {
  date: (language: Language, value: string) => {
    const date = parseDate(value);
    return date === null ? value : longDate(language, date);
  },
  money: (language: Language, value: string, params: TextParams) => {
    const [, amount, stated] = /^(-?\d+(?:\.\d+)?)(?: ([A-Z]{3}))?$/.exec(value) ?? [];
    const currency = stated ?? params.currency;
    return amount === undefined || currency === undefined ? value : moneyText(language, amount, String(currency));
  },
  percent: (language: Language, value: string) => percentText(language, Number(value)),
  country: (language: Language, value: string) => countryName(language, value),
};
const isFormat = (name: string): name is keyof typeof FORMATS => Object.hasOwn(FORMATS, name);

/** An exact decimal in the language's own way, never through floating point: "1 234,50 kr". */
function moneyText(language: Language, amount: string, currency: string): string {
  return currencyFormat(language, currency).format(amount as `${number}`);
}

/** Hundredths of a percent in the language's own way: 1225 is "12,25 %". */
function percentText(language: Language, basisPoints: number): string {
  return percentFormat(language).format(`${basisPoints}e-4` as `${number}`);
}

/** "5. mars 2026", kept on one line by no-break spaces. */
const longDate = madeOnce((language, date) =>
  dateFormat(language)
    .format(dayNumber(date as IsoDate) * 86_400_000)
    .replaceAll(' ', '\u00a0'),
);

/** Kept of what is made once: far more than there are texts and days in use, so that nothing grows without end. */
const MOST_KEPT = 20_000;

/** Making an Intl formatter costs a thousand times what using one does, and a letter names few days: each is made once. */
function madeOnce<Made>(make: (language: Language, variant: string) => Made) {
  const made = new Map<string, Made>();
  return (language: Language, variant = ''): Made => {
    const key = `${language} ${variant}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= MOST_KEPT) made.clear();
    const fresh = make(language, variant);
    made.set(key, fresh);
    return fresh;
  };
}

const currencyFormat = madeOnce((language, currency) => {
  const currencyDisplay = language === 'en' ? 'code' : 'symbol';
  return new Intl.NumberFormat(formatLocale(language), { style: 'currency', currency, currencyDisplay });
});
const percentFormat = madeOnce(
  (language) => new Intl.NumberFormat(formatLocale(language), { style: 'percent', maximumFractionDigits: 2 }),
);
const dateFormat = madeOnce(
  (language) => new Intl.DateTimeFormat(formatLocale(language), { dateStyle: 'long', timeZone: 'UTC' }),
);
const regionNames = madeOnce(
  (language) => new Intl.DisplayNames(formatLocale(language), { type: 'region', fallback: 'code' }),
);

const countryName = madeOnce((language, country) => regionNames(language).of(country) ?? country);

/** English readers here are Europeans: day before month. */
const formatLocale = (language: Language) => (language === 'en' ? 'en-GB' : language);

/** The language among ours nearest to a BCP 47 tag: itself, its primary language ("nb-NO"), `no` as `nb`, else English. */
export function closestLanguage(tag: string): Language {
  const own = LANGUAGES.find((language) => language === tag);
  if (own !== undefined) return own;
  const wanted = tag.trim().toLowerCase();
  const exact = LANGUAGES.find((language) => language.toLowerCase() === wanted);
  const primary = wanted.split('-')[0] ?? '';
  return exact ?? LANGUAGES.find((language) => language === (primary === 'no' ? 'nb' : primary)) ?? 'en';
}

const ANSWERS: Readonly<Record<string, 'nb' | 'sv' | 'fi' | 'en'>> = {
  nb: 'nb', nn: 'nb', no: 'nb', sv: 'sv', fi: 'fi', en: 'en',
}; // prettier-ignore

/** The language to answer in, from an Accept-Language header (RFC 9110, 12.5.4); English where it asks for none of ours. */
export function bestLanguage(acceptLanguage: string | undefined): 'nb' | 'sv' | 'fi' | 'en' {
  const asked = (acceptLanguage ?? '').split(',').flatMap((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1';
    const language = Object.hasOwn(ANSWERS, primaryOf(tag)) ? ANSWERS[primaryOf(tag)] : undefined;
    const quality = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0;
    return language !== undefined && quality > 0 ? [{ language, quality }] : [];
  });
  return asked.sort((a, b) => b.quality - a.quality)[0]?.language ?? 'en';
}

const primaryOf = (tag: string) => tag.toLowerCase().split('-')[0] ?? '';
