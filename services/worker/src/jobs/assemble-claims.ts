import { type AnyAssemblyResult, assembleByType, howManyClaimsByType } from '@claimwright/assembly/assemble-by-type';
import { patientControlNumber } from '@claimwright/assembly/patient-control-number';
import { snapshotSha256 } from '@claimwright/assembly/snapshot-sha256';
import type { TenantTransaction } from '@claimwright/db/database';
import {
  type ClaimToSave,
  type EncounterToBill,
  lockEncountersToBill,
  saveAssembledClaims,
} from '@claimwright/db/pipeline/claims';
import { takePatientControlNumbers } from '@claimwright/db/pipeline/control-numbers';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { type EncounterMove, moveEncounters } from '@claimwright/db/pipeline/encounter-moves';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { openTasks } from '@claimwright/db/pipeline/tasks';
import { primaryCoverage } from '@claimwright/domain/encounter';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import { assembleClaims, buildBatches } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { enqueue } from '@claimwright/queue/enqueue';
import { batchThenAlone } from '../batch-then-alone.ts';
import { stageDeltasOfNewClaims } from '../claim-stages.ts';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';
import { holdEncounter, internalErrorReason } from '../hold-encounter.ts';

interface Refused {
  encounter: EncounterToBill;
  reasonCode: string;
  reason: string;
}

/** Turns encounters that passed their checks into claims, each numbered in the transaction that records it. */
export function assembleClaimsJob(deps: WorkerDependencies) {
  return implementJob(assembleClaims, async (job) => {
    await batchThenAlone(
      job.ids,
      deps.logger,
      (ids) => deps.database.transaction(job.tenantId, (tx) => assembleBatch(deps, tx, ids)),
      (id) => holdEncounter(deps, job.tenantId, id, 'ready', actorOf(assembleClaims)),
    );
    deps.nudge();
  });
}

async function assembleBatch(deps: WorkerDependencies, tx: TenantTransaction, ids: readonly string[]): Promise<void> {
  const encounters = await lockEncountersToBill(tx, ids);
  if (encounters.length === 0) return;
  const profiles = await loadPayerProfiles(
    tx,
    encounters.map((encounter) => encounter.payerId),
  );
  const refused: Refused[] = [];
  const planned = encounters.flatMap((encounter) => {
    const plan = orRefuse(deps, refused, encounter, () => {
      const payer = payerOf(encounter, profiles);
      return { encounter, payer, count: howManyClaimsByType(encounter.content, payer) };
    });
    return plan ? [plan] : [];
  });
  const needed = planned.reduce((sum, plan) => sum + plan.count, 0);
  let sequence = needed > 0 ? await takePatientControlNumbers(tx, needed) : 0;
  const claims: ClaimToSave[] = [];
  for (const { encounter, payer, count } of planned) {
    // Numbers are set aside an encounter, so that one which breaks half-way shifts nobody else's.
    const first = sequence;
    sequence += count;
    const made = orRefuse(deps, refused, encounter, () => claimsOf(deps, encounter, payer, first));
    if (made?.ok) claims.push(...made.claims);
    else if (made) refused.push({ encounter, reasonCode: made.reasonCode, reason: made.reason });
  }
  await save(deps, tx, encounters, claims, refused);
}

function claimsOf(deps: WorkerDependencies, encounter: EncounterToBill, payer: PayerProfile, firstNumber: number) {
  const result: AnyAssemblyResult = assembleByType({
    encounterId: encounter.id,
    encounter: encounter.content,
    payer,
    nextPatientControlNumber: (part) => patientControlNumber(firstNumber + part - 1),
  });
  if (!result.ok) return result;
  const claims = result.claims.map(
    ({ snapshot, part }): ClaimToSave => ({
      id: deps.newId(),
      encounterId: encounter.id,
      part,
      patientKey: encounter.patientKey,
      route: payer.route,
      snapshot,
      snapshotSha256: Buffer.from(snapshotSha256(snapshot), 'hex'),
    }),
  );
  return { ok: true as const, claims };
}

/** An encounter on which assembly breaks goes to a person alone; the others of its batch are billed. */
function orRefuse<Result>(
  deps: WorkerDependencies,
  refused: Refused[],
  encounter: EncounterToBill,
  work: () => Result,
): Result | undefined {
  try {
    return work();
  } catch (error) {
    deps.logger.error({ err: error, encounterId: encounter.id }, 'assembly broke on an encounter');
    refused.push({ encounter, reasonCode: 'internal_error', reason: internalErrorReason });
    return undefined;
  }
}

function payerOf(encounter: EncounterToBill, profiles: ReadonlyMap<string, PayerProfile>): PayerProfile {
  const cover = primaryCoverage(encounter.content);
  return (
    profiles.get(encounter.payerId ?? '') ??
    defaultPayerProfile(cover?.payer.id ?? 'unknown', cover?.payer.name ?? 'unknown')
  );
}

async function save(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  encounters: readonly EncounterToBill[],
  claims: readonly ClaimToSave[],
  refused: readonly Refused[],
): Promise<void> {
  const at = deps.clock.now();
  const actor = actorOf(assembleClaims);
  await saveAssembledClaims(tx, claims, { actor, at });
  const refusals = new Map(refused.map((row) => [row.encounter.id, row]));
  const claimIds = Map.groupBy(claims, (claim) => claim.encounterId);
  const moves = encounters.map((encounter): EncounterMove => {
    const refusal = refusals.get(encounter.id);
    const base = { encounterId: encounter.id, version: encounter.version, from: 'ready' as const };
    if (!refusal)
      return { ...base, event: 'claimed', detail: { claimIds: claimIds.get(encounter.id)?.map((claim) => claim.id) } };
    const event = refusal.reasonCode === 'do_not_bill_plan' ? 'found_not_billable' : 'held_for_review';
    return { ...base, event, detail: { reasonCode: refusal.reasonCode, reason: refusal.reason } };
  });
  const moved = await moveEncounters(tx, moves, actor, at);
  if (moved.size !== encounters.length) throw new Error('An encounter changed while it was locked for billing.');
  await openTasks(
    tx,
    refused
      .filter((row) => row.reasonCode !== 'do_not_bill_plan')
      .map((row) => ({ id: deps.newId(), kind: 'coding_review', encounterId: row.encounter.id, summary: row.reason })),
    at,
  );
  const receivedAt = new Map(encounters.map((encounter) => [encounter.id, encounter.receivedAt]));
  await appendCountDeltas(tx, stageDeltasOfNewClaims(claims, receivedAt));
  await enqueue(
    tx,
    buildBatches,
    tx.tenantId,
    claims.map((claim) => claim.id),
  );
}
