import { asReplacement, billsTheSame } from '@claimwright/assembly/correct-claim';
import type { NextPayerPlan } from '@claimwright/assembly/next-payer-claim';
import { patientControlNumber } from '@claimwright/assembly/patient-control-number';
import { snapshotSha256 } from '@claimwright/assembly/snapshot-sha256';
import type { TenantTransaction } from '@claimwright/db/database';
import { loadSnapshots } from '@claimwright/db/pipeline/claim-chains';
import {
  createClaimJournal,
  type LockedClaim,
  lockClaims,
  saveClaimJournal,
} from '@claimwright/db/pipeline/claim-moves';
import { saveAssembledClaims } from '@claimwright/db/pipeline/claims';
import { takePatientControlNumbers } from '@claimwright/db/pipeline/control-numbers';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import type { loadEncountersOfClaim } from '@claimwright/db/pipeline/next-payers';
import { changesOf, saveResubmissions } from '@claimwright/db/pipeline/resubmissions';
import { closeClaimTasks } from '@claimwright/db/pipeline/tasks';
import type { PayerProfile } from '@claimwright/domain/payer';
import { buildBatches } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import { JobFailure } from '@claimwright/queue/job-failure';
import { stageDeltasOfJournal, stageDeltasOfNewClaims } from '../claim-stages.ts';
import type { WorkerDependencies } from '../dependencies.ts';
import type { NextPayerOutcome } from './next-payer.ts';
import { linkTo } from './plan-unit.ts';
import { supersede } from './save-units.ts';

export interface RebuildInput {
  existingId: string;
  priorClaimId: string;
  plan: Extract<NextPayerPlan, { ok: true }>;
  billed: Awaited<ReturnType<typeof loadEncountersOfClaim>>;
  payer: PayerProfile;
  actor: string;
}

/**
 * Corrects the claim to the next payer after the one before has changed its answer: sent again under its number while no payer
 * has it, replaced afterwards. Nothing happens when it says what it should already.
 */
export async function rebuildNextClaim(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  input: RebuildInput,
): Promise<NextPayerOutcome> {
  const [existing] = await lockClaims(tx, { ids: [input.existingId] });
  const present = (await loadSnapshots(tx, [input.existingId])).get(input.existingId);
  if (!existing || !present) throw new Error(`Claim ${input.existingId} is not there.`);
  const candidate = input.plan.assemble(existing.patientControlNumber);
  if (billsTheSame(candidate, present)) {
    await closeClaimTasks(tx, [existing.id], deps.clock.now(), 'next_payer_outdated');
    return { kind: 'already', claimId: existing.id };
  }
  if (existing.status === 'batched') throw new JobFailure('claim_being_sent', 'the claim is just being handed over');
  if (['assembled', 'submitted', 'acknowledged', 'rejected'].includes(existing.status)) {
    return resubmitWith(deps, tx, existing, candidate, input);
  }
  return replaceWith(deps, tx, existing, input);
}

async function resubmitWith(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  claim: LockedClaim,
  snapshot: ReturnType<RebuildInput['plan']['assemble']>,
  { billed, payer, actor }: RebuildInput,
): Promise<NextPayerOutcome> {
  const row = {
    claim,
    submissionId: deps.newId(),
    encounters: [],
    lineEncounterIds: billed.lineEncounterIds,
    route: payer.route,
    snapshot,
    snapshotSha256: Buffer.from(snapshotSha256(snapshot), 'hex'),
  };
  const journal = createClaimJournal();
  const changes = changesOf(row);
  const detail = { submissionId: row.submissionId, submissionNumber: changes.submissionNumber };
  journal.record(claim, { type: 'resubmitted', effectiveDate: deps.clock.today(), detail, changes });
  const at = deps.clock.now();
  await saveClaimJournal(tx, journal, { actor, at });
  await saveResubmissions(tx, [row], at);
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
  await closeClaimTasks(tx, [claim.id], at);
  await enqueue(tx, buildBatches, tx.tenantId, [claim.id]);
  return { kind: 'billed', claimId: claim.id };
}

async function replaceWith(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  existing: LockedClaim,
  { plan, billed, payer, actor, priorClaimId }: RebuildInput,
): Promise<NextPayerOutcome> {
  const number = existing.payerClaimControlNumber;
  if (payer.acceptsReplacement && number === null) {
    return { kind: 'blocked', reason: "No answer has told the next payer's own number of its claim (REF*F8)." };
  }
  const fresh = plan.assemble(patientControlNumber(await takePatientControlNumbers(tx, 1)));
  const snapshot = payer.acceptsReplacement && number !== null ? asReplacement(fresh, number) : fresh;
  const made = {
    id: deps.newId(),
    submissionId: deps.newId(),
    encounters: billed.encounters.map(({ encounterId, part }) => ({ encounterId, part })),
    aside: true,
    lineEncounterIds: billed.lineEncounterIds,
    patientKey: billed.encounters[0]?.patientKey ?? '',
    route: payer.route,
    snapshot,
    snapshotSha256: Buffer.from(snapshotSha256(snapshot), 'hex'),
    link: { ...linkTo(existing), priorClaimId },
  };
  const at = deps.clock.now();
  const journal = createClaimJournal();
  supersede(deps, { journal, letGo: [] }, existing, made.id, snapshot.frequencyCode);
  await saveClaimJournal(tx, journal, { actor, at });
  await saveAssembledClaims(tx, [made], { actor, at });
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
  await appendCountDeltas(tx, stageDeltasOfNewClaims([made], new Map()));
  await closeClaimTasks(tx, [existing.id], at);
  await enqueue(tx, buildBatches, tx.tenantId, [made.id]);
  return { kind: 'billed', claimId: made.id };
}
