import 'reflect-metadata';
import pg from 'pg';
import { PreparingClient, RetryingDataSource } from './src/data-source.js';
import { Foundation1763769600000 } from './migrations/1763769600000-foundation.js';
import { Law1764266400000 } from './migrations/1764266400000-law.js';
import { Exchange1764270000000 } from './migrations/1764270000000-exchange.js';
import { Webhooks1764270100000 } from './migrations/1764270100000-webhooks.js';
import { Promises1764270200000 } from './migrations/1764270200000-promises.js';
import { PartnerMoney1764270300000 } from './migrations/1764270300000-partner-money.js';
import { CreditNotes1764280000000 } from './migrations/1764280000000-credit-notes.js';
import { PartnerCare1764280100000 } from './migrations/1764280100000-partner-care.js';
import { PartnerLateMoney1764280200000 } from './migrations/1764280200000-partner-late-money.js';
import { PartnerRights1764280300000 } from './migrations/1764280300000-partner-rights.js';
import { PartnerWatch1764280400000 } from './migrations/1764280400000-partner-watch.js';
import { Settlement1764290000000 } from './migrations/1764290000000-settlement.js';
import { Bank1764290100000 } from './migrations/1764290100000-bank.js';
import { Strategy1764290200000 } from './migrations/1764290200000-strategy.js';
import { Plans1764290300000 } from './migrations/1764290300000-plans.js';
import { Life1764290400000 } from './migrations/1764290400000-life.js';
import { Channels1764290500000 } from './migrations/1764290500000-channels.js';
import { Intake1764290600000 } from './migrations/1764290600000-intake.js';
import { Answers1764300000000 } from './migrations/1764300000000-answers.js';
import { entities } from './src/modules/entities.js';

// A calendar date is text everywhere in the program; the driver's Date would drag in the machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** A data source on a PostgreSQL address, not yet initialised. The one place that knows entities and migrations. */
export function openDatabase(url: string): RetryingDataSource {
  return new RetryingDataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [
      Foundation1763769600000,
      Law1764266400000,
      Exchange1764270000000,
      Webhooks1764270100000,
      Promises1764270200000,
      PartnerMoney1764270300000,
      CreditNotes1764280000000,
      PartnerCare1764280100000,
      PartnerLateMoney1764280200000,
      PartnerRights1764280300000,
      PartnerWatch1764280400000,
      Settlement1764290000000,
      Bank1764290100000,
      Strategy1764290200000,
      Plans1764290300000,
      Life1764290400000,
      Channels1764290500000,
      Intake1764290600000,
      Answers1764300000000,
    ],
    migrationsTransactionMode: 'each',
    poolSize: 8,
    extra: { Client: PreparingClient },
    applicationName: 'fordring',
  });
}

/** For TypeORM's own command line, which wants a data source and knows nothing of our configuration. */
export default openDatabase(process.env.DATABASE_URL ?? 'postgres://127.0.0.1/postgres');
