import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { TenantTransaction } from '../database.ts';
import type { TaskEventType } from '../read/tasks.ts';

/** What a person did with a task. */
export interface TaskStep {
  taskId: Id;
  type: TaskEventType;
  /** Who has it from now on; null: nobody. Absent: as before. */
  assignee?: string | null;
  note?: string;
}

/** Writes a step of a locked task: its event, and what it changes. */
export async function saveTaskStep(
  tx: TenantTransaction,
  step: TaskStep,
  actor: string,
  at: IsoInstant,
): Promise<void> {
  const detail = { ...(step.assignee ? { assignee: step.assignee } : {}), ...(step.note ? { note: step.note } : {}) };
  await tx.query(
    `insert into task_events (tenant_id, task_id, type, actor, occurred_at, detail) values ($1, $2, $3, $4, $5, $6)`,
    [tx.tenantId, step.taskId, step.type, actor, at, JSON.stringify(detail)],
  );
  if (step.assignee !== undefined) {
    await tx.query('update tasks set assignee = $3 where tenant_id = $1 and id = $2', [
      tx.tenantId,
      step.taskId,
      step.assignee,
    ]);
  }
  if (step.type === 'resolved') {
    await tx.query(`update tasks set status = 'done', closed_at = $3 where tenant_id = $1 and id = $2`, [
      tx.tenantId,
      step.taskId,
      at,
    ]);
  }
}
