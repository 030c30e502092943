import { type ClaimOperation, type ClaimStanding, wasNeverAccepted } from '@claimwright/domain/claim-operations';

/** What a person presses to ask for it, and to have it done. */
export const operationWords: Readonly<Record<ClaimOperation, { ask: string; confirm: string; busy: string }>> = {
  correct: { ask: 'Correct', confirm: 'Correct the claim', busy: 'Correcting …' },
  void: { ask: 'Void', confirm: 'Send the void', busy: 'Asking …' },
  resubmit: { ask: 'Send again', confirm: 'Send it again', busy: 'Asking …' },
  bill_next: { ask: 'Bill the next payer', confirm: 'Bill the next payer', busy: 'Asking …' },
};

/** What will happen, before it is asked for. */
export function whatWillHappen(
  operation: ClaimOperation,
  claim: Pick<ClaimStanding, 'status'> & { payerName: string },
): string {
  if (operation === 'correct') {
    return wasNeverAccepted(claim)
      ? `You change its encounter, and the checks run again. When it passes, the claim goes to ${claim.payerName} again under its own number (frequency 1): no payer has accepted it yet.`
      : `You change its encounter, and the checks run again. When it passes, ${claim.payerName} gets a replacement (frequency 7) that names its own number of the claim. A payer that takes no replacement, such as Original Medicare, gets a claim of the added lines, or the whole anew.`;
  }
  if (operation === 'void') {
    if (wasNeverAccepted(claim)) {
      return `${claim.payerName} has not said yet that it accepted the claim. The void waits: it is sent as soon as the payer accepts, and dropped when it rejects.`;
    }
    return `${claim.payerName} gets a void (frequency 8) that names its own number of the claim, and takes back what it paid. When it has, the encounters are free: a change bills them anew.`;
  }
  if (operation === 'resubmit') {
    return `The claim goes to ${claim.payerName} again just as it was, under its own number (frequency 1). Nothing in it changes.`;
  }
  return "A claim to the patient's next payer is made out of this payer's answer; where there is one already, it is corrected. When the visit names no further payer, nothing is sent and a task says so.";
}

/** Whether the payer's own number of the claim has to go out with it, so that it is asked for where no answer has told it. */
export function needsPayersNumber(operation: ClaimOperation, claim: Pick<ClaimStanding, 'status'>): boolean {
  return (operation === 'void' || operation === 'correct') && !wasNeverAccepted(claim);
}
