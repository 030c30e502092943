import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { TaskKind } from '@claimwright/domain/task';
import type { TenantTransaction } from '../database.ts';
import { jsonArray } from './json-array.ts';

export interface NewTask {
  id: string;
  kind: TaskKind;
  encounterId?: string;
  claimId?: string;
  batchId?: string;
  inboundFileId?: string;
  /** For a person; names no patient. */
  summary: string;
  dueDate?: IsoDate;
  /** Rules whose findings it is about. */
  ruleIds?: readonly string[];
  /** JSON Pointer into the encounter: where the trouble is. */
  pointer?: string;
  /** What a page may show of it; holds no value of the claim. */
  detail?: Record<string, unknown>;
  /** What it waits for, "999/<batch>": opened once for each, whatever became of it, and closed by `closeAnsweredWatches`. */
  watch?: string;
}

/**
 * Opens tasks, each with the payer, providers and charge of its claim or encounter. One that is already open for the same
 * encounter and kind stays as it is; one that was open before goes to the person who had it.
 */
export async function openTasks(tx: TenantTransaction, tasks: readonly NewTask[], at: IsoInstant): Promise<void> {
  if (tasks.length === 0) return;
  await tx.query({
    name: 'open-tasks',
    text: `insert into tasks (tenant_id, id, kind, status, encounter_id, claim_id, inbound_file_id, summary, due_date, opened_at,
        rule_ids, payer_id, billing_npi, rendering_npi, charge_cents, assignee, batch_id, pointer, detail, watch)
      select $1, t.id, t.kind, 'open', t.encounter_id, t.claim_id, t.inbound_file_id, t.summary, t.due_date, $9,
        coalesce(string_to_array(nullif(t.rule_ids, ''), ' '), '{}'), coalesce(c.payer_id, e.payer_id),
        coalesce(c.billing_npi, e.billing_npi), coalesce(c.rendering_npi, e.rendering_npi),
        coalesce(c.charge_cents, e.charge_cents, 0), before.assignee, t.batch_id, t.pointer, t.detail::jsonb, t.watch
      from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::date[], $10::text[],
          $11::uuid[], $12::text[], $13::text[], $14::text[])
        as t (id, kind, encounter_id, claim_id, inbound_file_id, summary, due_date, rule_ids, batch_id, pointer, detail, watch)
      left join claims c on c.tenant_id = $1 and c.id = t.claim_id
      left join encounters e on e.tenant_id = $1 and e.id = t.encounter_id
      left join lateral (select b.assignee from tasks b where b.tenant_id = $1 and b.encounter_id = t.encounter_id and b.kind = t.kind
        order by b.id desc limit 1) before on true
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
      tasks.map((task) => (task.ruleIds ?? []).join(' ')),
      tasks.map((task) => task.batchId ?? null),
      tasks.map((task) => task.pointer ?? null),
      jsonArray(tasks.map((task) => task.detail)),
      tasks.map((task) => task.watch ?? null),
    ],
  });
}

/**
 * Puts newer words into the open task of a claim and keeps what it said before under `detail.earlier`; the same words again
 * change nothing. A claim without an open task of the kind is left alone: somebody has dealt with it.
 */
export async function renewClaimTask(tx: TenantTransaction, task: NewTask, at: IsoInstant): Promise<void> {
  await tx.query({
    name: 'renew-claim-task',
    text: `update tasks set summary = $4, due_date = $5, pointer = $6,
        detail = coalesce($7::jsonb, '{}') || jsonb_build_object('earlier', coalesce(detail -> 'earlier', '[]')
          || jsonb_build_array(jsonb_build_object('summary', summary, 'until', $8::text) || coalesce(detail - 'earlier', '{}')))
      where tenant_id = $1 and claim_id = $2 and kind = $3 and status = 'open' and summary <> $4`,
    values: [
      tx.tenantId,
      task.claimId,
      task.kind,
      task.summary,
      task.dueDate ?? null,
      task.pointer ?? null,
      task.detail === undefined ? null : JSON.stringify(task.detail),
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

/** Closes the open tasks of these claims, of one kind or of all: what they asked for has happened. */
export async function closeClaimTasks(
  tx: TenantTransaction,
  claimIds: readonly string[],
  at: IsoInstant,
  kind?: TaskKind,
): Promise<void> {
  if (claimIds.length === 0) return;
  await tx.query({
    name: 'close-claim-tasks',
    text: `update tasks set status = 'done', closed_at = $3
      where tenant_id = $1 and claim_id = any($2::uuid[]) and status = 'open' and ($4::text is null or kind = $4)`,
    values: [tx.tenantId, claimIds, at, kind ?? null],
  });
}

/** The open tasks about what payers refused of these claims. */
export async function findOpenDenialTasks(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<{ id: string; claimId: string; kind: TaskKind }[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.query<{ id: string; claimId: string; kind: TaskKind }>({
    name: 'open-denial-tasks',
    text: `select id, claim_id as "claimId", kind from tasks
      where tenant_id = $1 and claim_id = any($2::uuid[]) and status = 'open' and kind in ('claim_denied', 'line_denied') order by id`,
    values: [tx.tenantId, claimIds],
  });
  return rows;
}

/** Closes these tasks: what they asked for has happened. */
export async function closeTasks(tx: TenantTransaction, ids: readonly string[], at: IsoInstant): Promise<void> {
  if (ids.length === 0) return;
  await tx.query({
    name: 'close-tasks',
    text: `update tasks set status = 'done', closed_at = $3 where tenant_id = $1 and id = any($2::uuid[]) and status = 'open'`,
    values: [tx.tenantId, ids, at],
  });
}
