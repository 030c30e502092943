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
