import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';
import { type TaskRow, taskColumns } from '../read/tasks.ts';

// What the pages about files ask beyond the lists of the gateway.

/** Tasks about these files, oldest first. */
export async function tasksOfFiles(tx: TenantTransaction, fileIds: readonly string[]): Promise<TaskRow[]> {
  const { rows } = await tx.query<TaskRow>(
    `select ${taskColumns} from tasks t where t.tenant_id = $1 and t.inbound_file_id = any($2::uuid[]) order by t.id`,
    [tx.tenantId, fileIds],
  );
  return rows;
}

/** What could not be used of a file, without its text. */
export interface ParkedNote {
  inboundFileId: string;
  id: string;
  kind: string;
  reasonCode: string;
  reason: string;
  reference: string | null;
  parkedAt: IsoInstant;
  resolvedAt: IsoInstant | null;
  resolvedBy: string | null;
}

const mostOfAFile = 100;

/** Parked items of these files, in the order they were parked, the first hundred of each. */
export async function parkedOfFiles(tx: TenantTransaction, fileIds: readonly string[]): Promise<ParkedNote[]> {
  const { rows } = await tx.query<ParkedNote>(
    `select p.* from unnest($2::uuid[]) as f (id) cross join lateral (
       select i.inbound_file_id as "inboundFileId", i.id, i.kind, i.reason_code as "reasonCode", i.reason, i.reference,
         i.parked_at as "parkedAt", i.resolved_at as "resolvedAt", i.resolved_by as "resolvedBy"
       from parked_items i where i.tenant_id = $1 and i.inbound_file_id = f.id order by i.id limit $3
     ) p`,
    [tx.tenantId, fileIds, mostOfAFile],
  );
  return rows;
}

/** A payment that a file told of, and how many of its claims were found. */
export interface FileRemittance {
  inboundFileId: string;
  id: string;
  payerName: string;
  traceNumber: string;
  paymentDate: IsoDate;
  paymentCents: number;
  claims: number;
  matched: number;
}

/** Remittances of these files. */
export async function remittancesOfFiles(tx: TenantTransaction, fileIds: readonly string[]): Promise<FileRemittance[]> {
  const { rows } = await tx.query<FileRemittance>(
    `select r.inbound_file_id as "inboundFileId", r.id, r.payer_name as "payerName", r.trace_number as "traceNumber",
       r.payment_date as "paymentDate", r.payment_cents as "paymentCents", count(c.ordinal) as claims, count(c.claim_id) as matched
     from remittances r left join remittance_claims c on c.tenant_id = $1 and c.remittance_id = r.id
     where r.tenant_id = $1 and r.inbound_file_id = any($2::uuid[]) group by r.tenant_id, r.id order by r.id`,
    [tx.tenantId, fileIds],
  );
  return rows;
}

/** The routes that are configured. */
export async function routeNames(tx: TenantTransaction): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>('select name from routes where tenant_id = $1 order by name', [
    tx.tenantId,
  ]);
  return rows.map(({ name }) => name);
}
