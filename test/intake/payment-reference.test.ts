import { countries } from '../../src/countries/index.js';
import { paymentReference } from '../../src/modules/cases/payment-reference.js';

test('no two cases have the same payment reference, whatever their countries', () => {
  const serials = Array.from({ length: 2_000 }, (_, index) => BigInt(index + 1));
  const references = [...Object.keys(countries), 'DE'].flatMap((country) =>
    serials.map((serial) =>
      paymentReference(serial, { kind: country === 'DE' ? 'PARTNER_NETWORK' : 'COUNTRY_MODULE', country }),
    ),
  );
  expect(new Set(references).size).toBe(references.length);
});
