import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import { importCodeSet } from '@claimwright/codesets/import/import-code-set';
import { starterEditions } from '@claimwright/codesets/starter';
import { sharedData } from '../shared-data.ts';

export interface OfficialFile {
  /** In ../shared/data/codesets. */
  path: string;
  /** Serves longer here than its publisher says: no later edition is at hand. */
  lasts?: true;
}

/** Diagnoses with their notes and marks, procedures of stays, Level II, places of service. */
export const officialFiles: readonly OfficialFile[] = [
  { path: 'icd10cm/icd10cm-codes-2026.txt.gz' },
  { path: 'icd10cm/icd10cm_tabular_2021.xml.gz', lasts: true },
  { path: 'mce/mce_v43.1.mce.bin.gz' },
  { path: 'hcpcs/HCPC2025_OCT_ANWEB.code-longdesc.csv.gz', lasts: true },
  { path: 'pos/pos_codes_2024-06.csv' },
];

/** The official files as the services import them, before the facts the project carries itself. */
export async function codeSetsOf(sources: readonly OfficialFile[]): Promise<CodeSets> {
  const editions: Uint8Array[] = [];
  for (const { path, lasts } of sources) {
    const bytes = readFileSync(join(sharedData, 'codesets', path));
    const files = [{ name: path.split('/').at(-1) ?? path, bytes }];
    // The files at hand hold codes of Level II only, so there is no licence to accept; the importer cannot know.
    const request = { files, amaLicenseAccepted: true, limits: { minRows: 1 } };
    const result = await importCodeSet({ ...request, effectiveTo: lasts ? '2027-09-30' : undefined });
    if (!result.ok) throw new Error(`${path}: ${JSON.stringify(result.errors.slice(0, 3))}`);
    editions.push(...result.editions.map((edition) => edition.bytes));
  }
  return buildCodeSets([...editions, ...starterEditions()]);
}
