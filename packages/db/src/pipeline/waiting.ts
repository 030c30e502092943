import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';

/** Rows whose next step is due, by the step: $2 is the moment since before which they wait, $3 the most that are wanted. */
const waiting = {
  encountersToScrub: `select id from encounters where tenant_id = $1 and status = 'received' and updated_at < $2
    order by updated_at limit $3`,
  encountersToBill: `select id from encounters where tenant_id = $1 and status = 'ready' and updated_at < $2
      and (bill_after is null or bill_after < $2)
    order by updated_at limit $3`,
  // A void of a claim that no payer has accepted waits for the payer's word, not for us.
  correctionsToMake: `select id from claim_corrections where tenant_id = $1 and status = 'waiting' and kind <> 'correct'
      and requested_at < $2 and (kind <> 'void' or not exists (select from claims c where c.tenant_id = $1
        and c.id = claim_corrections.claim_id and c.status in ('assembled', 'batched', 'submitted', 'acknowledged')))
    order by requested_at limit $3`,
  // Written with the job that looks at it; what has been looked at is due no more.
  nextPayersToBill: `select id from claims where tenant_id = $1 and next_payer_due and adjudicated_on < ($2::timestamptz + interval '1 day')::date
    order by id limit $3`,
  // A claim whose route is gone waits until there is one again, with a task; it must not fill the places of the others.
  claimsToBatch: `select c.id from claims c where c.tenant_id = $1 and c.status = 'assembled' and c.assembled_at < $2
      and (c.route in (select name from routes where tenant_id = $1)
        or not exists (select from tasks t where t.tenant_id = $1 and t.claim_id = c.id and t.kind = 'route_missing' and t.status = 'open'))
    order by c.assembled_at limit $3`,
  // Held back by the route's schedule, or fetched by the clearinghouse itself, it has no next step of ours.
  batchesToTransmit: `select b.id from batches b where b.tenant_id = $1 and b.status = 'built' and b.built_at < $2
      and (b.leased_until is null or b.leased_until < now()) and (b.not_before is null or b.not_before <= $2)
      and (b.confirmed_at is not null
        or not exists (select from routes r where r.tenant_id = $1 and r.name = b.route and r.adapter = 'http'))
    order by b.built_at limit $3`,
  filesToIngest: `select id from inbound_files where tenant_id = $1 and status = 'received' and received_at < $2
    order by received_at limit $3`,
  parkedToApply: `select id from parked_items where tenant_id = $1 and asked is not null and resolved_at is null and asked_at < $2
    order by asked_at limit $3`,
  remittancesToReview: `select remittance_id as id from remittances_to_review where tenant_id = $1 and posted_at < $2
    order by posted_at limit $3`,
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
