import { buildCodeSets, type LoadedCodeSets } from '@claimwright/codesets/build-code-sets';
import { decodeEdition } from '@claimwright/codesets/decode-edition';
import { starterEditions } from '@claimwright/codesets/starter';
import type { Queryable } from '../database.ts';
import { editionsNamed } from './stored-editions.ts';

/** Editions by set, each "name+first twelve of its content hash": what `CodeSets.editions()` answers. */
export type EditionNames = Readonly<Record<string, readonly string[]>>;

export type PastCodeSets = { ok: true; codeSets: LoadedCodeSets } | { ok: false; reasons: string[] };

/**
 * Builds the code sets of then from the editions that are stored, whatever their status now, and from the starter sets. Not ok
 * when one of them is gone or holds other rows than it did.
 */
export async function loadPastCodeSets(database: Queryable, names: EditionNames): Promise<PastCodeSets> {
  const wanted = new Map<string, string>();
  for (const [set, editions] of Object.entries(names)) {
    for (const name of editions) {
      const at = name.lastIndexOf('+');
      wanted.set(`${set}@${name.slice(0, at)}`, name.slice(at + 1));
    }
  }
  const starters = starterEditions();
  const stored = await editionsNamed(database, [...wanted.keys()]);
  const files: Uint8Array[] = [];
  const reasons: string[] = [];
  for (const content of [...starters, ...stored.map((edition) => edition.content)]) {
    const decoded = decodeEdition(content);
    if (!decoded.ok) {
      reasons.push(`A stored edition cannot be read: ${decoded.error}`);
      continue;
    }
    const { id, contentSha256 } = decoded.edition;
    const mark = wanted.get(id);
    if (mark === undefined) continue;
    if (contentSha256.startsWith(mark)) {
      files.push(content);
      wanted.delete(id);
    } else reasons.push(`${id} holds other rows than it did: it was imported again.`);
  }
  for (const id of wanted.keys()) {
    if (!reasons.some((reason) => reason.startsWith(`${id} `))) reasons.push(`${id} is no longer stored.`);
  }
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, codeSets: buildCodeSets(files) };
}
