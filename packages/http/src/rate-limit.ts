import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { type Problem, problem } from './problem.ts';

export interface RateLimitOptions {
  /** Requests an API key may make in a minute, on one process. */
  perMinute: number;
}

/** Thrown by the limiter; `explainRateLimit` makes the refusal of it. */
class RateLimited extends Error {
  override name = 'RateLimited';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('rate limited');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Limits requests by API key (by address for what needs no key) and says so in the RateLimit-Limit, RateLimit-Remaining and
 * RateLimit-Reset headers (draft-ietf-httpapi-ratelimit-headers). Register it after the hook that finds the principal.
 */
export async function registerRateLimit(app: FastifyInstance, options: RateLimitOptions): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    max: options.perMinute,
    timeWindow: 60_000,
    cache: 20_000,
    enableDraftSpec: true,
    keyGenerator: (request) => request.principal?.keyId ?? request.ip,
    errorResponseBuilder: (_request, context) => new RateLimited(Math.ceil(context.ttl / 1000)),
  });
}

/** The refusal for a request over the limit; undefined for any other error. */
export function explainRateLimit(error: unknown): Problem | undefined {
  if (!(error instanceof RateLimited)) return undefined;
  return problem('rate_limited', `This API key has used up its requests; ask again in ${error.retryAfterSeconds} s.`, {
    headers: { 'retry-after': String(error.retryAfterSeconds) },
  });
}
