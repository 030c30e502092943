import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from './database.ts';

/** One row of the audit log (45 CFR 164.312(b)): who did what to which resource, and in which request. */
export interface AuditEntry {
  actor: string;
  action: string;
  resourceType: string;
  resourceIds: readonly string[];
  requestId?: string;
  remoteAddress?: string;
  detail?: Record<string, unknown>;
}

/** What a job did to one of many resources, each with a detail of its own. */
export interface AuditedResource {
  id: string;
  detail: Record<string, unknown>;
}

/** Writes one row a resource for what a job did to them, in one statement. */
export async function writeJobAudit(
  tx: TenantTransaction,
  entry: Pick<AuditEntry, 'actor' | 'action' | 'resourceType'>,
  resources: readonly AuditedResource[],
  at: IsoInstant,
): Promise<void> {
  if (resources.length === 0) return;
  await tx.query({
    name: 'write-job-audit',
    text: `insert into audit_log (tenant_id, occurred_at, actor, action, resource_type, resource_id, detail)
      select $1, $2, $3, $4, $5, r.id, r.detail::jsonb from unnest($6::text[], $7::text[]) as r (id, detail)`,
    values: [
      tx.tenantId,
      at,
      entry.actor,
      entry.action,
      entry.resourceType,
      resources.map(({ id }) => id),
      resources.map(({ detail }) => JSON.stringify(detail)),
    ],
  });
}

/** Writes one row a resource, in one statement. */
export async function writeAudit(tx: TenantTransaction, entry: AuditEntry, at: IsoInstant): Promise<void> {
  if (entry.resourceIds.length === 0) return;
  await tx.query({
    name: 'write-audit',
    text: `insert into audit_log (tenant_id, occurred_at, actor, action, resource_type, resource_id, request_id, remote_address, detail)
      select $1, $2, $3, $4, $5, resource_id, $7, $8, $9 from unnest($6::text[]) as r (resource_id)`,
    values: [
      tx.tenantId,
      at,
      entry.actor,
      entry.action,
      entry.resourceType,
      entry.resourceIds,
      entry.requestId ?? null,
      entry.remoteAddress ?? null,
      entry.detail ? JSON.stringify(entry.detail) : null,
    ],
  });
}
