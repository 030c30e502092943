import type { TenantTransaction } from '@claimwright/db/database';
import { findWaitingWork } from '@claimwright/db/pipeline/waiting';
import { allTenantIds } from '@claimwright/db/tenants';
import {
  assembleClaims,
  buildBatches,
  ingestFiles,
  scrubEncounters,
  sweep,
  transmitBatches,
} from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { enqueue } from '@claimwright/queue/enqueue';
import type { WorkerDependencies } from '../dependencies.ts';

/** Work younger than this has most likely a job on its way. */
const graceSeconds = 30;
const mostPerStep = 5000;

/** Queues what waits without a job: rows are the truth, the queue is a hint. */
export function sweepJob(deps: WorkerDependencies) {
  return implementJob(sweep, async () => {
    for (const tenantId of await allTenantIds(deps.database)) {
      const found = await deps.database.transaction(tenantId, (tx) => queueWaitingWork(deps, tx, graceSeconds));
      if (found > 0) deps.logger.info({ tenantId, found }, 'the sweeper queued work that waited without a job');
    }
    deps.nudge();
  });
}

/** Queues everything of the tenant that has waited longer than `olderThanSeconds`; returns how many rows that was. */
export async function queueWaitingWork(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  olderThanSeconds: number,
): Promise<number> {
  const before = new Date(Date.parse(deps.clock.now()) - olderThanSeconds * 1000).toISOString();
  const waiting = await findWaitingWork(tx, before, mostPerStep);
  await enqueue(tx, scrubEncounters, tx.tenantId, waiting.encountersToScrub);
  await enqueue(tx, assembleClaims, tx.tenantId, waiting.encountersToBill);
  await enqueue(tx, buildBatches, tx.tenantId, waiting.claimsToBatch);
  await enqueue(tx, transmitBatches, tx.tenantId, waiting.batchesToTransmit);
  await enqueue(tx, ingestFiles, tx.tenantId, waiting.filesToIngest);
  return (
    waiting.encountersToScrub.length +
    waiting.encountersToBill.length +
    waiting.claimsToBatch.length +
    waiting.batchesToTransmit.length +
    waiting.filesToIngest.length
  );
}
