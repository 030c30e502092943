import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';

/** Ids of rows whose next step has been due since before a moment, by the step they wait for. */
export interface WaitingWork {
  encountersToScrub: string[];
  encountersToBill: string[];
  claimsToBatch: string[];
  batchesToTransmit: string[];
  filesToIngest: string[];
  countsToFold: boolean;
}

/**
 * Finds what the queue has forgotten: Postgres is the truth, so losing every job loses no work. At most `most` ids a step;
 * the next sweep takes the rest.
 */
export async function findWaitingWork(tx: TenantTransaction, before: IsoInstant, most: number): Promise<WaitingWork> {
  const ids = async (name: string, text: string) => {
    const { rows } = await tx.query<{ id: string }>({ name, text, values: [tx.tenantId, before, most] });
    return rows.map((row) => row.id);
  };
  const encounters = (status: string) =>
    ids(
      `waiting-${status}`,
      `select id from encounters where tenant_id = $1 and status = '${status}' and updated_at < $2 order by updated_at limit $3`,
    );
  return {
    encountersToScrub: await encounters('received'),
    encountersToBill: await encounters('ready'),
    claimsToBatch: await ids(
      'waiting-claims',
      `select id from claims where tenant_id = $1 and status = 'assembled' and assembled_at < $2 order by assembled_at limit $3`,
    ),
    batchesToTransmit: await ids(
      'waiting-batches',
      `select id from batches where tenant_id = $1 and status = 'built' and built_at < $2
         and (leased_until is null or leased_until < $2) order by built_at limit $3`,
    ),
    filesToIngest: await ids(
      'waiting-files',
      `select id from inbound_files where tenant_id = $1 and status = 'received' and received_at < $2 order by received_at limit $3`,
    ),
    countsToFold:
      (
        await tx.query({
          name: 'waiting-counts',
          text: `select from day_count_deltas where tenant_id = $1 union all select from open_count_deltas where tenant_id = $1 limit 1`,
          values: [tx.tenantId],
        })
      ).rows.length > 0,
  };
}
