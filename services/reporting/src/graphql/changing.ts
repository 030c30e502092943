import { hash } from 'node:crypto';
import { notFound } from '@claimwright/http/contract';
import { readIdempotencyKey } from '@claimwright/http/idempotency';
import { type Problem, problem, problemDocument } from '@claimwright/http/problem';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { askGateway, type GatewayAnswer, toApiRefusal } from './ask-gateway.ts';

/** The gateway as this service asks it for changes. */
export interface Gateway {
  /** Where it answers, asked anew for every change; undefined as long as nobody listens there. */
  url(): string | undefined;
  /** The longest that all changes of one document may take together. */
  timeoutMilliseconds: number;
}

/** A mutation as the REST operation it is. */
export interface Operation {
  path: string;
  /** What stands in the path. One that is no UUID names nothing, as for the gateway. */
  id?: string;
  body: object;
  /** What names the change within its document: its alias or field. */
  responseKey: string;
  /** The caller's own key for this change alone. */
  idempotencyKey: string | undefined;
}

/** The changes of one document, one after the other. */
export interface Changing {
  /** Has the gateway make one change; throws a GraphQLError that says why it was not made. */
  change(operation: Operation): Promise<Extract<GatewayAnswer, { kind: 'done' }>>;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the changes of one document share: who asks, the time there is for them, the keys that were used. */
export function openChanging(gateway: Gateway | undefined, request: FastifyRequest): Changing {
  const keys = new Set<string>();
  let deadline: AbortSignal | undefined;
  return {
    change: async (operation) => {
      const gatewayUrl = gateway?.url();
      if (gateway === undefined || gatewayUrl === undefined) throw notConfigured();
      if (operation.id !== undefined && !uuid.test(operation.id)) throw refusal(notFound, request);
      const key = keyOf(operation, request);
      if (key !== undefined && keys.has(key)) throw keyTwice();
      if (key !== undefined) keys.add(key);
      deadline ??= AbortSignal.timeout(gateway.timeoutMilliseconds);
      const { path, body } = operation;
      const headers = headersOf(request, key);
      const answer = await askGateway({ gatewayUrl, path, body, headers, signal: deadline });
      if (answer.kind === 'done') return answer;
      if (answer.kind === 'refused') throw answer.error;
      request.log.warn({ err: answer.cause, path, outcome: answer.outcome }, 'the gateway did not answer for a change');
      throw refusal(away(answer.outcome), request);
    },
  };
}

function headersOf(request: FastifyRequest, key: string | undefined): Record<string, string> {
  return {
    authorization: request.headers.authorization ?? '',
    'x-request-id': request.id,
    // Believed by a gateway that trusts its proxies: the audit log then names the caller's address and not ours.
    'x-forwarded-for': request.ip,
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
}

/**
 * The key of one change: its own, or one made of the request's and of the change's name within the document, so that no two
 * changes share the key of their request and each keeps its own when the document is sent again.
 */
function keyOf({ idempotencyKey, responseKey }: Operation, request: FastifyRequest): string | undefined {
  const isOwn = idempotencyKey !== undefined;
  const given = readIdempotencyKey(isOwn ? idempotencyKey : request.headers['idempotency-key']);
  if (!given.ok) throw refusal(isOwn ? ofArgument(given.problem) : given.problem, request);
  if (given.key === undefined || isOwn) return given.key;
  return `graphql-${hash('sha256', `${given.key}\n${responseKey}`, 'base64url')}`;
}

function ofArgument({ code, errors = [] }: Problem): Problem {
  const named = errors.map(({ rule, message }) => ({ pointer: '/idempotencyKey', rule, message }));
  return problem(code, 'The idempotencyKey cannot be used.', { errors: named });
}

const outcomes = {
  not_made: 'The gateway does not answer; the change was not made.',
  unknown:
    'The gateway did not answer; whether the change was made is not known. Send it again with the same idempotency key, or read what became of it.',
} as const;

function away(outcome: keyof typeof outcomes): Problem {
  return problem('upstream_unavailable', outcomes[outcome], { members: { outcome } });
}

/** A refusal of our own, of the shape of the gateway's. */
function refusal(why: Problem, request: FastifyRequest): GraphQLError {
  return toApiRefusal(problemDocument(why, request.id));
}

function keyTwice(): GraphQLError {
  return new GraphQLError('Two changes of this document have the same idempotencyKey; give each its own.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

function notConfigured(): GraphQLError {
  const message =
    'Changes over GraphQL are not set up here: the reporting service has no GATEWAY_URL. Use the REST operation.';
  return new GraphQLError(message, { extensions: { code: 'CHANGES_NOT_CONFIGURED' } });
}
