import type { DataSource } from 'typeorm';
import type { Clock } from './clock.js';
import type { SmsGateway } from './channels/sms.js';
import type { Laws } from './countries/index.js';
import type { OwnCountry } from './domain/jurisdiction.js';
import type { WebhookAccess } from './modules/webhooks/webhook.address.js';
import type { PartnerNetwork } from './partners/partner.js';
import type { Texts } from './texts.js';

/** The agency itself, as letters name it. */
export interface Agency {
  readonly name: string;
  readonly organisationNumber: string;
  /** Without the country, which a letter names where it goes abroad. */
  readonly addressLines: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly email: string;
  readonly phone: string;
  /** Where debtors pay, per country of collection. */
  readonly accounts: Readonly<Record<OwnCountry, string>>;
}

/** What every command and job needs, made once at start. */
export interface Platform {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly texts: Texts;
  readonly agency: Agency;
  readonly ownCountries: readonly OwnCountry[];
  /** The law of every country with a module, under the days of commencement that are configured. */
  readonly laws: Laws;
  /** Ways to reach partners, by network name. */
  readonly networks: Readonly<Record<string, PartnerNetwork>>;
  /** Where webhooks may be sent. */
  readonly webhooks: WebhookAccess;
  /** 32 bytes; keys for encrypting and hashing national identifiers are derived from it. */
  readonly secret: Buffer;
  readonly sandbox: boolean;
  /** Told of a fault that was kept from stopping other work. */
  readonly onFault: (error: unknown) => void;
  /** How texts reach telephones; null where they do not. */
  readonly sms: { readonly gateway: SmsGateway; readonly reachedAt: string | null } | null;
  /** Where folders of creditors lie in which invoices are dropped as files. */
  readonly invoiceDirectory: string;
  /** Where letters go. */
  readonly delivery: { readonly smtpUrl: string } | { readonly spoolDirectory: string };
}

/** Who is asking. `creditorId` and `partnerId` are keys of rows, set where the role has one. */
export interface Viewer {
  readonly subject: string;
  readonly roles: readonly ('AGENT' | 'CREDITOR' | 'PARTNER' | 'ANALYST')[];
  readonly creditorId: string | null;
  readonly partnerId: string | null;
  /** When the token that said so ends, in milliseconds since 1970; absent for the program's own doings. */
  readonly expiresAtMs?: number;
}
