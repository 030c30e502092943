import { decodeEdition } from '@claimwright/codesets/decode-edition';
import type { Queryable } from './database.ts';
import { asOwner } from './owner.ts';

/** Bytes of all active editions, in a fixed order. */
export async function activeEditions(database: Queryable): Promise<Uint8Array[]> {
  const { rows } = await database.query<{ content: Buffer }>(
    `select content from code_set_editions where status = 'active' order by set_name, effective_from, edition`,
  );
  return rows.map((row) => new Uint8Array(row.content));
}

/**
 * The same, fetching only what is not among the `known` ones: an edition is told by name and source, so that after an activation
 * tens of megabytes need not come again. `known` is left with the active ones.
 */
export async function activeEditionsBeside(database: Queryable, known: Map<string, Uint8Array>): Promise<Uint8Array[]> {
  const { rows } = await database.query<{ mark: string; content: Buffer | null }>(
    `select mark, case when mark = any($1::text[]) then null else content end as content
     from (select set_name || '@' || edition || '/' || encode(source_sha256, 'hex') || '/' || extract(epoch from imported_at) as mark, *
       from code_set_editions where status = 'active') active order by set_name, effective_from, edition`,
    [[...known.keys()]],
  );
  const found = new Map<string, Uint8Array>();
  for (const { mark, content } of rows) {
    const bytes = content ? new Uint8Array(content) : known.get(mark);
    if (bytes) found.set(mark, bytes);
  }
  known.clear();
  for (const [mark, bytes] of found) known.set(mark, bytes);
  return [...found.values()];
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

export interface StoredEdition {
  set: string;
  edition: string;
  status: 'candidate' | 'active' | 'retired';
  effectiveFrom: string;
  effectiveTo: string | null;
  complete: boolean;
  rowCount: number;
  sourceSha256: string;
  importedAt: string;
  importedBy: string;
  /** Who accepted the licence the files come under, and when. */
  licenseAcceptedBy: string | null;
}

/** Every edition there is, without its bytes. */
export async function listEditions(database: Queryable): Promise<StoredEdition[]> {
  const { rows } = await database.query<StoredEdition>(
    `select set_name as set, edition, status, effective_from as "effectiveFrom", effective_to as "effectiveTo", complete,
       row_count as "rowCount", encode(source_sha256, 'hex') as "sourceSha256", imported_at as "importedAt", imported_by as "importedBy",
       license_accepted_by as "licenseAcceptedBy"
     from code_set_editions order by set_name, effective_from, edition`,
  );
  return rows;
}

/** An edition as an importer made it. */
export interface EditionToStore {
  set: string;
  edition: string;
  effectiveFrom: string;
  effectiveTo?: string;
  complete: boolean;
  rowCount: number;
  /** Hex. */
  sourceSha256: string;
  bytes: Uint8Array;
}

export type StoreOutcome = { edition: string; outcome: 'stored' | 'replaced' | 'unchanged' | 'refused_active' };

/**
 * Stores editions as candidates, all or none. A candidate or retired edition of the same name is replaced; an active one is left
 * alone (`unchanged` when it came from the same file, else `refused_active` and nothing at all is stored). Run as the owner.
 */
export async function storeCandidates(
  ownerConnectionString: string,
  editions: readonly EditionToStore[],
  by: { importedBy: string; licenseAcceptedBy?: string },
): Promise<StoreOutcome[]> {
  return asOwner(ownerConnectionString, async (client) => {
    await client.query('begin');
    const outcomes: StoreOutcome[] = [];
    for (const edition of editions) {
      const known = await client.query<{ status: string; same: boolean }>(
        `select status, source_sha256 = $3 as same from code_set_editions where set_name = $1 and edition = $2 for update`,
        [edition.set, edition.edition, Buffer.from(edition.sourceSha256, 'hex')],
      );
      const row = known.rows[0];
      const name = `${edition.set}@${edition.edition}`;
      if (row?.status === 'active') {
        outcomes.push({ edition: name, outcome: row.same ? 'unchanged' : 'refused_active' });
        continue;
      }
      await client.query(
        `insert into code_set_editions (set_name, edition, status, effective_from, effective_to, complete, row_count, source_sha256, content, imported_by, license_accepted_by)
         values ($1, $2, 'candidate', $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (set_name, edition) do update set status = 'candidate', effective_from = excluded.effective_from,
           effective_to = excluded.effective_to, complete = excluded.complete, row_count = excluded.row_count,
           source_sha256 = excluded.source_sha256, content = excluded.content, imported_at = now(),
           imported_by = excluded.imported_by, license_accepted_by = excluded.license_accepted_by`,
        [
          edition.set,
          edition.edition,
          edition.effectiveFrom,
          edition.effectiveTo ?? null,
          edition.complete,
          edition.rowCount,
          Buffer.from(edition.sourceSha256, 'hex'),
          Buffer.from(edition.bytes),
          by.importedBy,
          by.licenseAcceptedBy ?? null,
        ],
      );
      outcomes.push({ edition: name, outcome: row ? 'replaced' : 'stored' });
    }
    await client.query(outcomes.some(({ outcome }) => outcome === 'refused_active') ? 'rollback' : 'commit');
    return outcomes;
  });
}

/** All of them, or why none: names there are no editions of, and editions whose stored bytes are not what was imported. */
export type StatusOutcome =
  | { ok: true; editions: string[] }
  | { ok: false; missing: string[]; damaged: { edition: string; reason: string }[] };

/**
 * Moves editions to another status in one transaction: all or none, so that rules see all of them or none. What is activated is
 * decoded first, rows against their hash: a worker that loaded a damaged edition would stand still. Run as the owner; workers look
 * for changes before each job.
 */
export async function setEditionStatus(
  ownerConnectionString: string,
  editions: readonly { set: string; edition: string }[],
  status: 'active' | 'retired',
): Promise<StatusOutcome> {
  return asOwner(ownerConnectionString, async (client) => {
    await client.query('begin');
    const missing: string[] = [];
    const damaged: { edition: string; reason: string }[] = [];
    for (const { set, edition } of editions) {
      const name = `${set}@${edition}`;
      const content = await editionContent(client, set, edition, 'for update');
      if (!content) missing.push(name);
      const reason = content && status === 'active' ? editionFault(content, set, edition) : undefined;
      if (reason) damaged.push({ edition: name, reason });
    }
    if (missing.length > 0 || damaged.length > 0) {
      await client.query('rollback');
      return { ok: false, missing, damaged };
    }
    const { rows } = await client.query<{ name: string }>(
      `update code_set_editions e set status = $3 from unnest($1::text[], $2::text[]) as n (set_name, edition)
       where e.set_name = n.set_name and e.edition = n.edition returning e.set_name || '@' || e.edition as name`,
      [editions.map((edition) => edition.set), editions.map((edition) => edition.edition), status],
    );
    await client.query('commit');
    return { ok: true, editions: rows.map((row) => row.name) };
  });
}

/** The bytes of one edition, whatever its status; undefined when there is none of that name. */
export async function editionContent(
  database: Queryable,
  set: string,
  edition: string,
  lock: '' | 'for update' = '',
): Promise<Uint8Array | undefined> {
  const { rows } = await database.query<{ content: Buffer }>({
    text: `select content from code_set_editions where set_name = $1 and edition = $2 ${lock}`,
    values: [set, edition],
  });
  return rows[0] && new Uint8Array(rows[0].content);
}

/** What is wrong with stored bytes: not an edition, not that edition, or rows that do not match their hash. */
export function editionFault(content: Uint8Array, set: string, edition: string): string | undefined {
  const decoded = decodeEdition(content, { verifyContent: true });
  if (!decoded.ok) return decoded.error;
  const held = decoded.edition.id;
  return held === `${set}@${edition}` ? undefined : `holds ${held}`;
}
