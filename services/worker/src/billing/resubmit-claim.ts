import { sealSnapshot } from '@claimwright/assembly/seal-snapshot';
import type { TenantTransaction } from '@claimwright/db/database';
import { loadSnapshots, lockEncountersOfClaims } from '@claimwright/db/pipeline/claim-chains';
import { createClaimJournal, type LockedClaim, saveClaimJournal } from '@claimwright/db/pipeline/claim-moves';
import type { Correction } from '@claimwright/db/pipeline/corrections';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { moveEncounters } from '@claimwright/db/pipeline/encounter-moves';
import { loadEncountersOfClaim } from '@claimwright/db/pipeline/next-payers';
import { changesOf, type Resubmission, saveResubmissions } from '@claimwright/db/pipeline/resubmissions';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { closeClaimTasks, closeEncounterTasks } from '@claimwright/db/pipeline/tasks';
import { buildBatches } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import { JobFailure } from '@claimwright/queue/job-failure';
import { stageDeltasOfJournal } from '../claim-stages.ts';
import type { WorkerDependencies } from '../dependencies.ts';
import type { CorrectionOutcome } from '../jobs/correct-claims.ts';
import { supersedeAgain } from './save-units.ts';

/**
 * Sends a claim again as it was, under its own number: one that was rejected for a reason outside of it, or that nobody has
 * answered. What a payer has adjudicated is corrected instead; sent again it would be denied as a duplicate.
 */
export async function resubmitAsItWas(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  claim: LockedClaim,
  correction: Correction,
  actor: string,
): Promise<CorrectionOutcome> {
  if (claim.status === 'batched') throw new JobFailure('claim_being_sent', 'the claim is just being handed over');
  if (claim.supersededBy !== null) return { ok: false, reason: 'Another claim took its place already.' };
  const present = (await loadSnapshots(tx, [claim.id])).get(claim.id);
  if (!present) throw new Error(`Claim ${claim.id} has no snapshot.`);
  const encounters = await encountersToTake(tx, claim);
  if ('reason' in encounters) return { ok: false, reason: encounters.reason };
  const row: Resubmission = {
    claim,
    submissionId: deps.newId(),
    encounters: encounters.rows.map(({ encounterId, part }) => ({ encounterId, part })),
    lineEncounterIds: (await loadEncountersOfClaim(tx, claim.id)).lineEncounterIds,
    route: await routeOfClaim(tx, claim),
    snapshot: present,
    ...sealSnapshot(present),
  };
  const journal = createClaimJournal();
  await supersedeAgain(deps, tx, { journal, letGo: [] }, claim);
  const changes = changesOf(row);
  const { submissionNumber } = changes;
  const detail = {
    submissionId: row.submissionId,
    submissionNumber,
    reason: correction.reason,
    by: correction.requestedBy,
  };
  if (!journal.record(claim, { type: 'resubmitted', effectiveDate: deps.clock.today(), detail, changes })) {
    return { ok: false, reason: `The payer has decided about it: it is ${claim.status}. Correct it instead.` };
  }
  const at = deps.clock.now();
  await saveClaimJournal(tx, journal, { actor, at });
  // A claim to a later payer and a void stand beside their encounters, never for them.
  if (encounters.aside) await saveResubmissions(tx, [{ ...row, encounters: [] }], at);
  else await saveResubmissions(tx, [row], at);
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
  await takeEncounters(tx, encounters.rows, claim.id, actor, at);
  await closeClaimTasks(tx, [claim.id], at);
  await enqueue(tx, buildBatches, tx.tenantId, [claim.id]);
  return { ok: true, claimId: claim.id };
}

type Encounters = Awaited<ReturnType<typeof lockEncountersOfClaims>>;

/** A rejected claim takes its encounters back; not when one of them was changed or billed otherwise since. */
async function encountersToTake(
  tx: TenantTransaction,
  claim: LockedClaim,
): Promise<{ rows: Encounters; aside: boolean } | { reason: string }> {
  const rows = await lockEncountersOfClaims(tx, [claim.id]);
  if (claim.priorClaimId !== null || claim.frequencyCode === '8') return { rows: [], aside: true };
  if (claim.status !== 'rejected') return { rows, aside: false };
  const other = rows.find((row) => row.status !== 'needs_review' && row.status !== 'billed');
  if (other)
    return { reason: `Its encounter is ${other.status}: it is being corrected, and billed again when it passes.` };
  if (await changedSinceRejection(tx, rows)) {
    return { reason: 'Its encounter was changed since it was rejected; it is billed again when it passes the checks.' };
  }
  const { rowCount } = await tx.query(
    `select from claim_encounters o where o.tenant_id = $1 and o.live and o.claim_id <> $2
       and (o.encounter_id, o.part) in (select encounter_id, part from claim_encounters where tenant_id = $1 and claim_id = $2)`,
    [tx.tenantId, claim.id],
  );
  if ((rowCount ?? 0) > 0) return { reason: 'Its encounter is on another claim by now.' };
  return { rows, aside: false };
}

async function changedSinceRejection(tx: TenantTransaction, rows: Encounters): Promise<boolean> {
  const held = rows.filter((row) => row.status === 'needs_review').map((row) => row.encounterId);
  const { rowCount } = await tx.query(
    `select from unnest($2::uuid[]) as e (id) where (select v.type from encounter_events v
       where v.tenant_id = $1 and v.encounter_id = e.id order by v.sequence desc limit 1) <> 'claim_rejected'`,
    [tx.tenantId, held],
  );
  return (rowCount ?? 0) > 0;
}

async function takeEncounters(
  tx: TenantTransaction,
  rows: Encounters,
  claimId: string,
  actor: string,
  at: string,
): Promise<void> {
  const held = rows.filter((row) => row.status === 'needs_review');
  await moveEncounters(
    tx,
    held.map(({ encounterId, version }) => ({
      encounterId,
      version,
      from: 'needs_review',
      event: 'claim_resubmitted',
      detail: { claimId },
    })),
    actor,
    at,
  );
  await closeEncounterTasks(
    tx,
    held.map(({ encounterId }) => encounterId),
    at,
  );
}

/** The route of the claim's payer as it is configured now. */
export async function routeOfClaim(tx: TenantTransaction, claim: LockedClaim): Promise<string> {
  return (await loadPayerProfiles(tx, [claim.payerId])).get(claim.payerId)?.route ?? 'default';
}
