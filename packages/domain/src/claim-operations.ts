import { type ClaimStatus, nextClaimStatus } from './lifecycle.ts';

/** What a person may ask to happen to a claim. */
export const claimOperations = ['correct', 'void', 'resubmit', 'bill_next'] as const;
export type ClaimOperation = (typeof claimOperations)[number];

/** Of a claim, what decides about what may be asked of it. */
export interface ClaimStanding {
  status: ClaimStatus;
  /** CLM05-3. */
  frequencyCode: string;
  /** The claim that took its place. */
  supersededBy: string | null;
  /** The claim to the payer before, whose answer it carries. */
  priorClaimId: string | null;
}

const neverAccepted: readonly ClaimStatus[] = ['assembled', 'batched', 'submitted', 'acknowledged', 'rejected'];
const answered: readonly ClaimStatus[] = ['paid', 'partially_paid', 'patient_responsibility', 'denied'];

/** Whether no payer has taken the claim in: then it is sent again under its own number, with frequency 1. */
export function wasNeverAccepted({ status }: Pick<ClaimStanding, 'status'>): boolean {
  return neverAccepted.includes(status);
}

/** Why this cannot be asked of a claim as it stands, in a sentence; undefined when it can. */
export function whyNotAsked(operation: ClaimOperation, claim: ClaimStanding): string | undefined {
  if (claim.supersededBy !== null) {
    return operation === 'correct'
      ? 'Another claim took its place; correct that one.'
      : 'Another claim took its place already.';
  }
  return reasons[operation](claim);
}

const reasons: Readonly<Record<ClaimOperation, (claim: ClaimStanding) => string | undefined>> = {
  correct: (claim) => {
    if (claim.frequencyCode === '8') return 'It is a void; there is nothing in it to correct.';
    if (claim.priorClaimId !== null) {
      return 'It follows from the answer of the payer before; correct the claim to the first payer.';
    }
    if (claim.status === 'batched') return 'It is just being handed over; ask again in a moment.';
    if (claim.status === 'closed') return 'It is closed; a change of its encounter bills it anew.';
    return undefined;
  },
  void: (claim) => {
    if (claim.frequencyCode === '8') return 'It is a void itself.';
    if (claim.status === 'rejected') {
      return 'It was rejected: the payer never took it, and there is nothing to void. Correct its encounter, or leave it.';
    }
    return claim.status === 'reversed' || claim.status === 'closed' ? `It is ${claim.status} already.` : undefined;
  },
  resubmit: (claim) =>
    nextClaimStatus(claim.status, 'resubmitted') === undefined
      ? `It is ${claim.status}; only a claim that no payer has decided about is sent again.`
      : undefined,
  bill_next: (claim) => (answered.includes(claim.status) ? undefined : 'The payer has not answered it.'),
};
