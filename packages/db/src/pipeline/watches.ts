import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';

// What should have come and has not. Each search leaves out what a task has been opened for, so that it is opened once.

/** In SQL: an event `e` of a claim `c` that came after the claim was last submitted again; before, it was said of another submission. */
const ofThisSubmission = `e.tenant_id = c.tenant_id and e.claim_id = c.id and e.sequence > coalesce((select max(again.sequence)
  from claim_events again where again.tenant_id = c.tenant_id and again.claim_id = c.id and again.type = 'resubmitted'), 0)`;

/** True in SQL when a claim `c` waits for its first 277CA: no hop has said anything about it but its form. */
const unheard = `c.status in ('submitted', 'acknowledged') and not exists (select from claim_events e where ${ofThisSubmission}
    and (e.type in ('forwarded', 'payer_accepted', 'rejected') or e.type = 'informed' and e.detail ? 'statuses'))`;

const open = `('submitted', 'acknowledged', 'payer_accepted', 'pended')`;

/** In SQL: no task was ever opened for this watch. */
function unwatched(watch: string): string {
  return `not exists (select from tasks t where t.tenant_id = $1 and t.watch = ${watch})`;
}

export interface WaitingBatch {
  id: string;
  route: string;
  fileName: string;
  claims: number;
  builtAt: IsoInstant;
  transmittedAt: IsoInstant | null;
  attempts: number;
  lastError: string | null;
}

const batchColumns = `b.id, b.route, b.file_name as "fileName", b.claim_count as claims, b.built_at as "builtAt",
  b.transmitted_at as "transmittedAt", b.attempts, b.last_error as "lastError"`;

/** Batches built before an instant and not handed over, oldest first. */
export async function findBatchesNotHandedOver(
  tx: TenantTransaction,
  before: IsoInstant,
  most: number,
): Promise<WaitingBatch[]> {
  const { rows } = await tx.query<WaitingBatch>({
    name: 'batches-not-handed-over',
    text: `select ${batchColumns} from batches b where b.tenant_id = $1 and b.status = 'built' and b.built_at < $2
        and ${unwatched(`'hand_over/' || b.id`)} order by b.built_at limit $3`,
    values: [tx.tenantId, before, most],
  });
  return rows;
}

/** Batches of a route handed over before an instant of which no 999 has come (and no TA1 that rejects). */
export async function findUnacknowledgedBatches(
  tx: TenantTransaction,
  route: string,
  before: IsoInstant,
  most: number,
): Promise<WaitingBatch[]> {
  const { rows } = await tx.query<WaitingBatch>({
    name: 'batches-unacknowledged',
    text: `select ${batchColumns} from batches b where b.tenant_id = $1 and b.route = $2 and b.status = 'transmitted'
        and b.acknowledged_at is null and b.transmitted_at < $3
        and ${unwatched(`'999/' || b.id`)} order by b.transmitted_at limit $4`,
    values: [tx.tenantId, route, before, most],
  });
  return rows;
}

export interface WaitingClaim {
  id: string;
  patientControlNumber: string;
  payerId: string;
  payerName: string;
  route: string;
  /** 1 unless it was sent again; each submission is watched for itself. */
  submissionNumber: number;
  submittedOn: IsoDate;
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
}

const claimColumns = `c.id, c.patient_control_number as "patientControlNumber", c.payer_id as "payerId",
  c.payer_name as "payerName", c.route, c.submission_number as "submissionNumber", c.submitted_on as "submittedOn", c.service_from as "serviceFrom", c.service_to as "serviceTo"`;

export interface UnheardClaim extends WaitingClaim {
  batchId: string;
  fileName: string;
  /** Claims of the batch, and how many of them nobody has spoken of. */
  batchClaims: number;
  unheardInBatch: number;
}

/**
 * Claims whose file was acknowledged, of a batch handed over before an instant, about which no 277CA has come. A file without a
 * 999 is another matter, and is told once for all its claims.
 */
export async function findUnheardClaims(
  tx: TenantTransaction,
  route: string,
  before: IsoInstant,
  most: number,
): Promise<UnheardClaim[]> {
  const { rows } = await tx.query<UnheardClaim>({
    name: 'claims-unheard',
    text: `select * from (
        select ${claimColumns}, b.id as "batchId", b.file_name as "fileName", b.claim_count as "batchClaims",
          count(*) over (partition by b.id)::integer as "unheardInBatch", b.transmitted_at
        from claims c
        join batch_claims bc on bc.tenant_id = c.tenant_id and bc.claim_id = c.id
        join batches b on b.tenant_id = c.tenant_id and b.id = bc.batch_id
        where c.tenant_id = $1 and c.route = $2 and b.transmitted_at < $3 and b.acknowledged_at is not null and ${unheard}
          and b.id = (select l.batch_id from batch_claims l where l.tenant_id = $1 and l.claim_id = c.id order by l.batch_id desc limit 1)
      ) c where ${unwatched(`'277CA/' || c.id || '/' || c."submissionNumber"`)} and ${unwatched(`'277CA/' || c."batchId"`)}
      order by c.transmitted_at, c.id limit $4`,
    values: [tx.tenantId, route, before, most],
  });
  return rows;
}

/** Claims that the clearinghouse has passed on, of a batch handed over before an instant, which the payer has not confirmed. */
export async function findUnconfirmedClaims(
  tx: TenantTransaction,
  route: string,
  before: IsoInstant,
  most: number,
): Promise<WaitingClaim[]> {
  const { rows } = await tx.query<WaitingClaim>({
    name: 'claims-unconfirmed',
    text: `select ${claimColumns} from claims c where c.tenant_id = $1 and c.route = $2 and c.status = 'acknowledged'
        and exists (select from claim_events e where ${ofThisSubmission} and e.type = 'forwarded')
        and (select max(b.transmitted_at) from batch_claims bc join batches b on b.tenant_id = bc.tenant_id and b.id = bc.batch_id
          where bc.tenant_id = $1 and bc.claim_id = c.id) < $3
        and ${unwatched(`'payer/' || c.id || '/' || c.submission_number`)} order by c.id limit $4`,
    values: [tx.tenantId, route, before, most],
  });
  return rows;
}

/** Claims that a payer owes an answer to (one that only reports is owed none), submitted on or before each payer's day; `payers` and `until` belong together by position. */
export async function findSilentClaims(
  tx: TenantTransaction,
  payers: readonly string[],
  until: readonly IsoDate[],
  most: number,
): Promise<WaitingClaim[]> {
  const { rows } = await tx.query<WaitingClaim>({
    name: 'claims-silent',
    text: `select ${claimColumns} from unnest($2::text[], $3::date[]) as p (payer_id, until)
        join claims c on c.tenant_id = $1 and c.payer_id = p.payer_id and c.status in ${open} and c.submitted_on <= p.until
          and not c.reporting_only
      where ${unwatched(`'835/' || c.id || '/' || c.submission_number`)} order by c.submitted_on, c.id limit $4`,
    values: [tx.tenantId, payers, until, most],
  });
  return rows;
}

/** Files of questions (276) handed over before an instant, with questions nobody has answered. */
export async function findUnansweredRequests(
  tx: TenantTransaction,
  route: string,
  before: IsoInstant,
  most: number,
): Promise<(WaitingBatch & { unanswered: number })[]> {
  const { rows } = await tx.query<WaitingBatch & { unanswered: number }>({
    name: 'requests-unanswered',
    text: `select ${batchColumns}, (select count(*)::integer from claim_status_requests r
          where r.tenant_id = $1 and r.batch_id = b.id and r.answered_at is null) as unanswered
      from batches b where b.tenant_id = $1 and b.route = $2 and b.kind = 'status_requests' and b.transmitted_at < $3
        and exists (select from claim_status_requests r where r.tenant_id = $1 and r.batch_id = b.id and r.answered_at is null)
        and ${unwatched(`'277/' || b.id`)} order by b.transmitted_at limit $4`,
    values: [tx.tenantId, route, before, most],
  });
  return rows;
}

/** Payers that owe an answer to some claim, with the route of one of those claims. */
export async function payersWithOpenClaims(tx: TenantTransaction): Promise<{ payerId: string; route: string }[]> {
  const { rows } = await tx.query<{ payerId: string; route: string }>({
    name: 'payers-with-open-claims',
    text: `select payer_id as "payerId", min(route) as route from claims c
      where c.tenant_id = $1 and c.status in ${open} group by payer_id order by payer_id`,
    values: [tx.tenantId],
  });
  return rows;
}

/** How many claims took how many days to their first remittance, by payer, in the months from `since` on; ascending by days. */
export async function remittanceDays(
  tx: TenantTransaction,
  since: IsoDate,
): Promise<{ payerId: string; days: number; claims: number }[]> {
  const { rows } = await tx.query<{ payerId: string; days: number; claims: number }>({
    name: 'remittance-days',
    text: `select payer_id as "payerId", days, sum(claims)::integer as claims from (
        select payer_id, days, claims from day_counts
          where tenant_id = $1 and stage = 'first_remittance' and cohort_month >= $2
        union all select payer_id, days, claims from day_count_deltas
          where tenant_id = $1 and stage = 'first_remittance' and cohort_month >= $2
      ) counted group by 1, 2 having sum(claims) > 0 order by 1, 2`,
    values: [tx.tenantId, since],
  });
  return rows;
}

/**
 * Closes every open task whose answer has come, whoever brought it. A claim's status tells: what is decided or rejected waits for
 * nothing any more. Returns how many were closed.
 */
export async function closeAnsweredWatches(tx: TenantTransaction, at: IsoInstant): Promise<number> {
  const { rowCount } = await tx.query({
    name: 'close-answered-watches',
    text: `update tasks t set status = 'done', closed_at = $2
      where t.tenant_id = $1 and t.watch is not null and t.status = 'open' and case split_part(t.watch, '/', 1)
        when 'hand_over' then exists (select from batches b where b.tenant_id = $1 and b.id = t.batch_id and b.status = 'transmitted')
        when '999' then exists (select from batches b where b.tenant_id = $1 and b.id = t.batch_id and b.acknowledged_at is not null)
        when '277CA' then not exists (select from claims c where c.tenant_id = $1 and ${unheard} and (c.id = t.claim_id
          or t.claim_id is null and exists (select from batch_claims bc
            where bc.tenant_id = $1 and bc.batch_id = t.batch_id and bc.claim_id = c.id)))
        when 'payer' then exists (select from claims c where c.tenant_id = $1 and c.id = t.claim_id
          and c.status not in ('submitted', 'acknowledged'))
        when '277' then not exists (select from claim_status_requests r
          where r.tenant_id = $1 and r.batch_id = t.batch_id and r.answered_at is null)
        when '835' then exists (select from claims c where c.tenant_id = $1 and c.id = t.claim_id and c.status not in ${open})
        when 'status' then exists (select from claims c where c.tenant_id = $1 and c.id = t.claim_id and c.status not in ${open})
        else false
      end`,
    values: [tx.tenantId, at],
  });
  return rowCount ?? 0;
}
