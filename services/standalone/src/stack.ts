import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openSimulatorTransport, type SimulatorTransport } from '@claimwright/clearinghouse/simulator-transport';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { keepRefreshed, openCodeSetProvider } from '@claimwright/db/code-set-provider';
import { type Database, openDatabase } from '@claimwright/db/database';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { createServiceUsers, migrate } from '@claimwright/db/migrate';
import { asOwner, ensureDatabase } from '@claimwright/db/owner';
import { saveRoute } from '@claimwright/db/pipeline/batches';
import { provisionApiKey, provisionTenant } from '@claimwright/db/provision';
import { savePayerProfile } from '@claimwright/db/tenants';
import type { IsoDate } from '@claimwright/domain/dates';
import { gatewayEnvironment } from '@claimwright/gateway/config';
import { createGateway } from '@claimwright/gateway/gateway';
import { createQueueBackend } from '@claimwright/queue/backend';
import { migrateQueueSchema } from '@claimwright/queue/migrate-queue-schema';
import { createReporting } from '@claimwright/reporting/create-reporting';
import { newId } from '@claimwright/runtime/ids';
import type { Logger } from '@claimwright/runtime/logger';
import { createWorker, type RunningClaimsWorker } from '@claimwright/worker/create-worker';
import { payers, practice, simulatorRoute } from './demo-practice.ts';
import { installationKey } from './keys.ts';

export interface StackOptions {
  /** Everything the installation keeps lies here. */
  dataFolder: string;
  host: string;
  /** 0 takes a free port. */
  port: number;
  logger: Logger;
  /** Day the simulated clearinghouse's clock begins on in a new installation; real time when left out. */
  startOn?: IsoDate;
  seed: string;
  pollMilliseconds: number;
  /** Told what is being started, for a person who waits. */
  onStep?: (step: string) => void;
}

/** The whole system in one process. */
export interface Stack extends AsyncDisposable {
  url: string;
  apiKey: string;
  tenantId: string;
  simulator: SimulatorTransport;
  worker: RunningClaimsWorker;
  database: Database;
  /** Where the clearinghouse keeps the 837 files it was handed. */
  claimFilesFolder: string;
}

const databaseName = 'claimwright';

/** Starts PostgreSQL, gateway, worker, reporting and the simulated clearinghouse. Disposing stops them in the opposite order. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { logger, onStep } = options;
  await using started = new AsyncDisposableStack();
  onStep?.('PostgreSQL');
  const postgres = started.use(await startEmbeddedPostgres(join(options.dataFolder, 'postgres'), { durable: true }));
  onStep?.('schema');
  const urls = await prepareDatabase(postgres);
  const apiKey = await installationKey(join(options.dataFolder, 'api-key'));
  const folder = join(options.dataFolder, 'simulator');
  const simulator = await openSimulatorTransport({ folder, seed: options.seed, startOn: options.startOn });
  started.defer(() => simulator.close());
  await provision(postgres.ownerUrl(databaseName), apiKey);
  const open = (connectionString: string, applicationName: string, poolSize: number) =>
    started.use(
      openDatabase({ connectionString, applicationName, poolSize, onIdleError: (err) => logger.warn({ err }, 'a database connection was lost') }),
    );
  const database = open(urls.app, 'claimwright', 16);
  const reportDatabase = open(urls.report, 'reporting', 8);
  await database.transaction(practice.tenantId, async (tx) => {
    for (const payer of payers) await savePayerProfile(tx, payer);
    await saveRoute(tx, simulatorRoute({ folder, seed: options.seed }));
  });
  onStep?.('services');
  const stop = new AbortController();
  const codeSets = await openCodeSetProvider(database, (editions) => buildCodeSets([...starterEditions(), ...editions]));
  const refreshing = keepRefreshed(codeSets, 5_000, stop.signal, (err) => logger.warn({ err }, 'code sets could not be refreshed'));
  started.defer(async () => {
    stop.abort();
    await refreshing;
  });
  const { clock } = simulator;
  const backend = await createQueueBackend({ kind: 'postgres', connectionString: urls.app }, { logger });
  started.defer(() => backend.close());
  const reporting = await createReporting({ database: reportDatabase, auditDatabase: database, clock, logger, requestsPerMinute: 6_000 });
  started.defer(() => reporting.close());
  const reportingUrl = await reporting.listen({ host: '127.0.0.1', port: 0 });
  const worker = started.use(
    await createWorker({
      backend,
      database,
      clock,
      logger,
      newId,
      codeSets: () => codeSets.refresh(),
      transport: () => simulator,
      pollMilliseconds: options.pollMilliseconds,
    }),
  );
  const gateway = await createGateway({
    config: gatewayEnvironment.parse({ DATABASE_URL: urls.app, REPORTING_URL: reportingUrl }).http,
    database,
    clock,
    logger,
    codeSets: () => codeSets.current(),
    nudgeOutbox: () => worker.nudge(),
  });
  started.defer(() => gateway.close());
  const url = await gateway.listen({ host: options.host, port: options.port });
  const everything = started.move();
  return {
    url,
    apiKey,
    tenantId: practice.tenantId,
    simulator,
    worker,
    database,
    claimFilesFolder: join(folder, 'received'),
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}

async function prepareDatabase(postgres: EmbeddedPostgres): Promise<{ app: string; report: string }> {
  await ensureDatabase(postgres.ownerUrl(), databaseName);
  const owner = postgres.ownerUrl(databaseName);
  await migrate(owner, join(import.meta.dirname, '../../../migrations'));
  const login = (user: string) => ({ user, password: randomBytes(18).toString('base64url') });
  const users = { app: login('claimwright_gateway'), report: login('claimwright_reporting') };
  await createServiceUsers(owner, users);
  await asOwner(owner, (client) => migrateQueueSchema(client, { grantTo: ['claimwright_app'] }));
  const url = ({ user, password }: { user: string; password: string }) =>
    `postgres://${user}:${password}@127.0.0.1:${postgres.port}/${databaseName}`;
  return { app: url(users.app), report: url(users.report) };
}

async function provision(ownerUrl: string, apiKey: string): Promise<void> {
  await provisionTenant(ownerUrl, practice);
  await provisionApiKey(ownerUrl, { tenantId: practice.tenantId, id: practice.tenantId, key: apiKey, label: 'installation', scopes: ['admin'] });
}
