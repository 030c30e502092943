import { type AnsweredBatch, findUnnotedBatches } from '@claimwright/db/pipeline/batches';
import { type ClaimJournal, createClaimJournal, type LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import type { NewTask } from '@claimwright/db/pipeline/tasks';
import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import type { ClaimEventType } from '@claimwright/domain/lifecycle';
import type { InboundContent } from '@claimwright/x12/inbound';
import { noteHandOver } from '../note-hand-over.ts';
import { type ItemContext, type ItemResult, parked, saveJournal } from './item.ts';
import { filingDeadlines, rejectionTask } from './rejection-task.ts';

// What TA1, 999 and 277CA have in common: whose batch it is, and what a rejection does.

/** An answer that overtakes our own record of the hand-over, after a crash say, is the proof of it. */
export async function proveHandOver(context: ItemContext, batch: AnsweredBatch): Promise<void> {
  if (batch.unnoted) await noteHandOver(context.deps, context.tx, batch.id, context.actor);
}

/** The same for an answer that names claims. */
export async function proveHandOvers(context: ItemContext, patientControlNumbers: readonly string[]): Promise<void> {
  for (const batchId of await findUnnotedBatches(context.tx, patientControlNumbers)) {
    await noteHandOver(context.deps, context.tx, batchId, context.actor);
  }
}

/** ISA13, GS06 and ST02 as we number them; what is none of our numbers is undefined. */
export function controlNumber(text: string): number | undefined {
  return /^0*[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** GS06 of the batch that one of our BHT03 names; undefined when it is none of ours. */
export function groupOfReference(reference: string): number | undefined {
  const group = /^B(\d{9})/.exec(reference)?.[1];
  return group === undefined ? undefined : controlNumber(group);
}

/** Which of the transaction sets of its group one of our BHT03 names, 1 first: the first has no number of its own behind it. */
export function setOfReference(reference: string): number {
  return Number(/^B\d{9}-(\d+)$/.exec(reference)?.[1] ?? 1);
}

/** Records an event; one the table does not know at this point is kept as a note, so that nothing said about a claim is lost. */
export function recordOrNote(
  journal: ClaimJournal,
  claim: LockedClaim,
  type: ClaimEventType,
  effectiveDate: string,
  detail: Record<string, unknown>,
  changes?: Parameters<ClaimJournal['record']>[1]['changes'],
): void {
  if (journal.record(claim, { type, effectiveDate, detail, changes })) return;
  journal.record(claim, { type: 'informed', effectiveDate, detail: { ...detail, said: type } });
}

export interface Rejection {
  /** For the event. */
  detail: Record<string, unknown>;
  faults: readonly AcknowledgementFault[];
  /** For the task where there is no fault to name. */
  words: string;
}

export async function rejectAll(
  context: ItemContext,
  claims: readonly LockedClaim[],
  rejectionOf: (claim: LockedClaim) => Rejection,
): Promise<ItemResult> {
  const journal = createClaimJournal();
  const tasks: NewTask[] = [];
  const deadlines = await filingDeadlines(context, claims);
  for (const claim of claims) {
    const before = claim.status;
    const { detail, faults, words } = rejectionOf(claim);
    recordOrNote(journal, claim, 'syntax_rejected', context.deps.clock.today(), detail);
    if (claim.status === 'rejected' && before !== 'rejected') {
      tasks.push(rejectionTask(context, claim, { faults, words, deadline: deadlines.get(claim.id) }));
    }
  }
  await saveJournal(context, journal, tasks);
  return { parked: [], claimsMoved: tasks.length };
}

export function unmatched(
  context: ItemContext,
  kind: string,
  reference: string,
  reason: string,
  item: InboundContent,
): ItemResult {
  const content = JSON.stringify(item);
  return {
    parked: [parked(context, { kind, reasonCode: 'batch_not_found', reason, reference, content })],
    claimsMoved: 0,
  };
}

export function merge(into: ItemResult, from: ItemResult): void {
  into.parked.push(...from.parked);
  into.claimsMoved += from.claimsMoved;
}
