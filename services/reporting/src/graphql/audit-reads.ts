import { writeAudit } from '@claimwright/db/audit';
import type { Database } from '@claimwright/db/database';
import type { Clock } from '@claimwright/domain/clock';
import type { ReportContext } from './context.ts';

/** Writes one audit row for every claim and encounter an answer shows (45 CFR 164.312(b)). The answer leaves after it, or not at all. */
export async function auditReads(
  deps: { auditDatabase: Database; clock: Clock },
  context: ReportContext,
  request: { id: string; ip: string },
): Promise<void> {
  if (context.claimsRead.size === 0 && context.encountersRead.size === 0) return;
  const { actor, tenantId } = context.principal;
  const entry = { actor, action: 'view', requestId: request.id, remoteAddress: request.ip };
  await deps.auditDatabase.transaction(tenantId, async (tx) => {
    const at = deps.clock.now();
    await writeAudit(tx, { ...entry, resourceType: 'claim', resourceIds: [...context.claimsRead] }, at);
    await writeAudit(tx, { ...entry, resourceType: 'encounter', resourceIds: [...context.encountersRead] }, at);
  });
}
