import type { TenantTransaction } from '@claimwright/db/database';
import { loadAcceptedDays } from '@claimwright/db/pipeline/claim-chains';
import type { ClaimJournal, LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import type { ClaimToSave } from '@claimwright/db/pipeline/claims';
import { claimServiceDates } from '@claimwright/domain/claim-dates';
import type { DayCount, OpenCount } from '@claimwright/domain/timeliness';
import type { ClaimMilestones } from '@claimwright/timeliness/stage-contributions';
import { stageDeltas } from '@claimwright/timeliness/stage-deltas';

interface Deltas {
  dayCounts: DayCount[];
  openCounts: OpenCount[];
}

/** Count deltas of claims that have just come into being. */
export function stageDeltasOfNewClaims(
  claims: readonly ClaimToSave[],
  receivedAt: ReadonlyMap<string, string>,
): Deltas {
  return collect(
    claims.map(({ encounters, snapshot, link }) =>
      stageDeltas(undefined, {
        payerId: snapshot.destination.payerId,
        status: 'assembled',
        chargeCents: snapshot.totalChargeCents,
        frequencyCode: snapshot.frequencyCode,
        serviceTo: claimServiceDates(snapshot).to,
        acceptedByGatewayOn: encounters
          .flatMap(({ encounterId }) => receivedAt.get(encounterId)?.slice(0, 10) ?? [])
          .sort()[0],
        ...(link ? { visitIsCounted: true, earlier: link.earlier } : {}),
      }),
    ),
  );
}

/** Count deltas of what a journal did to its claims. The charge lag never changes after assembly and is left out on both sides. */
export function stageDeltasOfJournal(journal: ClaimJournal): Deltas {
  const after = new Map(journal.steps.map((step) => [step.claim.id, step.claim]));
  return collect(
    [...journal.before].map(([claimId, before]) =>
      stageDeltas(milestones(before), milestones(after.get(claimId) ?? before)),
    ),
  );
}

/**
 * The charge lag of claims whose content a further submission changed: counted anew under the new charge and dates. Everything
 * else about them is in the deltas of their journal.
 */
export async function chargeLagDeltas(tx: TenantTransaction, journal: ClaimJournal): Promise<Deltas> {
  const after = new Map(journal.steps.map((step) => [step.claim.id, step.claim]));
  const changed = [...journal.before.values()].filter((before) => {
    const now = after.get(before.id);
    return now && (now.chargeCents !== before.chargeCents || now.serviceTo !== before.serviceTo);
  });
  const acceptedOn = await loadAcceptedDays(
    tx,
    changed.map((claim) => claim.id),
  );
  const lagOnly = (claim: LockedClaim): ClaimMilestones => ({
    ...milestones({ ...claim, submittedOn: null, acceptedOn: null, adjudicatedOn: null, paidOn: null }),
    status: 'rejected',
    acceptedByGatewayOn: acceptedOn.get(claim.id),
  });
  return collect(changed.map((before) => stageDeltas(lagOnly(before), lagOnly(after.get(before.id) ?? before))));
}

function milestones(claim: LockedClaim): ClaimMilestones {
  return {
    payerId: claim.payerId,
    status: claim.status,
    chargeCents: claim.chargeCents,
    frequencyCode: claim.frequencyCode,
    serviceTo: claim.serviceTo,
    submittedOn: claim.submittedOn ?? undefined,
    acceptedOn: claim.acceptedOn ?? undefined,
    firstRemittanceOn: claim.adjudicatedOn ?? undefined,
    paidOn: claim.paidOn ?? undefined,
    visitIsCounted:
      claim.supersedesClaimId !== null || claim.lateChargesOf !== null || claim.priorClaimId !== null || undefined,
    earlier: claim.earlier ?? undefined,
    supersededOn: claim.supersededOn ?? undefined,
  };
}

function collect(deltas: readonly Deltas[]): Deltas {
  return {
    dayCounts: deltas.flatMap((delta) => delta.dayCounts),
    openCounts: deltas.flatMap((delta) => delta.openCounts),
  };
}
