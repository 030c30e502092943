import type { TenantTransaction } from '@claimwright/db/database';
import { loadAccountLines, loadLedgers } from '@claimwright/db/pipeline/claim-accounts';
import { loadSnapshots } from '@claimwright/db/pipeline/claim-chains';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import type { EntriesToPost } from '@claimwright/db/pipeline/claims';
import type { IsoDate } from '@claimwright/domain/dates';
import type { LedgerEntry } from '@claimwright/domain/ledger';
import { chargeAgain, chargePosting, withdrawCharge } from '@claimwright/remittance/charge-posting';
import { followsOthers, transferPosting } from '@claimwright/remittance/transfer-posting';

/**
 * The postings that open the accounts of claims which are submitted: the charge, or with a later payer what the ones before left
 * open. A further submission posts the difference to what its account has open.
 */
export async function openAccounts(
  tx: TenantTransaction,
  claims: readonly LockedClaim[],
  submittedOn: IsoDate,
): Promise<EntriesToPost[]> {
  const ids = (some: readonly LockedClaim[]) => some.map((claim) => claim.id);
  const lines = await loadAccountLines(tx, ids(claims));
  const later = await loadSnapshots(tx, ids(claims.filter((claim) => claim.responsibility !== 'primary')));
  const again = await loadLedgers(tx, ids(claims.filter((claim) => claim.submissionNumber > 1)));
  return claims.map((claim) => {
    const { id: claimId, frequencyCode } = claim;
    const snapshot = later.get(claimId);
    const charged: LedgerEntry[] =
      snapshot && followsOthers(snapshot)
        ? transferPosting({ ...snapshot, frequencyCode }, claim.priorClaimId !== null, submittedOn)
        : chargePosting({ frequencyCode, lines: lines.get(claimId) ?? [] }, submittedOn);
    // Sent for reporting only: nobody owes it.
    const opening = claim.reportingOnly ? [] : charged;
    if (claim.submissionNumber === 1) return { claimId, entries: opening };
    return { claimId, entries: chargeAgain(opening, again.get(claimId) ?? [], claim.submissionNumber, submittedOn) };
  });
}

/**
 * What is owed moves from a claim to the one that takes its place when that one is submitted, so that it is never owed twice. What
 * the payer has answered on the old claim stays there until the payer takes it back (835, CLP02 22).
 */
export async function moveSupersededCharges(
  tx: TenantTransaction,
  claims: readonly LockedClaim[],
  submittedOn: IsoDate,
): Promise<EntriesToPost[]> {
  const successors = claims.filter((claim) => claim.supersedesClaimId !== null);
  const successorOf = new Map(successors.map((claim) => [claim.supersedesClaimId, claim]));
  const ledgers = await loadLedgers(
    tx,
    successors.flatMap((claim) => claim.supersedesClaimId ?? []),
  );
  return [...ledgers].flatMap(([claimId, entries]) => {
    const successor = successorOf.get(claimId);
    return successor ? [{ claimId, entries: withdrawCharge(entries, movedTo(successor), submittedOn) }] : [];
  });
}

/** Name of the posting on the old claim that moves its charge to this submission of its successor. */
export function movedTo(successor: Pick<LockedClaim, 'id' | 'submissionNumber'>): string {
  return `moved/${successor.id}/${successor.submissionNumber}`;
}
