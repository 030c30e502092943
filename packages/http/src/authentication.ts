import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Authenticate, type Authentication, lacksScope, type Principal } from './principal.ts';
import { sendProblem } from './problem.ts';
import type { Scope } from './scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on the few addresses that need no key. */
    principal: Principal | null;
  }
  interface FastifyContextConfig {
    /** The scope a route asks for; a route without one is open to everybody. */
    scope?: Scope;
  }
}

/** Finds the principal of every request to a route that asks for a scope, and refuses those without. */
export function requireApiKeys(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest('principal', null);
  app.addHook('onRequest', (request, reply, done) => {
    const scope = request.routeOptions.config?.scope;
    if (scope === undefined) {
      done();
      return;
    }
    const answer = authenticate(request.headers.authorization);
    if (answer instanceof Promise) {
      answer.then((found) => admit(found, scope, request, reply, done), done);
    } else {
      admit(answer, scope, request, reply, done);
    }
  });
}

function admit(
  answer: Authentication,
  scope: Scope,
  request: FastifyRequest,
  reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  const refusal = answer.ok ? lacksScope(answer.principal, scope) : answer.problem;
  if (refusal) {
    void sendProblem(reply, refusal);
    return;
  }
  if (answer.ok) request.principal = answer.principal;
  done();
}

/** The principal of a request on a route with a scope. Throws on a route without one: that is a bug in the route. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Error(`${request.routeOptions.url} has no scope and so no principal`);
  return request.principal;
}
