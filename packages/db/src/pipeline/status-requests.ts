import type { ClaimSnapshot } from '@claimwright/domain/claim';
import type { ClaimStatusAnswer } from '@claimwright/domain/claim-status';
import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';

/** A claim whose status is to be asked for. */
export interface ClaimToAsk {
  id: string;
  patientControlNumber: string;
  payerClaimControlNumber: string | null;
  chargeCents: number;
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
  snapshot: ClaimSnapshot;
}

/**
 * Locks up to `most` open claims of a route, submitted on or before each payer's day and not asked after since `askedBefore`; those
 * another worker holds are left to it. `payers` and `until` belong together by position.
 */
export async function lockClaimsToAsk(
  tx: TenantTransaction,
  by: { route: string; payers: readonly string[]; until: readonly IsoDate[]; askedBefore: IsoInstant },
  most: number,
): Promise<ClaimToAsk[]> {
  const { rows } = await tx.query<ClaimToAsk>({
    name: 'claims-to-ask',
    text: `select c.id, c.patient_control_number as "patientControlNumber",
        c.payer_claim_control_number as "payerClaimControlNumber", c.charge_cents as "chargeCents",
        c.service_from as "serviceFrom", c.service_to as "serviceTo", c.snapshot
      from unnest($3::text[], $4::date[]) as p (payer_id, until)
      join claims c on c.tenant_id = $1 and c.payer_id = p.payer_id and c.submitted_on <= p.until
        and c.status in ('submitted', 'acknowledged', 'payer_accepted', 'pended') and c.route = $2
      where not exists (select from claim_status_requests r
        where r.tenant_id = $1 and r.claim_id = c.id and r.asked_at > $5)
      order by c.submitted_on, c.id limit $6 for update of c skip locked`,
    values: [tx.tenantId, by.route, by.payers, by.until, by.askedBefore, most],
  });
  return rows;
}

/** Stores what a batch of questions asks: one row a claim. */
export async function insertStatusRequests(
  tx: TenantTransaction,
  batchId: string,
  requests: readonly { id: string; claimId: string; trace: string }[],
  at: IsoInstant,
): Promise<void> {
  await tx.query({
    name: 'insert-status-requests',
    text: `insert into claim_status_requests (tenant_id, id, batch_id, asked_at, claim_id, trace)
      select $1, r.id, $2, $3, r.claim_id, r.trace from unnest($4::uuid[], $5::uuid[], $6::text[]) as r (id, claim_id, trace)`,
    values: [
      tx.tenantId,
      batchId,
      at,
      requests.map((request) => request.id),
      requests.map((request) => request.claimId),
      requests.map((request) => request.trace),
    ],
  });
}

export interface AskedClaim {
  id: string;
  claimId: string;
  batchId: string;
  trace: string;
}

/** Questions by their traces. */
export async function findStatusRequests(tx: TenantTransaction, traces: readonly string[]): Promise<AskedClaim[]> {
  const { rows } = await tx.query<AskedClaim>({
    name: 'status-requests-by-trace',
    text: `select id, claim_id as "claimId", batch_id as "batchId", trace from claim_status_requests
      where tenant_id = $1 and trace = any($2::text[]) order by id`,
    values: [tx.tenantId, traces],
  });
  return rows;
}

/** Notes answers; the first one stays. */
export async function answerStatusRequests(
  tx: TenantTransaction,
  inboundFileId: string,
  answers: readonly { id: string; answer: ClaimStatusAnswer }[],
  at: IsoInstant,
): Promise<void> {
  if (answers.length === 0) return;
  await tx.query({
    name: 'answer-status-requests',
    text: `update claim_status_requests r set answered_at = $3, inbound_file_id = $2, answer = a.answer::jsonb
      from unnest($4::uuid[], $5::text[]) as a (id, answer)
      where r.tenant_id = $1 and r.id = a.id and r.answered_at is null`,
    values: [
      tx.tenantId,
      inboundFileId,
      at,
      answers.map(({ id }) => id),
      answers.map(({ answer }) => JSON.stringify(answer)),
    ],
  });
}

/** Closes the tasks that earlier answers about these claims had led to, but those of `keep`: a newer answer has come. */
export async function closeStatusTasks(
  tx: TenantTransaction,
  claimIds: readonly string[],
  keep: readonly string[],
  at: IsoInstant,
): Promise<void> {
  if (claimIds.length === 0) return;
  await tx.query({
    name: 'close-status-tasks',
    text: `update tasks set status = 'done', closed_at = $3 where tenant_id = $1 and claim_id = any($2::uuid[])
      and kind = 'claim_status' and status = 'open' and watch <> all ($4::text[])`,
    values: [tx.tenantId, claimIds, at, keep],
  });
}
