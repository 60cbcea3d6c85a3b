import { GraphQLError } from 'graphql';
import type { Refusal } from '../domain/refusal.js';
import type { Platform, Viewer } from '../platform.js';
import type { Announcements } from './announcements.js';
import type { Loaders } from './loaders.js';
import type { Role, UserErrorCode } from './enums.js';
import { LegalBasis, UserError } from './types.js';

/** What a resolver sees of one request. */
export interface Context {
  readonly platform: Platform;
  /** Null for a request without a token. */
  readonly viewer: Viewer | null;
  /** Language of messages, from Accept-Language. */
  readonly language: 'nb' | 'sv' | 'fi' | 'en';
  /** Rows of this request; a subscription takes new ones for every event. */
  loaders: Loaders;
  /** Bytes of documents read for this request; a subscription counts anew for every event. */
  bytesRead?: number;
  /** What happens as it happens; only where subscriptions are served. */
  readonly announcements?: Announcements;
}

/** The viewer, where it has one of the roles; else the fault UNAUTHENTICATED or FORBIDDEN. */
export function requireRole(context: Context, ...roles: readonly Role[]): Viewer {
  const { viewer } = context;
  if (viewer === null) {
    throw new GraphQLError('A bearer token is required.', { extensions: { code: 'UNAUTHENTICATED' } });
  }
  if (!roles.some((role) => viewer.roles.includes(role))) {
    throw new GraphQLError(`Only for ${roles.join(', ')}.`, { extensions: { code: 'FORBIDDEN' } });
  }
  return viewer;
}

/** The viewer, whatever it is; what it then sees is decided row by row. */
export const requireReader = (context: Context): Viewer =>
  requireRole(context, 'AGENT', 'CREDITOR', 'PARTNER', 'ANALYST');

/** A refusal in the words of the request's language. */
export function userError(context: Context, refusal: Refusal): UserError {
  return Object.assign(new UserError(), {
    code: refusal.code satisfies UserErrorCode,
    message: context.platform.texts.refusal(context.language, refusal),
    field: refusal.field ? [...refusal.field] : null,
    legalBasis: refusal.legalBasis ? LegalBasis.of(refusal.legalBasis) : null,
  });
}
