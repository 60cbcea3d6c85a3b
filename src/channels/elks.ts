import type { Sms, SmsGateway, SmsOutcome } from './sms.js';

/** An account at 46elks. */
export interface ElksAccount {
  /** Address that texts are posted to: https://api.46elks.com/a1/sms, or a stand-in for it. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Who the text is from, as the telephone shows it: up to eleven letters and digits, or a number. */
  readonly sender: string;
}

/** Milliseconds the gateway has to answer. */
const PATIENCE_MS = 10_000;

const OUTCOMES: Readonly<Record<string, SmsOutcome>> = {
  sent: 'ON_ITS_WAY',
  delivered: 'DELIVERED',
  failed: 'BOUNCED',
};

/** The gateway 46elks: a form is posted (46elks.com/docs/send-sms, 46elks.com/docs/sms-delivery-reports). */
export function elksGateway({ url, username, password, sender }: ElksAccount): SmsGateway {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return {
    async send({ to, text, reportTo }: Sms): Promise<void> {
      const form = new URLSearchParams({
        from: sender,
        to,
        message: text,
        ...(reportTo && { whendelivered: reportTo }),
      });
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization },
        body: form,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.arrayBuffer();
      // What it says may repeat the number and the text: neither belongs in a log.
      if (!response.ok) throw new Error(`46elks did not take a text: ${response.status}`);
    },
    readReport(body) {
      return OUTCOMES[new URLSearchParams(body).get('status') ?? ''] ?? null;
    },
  };
}
