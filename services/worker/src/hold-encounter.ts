import { lockEncounterVersion, moveEncounters } from '@claimwright/db/pipeline/encounter-moves';
import { openTasks } from '@claimwright/db/pipeline/tasks';
import type { Id } from '@claimwright/domain/ids';
import type { WorkerDependencies } from './dependencies.ts';

/** What a person reads when we, not the encounter, are at fault. */
export const internalErrorReason =
  'This encounter could not be processed because of an internal error; support has the details.';

/** Puts an encounter that cannot be processed before a person. Does nothing when it has moved on meanwhile. */
export async function holdEncounter(
  deps: WorkerDependencies,
  tenantId: Id,
  encounterId: Id,
  from: 'received' | 'ready',
  actor: string,
): Promise<void> {
  await deps.database.transaction(tenantId, async (tx) => {
    const version = await lockEncounterVersion(tx, encounterId, from);
    if (version === undefined) return;
    const at = deps.clock.now();
    const detail = { reasonCode: 'internal_error', reason: internalErrorReason };
    await moveEncounters(tx, [{ encounterId, version, from, event: 'held_for_review', detail }], actor, at);
    await openTasks(tx, [{ id: deps.newId(), kind: 'coding_review', encounterId, summary: internalErrorReason }], at);
  });
}
