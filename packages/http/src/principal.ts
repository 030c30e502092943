import { hash } from 'node:crypto';
import type { Id } from '@claimwright/domain/ids';
import { LRUCache } from 'lru-cache';
import { type Problem, problem } from './problem.ts';
import { isScope, routeOfScope, type Scope } from './scope.ts';

/** Who makes a request: an API key of one tenant. */
export interface Principal {
  tenantId: Id;
  keyId: Id;
  /** How events and the audit log name it: "key/<id>". */
  actor: string;
  scopes: ReadonlySet<Scope>;
  /** Routes whose batches it may fetch; undefined: those of all. */
  routes?: readonly string[];
}

/** A row of authenticate_api_key(), as the database hands it out. */
export interface ApiKeyRow {
  tenantId: Id;
  keyId: Id;
  scopes: readonly string[];
}

export type Authentication = { ok: true; principal: Principal } | { ok: false; problem: Problem };

/** Reads an Authorization header; answers at once when the key was looked up a moment ago. */
export type Authenticate = (authorization: string | undefined) => Authentication | Promise<Authentication>;

export interface AuthenticatorOptions {
  /** Finds a key that is neither expired nor revoked. */
  lookUp(keySha256: Buffer): Promise<ApiKeyRow | undefined>;
  /** How long an answer, good or bad, is believed: the longest a revoked key lives on. */
  cacheMilliseconds: number;
  /** How many keys are remembered. */
  cacheSize: number;
}

const bearer = /^Bearer (cw_[A-Za-z0-9_-]{16,200})$/i;

function refuse(detail: string): Authentication {
  const headers = { 'www-authenticate': 'Bearer realm="claimwright"' };
  return { ok: false, problem: problem('unauthenticated', detail, { headers }) };
}

const withoutKey = refuse('Send the API key as "Authorization: Bearer cw_...".');
const wrongKey = refuse('The API key is unknown, expired or revoked.');

function fromDbApiKey(row: ApiKeyRow): Principal {
  const scopes = new Set(row.scopes.filter(isScope));
  const routes = row.scopes.flatMap((word) => routeOfScope(word) ?? []);
  // Whoever may fetch from all routes is not limited by also naming one.
  const isLimited = routes.length > 0 && !scopes.has('batches:pull') && !scopes.has('admin');
  if (isLimited) scopes.add('batches:pull');
  return {
    tenantId: row.tenantId,
    keyId: row.keyId,
    actor: `key/${row.keyId}`,
    scopes,
    ...(isLimited ? { routes } : {}),
  };
}

/** Builds the check of API keys with a small cache of answers; wrong keys are remembered too, so that guessing stays cheap for us. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticate {
  const known = new LRUCache<string, Authentication>({ max: options.cacheSize, ttl: options.cacheMilliseconds });
  const pending = new Map<string, Promise<Authentication>>();

  async function lookUp(digest: string): Promise<Authentication> {
    try {
      const row = await options.lookUp(Buffer.from(digest, 'hex'));
      const answer: Authentication = row ? { ok: true, principal: fromDbApiKey(row) } : wrongKey;
      known.set(digest, answer);
      return answer;
    } finally {
      pending.delete(digest);
    }
  }

  return (authorization) => {
    const key = authorization === undefined ? undefined : bearer.exec(authorization)?.[1];
    if (key === undefined) return authorization === undefined ? withoutKey : wrongKey;
    const digest = hash('sha256', key, 'hex');
    const answer = known.get(digest) ?? pending.get(digest);
    if (answer) return answer;
    const asked = lookUp(digest);
    pending.set(digest, asked);
    return asked;
  };
}

/** Undefined when the principal may do it, else the refusal. */
export function lacksScope(principal: Principal, scope: Scope): Problem | undefined {
  if (principal.scopes.has(scope) || principal.scopes.has('admin')) return undefined;
  return problem('missing_scope', `This API key does not have the scope ${scope}.`, { members: { scope } });
}
