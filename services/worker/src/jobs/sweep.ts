import type { TenantTransaction } from '@claimwright/db/database';
import { findWaitingWork, jobsInOutbox, type WaitingStep } from '@claimwright/db/pipeline/waiting';
import { allTenantIds } from '@claimwright/db/tenants';
import type { JobCounts, QueueBackend } from '@claimwright/queue/backend';
import {
  applyParked,
  assembleClaims,
  billNextPayers,
  buildBatches,
  correctClaims,
  ingestFiles,
  reviewDenials,
  scrubEncounters,
  sweep,
  transmitBatches,
  whatIf,
} from '@claimwright/queue/catalog';
import { implementJob, type JobDefinition } from '@claimwright/queue/define-job';
import { enqueue } from '@claimwright/queue/enqueue';
import type { WorkerDependencies } from '../dependencies.ts';

/** Work younger than this has most likely a job on its way. */
const graceSeconds = 30;
/** While jobs of its kind wait or run, a row most likely waits its turn; only when it has waited this long it looks forgotten. */
const busyGraceSeconds = 600;
const mostPerStep = 5000;

/** What the sweeper asks the queue. */
export type QueueLoad = Pick<QueueBackend, 'counts'>;

/** Queues what waits without a job: rows are the truth, the queue is a hint. */
export function sweepJob(deps: WorkerDependencies, queue: QueueLoad) {
  return implementJob(sweep, async () => {
    const counts = await queue.counts();
    for (const tenantId of await allTenantIds(deps.database)) {
      const found = await deps.database.transaction(tenantId, (tx) => queueWaitingWork(deps, tx, counts));
      if (found > 0) deps.logger.info({ tenantId, found }, 'the sweeper queued work that waited without a job');
    }
    deps.nudge();
  });
}

/**
 * Queues everything of the tenant that has waited too long for its next step; returns how many rows that was. What lies in the
 * outbox is on its way.
 */
export async function queueWaitingWork(
  deps: Pick<WorkerDependencies, 'clock'>,
  tx: TenantTransaction,
  counts: Readonly<Record<string, JobCounts>>,
): Promise<number> {
  const inOutbox = await jobsInOutbox(tx);
  const now = Date.parse(deps.clock.now());
  let found = 0;
  for (const [step, job] of steps) {
    const load = counts[job.name];
    const busy = inOutbox.has(job.name) || (load && load.waiting + load.delayed + load.active > 0);
    const before = new Date(now - (busy ? busyGraceSeconds : graceSeconds) * 1000).toISOString();
    const ids = await findWaitingWork(tx, step, before, mostPerStep);
    await enqueue(tx, job, tx.tenantId, ids);
    found += ids.length;
  }
  return found;
}

const steps: readonly (readonly [WaitingStep, JobDefinition])[] = [
  ['encountersToScrub', scrubEncounters],
  ['encountersToBill', assembleClaims],
  ['correctionsToMake', correctClaims],
  ['nextPayersToBill', billNextPayers],
  ['claimsToBatch', buildBatches],
  ['batchesToTransmit', transmitBatches],
  ['filesToIngest', ingestFiles],
  ['parkedToApply', applyParked],
  ['remittancesToReview', reviewDenials],
  ['whatIfsToRun', whatIf],
];
