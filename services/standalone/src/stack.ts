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
import { databaseName, payers, practice, simulatorRoute } from './demo-practice.ts';
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
  /** How long claims collect for a batch at most; as the catalog of jobs says when left out. */
  collectMilliseconds?: number;
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
  /** The database as its owner, who alone imports and activates code sets. */
  ownerUrl: string;
  /** Where the clearinghouse keeps the 837 files it was handed. */
  claimFilesFolder: string;
}

/** Starts PostgreSQL, gateway, worker, reporting and the simulated clearinghouse. Disposing stops them in the opposite order. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { onStep } = options;
  await using started = new AsyncDisposableStack();
  onStep?.('PostgreSQL');
  const postgres = started.use(await startEmbeddedPostgres(join(options.dataFolder, 'postgres'), { durable: true }));
  onStep?.('schema');
  const urls = await prepareDatabase(postgres);
  const apiKey = await installationKey(join(options.dataFolder, 'api-key'));
  await provision(postgres.ownerUrl(databaseName), apiKey);
  onStep?.('services');
  const folder = join(options.dataFolder, 'simulator');
  const simulator = await openSimulatorTransport({ folder, seed: options.seed, startOn: options.startOn });
  started.defer(() => simulator.close());
  const services = await startServices(started, options, urls, simulator, { folder, seed: options.seed });
  const everything = started.move();
  return {
    ...services,
    apiKey,
    tenantId: practice.tenantId,
    simulator,
    ownerUrl: postgres.ownerUrl(databaseName),
    claimFilesFolder: join(folder, 'received'),
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}

async function startServices(
  started: AsyncDisposableStack,
  options: StackOptions,
  urls: ServiceUrls,
  simulator: SimulatorTransport,
  route: { folder: string; seed: string },
): Promise<Pick<Stack, 'url' | 'worker' | 'database'>> {
  const { logger } = options;
  const { clock } = simulator;
  const onIdleError = (err: Error) => logger.warn({ err }, 'a database connection was lost');
  const database = started.use(openDatabase({ connectionString: urls.app, poolSize: 16, onIdleError }));
  const reportDatabase = started.use(openDatabase({ connectionString: urls.report, poolSize: 8, onIdleError }));
  await configurePractice(database, route);
  const codeSets = await keepCodeSets(started, database, logger);
  const backend = await createQueueBackend(
    { kind: 'postgres', connectionString: urls.app },
    { logger, longestDelayMs: options.collectMilliseconds },
  );
  started.defer(() => backend.close());
  // The gateway is started last, and asked only by what comes in through it.
  let gatewayUrl: string | undefined;
  const reporting = await createReporting({
    database: reportDatabase,
    auditDatabase: database,
    clock,
    logger,
    requestsPerMinute: 6_000,
    gateway: { url: () => gatewayUrl, timeoutMilliseconds: 30_000 },
  });
  started.defer(() => reporting.close());
  const reportingUrl = await reporting.listen({ host: '127.0.0.1', port: 0 });
  const worker = await createWorker({
    backend,
    database,
    clock,
    logger,
    newId,
    codeSets: () => codeSets.refresh(),
    transport: async () => simulator,
    pollMilliseconds: options.pollMilliseconds,
  });
  started.use(worker);
  const gateway = await createGateway({
    config: gatewayEnvironment.parse({ DATABASE_URL: urls.app, REPORTING_URL: reportingUrl }).http,
    database,
    clock,
    logger,
    codeSets: () => codeSets.current(),
    nudgeOutbox: () => worker.nudge(),
  });
  started.defer(() => gateway.close());
  gatewayUrl = await gateway.listen({ host: options.host, port: options.port });
  return { database, worker, url: gatewayUrl };
}

async function configurePractice(database: Database, route: { folder: string; seed: string }): Promise<void> {
  await database.transaction(practice.tenantId, async (tx) => {
    for (const payer of payers) await savePayerProfile(tx, payer);
    await saveRoute(tx, simulatorRoute(route));
  });
}

/** Code sets that follow what is activated while the process runs. */
async function keepCodeSets(started: AsyncDisposableStack, database: Database, logger: Logger) {
  const codeSets = await openCodeSetProvider(database, (editions) =>
    buildCodeSets([...starterEditions(), ...editions]),
  );
  const stop = new AbortController();
  const refreshing = keepRefreshed(codeSets, 5_000, stop.signal, (err) =>
    logger.warn({ err }, 'code sets could not be refreshed'),
  );
  started.defer(async () => {
    stop.abort();
    await refreshing;
  });
  return codeSets;
}

interface ServiceUrls {
  app: string;
  report: string;
}

async function prepareDatabase(postgres: EmbeddedPostgres): Promise<ServiceUrls> {
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
  await provisionApiKey(ownerUrl, {
    tenantId: practice.tenantId,
    id: practice.tenantId,
    key: apiKey,
    label: 'installation',
    scopes: ['admin'],
  });
}
