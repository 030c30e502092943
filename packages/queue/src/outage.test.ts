import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { createServiceUsers, migrate } from '@claimwright/db/migrate';
import { createTestDatabase } from '@claimwright/testing/database';
import { freePort, redisServerInstalled, startRedis } from '@claimwright/testing/redis';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createQueueBackend, type QueueBackend } from './backend.ts';
import { collectLog, conformanceJobs, first, newIds, published, until } from './conformance/harness.ts';
import type { QueueConnection } from './connection.ts';
import { implementJob } from './define-job.ts';
import { enqueue, type Transaction } from './enqueue.ts';
import { migrateQueueSchema } from './migrate-queue-schema.ts';
import { createOutboxRelay } from './outbox-relay.ts';

// An outage is mostly waited through, and each of these is of a server or database of its own: they happen at the same time.
const atOnce = { concurrent: true };

/** A relay and a worker that run until disposed. */
async function startPipeline(backend: QueueBackend, pool: pg.Pool, logger = collectLog().logger) {
  const ran = new Set<string>();
  const worker = await backend.work(
    conformanceJobs.map((job) =>
      job.kind === 'batch'
        ? implementJob(job, async ({ ids }) => {
            for (const id of ids) ran.add(id);
          })
        : implementJob(job, async () => undefined),
    ),
  );
  const stop = new AbortController();
  const running = createOutboxRelay({ pool, backend, logger, backOffMs: 500 }).run(stop.signal);
  return {
    ran,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
      await worker.close({ graceMs: 2_000 });
    },
  };
}

test.skipIf(!(await redisServerInstalled()))(
  'Redis away and back: rows wait in the outbox, then everything runs',
  atOnce,
  async () => {
    await using database = await createTestDatabase();
    const tenantId = await database.tenant();
    const enqueueSome = async (count: number) => {
      const ids = newIds(count);
      await database.app.transaction(tenantId, (tx) => enqueue(tx, first, tenantId, ids));
      return ids;
    };
    let redis = await startRedis();
    const { port, folder } = redis;
    const log = collectLog();
    const connection: QueueConnection = { kind: 'redis', url: redis.url };
    await using backend = await createQueueBackend(connection, { logger: log.logger, jobs: conformanceJobs });
    {
      await using pipeline = await startPipeline(backend, database.app.pool, log.logger);
      const before = await enqueueSome(20);
      await until('the first ran', () => before.every((id) => pipeline.ran.has(id)));
      await redis.kill();
      const during = await enqueueSome(20);
      const refusedFrom = Date.now();
      await expect(backend.publish([published(first, newIds(1))])).rejects.toThrow();
      expect(Date.now() - refusedFrom, 'a publisher is told soon').toBeLessThan(5_000);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect(during.some((id) => pipeline.ran.has(id))).toBe(false);
      redis = await startRedis({ port, folder });
      await until('those of the outage ran', () => during.every((id) => pipeline.ran.has(id)), 20_000);
      const after = await enqueueSome(20);
      await until('those after it ran', () => after.every((id) => pipeline.ran.has(id)));
    }
    // The flood of connection errors was reported, and held back.
    const errors = log.lines.filter((line) => line.level === 'error');
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThan(60);
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  },
);

test.skipIf(!(await redisServerInstalled()))('a shutdown ends although Redis is away', atOnce, async () => {
  await using database = await createTestDatabase();
  const redis = await startRedis();
  const { logger } = collectLog();
  const connection: QueueConnection = { kind: 'redis', url: redis.url };
  const backend = await createQueueBackend(connection, { logger, jobs: conformanceJobs });
  const pipeline = await startPipeline(backend, database.app.pool, logger);
  await redis.stop();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const from = Date.now();
  await pipeline[Symbol.asyncDispose]();
  await backend.close();
  expect(Date.now() - from).toBeLessThan(10_000);
});

test('Postgres away and back: the relay and the workers on it pick up where they were', atOnce, async () => {
  const folder = await mkdtemp('/var/tmp/claimwright-outage-');
  const port = await freePort();
  const startServer = () => startEmbeddedPostgres(folder, { durable: true, settings: { port: String(port) } });
  let server = await startServer();
  const ownerUrl = new URL(server.ownerUrl());
  ownerUrl.port = String(port);
  await migrate(ownerUrl.href, join(import.meta.dirname, '../../../migrations'));
  await createServiceUsers(ownerUrl.href, {
    app: { user: 'app_login', password: 'secret' },
    report: { user: 'report_login', password: 'secret' },
  });
  const owner = new pg.Client({ connectionString: ownerUrl.href });
  await owner.connect();
  await migrateQueueSchema(owner, { grantTo: ['claimwright_app'], jobs: conformanceJobs });
  await owner.end();
  const appUrl = new URL(ownerUrl);
  appUrl.username = 'app_login';
  appUrl.password = 'secret';

  let shutdownFrom = 0;
  const log = collectLog();
  const pool = new pg.Pool({ connectionString: appUrl.href, max: 4 });
  pool.on('error', (error) => log.logger.warn({ err: error }, 'idle connection'));
  const tenantId = crypto.randomUUID();
  const enqueueSome = async (count: number) => {
    const ids = newIds(count);
    await inTenant(pool, tenantId, (tx) => enqueue(tx, first, tenantId, ids));
    return ids;
  };
  {
    await using backend = await createQueueBackend(
      { kind: 'postgres', connectionString: appUrl.href },
      { logger: log.logger, jobs: conformanceJobs },
    );
    await using pipeline = await startPipeline(backend, pool, log.logger);
    const before = await enqueueSome(20);
    await until('the first ran', () => before.every((id) => pipeline.ran.has(id)));
    await server.stop();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    server = await startServer();
    const after = await enqueueSome(20);
    await until('those after the outage ran', () => after.every((id) => pipeline.ran.has(id)), 20_000);
    await server.stop();
    shutdownFrom = Date.now();
  }
  expect(Date.now() - shutdownFrom, 'a shutdown ends although Postgres is away').toBeLessThan(10_000);
  const errors = log.lines.filter((line) => line.level === 'error');
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.length).toBeLessThan(60);
  await pool.end();
  await rm(folder, { recursive: true, force: true });
});

test('a Postgres that turns connections away is not hammered', atOnce, async () => {
  await using database = await createTestDatabase();
  const name = new URL(database.ownerUrl).pathname.slice(1);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await migrateQueueSchema(owner, { grantTo: ['claimwright_app'], jobs: conformanceJobs });
  await owner.end();
  const { logger, lines } = collectLog();
  await using backend = await createQueueBackend(
    { kind: 'postgres', connectionString: database.appUrl },
    { logger, jobs: conformanceJobs },
  );
  let ran = 0;
  const worker = await backend.work(
    conformanceJobs.map((job) =>
      job.kind === 'batch'
        ? implementJob(job, async () => {
            ran += 1;
          })
        : implementJob(job, async () => undefined),
    ),
  );
  const elsewhere = new URL(database.ownerUrl);
  elsewhere.pathname = '/postgres';
  const administrator = new pg.Client({ connectionString: elsewhere.href });
  await administrator.connect();
  await administrator.query(`alter database ${name} allow_connections false`);
  await administrator.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  await administrator.query(`alter database ${name} allow_connections true`);
  await administrator.end();
  const tries = lines.reduce((sum, line) => sum + 1 + Number(line.fields.repeated ?? 0), 0);
  expect(tries).toBeGreaterThan(10);
  expect(tries).toBeLessThan(400);
  await backend.publish([published(first, newIds(1))]);
  await until('a job runs again', () => ran > 0);
  await worker.close();
});

async function inTenant(pool: pg.Pool, tenantId: string, work: (tx: Transaction) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
    await work(client);
    await client.query('commit');
  } finally {
    client.release();
  }
}
