import { hkdfSync } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, SignJWT } from 'jose';
import type { Config } from '../config.js';
import type { Viewer } from '../platform.js';
import { Role } from './enums.js';
import { globalId, keyOf } from './ids.js';

/** Issuer of the tokens the sandbox signs for itself. */
const DEVELOPMENT_ISSUER = 'urn:fordring:development';
const AUDIENCE = 'fordring';
const DEVELOPMENT_TOKEN_DAYS = 30;

/** What every token must say: for us, about whom, and until when. */
const REQUIRED = { audience: AUDIENCE, requiredClaims: ['sub', 'exp'] };

/** Milliseconds an issuer has to say where its keys are. */
const DISCOVERY_TIMEOUT_MS = 5_000;

type TokenConfig = Pick<Config, 'sandbox' | 'oidcIssuer' | 'secret'>;

const developmentKey = (secret: Buffer): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, Buffer.alloc(0), 'fordring development tokens', 32));

/** A bearer token of the development issuer, good for 30 days. Accepted by a sandbox with the same secret, and nowhere else. */
export function developmentToken(config: TokenConfig, viewer: Viewer): Promise<string> {
  return new SignJWT({
    roles: viewer.roles,
    ...(viewer.creditorId !== null && { creditor: globalId('Creditor', viewer.creditorId) }),
    ...(viewer.partnerId !== null && { partner: globalId('Partner', viewer.partnerId) }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(viewer.subject)
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${DEVELOPMENT_TOKEN_DAYS}d`)
    .sign(developmentKey(config.secret));
}

/** Reads bearer tokens: the viewer, or null where the token is not good. Throws where the issuer cannot be asked. */
export type TokenReader = (token: string) => Promise<Viewer | null>;

/** A reader for the tokens this configuration accepts: the OIDC issuer's, and in the sandbox our own. */
export function tokenReader(config: TokenConfig): TokenReader {
  const issuers: ((token: string) => Promise<JWTPayload>)[] = [];
  if (config.sandbox) {
    const key = developmentKey(config.secret);
    issuers.push(
      async (token) =>
        (await jwtVerify(token, key, { ...REQUIRED, issuer: DEVELOPMENT_ISSUER, algorithms: ['HS256'] })).payload,
    );
  }
  if (config.oidcIssuer !== undefined) {
    const issuer = config.oidcIssuer;
    const keys = publishedKeys(issuer);
    issuers.push(
      async (token) =>
        (
          await jwtVerify(token, await keys(), {
            ...REQUIRED,
            issuer,
            algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
          })
        ).payload,
    );
  }
  return remembering(async (token) => {
    for (const verify of issuers) {
      const payload = await verify(token).catch(notThisIssuer);
      if (payload) return payload;
    }
    return null;
  });
}

/** How long a verified token is trusted without looking at its signature again; never beyond its own end. */
const TRUSTED_MS = 60_000;
const TOKENS_REMEMBERED = 1_000;

/** Verifying a signature costs more than a query by id; a client sends the same token with every request. */
function remembering(verify: (token: string) => Promise<JWTPayload | null>): TokenReader {
  const known = new Map<string, { readonly viewer: Viewer | null; readonly untilMs: number }>();
  return async (token) => {
    const nowMs = Date.now();
    const remembered = known.get(token);
    if (remembered && nowMs < remembered.untilMs) return remembered.viewer;
    const payload = await verify(token);
    if (!payload) return null;
    const viewer = viewerOf(payload);
    if (known.size >= TOKENS_REMEMBERED) known.clear();
    known.set(token, { viewer, untilMs: Math.min(nowMs + TRUSTED_MS, (payload.exp ?? 0) * 1000) });
    return viewer;
  };
}

/** What makes a token bad, in the library's words. */
const BAD_TOKEN: ReadonlySet<string> = new Set([
  errors.JWTInvalid.code,
  errors.JWTExpired.code,
  errors.JWTClaimValidationFailed.code,
  errors.JWSInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWKSNoMatchingKey.code,
]);

/** A bad token is refused; an issuer that cannot be asked is a fault and must not look like one. */
function notThisIssuer(error: unknown): null {
  if (error instanceof errors.JOSEError && BAD_TOKEN.has(error.code)) return null;
  throw error;
}

/** The issuer's key set, found once through its discovery document. */
function publishedKeys(issuer: string): () => Promise<JWTVerifyGetKey> {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS),
    });
    if (!answer.ok) throw new Error(`${issuer} answers ${answer.status} to discovery`);
    const found = (await answer.json()) as { issuer: string; jwks_uri: string };
    if (found.issuer !== issuer) throw new Error(`${issuer} calls itself ${found.issuer}`);
    return createRemoteJWKSet(new URL(found.jwks_uri));
  };
  return () => {
    keys ??= discover().catch((error: unknown) => {
      keys = null;
      throw error;
    });
    return keys;
  };
}

function viewerOf(payload: JWTPayload): Viewer | null {
  const roles = Array.isArray(payload.roles)
    ? payload.roles.filter((role): role is Role => Object.hasOwn(Role, role))
    : [];
  if (typeof payload.sub !== 'string' || roles.length === 0) return null;
  const keyIn = (typeName: string, claim: unknown) => (typeof claim === 'string' ? keyOf(typeName, claim) : null);
  return {
    subject: payload.sub,
    roles,
    expiresAtMs: (payload.exp ?? 0) * 1000,
    creditorId: keyIn('Creditor', payload.creditor),
    partnerId: keyIn('Partner', payload.partner),
  };
}
