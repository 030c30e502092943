import { type AnyJobDefinition, defineJob, defineRepeatingJob } from './define-job.ts';

/** Ids of encounters received or changed: run the coding checks. */
export const scrubEncounters = defineJob({
  name: 'scrub-encounters',
  attempts: 5,
  backoff: { type: 'exponential', delayMs: 1_000 },
  concurrency: 2,
  chunk: 250,
});

/** Ids of encounters that passed: assemble claims. */
export const assembleClaims = defineJob({
  name: 'assemble-claims',
  attempts: 5,
  backoff: { type: 'exponential', delayMs: 1_000 },
  concurrency: 2,
  chunk: 250,
});

/**
 * Ids of claims assembled. The handler looks which of them still wait and then batches everything that waits on their routes;
 * the delay lets claims collect, so most of these jobs find theirs already batched and end at once.
 */
export const buildBatches = defineJob({
  name: 'build-batches',
  attempts: 5,
  backoff: { type: 'exponential', delayMs: 1_000 },
  concurrency: 1,
  chunk: 500,
  delayMs: 2_000,
});

/** Ids of batches built: hand them to the clearinghouse. Retried for nearly three hours: clearinghouses close for maintenance. */
export const transmitBatches = defineJob({
  name: 'transmit-batches',
  attempts: 12,
  backoff: { type: 'exponential', delayMs: 5_000 },
  concurrency: 4,
  chunk: 10,
});

/** Ids of inbound files stored: read them and move the claims they name. A file may be large, hence few a job. */
export const ingestFiles = defineJob({
  name: 'ingest-files',
  attempts: 5,
  backoff: { type: 'exponential', delayMs: 2_000 },
  concurrency: 2,
  chunk: 5,
});

/** Ids of parked items of which somebody asked something: try them again, or take them to the claim that was named. */
export const applyParked = defineJob({
  name: 'apply-parked',
  attempts: 5,
  backoff: { type: 'exponential', delayMs: 2_000 },
  concurrency: 1,
  chunk: 10,
});

/** Ids of remittances posted: hold their denials against what the checks had said. */
export const reviewDenials = defineJob({
  name: 'review-denials',
  attempts: 5,
  backoff: { type: 'exponential', delayMs: 5_000 },
  concurrency: 1,
  chunk: 20,
});

/** Ids of claims that a payer answered: bill what it left to the payer after it. */
export const billNextPayers = defineJob({
  name: 'bill-next-payers',
  attempts: 5,
  backoff: { type: 'exponential', delayMs: 2_000 },
  concurrency: 1,
  chunk: 50,
});

/** Ids of requests about claims (claim_corrections): void them, send them again, bill the next payer. */
export const correctClaims = defineJob({
  name: 'correct-claims',
  attempts: 8,
  backoff: { type: 'exponential', delayMs: 2_000 },
  concurrency: 1,
  chunk: 20,
});

/** Ids of what-if runs: compare what the checks say now with what they would say. Long and never urgent, hence one at a time. */
export const whatIf = defineJob({
  name: 'what-if',
  attempts: 5,
  backoff: { type: 'exponential', delayMs: 5_000 },
  concurrency: 1,
  chunk: 1,
});

/** Folds appended day-count deltas into the tables reporting reads. */
export const foldDayCounts = defineRepeatingJob({
  name: 'fold-day-counts',
  attempts: 2,
  backoff: { type: 'fixed', delayMs: 1_000 },
  concurrency: 1,
  everyMs: 5_000,
});

/** Finds rows whose next step was never queued, or was lost with the queue, and queues it. */
export const sweep = defineRepeatingJob({
  name: 'sweep',
  attempts: 2,
  backoff: { type: 'fixed', delayMs: 1_000 },
  concurrency: 1,
  everyMs: 30_000,
});

/** Tells people of acknowledgements and remittances that should have come, and closes those tasks when they come. */
export const watchAnswers = defineRepeatingJob({
  name: 'watch-answers',
  attempts: 2,
  backoff: { type: 'fixed', delayMs: 1_000 },
  concurrency: 1,
  everyMs: 60_000,
});

/** Asks payers for the status of claims that are silent longer than usual (276). */
export const askClaimStatus = defineRepeatingJob({
  name: 'ask-claim-status',
  attempts: 2,
  backoff: { type: 'fixed', delayMs: 1_000 },
  concurrency: 1,
  everyMs: 60_000,
});

/** All background work there is. Boot fails when one of these has no handler. */
export const catalog: readonly AnyJobDefinition[] = [
  scrubEncounters,
  assembleClaims,
  buildBatches,
  transmitBatches,
  ingestFiles,
  applyParked,
  reviewDenials,
  billNextPayers,
  correctClaims,
  whatIf,
  foldDayCounts,
  sweep,
  watchAnswers,
  askClaimStatus,
];
