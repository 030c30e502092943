import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';
import type { Origin } from './accept-encounters.ts';

export interface AuditEntry {
  at: IsoInstant;
  origin: Origin;
  /** "<resource>.<verb>", e.g. "claim.read". */
  action: string;
  resourceType: string;
  resourceId: string;
  /** Ids and counts only; never content. */
  detail?: Record<string, unknown>;
}

/** Adds one line to the audit log, in the transaction of what it records. */
export async function recordAudit(tx: TenantTransaction, entry: AuditEntry): Promise<void> {
  await tx.query({
    name: 'record-audit',
    text: `insert into audit_log (tenant_id, occurred_at, actor, action, resource_type, resource_id, request_id, remote_address, detail)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      tx.tenantId,
      entry.at,
      entry.origin.actor,
      entry.action,
      entry.resourceType,
      entry.resourceId,
      entry.origin.requestId,
      entry.origin.remoteAddress,
      entry.detail ? JSON.stringify(entry.detail) : null,
    ],
  });
}
