import { createTestDatabase } from '@claimwright/testing/database';
import { freePort, redisServerInstalled, startRedis } from '@claimwright/testing/redis';
import { Redis } from 'ioredis';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { createQueueBackend } from './backend.ts';
import { catalog } from './catalog.ts';
import { collectLog, conformanceJobs, first, newIds, published, until } from './conformance/harness.ts';
import type { QueueConnection } from './connection.ts';
import { implementJob } from './define-job.ts';
import { migrateQueueSchema } from './migrate-queue-schema.ts';

const open = (connection: QueueConnection, jobs = conformanceJobs) =>
  createQueueBackend(connection, { logger: collectLog().logger, jobs });

describe.skipIf(!(await redisServerInstalled()))('a Redis at boot', () => {
  const refused: [string, Record<string, string>, RegExp][] = [
    ['keeps no append-only file', { appendonly: 'no' }, /appendonly is no: .*Set "appendonly yes"/s],
    [
      'evicts',
      { 'maxmemory-policy': 'allkeys-lru' },
      /maxmemory-policy is allkeys-lru: .*"maxmemory-policy noeviction"/s,
    ],
  ];
  test.each(refused)('is refused when it %s', async (_, settings, complaint) => {
    const redis = await startRedis({ settings });
    try {
      await expect(open({ kind: 'redis', url: redis.url })).rejects.toThrow(complaint);
    } finally {
      await redis.stop();
    }
  });

  test('is judged without the CONFIG command, which managed services forbid', async () => {
    const redis = await startRedis();
    const administrator = new Redis(redis.url);
    try {
      await administrator.call('ACL', 'SETUSER', 'default', '-config');
      await expect(administrator.config('GET', 'appendonly')).rejects.toThrow('NOPERM');
      await (await open({ kind: 'redis', url: redis.url })).close();
    } finally {
      administrator.disconnect();
      await redis.stop();
    }
  });

  test('of a cluster is used with all keys of a queue in one slot', async () => {
    const redis = await startRedis({
      settings: { 'cluster-enabled': 'yes', 'cluster-announce-ip': '127.0.0.1', 'cluster-config-file': 'nodes.conf' },
    });
    const administrator = new Redis(redis.url);
    await administrator.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await until('the cluster is up', async () =>
      String(await administrator.call('CLUSTER', 'INFO')).includes('cluster_state:ok'),
    );
    try {
      await using backend = await open({ kind: 'redis', url: redis.url, cluster: true });
      const job = published(first, newIds(12));
      await backend.publish([job]);
      const ran: string[] = [];
      const worker = await backend.work(
        conformanceJobs.map((definition) =>
          definition.kind === 'batch'
            ? implementJob(definition, async ({ ids }) => void ran.push(...ids))
            : implementJob(definition, async () => undefined),
        ),
      );
      await until('the jobs ran', () => ran.length === 12);
      await worker.close();
    } finally {
      administrator.disconnect();
      await redis.stop();
    }
  });

  test('that does not answer is named', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    await expect(open({ kind: 'redis', url })).rejects.toThrow('queue: cannot connect to Redis');
  });

  test('prefixes are refused when they would break the hash tag', async () => {
    await expect(open({ kind: 'redis', url: 'redis://127.0.0.1:1', prefix: 'a}b' })).rejects.toThrow('prefix');
  });
});

describe('a Postgres at boot', () => {
  test('is refused without the schema, with a schema too old and without the grant; the application role needs no more', async () => {
    await using database = await createTestDatabase();
    const app: QueueConnection = { kind: 'postgres', connectionString: database.appUrl };
    await expect(open(app)).rejects.toThrow('schema "bullmq" cannot be used: run migrateQueueSchema');

    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await migrateQueueSchema(owner, { grantTo: [], jobs: conformanceJobs });
    await expect(open(app)).rejects.toThrow('cannot be used: run migrateQueueSchema as the owner, granting');

    await migrateQueueSchema(owner, { grantTo: ['claimwright_app'], jobs: conformanceJobs });
    const { rows } = await owner.query(
      "select has_schema_privilege('claimwright_app', 'bullmq', 'create') as may_create",
    );
    expect(rows).toEqual([{ may_create: false }]);
    const backend = await open(app);
    await backend.runNow(conformanceJobs.find((job) => job.kind === 'repeating')!);
    await backend.close();

    const url = new URL(database.ownerUrl);
    url.searchParams.set('options', '-c role=claimwright_app');
    await (await open({ kind: 'postgres', connectionString: url.href })).close();

    await owner.query('delete from bullmq.migration where version > 3');
    await expect(open(app)).rejects.toThrow(/is at version 3, this BullMQ needs \d+: run migrateQueueSchema/);
    await owner.end();
  });

  test('lays the queues of the catalog', async () => {
    await using database = await createTestDatabase();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await migrateQueueSchema(owner, { schema: 'other', grantTo: ['claimwright_app'] });
    await migrateQueueSchema(owner, { schema: 'other', grantTo: ['claimwright_app'] });
    await owner.end();
    const connection: QueueConnection = { kind: 'postgres', connectionString: database.appUrl, schema: 'other' };
    await using backend = await createQueueBackend(connection, { logger: collectLog().logger });
    expect(Object.keys(await backend.counts())).toEqual(catalog.map((job) => job.name));
  });
});
