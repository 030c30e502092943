import { databaseIsAway } from '@claimwright/db/errors';
import { GroupCommitOverloaded } from '@claimwright/db/intake/group-commit';
import { authenticateApiKey } from '@claimwright/db/tenants';
import { requireApiKeys } from '@claimwright/http/authentication';
import type { Mounted } from '@claimwright/http/contract';
import { createAuthenticator } from '@claimwright/http/principal';
import { type Problem, problem } from '@claimwright/http/problem';
import { explainRateLimit, registerRateLimit } from '@claimwright/http/rate-limit';
import { acceptJson, createServer } from '@claimwright/http/server';
import type { FastifyInstance } from 'fastify';
import { mountGetBatch } from './batches/get.ts';
import { mountListBatches } from './batches/list.ts';
import { mountBatchX12 } from './batches/x12.ts';
import { mountAbandonCorrection } from './claims/abandon-correction.ts';
import { mountClaimCms1500 } from './claims/cms1500.ts';
import { mountCorrectClaim } from './claims/correct.ts';
import { mountGetClaim } from './claims/get.ts';
import { mountListClaims } from './claims/list.ts';
import { mountClaimWishes } from './claims/repeat.ts';
import { mountClaimUb04 } from './claims/ub04.ts';
import { mountGetFile } from './clearinghouse/get-file.ts';
import { mountListFiles } from './clearinghouse/list-files.ts';
import { mountParked } from './clearinghouse/parked.ts';
import { mountReceiveFile } from './clearinghouse/receive-file.ts';
import { mountCodeSets } from './code-sets/mount.ts';
import type { GatewayDeps } from './dependencies.ts';
import { createAccept } from './encounters/accept.ts';
import { mountCreateEncounter } from './encounters/create.ts';
import { mountCreateBulk } from './encounters/create-bulk.ts';
import { mountEndOverride } from './encounters/end-override.ts';
import { mountGetEncounter } from './encounters/get.ts';
import { mountListEncounters } from './encounters/list.ts';
import { mountOverrideFinding } from './encounters/override-finding.ts';
import { mountUpdateEncounter } from './encounters/update.ts';
import { mountValidateEncounter } from './encounters/validate.ts';
import { mountFacts } from './facts/mount.ts';
import { mountBundle } from './fhir/bundle.ts';
import { forwardToReporting } from './forward.ts';
import { mountHealth } from './health.ts';
import { mountOpenApi } from './openapi.ts';
import { mountOutbox } from './outbox/mount.ts';
import { mountReview } from './review/mount.ts';
import { mountRoutes } from './routes/settings.ts';
import { mountTasks } from './tasks/mount.ts';
import { mountValidateX12 } from './x12/validate.ts';

/** Builds the public HTTP server; the caller listens and closes. Nothing is kept in it that a second process would need. */
export async function createGateway(deps: GatewayDeps): Promise<FastifyInstance> {
  const { config, database, clock } = deps;
  const app = createServer({
    logger: deps.logger,
    limits: {
      bodyBytes: config.maxBodyBytes,
      requestMilliseconds: config.requestTimeoutMilliseconds,
      keepAliveMilliseconds: config.keepAliveMilliseconds,
    },
    trustProxy: config.trustProxy,
    explain,
  });
  const authenticate = createAuthenticator({
    lookUp: (sha256) => authenticateApiKey(database, sha256, clock.now()),
    cacheMilliseconds: config.apiKeyCacheMilliseconds,
    cacheSize: 10_000,
  });
  requireApiKeys(app, authenticate);
  const contracts: Mounted['contracts'] = [];
  mountHealth(app, database);
  await forwardToReporting(app, config.reportingUrl);
  await app.register(async (api) => {
    await registerRateLimit(api, { perMinute: config.rateLimitPerMinute });
    acceptJson(api, 'application/json');
    const to: Mounted = { app: api, contracts };
    await mountOperations(to, deps);
  });
  await mountOpenApi(app, contracts);
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    request.log.debug({ method, route: routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime }, 'answered');
    done();
  });
  return app;
}

async function mountOperations(to: Mounted, deps: GatewayDeps): Promise<void> {
  const accept = createAccept(deps);
  mountCreateEncounter(to, deps, accept);
  await mountCreateBulk(to, deps);
  mountValidateEncounter(to, deps);
  mountListEncounters(to, deps);
  mountGetEncounter(to, deps);
  mountUpdateEncounter(to, deps);
  mountOverrideFinding(to, deps);
  mountEndOverride(to, deps);
  await mountBundle(to, deps, accept);
  mountListClaims(to, deps);
  mountGetClaim(to, deps);
  mountClaimCms1500(to, deps);
  mountCorrectClaim(to, deps);
  mountAbandonCorrection(to, deps);
  mountClaimWishes(to, deps);
  mountClaimUb04(to, deps);
  mountListBatches(to, deps);
  mountGetBatch(to, deps);
  mountBatchX12(to, deps);
  await mountReceiveFile(to, deps);
  mountListFiles(to, deps);
  mountGetFile(to, deps);
  mountParked(to, deps);
  mountOutbox(to, deps);
  mountRoutes(to, deps);
  await mountValidateX12(to, deps);
  mountTasks(to, deps);
  mountReview(to, deps);
  mountCodeSets(to, deps);
  await mountFacts(to, deps);
}

/** What this service's parts throw that is not a bug. */
function explain(error: unknown): Problem | undefined {
  if (error instanceof GroupCommitOverloaded) {
    return problem('unavailable', 'More encounters are waiting than can be taken at the moment.', {
      headers: { 'retry-after': '1' },
    });
  }
  if (databaseIsAway(error)) {
    return problem('unavailable', 'The database does not answer at the moment.', { headers: { 'retry-after': '2' } });
  }
  return explainRateLimit(error);
}
