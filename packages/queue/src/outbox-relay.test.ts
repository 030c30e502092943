import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createQueueBackend, type QueueBackend } from './backend.ts';
import { collectLog, conformanceJobs, delayed, first, newIds, second, until } from './conformance/harness.ts';
import { implementJob, type PublishedJob } from './define-job.ts';
import { enqueue } from './enqueue.ts';
import { migrateQueueSchema } from './migrate-queue-schema.ts';
import { createOutboxRelay } from './outbox-relay.ts';

let database: TestDatabase;
let owner: pg.Client;
let backend: QueueBackend;
const log = collectLog();

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await migrateQueueSchema(owner, { grantTo: ['claimwright_app'], jobs: conformanceJobs });
  backend = await createQueueBackend(
    { kind: 'postgres', connectionString: database.appUrl },
    { logger: log.logger, jobs: conformanceJobs },
  );
});
afterEach(async () => {
  await owner.query('delete from bullmq.job');
});
afterAll(async () => {
  await backend.close();
  await owner.end();
  await database[Symbol.asyncDispose]();
});

const inOutbox = async () => Number((await owner.query('select count(*) from outbox')).rows[0].count);

/** A relay whose publications are kept as well as made. */
function keepingRelay() {
  const publications: PublishedJob[] = [];
  const relay = createOutboxRelay({
    pool: database.app.pool,
    logger: log.logger,
    backend: {
      jobs: backend.jobs,
      publish: async (jobs) => {
        await backend.publish(jobs);
        publications.push(...jobs);
      },
    },
  });
  return { relay, publications };
}

test('what is enqueued is published when, and only when, its transaction commits', async () => {
  const tenantId = await database.tenant();
  const { relay, publications } = keepingRelay();
  const lost = database.app.transaction(tenantId, async (tx) => {
    await enqueue(tx, first, tenantId, newIds(3));
    throw new Error('the caller changed its mind');
  });
  await expect(lost).rejects.toThrow('changed its mind');
  expect(await relay.turn()).toBe(0);

  const ids = newIds(3);
  await database.app.transaction(tenantId, async (tx) => {
    await enqueue(tx, first, tenantId, ids);
    await enqueue(tx, second, tenantId, []);
    expect(await relay.turn()).toBe(0);
  });
  expect(await relay.turn()).toBe(3);
  expect(publications).toMatchObject([{ job: first, tenantId, ids }]);
  expect(await inOutbox()).toBe(0);
});

test('a transaction of one tenant cannot enqueue for another', async () => {
  const [mine, theirs] = [await database.tenant(), await database.tenant()];
  const attempt = database.app.transaction(mine, (tx) => enqueue(tx, first, theirs, newIds(1)));
  await expect(attempt).rejects.toThrow(/row-level security/);
});

test('rows are grouped by tenant and job, each id once, in the order they were queued', async () => {
  const [one, two] = [await database.tenant(), await database.tenant()];
  const [a, b, c, d] = newIds(4) as [string, string, string, string];
  await database.app.transaction(one, (tx) => enqueue(tx, first, one, [b, a]));
  await database.app.transaction(two, (tx) => enqueue(tx, first, two, [c]));
  await database.app.transaction(one, (tx) => enqueue(tx, second, one, [d]));
  await database.app.transaction(one, (tx) => enqueue(tx, first, one, [c, a]));
  const { relay, publications } = keepingRelay();
  expect(await relay.turn()).toBe(6);
  expect(publications).toMatchObject([
    { job: first, tenantId: one, ids: [b, a, c] },
    { job: first, tenantId: two, ids: [c] },
    { job: second, tenantId: one, ids: [d] },
  ]);
  expect(publications[0]!.hint).toMatch(/^outbox \d+ to \d+$/);
});

test('a row for a job nobody knows is dropped with an error and holds up nobody', async () => {
  const tenantId = await database.tenant();
  await database.app.transaction(tenantId, async (tx) => {
    await enqueue(tx, { ...first, name: 'job-of-tomorrow' }, tenantId, newIds(2));
    await enqueue(tx, delayed, tenantId, newIds(1));
  });
  const { relay, publications } = keepingRelay();
  expect(await relay.turn()).toBe(3);
  expect(publications.map(({ job }) => job.name)).toEqual(['delayed-job']);
  expect(log.lines.at(-1)).toMatchObject({ level: 'error', fields: { job: 'job-of-tomorrow', rows: 2 } });
});

test('a failed publication leaves the rows in the outbox, and the relay carries on by itself', async () => {
  const tenantId = await database.tenant();
  let refusals = 3;
  const relay = createOutboxRelay({
    pool: database.app.pool,
    logger: log.logger,
    backend: {
      jobs: backend.jobs,
      publish: async (jobs) => {
        if (refusals > 0) {
          refusals -= 1;
          throw new Error('the queue is away');
        }
        await backend.publish(jobs);
      },
    },
  });
  await database.app.transaction(tenantId, (tx) => enqueue(tx, first, tenantId, newIds(1)));
  await expect(relay.turn()).rejects.toThrow('the queue is away');
  expect(await inOutbox()).toBe(1);
  const stop = new AbortController();
  const running = relay.run(stop.signal);
  await until('the row was published', async () => (await inOutbox()) === 0);
  stop.abort();
  await running;
  expect(refusals).toBe(0);
  expect((await backend.counts())['first-job']!.waiting).toBe(1);
});

test('a row that arrives is run within a moment, and at once after a nudge', async () => {
  const tenantId = await database.tenant();
  const ran: string[] = [];
  const worker = await backend.work(
    conformanceJobs.map((job) =>
      job.kind === 'batch'
        ? implementJob(job, async ({ ids }) => void ran.push(...ids))
        : implementJob(job, async () => undefined),
    ),
  );
  // So slow that only the nudge can explain a quick run.
  const relay = createOutboxRelay({ pool: database.app.pool, backend, logger: log.logger, idleMs: 60_000 });
  const stop = new AbortController();
  const running = relay.run(stop.signal);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const [id] = newIds(1) as [string];
  await database.app.transaction(tenantId, (tx) => enqueue(tx, first, tenantId, [id]));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(ran).toEqual([]);
  relay.nudge();
  await until('it ran', () => ran.length === 1, 2_000);
  stop.abort();
  await running;
  await worker.close();
});

test('stopping finishes the turn under way', async () => {
  const tenantId = await database.tenant();
  const stop = new AbortController();
  const relay = createOutboxRelay({
    pool: database.app.pool,
    logger: log.logger,
    backend: {
      jobs: backend.jobs,
      publish: async (jobs) => {
        stop.abort();
        await new Promise((resolve) => setTimeout(resolve, 200));
        await backend.publish(jobs);
      },
    },
  });
  await database.app.transaction(tenantId, (tx) => enqueue(tx, first, tenantId, newIds(1)));
  await relay.run(stop.signal);
  expect(await inOutbox()).toBe(0);
  expect((await backend.counts())['first-job']!.waiting).toBe(1);
});

test('two relays side by side share the rows, and every row is published once', async () => {
  const tenantId = await database.tenant();
  const ids = newIds(2_300);
  await database.app.transaction(tenantId, (tx) => enqueue(tx, second, tenantId, ids));
  const relays = [keepingRelay(), keepingRelay()];
  const stop = new AbortController();
  const running = relays.map(({ relay }) => relay.run(stop.signal));
  await until('the outbox is empty', async () => (await inOutbox()) === 0);
  stop.abort();
  await Promise.all(running);
  expect(relays.flatMap(({ publications }) => publications.flatMap((job) => job.ids)).toSorted()).toEqual(
    ids.toSorted(),
  );
});
