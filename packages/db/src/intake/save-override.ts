import type { FindingOverride } from '@claimwright/domain/finding';
import type { Id } from '@claimwright/domain/ids';
import type { TenantTransaction } from '../database.ts';

/** Adds an override of a finding. Overrides are only ever added; one ends when it expires or is taken back (`endOverrides`). */
export async function saveOverride(
  tx: TenantTransaction,
  id: Id,
  encounterId: Id,
  override: FindingOverride,
): Promise<void> {
  await tx.query(
    `insert into finding_overrides (tenant_id, id, encounter_id, rule_id, pointer, reason, actor, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.tenantId,
      id,
      encounterId,
      override.ruleId,
      override.pointer,
      override.reason,
      override.actor,
      override.createdAt,
      override.expiresAt ?? null,
    ],
  );
}
