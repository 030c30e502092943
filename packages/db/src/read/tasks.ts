import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { EncounterStatus } from '@claimwright/domain/lifecycle';
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
  batchId: Id | null;
  summary: string;
  dueDate: IsoDate | null;
  /** JSON Pointer into the encounter: where the trouble is. */
  pointer: string | null;
  /** What an acknowledgement or a payer said, in words. */
  detail: Record<string, unknown> | null;
  openedAt: IsoInstant;
  closedAt: IsoInstant | null;
  /** Rules whose findings it is about. */
  ruleIds: string[];
  payerId: string | null;
  billingNpi: string | null;
  renderingNpi: string | null;
  /** Of the claim or encounter, when the task was opened. */
  chargeCents: number;
  /** Who has taken it; null: nobody. */
  assignee: string | null;
}

export const taskSorts = ['newest', 'oldest', 'charge'] as const;
export type TaskSort = (typeof taskSorts)[number];

export interface TaskFilters {
  status?: TaskStatus;
  kinds?: readonly TaskKind[];
  ruleId?: string;
  payerId?: string;
  /** Of the billing or the rendering provider. */
  providerNpi?: string;
  /** null: taken by nobody. */
  assignee?: string | null;
  openedBefore?: IsoInstant;
  minChargeCents?: number;
  sort?: TaskSort;
}

export const taskColumns = `t.id, t.kind, t.status, t.encounter_id as "encounterId", t.claim_id as "claimId",
  t.inbound_file_id as "inboundFileId", t.batch_id as "batchId", t.summary, t.due_date as "dueDate", t.pointer, t.detail, t.opened_at as "openedAt", t.closed_at as "closedAt",
  t.rule_ids as "ruleIds", t.payer_id as "payerId", t.billing_npi as "billingNpi", t.rendering_npi as "renderingNpi",
  t.charge_cents as "chargeCents", t.assignee`;

/** Ids are in order of creation. What is after a task in the order of charges is told by the charge it was opened with. */
const orders: Readonly<Record<TaskSort, { after: string; by: string }>> = {
  newest: { after: 't.id < $11', by: 't.id desc' },
  oldest: { after: 't.id > $11', by: 't.id' },
  charge: {
    after: '(t.charge_cents, t.id) < (select a.charge_cents, a.id from tasks a where a.tenant_id = $1 and a.id = $11)',
    by: 't.charge_cents desc, t.id desc',
  },
};

/** The condition of every question about tasks `t`: places 1 to 10, filled by `wantedValues`. */
export const wanted = `t.tenant_id = $1 and ($2::text is null or t.status = $2) and ($3::text[] is null or t.kind = any($3))
  and ($4::text is null or t.rule_ids @> array[$4]) and ($5::text is null or t.payer_id = $5)
  and ($6::text is null or t.billing_npi = $6 or t.rendering_npi = $6) and ($7::text is null or t.assignee = $7)
  and (not $8::boolean or t.assignee is null) and ($9::timestamptz is null or t.opened_at < $9)
  and ($10::bigint is null or t.charge_cents >= $10)`;

/** What the filters put in the places of `wanted`. */
export function wantedValues(tx: TenantTransaction, filters: TaskFilters): unknown[] {
  return [
    tx.tenantId,
    filters.status,
    filters.kinds?.length ? filters.kinds : null,
    filters.ruleId,
    filters.payerId,
    filters.providerNpi,
    filters.assignee,
    filters.assignee === null,
    filters.openedBefore,
    filters.minChargeCents,
  ];
}

/** Tasks, newest first unless asked otherwise, at most `limit`, after the one named by `after`. */
export async function listTasks(
  tx: TenantTransaction,
  filters: TaskFilters,
  after: Id | undefined,
  limit: number,
): Promise<TaskRow[]> {
  const order = orders[filters.sort ?? 'newest'];
  const { rows } = await tx.query<TaskRow>(
    `select ${taskColumns} from tasks t where ${wanted} and ($11::uuid is null or ${order.after}) order by ${order.by} limit $12`,
    [...wantedValues(tx, filters), after, limit],
  );
  return rows;
}

/** How many tasks the filters leave, and the charges they are about. */
export async function sumTasks(
  tx: TenantTransaction,
  filters: TaskFilters,
): Promise<{ count: number; chargeCents: number }> {
  const { rows } = await tx.query<{ count: number; chargeCents: number }>(
    `select count(*) as count, coalesce(sum(t.charge_cents), 0)::bigint as "chargeCents" from tasks t where ${wanted}`,
    wantedValues(tx, filters),
  );
  return rows[0] ?? { count: 0, chargeCents: 0 };
}

export const taskEventTypes = ['assigned', 'released', 'resolved', 'commented'] as const;
export type TaskEventType = (typeof taskEventTypes)[number];

export interface TaskEventRow {
  type: TaskEventType;
  actor: string;
  occurredAt: IsoInstant;
  detail: { assignee?: string; note?: string } | null;
}

/** A task and what people did with it; undefined when this tenant has none with that id. */
export async function readTask(
  tx: TenantTransaction,
  id: Id,
): Promise<(TaskRow & { events: TaskEventRow[] }) | undefined> {
  const { rows } = await tx.query<TaskRow>(`select ${taskColumns} from tasks t where t.tenant_id = $1 and t.id = $2`, [
    tx.tenantId,
    id,
  ]);
  const events = await tx.query<TaskEventRow>(
    `select type, actor, occurred_at as "occurredAt", detail from task_events where tenant_id = $1 and task_id = $2 order by sequence`,
    [tx.tenantId, id],
  );
  return rows[0] && { ...rows[0], events: events.rows };
}

/** A task locked for this transaction, with where its encounter stands. */
export interface LockedTask extends TaskRow {
  encounterStatus: EncounterStatus | null;
}

/** Locks a task; undefined when this tenant has none with that id. */
export async function lockTask(tx: TenantTransaction, id: Id): Promise<LockedTask | undefined> {
  const { rows } = await tx.query<LockedTask>(
    `select ${taskColumns}, e.status as "encounterStatus" from tasks t
       left join encounters e on e.tenant_id = t.tenant_id and e.id = t.encounter_id
     where t.tenant_id = $1 and t.id = $2 for update of t`,
    [tx.tenantId, id],
  );
  return rows[0];
}
