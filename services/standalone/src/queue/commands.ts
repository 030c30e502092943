import { parseArgs } from 'node:util';
import { createQueueBackend, type QueueBackend } from '@claimwright/queue/backend';
import { catalog } from '@claimwright/queue/catalog';
import type { QueueConnection } from '@claimwright/queue/connection';
import { readConfig } from '@claimwright/runtime/config';
import { createLogger } from '@claimwright/runtime/logger';
import { queueConnection, workerConfig } from '@claimwright/worker/config';
import { UsageError } from '../arguments.ts';
import { ownerConfig } from '../config.ts';
import { say, table } from '../terminal.ts';
import { withOwner } from '../with-owner.ts';

/** `queue counts`: how many jobs of each kind wait, wait for a delay or another attempt, run, or are dead letters. */
export async function showJobCounts(argv: string[]): Promise<void> {
  const { data } = read(argv, 0);
  const counts = await withQueue(data, (queue) => queue.counts());
  say(
    table(
      ['job', 'waiting', 'delayed', 'active', 'failed', ''],
      Object.entries(counts).map(([job, { waiting, delayed, active, failed, paused }]) => [
        job,
        waiting,
        delayed,
        active,
        failed,
        paused ? 'paused' : '',
      ]),
    ),
  );
}

/** `queue failed`. */
export async function showFailedJobs(argv: string[]): Promise<void> {
  const { data, job } = read(argv, 1);
  const dead = await withQueue(data, (queue) => queue.failed({ job }));
  if (dead.length === 0) {
    say('There is no dead letter.');
    return;
  }
  say(
    table(
      ['job', 'id', 'failed at', 'attempts', 'tenant', 'rows', 'reason'],
      dead.map((one) => [
        one.job,
        one.jobId,
        new Date(one.failedAtMs).toISOString(),
        one.attempts,
        one.tenantId ?? '',
        one.ids.length,
        one.reason.replaceAll(/\s+/g, ' ').slice(0, 200),
      ]),
    ),
  );
}

/** `queue retry`. */
export async function retryFailedJobs(argv: string[]): Promise<void> {
  const { data, job, jobIds } = read(argv, Number.POSITIVE_INFINITY);
  const retried = await withQueue(data, (queue) => queue.retryFailed({ job, jobIds }));
  say(`${retried} dead letter${retried === 1 ? '' : 's'} will be tried again.`);
}

/** `queue pause`. */
export async function pauseJobs(argv: string[]): Promise<void> {
  const { data, job } = read(argv, 1);
  await withQueue(data, (queue) => queue.pause(job));
  say(`${job ?? 'All jobs'}: paused until "queue resume".`);
}

/** `queue resume`. */
export async function resumeJobs(argv: string[]): Promise<void> {
  const { data, job } = read(argv, 1);
  await withQueue(data, (queue) => queue.resume(job));
  say(`${job ?? 'All jobs'}: resumed.`);
}

interface QueueArguments {
  data?: string;
  job?: string;
  jobIds?: string[];
}

function read(argv: string[], mostWords: number): QueueArguments {
  const { values, positionals } = parse(() =>
    parseArgs({ args: argv, options: { data: { type: 'string' } }, allowPositionals: true }),
  );
  const [job, ...ids] = positionals;
  if (positionals.length > mostWords) throw new UsageError(`"${positionals[mostWords]}" is one word too many.`);
  const names = catalog.map(({ name }) => name);
  if (job !== undefined && !names.includes(job))
    throw new UsageError(`There is no job ${job}; there are ${names.join(', ')}.`);
  return { data: values.data, job, jobIds: ids.length > 0 ? ids : undefined };
}

async function withQueue<Result>(
  data: string | undefined,
  work: (queue: QueueBackend) => Promise<Result>,
): Promise<Result> {
  const open = async (connection: QueueConnection) => {
    await using queue = await createQueueBackend(connection, {
      logger: createLogger({ service: 'queue', level: 'error' }),
    });
    return await work(queue);
  };
  const inWorker = data === undefined && readConfig(ownerConfig).DATABASE_URL !== undefined;
  if (inWorker) return open(queueConnection(readConfig(workerConfig)));
  return withOwner({ data }, (connectionString) => open({ kind: 'postgres', connectionString }));
}

function parse<Result>(readArguments: () => Result): Result {
  try {
    return readArguments();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
