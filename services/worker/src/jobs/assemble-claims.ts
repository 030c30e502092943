import type { TenantTransaction } from '@claimwright/db/database';
import { takePatientControlNumbers } from '@claimwright/db/pipeline/control-numbers';
import { type EncounterMove, moveEncounters } from '@claimwright/db/pipeline/encounter-moves';
import { type NewTask, openTasks } from '@claimwright/db/pipeline/tasks';
import type { EncounterEventType } from '@claimwright/domain/lifecycle';
import { assembleClaims, buildBatches } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { enqueue } from '@claimwright/queue/enqueue';
import { JobFailure } from '@claimwright/queue/job-failure';
import { batchThenAlone } from '../batch-then-alone.ts';
import { type LoadedUnit, loadUnits } from '../billing/load-units.ts';
import { numbersNeeded, planUnit, type UnitPlan } from '../billing/plan-unit.ts';
import { saveUnits } from '../billing/save-units.ts';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';
import { holdEncounter, internalErrorReason } from '../hold-encounter.ts';

interface Refused {
  loaded: LoadedUnit;
  reasonCode: string;
  reason: string;
}

interface Planned {
  loaded: LoadedUnit;
  plan: Extract<UnitPlan, { ok: true }>;
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
  const units = await loadUnits(deps, tx, ids);
  if (units.length === 0) return;
  const refused: Refused[] = [];
  const counted = units.flatMap((loaded) => {
    const count = orRefuse(deps, refused, loaded, () => numbersNeeded(loaded));
    return count === undefined ? [] : [{ loaded, count }];
  });
  const needed = counted.reduce((sum, { count }) => sum + count, 0);
  let sequence = needed > 0 ? await takePatientControlNumbers(tx, needed) : 0;
  const planned: Planned[] = [];
  for (const { loaded, count } of counted) {
    // Numbers are set aside a unit, so that one which breaks half-way shifts nobody else's.
    const first = sequence;
    sequence += count;
    const plan = orRefuse(deps, refused, loaded, () => planUnit(loaded, first));
    if (plan?.ok) planned.push({ loaded, plan });
    else if (plan) refused.push({ loaded, reasonCode: plan.reasonCode, reason: plan.reason });
  }
  await save(deps, tx, planned, refused);
}

/** A unit on which assembly breaks goes to a person alone; the others of its batch are billed. */
function orRefuse<Result>(
  deps: WorkerDependencies,
  refused: Refused[],
  loaded: LoadedUnit,
  work: () => Result,
): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof JobFailure) throw error;
    const encounterIds = loaded.encounters.map((encounter) => encounter.id);
    deps.logger.error({ err: error, encounterIds }, 'assembly broke on an encounter');
    refused.push({ loaded, reasonCode: 'internal_error', reason: internalErrorReason });
    return undefined;
  }
}

async function save(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  planned: readonly Planned[],
  refused: readonly Refused[],
): Promise<void> {
  const at = deps.clock.now();
  const actor = actorOf(assembleClaims);
  const { claimIds, claimsOf } = await saveUnits(deps, tx, planned, { actor, at });
  const moves = [
    ...planned.flatMap(({ loaded }) =>
      loaded.encounters.map((encounter): EncounterMove => {
        const base = { encounterId: encounter.id, version: encounter.version, from: 'ready' as const };
        return { ...base, event: 'claimed', detail: { claimIds: claimsOf.get(encounter.id) ?? [] } };
      }),
    ),
    ...refused.flatMap(({ loaded, reasonCode, reason }) =>
      loaded.encounters.map((encounter): EncounterMove => {
        const base = { encounterId: encounter.id, version: encounter.version, from: 'ready' as const };
        return { ...base, event: eventOfRefusal(reasonCode), detail: { reasonCode, reason } };
      }),
    ),
  ];
  const moved = await moveEncounters(tx, moves, actor, at);
  if (moved.size !== moves.length) throw new Error('An encounter changed while it was locked for billing.');
  await openTasks(
    tx,
    refused.flatMap((row) => tasksOf(deps, row)),
    at,
  );
  await enqueue(tx, buildBatches, tx.tenantId, claimIds);
}

function eventOfRefusal(reasonCode: string): EncounterEventType {
  return reasonCode === 'do_not_bill_plan' ? 'found_not_billable' : 'held_for_review';
}

const taskKindOf: Readonly<Record<string, NewTask['kind']>> = {
  do_not_bill_plan: 'patient_billing',
  consent_missing: 'consent_missing',
  correction_touches_other_claim: 'correction_blocked',
  correction_drops_claim: 'correction_blocked',
  payer_claim_number_missing: 'correction_blocked',
};

function tasksOf(deps: WorkerDependencies, { loaded, reasonCode, reason }: Refused): NewTask[] {
  const kind = taskKindOf[reasonCode] ?? 'coding_review';
  return loaded.encounters.map(({ id }) => ({ id: deps.newId(), kind, encounterId: id, summary: reason }));
}
