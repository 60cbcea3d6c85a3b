import { hkdfSync } from 'node:crypto';
import { debituraNetwork, type DebituraAccess } from './debitura-http.js';
import { exchangeNetwork } from './exchange.js';
import type { PartnerNetwork } from './partner.js';
import { sandboxNetwork } from './sandbox.js';

/** Every way to reach a partner agency. Adding one is a key here (docs/add-a-partner.md). */
export function partnerNetworks(access: {
  readonly sandboxUrl: string;
  readonly secret: Buffer;
  /** Undefined where that network is not used here. */
  readonly debitura?: DebituraAccess | undefined;
}): Readonly<Record<string, PartnerNetwork>> {
  return {
    exchange: exchangeNetwork,
    sandbox: sandboxNetwork({ url: access.sandboxUrl, webhookSecret: sandboxWebhookSecret(access.secret) }),
    ...(access.debitura && { debitura: debituraNetwork(access.debitura) }),
  };
}

/** Key of the sandbox agency's webhooks: both processes derive it from the secret they share. */
export const sandboxWebhookSecret = (secret: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'fordring webhook sandbox', 32));
