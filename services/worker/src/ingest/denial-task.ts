import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { claimHasOpenTask } from '@claimwright/db/pipeline/next-payers';
import { type NewTask, renewClaimTask } from '@claimwright/db/pipeline/tasks';
import type { PostedClaim } from '@claimwright/remittance/post-claim';
import type { AppealDeadline } from './appeal-deadline.ts';
import { denialSummary, lineDenialSummary } from './denial-summary.ts';
import type { JournalSource } from './item.ts';

/** What a person has to do about an answer: a denial, or lines that the payer refused of its own account beside what it paid. */
export function denialTask(
  { deps }: JournalSource,
  claim: LockedClaim,
  { event, detail }: PostedClaim,
  payerName: string,
  appeal: AppealDeadline | undefined,
): NewTask | undefined {
  const base = { id: deps.newId(), claimId: claim.id, dueDate: appeal?.until };
  if (event === 'denied') {
    return { ...base, kind: 'claim_denied', summary: denialSummary(payerName, detail.denial, appeal) };
  }
  // What was replaced meanwhile is argued about on the claim that took its place.
  if (event !== 'partially_paid' || !detail.arguable || claim.supersededBy !== null) return undefined;
  const { denial, lineNumbers, remarkCodes } = detail.arguable;
  return {
    ...base,
    kind: 'line_denied',
    summary: lineDenialSummary(payerName, detail.arguable, appeal),
    detail: { amountCents: denial.amountCents, reasons: denial.reasons, remarkCodes, lineNumbers },
  };
}

/** A second answer to a claim whose denied lines somebody has to work already: the open task takes the newer words. */
export async function unlessRenewed({ deps, tx }: JournalSource, tasks: readonly NewTask[]): Promise<NewTask[]> {
  const fresh: NewTask[] = [];
  for (const task of tasks) {
    const isOpen = task.kind === 'line_denied' && (await claimHasOpenTask(tx, task.claimId ?? '', task.kind));
    if (isOpen) await renewClaimTask(tx, task, deps.clock.now());
    else fresh.push(task);
  }
  return fresh;
}
