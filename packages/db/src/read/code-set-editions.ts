import type { Queryable } from '../database.ts';

/** A text that changes whenever an import or an activation changes the active editions. */
export async function editionsMark(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ mark: string }>(
    `select coalesce(md5(string_agg(set_name || '@' || edition || encode(source_sha256, 'hex'), ',' order by set_name, edition)), '') as mark
     from code_set_editions where status = 'active'`,
  );
  return rows[0]?.mark ?? '';
}

/** The files of all active editions, as `buildCodeSets` takes them. */
export async function readActiveEditions(database: Queryable): Promise<Buffer[]> {
  const { rows } = await database.query<{ content: Buffer }>(
    "select content from code_set_editions where status = 'active' order by set_name, edition",
  );
  return rows.map((row) => row.content);
}
