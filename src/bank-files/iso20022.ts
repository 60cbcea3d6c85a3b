import { isCurrency } from '../domain/codes.js';
import { parseDate, type IsoDate } from '../domain/date.js';
import { parseAmount, type Money } from '../domain/money.js';
import { refuse, shown } from '../documents/unreadable.js';
import type { XmlElement } from '../documents/xml.js';
import { isPlausible } from './dates.js';

/** An element of a message, and where it stands in it. */
export interface Found {
  readonly element: XmlElement;
  /** Path with places counted from 1: Stmt[1]/Ntry[3]. */
  readonly place: string;
}

const within = (place: string, step: string): string => (place === '' ? step : `${place}/${step}`);

/** The child elements of a name, each with its place. */
export function all({ element, place }: Found, name: string): Found[] {
  const found = element.children.filter((child) => child.name === name);
  return found.map((child, index) => ({ element: child, place: within(place, `${name}[${index + 1}]`) }));
}

/** The first element at the end of a path such as Acct/Id/IBAN; null where there is none. Namespaces are the reader's to check. */
export function at({ element, place }: Found, path: string): Found | null {
  const found = path
    .split('/')
    .reduce<XmlElement | undefined>((from, name) => from?.children.find((child) => child.name === name), element);
  return found ? { element: found, place: within(place, path) } : null;
}

/** What the first element at the end of a path says, without blanks around it; null where it says nothing. */
export function text(from: Found, path: string): string | null {
  const found = at(from, path);
  return found && (written(found) || null);
}

/** The same; refused where it says nothing. */
export function requiredText(from: Found, path: string): string {
  return text(from, path) ?? refuse('bankMissing', 'content', { place: within(from.place, path) });
}

/** What every element of a name says, those that say nothing left out. */
export const texts = (from: Found, name: string): string[] => all(from, name).flatMap((each) => written(each) || []);

/** No text of these messages may be longer. */
const LONGEST_TEXT = 500;

function written({ element, place }: Found): string {
  const value = element.text.trim();
  return value.length > LONGEST_TEXT ? refuse('bankTooLong', 'content', { place, limit: LONGEST_TEXT }) : value;
}

/** An amount with its currency; null where there is none. Refused where it is none, or below zero. */
export function amountAt(from: Found, path: string): Money | null {
  const found = at(from, path);
  if (!found) return null;
  const { element, place } = found;
  const currency = element.attributes.get('Ccy') ?? '';
  if (!isCurrency(currency)) refuse('bankCurrency', 'content', { place, currency: shown(currency) });
  const minor = parseAmount(element.text.trim(), currency);
  if (minor === null || minor < 0n) refuse('bankAmount', 'content', { place, value: shown(element.text.trim()) });
  return { minor, currency };
}

/** A date, or the local date of an instant; null where there is none. */
export function dateAt(from: Found, path: string): IsoDate | null {
  const found = at(from, path);
  const said = found && (text(found, 'Dt') ?? text(found, 'DtTm'));
  if (!found || said === null) return null;
  const date = parseDate(said.slice(0, 10));
  return date !== null && isPlausible(date)
    ? date
    : refuse('bankDate', 'content', { place: found.place, value: shown(said) });
}

/** A whole number; null where there is none. */
export function countAt(from: Found, path: string): number | null {
  const said = text(from, path);
  if (said === null) return null;
  if (!/^\d{1,15}$/.test(said))
    refuse('bankAmount', 'content', { place: within(from.place, path), value: shown(said) });
  return Number(said);
}
