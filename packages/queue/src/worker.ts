import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { QueueServer } from './connection.ts';
import { type AnyJobDefinition, type JobImplementation, jobPayload, tickPayload } from './define-job.ts';
import { describeFailure, JobFailure } from './job-failure.ts';
import type { ErrorReporter, Logger } from './logger.ts';

/** Measured: a killed worker's job runs again after 15 s with these, after 89 s with BullMQ's defaults. */
const lockDurationMs = 10_000;
const stalledCheckMs = 5_000;
/** A job that takes its worker down with it is tried this often, then goes to the dead letters. */
const stallsAllowed = 3;
const deadLettersKept = { count: 1_000, age: 30 * 24 * 3600 };
/** After an abort, handlers get this long to notice. */
const abortPatienceMs = 5_000;

export interface WorkerOptions {
  /** Jobs of a kind this process runs at once, where the catalog's number does not suit it. */
  concurrency?: Readonly<Record<string, number>>;
}

/** A running pool of workers. */
export interface RunningWorker {
  /**
   * Takes no more jobs and lets running ones end. After `graceMs` (20,000) their signal is aborted; a handler that then
   * throws has its job put back unharmed, for another worker.
   */
  close(options?: { graceMs?: number }): Promise<void>;
}

interface Surroundings {
  server: QueueServer;
  logger: Logger;
  report: ErrorReporter;
  options: WorkerOptions;
  /** Queues the run of a repeating job that is due. */
  tick(job: AnyJobDefinition & { kind: 'repeating' }): Promise<void>;
}

interface Run {
  jobName: string;
  controller: AbortController;
}

/**
 * Pairs every job of the catalog with its handler.
 * @throws naming every job without a handler, handler without a job and handler given twice.
 */
export function pairImplementations(
  jobs: ReadonlyMap<string, AnyJobDefinition>,
  implementations: readonly JobImplementation[],
): void {
  const complaints: string[] = [];
  const given = new Set<string>();
  for (const { job } of implementations) {
    if (given.has(job.name)) complaints.push(`job "${job.name}" has two handlers`);
    if (jobs.get(job.name) !== job)
      complaints.push(`the handler of "${job.name}" is for a job that is not in the catalog`);
    given.add(job.name);
  }
  for (const name of jobs.keys()) if (!given.has(name)) complaints.push(`job "${name}" has no handler`);
  if (complaints.length > 0) throw new Error(`queue: ${complaints.join('; ')}`);
}

/** Starts a worker for every implementation and the clocks of the repeating ones. */
export async function startWorker(
  implementations: readonly JobImplementation[],
  surroundings: Surroundings,
): Promise<RunningWorker> {
  const { report, tick } = surroundings;
  const runs = new Map<Job, Run>();
  let stopping = false;
  const workers = implementations.map((implementation) =>
    openWorker(implementation, surroundings, runs, () => stopping),
  );
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  const clocks = implementations.flatMap(({ job }) => {
    if (job.kind !== 'repeating') return [];
    const due = () => void tick(job).catch((error: unknown) => report(`queue: cannot queue ${job.name}`, error));
    due();
    return [setInterval(due, job.everyMs)];
  });

  return {
    async close({ graceMs = 20_000 } = {}) {
      stopping = true;
      for (const clock of clocks) clearInterval(clock);
      const closed = Promise.all(workers.map((worker) => worker.close())).then(() => true);
      if (await within(closed, graceMs)) return;
      for (const { controller } of runs.values()) controller.abort(new Error('the worker is shutting down'));
      if (await within(closed, abortPatienceMs)) return;
      const left = [...runs.values()].map((run) => run.jobName);
      surroundings.logger.error(
        { jobs: left },
        'queue: handlers ignored the abort; their jobs will run again elsewhere',
      );
    },
  };
}

async function within(done: Promise<boolean>, milliseconds: number): Promise<boolean> {
  const patience = new AbortController();
  const tooLate = sleep(milliseconds, false, { signal: patience.signal }).catch(() => false);
  try {
    return await Promise.race([done, tooLate]);
  } finally {
    patience.abort();
  }
}

function openWorker(
  implementation: JobImplementation,
  { server, logger, report, options }: Surroundings,
  runs: Map<Job, Run>,
  isStopping: () => boolean,
): Worker {
  const { job } = implementation;
  const worker = new Worker(
    job.name,
    async (queued: Job, token?: string) => {
      const run = { jobName: job.name, controller: new AbortController() };
      runs.set(queued, run);
      try {
        await runHandler(implementation, queued, run.controller.signal, logger);
      } catch (error) {
        if (isStopping() && run.controller.signal.aborted) {
          await queued.moveToWait(token);
          throw new WaitingError();
        }
        throw storableFailure(error, queued, logger);
      } finally {
        runs.delete(queued);
      }
    },
    {
      connection: {},
      prefix: server.prefixOf(job.name),
      concurrency: options.concurrency?.[job.name] ?? job.concurrency,
      lockDuration: lockDurationMs,
      stalledInterval: stalledCheckMs,
      maxStalledCount: stallsAllowed,
      runRetryDelay: 1_000,
      // A finished batch frees its id. Finished runs of a repeating job keep theirs, so that no process repeats the interval.
      removeOnComplete: { count: job.kind === 'repeating' ? 5 : 0 },
      removeOnFail: deadLettersKept,
    },
    server.consumer,
  );
  worker.on('error', (error) => report('queue: worker', error, { job: job.name }));
  worker.on('stalled', (id) =>
    logger.warn({ job: job.name, jobId: id }, 'queue: a job lost its worker and will run again'),
  );
  worker.on('lockRenewalFailed', (ids) => {
    for (const [queued, run] of runs) {
      if (queued.id !== undefined && ids.includes(queued.id))
        run.controller.abort(new Error('the lock of the job was lost'));
    }
  });
  return worker as Worker;
}

async function runHandler(
  implementation: JobImplementation,
  queued: Job,
  signal: AbortSignal,
  log: Logger,
): Promise<void> {
  const context = { signal, log, attempt: queued.attemptsMade + 1, jobId: queued.id ?? '' };
  if (implementation.job.kind === 'repeating') {
    refuseUnlessEmpty(queued.data);
    await (implementation as Extract<JobImplementation, { job: { kind: 'repeating' } }>).handler(context);
    return;
  }
  const payload = jobPayload.safeParse(queued.data);
  if (!payload.success)
    throw new JobFailure('payload_refused', 'a job carries { tenantId, ids } and nothing else', { retry: false });
  await (implementation as Extract<JobImplementation, { job: { kind: 'batch' } }>).handler({
    ...context,
    ...payload.data,
  });
}

function refuseUnlessEmpty(data: unknown): void {
  if (!tickPayload.safeParse(data).success) {
    throw new JobFailure('payload_refused', 'a repeating job carries nothing', { retry: false });
  }
}

/** The error BullMQ keeps: without the text of the original, which may hold PHI and goes to the log. */
function storableFailure(error: unknown, queued: Job, logger: Logger): Error {
  const { reason, frames } = describeFailure(error);
  const attempt = queued.attemptsMade + 1;
  logger.error({ job: queued.name, jobId: queued.id, attempt, err: error }, 'queue: job failed');
  const final = error instanceof JobFailure && !error.retry;
  const storable = final ? new UnrecoverableError(reason) : new Error(reason);
  storable.stack = [reason, ...frames].join('\n');
  return storable;
}
