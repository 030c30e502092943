import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@claimwright/db/database';
import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { createServiceUsers, migrate } from '@claimwright/db/migrate';
import { createQueueBackend, type QueueBackend } from '@claimwright/queue/backend';
import type { QueueConnection } from '@claimwright/queue/connection';
import { defineJob, implementJob, type JobHandler } from '@claimwright/queue/define-job';
import { enqueue } from '@claimwright/queue/enqueue';
import { migrateQueueSchema } from '@claimwright/queue/migrate-queue-schema';
import { createOutboxRelay } from '@claimwright/queue/outbox-relay';
import { redisServerInstalled, startRedis } from '@claimwright/testing/redis';

/** One measured number, with its unit: "jobs/s", "rows/s", "ms". */
export interface QueueMeasurement {
  backend: 'redis' | 'postgres';
  name: string;
  value: number;
  unit: string;
}

const policy = { attempts: 1, backoff: { type: 'fixed', delayMs: 1_000 } } as const;
const single = defineJob({ name: 'bench-single', ...policy, concurrency: 16, chunk: 1 });
const batched = defineJob({ name: 'bench-batched', ...policy, concurrency: 4, chunk: 250 });
const jobs = [single, batched];
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Measures no-op jobs on real servers with their durable settings: bulk publishing, working off, the outbox relay, and how
 * long after a commit the first handler starts when all is idle. `size` jobs for each throughput.
 */
export async function measureQueue(size = 20_000): Promise<QueueMeasurement[]> {
  const folder = await mkdtemp('/var/tmp/claimwright-bench-');
  const postgres = await startEmbeddedPostgres(folder, { durable: true });
  const ownerUrl = postgres.ownerUrl();
  const app = { user: 'bench_app', password: 'bench_app' };
  await migrate(ownerUrl, join(import.meta.dirname, '../../migrations'));
  await createServiceUsers(ownerUrl, { app, report: { user: 'bench_report', password: 'bench_report' } });
  const owner = openDatabase({ connectionString: ownerUrl });
  const client = await owner.pool.connect();
  await migrateQueueSchema(client, { grantTo: ['claimwright_app'], jobs });
  client.release();
  await owner[Symbol.asyncDispose]();
  const appUrl = Object.assign(new URL(ownerUrl), { username: app.user, password: app.password }).href;

  const results = await measureOn({ kind: 'postgres', connectionString: appUrl }, appUrl, Math.ceil(size / 4));
  if (await redisServerInstalled()) {
    const redis = await startRedis();
    results.push(...(await measureOn({ kind: 'redis', url: redis.url }, appUrl, size)));
    await redis.stop();
  }
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  return results;
}

async function measureOn(connection: QueueConnection, appUrl: string, size: number): Promise<QueueMeasurement[]> {
  const results: QueueMeasurement[] = [];
  const add = (name: string, value: number, unit: string) =>
    results.push({ backend: connection.kind, name, value: Math.round(value * 10) / 10, unit });
  await using database = openDatabase({ connectionString: appUrl });
  await using backend = await createQueueBackend(connection, { logger: silent, jobs });

  add('published in bulks of 500, one id a job', await perSecond(size, () => publishSingles(backend, size)), 'jobs/s');
  let done = 0;
  const ended = Promise.withResolvers<void>();
  const singles = await backend.work([
    implementJob(single, async () => {
      done += 1;
      if (done === size) ended.resolve();
    }),
    implementJob(batched, async () => undefined),
  ]);
  add('worked off, one id a job, 16 at once', await perSecond(size, () => ended.promise), 'jobs/s');
  await singles.close();

  const tenantId = crypto.randomUUID();
  const ids = Array.from({ length: size * 5 }, () => crypto.randomUUID());
  await database.transaction(tenantId, (tx) => enqueue(tx, batched, tenantId, ids));
  const relay = createOutboxRelay({ pool: database.pool, backend, logger: silent });
  const drain = async () => {
    while ((await relay.turn()) > 0);
  };
  add('outbox rows relayed', await perSecond(ids.length, drain), 'rows/s');

  let started: (id: string) => void = () => undefined;
  const listen: JobHandler = async (context) => {
    for (const id of context.ids) started(id);
  };
  const worker = await backend.work([implementJob(single, listen), implementJob(batched, listen)]);
  while ((await backend.counts())['bench-batched']!.waiting > 0) await sleep(50);
  for (const nudged of [false, true]) {
    const stop = new AbortController();
    const running = relay.run(stop.signal);
    const waits: number[] = [];
    for (let sample = 0; sample < 200; sample += 1) {
      await sleep(20 + Math.random() * 60);
      const id = crypto.randomUUID();
      const ran = Promise.withResolvers<void>();
      started = (startedId) => startedId === id && ran.resolve();
      await database.transaction(tenantId, (tx) => enqueue(tx, batched, tenantId, [id]));
      const committedAt = performance.now();
      if (nudged) relay.nudge();
      await ran.promise;
      waits.push(performance.now() - committedAt);
    }
    stop.abort();
    await running;
    waits.sort((a, b) => a - b);
    const how = nudged ? 'idle, relay nudged' : 'idle';
    add(`commit to handler, ${how}, p50`, waits[100]!, 'ms');
    add(`commit to handler, ${how}, p99`, waits[198]!, 'ms');
  }
  await worker.close();
  return results;
}

async function publishSingles(backend: QueueBackend, size: number): Promise<void> {
  const tenantId = crypto.randomUUID();
  for (let start = 0; start < size; start += 500) {
    const bulk = Array.from({ length: Math.min(500, size - start) }, () => ({
      job: single,
      tenantId,
      ids: [crypto.randomUUID()],
      hint: 'bench',
    }));
    await backend.publish(bulk);
  }
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - begin);
}
