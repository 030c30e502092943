import type { FastifyReply } from 'fastify';

interface ProblemKind {
  status: number;
  title: string;
  /** Whether the same request may succeed later without a change. */
  retryable: boolean;
}

/**
 * Every way a request can be refused: error code → HTTP status → retry or not. The code is the end of the problem's `type`
 * and never changes its meaning; titles and details may be reworded.
 */
export const problemKinds = {
  malformed_json: { status: 400, title: 'The body cannot be read as JSON', retryable: false },
  malformed_request: { status: 400, title: 'A parameter or header cannot be understood', retryable: false },
  unauthenticated: { status: 401, title: 'A valid API key is required', retryable: false },
  missing_scope: { status: 403, title: 'The API key lacks a scope', retryable: false },
  not_found: { status: 404, title: 'There is no such resource', retryable: false },
  method_not_allowed: { status: 405, title: 'The address does not take this method', retryable: false },
  request_timeout: { status: 408, title: 'The request did not arrive in time', retryable: true },
  external_id_taken: { status: 409, title: 'The external id names another encounter', retryable: false },
  encounter_billed: {
    status: 409,
    title: 'The encounter is on a claim and can no longer be changed',
    retryable: false,
  },
  claim_not_correctable: { status: 409, title: 'The claim as it is now does not allow it', retryable: false },
  correction_waiting: { status: 409, title: 'Another request for the claim is not done yet', retryable: true },
  finding_not_overridable: { status: 409, title: 'The finding cannot be overridden', retryable: false },
  rule_fixed: { status: 409, title: 'The rule cannot be made weaker', retryable: false },
  not_reproducible: { status: 409, title: 'The run of then cannot be made again', retryable: false },
  parked_item_closed: { status: 409, title: 'The parked item is dealt with, or about to be', retryable: false },
  parked_item_not_usable: { status: 409, title: 'The parked item cannot be used like that', retryable: false },
  task_assigned: { status: 409, title: 'Somebody else has the task', retryable: false },
  task_closed: { status: 409, title: 'The task is done already', retryable: false },
  task_still_due: { status: 409, title: 'What the task asks for has not happened yet', retryable: false },
  whatif_ended: { status: 409, title: 'The what-if run has ended already', retryable: false },
  file_leased: { status: 409, title: 'Somebody else is fetching the file', retryable: true },
  file_held_back: { status: 409, title: 'The schedule of the route holds the file back', retryable: true },
  lease_lost: { status: 409, title: 'The lease is over or was never given', retryable: false },
  idempotency_in_progress: {
    status: 409,
    title: 'The first request with this key is not answered yet',
    retryable: true,
  },
  precondition_failed: { status: 412, title: 'The resource has changed since it was read', retryable: false },
  payload_too_large: { status: 413, title: 'The body is larger than this address takes', retryable: false },
  unsupported_media_type: {
    status: 415,
    title: 'The body has a content type this address does not take',
    retryable: false,
  },
  invalid_content: { status: 422, title: 'The body does not have the documented shape', retryable: false },
  idempotency_key_reused: { status: 422, title: 'The idempotency key was used for another request', retryable: false },
  precondition_required: { status: 428, title: 'A change must say which version it changes', retryable: false },
  rate_limited: { status: 429, title: 'Too many requests for this API key', retryable: true },
  headers_too_large: { status: 431, title: 'The request headers are too large', retryable: false },
  internal: { status: 500, title: 'Something went wrong on our side', retryable: true },
  upstream_unavailable: { status: 502, title: 'A service behind this address does not answer', retryable: true },
  unavailable: { status: 503, title: 'The service cannot answer at the moment', retryable: true },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;

/** One thing wrong with one place: a JSON Pointer into the body, or the name of a parameter or header. */
export interface FieldError {
  pointer?: string;
  parameter?: string;
  /** What was not kept: "required", "type", "maxLength", "unknownField", … */
  rule: string;
  message: string;
}

/** A refusal as the code that refuses knows it; `problemDocument` turns it into what is sent. */
export interface Problem {
  code: ProblemCode;
  /** For the caller to read; never carries internals or patient data. */
  detail: string;
  errors?: FieldError[];
  /** Extension members, e.g. the id of the encounter that already has the external id. */
  members?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
}

/** The application/problem+json document (RFC 9457). */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  retryable: boolean;
  requestId: string;
  errors?: FieldError[];
  [member: string]: unknown;
}

const typeBase = 'https://claimwright.example/problems/';

/** Builds a refusal. */
export function problem(code: ProblemCode, detail: string, more: Omit<Problem, 'code' | 'detail'> = {}): Problem {
  return { code, detail, ...more };
}

/** The stable `type` URI of a code. */
export function problemType(code: ProblemCode): string {
  return `${typeBase}${code}`;
}

/** The document sent for a refusal; the request id is what a caller quotes to support. */
export function problemDocument(refusal: Problem, requestId: string): ProblemDocument {
  const kind = problemKinds[refusal.code];
  return {
    type: problemType(refusal.code),
    title: kind.title,
    status: kind.status,
    detail: refusal.detail,
    code: refusal.code,
    retryable: kind.retryable,
    requestId,
    ...refusal.members,
    ...(refusal.errors ? { errors: refusal.errors } : {}),
  };
}

/** Answers a request with a refusal. */
export function sendProblem(reply: FastifyReply, refusal: Problem): FastifyReply {
  if (refusal.headers) reply.headers(refusal.headers);
  return reply
    .code(problemKinds[refusal.code].status)
    .type('application/problem+json')
    .send(JSON.stringify(problemDocument(refusal, reply.request.id)));
}
