import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeAudit } from '@claimwright/db/audit';
import type { Database } from '@claimwright/db/database';
import { authenticateApiKey } from '@claimwright/db/tenants';
import type { Clock } from '@claimwright/domain/clock';
import { principalOf, requireApiKeys } from '@claimwright/http/authentication';
import { createAuthenticator } from '@claimwright/http/principal';
import { explainRateLimit, registerRateLimit } from '@claimwright/http/rate-limit';
import { acceptJson, createServer } from '@claimwright/http/server';
import type { Logger } from '@claimwright/runtime/logger';
import staticFiles from '@fastify/static';
import { AltairFastify } from 'altair-fastify-plugin';
import type { FastifyInstance } from 'fastify';
import mercurius from 'mercurius';
import { createReportContext, type ReportContext } from './graphql/context.ts';
import { loaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { schema } from './graphql/schema.ts';

declare module 'mercurius' {
  interface MercuriusContext extends ReportContext {}
}

export interface ReportingDependencies {
  /** Report role, SELECT only; may point at a replica. */
  database: Database;
  /** App role on the primary, for audit rows and API keys. */
  auditDatabase: Database;
  clock: Clock;
  logger: Logger;
  requestsPerMinute: number;
  /** Folder of the built dashboard; its pages answer 404 when it was not built. */
  dashboardFolder?: string;
}

/** Deeper queries than any page of ours needs are refused before they run. */
const deepestQuery = 8;

/** The built dashboard, where `vite build` puts it. */
export const builtDashboard = join(import.meta.dirname, '../web/dist');

/**
 * The reporting service: GraphQL at /graphql, an explorer page at /graphql/explorer, the dashboard at /dashboard/, health at
 * /healthz and /readyz. Every claim or encounter that an answer shows is in the audit log before the answer leaves.
 */
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
  await app.register((scope) => graphql(scope, deps));
  await app.register((scope) => pages(scope, deps.dashboardFolder ?? builtDashboard));
  return app;
}

async function graphql(app: FastifyInstance, deps: ReportingDependencies): Promise<void> {
  acceptJson(app, 'application/json');
  app.addHook('onRoute', (route) => {
    if (route.url === '/graphql') route.config = { ...route.config, scope: 'reports:read' };
  });
  requireApiKeys(
    app,
    createAuthenticator({
      lookUp: (sha256) => authenticateApiKey(deps.auditDatabase, sha256, deps.clock.now()),
      cacheMilliseconds: 10_000,
      cacheSize: 10_000,
    }),
  );
  await registerRateLimit(app, { perMinute: deps.requestsPerMinute });
  await app.register(mercurius, {
    schema,
    // biome-ignore lint/suspicious/noExplicitAny: mercurius types resolvers and loaders with any
    resolvers: resolvers as any,
    // biome-ignore lint/suspicious/noExplicitAny: as above
    loaders: loaders as any,
    path: '/graphql',
    graphiql: false,
    jit: 2,
    queryDepth: deepestQuery,
    context: (request) => createReportContext(deps.database, deps.clock, principalOf(request)),
  });
  app.graphql.addHook('onResolution', async (_execution, context) => {
    await auditReads(deps, context as unknown as ReportContext & { reply: { request: { id: string; ip: string } } });
  });
}

async function auditReads(
  deps: ReportingDependencies,
  context: ReportContext & { reply: { request: { id: string; ip: string } } },
): Promise<void> {
  if (context.claimsRead.size === 0 && context.encountersRead.size === 0) return;
  const { actor, tenantId } = context.principal;
  const request = {
    actor,
    action: 'view',
    requestId: context.reply.request.id,
    remoteAddress: context.reply.request.ip,
  };
  await deps.auditDatabase.transaction(tenantId, async (tx) => {
    const at = deps.clock.now();
    await writeAudit(tx, { ...request, resourceType: 'claim', resourceIds: [...context.claimsRead] }, at);
    await writeAudit(tx, { ...request, resourceType: 'encounter', resourceIds: [...context.encountersRead] }, at);
  });
}

// Own scripts, styles and fonts only; the explorer evaluates and inlines some of its own.
const dashboardPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const explorerPolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'";

async function pages(app: FastifyInstance, dashboardFolder: string): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    reply.header(
      'content-security-policy',
      request.url.startsWith('/graphql/explorer') ? explorerPolicy : dashboardPolicy,
    );
  });
  await app.register(AltairFastify, {
    path: '/graphql/explorer/',
    baseURL: '/graphql/explorer/',
    endpointURL: '/graphql',
    disableSettings: true,
  });
  if (!existsSync(dashboardFolder)) return;
  await app.register(staticFiles, { root: dashboardFolder, prefix: '/dashboard/', wildcard: true, redirect: true });
  // The dashboard routes in the browser: any page below it is the same document.
  app.setNotFoundHandler((request, reply) => {
    if (
      request.method === 'GET' &&
      request.url.startsWith('/dashboard/') &&
      !/\.[a-z0-9]+$/i.test(request.url.split('?')[0] ?? '')
    ) {
      return reply.sendFile('index.html');
    }
    return reply.callNotFound();
  });
}
