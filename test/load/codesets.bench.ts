import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { decodeEdition } from '@claimwright/codesets/decode-edition';
import { attributeBit } from '@claimwright/codesets/edition';
import { encodeEdition } from '@claimwright/codesets/encode-edition';
import { importCodeSet } from '@claimwright/codesets/import/import-code-set';
import { unpackCode } from '@claimwright/codesets/packed-code';
import { hasSharedData, sharedData } from '../shared-data.ts';
import { measureWholeSets } from './code-pairs.bench.ts';

export interface CodeSetsMeasurement {
  /** The official codes of FY2026 where they are at hand, as many generated ones otherwise. */
  source: 'official FY2026' | 'generated';
  rows: number;
  /** Median of nine loads of the one edition. */
  loadMilliseconds: number;
  /** Heap and array buffers an edition keeps beside its file, and the file without its titles. Heap only where gc is exposed. */
  memoryBytes: number;
  /** All codes in random order, all on one date. */
  lookupsPerSecond: number;
  /** The same, the date changing with every lookup among eight. */
  lookupsOnChangingDatesPerSecond: number;
  /** Codes of which nine in ten do not exist. */
  missesPerSecond: number;
  diagnosisFlagsPerSecond: number;
  /** Floor of the same run: a `Map` from code to a row object, filled and asked with the same codes. */
  map: { loadMilliseconds: number; memoryBytes: number; lookupsPerSecond: number };
}

const day = '2026-01-15';
const days = Array.from({ length: 8 }, (_, index) => `2026-0${index + 1}-15`);

/** Measures the lookups of an ICD-10-CM edition, best of rounds of about `milliseconds` each. */
export async function measureCodeSets(milliseconds = 300): Promise<CodeSetsMeasurement> {
  const { source, file } = await editionFile();
  const decoded = decodeEdition(file);
  if (!decoded.ok) throw new Error(decoded.error);
  const codes = shuffled([...decoded.edition.codes].map(unpackCode));
  const sets = buildCodeSets([file]);
  if (codes.some((code) => sets.icd10cm(code, day).status !== 'valid'))
    throw new Error('a code of the edition is not valid');
  const absent = codes.map((code, index) => (index % 10 === 0 ? code : `${code.slice(0, 2)}ZZ${index % 10}`));
  const titleBytes = decoded.edition.titles
    ? decoded.edition.titles.text.length + decoded.edition.titles.offsets.byteLength
    : 0;
  const kept: unknown[] = [];
  const beside = memoryOf(() => kept.push(buildCodeSets([file])));
  const rows = codes.map((code) => ({ code, billable: true }));
  const map = new Map<string, { code: string; billable: boolean }>();
  const mapBytes = memoryOf(() => {
    for (const { code } of rows) map.set(code, { code, billable: true });
  });
  return {
    source,
    rows: codes.length,
    loadMilliseconds: median(9, () => buildCodeSets([file])),
    memoryBytes: beside + file.length - titleBytes,
    lookupsPerSecond: rate(codes, milliseconds, (code) => sets.icd10cm(code, day).status === 'valid'),
    lookupsOnChangingDatesPerSecond: rate(
      codes,
      milliseconds,
      (code, index) => sets.icd10cm(code, days[index % 8]!).status === 'valid',
    ),
    missesPerSecond: rate(absent, milliseconds, (code) => sets.icd10cm(code, day).status === 'valid'),
    diagnosisFlagsPerSecond: rate(codes, milliseconds, (code) => sets.diagnosisFlags(code, day).maternity === true),
    map: {
      loadMilliseconds: median(9, () => new Map(rows.map((row) => [row.code, row]))),
      memoryBytes: mapBytes,
      lookupsPerSecond: rate(codes, milliseconds, (code) => map.get(code)?.billable === true),
    },
  };
}

async function editionFile(): Promise<{ source: CodeSetsMeasurement['source']; file: Uint8Array }> {
  const name = 'icd10cm-codes-2026.txt.gz';
  if (!hasSharedData('codesets/icd10cm', name)) return { source: 'generated', file: generatedEdition() };
  const bytes = await readFile(join(sharedData, 'codesets/icd10cm', name));
  const result = await importCodeSet({ files: [{ name, bytes }] });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return { source: 'official FY2026', file: result.editions[0]!.bytes };
}

/** 74,700 invented codes spread over the letters as the real ones are: most of them long, most of them in a few chapters. */
function generatedEdition(): Uint8Array {
  const rows = Array.from({ length: 74_700 }, (_, index) => {
    const letter = index % 10 < 6 ? 'ST'[index % 2]! : 'ABCDEFGHIJKLMNOPQRVWXYZ'[index % 23]!;
    return { code: `${letter}${String(index).padStart(5, '0')}A`, attributes: attributeBit.billable };
  });
  return encodeEdition({
    set: 'icd10cm',
    edition: 'FY2026-10',
    effectiveFrom: '2025-10-01',
    effectiveTo: '2026-09-30',
    complete: true,
    sourceSha256: '0'.repeat(64),
    rows,
  });
}

/** The same order every time (a linear congruential generator), so that two runs compare. */
function shuffled(codes: string[]): string[] {
  let state = 1;
  for (let i = codes.length - 1; i > 0; i -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    [codes[i], codes[j]] = [codes[j]!, codes[i]!];
  }
  return codes;
}

function rate(codes: readonly string[], milliseconds: number, ask: (code: string, index: number) => boolean): number {
  let best = 0;
  let hits = 0;
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    let asked = 0;
    while (performance.now() - start < milliseconds) {
      for (let i = 0; i < codes.length; i += 1) if (ask(codes[i]!, i)) hits += 1;
      asked += codes.length;
    }
    best = Math.max(best, (asked * 1000) / (performance.now() - start));
  }
  // Read, so that the loop cannot be thrown away.
  return hits < 0 ? 0 : Math.round(best);
}

function median(times: number, work: () => unknown): number {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return taken[Math.floor(times / 2)]!;
}

function memoryOf(work: () => void): number {
  const now = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (globalThis.gc ? heapUsed : 0) + arrayBuffers;
  };
  const before = now();
  work();
  return now() - before;
}

if (import.meta.main) console.log(await measureCodeSets(), await measureWholeSets());
