import type { Queryable } from './database.ts';

/** Bytes of all active editions, in a fixed order, with a mark that changes when any of them does. */
export async function activeEditions(database: Queryable): Promise<Uint8Array[]> {
  const { rows } = await database.query<{ content: Buffer }>(
    `select content from code_set_editions where status = 'active' order by set_name, effective_from, edition`,
  );
  return rows.map((row) => new Uint8Array(row.content));
}

/** A mark of the active editions, cheap enough to ask before each job. */
export async function activeEditionsMark(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ mark: string }>({
    name: 'active-editions-mark',
    text: `select coalesce(string_agg(set_name || '@' || edition || '/' || encode(source_sha256, 'hex'), ',' order by set_name, edition), '') as mark
      from code_set_editions where status = 'active'`,
  });
  return rows[0]?.mark ?? '';
}
