import type { Database } from '@claimwright/db/database';
import type { FastifyInstance } from 'fastify';

/** /healthz: the process answers. /readyz: it can reach its database too; a balancer sends traffic only then. */
export function mountHealth(app: FastifyInstance, database: Database): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (request, reply) => {
    try {
      await database.query('select 1');
      return { status: 'ready' };
    } catch (error) {
      request.log.warn({ err: error }, 'not ready: the database does not answer');
      return reply.code(503).send({ status: 'not ready', reason: 'the database does not answer' });
    }
  });
}
