import type { FastifyInstance } from 'fastify';
import findMyWay from 'find-my-way';
import { type Problem, problem } from './problem.ts';

/** Says which methods a path is known by; the server's own router only tells whether one fits. */
export interface KnownPaths {
  /** The refusal of a method that a known path does not take; undefined for a path that is not known at all. */
  refuse(method: string, path: string): Problem | undefined;
}

/** Follows the routes that are added to the server from now on. */
export function followRoutes(app: FastifyInstance): KnownPaths {
  const router = findMyWay({ ignoreDuplicateSlashes: false, caseSensitive: true });
  const methods = new Set<findMyWay.HTTPMethod>();
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat() as findMyWay.HTTPMethod[]) {
      // The router of the server takes care of constraints; here a path is known or not.
      if (router.hasRoute(method, route.url)) continue;
      router.on(method, route.url, () => undefined);
      methods.add(method);
    }
  });
  return {
    refuse(method, path) {
      const allowed = [...methods].filter((one) => router.find(one, path) !== null).sort();
      if (allowed.length === 0) return undefined;
      const detail = `${path} takes ${allowed.join(', ')}; it does not take ${method}.`;
      return problem('method_not_allowed', detail, { headers: { allow: allowed.join(', ') } });
    },
  };
}
