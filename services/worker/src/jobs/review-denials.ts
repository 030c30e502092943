import type { TenantTransaction } from '@claimwright/db/database';
import { beginDenialReview, loadAnswers, saveDenialReviews } from '@claimwright/db/review/denial-reviews';
import { reviewDenials as job } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import type { WorkerDependencies } from '../dependencies.ts';
import { reviewsOf } from '../ingest/review-answers.ts';

const most = 500;

/** Holds the answers of posted remittances against what our checks had said: each remittance once, in one transaction. */
export function reviewDenialsJob(deps: WorkerDependencies) {
  return implementJob(job, async ({ tenantId, ids }) => {
    for (const id of ids) await deps.database.transaction(tenantId, (tx) => reviewRemittance(deps, tx, id));
  });
}

async function reviewRemittance(deps: WorkerDependencies, tx: TenantTransaction, remittanceId: string): Promise<void> {
  if (!(await beginDenialReview(tx, remittanceId, deps.clock.now()))) return;
  for (let last = 0; ; ) {
    const answers = await loadAnswers(tx, remittanceId, last, most);
    if (answers.length === 0) return;
    await saveDenialReviews(tx, remittanceId, reviewsOf(answers));
    last = answers.at(-1)?.ordinal ?? last;
  }
}
