import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { TenantTransaction } from '../database.ts';

/** A finding of an encounter, by which its overrides are known. */
export interface OverriddenFinding {
  encounterId: Id;
  ruleId: string;
  pointer: string;
}

/** Who takes overrides back, why and when. */
export interface OverrideEnd {
  reason: string;
  actor: string;
  at: IsoInstant;
}

/** Ends every override of the finding that is in force; returns their ids, none when there was none. */
export async function endOverrides(
  tx: TenantTransaction,
  { encounterId, ruleId, pointer }: OverriddenFinding,
  { reason, actor, at }: OverrideEnd,
): Promise<Id[]> {
  const { rows } = await tx.query<{ id: Id }>(
    `insert into finding_override_ends (tenant_id, override_id, encounter_id, reason, actor, ended_at)
     select tenant_id, id, encounter_id, $5, $6, $7 from finding_overrides o
     where tenant_id = $1 and encounter_id = $2 and rule_id = $3 and pointer = $4 and (expires_at is null or expires_at > $7)
       and not exists (select from finding_override_ends e where e.tenant_id = $1 and e.override_id = o.id)
     returning override_id as id`,
    [tx.tenantId, encounterId, ruleId, pointer, reason, actor, at],
  );
  return rows.map(({ id }) => id);
}
