import { sealSnapshot } from '@claimwright/assembly/seal-snapshot';
import type { TenantTransaction } from '@claimwright/db/database';
import type { Origin } from '@claimwright/db/intake/accept-encounters';
import { loadAcceptedDays } from '@claimwright/db/pipeline/claim-chains';
import {
  type ClaimJournal,
  createClaimJournal,
  type LockedClaim,
  lockClaims,
  releaseEncounters,
  saveClaimJournal,
} from '@claimwright/db/pipeline/claim-moves';
import type { CorrectionKind } from '@claimwright/db/pipeline/corrections';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { moveEncounters } from '@claimwright/db/pipeline/encounter-moves';
import { loadEncountersOfClaim } from '@claimwright/db/pipeline/next-payers';
import {
  changesOf,
  loadSubmissions,
  type Resubmission,
  saveResubmissions,
} from '@claimwright/db/pipeline/resubmissions';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { billByOriginal } from '@claimwright/db/pipeline/withdraw-correction';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { ClaimEventType, ClaimStatus } from '@claimwright/domain/lifecycle';
import { newId } from '@claimwright/runtime/ids';
import { chargeLagDeltasOf, claimsWithOtherContent, journalDeltas } from '@claimwright/timeliness/journal-deltas';

/** A claim that waits to be sent and is not to be, with the one whose correction it is: the same one when it was to be sent again. */
export interface Withdrawal {
  kind: CorrectionKind;
  made: LockedClaim;
  original: LockedClaim;
  /** What `made` was before it was made ready to be sent again; undefined for a claim of its own. */
  before: ClaimStatus | undefined;
  detail: Record<string, unknown>;
}

/**
 * Takes a claim out that nobody has sent: one of its own is over, and the one it was to take the place of stands again; a further
 * submission gives way to what was sent before. Nothing was owed by it, so the ledger does not move. The claims are locked.
 */
export async function withdrawClaim(
  tx: TenantTransaction,
  withdrawal: Withdrawal,
  at: IsoInstant,
  origin: Pick<Origin, 'actor'>,
): Promise<void> {
  const { made, original, detail, before } = withdrawal;
  const today = at.slice(0, 10);
  const journal = createClaimJournal();
  const isOther = made.id !== original.id;
  const restored = isOther ? undefined : await takeBack(tx, journal, withdrawal, today);
  if (isOther) {
    must(journal, made, 'withdrawn', today, detail);
    if (original.supersededBy === made.id) reinstate(journal, original, made, today);
    journal.record(original, { type: 'informed', effectiveDate: today, detail });
  }
  await saveClaimJournal(tx, journal, { actor: origin.actor, at });
  if (restored) await saveResubmissions(tx, [restored], at, [made.status]);
  if (isOther) await billByOriginal(tx, made.id, original.id);
  if (before === 'rejected') await letGoAgain(tx, made, at, origin, detail);
  await appendCountDeltas(tx, journalDeltas(journal));
  const changed = claimsWithOtherContent(journal).map((claim) => claim.id);
  await appendCountDeltas(tx, chargeLagDeltasOf(journal, await loadAcceptedDays(tx, changed)));
}

/** Statuses after `submitted`, with the event that says so once more. */
const saidAgain: Readonly<Partial<Record<ClaimStatus, ClaimEventType>>> = {
  acknowledged: 'syntax_accepted',
  payer_accepted: 'payer_accepted',
  pended: 'pended',
};

/** Records the way back to what was sent before, and makes its content a further submission. */
async function takeBack(
  tx: TenantTransaction,
  journal: ClaimJournal,
  { made, before, detail }: Withdrawal,
  today: string,
): Promise<Resubmission> {
  const kept = await loadSubmissions(tx, [made.id]);
  const previous = kept.find(({ number }) => number === made.submissionNumber - 1);
  if (!previous || before === undefined) throw new Error(`Claim ${made.id} has no submission before the present one.`);
  const sent = kept.filter(({ wasSent }) => wasSent).at(-1);
  const { encounters, lineEncounterIds } = await loadEncountersOfClaim(tx, made.id);
  const anyEncounter = lineEncounterIds[0] ?? encounters[0]?.encounterId ?? '';
  const row: Resubmission = {
    claim: { ...made },
    submissionId: newId(),
    encounters: [],
    lineEncounterIds: previous.snapshot.lines.map((_, index) => lineEncounterIds[index] ?? anyEncounter),
    route: (await loadPayerProfiles(tx, [made.payerId])).get(made.payerId)?.route ?? 'default',
    snapshot: previous.snapshot,
    ...sealSnapshot(previous.snapshot),
    ...(sent && sent.sha256 === previous.sha256 ? { restores: sent.id } : {}),
  };
  const changes = changesOf(row);
  // What was never sent waits as it did before; what was rejected is rejected again, by our own word.
  const event = before === 'assembled' ? 'resubmitted' : before === 'rejected' ? 'rejected' : 'taken_back';
  must(journal, made, event, today, { ...detail, submissionNumber: changes.submissionNumber }, changes);
  // A rejected replacement took the place of its claim again when it was made ready.
  const [replaced] = before === 'rejected' ? await lockClaims(tx, { ids: [made.supersedesClaimId ?? made.id] }) : [];
  if (replaced?.supersededBy === made.id) reinstate(journal, replaced, made, today);
  const again = saidAgain[before];
  if (again) must(journal, made, again, today, { restored: true });
  return row;
}

function reinstate(journal: ClaimJournal, original: LockedClaim, made: LockedClaim, today: string): void {
  const detail = { withdrawnClaimId: made.id };
  must(journal, original, 'reinstated', today, detail, { supersededBy: null, supersededOn: null });
}

function must(
  journal: ClaimJournal,
  claim: LockedClaim,
  type: ClaimEventType,
  effectiveDate: string,
  detail: Record<string, unknown>,
  changes?: Parameters<ClaimJournal['record']>[1]['changes'],
): void {
  if (journal.record(claim, { type, effectiveDate, detail, ...(changes ? { changes } : {}) })) return;
  throw new Error(`Claim ${claim.id} is ${claim.status} and knows no ${type}.`);
}

/** A claim that was rejected before bills nothing: its encounters are with a person again. */
async function letGoAgain(
  tx: TenantTransaction,
  made: LockedClaim,
  at: IsoInstant,
  { actor }: Pick<Origin, 'actor'>,
  detail: Record<string, unknown>,
): Promise<void> {
  const released = await releaseEncounters(tx, [made.id]);
  await moveEncounters(
    tx,
    released.map((row) => ({
      encounterId: row.encounterId,
      version: row.version,
      from: 'billed',
      event: row.free ? 'claim_rejected' : 'claim_part_rejected',
      detail: { claimId: made.id, reason: detail.reason },
    })),
    actor,
    at,
  );
}
