import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { redisOnThisMachine, startOrBorrowRedis } from '@claimwright/testing/redis';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createQueueBackend, type QueueBackend } from './backend.ts';
import {
  collectLog,
  conformanceJobs,
  delayed,
  first,
  newIds,
  published,
  repeating,
  second,
  until,
} from './conformance/harness.ts';
import type { QueueConnection } from './connection.ts';
import { implementJob, type JobContext, type JobHandler, type JobImplementation } from './define-job.ts';
import { JobFailure } from './job-failure.ts';
import { migrateQueueSchema } from './migrate-queue-schema.ts';
import type { RunningWorker, WorkerOptions } from './worker.ts';

interface Server {
  connection: QueueConnection;
  stop(): Promise<void>;
}

async function postgresServer(): Promise<Server> {
  const database: TestDatabase = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await migrateQueueSchema(owner, { schema: 'test_queue', grantTo: ['claimwright_app'], jobs: conformanceJobs });
  await owner.end();
  return {
    connection: { kind: 'postgres', connectionString: database.appUrl, schema: 'test_queue' },
    stop: async () => database[Symbol.asyncDispose](),
  };
}

async function redisServer(): Promise<Server> {
  const server = await startOrBorrowRedis();
  return { connection: { kind: 'redis', url: server.url, prefix: `test-${Date.now()}` }, stop: server.stop };
}

// Without a Redis the test run prints a loud line of its own (packages/testing/src/global-setup.ts).
const backends = [
  { name: 'Postgres', start: postgresServer },
  ...((await redisOnThisMachine()) ? [{ name: 'Redis', start: redisServer }] : []),
];

const inTurn = { concurrent: false };

// Much of it is waiting for delays: both backends at the same time, on each one test after the other.
describe.concurrent.each(backends)('a queue on $name', ({ start }) => {
  let server: Server;
  let log: ReturnType<typeof collectLog>;
  let backend: QueueBackend;
  let workers: RunningWorker[];

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    log = collectLog();
    backend = await createQueueBackend(server.connection, { logger: log.logger, jobs: conformanceJobs });
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close({ graceMs: 1_000 })));
    await backend.resume();
    await backend.close();
  });

  const quiet: JobHandler = () => Promise.resolve();
  const implementations = (handlers: {
    first?: JobHandler;
    second?: JobHandler;
    delayed?: JobHandler;
    tick?: () => void;
  }) =>
    [
      implementJob(first, handlers.first ?? quiet),
      implementJob(second, handlers.second ?? quiet),
      implementJob(delayed, handlers.delayed ?? quiet),
      implementJob(repeating, async () => await handlers.tick?.()),
    ] satisfies JobImplementation[];
  async function work(
    handlers: Parameters<typeof implementations>[0],
    options?: WorkerOptions,
  ): Promise<RunningWorker> {
    const worker = await backend.work(implementations(handlers), options);
    workers.push(worker);
    return worker;
  }

  test('a job published is run with its tenant and its ids', inTurn, async () => {
    const seen: JobContext[] = [];
    await work({ first: async (context) => void seen.push(context) });
    const job = published(first, newIds(3));
    await backend.publish([job]);
    await until('the job ran', () => seen.length === 1);
    expect(seen[0]).toMatchObject({ tenantId: job.tenantId, ids: job.ids, attempt: 1 });
    expect(seen[0]!.jobId).not.toContain(':');
    await until('it left nothing behind', async () => (await backend.counts())['first-job']!.active === 0);
    expect((await backend.counts())['first-job']).toEqual({
      waiting: 0,
      delayed: 0,
      active: 0,
      failed: 0,
      paused: false,
    });
  });

  test('a bulk of jobs is cut to chunks, and every id is run exactly once', inTurn, async () => {
    const ids = newIds(95);
    const runs: string[][] = [];
    await work({ first: async (context) => void runs.push(context.ids) });
    await backend.publish([published(first, ids), ...newIds(40).map((id) => published(second, [id]))]);
    await until('all ids ran', () => runs.flat().length >= 95);
    expect(runs.every((run) => run.length <= 10)).toBe(true);
    expect(runs.flat().toSorted()).toEqual(ids.toSorted());
  });

  test(
    'publishing the same hint twice while the first waits adds nothing; another hint, or the same when it is done, is run',
    inTurn,
    async () => {
      const job = published(first, newIds(2), 'outbox 1 to 2');
      await backend.pause('first-job');
      await backend.publish([job]);
      await backend.publish([job, { ...job, hint: 'outbox 3 to 4' }]);
      expect((await backend.counts())['first-job']).toMatchObject({ waiting: 2, paused: true });
      let runs = 0;
      const count = async () => {
        runs += 1;
      };
      await work({ first: count });
      await backend.resume('first-job');
      await until('both ran', () => runs === 2);
      await until('both are done', async () => (await backend.counts())['first-job']!.active === 0);
      await backend.publish([job]);
      await until('it ran again', () => runs === 3);
    },
  );

  test('a job published while an equal one is running is not lost', inTurn, async () => {
    const job = published(first, newIds(1), 'outbox 7 to 7');
    let runs = 0;
    const gate = Promise.withResolvers<void>();
    await work({
      first: async () => {
        runs += 1;
        await gate.promise;
      },
    });
    await backend.publish([job]);
    await until('the first runs', () => runs === 1);
    await backend.publish([{ ...job, hint: 'outbox 8 to 8' }]);
    await until('the second runs beside it', () => runs === 2);
    gate.resolve();
  });

  test(
    'a failing job is tried again after growing waits, then lies in the dead letters without the text of its error',
    inTurn,
    async () => {
      const startedAt: number[] = [];
      const attempts: number[] = [];
      let healed = false;
      await work({
        first: async ({ attempt }) => {
          if (healed) return;
          startedAt.push(Date.now());
          attempts.push(attempt);
          throw new TypeError('Jane Roe, born 1980-02-29');
        },
      });
      const job = published(first, newIds(2));
      await backend.publish([job]);
      await until('it is dead', async () => (await backend.failed()).length === 1);
      expect(attempts).toEqual([1, 2, 3]);
      expect(startedAt[1]! - startedAt[0]!).toBeGreaterThanOrEqual(80);
      expect(startedAt[2]! - startedAt[1]!).toBeGreaterThanOrEqual(160);
      const [dead] = await backend.failed({ job: 'first-job' });
      expect(dead).toMatchObject({ job: 'first-job', tenantId: job.tenantId, ids: job.ids, attempts: 3 });
      expect(dead!.reason).toMatch(/^TypeError at conformance\.test\.ts:\d+:\d+$/);
      expect(JSON.stringify(dead)).not.toContain('Roe');
      expect(log.lines.filter((line) => line.message === 'queue: job failed')).toHaveLength(3);

      healed = true;
      expect(await backend.retryFailed({ jobIds: ['no-such-job'] })).toBe(0);
      expect(await backend.retryFailed({ job: 'first-job', jobIds: [dead!.jobId] })).toBe(1);
      await until('the dead letter is gone', async () => (await backend.counts())['first-job']!.failed === 0);
    },
  );

  test('a failure that cannot heal goes to the dead letters at once, with its public text', inTurn, async () => {
    let runs = 0;
    await work({
      first: async () => {
        runs += 1;
        throw new JobFailure('route_unknown', 'the payer has no route', { retry: false });
      },
    });
    await backend.publish([published(first, newIds(1))]);
    await until('it is dead', async () => (await backend.failed()).length === 1);
    expect((await backend.failed())[0]!.reason).toBe('route_unknown: the payer has no route');
    expect(runs).toBe(1);
    // A dead letter does not stand in the way of the same rows queued anew.
    await backend.retryFailed();
    await until('it is dead again', async () => runs === 2 && (await backend.failed()).length === 1);
  });

  test('no more jobs run at once than the concurrency allows', inTurn, async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    const handler = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 60));
      running -= 1;
      done += 1;
    };
    await work({ first: handler }, { concurrency: { 'first-job': 3 } });
    await backend.publish(newIds(15).map((id) => published(first, [id])));
    await until('all ran', () => done === 15);
    expect(most).toBe(3);
  });

  test('a paused job kind waits, others go on', inTurn, async () => {
    const ran: string[] = [];
    await work({ first: async () => void ran.push('first'), second: async () => void ran.push('second') });
    await backend.pause('first-job');
    await backend.publish([published(first, newIds(1)), published(second, newIds(1))]);
    await until('the other ran', () => ran.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ran).toEqual(['second']);
    await backend.resume('first-job');
    await until('the paused one ran', () => ran.length === 2);
  });

  test('closing lets running jobs end and takes no more', inTurn, async () => {
    let started = 0;
    let ended = 0;
    const worker = await work({
      second: async () => {
        started += 1;
        await new Promise((resolve) => setTimeout(resolve, 400));
        ended += 1;
      },
    });
    await backend.publish(newIds(6).map((id) => published(second, [id])));
    await until('two run', () => started === 2);
    await worker.close();
    expect({ started, ended }).toEqual({ started: 2, ended: 2 });
    expect((await backend.counts())['second-job']).toMatchObject({ waiting: 4, active: 0 });
    await work({
      second: async () => {
        ended += 1;
      },
    });
    await until('another worker runs the rest', () => ended === 6);
  });

  test(
    'a handler that outlasts the grace of a shutdown is aborted and its job put back, no attempt spent',
    inTurn,
    async () => {
      let aborted: unknown;
      const worker = await work({
        second: ({ signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              aborted = signal.reason;
              reject(signal.reason);
            });
          }),
      });
      await backend.publish([published(second, newIds(1))]);
      await until('it runs', async () => (await backend.counts())['second-job']!.active === 1);
      await worker.close({ graceMs: 50 });
      expect(String(aborted)).toContain('shutting down');
      expect((await backend.counts())['second-job']).toMatchObject({ waiting: 1, active: 0, failed: 0 });
      let ran = 0;
      await work({
        second: async () => {
          ran += 1;
        },
      });
      await until('another worker runs it', () => ran === 1);
    },
  );

  test('a delayed job waits its delay and is then run', inTurn, async () => {
    let ranAt = 0;
    await work({
      delayed: async () => {
        ranAt = Date.now();
      },
    });
    const publishedAt = Date.now();
    await backend.publish([published(delayed, newIds(1))]);
    await until('it ran', () => ranAt > 0);
    expect(ranAt - publishedAt).toBeGreaterThanOrEqual(690);
    expect(ranAt - publishedAt).toBeLessThan(3_000);
  });

  test('a repeating job runs once an interval however many workers there are', inTurn, async () => {
    const ticks: number[] = [];
    const tick = () => void ticks.push(Math.floor(Date.now() / 1_000));
    await Promise.all([work({ tick }), work({ tick }), work({ tick })]);
    await until('it ran for three intervals', () => new Set(ticks).size >= 4);
    // A run may slip into the next second, but three workers do not make three runs.
    expect(ticks.length).toBeLessThanOrEqual(new Set(ticks).size + 1);
    const before = ticks.length;
    await backend.runNow(repeating);
    await until('it ran out of turn', () => ticks.length > before);
  });

  test('runs of a slow repeating job do not pile up behind it', inTurn, async () => {
    const gate = Promise.withResolvers<void>();
    let ticks = 0;
    await work({
      tick: async () => {
        ticks += 1;
        await gate.promise;
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 4_500));
    expect(ticks).toBe(1);
    expect((await backend.counts())['repeating-job']).toMatchObject({ active: 1, waiting: 1 });
    gate.resolve();
    await until('the one that waited ran', () => ticks >= 2);
  });

  test('a payload with anything but ids is refused and nothing is queued', inTurn, async () => {
    await backend.pause('first-job');
    const job = published(first, newIds(1));
    await expect(backend.publish([{ ...job, patientName: 'Jane Roe' } as never])).rejects.toThrow(/patientName/);
    await expect(backend.publish([{ ...job, ids: ['not an id'] }])).rejects.toThrow();
    await expect(backend.publish([{ ...job, ids: [] }])).rejects.toThrow();
    await expect(backend.publish([{ ...job, tenantId: '' }])).rejects.toThrow();
    expect((await backend.counts())['first-job']!.waiting).toBe(0);
  });

  test('a worker does not start with a job unhandled, a handler unknown or a job handled twice', inTurn, async () => {
    const complete = implementations({});
    await expect(backend.work(complete.slice(1))).rejects.toThrow('job "first-job" has no handler');
    await expect(backend.work([...complete, complete[0]!])).rejects.toThrow('job "first-job" has two handlers');
    const stray = implementJob({ ...first, name: 'stray-job' }, quiet);
    await expect(backend.work([...complete, stray])).rejects.toThrow(
      '"stray-job" is for a job that is not in the catalog',
    );
    await expect(backend.publish([published({ ...first, name: 'stray-job' }, newIds(1))])).rejects.toThrow('stray-job');
  });
});
