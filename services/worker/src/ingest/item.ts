import type { TenantTransaction } from '@claimwright/db/database';
import { loadLedgers } from '@claimwright/db/pipeline/claim-accounts';
import { findSuperseded } from '@claimwright/db/pipeline/claim-chains';
import {
  type ClaimJournal,
  lockClaims,
  releaseEncounters,
  saveClaimJournal,
} from '@claimwright/db/pipeline/claim-moves';
import { postLedgerEntries } from '@claimwright/db/pipeline/claims';
import { findWaitingVoids, notYetAccepted } from '@claimwright/db/pipeline/corrections';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { moveEncounters } from '@claimwright/db/pipeline/encounter-moves';
import type { ParkedItem } from '@claimwright/db/pipeline/inbound';
import { type NewTask, openTasks } from '@claimwright/db/pipeline/tasks';
import { correctClaims } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import { restoreCharge, withdrawCharge } from '@claimwright/remittance/charge-posting';
import { movedTo } from '../claim-accounts.ts';
import { stageDeltasOfJournal } from '../claim-stages.ts';
import type { WorkerDependencies } from '../dependencies.ts';
import { releaseVoided, settleVoids } from './settle-voids.ts';

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
  const rejected = [
    ...new Set(
      journal.steps.filter((step) => step.to === 'rejected' && step.from !== 'rejected').map((step) => step.claim.id),
    ),
  ];
  await reinstateSuperseded(context, journal, rejected);
  const voided = await settleVoids(context, journal);
  await saveClaimJournal(tx, journal, { actor, at, inboundFileId });
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
  await withdrawCharges(context, journal, rejected);
  const released = await releaseEncounters(tx, rejected);
  const reasons = new Map(tasks.map((task) => [task.claimId, task.summary]));
  await moveEncounters(
    tx,
    released.map((row) => ({
      encounterId: row.encounterId,
      version: row.version,
      from: 'billed',
      event: row.free ? 'claim_rejected' : 'claim_part_rejected',
      detail: { claimId: row.claimId, reason: reasons.get(row.claimId) },
    })),
    actor,
    at,
  );
  await releaseVoided(context, voided);
  await wakeWaitingVoids(context, journal);
  // The encounter goes along where it is one, so that its next checks close the task.
  const encountersOf = Map.groupBy(released, (row) => row.claimId);
  await openTasks(
    tx,
    tasks.map((task) => {
      const own = encountersOf.get(task.claimId ?? '') ?? [];
      return { ...task, encounterId: task.encounterId ?? (own.length === 1 ? own[0]?.encounterId : undefined) };
    }),
    at,
  );
}

/** A void that waited for the payer's word about its claim: it is sent when the payer has the claim, and dropped when it has not. */
async function wakeWaitingVoids({ tx }: JournalSource, journal: ClaimJournal): Promise<void> {
  const answered = journal.steps.filter(
    ({ from, to }) => from !== null && notYetAccepted.includes(from) && !notYetAccepted.includes(to),
  );
  const ids = await findWaitingVoids(
    tx,
    answered.map(({ claim }) => claim.id),
  );
  if (ids.length > 0) await enqueue(tx, correctClaims, tx.tenantId, ids);
}

/** A rejected correction changes nothing at the payer: the claim that it was to take the place of stands again. */
async function reinstateSuperseded(
  { deps, tx }: JournalSource,
  journal: ClaimJournal,
  rejectedIds: readonly string[],
): Promise<void> {
  const superseded = await findSuperseded(tx, rejectedIds);
  if (superseded.length === 0) return;
  const originals = new Map(
    (await lockClaims(tx, { ids: superseded.map(({ claimId }) => claimId) })).map((claim) => [claim.id, claim]),
  );
  const at = deps.clock.now();
  for (const { successorId, claimId } of superseded) {
    // One that this very piece moves as well is in the journal already, newer than its row.
    const original = journal.steps.find((step) => step.claim.id === claimId)?.claim ?? originals.get(claimId);
    if (original?.supersededBy !== successorId) continue;
    const detail = { rejectedClaimId: successorId };
    const changes = { supersededBy: null, supersededOn: null };
    journal.record(original, { type: 'reinstated', effectiveDate: deps.clock.today(), detail, changes });
    const successor = journal.steps.find((step) => step.claim.id === successorId)?.claim;
    if (!successor) throw new Error(`Claim ${successorId} was rejected without a step in the journal.`);
    const entries = (await loadLedgers(tx, [claimId])).get(claimId) ?? [];
    const restored = restoreCharge(entries, movedTo(successor), deps.clock.today());
    await postLedgerEntries(tx, [{ claimId, entries: restored }], at);
  }
}

/** A claim the payer never had is owed by nobody: what its charge opened is taken back, and opened again when it is sent again. */
async function withdrawCharges(
  { deps, tx }: JournalSource,
  journal: ClaimJournal,
  claimIds: readonly string[],
): Promise<void> {
  const ledgers = await loadLedgers(tx, claimIds);
  const numbers = new Map(journal.steps.map(({ claim }) => [claim.id, claim.submissionNumber]));
  const today = deps.clock.today();
  await postLedgerEntries(
    tx,
    [...ledgers].map(([claimId, entries]) => {
      const number = numbers.get(claimId) ?? 1;
      return { claimId, entries: withdrawCharge(entries, number === 1 ? 'withdrawn' : `${number}/withdrawn`, today) };
    }),
    deps.clock.now(),
  );
}

/** A parked item of this context with a fresh id. */
export function parked(context: ItemContext, item: Omit<ParkedItem, 'id'>): ParkedItem {
  return { id: context.deps.newId(), ...item };
}
