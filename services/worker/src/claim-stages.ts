import type { TenantTransaction } from '@claimwright/db/database';
import { loadAcceptedDays } from '@claimwright/db/pipeline/claim-chains';
import type { ClaimJournal } from '@claimwright/db/pipeline/claim-moves';
import type { ClaimToSave } from '@claimwright/db/pipeline/claims';
import { claimServiceDates } from '@claimwright/domain/claim-dates';
import {
  chargeLagDeltasOf,
  claimsWithOtherContent,
  collectCounts,
  journalDeltas,
} from '@claimwright/timeliness/journal-deltas';
import type { StageCounts } from '@claimwright/timeliness/stage-contributions';
import { stageDeltas } from '@claimwright/timeliness/stage-deltas';

/** Count deltas of claims that have just come into being. */
export function stageDeltasOfNewClaims(
  claims: readonly ClaimToSave[],
  receivedAt: ReadonlyMap<string, string>,
): StageCounts {
  return collectCounts(
    claims.map(({ encounters, snapshot, link }) =>
      stageDeltas(undefined, {
        payerId: snapshot.destination.payerId,
        status: 'assembled',
        chargeCents: snapshot.totalChargeCents,
        frequencyCode: snapshot.frequencyCode,
        reportingOnly: snapshot.destination.claimPurpose === 'reporting' || undefined,
        serviceTo: claimServiceDates(snapshot).to,
        acceptedByGatewayOn: encounters
          .flatMap(({ encounterId }) => receivedAt.get(encounterId)?.slice(0, 10) ?? [])
          .sort()[0],
        ...(link ? { visitIsCounted: true, earlier: link.earlier } : {}),
      }),
    ),
  );
}

/** Count deltas of what a journal did to its claims. */
export function stageDeltasOfJournal(journal: ClaimJournal): StageCounts {
  return journalDeltas(journal);
}

/**
 * The charge lag of claims whose content a further submission changed: counted anew under the new charge and dates. Everything
 * else about them is in the deltas of their journal.
 */
export async function chargeLagDeltas(tx: TenantTransaction, journal: ClaimJournal): Promise<StageCounts> {
  const changed = claimsWithOtherContent(journal).map((claim) => claim.id);
  return chargeLagDeltasOf(journal, await loadAcceptedDays(tx, changed));
}
