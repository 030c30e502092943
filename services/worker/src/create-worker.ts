import type { QueueBackend } from '@claimwright/queue/backend';
import { createOutboxRelay } from '@claimwright/queue/outbox-relay';
import type { WorkerDependencies } from './dependencies.ts';
import { applyParkedJob } from './jobs/apply-parked.ts';
import { askClaimStatusJob } from './jobs/ask-claim-status.ts';
import { assembleClaimsJob } from './jobs/assemble-claims.ts';
import { billNextPayersJob } from './jobs/bill-next-payers.ts';
import { buildBatchesJob } from './jobs/build-batches.ts';
import { correctClaimsJob } from './jobs/correct-claims.ts';
import { foldDayCountsJob } from './jobs/fold-day-counts.ts';
import { ingestFilesJob } from './jobs/ingest-files.ts';
import { reviewDenialsJob } from './jobs/review-denials.ts';
import { scrubEncountersJob } from './jobs/scrub-encounters.ts';
import { sweepJob } from './jobs/sweep.ts';
import { transmitBatchesJob } from './jobs/transmit-batches.ts';
import { watchAnswersJob } from './jobs/watch-answers.ts';
import { whatIfJob } from './jobs/what-if.ts';
import { pollInbound } from './poll-inbound.ts';

export interface WorkerSettings extends Omit<WorkerDependencies, 'nudge'> {
  backend: QueueBackend;
  /** Time between two looks at the clearinghouses' outboxes. */
  pollMilliseconds: number;
}

/** A running worker: the outbox relay, the inbound poller and all job handlers. */
export interface RunningClaimsWorker extends AsyncDisposable {
  /** The relay looks for work now: called after commits in the same process. */
  nudge(): void;
  dependencies: WorkerDependencies;
}

/** Starts the worker. It works until disposed; then running jobs end first. */
export async function createWorker(settings: WorkerSettings): Promise<RunningClaimsWorker> {
  const { backend, pollMilliseconds, ...given } = settings;
  const relay = createOutboxRelay({ pool: given.database.pool, backend, logger: given.logger });
  const dependencies: WorkerDependencies = { ...given, nudge: () => relay.nudge() };
  const stop = new AbortController();
  const pool = await backend.work([
    scrubEncountersJob(dependencies),
    assembleClaimsJob(dependencies),
    buildBatchesJob(dependencies),
    transmitBatchesJob(dependencies),
    ingestFilesJob(dependencies),
    applyParkedJob(dependencies),
    reviewDenialsJob(dependencies),
    billNextPayersJob(dependencies),
    correctClaimsJob(dependencies),
    whatIfJob(dependencies),
    foldDayCountsJob(dependencies),
    sweepJob(dependencies, backend),
    watchAnswersJob(dependencies),
    askClaimStatusJob(dependencies),
  ]);
  const loops = [relay.run(stop.signal), pollInbound(dependencies, pollMilliseconds, stop.signal)];
  return {
    dependencies,
    nudge: dependencies.nudge,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.all(loops);
      await pool.close();
    },
  };
}
