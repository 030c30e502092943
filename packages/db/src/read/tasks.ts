import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { TaskKind, TaskStatus } from '@claimwright/domain/task';
import type { TenantTransaction } from '../database.ts';

/** Something a person is asked to do. */
export interface TaskRow {
  id: Id;
  kind: TaskKind;
  status: TaskStatus;
  encounterId: Id | null;
  claimId: Id | null;
  inboundFileId: Id | null;
  summary: string;
  dueDate: IsoDate | null;
  openedAt: IsoInstant;
  closedAt: IsoInstant | null;
}

export interface TaskFilters {
  status?: TaskStatus;
  kind?: TaskKind;
}

/** Tasks, newest first, at most `limit`, after the one named by `after`. */
export async function listTasks(
  tx: TenantTransaction,
  filters: TaskFilters,
  after: Id | undefined,
  limit: number,
): Promise<TaskRow[]> {
  const { rows } = await tx.query<TaskRow>(
    `select t.id, t.kind, t.status, t.encounter_id as "encounterId", t.claim_id as "claimId",
       t.inbound_file_id as "inboundFileId", t.summary, t.due_date as "dueDate", t.opened_at as "openedAt",
       t.closed_at as "closedAt"
     from tasks t
     where t.tenant_id = $1 and ($2::uuid is null or t.id < $2) and ($3::text is null or t.status = $3)
       and ($4::text is null or t.kind = $4)
     order by t.id desc limit $5`,
    [tx.tenantId, after, filters.status, filters.kind, limit],
  );
  return rows;
}
