import type { EntityManager } from 'typeorm';
import { jurisdictionOf } from '../../countries/index.js';
import { parts } from '../../domain/date.js';
import type { OwnCountry } from '../../domain/jurisdiction.js';
import type { RoutingDecision } from '../../domain/routing.js';

/** What the serial number begins with: check digits alone would let a KID of one case be the OCR number of another. */
const FIRST_DIGIT: Readonly<Record<OwnCountry, number>> = { NO: 1, SE: 2, FI: 3 };

/** KID, OCR or viitenumero where we work the case ourselves, else an international reference. No two cases have the same. */
export function paymentReference(serial: bigint, decision: Pick<RoutingDecision, 'kind' | 'country'>): string {
  const law = decision.kind === 'COUNTRY_MODULE' ? jurisdictionOf(decision.country) : null;
  return law ? law.paymentReference(BigInt(`${FIRST_DIGIT[law.country]}${serial}`)) : creditorReference(serial);
}

/** ISO 11649: RF and two check digits, so that the number with "RF00" (27 15 00) behind it leaves 1 by modulus 97. */
const creditorReference = (serial: bigint): string =>
  `RF${(98n - (BigInt(`${serial}271500`) % 97n)).toString().padStart(2, '0')}${serial}`;

/** A serial number of its own for a case, with the reference and payment reference that follow from it. */
export async function numberCase(
  tx: EntityManager,
  decision: Pick<RoutingDecision, 'kind' | 'country' | 'decidedOn'>,
): Promise<{ readonly serial: string; readonly reference: string; readonly paymentReference: string }> {
  const rows: { serial: string }[] = await tx.query(
    `select nextval(pg_get_serial_sequence('collection_case', 'serial')) as serial`,
  );
  const { serial } = rows[0]!;
  const reference = `F-${parts(decision.decidedOn).year}-${serial.padStart(7, '0')}`;
  return { serial, reference, paymentReference: paymentReference(BigInt(serial), decision) };
}
