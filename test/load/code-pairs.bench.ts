import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { attributeBit, type EditionRow } from '@claimwright/codesets/edition';
import { encodeEdition } from '@claimwright/codesets/encode-edition';
import { importCodeSet } from '@claimwright/codesets/import/import-code-set';
import { hasSharedData, sharedData } from '../shared-data.ts';

export interface WholeSetsMeasurement {
  /** Pairs of both settings together. */
  pairs: number;
  /** Reading the generated text of all pairs, as CMS ships them, into editions. */
  import: { seconds: number; rowsPerSecond: number; peakBesideFilesMegabytes: number };
  /** ICD-10-CM of ten years, HCPCS, pairs, limits: what they keep in memory, files included, without titles. */
  memoryMegabytes: number;
  /** Making lookups of all those files. */
  loadMilliseconds: number;
  /** Half of the pairs asked for are edits. */
  pairLookupsPerSecond: number;
  /** Floor of the same run: a Set with only the pairs that are asked for, by their text. */
  mapLookupsPerSecond: number;
  limitLookupsPerSecond: number;
  /** Pairs of diagnoses, where the tabular list is at hand. */
  excludesLookupsPerSecond: number | undefined;
}

const day = '2026-08-03';
const codeCount = 12_000;

/** Measures all sets at full size: 2.6 M pairs of practitioners and 1.9 M of hospitals, generated. */
export async function measureWholeSets(milliseconds = 300): Promise<WholeSetsMeasurement> {
  const before = memory();
  let peak = 0;
  const start = performance.now();
  const pairs: Uint8Array[] = [];
  for (const [setting, count] of [
    ['pra', 2_600_000],
    ['oph', 1_900_000],
  ] as const) {
    const result = await importCodeSet({
      files: [
        {
          name: `cci${setting}-v322r0-f1.txt`,
          bytes: generatedPairs(count, () => (peak = Math.max(peak, memory() - before))),
        },
      ],
      amaLicenseAccepted: true,
    });
    if (!result.ok) throw new Error(JSON.stringify(result.errors.slice(0, 3)));
    pairs.push(result.editions[0]!.bytes);
  }
  const seconds = (performance.now() - start) / 1000;
  const files = [...pairs, ...years(), hcpcs(), limits()];
  const tabular = await tabularFile();
  const kept: unknown[] = [];
  const beside = memory();
  const loadStart = performance.now();
  const sets = buildCodeSets(files);
  const loadMilliseconds = performance.now() - loadStart;
  kept.push(sets);
  const asked = Array.from({ length: 200_000 }, (_, index) => pairOf((index * 7_919) % 4_500_000, index % 2 === 0));
  if (sets.ptp('practitioner', ...pairOf(17, true), day).status !== 'edit')
    throw new Error('a generated pair is not found');
  return {
    pairs: 4_500_000,
    import: {
      seconds,
      rowsPerSecond: Math.round(4_500_000 / seconds),
      peakBesideFilesMegabytes: Math.round(peak / 1e6),
    },
    memoryMegabytes: Math.round((memory() - beside + files.reduce((sum, file) => sum + file.length, 0)) / 1e6),
    loadMilliseconds,
    pairLookupsPerSecond: rate(asked, milliseconds, ([a, b]) => sets.ptp('practitioner', a, b, day).status === 'edit'),
    mapLookupsPerSecond: mapRate(asked, milliseconds),
    limitLookupsPerSecond: rate(asked, milliseconds, ([a]) => sets.mue(a, 'practitioner', day).status === 'limit'),
    excludesLookupsPerSecond: tabular && excludesRate(tabular, milliseconds),
  };
}

function mapRate(asked: readonly (readonly [string, string])[], milliseconds: number): number {
  const edits = new Set(asked.filter((_, index) => index % 2 === 0).map(([a, b]) => a + b));
  return rate(asked, milliseconds, ([a, b]) => edits.has(a + b));
}

function excludesRate(tabular: Uint8Array, milliseconds: number): number {
  const sets = buildCodeSets([tabular]);
  const codes = ['E109', 'E119', 'I10', 'J449', 'J45909', 'N184', 'S93401A', 'M5450', 'R0789', 'K219', 'F0280', 'D631'];
  const asked = codes.flatMap((a) => codes.map((b): [string, string] => [a, b]));
  return rate(asked, milliseconds, ([a, b]) => sets.excludes1Conflict(a, b, '2021-05-01').status === 'conflict');
}

/** Numbers in the shapes of the codes NCCI pairs, two thirds of them five digits. */
function codeOf(index: number): string {
  if (index % 3 > 0) return String(10_000 + index);
  return 'ABCEGHJKLMPQRSTV'[index % 16]! + String(Math.floor(index / 16)).padStart(4, '0');
}

/** Pair number n: a column 1 with some 375 partners, every second of a run of codes; the others are the misses. */
function pairOf(n: number, held: boolean): [string, string] {
  const first = n % codeCount;
  const second = (first + 1 + 2 * (Math.floor(n / codeCount) % 150) + (held ? 0 : 1)) % codeCount;
  return [codeOf(first), codeOf(second)];
}

/** Pairs as CMS ships them, of invented numbers. */
export async function* generatedPairs(count: number, look: () => void): AsyncGenerator<Uint8Array> {
  yield Buffer.from('Column1/Column2 Edits\r\nnotice\r\n', 'latin1');
  const dates = ['20100101', '20150401', '20200101', '20240701'];
  for (let start = 0; start < count; start += 50_000) {
    let text = '';
    for (let n = start; n < Math.min(start + 50_000, count); n += 1) {
      const first = n % codeCount;
      const second = (first + 1 + 2 * Math.floor(n / codeCount)) % codeCount;
      const deleted = n % 5 === 3 ? '20211231' : '*';
      text += `${codeOf(first)}\t${codeOf(second)}\t \t${dates[n % 3]}\t${deleted}\t${n % 2}\tgenerated\r\n`;
    }
    yield Buffer.from(text, 'latin1');
    look();
  }
}

/** Ten years of 74,700 invented codes: no two years share an array. */
function years(): Uint8Array[] {
  const rows = Array.from({ length: 74_700 }, (_, index): EditionRow => {
    const letter = 'ABCDEFGHIJKLMNOPQRSTVWXYZ'[index % 25]!;
    return { code: `${letter}${String(index).padStart(5, '0')}A`, attributes: attributeBit.billable };
  });
  return Array.from({ length: 10 }, (_, index) =>
    encodeEdition({
      set: 'icd10cm',
      edition: `FY${2018 + index}-10`,
      effectiveFrom: `${2017 + index}-10-01`,
      effectiveTo: `${2018 + index}-09-30`,
      complete: true,
      sourceSha256: '0'.repeat(64),
      rows,
    }),
  );
}

function hcpcs(): Uint8Array {
  const rows = Array.from({ length: 8_500 }, (_, index) => ({ code: codeOf(index), attributes: 0 }));
  return edition('hcpcs', rows);
}

function limits(): Uint8Array {
  const rows = Array.from({ length: 15_500 }, (_, index) => ({
    code: codeOf(index),
    attributes: 0,
    values: [index % 9, 1 + (index % 3)],
  }));
  return edition('ncci-mue-practitioner', rows);
}

function edition(set: 'hcpcs' | 'ncci-mue-practitioner', rows: EditionRow[]): Uint8Array {
  return encodeEdition({
    set,
    edition: '2026-07',
    effectiveFrom: '2026-07-01',
    effectiveTo: '2026-09-30',
    complete: true,
    sourceSha256: '0'.repeat(64),
    rows,
  });
}

async function tabularFile(): Promise<Uint8Array | undefined> {
  const name = 'icd10cm_tabular_2021.xml.gz';
  if (!hasSharedData('codesets/icd10cm', name)) return undefined;
  const result = await importCodeSet({
    files: [{ name, bytes: await readFile(join(sharedData, 'codesets/icd10cm', name)) }],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.errors.slice(0, 3)));
  return result.editions[0]!.bytes;
}

/** A second of processor time, not of the clock: what else the machine does must not count. */
function rate<Asked>(all: readonly Asked[], milliseconds: number, ask: (one: Asked) => boolean): number {
  let best = 0;
  let hits = 0;
  for (let round = 0; round < 5; round += 1) {
    const start = process.cpuUsage();
    let count = 0;
    let used = 0;
    while (used < milliseconds) {
      for (const one of all) if (ask(one)) hits += 1;
      count += all.length;
      const { user, system } = process.cpuUsage(start);
      used = (user + system) / 1000;
    }
    best = Math.max(best, (count * 1000) / used);
  }
  // Read, so that the loop cannot be thrown away.
  return hits < 0 ? 0 : Math.round(best);
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (globalThis.gc ? heapUsed : 0) + arrayBuffers;
}
