import type { TenantTransaction } from '@claimwright/db/database';
import { readOverrides } from '@claimwright/db/read/encounters';
import { type LinkedFinding, linkOverrides } from '@claimwright/db/read/override-of-finding';
import { findingsOfRuns } from '@claimwright/db/reporting/encounters';

/** A run whose findings are asked for. */
export interface AskedRun {
  id: string;
  encounterId: string;
  runAt: string;
}

/** The findings of each of these runs by its id, those that were released with their override. */
export async function findingsByRun(
  tx: TenantTransaction,
  runs: readonly AskedRun[],
): Promise<Map<string, LinkedFinding[]>> {
  if (runs.length === 0) return new Map();
  const rows = await findingsOfRuns(
    tx,
    runs.map(({ id }) => id),
  );
  const released = rows.filter(({ verdict }) => verdict === 'bypassed').map(({ encounterId }) => encounterId);
  const overrides = released.length === 0 ? [] : await readOverrides(tx, [...new Set(released)]);
  const byRun = Map.groupBy(rows, ({ runId }) => runId);
  return new Map(
    runs.map(({ id, encounterId, runAt }) => {
      const said = (byRun.get(id) ?? []).map(({ content }) => content);
      const own = overrides.filter((override) => override.encounterId === encounterId);
      return [id, linkOverrides(said, own, runAt)];
    }),
  );
}
