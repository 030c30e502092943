import { join } from 'node:path';
import { explainRateLimit } from '@claimwright/http/rate-limit';
import { createServer } from '@claimwright/http/server';
import type { Logger } from '@claimwright/runtime/logger';
import type { FastifyInstance } from 'fastify';
import { type GraphqlDependencies, serveGraphql } from './graphql/serve-graphql.ts';
import { serveDashboard } from './pages/serve-dashboard.ts';
import { serveExplorer } from './pages/serve-explorer.ts';

export interface ReportingDependencies extends GraphqlDependencies {
  logger: Logger;
  /** Folder of the built dashboard; its pages answer 404 when it was not built. */
  dashboardFolder?: string;
}

/** The built dashboard, where `vite build` puts it. */
export const builtDashboard = join(import.meta.dirname, '../web/dist');

/** The reporting service: GraphQL at /graphql, an explorer page at /graphql/explorer/, the dashboard at /dashboard/, health at /healthz and /readyz. */
export async function createReporting(deps: ReportingDependencies): Promise<FastifyInstance> {
  const app = createServer({
    logger: deps.logger,
    limits: { bodyBytes: 256 * 1024, requestMilliseconds: 30_000, keepAliveMilliseconds: 75_000 },
    trustProxy: true,
    explain: explainRateLimit,
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    await deps.database.query('select 1');
    return { status: 'ready' };
  });
  await app.register((scope) => serveGraphql(scope, deps));
  await app.register(serveExplorer);
  await app.register((scope) => serveDashboard(scope, deps.dashboardFolder ?? builtDashboard));
  return app;
}
