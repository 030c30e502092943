import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { TaskKind } from '@claimwright/domain/task';
import type { TenantTransaction } from '../database.ts';

export interface NewTask {
  id: string;
  kind: TaskKind;
  encounterId?: string;
  claimId?: string;
  inboundFileId?: string;
  /** For a person; names no patient. */
  summary: string;
  dueDate?: IsoDate;
}

/** Opens tasks. One that is already open for the same encounter and kind stays as it is. */
export async function openTasks(tx: TenantTransaction, tasks: readonly NewTask[], at: IsoInstant): Promise<void> {
  if (tasks.length === 0) return;
  await tx.query({
    name: 'open-tasks',
    text: `insert into tasks (tenant_id, id, kind, status, encounter_id, claim_id, inbound_file_id, summary, due_date, opened_at)
      select $1, t.id, t.kind, 'open', t.encounter_id, t.claim_id, t.inbound_file_id, t.summary, t.due_date, $9
      from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::date[])
        as t (id, kind, encounter_id, claim_id, inbound_file_id, summary, due_date)
      on conflict do nothing`,
    values: [
      tx.tenantId,
      tasks.map((task) => task.id),
      tasks.map((task) => task.kind),
      tasks.map((task) => task.encounterId ?? null),
      tasks.map((task) => task.claimId ?? null),
      tasks.map((task) => task.inboundFileId ?? null),
      tasks.map((task) => task.summary),
      tasks.map((task) => task.dueDate ?? null),
      at,
    ],
  });
}

/** Closes the open tasks of these encounters: what they asked for has happened. */
export async function closeEncounterTasks(
  tx: TenantTransaction,
  encounterIds: readonly string[],
  at: IsoInstant,
): Promise<void> {
  if (encounterIds.length === 0) return;
  await tx.query({
    name: 'close-encounter-tasks',
    text: `update tasks set status = 'done', closed_at = $3 where tenant_id = $1 and encounter_id = any($2::uuid[]) and status = 'open'`,
    values: [tx.tenantId, encounterIds, at],
  });
}
