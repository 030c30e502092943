import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { TenantTransaction } from '../database.ts';
import { addToOutbox } from './change-encounter.ts';

export interface NewInboundFile {
  id: Id;
  sha256: Buffer;
  name: string;
  /** Where it came from: "api", "poll/<route>". */
  source: string;
  content: Buffer;
  receivedAt: IsoInstant;
}

export interface StoredInboundFile {
  id: Id;
  /** True when the same bytes had been handed in before; then nothing was written. */
  duplicate: boolean;
  receivedAt: IsoInstant;
  status: 'received' | 'processed' | 'parked';
}

/** Stores a file from a clearinghouse as it came, once by its hash, and notes the job that reads it. */
export async function storeInboundFile(tx: TenantTransaction, file: NewInboundFile): Promise<StoredInboundFile> {
  const inserted = await tx.query(
    `insert into inbound_files (tenant_id, id, sha256, name, source, content, status, received_at)
     values ($1, $2, $3, $4, $5, $6, 'received', $7) on conflict (tenant_id, sha256) do nothing`,
    [tx.tenantId, file.id, file.sha256, file.name, file.source, file.content, file.receivedAt],
  );
  if (inserted.rowCount === 1) {
    await addToOutbox(tx, 'ingest-files', file.id, file.receivedAt);
    return { id: file.id, duplicate: false, receivedAt: file.receivedAt, status: 'received' };
  }
  const { rows } = await tx.query<Omit<StoredInboundFile, 'duplicate'>>(
    `select id, received_at as "receivedAt", status from inbound_files where tenant_id = $1 and sha256 = $2`,
    [tx.tenantId, file.sha256],
  );
  const known = rows[0];
  if (!known) throw new Error('a file with the same hash was there and is gone, though files are never deleted');
  return { ...known, duplicate: true };
}
