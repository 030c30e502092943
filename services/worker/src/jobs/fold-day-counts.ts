import { foldCounts } from '@claimwright/db/pipeline/counts';
import { allTenantIds } from '@claimwright/db/tenants';
import { foldDayCounts } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import type { WorkerDependencies } from '../dependencies.ts';

/** Adds appended counts into the tables that dashboards read. */
export function foldDayCountsJob(deps: WorkerDependencies) {
  return implementJob(foldDayCounts, async () => {
    for (const tenantId of await allTenantIds(deps.database)) {
      await deps.database.transaction(tenantId, foldCounts);
    }
  });
}
