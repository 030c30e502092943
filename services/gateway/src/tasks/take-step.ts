import { writeAudit } from '@claimwright/db/audit';
import type { TenantTransaction } from '@claimwright/db/database';
import type { Origin } from '@claimwright/db/intake/accept-encounters';
import { type LockedTask, lockTask } from '@claimwright/db/read/tasks';
import { saveTaskStep, type TaskStep } from '@claimwright/db/review/task-steps';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import { notFound } from '@claimwright/http/contract';
import { type Problem, problem } from '@claimwright/http/problem';
import type { Change } from '../change-once.ts';
import { jsonAnswer } from '../request.ts';
import { toApiTask } from './resource.ts';

/** What a person wants to do with a task. */
export type TaskWish =
  | { action: 'assign'; assignee?: string; takeOver?: boolean }
  | { action: 'release' }
  | { action: 'resolve'; note: string }
  | { action: 'comment'; note: string };

/** One step of one task, in the caller's transaction: the use case behind the single and the bulk operation. */
export async function takeTaskStep(
  tx: TenantTransaction,
  id: Id,
  wish: TaskWish,
  at: IsoInstant,
  origin: Origin,
): Promise<Change> {
  const task = await lockTask(tx, id);
  if (!task) return { ok: false, problem: notFound };
  const decision = decideStep(task, wish, origin.actor);
  if (!decision.ok) return decision;
  const { step } = decision;
  await saveTaskStep(tx, step, origin.actor, at);
  const entry = { ...origin, action: `task.${wish.action}`, resourceType: 'task', resourceIds: [id] };
  await writeAudit(tx, entry, at);
  const after = {
    ...task,
    ...(step.assignee === undefined ? {} : { assignee: step.assignee }),
    ...(step.type === 'resolved' ? { status: 'done' as const, closedAt: at } : {}),
  };
  return { ok: true, answer: jsonAnswer(200, toApiTask(after)) };
}

type StepDecision = { ok: true; step: TaskStep } | { ok: false; problem: Problem };

/** Whether the step may be taken, and what it is. */
export function decideStep(task: LockedTask, wish: TaskWish, actor: string): StepDecision {
  if (wish.action === 'comment') return { ok: true, step: { taskId: task.id, type: 'commented', note: wish.note } };
  if (task.status === 'done') return refuse('task_closed', 'The task is done; only comments can be added.');
  switch (wish.action) {
    case 'assign': {
      const assignee = wish.assignee ?? actor;
      if (task.assignee !== null && task.assignee !== assignee && !wish.takeOver) {
        const detail = `${task.assignee} has the task. Send takeOver to take it all the same.`;
        return { ok: false, problem: problem('task_assigned', detail, { members: { assignee: task.assignee } }) };
      }
      return { ok: true, step: { taskId: task.id, type: 'assigned', assignee } };
    }
    case 'release':
      return { ok: true, step: { taskId: task.id, type: 'released', assignee: null } };
    case 'resolve': {
      const held = task.encounterStatus === 'needs_review' || task.encounterStatus === 'needs_coding';
      // Closed by hand, an encounter that is held would be seen by nobody any more.
      if (held && task.claimId === null) {
        const detail =
          'The encounter is still held. Correct it or release its findings; the task is then closed by itself.';
        return refuse('task_still_due', detail);
      }
      return { ok: true, step: { taskId: task.id, type: 'resolved', note: wish.note } };
    }
  }
}

function refuse(code: 'task_closed' | 'task_still_due', detail: string): StepDecision {
  return { ok: false, problem: problem(code, detail) };
}
