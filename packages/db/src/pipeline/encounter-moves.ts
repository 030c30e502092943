import type { IsoInstant } from '@claimwright/domain/dates';
import { type EncounterEventType, type EncounterStatus, nextEncounterStatus } from '@claimwright/domain/lifecycle';
import type { Repair } from '@claimwright/domain/repair';
import type { TenantTransaction } from '../database.ts';
import { jsonArray } from './json-array.ts';

/** One step of one encounter along its life cycle. */
export interface EncounterMove {
  encounterId: string;
  /** Version the decision was made on; a move of an older version is refused. */
  version: number;
  from: EncounterStatus;
  event: EncounterEventType;
  detail?: Record<string, unknown>;
  /** What the checks that move it repaired of its content; left out by those who judge nothing. */
  repairs?: readonly Repair[];
}

/**
 * Moves encounters and writes their events in two statements. A move whose encounter has meanwhile changed (other version or
 * status) does nothing: that is what makes a job that runs twice harmless. Returns the ids that moved.
 * Throws when a move is not in the transition table: a bug of the caller.
 */
export async function moveEncounters(
  tx: TenantTransaction,
  moves: readonly EncounterMove[],
  actor: string,
  at: IsoInstant,
): Promise<Set<string>> {
  if (moves.length === 0) return new Set();
  const targets = moves.map((move) => {
    const to = nextEncounterStatus(move.from, move.event);
    if (to === undefined) throw new Error(`No transition for an encounter from ${move.from} by ${move.event}.`);
    return to;
  });
  const { rows } = await tx.query<{ id: string }>({
    name: 'move-encounters',
    text: `with moves as (
        select * from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $10::text[])
          as m (encounter_id, version, from_status, event, to_status, detail, repairs)
      ), moved as (
        update encounters e set status = m.to_status, updated_at = $7,
          repairs = case when m.repairs is null then e.repairs else nullif(m.repairs::jsonb, '[]') end
        from moves m
        where e.tenant_id = $9 and e.id = m.encounter_id and e.version = m.version and e.status = m.from_status
        returning e.id, m.version, m.from_status, m.event, m.to_status, m.detail
      ), events as (
        insert into encounter_events (tenant_id, encounter_id, version, type, from_status, to_status, occurred_at, actor, detail)
        select $9, id, version, event, from_status, to_status, $7, $8, detail::jsonb from moved
      )
      select id from moved`,
    values: [
      moves.map((move) => move.encounterId),
      moves.map((move) => move.version),
      moves.map((move) => move.from),
      moves.map((move) => move.event),
      targets,
      jsonArray(moves.map((move) => move.detail)),
      at,
      actor,
      tx.tenantId,
      jsonArray(moves.map((move) => move.repairs)),
    ],
  });
  return new Set(rows.map((row) => row.id));
}

/** Locks an encounter that still has this status and returns its version, without reading its content. */
export async function lockEncounterVersion(
  tx: TenantTransaction,
  encounterId: string,
  status: EncounterStatus,
): Promise<number | undefined> {
  const { rows } = await tx.query<{ version: number }>({
    name: 'lock-encounter-version',
    text: 'select version from encounters where tenant_id = $1 and id = $2 and status = $3 for update',
    values: [tx.tenantId, encounterId, status],
  });
  return rows[0]?.version;
}
