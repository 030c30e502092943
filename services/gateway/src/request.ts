import type { Origin } from '@claimwright/db/intake/accept-encounters';
import type { IdempotencyKey, StoredAnswer } from '@claimwright/db/intake/stored-answer';
import { principalOf } from '@claimwright/http/authentication';
import { readIdempotencyKey, requestDigest } from '@claimwright/http/idempotency';
import type { Problem } from '@claimwright/http/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Where a request comes from, for events and the audit log. */
export function originOf(request: FastifyRequest): Origin {
  return { actor: principalOf(request).actor, requestId: request.id, remoteAddress: request.ip };
}

export type RequestKey = { ok: true; key: IdempotencyKey | undefined } | { ok: false; problem: Problem };

/** The request's idempotency key with the digest of the request; undefined when none was sent. */
export function idempotencyOf(request: FastifyRequest, body: string | Uint8Array): RequestKey {
  const header = readIdempotencyKey(request.headers['idempotency-key']);
  if (!header.ok) return header;
  if (header.key === undefined) return { ok: true, key: undefined };
  const ifMatch = request.headers['if-match'];
  return {
    ok: true,
    key: { key: header.key, requestSha256: requestDigest(request.method, request.url, body, ifMatch) },
  };
}

const json = 'application/json; charset=utf-8';

/** An answer as it is sent and, under an idempotency key, stored. */
export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): StoredAnswer {
  return { status, headers: { 'content-type': json, ...headers }, body: Buffer.from(JSON.stringify(body)) };
}

/** Sends a built answer. */
export function sendAnswer(reply: FastifyReply, answer: StoredAnswer): FastifyReply {
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}

/** Sends a stored answer again and says that it is one. */
export function sendReplay(reply: FastifyReply, answer: StoredAnswer): FastifyReply {
  return sendAnswer(reply.header('idempotency-replayed', 'true'), answer);
}

/** The entity tag of a version. */
export function entityTag(version: number): string {
  return `"${version}"`;
}
