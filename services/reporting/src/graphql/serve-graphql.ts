import type { Database } from '@claimwright/db/database';
import { authenticateApiKey } from '@claimwright/db/tenants';
import type { Clock } from '@claimwright/domain/clock';
import { principalOf, requireApiKeys } from '@claimwright/http/authentication';
import { createAuthenticator } from '@claimwright/http/principal';
import { registerRateLimit } from '@claimwright/http/rate-limit';
import { acceptJson } from '@claimwright/http/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type DocumentNode, GraphQLError, getOperationAST, Kind, MaxIntrospectionDepthRule, parse } from 'graphql';
import mercurius from 'mercurius';
import { auditReads } from './audit-reads.ts';
import { changesSchema } from './changes-schema.ts';
import { type Gateway, openChanging } from './changing.ts';
import { createReportContext, type ReportContext } from './context.ts';
import { filesSchema } from './files-schema.ts';
import { limitChanges } from './limit-changes.ts';
import { limitCost } from './limit-cost.ts';
import { limitDepth } from './limit-depth.ts';
import { loaders } from './loaders.ts';
import { isGraphqlError, maskErrors, toApiError } from './mask-errors.ts';
import { resolvers } from './resolvers.ts';
import { reviewSchema } from './review-schema.ts';
import { schema } from './schema.ts';

declare module 'mercurius' {
  interface MercuriusContext extends ReportContext {}
}

declare module 'fastify' {
  interface FastifyRequest {
    report: ReportContext | null;
  }
}

export interface GraphqlDependencies {
  /** Report role, SELECT only; may point at a replica. */
  database: Database;
  /** App role on the primary: for audit rows, API keys, and reading what was changed a moment ago. */
  auditDatabase: Database;
  clock: Clock;
  requestsPerMinute: number;
  /** Makes the changes; without it a mutation answers an error that says so. */
  gateway?: Gateway;
}

/** Deeper queries than any page of ours needs are refused before they run. */
const deepestQuery = 8;
/** Fields of an answer, counted over the pages asked for: two hundred claims with all that hangs on them fit. */
const mostFields = 50_000;
/** Changes of one document: each is a request to the gateway, and up to two hundred tasks are changed by one. */
const mostChanges = 20;

/**
 * GraphQL at /graphql: a key with `reports:read`, a limit on depth and cost, all reads of an answer from one moment. Every claim
 * or encounter that an answer shows is in the audit log before the answer leaves. A mutation is made by the gateway, whose
 * scopes and rules decide (decision 0013).
 */
export async function serveGraphql(app: FastifyInstance, deps: GraphqlDependencies): Promise<void> {
  acceptJson(app, 'application/json');
  app.decorateRequest('report', null);
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
  // An answer given closes its reading by itself; this is for requests that end in another way.
  app.addHook('onResponse', async (request) => request.report?.close());
  refuseUnnamedOperations(app);
  explainRefusedQueries(app);
  await registerMercurius(app, deps);
  app.graphql.addHook('preExecution', async (_schema, document) => {
    // The compiled form of a document is kept by its text alone and would answer with the operation it was compiled for.
    const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    return operations.length > 1 ? { document } : undefined;
  });
  app.graphql.addHook('onResolution', async (_execution, context) => {
    await context.close();
    await auditReads(deps, context, context.reply.request);
  });
}

async function registerMercurius(app: FastifyInstance, deps: GraphqlDependencies): Promise<void> {
  await app.register(mercurius, {
    schema: schema + reviewSchema + filesSchema + changesSchema,
    // biome-ignore lint/suspicious/noExplicitAny: mercurius types resolvers and loaders with any
    resolvers: resolvers as any,
    // biome-ignore lint/suspicious/noExplicitAny: as above
    loaders: loaders as any,
    path: '/graphql',
    // A HEAD is answered by running the document, and only a GET is kept from changing anything.
    additionalRouteOptions: { exposeHeadRoute: false },
    graphiql: false,
    jit: 2,
    cache: 256,
    validationRules: [
      limitChanges(mostChanges),
      limitCost(mostFields),
      limitDepth(deepestQuery),
      MaxIntrospectionDepthRule,
    ],
    errorHandler: false,
    errorFormatter: (execution, context) => ({
      statusCode: 200,
      response: {
        data: execution.data ?? null,
        errors: maskErrors(
          execution.errors,
          (context as unknown as { reply: { request: FastifyRequest } }).reply.request,
        ),
      } as never,
    }),
    context: (request) => {
      const { database, auditDatabase: primary, clock, gateway } = deps;
      const changing = openChanging(gateway, request);
      request.report = createReportContext({ database, primary }, clock, principalOf(request), changing);
      return request.report;
    },
  });
}

/** A query that cannot be read, or may not run, is answered in GraphQL's own shape; all else is a problem like everywhere. */
function explainRefusedQueries(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { code?: string; errors?: readonly unknown[] }, _request, reply) => {
    if (!error.code?.startsWith('MER_ERR_GQL_') && error.code !== 'MER_ERR_METHOD_NOT_ALLOWED') throw error;
    const errors = error.errors?.length ? error.errors : [new GraphQLError(error.message)];
    const shown = errors.map((each) =>
      toApiError(isGraphqlError(each) ? each : new GraphQLError((each as Error).message)),
    );
    return reply.code(error.code === 'MER_ERR_METHOD_NOT_ALLOWED' ? 405 : 400).send({ data: null, errors: shown });
  });
}

/** A GET must say which of several operations it means: mercurius looks at the operation before it has asked whether there is one. */
function refuseUnnamedOperations(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'GET' || request.routeOptions.url !== '/graphql') return;
    const { query, operationName } = request.query as { query?: unknown; operationName?: string };
    const document = typeof query === 'string' ? parsed(query) : undefined;
    if (document === undefined || getOperationAST(document, operationName)) return;
    const message =
      operationName === undefined
        ? 'Must provide operation name if query contains multiple operations.'
        : `Unknown operation named "${operationName}".`;
    return reply.code(400).send({ data: null, errors: [toApiError(new GraphQLError(message))] });
  });
}

/** Undefined for what is no document: that is refused, with the place, where documents are read. */
function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
