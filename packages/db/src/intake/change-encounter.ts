import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { EncounterEventType, EncounterStatus } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';
import type { EncounterColumns } from './accept-encounters.ts';

/** What has to be known of an encounter before it may be changed. */
export interface EncounterHead {
  id: Id;
  externalId: string;
  version: number;
  status: EncounterStatus;
  receivedAt: IsoInstant;
}

/** Loads and locks an encounter until the end of the transaction; undefined when this tenant has none with that id. */
export async function lockEncounter(tx: TenantTransaction, id: Id): Promise<EncounterHead | undefined> {
  const { rows } = await tx.query<EncounterHead>({
    name: 'lock-encounter',
    text: `select id, external_id as "externalId", version, status, received_at as "receivedAt"
      from encounters where tenant_id = $1 and id = $2 for update`,
    values: [tx.tenantId, id],
  });
  return rows[0];
}

export interface EncounterChange {
  head: EncounterHead;
  event: EncounterEventType;
  /** As the transition table says. */
  toStatus: EncounterStatus;
  at: IsoInstant;
  actor: string;
  /** New content; absent when only the status moves. */
  columns?: EncounterColumns;
  /** Ids and rule names; never content. */
  detail?: Record<string, unknown>;
}

/**
 * Saves a change of a locked encounter: the next version, its event, and the job that checks it again. Returns the new version.
 */
export async function changeEncounter(tx: TenantTransaction, change: EncounterChange): Promise<number> {
  const { head, columns } = change;
  const version = head.version + 1;
  if (columns) await replaceContent(tx, head.id, columns);
  const { rowCount } = await tx.query(
    'update encounters set version = $3, status = $4, updated_at = $5 where tenant_id = $1 and id = $2 and version = $6',
    [tx.tenantId, head.id, version, change.toStatus, change.at, head.version],
  );
  if (rowCount !== 1) throw new Error(`encounter ${head.id} moved although it was locked`);
  await tx.query(
    `insert into encounter_events (tenant_id, encounter_id, version, type, from_status, to_status, occurred_at, actor, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.tenantId,
      head.id,
      version,
      change.event,
      head.status,
      change.toStatus,
      change.at,
      change.actor,
      change.detail ? JSON.stringify(change.detail) : null,
    ],
  );
  await addToOutbox(tx, 'scrub-encounters', head.id, change.at);
  return version;
}

async function replaceContent(tx: TenantTransaction, id: Id, columns: EncounterColumns): Promise<void> {
  await tx.query(
    `update encounters set payer_id = $3, patient_key = $4, billing_npi = $5, rendering_npi = $6, service_from = $7,
       service_to = $8, charge_cents = $9, content = $10, repairs = null where tenant_id = $1 and id = $2`,
    [
      tx.tenantId,
      id,
      columns.payerId,
      columns.patientKey,
      columns.billingNpi,
      columns.renderingNpi,
      columns.serviceFrom,
      columns.serviceTo,
      columns.chargeCents,
      columns.content,
    ],
  );
}

/** Notes that a job is due for a row, in the transaction that makes it due. */
export async function addToOutbox(tx: TenantTransaction, job: string, subjectId: Id, at: IsoInstant): Promise<void> {
  await tx.query({
    name: 'add-to-outbox',
    text: 'insert into outbox (tenant_id, job, subject_id, created_at) values ($1, $2, $3, $4)',
    values: [tx.tenantId, job, subjectId, at],
  });
}
