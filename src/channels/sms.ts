/** A short text to a telephone. */
export interface Sms {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** Where the gateway tells what became of it; null where nobody listens. */
  readonly reportTo: string | null;
}

/** What a gateway says became of a text; `ON_ITS_WAY` is no news. */
export type SmsOutcome = 'ON_ITS_WAY' | 'DELIVERED' | 'BOUNCED';

/** A gateway to the telephone network. */
export interface SmsGateway {
  /** Throws where the gateway did not take it. */
  send(sms: Sms): Promise<void>;
  /** What a report says, as its body came; null where it is none of this gateway's. */
  readReport(body: string): SmsOutcome | null;
}

/** The number in E.164 of a telephone in a country with this calling code; null where it cannot be one. */
export function internationalNumber(phone: string, callingCode: string): string | null {
  const compact = phone.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  const number = compact.startsWith('+') ? compact : `+${callingCode}${compact.replace(/^0/, '')}`;
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}
