import * as z from 'zod';
import { type CodeSetName, codeSetNames } from '../edition.ts';
import officialFiles from './official-files.json' with { type: 'json' };

/** Sets behind a licence page: they are imported by hand, never fetched. */
const licensed = /^(ncci-|physician-fee|coverage|cpt|carc|rarc|revenue-code)/;

/** What `codesets sync` fetches: free official files, each with the hash it must have. */
export const syncManifest = z.object({
  files: z
    .array(
      z.object({
        set: z.enum(codeSetNames).refine((set) => !licensed.test(set), 'is behind a licence page; import it by hand'),
        edition: z.string().min(1),
        url: z.url({ protocol: /^https?$/ }),
        /** Hex. Another publication under the same address is refused until the manifest is changed. */
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        bytes: z.int().positive(),
        effectiveFrom: z.iso.date().optional(),
      }),
    )
    .min(1),
});
export type SyncManifest = z.infer<typeof syncManifest>;
export type SyncFile = SyncManifest['files'][number];

/** Come with another set out of one file, or are lists of a user's own. */
const neverAlone: ReadonlySet<CodeSetName> = new Set(['icd10pcs', 'modifier', 'gpci', 'taxonomy', 'code-group']);

/** What a manifest leaves out: sets that one could name, and those that are imported by hand since they are licensed. */
export function setsLeftOut({ files }: SyncManifest): { fetchable: CodeSetName[]; byHand: CodeSetName[] } {
  const named = new Set(files.map(({ set }) => set));
  const others = codeSetNames.filter((set) => !named.has(set));
  return {
    fetchable: others.filter((set) => !licensed.test(set) && !neverAlone.has(set)),
    byHand: others.filter((set) => licensed.test(set)),
  };
}

/** The files the project knows of. */
export function officialManifest(): SyncManifest {
  return syncManifest.parse(officialFiles);
}
