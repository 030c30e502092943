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
    claims.map(({ encounterId, snapshot }) =>
      stageDeltas(undefined, {
        payerId: snapshot.destination.payerId,
        status: 'assembled',
        chargeCents: snapshot.totalChargeCents,
        frequencyCode: snapshot.frequencyCode,
        serviceTo: claimServiceDates(snapshot).to,
        acceptedByGatewayOn: receivedAt.get(encounterId)?.slice(0, 10),
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
  };
}

function collect(deltas: readonly Deltas[]): Deltas {
  return {
    dayCounts: deltas.flatMap((delta) => delta.dayCounts),
    openCounts: deltas.flatMap((delta) => delta.openCounts),
  };
}
