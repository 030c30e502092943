import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { closeTasks, findOpenDenialTasks, type NewTask, renewClaimTask } from '@claimwright/db/pipeline/tasks';
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

/** What an answer says of the payer's refusals: it decides which tasks about them are still due. */
const decides: ReadonlySet<PostedClaim['event']> = new Set(['paid', 'partially_paid', 'left_to_patient', 'denied']);

/**
 * Of the tasks that answers ask for, those that are new: where one of the kind is open for the claim it takes the newer words. What an
 * answer does not refuse any more is no task any more, an appeal that was granted, say.
 */
export async function settleDenialTasks(
  { deps, tx }: JournalSource,
  posted: readonly PostedClaim[],
  tasks: readonly NewTask[],
): Promise<NewTask[]> {
  const at = deps.clock.now();
  const last = new Map(posted.map((each) => [each.claimId, each]));
  const answered = [...last.values()].filter(({ event }) => decides.has(event)).map(({ claimId }) => claimId);
  const open = await findOpenDenialTasks(tx, answered);
  if (open.length === 0) return [...tasks];
  const wanted = (claimId: string | undefined, kind: string) =>
    tasks.findLast((task) => task.claimId === claimId && task.kind === kind);
  const over = open.filter(({ claimId, kind }) => !wanted(claimId, kind));
  await closeTasks(
    tx,
    over.map(({ id }) => id),
    at,
  );
  for (const { claimId, kind } of open) {
    const task = wanted(claimId, kind);
    if (task) await renewClaimTask(tx, task, at);
  }
  const isOpen = (task: NewTask) => open.some(({ claimId, kind }) => claimId === task.claimId && kind === task.kind);
  return tasks.filter((task) => !isOpen(task));
}
