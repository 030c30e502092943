import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
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

/** One measured path, with its floor of the same run. */
export interface Measurement {
  name: string;
  value: number;
  unit: string;
  floor?: number;
  goal?: string;
}

/** CPU, in µs an item, that this process and the database's connections spend on some work: what a busy machine cannot blur. */
export async function cpuPer(owner: Database, items: number, work: () => Promise<void>): Promise<number> {
  const database = await databaseCpuMicroseconds(owner);
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system + (await databaseCpuMicroseconds(owner)) - database) / items;
}

/** User and system time of all connections so far: fields 14 and 15 of /proc/<pid>/stat, in ticks of 10 ms. */
async function databaseCpuMicroseconds(owner: Database): Promise<number> {
  const { rows } = await owner.query<{ pid: number }>(
    "select pid from pg_stat_activity where backend_type = 'client backend'",
  );
  let ticks = 0;
  for (const { pid } of rows) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks * 10_000;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
