import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { TenantTransaction } from '../database.ts';

/** The last time a claim was handed over, and the route that carried it; undefined when we never sent it. */
export async function lastHandOver(
  tx: TenantTransaction,
  claimId: Id,
): Promise<{ route: string; transmittedAt: IsoInstant } | undefined> {
  const { rows } = await tx.query<{ route: string; transmittedAt: IsoInstant }>({
    name: 'last-hand-over',
    text: `select b.route, b.transmitted_at as "transmittedAt" from batch_claims bc
      join batches b on b.tenant_id = $1 and b.id = bc.batch_id
      where bc.tenant_id = $1 and bc.claim_id = $2 and b.transmitted_at is not null order by b.transmitted_at desc limit 1`,
    values: [tx.tenantId, claimId],
  });
  return rows[0];
}

/** The claim to the next payer that the payer of this one sent on by itself, when its answer has not changed since. */
export async function crossedOverTo(
  tx: TenantTransaction,
  claimId: Id,
): Promise<{ patientControlNumber: string; payerName: string } | undefined> {
  const { rows } = await tx.query<{ patientControlNumber: string; payerName: string }>({
    name: 'crossed-over-to',
    text: `select c.patient_control_number as "patientControlNumber", c.payer_name as "payerName" from claims c
      where c.tenant_id = $1 and c.prior_claim_id = $2 and c.crossed_over and c.superseded_by is null
        and not exists (select from tasks t where t.tenant_id = $1 and t.claim_id = c.id and t.kind = 'next_payer_outdated'
          and t.status = 'open')
      limit 1`,
    values: [tx.tenantId, claimId],
  });
  return rows[0];
}

/** Whether the last answer to a claim returned it as unprocessable (remark MA130): it was never decided, and is sent as new. */
export async function returnedUnprocessable(tx: TenantTransaction, claimId: Id): Promise<boolean> {
  const { rows } = await tx.query<{ returned: boolean }>({
    name: 'returned-unprocessable',
    text: `select rc.content -> 'remarkCodes' ? 'MA130'
        or jsonb_path_exists(rc.content, '$.lines[*].remarkCodes[*] ? (@ == "MA130")') as returned
      from remittance_claims rc join remittances r on r.tenant_id = $1 and r.id = rc.remittance_id
      where rc.tenant_id = $1 and rc.claim_id = $2 order by r.id desc, rc.ordinal desc limit 1`,
    values: [tx.tenantId, claimId],
  });
  return rows[0]?.returned === true;
}

/**
 * Whether the last sending of a claim was recalled, for the payer answered the one before: then the claim is as it was answered, and
 * its encounters may say something else.
 */
export async function wasRecalled(tx: TenantTransaction, claimId: Id): Promise<boolean> {
  const { rows } = await tx.query<{ type: string }>({
    name: 'was-recalled',
    text: `select type from claim_events where tenant_id = $1 and claim_id = $2 and type in ('recalled', 'resubmitted')
      order by sequence desc limit 1`,
    values: [tx.tenantId, claimId],
  });
  return rows[0]?.type === 'recalled';
}
