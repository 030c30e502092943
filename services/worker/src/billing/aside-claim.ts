import { sealSnapshot } from '@claimwright/assembly/seal-snapshot';
import type { TenantTransaction } from '@claimwright/db/database';
import { createClaimJournal, type LockedClaim, saveClaimJournal } from '@claimwright/db/pipeline/claim-moves';
import { type ClaimToSave, saveAssembledClaims } from '@claimwright/db/pipeline/claims';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import type { loadEncountersOfClaim } from '@claimwright/db/pipeline/next-payers';
import { closeClaimTasks } from '@claimwright/db/pipeline/tasks';
import { buildBatches } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import { stageDeltasOfJournal, stageDeltasOfNewClaims } from '../claim-stages.ts';
import type { WorkerDependencies } from '../dependencies.ts';
import { supersede } from './save-units.ts';

/** What the encounters of a claim are, as another claim for them takes them over. */
export type BilledEncounters = Awaited<ReturnType<typeof loadEncountersOfClaim>>;

/** A claim that stands beside the encounters it speaks of and not for them: a void, a claim to a later payer. */
export function asideClaim(
  deps: WorkerDependencies,
  billed: BilledEncounters,
  { snapshot, route, link }: Pick<ClaimToSave, 'snapshot' | 'route' | 'link'>,
): ClaimToSave {
  return {
    id: deps.newId(),
    submissionId: deps.newId(),
    encounters: billed.encounters.map(({ encounterId, part }) => ({ encounterId, part })),
    aside: true,
    lineEncounterIds: billed.lineEncounterIds,
    patientKey: billed.encounters[0]?.patientKey ?? '',
    route,
    snapshot,
    ...sealSnapshot(snapshot),
    ...(link ? { link } : {}),
  };
}

/** Stores a claim that takes the place of a locked one, whose tasks are done with, and asks for its batch. */
export async function saveSuccessor(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  original: LockedClaim,
  made: ClaimToSave,
  actor: string,
): Promise<void> {
  const at = deps.clock.now();
  const journal = createClaimJournal();
  supersede(deps, { journal, letGo: [] }, original, made.id, made.snapshot.frequencyCode);
  await saveClaimJournal(tx, journal, { actor, at });
  await saveAssembledClaims(tx, [made], { actor, at });
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
  await appendCountDeltas(tx, stageDeltasOfNewClaims([made], new Map()));
  await closeClaimTasks(tx, [original.id], at);
  await enqueue(tx, buildBatches, tx.tenantId, [made.id]);
}
