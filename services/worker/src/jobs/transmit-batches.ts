import type { TenantTransaction } from '@claimwright/db/database';
import {
  type LeasedBatch,
  leaseBatch,
  loadRoutes,
  markTransmitted,
  releaseBatch,
} from '@claimwright/db/pipeline/batches';
import { loadAccountLines } from '@claimwright/db/pipeline/claim-accounts';
import { createClaimJournal, lockClaims, saveClaimJournal } from '@claimwright/db/pipeline/claim-moves';
import { postLedgerEntries } from '@claimwright/db/pipeline/claims';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { transmitBatches } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { chargePosting } from '@claimwright/remittance/charge-posting';
import { stageDeltasOfJournal } from '../claim-stages.ts';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';

/** How long one hand-over may take before another worker may try. */
const leaseMinutes = 5;

/**
 * Hands built batches to the clearinghouse. The lease is taken and committed first, then the file is sent, then the claims
 * move: a crash in between sends the same bytes under the same name again, which every transport takes as one.
 */
export function transmitBatchesJob(deps: WorkerDependencies) {
  return implementJob(transmitBatches, async (job) => {
    const failures: unknown[] = [];
    for (const batchId of job.ids) {
      const batch = await deps.database.transaction(job.tenantId, (tx) => {
        const now = deps.clock.now();
        const until = new Date(Date.parse(now) + leaseMinutes * 60_000).toISOString();
        return leaseBatch(tx, batchId, now, until);
      });
      if (!batch) continue;
      try {
        await send(deps, job.tenantId, batch);
      } catch (error) {
        deps.logger.error({ err: error, batchId }, 'a batch could not be handed over');
        await deps.database.transaction(job.tenantId, (tx) => releaseBatch(tx, batchId, describe(error)));
        failures.push(error);
        continue;
      }
      await deps.database.transaction(job.tenantId, (tx) => markSubmitted(deps, tx, batchId));
      deps.nudge();
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of ${job.ids.length} batches were not handed over`);
  });
}

async function send(deps: WorkerDependencies, tenantId: string, batch: LeasedBatch): Promise<void> {
  const routes = await deps.database.snapshot(tenantId, loadRoutes);
  const route = routes.find((candidate) => candidate.name === batch.route);
  if (!route) throw new Error(`Route "${batch.route}" of the batch is not configured any more.`);
  const transport = await deps.transport(tenantId, route);
  await transport.send({ name: batch.fileName, content: batch.content });
}

async function markSubmitted(deps: WorkerDependencies, tx: TenantTransaction, batchId: string): Promise<void> {
  const at = deps.clock.now();
  if (!(await markTransmitted(tx, batchId, at))) return;
  const journal = createClaimJournal();
  const submittedOn = deps.clock.today();
  for (const claim of await lockClaims(tx, { batchId })) {
    const changes = { submittedOn: claim.submittedOn ?? submittedOn };
    if (!journal.record(claim, { type: 'submitted', effectiveDate: submittedOn, changes })) {
      deps.logger.warn({ claimId: claim.id, status: claim.status }, 'a claim moved on before its hand-over was noted');
    }
  }
  await saveClaimJournal(tx, journal, { actor: actorOf(transmitBatches), at, batchId });
  const lines = await loadAccountLines(
    tx,
    journal.steps.map(({ claim }) => claim.id),
  );
  await postLedgerEntries(
    tx,
    journal.steps.map(({ claim }) => ({
      claimId: claim.id,
      entries: chargePosting({ frequencyCode: claim.frequencyCode, lines: lines.get(claim.id) ?? [] }, submittedOn),
    })),
    at,
  );
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
