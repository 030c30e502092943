import {
  type LeasedBatch,
  leaseBatch,
  loadRoutes,
  releaseBatch,
  renewBatchLease,
} from '@claimwright/db/pipeline/batches';
import { findBatchToHandOver, holdBatch, mayBeginHandOver } from '@claimwright/db/pipeline/hand-overs';
import { transmitBatches } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { JobFailure } from '@claimwright/queue/job-failure';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';
import { noteHandOver } from '../note-hand-over.ts';

/** A worker that dies leaves its batch to others after this; one that lives keeps saying so. */
const leaseSeconds = 15;
/** How long one hand-over may take before it counts as failed and is tried again. */
const sendMilliseconds = 120_000;

/**
 * Hands built batches to the clearinghouse. The lease is taken and committed first, then the file is sent, then the claims
 * move: a crash in between sends the same bytes under the same name again, which every transport takes as one.
 */
export function transmitBatchesJob(deps: WorkerDependencies) {
  return implementJob(transmitBatches, async (job) => {
    const failures: unknown[] = [];
    for (const batchId of job.ids) {
      try {
        await transmit(deps, job.tenantId, batchId, job.signal);
      } catch (error) {
        failures.push(error);
      }
    }
    deps.nudge();
    if (failures.length > 0) {
      const cause = new AggregateError(failures);
      const text = `${failures.length} of ${job.ids.length} batches were not handed over`;
      throw new JobFailure('hand_over_failed', text, { cause });
    }
  });
}

async function transmit(
  deps: WorkerDependencies,
  tenantId: string,
  batchId: string,
  signal: AbortSignal,
): Promise<void> {
  const lease = await begin(deps, tenantId, batchId);
  if (lease === 'not_waiting') return;
  // Whoever holds it may have died just now; the queue asks again.
  if (lease === 'leased') throw new JobFailure('batch_leased', 'another worker is handing the batch over');
  try {
    await sendInTime(deps, tenantId, lease, signal);
  } catch (error) {
    deps.logger.error({ err: error, batchId }, 'a batch could not be handed over');
    await deps.database.transaction(tenantId, (tx) => releaseBatch(tx, lease, describe(error)));
    throw error;
  }
  await deps.database.transaction(tenantId, (tx) => noteHandOver(deps, tx, batchId, actorOf(transmitBatches)));
}

/** Takes the lease, if the batch is ours to send and the route's schedule lets another file begin; else there is nothing to do yet. */
async function begin(deps: WorkerDependencies, tenantId: string, batchId: string): ReturnType<typeof leaseBatch> {
  return deps.database.transaction(tenantId, async (tx) => {
    const batch = await findBatchToHandOver(tx, batchId);
    if (!batch) return 'not_waiting';
    const route = (await loadRoutes(tx)).find(({ name }) => name === batch.route);
    if (route?.adapter === 'http') {
      if (batch.confirmed) await noteHandOver(deps, tx, batchId, actorOf(transmitBatches));
      return 'not_waiting';
    }
    const at = deps.clock.now();
    const decision = await mayBeginHandOver(tx, batch, at);
    if (decision.may) return leaseBatch(tx, batchId, leaseSeconds, at);
    await holdBatch(tx, batchId, decision.notBefore);
    deps.logger.info({ batchId, route: batch.route, ...decision }, 'the schedule of the route holds a batch back');
    return 'not_waiting';
  });
}

/** Sends while the lease is kept alive; gives up on a transport that does not come back. Its late success does no harm. */
async function sendInTime(
  deps: WorkerDependencies,
  tenantId: string,
  batch: LeasedBatch,
  signal: AbortSignal,
): Promise<void> {
  const renewing = setInterval(() => {
    deps.database
      .transaction(tenantId, (tx) => renewBatchLease(tx, batch, leaseSeconds))
      .catch((err) => deps.logger.warn({ err, batchId: batch.id }, 'the lease of a batch could not be renewed'));
  }, leaseSeconds * 300);
  const patience = AbortSignal.any([signal, AbortSignal.timeout(deps.sendMilliseconds ?? sendMilliseconds)]);
  try {
    await Promise.race([send(deps, tenantId, batch), whenAborted(patience)]);
  } finally {
    clearInterval(renewing);
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = () =>
      reject(signal.reason instanceof Error ? signal.reason : new Error('The hand-over was stopped.'));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}

async function send(deps: WorkerDependencies, tenantId: string, batch: LeasedBatch): Promise<void> {
  const routes = await deps.database.snapshot(tenantId, loadRoutes);
  const route = routes.find((candidate) => candidate.name === batch.route);
  if (!route) throw new Error(`Route "${batch.route}" of the batch is not configured any more.`);
  const transport = await deps.transport(tenantId, route);
  await transport.send({ name: batch.fileName, content: batch.content });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
