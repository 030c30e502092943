import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openSimulatorTransport, type SimulatorTransport } from '@claimwright/clearinghouse/simulator-transport';
import type { ClearinghouseTransport } from '@claimwright/clearinghouse/transport';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import type { TenantTransaction } from '@claimwright/db/database';
import { acceptEncounters, toDbEncounter } from '@claimwright/db/intake/accept-encounters';
import { type RouteRow, saveRoute } from '@claimwright/db/pipeline/batches';
import { storeInboundFile } from '@claimwright/db/pipeline/inbound';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import type { JobImplementation } from '@claimwright/queue/define-job';
import { newId } from '@claimwright/runtime/ids';
import { createLogger } from '@claimwright/runtime/logger';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import type { WorkerDependencies } from './dependencies.ts';
import { applyParkedJob } from './jobs/apply-parked.ts';
import { assembleClaimsJob } from './jobs/assemble-claims.ts';
import { billNextPayersJob } from './jobs/bill-next-payers.ts';
import { buildBatchesJob } from './jobs/build-batches.ts';
import { correctClaimsJob } from './jobs/correct-claims.ts';
import { ingestFilesJob } from './jobs/ingest-files.ts';
import { scrubEncountersJob } from './jobs/scrub-encounters.ts';
import { transmitBatchesJob } from './jobs/transmit-batches.ts';
import { pollTenant } from './poll-inbound.ts';

/** Names of the jobs over batches of ids. */
export type BatchJobName =
  | 'scrub-encounters'
  | 'assemble-claims'
  | 'build-batches'
  | 'transmit-batches'
  | 'ingest-files'
  | 'apply-parked'
  | 'bill-next-payers'
  | 'correct-claims';

/** One tenant's worker without a queue: a test runs its handlers itself, in the order it wants. Database and simulator are real. */
export interface TestWorker extends AsyncDisposable {
  database: TestDatabase;
  tenantId: Id;
  simulator: SimulatorTransport;
  dependencies: WorkerDependencies;
  /** What the worker logged, one JSON text a line. */
  log: string[];
  /** Accepts encounters as the gateway does; returns their ids in order. */
  accept(encounters: readonly EncounterInput[]): Promise<Id[]>;
  /** Runs one handler once. */
  run(job: BatchJobName, ids: readonly Id[]): Promise<void>;
  /** Runs what the outbox asks for until it asks for nothing more. */
  drain(): Promise<void>;
  /** Stores a file as if a clearinghouse had sent it; returns its id. */
  receive(name: string, text: string): Promise<Id>;
  /** Takes what the simulator has put out and works on it to the end. */
  poll(): Promise<number>;
  /** Lets days pass one by one, each to its end. */
  advance(days: number): Promise<void>;
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  transaction<Result>(work: (tx: TenantTransaction) => Promise<Result>): Promise<Result>;
}

export interface TestWorkerOptions {
  /** Instead of the simulator. */
  transport?: (simulator: SimulatorTransport) => ClearinghouseTransport;
  database?: TestDatabase;
  routes?: readonly RouteRow[];
  simulator?: Partial<Parameters<typeof openSimulatorTransport>[0]>;
  change?: Partial<WorkerDependencies>;
}

/** The day every test worker begins on. */
export const testDay = '2026-03-16';

/** Makes a tenant with a route to a simulator of its own, on the given database or a fresh one. */
export async function startTestWorker(options: TestWorkerOptions = {}): Promise<TestWorker> {
  await using opened = new AsyncDisposableStack();
  const database = options.database ?? opened.use(await createTestDatabase());
  const tenantId = await database.tenant();
  const folder = await mkdtemp('/var/tmp/claimwright-worker-');
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const simulator = await openSimulatorTransport({
    folder: join(folder, 'simulator'),
    seed: 'test',
    startOn: testDay,
    ...options.simulator,
  });
  opened.defer(() => simulator.close());
  const transport = options.transport?.(simulator) ?? simulator;
  const log: string[] = [];
  const codeSets = buildCodeSets(starterEditions());
  const dependencies: WorkerDependencies = {
    database: database.app,
    clock: simulator.clock,
    logger: createLogger({ service: 'worker', level: 'debug', destination: { write: (line) => void log.push(line) } }),
    newId,
    codeSets: async () => codeSets,
    transport: async () => transport,
    nudge: () => undefined,
    ...options.change,
  };
  await database.app.transaction(tenantId, async (tx) => {
    for (const route of options.routes ?? [testRoute('default')]) await saveRoute(tx, route);
  });
  const everything = opened.move();
  return {
    ...actions(dependencies, tenantId, simulator),
    database,
    tenantId,
    simulator,
    dependencies,
    log,
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}

type Actions = Pick<TestWorker, 'accept' | 'run' | 'drain' | 'receive' | 'poll' | 'advance' | 'rows' | 'transaction'>;

function actions(dependencies: WorkerDependencies, tenantId: Id, simulator: SimulatorTransport): Actions {
  const { database, clock } = dependencies;
  const handlers = batchHandlers(dependencies);
  const run = async (job: BatchJobName, ids: readonly Id[]) => {
    const log = dependencies.logger;
    const signal = new AbortController().signal;
    await handlers.get(job)?.({ tenantId, ids: [...ids], signal, attempt: 1, jobId: 'test', log });
  };
  const drain = async () => {
    for (;;) {
      const { rows } = await database.transaction(tenantId, (tx) =>
        tx.query<{ job: BatchJobName; ids: Id[] }>(
          `with taken as (delete from outbox where tenant_id = $1 returning job, subject_id)
           select job, array_agg(distinct subject_id) as ids from taken group by job`,
          [tenantId],
        ),
      );
      if (rows.length === 0) return;
      for (const { job, ids } of rows) await run(job, ids);
    }
  };
  const poll = async () => {
    const taken = await pollTenant(dependencies, tenantId);
    await drain();
    return taken;
  };
  return {
    run,
    drain,
    poll,
    transaction: (work) => database.transaction(tenantId, work),
    rows: async <Row extends object>(sql: string, values: unknown[] = []) =>
      (await database.transaction(tenantId, (tx) => tx.query(sql, values))).rows as Row[],
    accept: async (encounters) => {
      const origin = { actor: 'test', requestId: 'test', remoteAddress: '127.0.0.1' };
      const receivedAt = clock.now();
      const fresh = encounters.map((content) => ({ ...toDbEncounter(content), ...origin, id: newId(), receivedAt }));
      const outcomes = await acceptEncounters(database, tenantId, fresh);
      const refused = outcomes.find((outcome) => outcome.kind !== 'accepted');
      if (refused) throw new Error(`An encounter was not accepted: ${refused.kind}`);
      return fresh.map(({ id }) => id);
    },
    receive: (name, text) =>
      database.transaction(tenantId, async (tx) => {
        const file = { id: newId(), name, source: 'test', content: Buffer.from(text) };
        return (await storeInboundFile(tx, file, clock.now())).id;
      }),
    advance: async (days) => {
      for (let day = 0; day < days; day += 1) {
        await simulator.advance({ days: 1 });
        await poll();
      }
    },
  };
}

function batchHandlers(dependencies: WorkerDependencies) {
  const jobs = [
    scrubEncountersJob,
    assembleClaimsJob,
    buildBatchesJob,
    transmitBatchesJob,
    ingestFilesJob,
    billNextPayersJob,
    correctClaimsJob,
    applyParkedJob,
  ];
  return new Map(
    jobs.map((make) => {
      const { job, handler } = make(dependencies) as Extract<JobImplementation, { job: { kind: 'batch' } }>;
      return [job.name, handler];
    }),
  );
}

/** A route with an invented envelope. */
export function testRoute(name: string, changes: Partial<RouteRow> = {}): RouteRow {
  return {
    name,
    adapter: 'simulator',
    settings: {
      envelope: {
        name,
        senderQualifier: 'ZZ',
        senderId: 'CLAIMWRIGHT',
        receiverQualifier: 'ZZ',
        receiverId: `CH${name.toUpperCase()}`.slice(0, 15),
        applicationSender: 'CLAIMWRIGHT',
        applicationReceiver: 'SIMCLEAR',
        usageIndicator: 'T',
        submitterName: 'TEST PRACTICE BILLING',
        submitterId: 'CW0001',
        submitterContactName: 'BILLING DESK',
        submitterContactPhone: '5555550100',
        receiverName: 'TEST CLEARINGHOUSE',
        receiverPayerId: 'TESTCH',
      },
      transport: {},
    },
    ...changes,
  };
}
