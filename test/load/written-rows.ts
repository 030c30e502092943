import type { Database } from '@claimwright/db/database';
import type { Id } from '@claimwright/domain/ids';

/** The rows one tenant has in a table, column by column as text, to be written once more by the plainest statement there is. */
export interface WrittenRows {
  table: string;
  columns: { name: string; type: string }[];
  values: (string | null)[][];
}

/** Reads what a tenant has in a table, by its first id; `where` narrows it. Columns that number or reckon themselves are left out. */
export async function readRows(owner: Database, table: string, tenantId: Id, where = 'true'): Promise<WrittenRows> {
  const described = await owner.query<{ name: string; type: string }>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity = '' and a.attgenerated = '' and a.attname <> 'tenant_id'
     order by a.attnum`,
    [table],
  );
  const columns = described.rows;
  const { rows } = await owner.query<Record<string, string | null>>(
    `select ${columns.map(({ name }) => `${name}::text as ${name}`).join(', ')} from ${table} where tenant_id = $1 and ${where}
     order by 1`,
    [tenantId],
  );
  return { table, columns, values: columns.map(({ name }) => rows.map((row) => row[name] ?? null)) };
}

/** One INSERT … SELECT unnest of part `index` of `count`; returns how many rows that was. */
export async function insertPart(
  client: { query(text: string, values: unknown[]): Promise<unknown> },
  rows: WrittenRows,
  tenantId: Id,
  index: number,
  count: number,
): Promise<number> {
  const all = rows.values[0]?.length ?? 0;
  const [from, to] = [Math.floor((all * index) / count), Math.floor((all * (index + 1)) / count)];
  if (from === to) return 0;
  const names = rows.columns.map(({ name }) => name);
  const casts = rows.columns.map(({ name, type }) => `v.${name}::${type}`);
  const arrays = rows.columns.map((_, column) => `$${column + 2}::text[]`);
  await client.query(
    `insert into ${rows.table} (tenant_id, ${names.join(', ')})
     select $1::uuid, ${casts.join(', ')} from unnest(${arrays.join(', ')}) as v (${names.join(', ')})`,
    [tenantId, ...rows.values.map((column) => column.slice(from, to))],
  );
  return to - from;
}

/** All rows as the text that COPY takes. */
export function toCopyText(rows: WrittenRows, tenantId: Id): string {
  const lines: string[] = [];
  const count = rows.values[0]?.length ?? 0;
  for (let row = 0; row < count; row += 1) {
    let line = tenantId;
    for (const column of rows.values) line += `\t${toCopyValue(column[row] ?? null)}`;
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

function toCopyValue(value: string | null): string {
  if (value === null) return '\\N';
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/[\\\t\n\r]/g, (found) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[found] ?? '')
    : value;
}
