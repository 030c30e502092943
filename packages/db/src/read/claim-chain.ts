import type { Responsibility } from '@claimwright/domain/coverage';
import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';

/** A claim as another one names it. */
export interface RelatedClaim {
  id: Id;
  patientControlNumber: string;
  status: ClaimStatus;
  frequencyCode: string;
  responsibility: Responsibility;
  payerName: string;
  chargeCents: number;
  submittedOn: IsoDate | null;
  supersedesClaimId: Id | null;
  supersededById: Id | null;
  lateChargesOfId: Id | null;
  priorClaimId: Id | null;
  crossedOver: boolean;
}

const columns = `c.id, c.patient_control_number as "patientControlNumber", c.status, c.frequency_code as "frequencyCode", c.responsibility,
  c.payer_name as "payerName", c.charge_cents as "chargeCents", c.submitted_on as "submittedOn",
  c.supersedes_claim_id as "supersedesClaimId", c.superseded_by as "supersededById", c.late_charges_of as "lateChargesOfId",
  c.prior_claim_id as "priorClaimId", c.crossed_over as "crossedOver"`;

/** The claims of these claims' families (corrections, late charges, claims to later payers), by the claim asked for, oldest first. */
export async function relatedClaims(
  tx: TenantTransaction,
  claimIds: readonly Id[],
): Promise<(RelatedClaim & { claimId: Id })[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.query<RelatedClaim & { claimId: Id }>({
    name: 'related-claims',
    text: `with recursive family (asked, id) as (
        select a.id, a.id from unnest($2::uuid[]) as a (id)
        union
        select f.asked, n.id from family f
          join claims c on c.tenant_id = $1 and c.id = f.id
          cross join lateral (
            select c.first_claim_id as id where c.first_claim_id is not null
            union all select c.prior_claim_id where c.prior_claim_id is not null
            union all select o.id from claims o where o.tenant_id = $1 and o.first_claim_id = c.id
            union all select o.id from claims o where o.tenant_id = $1 and o.prior_claim_id = c.id
          ) n
      )
      select f.asked as "claimId", ${columns} from family f join claims c on c.tenant_id = $1 and c.id = f.id order by f.asked, c.id`,
    values: [tx.tenantId, claimIds],
  });
  return rows;
}

/** What a related claim is to the one that was asked for. */
export type Relation =
  | 'itself'
  | 'supersedes'
  | 'superseded_by'
  | 'late_charges_of'
  | 'late_charges'
  | 'prior_payer'
  | 'next_payer'
  | 'further';

/** What `other` is to `own`. */
export function relationOf(own: RelatedClaim, other: RelatedClaim): Relation {
  if (other.id === own.id) return 'itself';
  if (other.id === own.supersedesClaimId) return 'supersedes';
  if (other.id === own.supersededById) return 'superseded_by';
  if (other.id === own.lateChargesOfId) return 'late_charges_of';
  if (other.lateChargesOfId === own.id) return 'late_charges';
  if (other.id === own.priorClaimId) return 'prior_payer';
  return other.priorClaimId === own.id ? 'next_payer' : 'further';
}

/** One time a claim was put together; the last is the present one. */
export interface SubmissionRow {
  claimId: Id;
  id: Id;
  number: number;
  frequencyCode: string;
  chargeCents: number;
  assembledAt: IsoInstant;
  batchId: Id | null;
  transmittedAt: IsoInstant | null;
}

/** The submissions of these claims, in order. */
export async function submissionsOfClaims(tx: TenantTransaction, claimIds: readonly Id[]): Promise<SubmissionRow[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.query<SubmissionRow>({
    name: 'submissions-of-claims',
    text: `with all_submissions as (
        select claim_id, id, number, frequency_code, charge_cents, assembled_at from claim_submissions
          where tenant_id = $1 and claim_id = any($2::uuid[])
        union all
        select id, submission_id, submission_number, frequency_code, charge_cents, assembled_at from claims
          where tenant_id = $1 and id = any($2::uuid[])
      )
      select s.claim_id as "claimId", s.id, s.number, s.frequency_code as "frequencyCode", s.charge_cents as "chargeCents",
        s.assembled_at as "assembledAt", b.id as "batchId", b.transmitted_at as "transmittedAt"
      from all_submissions s
      left join batch_claims bc on bc.tenant_id = $1 and bc.claim_id = s.claim_id
        and coalesce(bc.submission_id, s.id) = s.id and (bc.submission_id is not null or s.number = 1)
      left join batches b on b.tenant_id = $1 and b.id = bc.batch_id
      order by s.claim_id, s.number`,
    values: [tx.tenantId, claimIds],
  });
  return rows;
}

/** What somebody asked to happen to a claim, and what came of it. */
export interface CorrectionRow {
  id: Id;
  kind: 'correct' | 'void' | 'resubmit' | 'bill_next';
  status: 'waiting' | 'done' | 'refused' | 'abandoned';
  reason: string;
  requestedBy: string;
  requestedAt: IsoInstant;
  finishedAt: IsoInstant | null;
  resultClaimId: Id | null;
  /** Why it was not done, or was given up. */
  refusal: string | null;
  abandonedBy: string | null;
}

/** Requests about a claim, oldest first. */
export async function correctionsOfClaim(tx: TenantTransaction, claimId: Id): Promise<CorrectionRow[]> {
  return (await correctionsOfClaims(tx, [claimId])).map(({ claimId: _, ...row }) => row);
}

/** Requests about claims, oldest first. */
export async function correctionsOfClaims(
  tx: TenantTransaction,
  claimIds: readonly Id[],
): Promise<(CorrectionRow & { claimId: Id })[]> {
  const { rows } = await tx.query<CorrectionRow & { claimId: Id }>({
    name: 'corrections-of-claims',
    text: `select claim_id as "claimId", id, kind, status, reason, requested_by as "requestedBy", requested_at as "requestedAt", finished_at as "finishedAt",
        result_claim_id as "resultClaimId", refusal,
        abandoned_by as "abandonedBy"
      from claim_corrections where tenant_id = $1 and claim_id = any($2::uuid[]) order by requested_at, id`,
    values: [tx.tenantId, claimIds],
  });
  return rows;
}

/** Those of these claims that wait for a route nobody has configured. */
export async function claimsWithoutRoute(tx: TenantTransaction, claimIds: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await tx.query<{ id: Id }>({
    name: 'which-claims-lack-a-route',
    text: `select c.id from claims c where c.tenant_id = $1 and c.id = any($2::uuid[]) and c.status = 'assembled'
      and not exists (select from routes r where r.tenant_id = $1 and r.name = c.route)`,
    values: [tx.tenantId, claimIds],
  });
  return new Set(rows.map((row) => row.id));
}

/** What the ledger says of a claim together with its family: sums by account, in cents. */
export async function familyBalances(tx: TenantTransaction, claimIds: readonly Id[]): Promise<Record<string, number>> {
  const { rows } = await tx.query<{ account: string; cents: number }>({
    name: 'family-balances',
    text: `select account, sum(amount_cents)::bigint as cents from ledger_entries
      where tenant_id = $1 and claim_id = any($2::uuid[]) group by account order by account`,
    values: [tx.tenantId, claimIds],
  });
  return Object.fromEntries(rows.map((row) => [row.account, row.cents]));
}
