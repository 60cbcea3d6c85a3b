import path from 'node:path';
import type { DataSource } from 'typeorm';
import { AGENCY } from './agency.js';
import { elksGateway } from './channels/elks.js';
import { type Clock, RealClock, SandboxClock } from './clock.js';
import { lawsUnder } from './countries/index.js';
import type { Config } from './config.js';
import { continueFeed } from './modules/webhooks/feed.place.js';
import { resolveName } from './modules/webhooks/webhook.address.js';
import { partnerNetworks } from './partners/index.js';
import type { Platform } from './platform.js';
import { log } from './log.js';
import { loadTexts } from './texts.js';

/** The platform a configuration describes, on a connected and migrated database. */
export async function openPlatform(config: Config, db: DataSource): Promise<Platform> {
  await continueFeed(db);
  return {
    db,
    clock: await openClock(config, db),
    texts: loadTexts(path.join(config.root, 'locales')),
    agency: AGENCY,
    ownCountries: config.ownCountries,
    laws: lawsUnder({ noAct2026From: config.noAct2026From ?? null }),
    networks: partnerNetworks({
      sandboxUrl: `http://${config.host}:${config.partnerSandboxPort}`,
      secret: config.secret,
      debitura: config.debitura && { ...config.debitura, isTest: config.sandbox },
    }),
    webhooks: { resolve: resolveName, loopback: config.sandbox && config.loopbackWebhooks },
    secret: config.secret,
    sandbox: config.sandbox,
    invoiceDirectory: config.invoiceDirectory,
    onFault: (error) => log.error(error),
    sms: config.sms ? { gateway: elksGateway(config.sms), reachedAt: config.sms.reachedAt ?? null } : null,
    delivery: config.smtpUrl ? { smtpUrl: config.smtpUrl } : { spoolDirectory: path.join(config.dataDir, 'letters') },
  };
}

async function openClock(config: Config, db: DataSource): Promise<Clock> {
  const real = new RealClock();
  return config.sandbox ? SandboxClock.open(db, config.businessDate ?? real.today()) : real;
}
