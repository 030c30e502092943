import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { Encounter } from '@claimwright/domain/encounter';
import type { Finding, FindingOverride, NotEvaluated, ScrubOutcome } from '@claimwright/domain/finding';
import type { Id } from '@claimwright/domain/ids';
import type { EncounterEventType, EncounterStatus } from '@claimwright/domain/lifecycle';
import type { Repair } from '@claimwright/domain/repair';
import type { TaskKind } from '@claimwright/domain/task';
import type { TenantTransaction } from '../database.ts';
import { type LinkedFinding, linkOverrides } from './override-of-finding.ts';

/** One line of the encounter list: no patient data. */
export interface EncounterListRow {
  id: Id;
  externalId: string;
  version: number;
  status: EncounterStatus;
  payerId: string | null;
  serviceFrom: IsoDate | null;
  serviceTo: IsoDate | null;
  chargeCents: number;
  receivedAt: IsoInstant;
  updatedAt: IsoInstant;
}

export interface EncounterFilters {
  externalId?: string;
  status?: EncounterStatus;
  payerId?: string;
  /** First date of service on or after. */
  serviceFrom?: IsoDate;
  /** First date of service on or before. */
  serviceTo?: IsoDate;
  receivedSince?: IsoInstant;
}

const listColumns = `e.id, e.external_id as "externalId", e.version, e.status, e.payer_id as "payerId", e.service_from as "serviceFrom",
  e.service_to as "serviceTo", e.charge_cents as "chargeCents", e.received_at as "receivedAt", e.updated_at as "updatedAt"`;

/** Encounters, newest first (ids are in order of creation), at most `limit`, after the one named by `after`. */
export async function listEncounters(
  tx: TenantTransaction,
  filters: EncounterFilters,
  after: Id | undefined,
  limit: number,
): Promise<EncounterListRow[]> {
  const { rows } = await tx.query<EncounterListRow>(
    `select ${listColumns} from encounters e
     where e.tenant_id = $1
       and ($2::uuid is null or e.id < $2)
       and ($3::text is null or e.status = $3)
       and ($4::text is null or e.payer_id = $4)
       and ($5::date is null or e.service_from >= $5)
       and ($6::date is null or e.service_from <= $6)
       and ($7::timestamptz is null or e.received_at >= $7)
       and ($8::text is null or e.external_id = $8)
     order by e.id desc limit $9`,
    [
      tx.tenantId,
      after,
      filters.status,
      filters.payerId,
      filters.serviceFrom,
      filters.serviceTo,
      filters.receivedSince,
      filters.externalId,
      limit,
    ],
  );
  return rows;
}

/** The last run of the checks over an encounter. */
export interface ScrubRunRow {
  id: Id;
  encounterVersion: number;
  outcome: ScrubOutcome;
  outcomeReason: string | null;
  ruleSetHash: string;
  editions: Record<string, string>;
  notEvaluated: NotEvaluated[];
  rulesEvaluated: number;
  runAt: IsoInstant;
  findings: Finding[];
  repairs: Repair[];
}

export interface EncounterEventRow {
  type: EncounterEventType;
  version: number;
  fromStatus: EncounterStatus | null;
  toStatus: EncounterStatus;
  occurredAt: IsoInstant;
  actor: string;
  detail: Record<string, unknown> | null;
}

/** A released finding, and who took the release back where somebody did. */
export interface OverrideRow extends FindingOverride {
  id: Id;
  encounterId: Id;
  ended: { at: IsoInstant; actor: string; reason: string } | null;
}

/** An encounter with everything that hangs on it. */
export interface EncounterDetail extends Encounter {
  lastRun: (ScrubRunRow & { findings: LinkedFinding[] }) | undefined;
  overrides: OverrideRow[];
  events: EncounterEventRow[];
  claims: { id: Id; patientControlNumber: string; status: string; live: boolean }[];
  openTasks: { id: Id; kind: TaskKind; summary: string; dueDate: IsoDate | null; openedAt: IsoInstant }[];
}

/** The id behind the sender's own id; undefined when this tenant has none. */
export async function findEncounterId(tx: TenantTransaction, externalId: string): Promise<Id | undefined> {
  const { rows } = await tx.query<{ id: Id }>('select id from encounters where tenant_id = $1 and external_id = $2', [
    tx.tenantId,
    externalId,
  ]);
  return rows[0]?.id;
}

/** An encounter and what hangs on it; undefined when this tenant has none with that id. */
export async function readEncounter(tx: TenantTransaction, id: Id): Promise<EncounterDetail | undefined> {
  const { rows } = await tx.query<Encounter>(
    `select tenant_id as "tenantId", id, version, status, content, received_at as "receivedAt", updated_at as "updatedAt"
     from encounters where tenant_id = $1 and id = $2`,
    [tx.tenantId, id],
  );
  const encounter = rows[0];
  if (!encounter) return undefined;
  const overrides = await readOverrides(tx, [id]);
  const run = await readLastRun(tx, id);
  return {
    ...encounter,
    lastRun: run && { ...run, findings: linkOverrides(run.findings, overrides, run.runAt) },
    overrides,
    events: await readEvents(tx, id),
    claims: await readClaimsOf(tx, id),
    openTasks: await readOpenTasks(tx, id),
  };
}

/** The last run over an encounter with its findings in order; undefined when it was never checked. */
export async function readLastRun(tx: TenantTransaction, encounterId: Id): Promise<ScrubRunRow | undefined> {
  const { rows } = await tx.query<ScrubRunRow>(
    `select r.id, r.encounter_version as "encounterVersion", r.outcome, r.outcome_reason as "outcomeReason",
       r.rule_set_hash as "ruleSetHash", r.editions, r.not_evaluated as "notEvaluated", r.rules_evaluated as "rulesEvaluated",
       r.run_at as "runAt", coalesce(r.repairs, '[]') as repairs,
       coalesce((select jsonb_agg(f.content order by f.ordinal) from findings f
         where f.tenant_id = r.tenant_id and f.run_id = r.id), '[]') as findings
     from scrub_runs r where r.tenant_id = $1 and r.encounter_id = $2 order by r.id desc limit 1`,
    [tx.tenantId, encounterId],
  );
  return rows[0];
}

/** Overrides of these encounters, ended ones too, in the order they were given. */
export async function readOverrides(tx: TenantTransaction, encounterIds: readonly Id[]): Promise<OverrideRow[]> {
  const { rows } = await tx.query<OverrideRow>(
    `select o.id, o.encounter_id as "encounterId", o.rule_id as "ruleId", o.pointer, o.reason, o.actor, o.created_at as "createdAt",
       o.expires_at as "expiresAt", case when e.override_id is not null then
         jsonb_build_object('at', to_char(e.ended_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', e.actor, 'reason', e.reason) end as ended
     from finding_overrides o left join finding_override_ends e on e.tenant_id = $1 and e.override_id = o.id
     where o.tenant_id = $1 and o.encounter_id = any($2::uuid[]) order by o.id`,
    [tx.tenantId, encounterIds],
  );
  return rows;
}

async function readEvents(tx: TenantTransaction, encounterId: Id): Promise<EncounterEventRow[]> {
  const { rows } = await tx.query<EncounterEventRow>(
    `select type, version, from_status as "fromStatus", to_status as "toStatus", occurred_at as "occurredAt", actor, detail
     from encounter_events where tenant_id = $1 and encounter_id = $2 order by sequence`,
    [tx.tenantId, encounterId],
  );
  return rows;
}

async function readClaimsOf(tx: TenantTransaction, encounterId: Id): Promise<EncounterDetail['claims']> {
  const { rows } = await tx.query<EncounterDetail['claims'][number]>(
    `select c.id, c.patient_control_number as "patientControlNumber", c.status, ce.live
     from claim_encounters ce join claims c on c.tenant_id = ce.tenant_id and c.id = ce.claim_id
     where ce.tenant_id = $1 and ce.encounter_id = $2 order by c.id`,
    [tx.tenantId, encounterId],
  );
  return rows;
}

async function readOpenTasks(tx: TenantTransaction, encounterId: Id): Promise<EncounterDetail['openTasks']> {
  const { rows } = await tx.query<EncounterDetail['openTasks'][number]>(
    `select id, kind, summary, due_date as "dueDate", opened_at as "openedAt"
     from tasks where tenant_id = $1 and encounter_id = $2 and status = 'open' order by id`,
    [tx.tenantId, encounterId],
  );
  return rows;
}
