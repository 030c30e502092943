import type { TenantTransaction } from '../database.ts';
import { type TaskEventRow, type TaskRow, taskColumns } from '../read/tasks.ts';

async function tasksWhere(tx: TenantTransaction, column: string, ids: readonly string[]): Promise<TaskRow[]> {
  const { rows } = await tx.query<TaskRow>(
    `select ${taskColumns} from tasks t where t.tenant_id = $1 and t.${column} = any($2::uuid[]) order by t.id`,
    [tx.tenantId, ids],
  );
  return rows;
}

/** Tasks by id, in no order that means anything. */
export function tasksByIds(tx: TenantTransaction, ids: readonly string[]): Promise<TaskRow[]> {
  return tasksWhere(tx, 'id', ids);
}

/** Tasks of these claims, oldest first. */
export function tasksOfClaims(tx: TenantTransaction, claimIds: readonly string[]): Promise<TaskRow[]> {
  return tasksWhere(tx, 'claim_id', claimIds);
}

/** Tasks of these encounters, oldest first. */
export function tasksOfEncounters(tx: TenantTransaction, encounterIds: readonly string[]): Promise<TaskRow[]> {
  return tasksWhere(tx, 'encounter_id', encounterIds);
}

/** What people did with these tasks, in order. */
export async function eventsOfTasks(
  tx: TenantTransaction,
  taskIds: readonly string[],
): Promise<(TaskEventRow & { taskId: string })[]> {
  const { rows } = await tx.query<TaskEventRow & { taskId: string }>(
    `select task_id as "taskId", type, actor, occurred_at as "occurredAt", detail from task_events
     where tenant_id = $1 and task_id = any($2::uuid[]) order by sequence`,
    [tx.tenantId, taskIds],
  );
  return rows;
}
