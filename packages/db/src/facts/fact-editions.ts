import type { IsoInstant } from '@claimwright/domain/dates';
import type { FactSet } from '@claimwright/domain/tenant-facts';
import type { TenantTransaction } from '../database.ts';

/** A table that is loaded. */
export interface FactEdition {
  set: FactSet;
  edition: string;
  /** Rows of its file, or files, that are in use. */
  rowCount: number;
  /** Hex, of the file that came last. */
  sourceSha256: string;
  importedAt: IsoInstant;
  importedBy: string;
}

const columns = `set_name as set, edition, row_count as "rowCount", encode(source_sha256, 'hex') as "sourceSha256",
  imported_at as "importedAt", imported_by as "importedBy"`;

/** Tables that are loaded, by set. */
export async function listFactEditions(tx: TenantTransaction): Promise<FactEdition[]> {
  const { rows } = await tx.query<FactEdition>(
    `select ${columns} from tenant_fact_editions where tenant_id = $1 order by set_name`,
    [tx.tenantId],
  );
  return rows;
}

/** Takes a table away with its rows; returns what was there, or undefined. The rules that ask for it have no data from then on. */
export async function deleteFacts(tx: TenantTransaction, set: FactSet): Promise<FactEdition | undefined> {
  await lockFacts(tx, set);
  const { rows } = await tx.query<FactEdition>(
    `delete from tenant_fact_editions where tenant_id = $1 and set_name = $2 returning ${columns}`,
    [tx.tenantId, set],
  );
  await tx.query('delete from tenant_facts where tenant_id = $1 and set_name = $2', [tx.tenantId, set]);
  return rows[0];
}

/** Holds other imports of the same table off until the end of the transaction. */
export async function lockFacts(tx: TenantTransaction, set: FactSet): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('facts ' || $1 || $2, 0))`, [tx.tenantId, set]);
}

/** Puts an edition in force; with `adds`, its rows join those that are there. */
export async function putFactEdition(
  tx: TenantTransaction,
  edition: Omit<FactEdition, 'importedAt'>,
  at: IsoInstant,
): Promise<void> {
  const { set, edition: name, rowCount, sourceSha256, importedBy } = edition;
  await tx.query(
    `insert into tenant_fact_editions (tenant_id, set_name, edition, row_count, source_sha256, imported_at, imported_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (tenant_id, set_name) do update set edition = excluded.edition, row_count = excluded.row_count,
       source_sha256 = excluded.source_sha256, imported_at = excluded.imported_at, imported_by = excluded.imported_by`,
    [tx.tenantId, set, name, rowCount, Buffer.from(sourceSha256, 'hex'), at, importedBy],
  );
}
