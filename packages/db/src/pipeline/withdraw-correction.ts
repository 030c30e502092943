import type { IsoInstant } from '@claimwright/domain/dates';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';
import type { AbandonableCorrection } from './abandon-correction.ts';

/** A request that was carried out, with the claim that carries it. */
export interface CarriedOutCorrection extends AbandonableCorrection {
  claimId: string;
  resultClaimId: string;
  requestedAt: IsoInstant;
  finishedAt: IsoInstant;
}

/**
 * The last request about a claim, or that made this claim, when it was carried out; undefined when there is none or somebody gave it up.
 * Lock its claims before you ask again with `lock`.
 */
export async function findCarriedOut(
  tx: TenantTransaction,
  claimId: string,
  lock = false,
): Promise<CarriedOutCorrection | undefined> {
  const { rows } = await tx.query<CarriedOutCorrection & { status: string }>({
    name: lock ? 'lock-carried-out' : 'find-carried-out',
    text: `select id, claim_id as "claimId", kind, status, contents_before as "contentsBefore", result_claim_id as "resultClaimId",
        requested_at as "requestedAt", finished_at as "finishedAt"
      from claim_corrections where tenant_id = $1 and (claim_id = $2 or result_claim_id = $2) and status in ('done', 'abandoned')
      order by requested_at desc, id desc limit 1${lock ? ' for update' : ''}`,
    values: [tx.tenantId, claimId],
  });
  const [last] = rows;
  return last?.status === 'done' && last.resultClaimId !== null ? last : undefined;
}

/** The batch that the present submission of a claim stands in. */
export async function batchOfPresent(
  tx: TenantTransaction,
  claimId: string,
): Promise<{ fileName: string; builtAt: IsoInstant } | undefined> {
  const { rows } = await tx.query<{ fileName: string; builtAt: IsoInstant }>({
    name: 'batch-of-present-submission',
    text: `select b.file_name as "fileName", b.built_at as "builtAt" from claims c
      join batch_claims bc on bc.tenant_id = $1 and bc.claim_id = c.id and coalesce(bc.submission_id, c.submission_id) = c.submission_id
      join batches b on b.tenant_id = $1 and b.id = bc.batch_id
      where c.tenant_id = $1 and c.id = $2 order by b.built_at desc limit 1`,
    values: [tx.tenantId, claimId],
  });
  return rows[0];
}

/** What a claim was when it was last made ready to be sent again; undefined when it never was. */
export async function statusBeforeResubmission(
  tx: TenantTransaction,
  claimId: string,
): Promise<ClaimStatus | undefined> {
  const { rows } = await tx.query<{ status: ClaimStatus }>({
    name: 'status-before-resubmission',
    text: `select from_status as status from claim_events where tenant_id = $1 and claim_id = $2 and type = 'resubmitted'
      order by sequence desc limit 1`,
    values: [tx.tenantId, claimId],
  });
  return rows[0]?.status;
}

/** Those of these encounters whose content a later correction of another claim changed as well. */
export async function changedSince(
  tx: TenantTransaction,
  correction: Pick<CarriedOutCorrection, 'id' | 'requestedAt'>,
  encounterIds: readonly string[],
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'encounters-changed-since-correction',
    text: `select distinct e.id from unnest($4::text[]) as e (id) join claim_corrections k on k.tenant_id = $1 and k.id <> $2
        and k.requested_at >= $3 and k.status in ('waiting', 'done') and k.contents_before ? e.id`,
    values: [tx.tenantId, correction.id, correction.requestedAt, encounterIds],
  });
  return rows.map((row) => row.id);
}

/** Encounters that a withdrawn claim billed are billed again by the one that it was to take the place of. */
export async function billByOriginal(tx: TenantTransaction, withdrawnId: string, originalId: string): Promise<void> {
  await tx.query({
    name: 'let-go-of-withdrawn',
    text: 'update claim_encounters set live = false where tenant_id = $1 and claim_id = $2 and live',
    values: [tx.tenantId, withdrawnId],
  });
  await tx.query({
    name: 'bill-by-original',
    text: `update claim_encounters o set live = true where o.tenant_id = $1 and o.claim_id = $2 and not o.live
        and o.encounter_id in (select l.encounter_id from claim_lines l where l.tenant_id = $1 and l.claim_id = $2)
        and not exists (select from claim_encounters x where x.tenant_id = $1 and x.encounter_id = o.encounter_id
          and x.part = o.part and x.live)`,
    values: [tx.tenantId, originalId],
  });
}

/**
 * Opens again what was asked about a claim and its encounters when a correction took the work over, unless a person closed it: it is
 * as undone as before.
 */
export async function reopenTasks(
  tx: TenantTransaction,
  { claimId, requestedAt, finishedAt }: Pick<CarriedOutCorrection, 'claimId' | 'requestedAt' | 'finishedAt'>,
  encounterIds: readonly string[],
): Promise<void> {
  await tx.query({
    name: 'reopen-tasks-of-withdrawn',
    text: `update tasks t set status = 'open', closed_at = null
      where t.tenant_id = $1 and t.status = 'done' and t.closed_at between $3 and $4 and t.kind <> 'correction_blocked'
        and (t.claim_id = $2 or t.encounter_id = any($5::uuid[]) and t.opened_at < $3)
        and not exists (select from task_events v where v.tenant_id = $1 and v.task_id = t.id and v.type = 'resolved')`,
    values: [tx.tenantId, claimId, requestedAt, finishedAt, encounterIds],
  });
}
