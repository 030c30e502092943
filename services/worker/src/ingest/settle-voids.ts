import {
  type ClaimJournal,
  type LockedClaim,
  lockClaims,
  releaseEncounters,
} from '@claimwright/db/pipeline/claim-moves';
import { moveEncounters } from '@claimwright/db/pipeline/encounter-moves';
import { type ClaimStatus, openClaimStatuses } from '@claimwright/domain/lifecycle';
import type { JournalSource } from './item.ts';

/**
 * Finds voids that this journal shows to be carried out: the payer took its answer on the voided claim back (835, CLP02 22), or
 * accepted the void of a claim that it had not answered. Closes the void, and the voided claim where nobody answers it any more;
 * returns the ids of the voided claims.
 */
export async function settleVoids({ deps, tx }: JournalSource, journal: ClaimJournal): Promise<string[]> {
  const inHand = new Map(journal.steps.map((step) => [step.claim.id, step.claim]));
  const reversed = journal.steps.filter(
    (step) => step.happening.type === 'reversed' && step.claim.supersededBy !== null,
  );
  const accepted = journal.steps.filter(
    ({ claim, from, to }) => claim.frequencyCode === '8' && to === 'payer_accepted' && from !== to,
  );
  if (reversed.length + accepted.length === 0) return [];
  const partners = [
    ...reversed.flatMap(({ claim }) => claim.supersededBy ?? []),
    ...accepted.flatMap(({ claim }) => claim.supersedesClaimId ?? []),
  ];
  for (const claim of await lockClaims(tx, { ids: partners.filter((id) => !inHand.has(id)) }))
    inHand.set(claim.id, claim);
  const today = deps.clock.today();
  const complete = (claim: LockedClaim, detail: Record<string, unknown>) =>
    journal.record(claim, { type: 'completed', effectiveDate: today, detail });
  const voided: string[] = [];
  for (const { claim } of reversed) {
    const successor = inHand.get(claim.supersededBy ?? '');
    if (successor?.frequencyCode !== '8') continue;
    complete(successor, { voidedClaimId: claim.id });
    voided.push(claim.id);
  }
  for (const { claim } of accepted) {
    const original = inHand.get(claim.supersedesClaimId ?? '');
    if (!original) continue;
    if (!isOpen(original.status)) {
      // It has been decided: the void ends it only when the 835 takes the answer back (CLP02 22).
      const detail = { voidAcceptedAs: claim.id, awaits: 'reversal' };
      journal.record(original, { type: 'informed', effectiveDate: today, detail });
      continue;
    }
    complete(claim, { voidedClaimId: original.id });
    complete(original, { voidedBy: claim.id });
    voided.push(original.id);
  }
  return [...new Set(voided)];
}

function isOpen(status: ClaimStatus): boolean {
  return openClaimStatuses.includes(status);
}

/** The encounters of voided claims are billed by nobody any more; a change bills them anew. */
export async function releaseVoided(source: JournalSource, voidedIds: readonly string[]): Promise<void> {
  const { deps, tx, actor } = source;
  const released = await releaseEncounters(tx, voidedIds);
  await moveEncounters(
    tx,
    released
      .filter((row) => row.free)
      .map(({ encounterId, version, claimId }) => ({
        encounterId,
        version,
        from: 'billed',
        event: 'claim_voided',
        detail: { claimId },
      })),
    actor,
    deps.clock.now(),
  );
}
