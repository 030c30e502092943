import { openTasks } from '@claimwright/db/pipeline/tasks';
import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import { addDays } from '@claimwright/domain/dates';
import type { ItemContext, ItemResult } from './item.ts';

/** A file of questions (276) was refused: no claim is touched by that, but nobody will answer them. */
export async function statusRequestsRefused(
  context: ItemContext,
  batchId: string,
  faults: readonly AcknowledgementFault[],
): Promise<ItemResult> {
  const first = faults[0];
  const task = {
    id: context.deps.newId(),
    kind: 'acknowledgement_error' as const,
    batchId,
    summary: `${first?.message ?? ''} ${first?.action ?? ''}`.trim(),
    dueDate: addDays(context.deps.clock.today(), 7),
    detail: { faults },
    watch: `276/${batchId}`,
  };
  await openTasks(context.tx, [task], context.deps.clock.now());
  return { parked: [], claimsMoved: 0 };
}
