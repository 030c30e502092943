import { decodeEdition } from '@claimwright/codesets/decode-edition';
import type { CodeSetName, EditionHeader } from '@claimwright/codesets/edition';
import { starterEditions } from '@claimwright/codesets/starter';
import { listEditions, type StoredEdition } from '../code-set-editions.ts';
import type { Queryable } from '../database.ts';

/** An edition there is: imported, or built in (the starter sets, which stand behind every imported one). */
export interface KnownEdition extends Omit<StoredEdition, 'importedAt' | 'importedBy'> {
  origin: 'imported' | 'built_in';
  importedAt: string | null;
  importedBy: string | null;
}

export interface EditionFilter {
  set?: CodeSetName;
  status?: StoredEdition['status'];
}

/** Every edition there is, by set and the date it begins to serve; without its rows. */
export async function knownEditions(database: Queryable, filter: EditionFilter = {}): Promise<KnownEdition[]> {
  const stored = await listEditions(database);
  const all = [...builtIn(), ...stored.map((edition): KnownEdition => ({ ...edition, origin: 'imported' }))];
  return all
    .filter(({ set, status }) => (filter.set ?? set) === set && (filter.status ?? status) === status)
    .sort(
      (a, b) => compare(a.set, b.set) || compare(a.effectiveFrom, b.effectiveFrom) || compare(a.edition, b.edition),
    );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

let starters: KnownEdition[] | undefined;

function builtIn(): readonly KnownEdition[] {
  starters ??= starterEditions().map((bytes) => {
    const decoded = decodeEdition(bytes);
    if (!decoded.ok) throw new Error(`a built-in edition cannot be read: ${decoded.error}`);
    return fromStarter(decoded.edition);
  });
  return starters;
}

function fromStarter(header: EditionHeader): KnownEdition {
  const { set, edition, effectiveFrom, effectiveTo, complete, rowCount, sourceSha256 } = header;
  return {
    ...{ set, edition, status: 'active', origin: 'built_in', effectiveFrom, effectiveTo: effectiveTo ?? null },
    ...{ complete, rowCount, sourceSha256, importedAt: null, importedBy: null, licenseAcceptedBy: null },
  };
}
