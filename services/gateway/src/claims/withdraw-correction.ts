import type { TenantTransaction } from '@claimwright/db/database';
import type { Origin } from '@claimwright/db/intake/accept-encounters';
import { type ClaimedEncounter, lockClaimedEncounters } from '@claimwright/db/intake/correct-claim';
import { lockClaims } from '@claimwright/db/pipeline/claim-moves';
import { closeClaimTasks } from '@claimwright/db/pipeline/tasks';
import {
  batchOfPresent,
  type CarriedOutCorrection,
  changedSince,
  findCarriedOut,
  reopenTasks,
  statusBeforeResubmission,
} from '@claimwright/db/pipeline/withdraw-correction';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { nextEncounterStatus } from '@claimwright/domain/lifecycle';
import { type Withdrawal, withdrawClaim } from './withdraw-claim.ts';

/** An encounter that gets back what it held before a correction. */
export interface GivenBack {
  head: ClaimedEncounter;
  content: EncounterInput;
  toStatus: 'billed';
}

/** A correction that was carried out and whose claim nobody has sent: what has to be undone. */
export interface Undoing {
  correction: CarriedOutCorrection;
  withdrawal: Omit<Withdrawal, 'detail'>;
  encounters: GivenBack[];
}

/** What undoing the last correction of a claim (or the one that made it) takes; a sentence when it cannot be undone. Locks all of it. */
export async function planUndoing(tx: TenantTransaction, claimId: Id): Promise<Undoing | string> {
  const nothing = 'Nothing that was asked for this claim waits to be carried out or to be sent.';
  const found = await findCarriedOut(tx, claimId);
  if (!found) return nothing;
  const locked = await lockClaims(tx, { ids: [found.claimId, found.resultClaimId] });
  const correction = await findCarriedOut(tx, claimId, true);
  const made = locked.find(({ id }) => id === correction?.resultClaimId);
  const original = locked.find(({ id }) => id === correction?.claimId);
  if (!correction || !made || !original) return nothing;
  if (correction.kind === 'bill_next')
    return 'The claim to the next payer is no correction; correct the claim to the first payer.';
  if (made.status === 'batched') return inBatch(await batchOfPresent(tx, made.id));
  if (made.status !== 'assembled' || made.supersededBy !== null) {
    return 'It was carried out, and its claim was sent already; what was sent is corrected like any other claim.';
  }
  const isOther = made.id !== original.id;
  const before = isOther ? undefined : await statusBeforeResubmission(tx, made.id);
  if (!isOther && before === undefined) return nothing;
  if (before === 'rejected' && correction.kind === 'correct') {
    return 'Its claim was rejected while it was corrected, so what waits is the way out of the rejection. Correct it once more instead.';
  }
  const encounters = correction.kind === 'correct' ? await givenBack(tx, correction, original.id) : [];
  if (typeof encounters === 'string') return encounters;
  return { correction, withdrawal: { kind: correction.kind, made, original, before }, encounters };
}

/** Undoes it; the encounters are given their contents back by the caller. */
export async function undo(
  tx: TenantTransaction,
  { correction, withdrawal }: Undoing,
  reason: string,
  at: IsoInstant,
  origin: Origin,
): Promise<void> {
  const { kind, id: correctionId } = correction;
  const { made, original } = withdrawal;
  await withdrawClaim(tx, { ...withdrawal, detail: { abandoned: kind, reason, correctionId } }, at, origin);
  const ids = (await lockClaimedEncounters(tx, original.id)).map((head) => head.id);
  await closeClaimTasks(tx, [made.id], at);
  await reopenTasks(tx, correction, ids);
}

/** A batch never changes its bytes, and taking it apart would hold up every other claim in it (decision 0011). */
function inBatch(batch: { fileName: string; builtAt: IsoInstant } | undefined): string {
  const name = batch ? ` ${batch.fileName}, built ${batch.builtAt},` : '';
  return `Its claim stands in the batch${name} whose bytes do not change any more: it goes out with it. Correct or void the claim when it was sent.`;
}

async function givenBack(
  tx: TenantTransaction,
  correction: CarriedOutCorrection,
  originalId: Id,
): Promise<GivenBack[] | string> {
  const { contentsBefore } = correction;
  if (contentsBefore === null)
    return 'It was begun before what its encounters held was kept; correct the claim instead.';
  const ids = Object.keys(contentsBefore);
  const heads = new Map((await lockClaimedEncounters(tx, originalId)).map((head) => [head.id, head]));
  if ((await changedSince(tx, correction, ids)).length > 0) {
    return 'Its encounter was corrected for another claim as well; give that one up first.';
  }
  const back: GivenBack[] = [];
  for (const id of ids) {
    const head = heads.get(id);
    const content = contentsBefore[id];
    if (!head || !content) return 'The claim does not bill its encounter any more. Correct the encounter instead.';
    if (nextEncounterStatus(head.status, 'correction_abandoned') !== 'billed' || head.status !== 'billed') {
      return `Its encounter is ${head.status}: it is being changed again.`;
    }
    back.push({ head, content, toStatus: 'billed' });
  }
  return back;
}
