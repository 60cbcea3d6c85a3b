import { jurisdictionOf } from '../../countries/index.js';
import type { RoutingDecision } from '../../domain/routing.js';

/** KID, OCR or viitenumero where we work the case ourselves, else an international reference. */
export function paymentReference(serial: bigint, decision: Pick<RoutingDecision, 'kind' | 'country'>): string {
  const law = decision.kind === 'COUNTRY_MODULE' ? jurisdictionOf(decision.country) : null;
  return law ? law.paymentReference(serial) : creditorReference(serial);
}

/** ISO 11649: RF and two check digits, so that the number with "RF00" (27 15 00) behind it leaves 1 by modulus 97. */
const creditorReference = (serial: bigint): string =>
  `RF${(98n - (BigInt(`${serial}271500`) % 97n)).toString().padStart(2, '0')}${serial}`;
