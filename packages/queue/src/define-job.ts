import type { Id } from '@claimwright/domain/ids';
import * as z from 'zod';
import type { Logger } from './logger.ts';

/**
 * All a job may carry: whose rows, and which. Strict, because a queue is no place for PHI: whatever else is put in is refused
 * by the publisher and by the worker. (`guid`, not `uuid`: Postgres holds UUIDs of any version.)
 */
export const jobPayload = z.strictObject({ tenantId: z.guid(), ids: z.array(z.guid()).min(1) });
export type JobPayload = z.infer<typeof jobPayload>;

/** A repeating job carries nothing: it looks for its own work. */
export const tickPayload = z.strictObject({});

/** Wait before attempt n + 1: `delayMs`, or `delayMs * 2^(n-1)`, with a fifth of jitter so that a herd does not return at once. */
export interface Backoff {
  type: 'fixed' | 'exponential';
  delayMs: number;
}

interface JobPolicy<Name extends string> {
  name: Name;
  /** Runs before the job goes to the dead letters, the first included. */
  attempts: number;
  backoff: Backoff;
  /** Jobs of this kind one process runs at the same time. */
  concurrency: number;
}

/** A job over a batch of one tenant's rows. */
export interface JobDefinition<Name extends string = string> extends JobPolicy<Name> {
  kind: 'batch';
  payload: typeof jobPayload;
  /** Most ids a job; what is longer is published as several jobs. */
  chunk: number;
  /** How long a job waits before it may run, so that work collects. */
  delayMs: number;
}

/** A job that runs every so often, once for all processes, over all tenants. */
export interface RepeatingJobDefinition<Name extends string = string> extends JobPolicy<Name> {
  kind: 'repeating';
  payload: typeof tickPayload;
  everyMs: number;
}

export type AnyJobDefinition = JobDefinition | RepeatingJobDefinition;

/** What a run knows besides its ids. */
export interface RunContext {
  /** Aborted when the lock is lost (another worker may have the job by now) or when a shutdown runs out of patience. */
  signal: AbortSignal;
  /** 1 for the first run; counts failures, so a run repeated because its worker died keeps its number. */
  attempt: number;
  jobId: string;
  log: Logger;
}

export type JobContext = RunContext & JobPayload;
export type JobHandler = (context: JobContext) => Promise<void>;
export type RepeatingJobHandler = (context: RunContext) => Promise<void>;

export type JobImplementation =
  | { job: JobDefinition; handler: JobHandler }
  | { job: RepeatingJobDefinition; handler: RepeatingJobHandler };

/** Names become queue names, job ids and Redis keys; BullMQ reads a meaning into ':' there. */
const jobName = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'a job name is lower-case words joined by hyphens');

const policy = z.object({
  name: jobName,
  attempts: z.int().positive(),
  backoff: z.object({ type: z.enum(['fixed', 'exponential']), delayMs: z.int().positive() }),
  concurrency: z.int().positive(),
});
const batchPolicy = policy.extend({ chunk: z.int().positive(), delayMs: z.int().nonnegative() });
const repeatingPolicy = policy.extend({ everyMs: z.int().positive() });

/**
 * Defines a job over batches of ids, for producers and worker alike.
 * @throws when a number or the name makes no sense: a bug in the catalog.
 */
export function defineJob<const Name extends string>(
  settings: JobPolicy<Name> & { chunk: number; delayMs?: number },
): JobDefinition<Name> {
  const definition = { delayMs: 0, ...settings };
  batchPolicy.parse(definition);
  return { ...definition, kind: 'batch', payload: jobPayload };
}

/**
 * Defines a job that runs every `everyMs` milliseconds, once for all worker processes together.
 * @throws when a number or the name makes no sense: a bug in the catalog.
 */
export function defineRepeatingJob<const Name extends string>(
  settings: JobPolicy<Name> & { everyMs: number },
): RepeatingJobDefinition<Name> {
  repeatingPolicy.parse(settings);
  return { ...settings, kind: 'repeating', payload: tickPayload };
}

/**
 * Joins a job and what runs it. The handler must stand being run twice with the same ids, at the same time even: jobs are
 * delivered at least once, and the version guard of its writes is what makes that harmless.
 */
export function implementJob(job: JobDefinition, handler: JobHandler): JobImplementation;
export function implementJob(job: RepeatingJobDefinition, handler: RepeatingJobHandler): JobImplementation;
export function implementJob(job: AnyJobDefinition, handler: JobHandler | RepeatingJobHandler): JobImplementation {
  return { job, handler } as JobImplementation;
}

/** A job to publish. `hint` says what made it necessary: the same ids with the same hint are the same job. */
export interface PublishedJob {
  job: JobDefinition;
  tenantId: Id;
  ids: readonly Id[];
  hint: string;
}
