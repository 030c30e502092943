import { setTimeout as delay } from 'node:timers/promises';
import { sqlState } from '@claimwright/db/errors';
import { asOwner } from '@claimwright/db/owner';
import { createQueueBackend, type QueueBackend } from '@claimwright/queue/backend';
import { sweep } from '@claimwright/queue/catalog';
import type { QueueConnection } from '@claimwright/queue/connection';
import { migrateQueueSchema } from '@claimwright/queue/migrate-queue-schema';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { redisOnThisMachine, startRedis } from '@claimwright/testing/redis';
import { createWorker } from '@claimwright/worker/create-worker';
import { queueWaitingWork } from '@claimwright/worker/jobs/sweep';
import { variedVisit, visitKinds } from '@claimwright/worker/test-encounters';
import { startTestWorker, type TestWorker } from '@claimwright/worker/test-worker';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectBooksInOrder } from '../e2e/books.ts';

// The queue is a hint: lose all of it, and the sweeper finds the work in the rows.

/** A running worker serves every tenant there is, so each test has a database to itself. */
async function startDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await asOwner(database.ownerUrl, (client) => migrateQueueSchema(client, { grantTo: ['claimwright_app'] }));
  return database;
}

interface LosableQueue {
  connection: QueueConnection;
  /** Everything in it is gone. */
  lose(): Promise<void>;
  stop(): Promise<void>;
}

async function onPostgres(database: TestDatabase): Promise<LosableQueue> {
  return {
    connection: { kind: 'postgres', connectionString: database.appUrl },
    stop: async () => undefined,
    lose: () =>
      asOwner(database.ownerUrl, async (client) => {
        const { rows } = await client.query<{ name: string }>(
          "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'",
        );
        expect(rows.length).toBeGreaterThan(0);
        const truncate = `truncate ${rows.map(({ name }) => name).join(', ')}`;
        // Taking a lock on every table at once may cross a job that is being fetched; the server then lets one of the two go.
        for (let tries = 1; ; tries += 1) {
          const done = await client.query(truncate).then(
            () => true,
            (error: unknown) => {
              if (sqlState(error) !== '40P01' || tries === 20) throw error;
              return false;
            },
          );
          if (done) return;
        }
      }),
  };
}

async function onRedis(): Promise<LosableQueue> {
  const { url, port, stop } = await startRedis();
  const { createConnection } = await import('node:net');
  return {
    connection: { kind: 'redis', url },
    stop,
    lose: () =>
      new Promise((resolve, reject) => {
        const socket = createConnection(port, '127.0.0.1', () => socket.write('FLUSHALL\r\n'));
        socket.once('error', reject);
        socket.once('data', (answer) => {
          socket.end();
          if (answer.toString().startsWith('+OK')) resolve();
          else reject(new Error(answer.toString()));
        });
      }),
  };
}

const queues = [
  { name: 'Postgres', start: onPostgres },
  ...((await redisOnThisMachine()) && !process.env.REDIS_URL ? [{ name: 'Redis', start: onRedis }] : []),
];

const unfinished = async (worker: TestWorker) =>
  (
    await worker.rows<{ open: number }>(
      `select (select count(*) from encounters where status in ('received', 'ready'))
         + (select count(*) from claims where status in ('assembled', 'batched')) as open`,
    )
  )[0]?.open ?? 0;

const outboxRows = async (worker: TestWorker) => (await worker.rows('select 1 from outbox')).length;

async function expectAllDone(worker: TestWorker, count: number): Promise<void> {
  const rows = await worker.rows<{ external_id: string; status: string }>('select external_id, status from encounters');
  expect(rows).toHaveLength(count);
  for (const { external_id, status } of rows) {
    const number = Number(external_id.replace('visit-', ''));
    const [, expected] = visitKinds[number % visitKinds.length] ?? [];
    // A claim that its clearinghouse rejected in the days that passed has given its encounter back.
    const given = await worker.rows(
      "select 1 from claim_encounters ce join claims c on c.id = ce.claim_id join encounters e on e.id = ce.encounter_id where e.external_id = $1 and c.status = 'rejected'",
      [external_id],
    );
    if (given.length === 0) expect([external_id, status]).toEqual([external_id, expected]);
  }
  const twice = await worker.rows('select claim_id from batch_claims group by claim_id having count(*) > 1');
  expect(twice).toEqual([]);
  expect(await worker.simulator.futures()).toHaveLength((await worker.rows('select 1 from claims')).length);
  await expectBooksInOrder(worker.database.app, worker.tenantId);
}

const inTurn = { concurrent: false };

// Much of it is waiting: both queues at the same time. What polls then has to be told by the test whose it is.
describe.concurrent.each(queues)('a queue on $name', ({ start }) => {
  test(
    'that is lost whole while jobs wait in it: nothing moves, and the sweeper finds everything',
    inTurn,
    async () => {
      await using cleanup = new AsyncDisposableStack();
      const database = cleanup.use(await startDatabase());
      const queue = await start(database);
      cleanup.defer(queue.stop);
      const worker = cleanup.use(await startTestWorker({ database }));
      const backend = cleanup.use(await createQueueBackend(queue.connection, { logger: worker.dependencies.logger }));
      await backend.pause();
      const running = cleanup.use(await createWorker({ ...worker.dependencies, backend, pollMilliseconds: 200 }));
      await worker.accept(Array.from({ length: 60 }, (_, number) => variedVisit(number)));
      running.nudge();
      await expect.poll(() => outboxRows(worker), { timeout: 5_000 }).toBe(0);
      await queue.lose();
      await backend.resume();
      await delay(700);
      expect(await unfinished(worker)).toBe(60);
      // A day later the rows have waited longer than any job takes.
      await worker.simulator.advance({ days: 1 });
      await finishBySweeping(worker, backend);
      await expectAllDone(worker, 60);
    },
  );

  test('that is lost again and again in the middle of work', inTurn, async ({ expect }) => {
    await using cleanup = new AsyncDisposableStack();
    const database = cleanup.use(await startDatabase());
    const queue = await start(database);
    cleanup.defer(queue.stop);
    const worker = cleanup.use(await startTestWorker({ database }));
    const backend = cleanup.use(await createQueueBackend(queue.connection, { logger: worker.dependencies.logger }));
    const running = cleanup.use(await createWorker({ ...worker.dependencies, backend, pollMilliseconds: 200 }));
    for (let round = 0; round < 6; round += 1) {
      await worker.accept(Array.from({ length: 20 }, (_, number) => variedVisit(round * 20 + number)));
      running.nudge();
      await delay([5, 40, 90, 150, 400, 2_100][round]);
      await queue.lose();
    }
    await worker.simulator.advance({ days: 1 });
    await finishBySweeping(worker, backend);
    await expectAllDone(worker, 120);
    // Repeating jobs come back by themselves: counts are folded again.
    await expect
      .poll(async () => (await worker.rows('select 1 from day_count_deltas')).length, {
        timeout: 15_000,
        interval: 200,
      })
      .toBe(0);
  });

  async function finishBySweeping(worker: TestWorker, backend: QueueBackend): Promise<void> {
    const patience = performance.now() + 30_000;
    while ((await unfinished(worker)) > 0) {
      if (performance.now() > patience) throw new Error(`${await unfinished(worker)} rows were never finished`);
      await backend.runNow(sweep);
      await delay(500);
      // Rows that this very sweep moved are young again; time goes on.
      await worker.simulator.advance({ days: 1 });
    }
  }
});

describe('the sweeper', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const quiet = { waiting: 0, delayed: 0, active: 0, failed: 0, paused: false };
  const sweepOnce = (worker: TestWorker, counts: Record<string, typeof quiet>) =>
    worker.transaction((tx) => queueWaitingWork(worker.dependencies, tx, counts));
  const clearOutbox = (worker: TestWorker) => worker.transaction((tx) => tx.query('delete from outbox'));

  /** Rows that have waited for so many seconds at each station of the path, and nothing in the outbox. */
  async function waitingFor(seconds: number): Promise<TestWorker> {
    let now = Date.parse('2026-03-16T08:00:00.000Z');
    const clock = { now: () => new Date(now).toISOString(), today: () => new Date(now).toISOString().slice(0, 10) };
    const worker = await startTestWorker({ database, change: { clock } });
    const visits = Array.from({ length: 8 }, (_, number) => variedVisit(number * 10));
    const ids = await worker.accept(visits);
    await worker.run('scrub-encounters', ids.slice(2));
    await worker.run('assemble-claims', ids.slice(4));
    await worker.receive('noise', 'noise');
    await clearOutbox(worker);
    now += seconds * 1000;
    return worker;
  }

  test('finds what waits at every station', async () => {
    await using worker = await waitingFor(31);
    expect(await sweepOnce(worker, {})).toBe(2 + 2 + 4 + 1);
    await worker.drain();
    expect(await unfinished(worker)).toBe(0);
    expect(await worker.rows('select status from inbound_files')).toEqual([{ status: 'parked' }]);
  });

  test('leaves alone what is young', async () => {
    await using worker = await waitingFor(29);
    expect(await sweepOnce(worker, {})).toBe(0);
  });

  test('leaves alone what most likely waits its turn, unless it has waited for ten minutes', async () => {
    const busy = { ...quiet, waiting: 3 };
    const counts = { 'scrub-encounters': busy, 'assemble-claims': busy, 'build-batches': busy, 'ingest-files': busy };
    await using young = await waitingFor(300);
    expect(await sweepOnce(young, counts)).toBe(0);
    expect(await sweepOnce(young, { ...counts, 'scrub-encounters': quiet })).toBe(2);
    // Now those lie in the outbox, and are not put there again.
    expect(await sweepOnce(young, { ...counts, 'scrub-encounters': quiet })).toBe(0);
    await using old = await waitingFor(601);
    expect(await sweepOnce(old, counts)).toBe(9);
  });

  test('finds a batch whose worker died, once its lease is over', async () => {
    await using worker = await waitingFor(31);
    await sweepOnce(worker, {});
    await worker.transaction((tx) => tx.query("delete from outbox where job = 'ingest-files'"));
    await worker.run('build-batches', ['0190d9a0-0000-7000-8000-00000000ffff']);
    await worker.transaction((tx) =>
      tx.query(
        "update batches set built_at = built_at - interval '1 hour', attempts = 1, leased_until = now() + interval '1 minute'",
      ),
    );
    await clearOutbox(worker);
    await sweepOnce(worker, {});
    expect(await worker.rows("select 1 from outbox where job = 'transmit-batches'")).toEqual([]);
    await worker.transaction((tx) => tx.query("update batches set leased_until = now() - interval '1 second'"));
    await clearOutbox(worker);
    await sweepOnce(worker, {});
    expect(await worker.rows("select 1 from outbox where job = 'transmit-batches'")).toHaveLength(1);
  });
});
