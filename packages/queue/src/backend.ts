import { type IQueueBackend, type Job, type JobType, Queue } from 'bullmq';
import { catalog } from './catalog.ts';
import type { QueueConnection, QueueServer } from './connection.ts';
import {
  type AnyJobDefinition,
  type JobDefinition,
  type JobImplementation,
  jobPayload,
  type PublishedJob,
  type RepeatingJobDefinition,
} from './define-job.ts';
import { jobId, splitIntoChunks, tickId } from './job-id.ts';
import { createErrorReporter, type Logger } from './logger.ts';
import { connectPostgres } from './postgres-server.ts';
import { connectRedis } from './redis-server.ts';
import { pairImplementations, type RunningWorker, startWorker, type WorkerOptions } from './worker.ts';

/** How many jobs of one kind there are, by state. */
export interface JobCounts {
  waiting: number;
  /** Waiting for their delay or their next attempt. */
  delayed: number;
  active: number;
  /** Dead letters. */
  failed: number;
  paused: boolean;
}

/** A job that used up its attempts, or cannot succeed. */
export interface FailedJob {
  jobId: string;
  job: string;
  /** Absent for a repeating job, or when the payload was refused. */
  tenantId?: string;
  ids: string[];
  /** Holds no PHI: the text of a `JobFailure`, else class, code and place of the error. */
  reason: string;
  attempts: number;
  failedAtMs: number;
}

/** Queues on one server. Nothing here is shared with another instance. */
export interface QueueBackend extends AsyncDisposable {
  readonly kind: QueueConnection['kind'];
  readonly jobs: ReadonlyMap<string, AnyJobDefinition>;
  /**
   * Adds the jobs in bulk, cut to the chunk of their kind. A job already in the queue under the same id is left alone.
   * @throws when the payload holds anything but ids, the job is not in the catalog, or the server is away; then some may have
   * been added, and publishing all of them again is harmless.
   */
  publish(jobs: readonly PublishedJob[]): Promise<void>;
  /** Runs a repeating job without waiting for its interval. */
  runNow(job: RepeatingJobDefinition): Promise<void>;
  /** Starts working off all jobs of the catalog. @throws unless every job has exactly one handler. */
  work(implementations: readonly JobImplementation[], options?: WorkerOptions): Promise<RunningWorker>;
  counts(): Promise<Record<string, JobCounts>>;
  /** The dead letters, newest first; at most `limit` (100) of each job. */
  failed(filter?: { job?: string; limit?: number }): Promise<FailedJob[]>;
  /** Gives dead letters all their attempts again; all of them unless ids are named. Says how many. */
  retryFailed(filter?: { job?: string; jobIds?: readonly string[] }): Promise<number>;
  /** Stops all workers everywhere from taking jobs of this kind (of every kind when none is named). Outlives a restart. */
  pause(job?: string): Promise<void>;
  resume(job?: string): Promise<void>;
  close(): Promise<void>;
}

export interface QueueSettings {
  logger: Logger;
  /** The whole catalog when left out. */
  jobs?: readonly AnyJobDefinition[];
  /** Lets no job wait longer than this so that work collects, where the catalog's delay does not suit the installation. */
  longestDelayMs?: number;
}

// biome-ignore lint/suspicious/noExplicitAny: BullMQ's own default for payloads; ours are parsed wherever they are read
type AnyQueue = Queue<any, unknown, string, any, unknown, string, IQueueBackend, unknown>;

/**
 * Opens the queues of a catalog on Redis or Postgres.
 * @throws when the server is unreachable, a Redis may lose or evict jobs, or a Postgres schema is not ready.
 */
export async function createQueueBackend(connection: QueueConnection, settings: QueueSettings): Promise<QueueBackend> {
  const { logger, longestDelayMs = Number.POSITIVE_INFINITY } = settings;
  const report = createErrorReporter(logger);
  const jobs = new Map((settings.jobs ?? catalog).map((job) => [job.name, job]));
  const server =
    connection.kind === 'redis' ? await connectRedis(connection, report) : await connectPostgres(connection, report);
  const queues = new Map([...jobs.keys()].map((name) => [name, openQueue(name, server)]));
  for (const [name, queue] of queues) queue.on('error', (error) => report('queue: publisher', error, { job: name }));
  await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));

  const named = (name?: string): [string, AnyQueue][] => {
    if (name === undefined) return [...queues];
    const queue = queues.get(name);
    if (queue === undefined) throw new Error(`queue: there is no job "${name}" in the catalog`);
    return [[name, queue]];
  };
  const close = async () => {
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    await server.close();
  };

  return {
    kind: connection.kind,
    jobs,
    publish: (published) => publish(published, { jobs, queues, longestDelayMs }),
    runNow: (job) => addTick(named(job.name)[0]![1], job, `${job.name}-now-${Date.now()}`),
    async work(implementations, options = {}) {
      pairImplementations(jobs, implementations);
      const tick = (job: RepeatingJobDefinition) => addDueTick(named(job.name)[0]![1], job);
      return await startWorker(implementations, { server, logger, report, options, tick });
    },
    async counts() {
      const entries = await Promise.all(named().map(async ([name, queue]) => [name, await countsOf(queue)] as const));
      return Object.fromEntries(entries);
    },
    async failed({ job, limit = 100 } = {}) {
      const lists = await Promise.all(
        named(job).map(async ([name, queue]) =>
          (await queue.getFailed(0, limit - 1)).map((dead) => toFailedJob(name, dead)),
        ),
      );
      return lists.flat().sort((a, b) => b.failedAtMs - a.failedAtMs);
    },
    async retryFailed({ job, jobIds } = {}) {
      const retried = await Promise.all(named(job).map(([, queue]) => retryFailedOf(queue, jobIds)));
      return retried.reduce((sum, count) => sum + count, 0);
    },
    async pause(job) {
      await Promise.all(named(job).map(([, queue]) => queue.pause()));
    },
    async resume(job) {
      await Promise.all(named(job).map(([, queue]) => queue.resume()));
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function openQueue(name: string, server: QueueServer): AnyQueue {
  return new Queue(
    name,
    // Nobody reads BullMQ's event stream, so it is kept short.
    { connection: {}, prefix: server.prefixOf(name), streams: { events: { maxLen: 100 } } },
    server.producer,
  ) as AnyQueue;
}

async function publish(
  published: readonly PublishedJob[],
  to: {
    jobs: ReadonlyMap<string, AnyJobDefinition>;
    queues: ReadonlyMap<string, AnyQueue>;
    longestDelayMs: number;
  },
): Promise<void> {
  const bulks = new Map<string, Parameters<AnyQueue['addBulk']>[0]>();
  for (const whole of published) {
    const { job } = whole;
    if (to.jobs.get(job.name) !== job) throw new Error(`queue: job "${job.name}" is not in this catalog`);
    for (const part of splitIntoChunks(whole)) {
      // Parsed as the caller gave it: a field too many is refused here, before it reaches the server.
      const { job: _, hint: __, ...payload } = part;
      const data = jobPayload.parse(payload);
      const bulk = bulks.get(job.name) ?? [];
      const delay = Math.min(job.delayMs, to.longestDelayMs);
      bulk.push({ name: job.name, data, opts: { jobId: jobId(part), delay, ...retryOptions(job) } });
      bulks.set(job.name, bulk);
    }
  }
  await Promise.all([...bulks].map(([name, bulk]) => to.queues.get(name)!.addBulk(bulk)));
}

function retryOptions(job: AnyJobDefinition) {
  const { type, delayMs } = job.backoff;
  return { attempts: job.attempts, backoff: { type, delay: delayMs, jitter: 0.2 }, stackTraceLimit: 1 };
}

/** Queues the run of this interval, unless the last one still waits: runs never pile up behind a slow one. */
async function addDueTick(queue: AnyQueue, job: RepeatingJobDefinition): Promise<void> {
  const { waiting } = await countsOf(queue);
  if (waiting === 0) await addTick(queue, job, tickId(job.name, job.everyMs, Date.now()));
}

async function addTick(queue: AnyQueue, job: RepeatingJobDefinition, id: string): Promise<void> {
  await queue.addBulk([{ name: job.name, data: {}, opts: { jobId: id, ...retryOptions(job) } }]);
}

/** On Postgres the waiting jobs of a paused queue count as `paused`, a state that BullMQ's types no longer know. */
const countedStates = ['waiting', 'delayed', 'active', 'failed', 'paused'] as JobType[];

async function countsOf(queue: AnyQueue): Promise<JobCounts> {
  const [counts, paused] = await Promise.all([queue.getJobCounts(...countedStates), queue.isPaused()]);
  const { waiting = 0, delayed = 0, active = 0, failed = 0, paused: held = 0 }: Record<string, number> = counts;
  return { waiting: waiting + held, delayed, active, failed, paused };
}

function toFailedJob(name: string, dead: Job): FailedJob {
  const payload = jobPayload.safeParse(dead.data);
  return {
    jobId: dead.id ?? '',
    job: name,
    tenantId: payload.data?.tenantId,
    ids: payload.data?.ids ?? [],
    reason: dead.failedReason ?? 'unknown',
    attempts: dead.attemptsMade,
    failedAtMs: dead.finishedOn ?? 0,
  };
}

async function retryFailedOf(queue: AnyQueue, jobIds: readonly string[] | undefined): Promise<number> {
  const dead = await queue.getFailed(0, -1);
  const chosen = dead.filter((job) => jobIds === undefined || (job.id !== undefined && jobIds.includes(job.id)));
  await Promise.all(chosen.map((job) => job.retry('failed', { resetAttemptsMade: true })));
  return chosen.length;
}

/** The definition of a batch job by its name, as an outbox row gives it; undefined when the catalog has none. */
export function findBatchJob(backend: Pick<QueueBackend, 'jobs'>, name: string): JobDefinition | undefined {
  const job = backend.jobs.get(name);
  return job?.kind === 'batch' ? job : undefined;
}
