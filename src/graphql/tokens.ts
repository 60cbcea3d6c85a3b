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
        (await jwtVerify(token, key, { issuer: DEVELOPMENT_ISSUER, audience: AUDIENCE, algorithms: ['HS256'] }))
          .payload,
    );
  }
  if (config.oidcIssuer !== undefined) {
    const issuer = config.oidcIssuer;
    const keys = publishedKeys(issuer);
    issuers.push(
      async (token) =>
        (
          await jwtVerify(token, await keys(), {
            issuer,
            audience: AUDIENCE,
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

/** A bad token is refused; an issuer that cannot be reached is a fault and must not look like one. */
function notThisIssuer(error: unknown): null {
  if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return null;
  throw error;
}

/** The issuer's key set, found once through its discovery document. */
function publishedKeys(issuer: string): () => Promise<JWTVerifyGetKey> {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { jwks_uri } = (await answer.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(jwks_uri));
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
    creditorId: keyIn('Creditor', payload.creditor),
    partnerId: keyIn('Partner', payload.partner),
  };
}
