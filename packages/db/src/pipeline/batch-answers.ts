import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';

/** The text of a batch as it was sent; undefined when there is none with that id. */
export async function readBatchText(tx: TenantTransaction, batchId: string): Promise<string | undefined> {
  const { rows } = await tx.query<{ content: Buffer }>({
    name: 'batch-text',
    text: 'select content from batches where tenant_id = $1 and id = $2',
    values: [tx.tenantId, batchId],
  });
  return rows[0]?.content.toString('utf8');
}

/** Notes that somebody has said a word about the file; the first word's instant stays. */
export async function markAcknowledged(tx: TenantTransaction, batchId: string, at: IsoInstant): Promise<void> {
  await tx.query({
    name: 'mark-acknowledged',
    text: 'update batches set acknowledged_at = $3 where tenant_id = $1 and id = $2 and acknowledged_at is null',
    values: [tx.tenantId, batchId, at],
  });
}

/**
 * Patient control numbers of the claims that one transaction set of a batch carried and that were not submitted again since: the
 * `nth` set of it, 1 first. With `providerId` only those whose billing provider has it as NPI, tax id or other number.
 */
export async function claimNumbersOfSet(
  tx: TenantTransaction,
  batchId: string,
  nth: number,
  providerId?: string,
): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>({
    name: 'claim-numbers-of-set',
    text: `select c.patient_control_number as number
      from batch_claims b join claims c on c.tenant_id = $1 and c.id = b.claim_id
      where b.tenant_id = $1 and b.batch_id = $2
        and (b.submission_id in (c.submission_id, c.restores_submission_id) or b.submission_id is null and c.submission_number = 1)
        and b.transaction_set_control_number = (select distinct s.transaction_set_control_number from batch_claims s
          where s.tenant_id = $1 and s.batch_id = $2 order by 1 offset $3 limit 1)
        and ($4::text is null or $4 in (c.snapshot #>> '{billingProvider,npi}', c.snapshot #>> '{billingProvider,taxId}')
          or c.snapshot #> '{billingProvider,numbers}' @> jsonb_build_array(jsonb_build_object('number', $4::text))
          or c.snapshot #> '{destination,billingProviderNumbers}' @> jsonb_build_array(jsonb_build_object('number', $4::text)))
      order by c.patient_control_number`,
    values: [tx.tenantId, batchId, nth - 1, providerId ?? null],
  });
  return rows.map((row) => row.number);
}
