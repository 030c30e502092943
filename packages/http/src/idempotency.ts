import { hash } from 'node:crypto';
import { type Problem, problem } from './problem.ts';

const wellFormed = /^[\x21-\x7e]{1,200}$/;

export type IdempotencyHeader = { ok: true; key: string | undefined } | { ok: false; problem: Problem };

/** Reads the Idempotency-Key header: absent, or 1–200 visible ASCII characters (draft-ietf-httpapi-idempotency-key-header). */
export function readIdempotencyKey(header: string | string[] | undefined): IdempotencyHeader {
  if (header === undefined) return { ok: true, key: undefined };
  if (typeof header === 'string' && wellFormed.test(header)) return { ok: true, key: header };
  const message = 'must be 1 to 200 visible ASCII characters without spaces';
  return {
    ok: false,
    problem: problem('malformed_request', 'The Idempotency-Key header cannot be used.', {
      errors: [{ parameter: 'Idempotency-Key', rule: 'pattern', message }],
    }),
  };
}

/** What makes two requests the same: method, path with query, If-Match and the body's bytes. SHA-256. */
export function requestDigest(method: string, url: string, body: string | Uint8Array, ifMatch = ''): Buffer {
  const head = `${method} ${url}\n${ifMatch}\n`;
  if (typeof body === 'string') return hash('sha256', head + body, 'buffer');
  return hash('sha256', Buffer.concat([Buffer.from(head), body]), 'buffer');
}

/** The answer to the same key with another request. */
export const keyReused: Problem = problem(
  'idempotency_key_reused',
  'This Idempotency-Key was already used for a request with other content. Take a new key for a new request.',
);

/** The answer while the first request with the key is still being worked on. */
export const keyInProgress: Problem = problem(
  'idempotency_in_progress',
  'The first request with this Idempotency-Key is still being worked on. Ask again in a moment.',
  { headers: { 'retry-after': '1' } },
);
