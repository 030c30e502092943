import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { redisOnThisMachine, startOrBorrowRedis } from '@claimwright/testing/redis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createQueueBackend, type QueueBackend } from './backend.ts';
import { collectLog, conformanceJobs, first, newIds, published, until } from './conformance/harness.ts';
import type { QueueConnection } from './connection.ts';
import { implementJob } from './define-job.ts';
import { enqueue } from './enqueue.ts';
import { migrateQueueSchema } from './migrate-queue-schema.ts';
import { createOutboxRelay } from './outbox-relay.ts';

/** A database with the queues of the suite. */
async function startDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await migrateQueueSchema(owner, { grantTo: ['claimwright_app'], jobs: conformanceJobs });
  await owner.end();
  return database;
}

const servers = [
  {
    name: 'Postgres',
    start: async (database: TestDatabase): Promise<{ connection: QueueConnection; stop(): Promise<void> }> => ({
      connection: { kind: 'postgres', connectionString: database.appUrl },
      stop: async () => undefined,
    }),
  },
  ...((await redisOnThisMachine())
    ? [
        {
          name: 'Redis',
          start: async (): Promise<{ connection: QueueConnection; stop(): Promise<void> }> => {
            const { url, stop } = await startOrBorrowRedis();
            return { connection: { kind: 'redis', url, prefix: `crash-${Date.now()}` }, stop };
          },
        },
      ]
    : []),
];

/** Starts a process of our own, dead at the latest when it is disposed of, and collects what it says. */
function start(
  script: string,
  argument: unknown,
): Disposable & { child: ChildProcess; said: Record<string, unknown>[] } {
  const said: Record<string, unknown>[] = [];
  const child = fork(join(import.meta.dirname, 'conformance', script), [JSON.stringify(argument)], { silent: true });
  child.stderr?.on('data', (text: Buffer) => said.push({ stderr: text.toString() }));
  child.on('message', (message) => said.push(message as Record<string, unknown>));
  return { child, said, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}

async function killHard(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Works off everything in this process and says which ids ran. */
async function workAll(backend: QueueBackend) {
  const ids: string[] = [];
  const worker = await backend.work(
    conformanceJobs.map((job) =>
      job.kind === 'batch'
        ? implementJob(job, async (context) => void ids.push(...context.ids))
        : implementJob(job, async () => undefined),
    ),
  );
  return { ids, worker };
}

const inTurn = { concurrent: false };

// What is left by the dead is waited for: on both servers at the same time, and on each one after the other.
describe.concurrent.each(servers)('a process with its work on $name', ({ start: startServer }) => {
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof startServer>>;
  let backend: QueueBackend;
  beforeAll(async () => {
    database = await startDatabase();
    server = await startServer(database);
    backend = await createQueueBackend(server.connection, { logger: collectLog().logger, jobs: conformanceJobs });
  });
  afterAll(async () => {
    await backend.close();
    await server.stop();
    await database[Symbol.asyncDispose]();
  });

  test('that closed its worker and its queues ends by itself', inTurn, async () => {
    using other = start('clean-process.ts', server.connection);
    const { child, said } = other;
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect({ code, said }).toEqual({ code: 0, said: [] });
  });

  test('that is killed has its job run by another within twenty seconds', inTurn, async () => {
    using other = start('worker-process.ts', server.connection);
    const { child, said } = other;
    await until('the other process is ready', () => said.some((line) => 'ready' in line), 20_000).catch((error) => {
      throw new Error(`${error.message}: ${JSON.stringify(said)}`);
    });
    const job = published(first, newIds(2));
    await backend.publish([job]);
    await until('it took the job', () => said.some((line) => 'started' in line));
    const { ids, worker } = await workAll(backend);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(ids, 'nobody takes a job whose worker lives').toEqual([]);
    await killHard(child);
    await until('another worker ran it', () => ids.length > 0, 22_000);
    expect(ids).toEqual(job.ids);
    await worker.close();
  });

  test(
    'that relays and is killed between publishing and committing loses nothing: the rows are published again',
    inTurn,
    async () => {
      const tenantId = await database.tenant();
      const subjects = newIds(25);
      await database.app.transaction(tenantId, (tx) => enqueue(tx, first, tenantId, subjects));
      using other = start('relay-process.ts', { connection: server.connection, databaseUrl: database.appUrl });
      const { child, said } = other;
      await until('it published', () => said.some((line) => 'publishedIds' in line), 20_000).catch((error) => {
        throw new Error(`${error.message}: ${JSON.stringify(said)}`);
      });
      await killHard(child);
      expect((await backend.counts())['first-job']!.waiting).toBe(3);

      const relay = createOutboxRelay({ pool: database.app.pool, backend, logger: collectLog().logger });
      await until('the killed one let go of the rows', async () => (await relay.turn()) === 25);
      // The same rows make the same job ids, so the second publication found all three waiting.
      expect((await backend.counts())['first-job']!.waiting).toBe(3);
      const { ids, worker } = await workAll(backend);
      await until('all ran', () => ids.length >= 25);
      expect(ids.toSorted()).toEqual(subjects.toSorted());
      await worker.close();
    },
  );
});

test('a handler whose lock went to somebody else is told by its signal', { concurrent: true }, async () => {
  await using database = await startDatabase();
  const connection: QueueConnection = { kind: 'postgres', connectionString: database.appUrl };
  await using backend = await createQueueBackend(connection, { logger: collectLog().logger, jobs: conformanceJobs });
  let reason: unknown;
  const worker = await backend.work(
    conformanceJobs.map((job) =>
      job.kind === 'batch'
        ? implementJob(job, ({ signal }) => {
            const told = Promise.withResolvers<void>();
            signal.addEventListener('abort', () => {
              reason = signal.reason;
              told.resolve();
            });
            return told.promise;
          })
        : implementJob(job, async () => undefined),
    ),
  );
  await backend.publish([published(first, newIds(1))]);
  await until('it runs', async () => (await backend.counts())['first-job']!.active === 1);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query("update bullmq.job set lock_token = 'somebody else' where state = 'active'");
  await until('it was told', () => reason !== undefined, 12_000);
  expect(String(reason)).toContain('the lock of the job was lost');
  await owner.query('delete from bullmq.job');
  await owner.end();
  await worker.close();
});
