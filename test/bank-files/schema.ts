import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validateXML } from 'xmllint-wasm';

/** What is wrong with each payout file by the structure of its ISO 20022 message; empty where nothing is. */
export async function painFaults(...files: readonly string[]): Promise<string[][]> {
  const schema = readFileSync(path.join(process.cwd(), 'test/bank-files/schemas/pain.001.001.09.profile.xsd'), 'utf8');
  const xml = files.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [schema] });
  return xml.map(({ fileName }) =>
    errors.filter(({ loc }) => loc?.fileName === fileName).map(({ message }) => message),
  );
}
