import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCodeSets, type LoadedCodeSets } from '@claimwright/codesets/build-code-sets';
import { type ImportedEdition, importCodeSet } from '@claimwright/codesets/import/import-code-set';
import { starterEditions } from '@claimwright/codesets/starter';
import { hasSharedData, sharedData } from '../shared-data.ts';
import { generatedPairs } from './code-pairs.bench.ts';

/** The official files that development has beside the repository; all are made to serve the bench's dates of service. */
const officialFiles = [
  'icd10cm/icd10cm-codes-2026.txt.gz',
  'icd10cm/icd10cm_tabular_2021.xml.gz',
  'icd10cm/POAexemptCodesFY26.zip',
  'mce/mce_v43.1.mce.bin.gz',
  'hcpcs/HCPC2025_OCT_ANWEB.code-longdesc.csv.gz',
  'pos/pos_codes_2024-06.csv',
  'mpfs/PPRRVU24_APR.hcpcs2-only.csv',
  'mpfs/gpci_2024-07.csv',
  'ncci/mue_practitioner_2024-07-01.hcpcs2-only.csv',
] as const;

export interface RealEditions {
  names: string[];
  files: Uint8Array[];
  rows: number;
  /** Stored size of all editions, starter sets aside. */
  fileBytes: number;
}

/** Imports them, with the NCCI pairs generated at full size; undefined where the files are not at hand. */
export async function realEditions(): Promise<RealEditions | undefined> {
  if (!officialFiles.every((path) => hasSharedData('codesets', path))) return undefined;
  const editions: ImportedEdition[] = [];
  for (const path of officialFiles) {
    const name = path.split('/').at(-1) ?? path;
    const bytes = await readFile(join(sharedData, 'codesets', path));
    editions.push(...(await imported([{ name, bytes }])));
  }
  for (const [setting, count] of [
    ['pra', 2_600_000],
    ['oph', 1_900_000],
  ] as const) {
    const bytes = generatedPairs(count, () => undefined);
    editions.push(...(await imported([{ name: `cci${setting}-v322r0-f1.txt`, bytes }])));
  }
  return {
    names: editions.map(({ set, edition }) => `${set}@${edition}`),
    files: editions.map(({ bytes }) => bytes),
    rows: editions.reduce((sum, { rowCount }) => sum + rowCount, 0),
    fileBytes: editions.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}

async function imported(files: Parameters<typeof importCodeSet>[0]['files']): Promise<ImportedEdition[]> {
  const window = { effectiveFrom: '2025-10-01', effectiveTo: '2026-12-31' };
  const result = await importCodeSet({ files, ...window, amaLicenseAccepted: true });
  if (!result.ok) throw new Error(JSON.stringify(result.errors.slice(0, 3)));
  return result.editions;
}

/** What is in force in a worker: the starter sets behind, the editions in front. */
export function lookupsOf(files: readonly Uint8Array[]): LoadedCodeSets {
  return buildCodeSets([...starterEditions(), ...files]);
}
