import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify';
import { readJson } from './json-body.ts';
import { type Problem, problem, problemDocument, sendProblem } from './problem.ts';
import { followRoutes } from './wrong-method.ts';

export interface ServerLimits {
  /** Largest body of an ordinary request, in bytes. */
  bodyBytes: number;
  /** Longest time to receive a whole request, streams included; 0 means no limit. */
  requestMilliseconds: number;
  /** How long an idle connection is kept. */
  keepAliveMilliseconds: number;
}

export interface ServerOptions {
  logger: FastifyBaseLogger;
  limits: ServerLimits;
  /** True behind a proxy whose X-Forwarded-For is to be believed. */
  trustProxy: boolean;
  /** Turns what was thrown into a refusal; undefined for what it does not know (a bug: 500). */
  explain?(error: unknown): Problem | undefined;
}

const usableRequestId = /^[A-Za-z0-9._~:/+=-]{1,100}$/;

/** The request id: what the caller sent, when it is harmless in a log, else a new one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && usableRequestId.test(header) ? header : randomUUID();
}

// What a browser needs to be told by an origin that serves patient data. The dashboard and the reference page loosen the policy.
const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * A Fastify instance as every service of ours serves HTTP: request ids, security headers, problems for every failure. It takes
 * no body until a scope says which (`acceptJson`).
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.limits.bodyBytes,
    requestTimeout: options.limits.requestMilliseconds,
    keepAliveTimeout: options.limits.keepAliveMilliseconds,
    connectionTimeout: 0,
    // Node looks for requests that are late every 30 seconds only, however early they are late.
    http: { connectionsCheckingInterval: Math.min(options.limits.requestMilliseconds, 30_000) },
    trustProxy: options.trustProxy,
    requestIdHeader: false,
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, _request, reply) => {
      void sendProblem(reply, toProblem(error, options.explain));
    },
  });
  const paths = followRoutes(app);
  app.decorateRequest('bodyText', '');
  app.removeAllContentTypeParsers();
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    reply.headers(securityHeaders);
    done();
  });
  // A connection whose last answer was under way when closing began would be kept alive until its timeout.
  app.addHook('preClose', (done) => {
    const timer = setInterval(() => app.server.closeIdleConnections(), 20);
    app.server.once('close', () => clearInterval(timer));
    done();
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = toProblem(error, options.explain);
    if (refusal.code === 'internal') request.log.error({ err: error }, 'a request failed');
    else if (refusal.code === 'unavailable') request.log.warn({ err: error }, 'a request could not be served');
    return sendProblem(reply, refusal);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const refusal =
      paths.refuse(request.method, path) ?? problem('not_found', `There is no ${request.method} ${path}.`);
    return sendProblem(reply, refusal);
  });
  return app;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it was sent, for bodies read as JSON. */
    bodyText: string;
  }
}

/**
 * Lets a scope take JSON under a content type and keeps the text that was sent, for the idempotency digest. `__proto__` and
 * `constructor` keys are refused.
 */
export function acceptJson(app: FastifyInstance, contentType: string): void {
  app.addContentTypeParser(contentType, { parseAs: 'string' }, (request, body, done) => {
    const read = readJson(body as string, 'body');
    if (!read.ok) {
      done(new Refused(read.problem));
      return;
    }
    request.bodyText = body as string;
    done(null, read.value);
  });
}

/** Carries a refusal out of a place where Fastify only takes errors. */
class Refused extends Error {
  override name = 'Refused';
  readonly problem: Problem;
  constructor(refusal: Problem) {
    super(refusal.detail);
    this.problem = refusal;
  }
}

const frameworkProblems: Readonly<Record<string, Problem>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problem('unsupported_media_type', 'This address does not take that content type.'),
  FST_ERR_CTP_INVALID_TYPE: problem('unsupported_media_type', 'The Content-Type header cannot be understood.'),
  FST_ERR_CTP_BODY_TOO_LARGE: problem('payload_too_large', 'The body is too large for this address.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problem('malformed_request', 'The body is not as long as Content-Length says.'),
  FST_ERR_HANDLER_TIMEOUT: problem('unavailable', 'The request could not be answered in time.', {
    headers: { 'retry-after': '2' },
  }),
  FST_ERR_BAD_URL: problem('malformed_request', 'The address cannot be understood.'),
  FST_ERR_ASYNC_CONSTRAINT: problem('malformed_request', 'The address cannot be understood.'),
};

/** The refusal for whatever was thrown on the way to an answer. */
export function toProblem(error: unknown, explain?: (error: unknown) => Problem | undefined): Problem {
  if (error instanceof Refused) return error.problem;
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = frameworkProblems[code ?? ''] ?? explain?.(error);
  if (known) return known;
  if (statusCode === 400) return problem('malformed_request', 'The request cannot be understood.');
  return problem('internal', 'The request failed on our side. Quote the request id when you ask about it.');
}

interface UnreadableRequest extends Error {
  code?: string;
}

interface RawSocket {
  writable: boolean;
  end(text: string): void;
  destroy(): void;
}

const unreadable: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: problem('headers_too_large', 'The request headers are larger than this server reads.'),
  ERR_HTTP_REQUEST_TIMEOUT: problem('request_timeout', 'The request did not arrive whole in the time there is for it.'),
};

/** Answers bytes that are not HTTP, or headers beyond the limit; there is no request and so no reply object yet. */
function refuseUnreadable(error: UnreadableRequest, socket: RawSocket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal =
    unreadable[error.code ?? ''] ?? problem('malformed_request', 'This is not a request that can be read.');
  const document = problemDocument(refusal, randomUUID());
  const body = JSON.stringify(document);
  socket.end(
    `HTTP/1.1 ${document.status} Refused\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
