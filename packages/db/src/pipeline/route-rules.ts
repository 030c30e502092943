import type { RouteExpectations, RouteSchedule } from '@claimwright/domain/route-schedule';
import type { TenantTransaction } from '../database.ts';

/** Replaces the schedule or the expectations of a route. What a schedule held back is looked at again: it may be free now. */
export async function saveRouteRules(
  tx: TenantTransaction,
  name: string,
  what: 'schedule' | 'expectations',
  rules: RouteSchedule | RouteExpectations,
): Promise<void> {
  await tx.query(`update routes set ${what} = $3 where tenant_id = $1 and name = $2`, [
    tx.tenantId,
    name,
    JSON.stringify(rules),
  ]);
  if (what === 'schedule') {
    await tx.query(
      `update batches set not_before = null where tenant_id = $1 and route = $2 and status = 'built' and not_before is not null`,
      [tx.tenantId, name],
    );
  }
}
