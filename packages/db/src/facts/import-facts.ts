import { createHash } from 'node:crypto';
import type { FactError } from '@claimwright/codesets/facts/fact-error';
import { readFacts } from '@claimwright/codesets/facts/read-facts';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { FactRow, FactSet } from '@claimwright/domain/tenant-facts';
import type { Database, TenantTransaction } from '../database.ts';
import { jsonArray } from '../pipeline/json-array.ts';
import { type FactEdition, listFactEditions, lockFacts, putFactEdition } from './fact-editions.ts';

/** What is to become of a file. */
export interface FactImport {
  set: FactSet;
  /** Name the table is cited by from then on: "2026-11". */
  edition: string;
  /** replace: the file is the whole table. merge: its keys take the place of theirs, all others stay. */
  mode: 'replace' | 'merge';
  /** Takes the good rows of a file that has bad ones; else one bad row leaves everything as it was. */
  skipBadRows: boolean;
  importedBy: string;
}

export interface FactReport {
  /** Rows of the file that were taken. */
  used: number;
  /** Rows that say nothing that can be used, by why. */
  skipped: { reason: string; rows: number }[];
  /** The first fifty of what is wrong. */
  errors: FactError[];
  errorCount: number;
}

export type FactImportOutcome =
  | { ok: true; edition: FactEdition; report: FactReport }
  /** Nothing was changed. */
  | { ok: false; report: FactReport };

/**
 * Reads a file into a table of the tenant, in one transaction: whoever looks sees the table of before or the new one, whole. The
 * bytes are read as they come; `also` runs in the same transaction when all went well.
 */
export async function importFacts(
  database: Database,
  tenantId: string,
  wish: FactImport,
  bytes: AsyncIterable<Uint8Array>,
  at: IsoInstant,
  also: (tx: TenantTransaction, edition: FactEdition, report: FactReport) => Promise<void> = async () => undefined,
): Promise<FactImportOutcome> {
  const report: FactReport = { used: 0, skipped: [], errors: [], errorCount: 0 };
  try {
    return await database.transaction(tenantId, async (tx) => {
      const edition = await takeFile(tx, wish, bytes, report, at);
      await also(tx, edition, report);
      return { ok: true, edition, report };
    });
  } catch (error) {
    if (error instanceof RowsRefused) return { ok: false, report };
    throw error;
  }
}

/** Rolls the transaction back; what is wrong stands in the report. */
class RowsRefused extends Error {}

async function takeFile(
  tx: TenantTransaction,
  wish: FactImport,
  bytes: AsyncIterable<Uint8Array>,
  report: FactReport,
  at: IsoInstant,
): Promise<FactEdition> {
  const { set, mode } = wish;
  await lockFacts(tx, set);
  if (mode === 'replace') {
    await tx.query('delete from tenant_facts where tenant_id = $1 and set_name = $2', [tx.tenantId, set]);
  }
  const hash = createHash('sha256');
  const seen = new Set<string>();
  for await (const batch of readFacts(set, hashed(bytes, hash))) {
    note(report, batch);
    if (batch.errors.some(({ rule }) => fatalRules.has(rule))) throw new RowsRefused();
    // Nothing will be taken: the rest is read for what else is wrong.
    if (report.errorCount > 0 && !wish.skipBadRows) continue;
    if (mode === 'merge') await removeKeys(tx, set, batch.rows, seen);
    await addRows(tx, set, batch.rows);
  }
  if (report.errorCount > 0 && !wish.skipBadRows) throw new RowsRefused();
  // An emptied table has no rows; one of rows that say nothing would count as loaded, and everything not in it as cleared.
  if (mode === 'replace' && report.used === 0 && (report.skipped.length > 0 || report.errorCount > 0)) {
    const message = 'no row of this file can be used, so it cannot take the place of the table';
    note(report, { used: 0, skipped: new Map(), errors: [{ line: 0, field: '', rule: 'unusable', message }] });
    throw new RowsRefused();
  }
  const rowCount = mode === 'replace' ? report.used : await countRows(tx, set);
  const { edition, importedBy } = wish;
  await putFactEdition(tx, { set, edition, rowCount, sourceSha256: hash.digest('hex'), importedBy }, at);
  const stored = (await listFactEditions(tx)).find((one) => one.set === set);
  if (!stored) throw new Error('a table that was just loaded is not there');
  return stored;
}

/** What leaves the rest of the file unread: taking a part of it would look like the whole. */
const fatalRules: ReadonlySet<FactError['rule']> = new Set(['encoding', 'csv', 'heading']);
const keptErrors = 50;

function note(
  report: FactReport,
  batch: { used: number; skipped: ReadonlyMap<string, number>; errors: readonly FactError[] },
): void {
  report.used += batch.used;
  report.errorCount += batch.errors.length;
  report.errors.push(...batch.errors.slice(0, keptErrors - report.errors.length));
  for (const [reason, rows] of batch.skipped) {
    const known = report.skipped.find((one) => one.reason === reason);
    if (known) known.rows += rows;
    else report.skipped.push({ reason, rows });
  }
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(chunk: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Takes what stood under keys that the file names; a key that came earlier in the file keeps the rows it got. */
async function removeKeys(
  tx: TenantTransaction,
  set: FactSet,
  rows: readonly FactRow[],
  seen: Set<string>,
): Promise<void> {
  const fresh = new Set(rows.map(({ key }) => key).filter((key) => !seen.has(key)));
  for (const key of fresh) seen.add(key);
  await tx.query({
    name: 'remove-facts',
    text: 'delete from tenant_facts where tenant_id = $1 and set_name = $2 and key = any($3::text[])',
    values: [tx.tenantId, set, [...fresh]],
  });
}

async function addRows(tx: TenantTransaction, set: FactSet, rows: readonly FactRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    name: 'add-facts',
    text: `insert into tenant_facts (tenant_id, set_name, key, content)
      select $1, $2, f.key, f.content::jsonb from unnest($3::text[], $4::text[]) with ordinality as f (key, content, place)
      order by f.place`,
    values: [tx.tenantId, set, rows.map(({ key }) => key), jsonArray(rows.map(({ content }) => content))],
  });
}

async function countRows(tx: TenantTransaction, set: FactSet): Promise<number> {
  // An answer that is found by the patient's number too stands there twice.
  const { rows } = await tx.query<{ n: number }>(
    `select count(*) as n from tenant_facts where tenant_id = $1 and set_name = $2 and ($2 <> 'eligibility' or key not like '%#%')`,
    [tx.tenantId, set],
  );
  return rows[0]?.n ?? 0;
}
