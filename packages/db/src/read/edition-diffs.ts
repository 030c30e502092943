import { setImmediate as nextTurn } from 'node:timers/promises';
import { decodeEdition } from '@claimwright/codesets/decode-edition';
import type { Edition } from '@claimwright/codesets/edition';
import { type ChangeKind, type EditionChange, editionChanges } from '@claimwright/codesets/edition-changes';
import { starterEditions } from '@claimwright/codesets/starter';
import { editionContent } from '../code-set-editions.ts';
import type { Queryable } from '../database.ts';

/** What changed between two editions of a set. */
export interface EditionDiff {
  set: string;
  from: string;
  to: string;
  counts: Readonly<Record<ChangeKind, number>>;
  /** In the order of the keys, the first `mostKept` of each kind; the counts are of all. */
  changes: Readonly<Record<ChangeKind, readonly EditionChange[]>>;
  /** Whether there are more changes than are kept. */
  cut: boolean;
}

export type EditionDiffOutcome =
  | { ok: true; diff: EditionDiff }
  /** Editions, "set@edition", that there are not, or that cannot be read. */
  | { ok: false; missing: string[]; damaged: string[] };

/** Compares stored and built-in editions; what was compared last is kept. */
export interface EditionDiffs {
  diff(database: Queryable, set: string, from: string, to: string): Promise<EditionDiffOutcome>;
}

const mostKept = 50_000;
const mostDiffs = 4;

/** Opens a comparer with a memory of its own: a page after the first costs nothing. */
export function createEditionDiffs(): EditionDiffs {
  const known = new Map<string, Promise<EditionDiff>>();
  return {
    async diff(database, set, from, to) {
      const marks = await marksOf(database, set, [from, to]);
      const missing = [from, to].filter((edition) => !marks.has(edition)).map((edition) => `${set}@${edition}`);
      if (missing.length > 0) return { ok: false, missing, damaged: [] };
      const key = JSON.stringify([set, from, marks.get(from), to, marks.get(to)]);
      let compared = known.get(key);
      if (!compared) {
        const before = await loadEdition(database, set, from);
        const after = await loadEdition(database, set, to);
        if (typeof before === 'string' || typeof after === 'string') {
          return { ok: false, missing: [], damaged: [before, after].filter((fault) => typeof fault === 'string') };
        }
        compared = compare(before, after);
        known.set(key, compared);
        if (known.size > mostDiffs) known.delete(known.keys().next().value ?? '');
      }
      return { ok: true, diff: await compared };
    },
  };
}

/** What tells an edition from another that was imported later under its name; empty for a built-in one. */
async function marksOf(
  database: Queryable,
  set: string,
  editions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await database.query<{ edition: string; mark: string }>(
    `select edition, encode(source_sha256, 'hex') || imported_at as mark from code_set_editions
     where set_name = $1 and edition = any($2::text[])`,
    [set, editions],
  );
  const marks = new Map(rows.map(({ edition, mark }) => [edition, mark]));
  for (const starter of builtIn()) {
    if (starter.set === set && !marks.has(starter.edition)) marks.set(starter.edition, '');
  }
  return marks;
}

let starters: Edition[] | undefined;

function builtIn(): readonly Edition[] {
  starters ??= starterEditions().flatMap((bytes) => {
    const decoded = decodeEdition(bytes);
    return decoded.ok ? [decoded.edition] : [];
  });
  return starters;
}

/** An edition, or what is wrong with it. */
async function loadEdition(database: Queryable, set: string, name: string): Promise<Edition | string> {
  const content = await editionContent(database, set, name);
  const starter = builtIn().find((one) => one.set === set && one.edition === name);
  if (!content) return starter ?? `${set}@${name} was removed meanwhile`;
  const decoded = decodeEdition(content);
  return decoded.ok ? decoded.edition : decoded.error;
}

/** Lets others be served between batches: two editions of the NCCI pairs take seconds. */
async function compare(before: Edition, after: Edition): Promise<EditionDiff> {
  const counts = { added: 0, removed: 0, changed: 0 };
  const changes = { added: [] as EditionChange[], removed: [] as EditionChange[], changed: [] as EditionChange[] };
  for (const batch of editionChanges(before, after)) {
    for (const change of batch) {
      counts[change.kind] += 1;
      if (changes[change.kind].length < mostKept) changes[change.kind].push(change);
    }
    await nextTurn();
  }
  const cut = (['added', 'removed', 'changed'] as const).some((kind) => counts[kind] > changes[kind].length);
  return { set: before.set, from: before.edition, to: after.edition, counts, changes, cut };
}
