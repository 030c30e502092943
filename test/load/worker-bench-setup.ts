import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { type Database, openDatabase, type TenantTransaction } from '@claimwright/db/database';
import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { createServiceUsers, migrate } from '@claimwright/db/migrate';
import { saveRoute } from '@claimwright/db/pipeline/batches';
import { provisionTenant } from '@claimwright/db/provision';
import type { Id } from '@claimwright/domain/ids';
import type { JobImplementation } from '@claimwright/queue/define-job';
import { newId } from '@claimwright/runtime/ids';
import { createLogger } from '@claimwright/runtime/logger';
import type { WorkerDependencies } from '@claimwright/worker/dependencies';
import { testRoute } from '@claimwright/worker/test-worker';

export interface WorkerBench extends AsyncDisposable {
  dependencies: WorkerDependencies;
  /** Opened as the owner, for floors: no row-level security. */
  owner: Database;
  ownerUrl: string;
  /** A new tenant with a route. */
  tenant(): Promise<Id>;
}

/** A durable PostgreSQL (fsync on) and what a worker's handlers need; a transport that takes everything. */
export async function startWorkerBench(): Promise<WorkerBench> {
  const folder = await mkdtemp('/var/tmp/claimwright-bench-');
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder, { durable: true });
  const ownerUrl = postgres.ownerUrl();
  const app = { user: 'bench_app', password: 'bench_app' };
  await migrate(ownerUrl, join(import.meta.dirname, '../../migrations'));
  await createServiceUsers(ownerUrl, { app, report: { user: 'bench_report', password: 'bench_report' } });
  const appUrl = Object.assign(new URL(ownerUrl), { username: app.user, password: app.password }).href;
  const database = openDatabase({ connectionString: appUrl, poolSize: 10 });
  const owner = openDatabase({ connectionString: ownerUrl, poolSize: 10 });
  const codeSets = buildCodeSets(starterEditions());
  const nothing = async () => undefined;
  const dependencies: WorkerDependencies = {
    database,
    clock: { now: () => new Date().toISOString(), today: () => '2026-03-16' },
    logger: createLogger({ service: 'worker', level: 'warn' }),
    newId,
    codeSets: async () => codeSets,
    transport: async () => ({ send: nothing, poll: async () => [], acknowledge: nothing, close: nothing }),
    nudge: () => undefined,
  };
  return {
    dependencies,
    owner,
    ownerUrl,
    tenant: async () => {
      const tenantId = randomUUID();
      await provisionTenant(ownerUrl, { tenantId, name: 'Bench' });
      await database.transaction(tenantId, (tx) => saveRoute(tx, testRoute('default')));
      return tenantId;
    },
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]();
      await owner[Symbol.asyncDispose]();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a handler over ids, as the queue would. */
export function handlerOf(implementation: JobImplementation, tenantId: Id): (ids: readonly Id[]) => Promise<void> {
  const { handler } = implementation as Extract<JobImplementation, { job: { kind: 'batch' } }>;
  const signal = new AbortController().signal;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return (ids) => handler({ tenantId, ids: [...ids], signal, attempt: 1, jobId: 'bench', log });
}

/** Ids that the outbox asks a job for, taken out of it. */
export async function takeFromOutbox(tx: TenantTransaction, job: string): Promise<Id[]> {
  const { rows } = await tx.query<{ id: Id }>(
    'delete from outbox where tenant_id = $1 and job = $2 returning subject_id as id',
    [tx.tenantId, job],
  );
  return rows.map((row) => row.id);
}

/** Splits into parts of at most `size`. */
export function parts<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Works through items with so many at once. */
export async function atOnce<Item>(items: readonly Item[], many: number, work: (item: Item) => Promise<void>) {
  const queue = [...items];
  const take = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: many }, take));
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
