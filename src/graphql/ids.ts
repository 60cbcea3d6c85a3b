import { randomBytes } from 'node:crypto';

/** A UUID version 7 (RFC 9562): milliseconds since 1970, then random bits, so that keys sort by the time they were made. */
export function uuidv7(nowMs: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id clients see: the type's name and the row's key. */
export const globalId = (typeName: string, id: string): string => `${typeName}:${id}`;

/** Types that can be read by id alone. */
export const NODE_TYPES: ReadonlySet<string> = new Set([
  'Creditor', 'Debtor', 'Case', 'Claim', 'CaseEvent', 'Notice', 'Payment', 'Partner', 'Referral', 'Inquiry', 'Task',
  'ReferralMessage', 'ReferralDocument', 'BankFile', 'BankEntry', 'Settlement',
]); // prettier-ignore

const GLOBAL_ID = /^([A-Za-z]+):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Type and key of a global id, or null where the text is none. */
export function parseGlobalId(text: string): { typeName: string; id: string } | null {
  const match = GLOBAL_ID.exec(text);
  return match ? { typeName: match[1]!, id: match[2]! } : null;
}

/** The key in a global id of the given type, or null where the text is no such id. */
export function keyOf(typeName: string, text: string): string | null {
  const parsed = parseGlobalId(text);
  return parsed?.typeName === typeName ? parsed.id : null;
}
