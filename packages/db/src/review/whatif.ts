import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { FindingOverride } from '@claimwright/domain/finding';
import type { TenantTransaction } from '../database.ts';
import type { StoredRuleSetting } from './rule-settings.ts';
import { listWhatIfScope } from './whatif-scope.ts';

export const whatIfStatuses = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type WhatIfStatus = (typeof whatIfStatuses)[number];

/** Which encounters are compared: those that began in the window, or these and all that are still open, whatever their date. */
export const whatIfScopes = ['open_and_window', 'window'] as const;
export type WhatIfScope = (typeof whatIfScopes)[number];

/** What is asked: these editions as if active, these settings as if made, for the encounters of the scope. */
export interface WhatIfRequest {
  /** Left out by runs from before it could be chosen: the window alone. */
  scope?: WhatIfScope;
  /** "set@edition". */
  candidateEditions: readonly string[];
  ruleSettings: readonly StoredRuleSetting[];
  from: IsoDate;
  to: IsoDate;
}

export interface WhatIfRow {
  id: string;
  status: WhatIfStatus;
  request: WhatIfRequest;
  requestedBy: string;
  requestedAt: IsoInstant;
  startedAt: IsoInstant | null;
  finishedAt: IsoInstant | null;
  /** Encounters it compares, as they stood when it began; null before. */
  toCheck: number | null;
  checked: number;
  /** Encounters on which the rules broke: compared with nothing. */
  broken: number;
  /** Why it failed. */
  reason: string | null;
  /** Names the editions that were active when it began. */
  activeMark: string | null;
  afterId: string | null;
}

const columns = `id, status, request, requested_by as "requestedBy", requested_at as "requestedAt", started_at as "startedAt",
  finished_at as "finishedAt", to_check as "toCheck", checked, broken, reason, active_mark as "activeMark", after_id as "afterId"`;

/** Adds a run that waits for its job. */
export async function createWhatIf(
  tx: TenantTransaction,
  run: { id: string; request: WhatIfRequest; requestedBy: string },
  at: IsoInstant,
): Promise<void> {
  await tx.query(
    `insert into whatif_runs (tenant_id, id, status, request, requested_by, requested_at, touched_at)
     values ($1, $2, 'waiting', $3, $4, $5, $5)`,
    [tx.tenantId, run.id, JSON.stringify(run.request), run.requestedBy, at],
  );
}

/** A run; undefined when this tenant has none with that id. */
export async function readWhatIf(tx: TenantTransaction, id: string): Promise<WhatIfRow | undefined> {
  const { rows } = await tx.query<WhatIfRow>(`select ${columns} from whatif_runs where tenant_id = $1 and id = $2`, [
    tx.tenantId,
    id,
  ]);
  return rows[0];
}

/** Runs, newest first, at most `limit`, after the one named by `after`. */
export async function listWhatIfs(
  tx: TenantTransaction,
  after: string | undefined,
  limit: number,
): Promise<WhatIfRow[]> {
  const { rows } = await tx.query<WhatIfRow>(
    `select ${columns} from whatif_runs where tenant_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [tx.tenantId, after, limit],
  );
  return rows;
}

/** Begins a run and lists what it compares, or finds it begun. Undefined when it has ended or is not there. */
export async function beginWhatIf(
  tx: TenantTransaction,
  id: string,
  activeMark: string,
  at: IsoInstant,
): Promise<WhatIfRow | undefined> {
  const begun = await tx.query(
    `update whatif_runs set status = 'running', started_at = $3, touched_at = $3, active_mark = $4
     where tenant_id = $1 and id = $2 and status = 'waiting'`,
    [tx.tenantId, id, at, activeMark],
  );
  if (begun.rowCount === 1) {
    const toCheck = await listWhatIfScope(tx, id);
    await tx.query('update whatif_runs set to_check = $3 where tenant_id = $1 and id = $2', [tx.tenantId, id, toCheck]);
  }
  const run = await readWhatIf(tx, id);
  return run?.status === 'running' ? run : undefined;
}

/** An encounter to compare. */
export interface EncounterToCompare {
  id: string;
  payerId: string | null;
  chargeCents: number;
  content: EncounterInput;
  receivedAt: IsoInstant;
  patientKey: string;
  overrides: FindingOverride[];
  isOpen: boolean;
  inWindow: boolean;
}

/**
 * The next encounters of a run, in the order of their ids. Locks the run, so that two workers never take the same ones; undefined when it does not run (any more).
 */
export async function takeWhatIfChunk(
  tx: TenantTransaction,
  id: string,
  most: number,
): Promise<EncounterToCompare[] | undefined> {
  const locked = await tx.query(
    `select from whatif_runs where tenant_id = $1 and id = $2 and status = 'running' for update`,
    [tx.tenantId, id],
  );
  if (locked.rowCount === 0) return undefined;
  const { rows } = await tx.query<EncounterToCompare>({
    name: 'what-if-chunk',
    text: `select e.id, e.payer_id as "payerId", e.charge_cents as "chargeCents", e.content, e.received_at as "receivedAt",
        e.patient_key as "patientKey", s.is_open as "isOpen", s.in_window as "inWindow",
        coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('ruleId', f.rule_id, 'pointer', f.pointer, 'reason', f.reason,
            'actor', f.actor, 'createdAt', f.created_at, 'expiresAt', f.expires_at)) order by f.created_at, f.id)
          from finding_overrides f where f.tenant_id = $1 and f.encounter_id = e.id
            and not exists (select from finding_override_ends d where d.tenant_id = $1 and d.override_id = f.id)), '[]') as overrides
      from (select l.encounter_id, l.is_open, l.in_window from whatif_scope l
          where l.tenant_id = $1 and l.whatif_id = $2
            and l.encounter_id > (select coalesce(w.after_id, '00000000-0000-0000-0000-000000000000') from whatif_runs w
              where w.tenant_id = $1 and w.id = $2)
          order by l.encounter_id limit $3) s
        join encounters e on e.tenant_id = $1 and e.id = s.encounter_id
      order by e.id`,
    values: [tx.tenantId, id, most],
  });
  return rows;
}

/** What every row of a result says of the encounter it speaks of. */
interface Compared {
  payerId: string;
  chargeCents: number;
  isOpen: boolean;
  inWindow: boolean;
}

/** What a chunk came to. */
export interface WhatIfChunk {
  checked: number;
  broken: number;
  lastId: string | undefined;
  encounters: readonly (Compared & { id: string; before: string; after: string })[];
  changes: readonly (Compared & { encounterId: string; ruleId: string; direction: string })[];
}

/** Adds a chunk's results and moves on; the run must be locked by `takeWhatIfChunk` in the same transaction. */
export async function saveWhatIfChunk(
  tx: TenantTransaction,
  id: string,
  chunk: WhatIfChunk,
  at: IsoInstant,
): Promise<void> {
  await tx.query({
    name: 'what-if-encounters',
    text: `insert into whatif_encounters (tenant_id, whatif_id, encounter_id, outcome_before, outcome_after, ${comparedColumns})
      select $1, $2, c.* from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::boolean[], $9::boolean[]) as c`,
    values: [
      tx.tenantId,
      id,
      chunk.encounters.map((row) => row.id),
      chunk.encounters.map((row) => row.before),
      chunk.encounters.map((row) => row.after),
      ...comparedValues(chunk.encounters),
    ],
  });
  await tx.query({
    name: 'what-if-changes',
    text: `insert into whatif_changes (tenant_id, whatif_id, encounter_id, rule_id, direction, ${comparedColumns})
      select $1, $2, c.* from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::boolean[], $9::boolean[]) as c`,
    values: [
      tx.tenantId,
      id,
      chunk.changes.map((row) => row.encounterId),
      chunk.changes.map((row) => row.ruleId),
      chunk.changes.map((row) => row.direction),
      ...comparedValues(chunk.changes),
    ],
  });
  await tx.query({
    name: 'what-if-progress',
    text: `update whatif_runs set checked = checked + $3, broken = broken + $4, after_id = coalesce($5, after_id), touched_at = $6
      where tenant_id = $1 and id = $2`,
    values: [tx.tenantId, id, chunk.checked, chunk.broken, chunk.lastId ?? null, at],
  });
}

const comparedColumns = 'payer_id, charge_cents, is_open, in_window';

function comparedValues(rows: readonly Compared[]): unknown[] {
  return [
    rows.map((row) => row.payerId),
    rows.map((row) => row.chargeCents),
    rows.map((row) => row.isOpen),
    rows.map((row) => row.inWindow),
  ];
}

/** Ends a run that has not ended; false when it had. Its list goes with it: what it found says itself which encounters it means. */
export async function endWhatIf(
  tx: TenantTransaction,
  id: string,
  end: { status: 'done' | 'cancelled' | 'failed'; reason?: string },
  at: IsoInstant,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update whatif_runs set status = $3, reason = $4, finished_at = $5, touched_at = $5
     where tenant_id = $1 and id = $2 and status in ('waiting', 'running')`,
    [tx.tenantId, id, end.status, end.reason ?? null, at],
  );
  if (rowCount !== 1) return false;
  await tx.query('delete from whatif_scope where tenant_id = $1 and whatif_id = $2', [tx.tenantId, id]);
  return true;
}
