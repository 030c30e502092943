import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';

/** Rows whose next step is due, by the step: $2 is the moment since before which they wait, $3 the most that are wanted. */
const waiting = {
  encountersToScrub: `select id from encounters where tenant_id = $1 and status = 'received' and updated_at < $2
    order by updated_at limit $3`,
  encountersToBill: `select id from encounters where tenant_id = $1 and status = 'ready' and updated_at < $2
    order by updated_at limit $3`,
  // A claim whose route is gone waits until there is one again; it must not fill the places of the others.
  claimsToBatch: `select id from claims where tenant_id = $1 and status = 'assembled' and assembled_at < $2
      and route in (select name from routes where tenant_id = $1)
    order by assembled_at limit $3`,
  // Held back by the route's schedule, or fetched by the clearinghouse itself, it has no next step of ours.
  batchesToTransmit: `select b.id from batches b where b.tenant_id = $1 and b.status = 'built' and b.built_at < $2
      and (b.leased_until is null or b.leased_until < now()) and (b.not_before is null or b.not_before <= $2)
      and (b.confirmed_at is not null
        or not exists (select from routes r where r.tenant_id = $1 and r.name = b.route and r.adapter = 'http'))
    order by b.built_at limit $3`,
  filesToIngest: `select id from inbound_files where tenant_id = $1 and status = 'received' and received_at < $2
    order by received_at limit $3`,
  remittancesToReview: `select r.id from remittances r where r.tenant_id = $1 and r.posted_at < $2
      and not exists (select from remittance_reviews v where v.tenant_id = $1 and v.remittance_id = r.id)
    order by r.posted_at limit $3`,
  // One that runs touches its row with every chunk.
  whatIfsToRun: `select id from whatif_runs where tenant_id = $1 and status in ('waiting', 'running') and touched_at < $2
    order by touched_at limit $3`,
} as const;

export type WaitingStep = keyof typeof waiting;

/**
 * Finds what the queue has forgotten: Postgres is the truth, so losing every job loses no work. At most `most` ids; the next
 * sweep takes the rest.
 */
export async function findWaitingWork(
  tx: TenantTransaction,
  step: WaitingStep,
  before: IsoInstant,
  most: number,
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: `waiting-${step}`,
    text: waiting[step],
    values: [tx.tenantId, before, most],
  });
  return rows.map((row) => row.id);
}

/** Names of the jobs for which rows lie in the outbox, not yet published. */
export async function jobsInOutbox(tx: TenantTransaction): Promise<Set<string>> {
  const { rows } = await tx.query<{ job: string }>({
    name: 'jobs-in-outbox',
    text: 'select distinct job from outbox where tenant_id = $1',
    values: [tx.tenantId],
  });
  return new Set(rows.map((row) => row.job));
}
