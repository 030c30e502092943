import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';
import type { BatchKind } from './batches.ts';

// Files that a clearinghouse fetches itself (routes with the adapter http).

/** A file that waits to be fetched. */
export interface WaitingFile {
  id: string;
  route: string;
  fileName: string;
  kind: BatchKind;
  claims: number;
  sizeBytes: number;
  sha256: string;
  builtAt: IsoInstant;
  /** Until when somebody has the right to fetch it; null: nobody. */
  leasedUntil: IsoInstant | null;
}

const columns = `b.id, b.route, b.file_name as "fileName", b.kind, b.claim_count as claims, length(b.content) as "sizeBytes",
  encode(b.content_sha256, 'hex') as sha256, b.built_at as "builtAt",
  case when b.leased_until > now() then b.leased_until end as "leasedUntil"`;
const waiting = `b.tenant_id = $1 and b.status = 'built' and b.confirmed_at is null
  and exists (select from routes r where r.tenant_id = $1 and r.name = b.route and r.adapter = 'http')
  and ($2::text[] is null or b.route = any($2))`;

/** Files waiting on the tenant's http routes, or on those named; oldest first. */
export async function listWaitingFiles(
  tx: TenantTransaction,
  routes: readonly string[] | undefined,
  most: number,
): Promise<WaitingFile[]> {
  const { rows } = await tx.query<WaitingFile>({
    name: 'files-to-pull',
    text: `select ${columns} from batches b where ${waiting} order by b.built_at, b.id limit $3`,
    values: [tx.tenantId, routes, most],
  });
  return rows;
}

/** Locks one waiting file; undefined when there is none with that id, or it is confirmed. */
export async function lockWaitingFile(
  tx: TenantTransaction,
  routes: readonly string[] | undefined,
  id: string,
): Promise<WaitingFile | undefined> {
  const { rows } = await tx.query<WaitingFile>({
    name: 'lock-file-to-pull',
    text: `select ${columns} from batches b where ${waiting} and b.id = $3 for update`,
    values: [tx.tenantId, routes, id],
  });
  return rows[0];
}

/** Gives the right to fetch a locked file for so many seconds of the server's clock; whatever right there was before is over. */
export async function leaseFile(
  tx: TenantTransaction,
  file: { id: string; token: string; seconds: number },
  at: IsoInstant,
): Promise<IsoInstant> {
  const { rows } = await tx.query<{ leasedUntil: IsoInstant }>({
    name: 'lease-file',
    text: `update batches set lease_token = $3, leased_until = now() + make_interval(secs => $4), attempts = attempts + 1,
        hand_over_began_at = $5
      where tenant_id = $1 and id = $2 and status = 'built' and confirmed_at is null
      returning leased_until as "leasedUntil"`,
    values: [tx.tenantId, file.id, file.token, file.seconds, at],
  });
  const row = rows[0];
  if (!row) throw new Error(`File ${file.id} was locked and could not be leased.`);
  return row.leasedUntil;
}

export interface LeasedFile {
  id: string;
  fileName: string;
  sha256: string;
  content: Buffer;
  confirmedAt: IsoInstant | null;
  /** Whether the token given is the one that was given out last. */
  isHolder: boolean;
}

/**
 * Locks a file of an http route with its bytes, whoever holds it; undefined when there is none with that id. One that is confirmed
 * is found too: what was said before is said again.
 */
export async function lockLeasedFile(
  tx: TenantTransaction,
  routes: readonly string[] | undefined,
  id: string,
  token: string,
): Promise<LeasedFile | undefined> {
  const { rows } = await tx.query<LeasedFile>({
    name: 'lock-leased-file',
    text: `select b.id, b.file_name as "fileName", encode(b.content_sha256, 'hex') as sha256, b.content,
        b.confirmed_at as "confirmedAt", coalesce(b.lease_token = $4, false) as "isHolder"
      from batches b where b.tenant_id = $1 and b.id = $3 and ($2::text[] is null or b.route = any($2))
        and exists (select from routes r where r.tenant_id = $1 and r.name = b.route and r.adapter = 'http') for update`,
    values: [tx.tenantId, routes, id, token],
  });
  return rows[0];
}

/** Notes that the clearinghouse has a file. */
export async function confirmFile(tx: TenantTransaction, id: string, at: IsoInstant): Promise<void> {
  await tx.query({
    name: 'confirm-file',
    text: `update batches set confirmed_at = $3, leased_until = null where tenant_id = $1 and id = $2 and confirmed_at is null`,
    values: [tx.tenantId, id, at],
  });
}
