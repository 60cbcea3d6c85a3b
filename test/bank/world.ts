import { register, type Row, type World } from '../scenarios/world.js';

let invoices = 0;
/** A case of a claim of 19 January, due on 2 February; its id and references. */
export async function owe(
  world: World,
  creditorId: string,
  amount: string,
  name: string,
  { country = 'NO', invoiceNumber }: { country?: 'NO' | 'FI'; invoiceNumber?: string } = {},
): Promise<Row> {
  invoices += 1;
  const id = await register(world, {
    creditorId,
    debtor: { type: 'COMPANY', name, country, address: { lines: ['Prøvegata 1'], postalCode: country === 'NO' ? '0001' : '00100', city: 'Testby', country } },
    claims: [
      {
        invoiceNumber: invoiceNumber ?? `BANK-${invoices}`, description: 'Test', invoiceDate: '2026-01-19', dueDate: '2026-02-02',
        principal: { amount, currency: country === 'NO' ? 'NOK' : 'EUR' },
      },
    ],
  }); // prettier-ignore
  const found = await world.ask(
    `query ($id: ID!) { node(id: $id) { ... on Case { id reference paymentReference status } } }`,
    { id },
  );
  return found['node']!;
}

export const IMPORT = `mutation ($input: ImportBankFileInput!) { importBankFile(input: $input) { file { id format totals { outcome lines amount { amount currency } } }
  entries { id outcome rule reason explanation amount { amount currency } case { id } suggestions { case { id } evidence } duplicateOf { id } }
  userErrors { code message field } } }`;
let keys = 0;
/** The answer to a file handed in under a new key. */
export async function offer(world: World, content: string | Buffer, fileName = 'bank.txt'): Promise<Row> {
  keys += 1;
  const input = { idempotencyKey: `file ${keys}`, fileName, content: Buffer.from(content).toString('base64') };
  return (await world.ask(IMPORT, { input }))['importBankFile']!;
}
/** What became of each line: "OUTCOME why". */
export async function take(world: World, content: string | Buffer): Promise<string[]> {
  const payload = await offer(world, content);
  expect(payload['userErrors']).toEqual([]);
  return payload['entries']!.map((entry) => `${entry['outcome']} ${entry['rule'] ?? entry['reason']}`);
}

/** Balances of the accounts that bank money moves over, by currency; and how many postings there are. */
export async function books(
  world: World,
): Promise<{ readonly postings: number; readonly balances: Record<string, string> }> {
  const rows: { account: string; minor: string; postings: number }[] = await world.platform.db.query(
    `select account || ' ' || currency as account, sum(amount) as minor, (select count(*)::integer from posting) as postings from (
       select debit_account as account, currency, amount_minor as amount from posting
       union all select credit_account, currency, -amount_minor from posting) each
     where account in ('client_funds', 'suspense:unmatched') group by 1 order by 1`,
  );
  return {
    postings: rows[0]?.postings ?? 0,
    balances: Object.fromEntries(rows.map(({ account, minor }) => [account, minor])),
  };
}

export async function statusOf(world: World, id: unknown): Promise<string> {
  const found = await world.ask('query ($id: ID!) { node(id: $id) { ... on Case { status } } }', { id });
  return String(found['node']!['status']);
}

/** Dates and amounts are written with blanks that do not break. */
export const plainBlanks = (text: string): string => text.replace(/\u00a0/g, ' ');

/** What a person is asked about money in suspense. */
export const suspense = async (world: World): Promise<string[]> => {
  const found = await world.ask(
    '{ tasks(filter: { open: true, kind: [UNMATCHED_MONEY, UNMATCHED_REVERSAL] }) { edges { node { kind text } } } }',
  );
  return found['tasks']!['edges']!.map(({ node }) => plainBlanks(`${node!['kind']}: ${node!['text']}`));
};

const end = (world: World, mutation: string, input: object): Promise<Row> => {
  keys += 1;
  const [name, type] = mutation.split(' ');
  return world
    .ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { entry { end { kind note payment { id amount { amount } } case { id } } } userErrors { code message field } } }`,
      {
        input: { idempotencyKey: `end ${keys}`, ...input },
      },
    )
    .then((data) => data[name!]!);
};
export const assign = (world: World, input: object) => end(world, 'assignBankEntry AssignBankEntryInput', input);
export const giveBack = (world: World, input: object) => end(world, 'returnBankEntry EndBankEntryInput', input);
export const discard = (world: World, input: object) => end(world, 'discardBankEntry EndBankEntryInput', input);

/** Minor units by which the client account and suspense change. */
export async function change(world: World, work: () => Promise<unknown>): Promise<Record<string, bigint>> {
  const before = (await books(world)).balances;
  await work();
  const after = (await books(world)).balances;
  const changes = Object.entries(after).map(
    ([account, minor]) => [account, BigInt(minor) - BigInt(before[account] ?? 0)] as const,
  );
  return Object.fromEntries(changes.filter(([, by]) => by !== 0n));
}

/** Sends back whatever waits. */
export async function settleAll(world: World): Promise<void> {
  const waiting = await world.ask(
    '{ bankEntries(filter: { waiting: true }, first: 100) { edges { node { id direction } } } }',
  );
  for (const { node } of waiting['bankEntries']!['edges']!) {
    const payload = await (node!['direction'] === 'CREDIT' ? giveBack : discard)(world, {
      entryId: node!['id'],
      note: 'test',
    });
    expect(payload['userErrors']).toEqual([]);
  }
  expect(await suspense(world)).toEqual([]);
}
