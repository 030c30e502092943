import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { ClaimMilestones, StageCounts } from './stage-contributions.ts';
import { stageDeltas } from './stage-deltas.ts';

/** What timeliness reads of a claim as it is locked for a change. */
export interface CountedClaim {
  id: string;
  payerId: string;
  status: ClaimStatus;
  chargeCents: number;
  frequencyCode: string;
  reportingOnly: boolean;
  serviceTo: string;
  submittedOn: string | null;
  acceptedOn: string | null;
  adjudicatedOn: string | null;
  paidOn: string | null;
  supersedesClaimId: string | null;
  lateChargesOf: string | null;
  priorClaimId: string | null;
  supersededOn: string | null;
  earlier: ClaimMilestones['earlier'] | null;
}

/** What happens to claims in one transaction: as they were before the first step, and as every step left them. */
export interface CountedJournal {
  readonly steps: readonly { claim: CountedClaim }[];
  readonly before: ReadonlyMap<string, CountedClaim>;
}

/** Count deltas of what a journal did to its claims. The charge lag never changes after assembly and is left out on both sides. */
export function journalDeltas(journal: CountedJournal): StageCounts {
  const after = afterAll(journal);
  return collectCounts(
    [...journal.before].map(([claimId, before]) =>
      stageDeltas(milestones(before), milestones(after.get(claimId) ?? before)),
    ),
  );
}

/** The claims of a journal whose charge or dates it changed: their charge lag is counted anew. */
export function claimsWithOtherContent(journal: CountedJournal): CountedClaim[] {
  const after = afterAll(journal);
  return [...journal.before.values()].filter((before) => {
    const now = after.get(before.id);
    return now && (now.chargeCents !== before.chargeCents || now.serviceTo !== before.serviceTo);
  });
}

/**
 * The charge lag of claims whose content a further submission changed, under the new charge and dates. `acceptedOn`: the day the
 * gateway accepted the first of each claim's encounters. Everything else about them is in the deltas of their journal.
 */
export function chargeLagDeltasOf(journal: CountedJournal, acceptedOn: ReadonlyMap<string, string>): StageCounts {
  const after = afterAll(journal);
  const lagOnly = (claim: CountedClaim): ClaimMilestones => ({
    ...milestones({ ...claim, submittedOn: null, acceptedOn: null, adjudicatedOn: null, paidOn: null }),
    status: 'rejected',
    acceptedByGatewayOn: acceptedOn.get(claim.id),
  });
  return collectCounts(
    claimsWithOtherContent(journal).map((before) =>
      stageDeltas(lagOnly(before), lagOnly(after.get(before.id) ?? before)),
    ),
  );
}

/** Several changes as one. */
export function collectCounts(deltas: readonly StageCounts[]): StageCounts {
  return {
    dayCounts: deltas.flatMap((delta) => delta.dayCounts),
    openCounts: deltas.flatMap((delta) => delta.openCounts),
  };
}

function afterAll(journal: CountedJournal): Map<string, CountedClaim> {
  return new Map(journal.steps.map((step) => [step.claim.id, step.claim]));
}

function milestones(claim: CountedClaim): ClaimMilestones {
  return {
    payerId: claim.payerId,
    status: claim.status,
    chargeCents: claim.chargeCents,
    frequencyCode: claim.frequencyCode,
    reportingOnly: claim.reportingOnly || undefined,
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
