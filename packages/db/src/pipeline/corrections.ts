import type { IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';

export type CorrectionKind = 'correct' | 'void' | 'resubmit' | 'bill_next';

/** Statuses in which a payer has not said that it has the claim, and may yet: a void waits for its word. */
export const notYetAccepted: readonly ClaimStatus[] = ['assembled', 'batched', 'submitted', 'acknowledged'];

/** What somebody asked to happen to a claim. */
export interface Correction {
  id: string;
  claimId: string;
  kind: CorrectionKind;
  reason: string;
  requestedBy: string;
  /** Told with the request, where no answer of the payer named it. */
  payerClaimControlNumber: string | null;
}

/** What encounters held before a correction changed them, by their ids. */
export type ContentsBefore = Readonly<Record<string, EncounterInput>>;

/** Notes a request; false when another one for the claim is waiting. */
export async function requestCorrection(
  tx: TenantTransaction,
  correction: Correction & { contentsBefore: ContentsBefore | undefined },
  at: IsoInstant,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into claim_corrections (tenant_id, id, claim_id, kind, status, reason, requested_by, requested_at, payer_claim_control_number,
       contents_before)
     values ($1, $2, $3, $4, 'waiting', $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      tx.tenantId,
      correction.id,
      correction.claimId,
      correction.kind,
      correction.reason,
      correction.requestedBy,
      at,
      correction.payerClaimControlNumber,
      correction.contentsBefore === undefined ? null : JSON.stringify(correction.contentsBefore),
    ],
  );
  return rowCount === 1;
}

/** The request for the claim that waits to be carried out, if there is one. */
export async function findWaitingCorrection(
  tx: TenantTransaction,
  claimId: string,
): Promise<{ id: string; kind: CorrectionKind } | undefined> {
  const { rows } = await tx.query<{ id: string; kind: CorrectionKind }>({
    name: 'find-waiting-correction',
    text: `select id, kind from claim_corrections where tenant_id = $1 and claim_id = $2 and status = 'waiting' for update`,
    values: [tx.tenantId, claimId],
  });
  return rows[0];
}

/** Changes a waiting request: another reason, the payer's number where it was told now, and what further encounters held. */
export async function amendCorrection(
  tx: TenantTransaction,
  correction: Pick<Correction, 'id' | 'reason' | 'payerClaimControlNumber'> & {
    contentsBefore: ContentsBefore | undefined;
  },
): Promise<void> {
  await tx.query(
    `update claim_corrections set reason = $3, payer_claim_control_number = coalesce($4, payer_claim_control_number),
       contents_before = coalesce($5::jsonb, '{}') || coalesce(contents_before, '{}')
     where tenant_id = $1 and id = $2 and status = 'waiting'`,
    [
      tx.tenantId,
      correction.id,
      correction.reason,
      correction.payerClaimControlNumber,
      correction.contentsBefore === undefined ? null : JSON.stringify(correction.contentsBefore),
    ],
  );
}

const columns = `id, claim_id as "claimId", kind, reason, requested_by as "requestedBy",
  payer_claim_control_number as "payerClaimControlNumber"`;

/** Voids of these claims that waited for the payer to say whether it has them. */
export async function findWaitingVoids(tx: TenantTransaction, claimIds: readonly string[]): Promise<string[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.query<{ id: string }>({
    name: 'find-waiting-voids',
    text: `select id from claim_corrections
      where tenant_id = $1 and claim_id = any($2::uuid[]) and status = 'waiting' and kind = 'void' order by id`,
    values: [tx.tenantId, claimIds],
  });
  return rows.map((row) => row.id);
}

/** Waiting requests among these ids, locked; one that another worker holds is left to it. */
export async function lockWaitingCorrections(tx: TenantTransaction, ids: readonly string[]): Promise<Correction[]> {
  const { rows } = await tx.query<Correction>({
    name: 'lock-waiting-corrections',
    text: `select ${columns} from claim_corrections where tenant_id = $1 and id = any($2::uuid[]) and status = 'waiting'
      order by requested_at, id for update skip locked`,
    values: [tx.tenantId, ids],
  });
  return rows;
}

/** Waiting corrections of the content of these claims, by claim id. */
export async function loadWaitingCorrections(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<Map<string, Correction>> {
  if (claimIds.length === 0) return new Map();
  const { rows } = await tx.query<Correction>({
    name: 'waiting-corrections-of-claims',
    text: `select ${columns} from claim_corrections
      where tenant_id = $1 and claim_id = any($2::uuid[]) and status = 'waiting' and kind = 'correct' for update`,
    values: [tx.tenantId, claimIds],
  });
  return new Map(rows.map((row) => [row.claimId, row]));
}

/** What came of requests: the claim that carries each, or why none does. */
export async function finishCorrections(
  tx: TenantTransaction,
  outcomes: readonly { id: string; resultClaimId?: string; refusal?: string }[],
  at: IsoInstant,
): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.query({
    name: 'finish-corrections',
    text: `update claim_corrections k set status = case when o.refusal is null then 'done' else 'refused' end, finished_at = $2,
        result_claim_id = o.result, refusal = o.refusal
      from unnest($3::uuid[], $4::uuid[], $5::text[]) as o (id, result, refusal)
      where k.tenant_id = $1 and k.id = o.id and k.status = 'waiting'`,
    values: [
      tx.tenantId,
      at,
      outcomes.map((outcome) => outcome.id),
      outcomes.map((outcome) => outcome.resultClaimId ?? null),
      outcomes.map((outcome) => outcome.refusal ?? null),
    ],
  });
}
