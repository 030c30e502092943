import type { Queryable } from '../database.ts';

/** An edition named "set@edition" and its bytes. */
export interface NamedEdition {
  name: string;
  status: 'candidate' | 'active' | 'retired';
  content: Uint8Array;
}

/** Status by name of those of these editions that are stored; the bytes stay where they are. */
export async function editionStatuses(
  database: Queryable,
  names: readonly string[],
): Promise<Map<string, NamedEdition['status']>> {
  const { rows } = await database.query<{ name: string; status: NamedEdition['status'] }>(
    `select set_name || '@' || edition as name, status from code_set_editions where set_name || '@' || edition = any($1::text[])`,
    [names],
  );
  return new Map(rows.map((row) => [row.name, row.status]));
}

/** Those of these editions that are stored, whatever their status, in the order of their names. */
export async function editionsNamed(database: Queryable, names: readonly string[]): Promise<NamedEdition[]> {
  const { rows } = await database.query<{ name: string; status: NamedEdition['status']; content: Buffer }>(
    `select set_name || '@' || edition as name, status, content from code_set_editions
     where set_name || '@' || edition = any($1::text[]) order by 1`,
    [names],
  );
  return rows.map(({ name, status, content }) => ({ name, status, content: new Uint8Array(content) }));
}
