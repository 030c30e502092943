import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { TenantTransaction } from '../database.ts';

/** A batch of claims as it was or will be handed to a clearinghouse. */
export interface BatchRow {
  id: Id;
  route: string;
  status: 'built' | 'transmitted';
  /** 837 claims, or a 276 that asks for the status of claims. */
  kind: 'claims' | 'status_requests';
  interchangeControlNumber: number;
  groupControlNumber: number;
  fileName: string;
  claimCount: number;
  chargeCents: number;
  contentSha256: string;
  builtAt: IsoInstant;
  transmittedAt: IsoInstant | null;
  /** When a 999 came, or a TA1 that rejects. */
  acknowledgedAt: IsoInstant | null;
  /** The route's schedule holds it back until then. */
  notBefore: IsoInstant | null;
  attempts: number;
  lastError: string | null;
}

export interface BatchFilters {
  status?: 'built' | 'transmitted';
  route?: string;
}

const columns = `b.id, b.route, b.status, b.kind, b.interchange_control_number as "interchangeControlNumber",
  b.group_control_number as "groupControlNumber", b.file_name as "fileName", b.claim_count as "claimCount",
  b.charge_cents as "chargeCents", encode(b.content_sha256, 'hex') as "contentSha256", b.built_at as "builtAt",
  b.transmitted_at as "transmittedAt", b.acknowledged_at as "acknowledgedAt",
  case when b.status = 'built' then b.not_before end as "notBefore", b.attempts, b.last_error as "lastError"`;

/** Batches, newest first, at most `limit`, after the one named by `after`. */
export async function listBatches(
  tx: TenantTransaction,
  filters: BatchFilters,
  after: Id | undefined,
  limit: number,
): Promise<BatchRow[]> {
  const { rows } = await tx.query<BatchRow>(
    `select ${columns} from batches b
     where b.tenant_id = $1 and ($2::uuid is null or b.id < $2) and ($3::text is null or b.status = $3)
       and ($4::text is null or b.route = $4)
     order by b.id desc limit $5`,
    [tx.tenantId, after, filters.status, filters.route, limit],
  );
  return rows;
}

/** How many batches the filters leave. */
export async function countBatches(tx: TenantTransaction, filters: BatchFilters): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*) as n from batches b where b.tenant_id = $1 and ($2::text is null or b.status = $2)
       and ($3::text is null or b.route = $3)`,
    [tx.tenantId, filters.status, filters.route],
  );
  return rows[0]?.n ?? 0;
}

/** Batches by id, in no order. */
export async function batchesByIds(tx: TenantTransaction, ids: readonly Id[]): Promise<BatchRow[]> {
  const { rows } = await tx.query<BatchRow>(
    `select ${columns} from batches b where b.tenant_id = $1 and b.id = any($2::uuid[])`,
    [tx.tenantId, ids],
  );
  return rows;
}

export interface BatchDetail extends BatchRow {
  claims: { id: Id; patientControlNumber: string; status: string; transactionSetControlNumber: number }[];
}

/** A batch with the claims in it; undefined when this tenant has none with that id. */
export async function readBatch(tx: TenantTransaction, id: Id): Promise<BatchDetail | undefined> {
  const [batch] = await batchesByIds(tx, [id]);
  if (!batch) return undefined;
  const claims = await tx.query<BatchDetail['claims'][number]>(
    `select c.id, c.patient_control_number as "patientControlNumber", c.status,
       bc.transaction_set_control_number as "transactionSetControlNumber"
     from batch_claims bc join claims c on c.tenant_id = bc.tenant_id and c.id = bc.claim_id
     where bc.tenant_id = $1 and bc.batch_id = $2 order by bc.transaction_set_control_number, c.id`,
    [tx.tenantId, id],
  );
  return { ...batch, claims: claims.rows };
}

/** The bytes of a batch and the name of its file; undefined when this tenant has none with that id. */
export async function readBatchContent(
  tx: TenantTransaction,
  id: Id,
): Promise<{ fileName: string; content: Buffer } | undefined> {
  const { rows } = await tx.query<{ fileName: string; content: Buffer }>(
    'select file_name as "fileName", content from batches where tenant_id = $1 and id = $2',
    [tx.tenantId, id],
  );
  return rows[0];
}
