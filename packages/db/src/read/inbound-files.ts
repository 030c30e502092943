import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { TenantTransaction } from '../database.ts';

/** A file a clearinghouse handed in; its content is not part of the list. */
export interface InboundFileRow {
  id: Id;
  name: string;
  source: string;
  sha256: string;
  sizeBytes: number;
  status: 'received' | 'processed' | 'parked';
  kinds: string[];
  receivedAt: IsoInstant;
  processedAt: IsoInstant | null;
  summary: Record<string, unknown> | null;
}

export interface InboundFileFilters {
  status?: InboundFileRow['status'];
  /** Only those with an open task. */
  waiting?: boolean;
}

const wantedFiles = `f.tenant_id = $1 and ($2::text is null or f.status = $2) and (not $3::boolean or exists (
  select from tasks t where t.tenant_id = $1 and t.inbound_file_id = f.id and t.status = 'open'))`;

const columns = `f.id, f.name, f.source, encode(f.sha256, 'hex') as sha256, length(f.content) as "sizeBytes", f.status, f.kinds,
  f.received_at as "receivedAt", f.processed_at as "processedAt", f.summary`;

/** Files, newest first, at most `limit`, after the one named by `after`. */
export async function listInboundFiles(
  tx: TenantTransaction,
  filters: InboundFileFilters,
  after: Id | undefined,
  limit: number,
): Promise<InboundFileRow[]> {
  const { rows } = await tx.query<InboundFileRow>(
    `select ${columns} from inbound_files f
     where ${wantedFiles} and ($4::uuid is null or f.id < $4) order by f.id desc limit $5`,
    [tx.tenantId, filters.status, filters.waiting ?? false, after, limit],
  );
  return rows;
}

/** How many files the filters leave. */
export async function countInboundFiles(tx: TenantTransaction, filters: InboundFileFilters): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(`select count(*) as n from inbound_files f where ${wantedFiles}`, [
    tx.tenantId,
    filters.status,
    filters.waiting ?? false,
  ]);
  return rows[0]?.n ?? 0;
}

/** Files by id, in no order. */
export async function inboundFilesByIds(tx: TenantTransaction, ids: readonly Id[]): Promise<InboundFileRow[]> {
  const { rows } = await tx.query<InboundFileRow>(
    `select ${columns} from inbound_files f where f.tenant_id = $1 and f.id = any($2::uuid[])`,
    [tx.tenantId, ids],
  );
  return rows;
}

/** One file; undefined when this tenant has none with that id. */
export async function readInboundFile(tx: TenantTransaction, id: Id): Promise<InboundFileRow | undefined> {
  return (await inboundFilesByIds(tx, [id]))[0];
}

/** What could not be used of inbound files, with the reason. */
export interface ParkedItemRow {
  id: Id;
  inboundFileId: Id;
  kind: string;
  reasonCode: string;
  reason: string;
  reference: string | null;
  content: string;
  detail: Record<string, unknown> | null;
  parkedAt: IsoInstant;
  resolvedAt: IsoInstant | null;
  resolvedBy: string | null;
  /** What somebody wants done with it, until a job has done it. */
  asked: 'retry' | 'match' | null;
  /** Why what was asked last could not be done. */
  refusal: string | null;
  resolution: 'retried' | 'matched' | 'dismissed' | null;
  resolutionReason: string | null;
  resolvedClaimId: Id | null;
}

const stateColumns = `p.id, p.inbound_file_id as "inboundFileId", p.kind, p.reason_code as "reasonCode", p.reason, p.reference,
  p.parked_at as "parkedAt", p.resolved_at as "resolvedAt", p.resolved_by as "resolvedBy", p.asked, p.refusal, p.resolution,
  p.resolution_reason as "resolutionReason", p.resolved_claim_id as "resolvedClaimId"`;

/** What became of a parked item, without its text; undefined when this tenant has none with that id. */
export async function readParkedState(
  tx: TenantTransaction,
  id: Id,
): Promise<Omit<ParkedItemRow, 'content' | 'detail'> | undefined> {
  const { rows } = await tx.query<Omit<ParkedItemRow, 'content' | 'detail'>>(
    `select ${stateColumns} from parked_items p where p.tenant_id = $1 and p.id = $2`,
    [tx.tenantId, id],
  );
  return rows[0];
}

export interface ParkedFilters {
  state?: 'open' | 'resolved';
  inboundFileId?: Id;
}

/** Parked items, newest first, at most `limit`, after the one named by `after`. */
export async function listParkedItems(
  tx: TenantTransaction,
  filters: ParkedFilters,
  after: Id | undefined,
  limit: number,
): Promise<ParkedItemRow[]> {
  const { rows } = await tx.query<ParkedItemRow>(
    `select ${stateColumns}, p.content, p.detail
     from parked_items p
     where p.tenant_id = $1 and ($2::uuid is null or p.id < $2)
       and ($3::text is null or (p.resolved_at is null) = ($3 = 'open')) and ($4::uuid is null or p.inbound_file_id = $4)
     order by p.id desc limit $5`,
    [tx.tenantId, after, filters.state, filters.inboundFileId, limit],
  );
  return rows;
}
