import { sealSnapshot } from '@claimwright/assembly/seal-snapshot';
import type { TenantTransaction } from '@claimwright/db/database';
import { findClaimByPayerNumber, letGoOfEncounters } from '@claimwright/db/pipeline/claim-chains';
import {
  type ClaimJournal,
  createClaimJournal,
  type LockedClaim,
  lockClaims,
  saveClaimJournal,
} from '@claimwright/db/pipeline/claim-moves';
import { type ClaimToSave, saveAssembledClaims } from '@claimwright/db/pipeline/claims';
import { finishCorrections } from '@claimwright/db/pipeline/corrections';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { markNextPayerDue } from '@claimwright/db/pipeline/next-payers';
import { changesOf, type Resubmission, saveResubmissions } from '@claimwright/db/pipeline/resubmissions';
import { closeClaimTasks } from '@claimwright/db/pipeline/tasks';
import type { IsoInstant } from '@claimwright/domain/dates';
import { billNextPayers } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import { chargeLagDeltas, stageDeltasOfJournal, stageDeltasOfNewClaims } from '../claim-stages.ts';
import type { WorkerDependencies } from '../dependencies.ts';
import type { LoadedUnit } from './load-units.ts';
import { linkTo, type PlannedClaim, type UnitPlan } from './plan-unit.ts';

type Planned = { loaded: LoadedUnit; plan: Extract<UnitPlan, { ok: true }> };

/** What billing a batch of units comes to, before it is saved. */
interface Drafts {
  claims: ClaimToSave[];
  resubmissions: Resubmission[];
  journal: ClaimJournal;
  finished: { id: string; resultClaimId?: string }[];
  letGo: string[];
  /** Answered claims that a correction leaves as they are: what changed may let the next payer be billed. */
  unchanged: string[];
}

/** Saves planned units; returns the ids of claims to batch, and by encounter the claims that bill it now. */
export async function saveUnits(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  planned: readonly Planned[],
  source: { actor: string; at: IsoInstant },
): Promise<{ claimIds: string[]; claimsOf: Map<string, string[]> }> {
  const drafts: Drafts = {
    claims: [],
    resubmissions: [],
    journal: createClaimJournal(),
    finished: [],
    letGo: [],
    unchanged: [],
  };
  const claimsOf = new Map<string, string[]>();
  for (const each of planned) {
    for (const claim of each.plan.claims) {
      const claimId = await draft(deps, tx, drafts, each.loaded, claim);
      for (const id of new Set(claim.lineEncounterIds)) claimsOf.set(id, [...(claimsOf.get(id) ?? []), claimId]);
    }
    for (const { id, claimId } of each.plan.idle) {
      drafts.finished.push({ id, resultClaimId: claimId });
      drafts.unchanged.push(claimId);
    }
  }
  const { claims, resubmissions, journal } = drafts;
  await letGoOfEncounters(tx, drafts.letGo);
  await saveClaimJournal(tx, journal, source);
  await saveResubmissions(tx, resubmissions, source.at);
  await saveAssembledClaims(tx, claims, source);
  await finishCorrections(tx, drafts.finished, source.at);
  await closeClaimTasks(tx, [...journal.before.keys()], source.at);
  await markNextPayerDue(tx, drafts.unchanged, true);
  await enqueue(tx, billNextPayers, tx.tenantId, drafts.unchanged);
  const receivedAt = new Map(
    planned.flatMap(({ loaded }) => loaded.encounters.map((each) => [each.id, each.receivedAt] as const)),
  );
  await appendCountDeltas(tx, stageDeltasOfNewClaims(claims, receivedAt));
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
  await appendCountDeltas(tx, await chargeLagDeltas(tx, journal));
  return { claimIds: [...claims, ...resubmissions.map(({ claim }) => claim)].map(({ id }) => id), claimsOf };
}

async function draft(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  drafts: Drafts,
  loaded: LoadedUnit,
  planned: PlannedClaim,
): Promise<string> {
  const { snapshot, part, lineEncounterIds } = planned;
  const content = {
    submissionId: deps.newId(),
    encounters: [...new Set(lineEncounterIds)].map((encounterId) => ({ encounterId, part })),
    lineEncounterIds,
    route: loaded.payer.route,
    snapshot,
    ...sealSnapshot(snapshot),
  };
  if (planned.kind === 'resubmit')
    return resubmit(deps, drafts, { ...content, claim: planned.existing.claim }, planned);
  const id = deps.newId();
  const link = planned.link ?? (await linkByNumber(deps, tx, drafts, planned, id));
  drafts.claims.push({ id, patientKey: loaded.patientKey, ...content, ...(link ? { link } : {}) });
  if (planned.supersedes) supersede(deps, drafts, planned.supersedes.claim, id, snapshot.frequencyCode);
  const correction = planned.corrects?.correction;
  if (correction) drafts.finished.push({ id: correction.id, resultClaimId: id });
  return id;
}

function resubmit(
  deps: WorkerDependencies,
  drafts: Drafts,
  row: Resubmission,
  { existing }: Extract<PlannedClaim, { kind: 'resubmit' }>,
): string {
  const { claim } = row;
  const changes = changesOf(row);
  const { correction } = existing;
  const detail = {
    submissionId: row.submissionId,
    submissionNumber: changes.submissionNumber,
    reason: correction?.reason,
    by: correction?.requestedBy,
  };
  const today = deps.clock.today();
  // What is not recorded yet still has the number before.
  drafts.resubmissions.push({ ...row, claim });
  if (!drafts.journal.record(claim, { type: 'resubmitted', effectiveDate: today, detail, changes })) {
    throw new Error(`Claim ${claim.id} is ${claim.status} and cannot be submitted again.`);
  }
  if (correction) drafts.finished.push({ id: correction.id, resultClaimId: claim.id });
  return claim.id;
}

/** Notes on a claim that another one takes its place; that one bills its encounters from now on. */
export function supersede(
  deps: WorkerDependencies,
  drafts: Pick<Drafts, 'journal' | 'letGo'>,
  original: LockedClaim,
  successorId: string,
  frequencyCode: string,
): void {
  const today = deps.clock.today();
  const changes = { supersededBy: successorId, supersededOn: today };
  const detail = { supersededBy: successorId, frequencyCode };
  drafts.journal.record(original, { type: 'superseded', effectiveDate: today, detail, changes });
  if (frequencyCode !== '8') drafts.letGo.push(original.id);
}

/** A rejected replacement that is sent again takes the place of its original again. */
export async function supersedeAgain(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  drafts: Pick<Drafts, 'journal' | 'letGo'>,
  claim: LockedClaim,
): Promise<void> {
  if (claim.supersedesClaimId === null) return;
  const [original] = await lockClaims(tx, { ids: [claim.supersedesClaimId] });
  if (original && original.supersededBy === null) supersede(deps, drafts, original, claim.id, claim.frequencyCode);
}

/** A correction that the sender posted as an encounter of its own (frequency 7 or 8) names the claim by the payer's number. */
async function linkByNumber(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  drafts: Drafts,
  { snapshot }: PlannedClaim,
  successorId: string,
) {
  const number = snapshot.payerClaimControlNumber;
  if (snapshot.frequencyCode === '1' || number === undefined) return undefined;
  const found = await findClaimByPayerNumber(tx, snapshot.destination.payerId, number);
  if (!found) return undefined;
  const [original] = await lockClaims(tx, { ids: [found] });
  if (!original || original.supersededBy !== null || drafts.journal.before.has(original.id)) return undefined;
  supersede(deps, drafts, original, successorId, '7');
  return linkTo(original);
}
