import { problem, sendProblem } from '@claimwright/http/problem';
import proxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What the reporting service answers under this origin. */
const forwarded = ['/graphql', '/graphiql', '/dashboard'] as const;

/**
 * Forwards the reporting service's addresses, so that there is one public origin, and sends "/" to the dashboard. The key is
 * checked over there. Without a reporting service the addresses answer 502.
 */
export async function forwardToReporting(app: FastifyInstance, reportingUrl: string | undefined): Promise<void> {
  app.get('/', (_request, reply) => reply.redirect('/dashboard', 302));
  for (const prefix of forwarded) {
    if (reportingUrl === undefined) {
      const away = problem('upstream_unavailable', 'No reporting service is configured behind this gateway.');
      app.all(prefix, (_request, reply) => sendProblem(reply, away));
      app.all(`${prefix}/*`, (_request, reply) => sendProblem(reply, away));
      continue;
    }
    await app.register(async (scope) => {
      // The page's own service says what the page may load and how long it may be kept.
      scope.addHook('onRequest', (_request, reply, done) => {
        for (const name of ['content-security-policy', 'cache-control', 'x-frame-options']) reply.removeHeader(name);
        done();
      });
      await scope.register(proxy, { upstream: reportingUrl, prefix, rewritePrefix: prefix, replyOptions });
    });
  }
}

const replyOptions: FastifyHttpProxyOptions['replyOptions'] = {
  // Over there the header is believed: it carries the address the gateway goes by, never one that a caller made up.
  rewriteRequestHeaders: (request, headers) => ({
    ...headers,
    'x-request-id': request.id,
    'x-forwarded-for': request.ip,
  }),
  onError: (reply, { error }) => {
    reply.request.log.warn({ err: error }, 'the reporting service does not answer');
    void sendProblem(reply as FastifyReply, problem('upstream_unavailable', 'The reporting service does not answer.'));
  },
};
