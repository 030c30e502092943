import type { TenantTransaction } from '@claimwright/db/database';
import { markTransmitted } from '@claimwright/db/pipeline/batches';
import { createClaimJournal, lockClaims, saveClaimJournal } from '@claimwright/db/pipeline/claim-moves';
import { postLedgerEntries } from '@claimwright/db/pipeline/claims';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { moveSupersededCharges, openAccounts } from './claim-accounts.ts';
import { stageDeltasOfJournal } from './claim-stages.ts';
import type { WorkerDependencies } from './dependencies.ts';

/**
 * Notes that the clearinghouse has a batch: its claims become submitted and their accounts open with the charge. Does nothing
 * when that is noted already, so the hand-over and an answer that overtakes its record may both say so. The batch is locked
 * before its claims; whoever needs both keeps to that order.
 */
export async function noteHandOver(
  deps: Pick<WorkerDependencies, 'clock' | 'logger'>,
  tx: TenantTransaction,
  batchId: string,
  actor: string,
): Promise<void> {
  const at = deps.clock.now();
  if (!(await markTransmitted(tx, batchId, at))) return;
  const journal = createClaimJournal();
  const submittedOn = deps.clock.today();
  for (const claim of await lockClaims(tx, { batchId })) {
    const changes = { submittedOn: claim.submittedOn ?? submittedOn };
    if (!journal.record(claim, { type: 'submitted', effectiveDate: submittedOn, changes })) {
      throw new Error(`Claim ${claim.id} is ${claim.status} although its batch was not handed over yet.`);
    }
  }
  const claims = journal.steps.map(({ claim }) => claim);
  const opening = await openAccounts(tx, claims, submittedOn);
  const moved = await moveSupersededCharges(tx, claims, submittedOn);
  await saveClaimJournal(tx, journal, { actor, at, batchId });
  await postLedgerEntries(tx, [...opening, ...moved], at);
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
}
