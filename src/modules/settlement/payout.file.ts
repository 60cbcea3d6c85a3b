import type { EntityManager } from 'typeorm';
import { writeTransfers, type Transfer, type TransferBlock } from '../../bank-files/pain001.js';
import { jurisdictionOf } from '../../countries/index.js';
import { readAccount } from '../../domain/bank-account.js';
import type { IsoDate } from '../../domain/date.js';
import { money } from '../../domain/money.js';
import { uuidv7 } from '../../graphql/ids.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform } from '../../platform.js';
import { post } from '../cases/case.record.js';
import { sentPostings, UNDER_WAY, type PayoutUnderWay } from './payout.record.js';

/** Transfers of one file. */
const MOST_TRANSFERS = 5_000;

interface Waiting extends Omit<PayoutUnderWay, 'fileId'> {
  readonly payee: string;
  readonly payeeCountry: string;
  readonly account: string;
  readonly caseReference: string | null;
}

/**
 * Puts what is to be paid out, and can be, into a file for the bank: the money leaves the books with it. Its key; null where nothing
 * waits. Another worker at the same time takes what this one does not.
 */
export async function makePayoutFile(tx: EntityManager, platform: Platform, on: IsoDate): Promise<string | null> {
  const waiting: Waiting[] = await tx.query(
    `select ${UNDER_WAY}, p.payee, p.payee_country as "payeeCountry", p.account, c.reference as "caseReference"
     from payout p left join collection_case c on c.id = p.case_id
     where p.file_id is null and p.account is not null order by p.created_at, p.id limit $1 for update of p skip locked`,
    [MOST_TRANSFERS],
  );
  const blocks = blocksOf(platform, waiting);
  const taken = blocks.flatMap(({ payouts }) => payouts);
  if (taken.length === 0) return null;
  const id = uuidv7();
  const { agency } = platform;
  const messageId = `FORDRING-${id.replaceAll('-', '').slice(0, 24).toUpperCase()}`;
  const content = writeTransfers({
    messageId,
    madeOn: on,
    executeOn: on,
    payer: { name: agency.name, organisationNumber: agency.organisationNumber, country: agency.country },
    blocks,
  });
  await tx.query('insert into payout_file (id, message_id, made_on, content) values ($1, $2, $3, $4)', [
    id, messageId, on, content,
  ]); // prettier-ignore
  await tx.query('update payout set file_id = $2, rejection = null where id = any($1)', [
    taken.map((payout) => payout.id),
    id,
  ]);
  await post(
    tx,
    taken.flatMap((payout) => sentPostings({ ...payout, fileId: id }, on)),
  );
  await addJob(tx, { name: 'spoolPayoutFile', payload: { fileId: id } });
  return id;
}

/** By currency, from the account of the country whose currency it is; what is in a currency we have no account in waits. */
function blocksOf({ agency, laws }: Platform, waiting: readonly Waiting[]): (TransferBlock & Taken)[] {
  return Object.values(laws).flatMap((law) => {
    const from = readAccount(agency.accounts[law.country], law);
    const sent = waiting.flatMap((payout) => {
      const transfer = payout.currency === law.currency ? transferOf(payout) : null;
      return transfer ? [{ payout, transfer }] : [];
    });
    if (from === null || sent.length === 0) return [];
    const [payouts, transfers] = [sent.map(({ payout }) => payout), sent.map(({ transfer }) => transfer)];
    return [{ from, currency: law.currency, transfers, payouts }];
  });
}

/** The payouts behind a block of the file. */
interface Taken {
  readonly payouts: readonly Waiting[];
}

function transferOf(payout: Waiting): Transfer | null {
  const to = readAccount(payout.account, jurisdictionOf(payout.payeeCountry));
  return (
    to && {
      endToEndId: payout.reference,
      amount: money(BigInt(payout.amountMinor), payout.currency),
      payee: { name: payout.payee, country: payout.payeeCountry },
      to,
      text: payout.caseReference ?? payout.reference,
    }
  );
}
