import type { TenantTransaction } from '@claimwright/db/database';
import { loadLedgers } from '@claimwright/db/pipeline/claim-accounts';
import { type ClaimJournal, releaseEncounters, saveClaimJournal } from '@claimwright/db/pipeline/claim-moves';
import { postLedgerEntries } from '@claimwright/db/pipeline/claims';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { moveEncounters } from '@claimwright/db/pipeline/encounter-moves';
import type { ParkedItem } from '@claimwright/db/pipeline/inbound';
import { type NewTask, openTasks } from '@claimwright/db/pipeline/tasks';
import { chargePostingName } from '@claimwright/remittance/charge-posting';
import { stageDeltasOfJournal } from '../claim-stages.ts';
import type { WorkerDependencies } from '../dependencies.ts';

/** What applying one piece of an inbound file has at hand. */
export interface ItemContext extends JournalSource {
  inboundFileId: string;
}

/** Who moves claims, and in which transaction. */
export interface JournalSource {
  deps: WorkerDependencies;
  tx: TenantTransaction;
  actor: string;
  /** Absent when no file of a clearinghouse is the reason. */
  inboundFileId?: string;
}

/** What became of one piece: what had to be parked, and how many claims moved. */
export interface ItemResult {
  parked: ParkedItem[];
  claimsMoved: number;
}

/** Saves what a piece did to claims: events, counts, and for each rejected claim its encounter's way back to a person. */
export async function saveJournal(
  context: JournalSource,
  journal: ClaimJournal,
  tasks: readonly NewTask[] = [],
): Promise<void> {
  const { deps, tx, inboundFileId, actor } = context;
  const at = deps.clock.now();
  await saveClaimJournal(tx, journal, { actor, at, inboundFileId });
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
  const rejected = journal.steps
    .filter((step) => step.to === 'rejected' && step.from !== 'rejected')
    .map((step) => step.claim.id);
  await withdrawCharges(context, rejected);
  const released = await releaseEncounters(tx, rejected);
  const reasons = new Map(tasks.map((task) => [task.claimId, task.summary]));
  await moveEncounters(
    tx,
    released.map((row) => ({
      encounterId: row.encounterId,
      version: row.version,
      from: 'billed',
      event: 'claim_rejected',
      detail: { claimId: row.claimId, reason: reasons.get(row.claimId) },
    })),
    actor,
    at,
  );
  // The encounter goes along, so that its next checks close the task.
  const encounterOf = new Map(released.map((row) => [row.claimId, row.encounterId]));
  await openTasks(
    tx,
    tasks.map((task) => ({ ...task, encounterId: task.claimId && encounterOf.get(task.claimId) })),
    at,
  );
}

/** A claim the payer never had is owed by nobody: what its charge opened is taken back, and its successor opens its own account. */
async function withdrawCharges({ deps, tx }: JournalSource, claimIds: readonly string[]): Promise<void> {
  const ledgers = await loadLedgers(tx, claimIds);
  const effectiveDate = deps.clock.today();
  await postLedgerEntries(
    tx,
    [...ledgers].map(([claimId, entries]) => ({
      claimId,
      entries: entries
        .filter((entry) => entry.posting === chargePostingName)
        .map((entry) => ({
          ...entry,
          posting: `${chargePostingName}/withdrawn`,
          amountCents: -entry.amountCents,
          effectiveDate,
        })),
    })),
    deps.clock.now(),
  );
}

/** A parked item of this context with a fresh id. */
export function parked(context: ItemContext, item: Omit<ParkedItem, 'id'>): ParkedItem {
  return { id: context.deps.newId(), ...item };
}
