import { asReplacement, billsTheSame } from '@claimwright/assembly/correct-claim';
import type { NextPayerPlan } from '@claimwright/assembly/next-payer-claim';
import { patientControlNumber } from '@claimwright/assembly/patient-control-number';
import { sealSnapshot } from '@claimwright/assembly/seal-snapshot';
import type { TenantTransaction } from '@claimwright/db/database';
import { loadSnapshots } from '@claimwright/db/pipeline/claim-chains';
import {
  createClaimJournal,
  type LockedClaim,
  lockClaims,
  saveClaimJournal,
} from '@claimwright/db/pipeline/claim-moves';
import { takePatientControlNumbers } from '@claimwright/db/pipeline/control-numbers';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { changesOf, saveResubmissions } from '@claimwright/db/pipeline/resubmissions';
import { closeClaimTasks } from '@claimwright/db/pipeline/tasks';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { PayerProfile } from '@claimwright/domain/payer';
import { buildBatches } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import { JobFailure } from '@claimwright/queue/job-failure';
import { stageDeltasOfJournal } from '../claim-stages.ts';
import type { WorkerDependencies } from '../dependencies.ts';
import { asideClaim, type BilledEncounters, saveSuccessor } from './aside-claim.ts';
import type { NextPayerOutcome } from './next-payer.ts';
import { linkTo, replaces } from './plan-unit.ts';

export interface RebuildInput {
  existingId: string;
  priorClaimId: string;
  plan: Extract<NextPayerPlan, { ok: true }>;
  billed: BilledEncounters;
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
  return replaceWith(deps, tx, { existing, present }, input);
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
    ...sealSnapshot(snapshot),
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
  { existing, present }: { existing: LockedClaim; present: AnyClaimSnapshot },
  { plan, billed, payer, actor, priorClaimId }: RebuildInput,
): Promise<NextPayerOutcome> {
  const number = existing.payerClaimControlNumber;
  const mayReplace = replaces(payer, present);
  if (mayReplace && number === null) {
    return { kind: 'blocked', reason: "No answer has told the next payer's own number of its claim (REF*F8)." };
  }
  const fresh = plan.assemble(patientControlNumber(await takePatientControlNumbers(tx, 1)));
  const snapshot = mayReplace && number !== null ? asReplacement(fresh, number) : fresh;
  const link = { ...linkTo(existing), priorClaimId };
  const made = asideClaim(deps, billed, { snapshot, route: payer.route, link });
  await saveSuccessor(deps, tx, existing, made, actor);
  return { kind: 'billed', claimId: made.id };
}
