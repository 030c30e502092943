import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import type { EncounterInput } from '@claimwright/domain/encounter';
import { cleanEncounter, cleanLine } from '@claimwright/scrub/clean-encounter';
import { exampleInput } from '@claimwright/scrub/example-input';
import { type ScrubInput, scrub } from '@claimwright/scrub/scrub';
import { lookupsOf, realEditions } from './real-editions.ts';

export interface ScrubBench {
  /** Encounters of three lines, four diagnoses and ten lines of history, every rule on, one core. */
  encountersPerSecond: number;
  /** The same with one reject, one deny and one warning each. */
  faultyEncountersPerSecond: number;
  rulesEvaluated: number;
}

const clean: EncounterInput = {
  ...cleanEncounter,
  diagnoses: ['E11.65', 'I10', 'N18.4', 'Z79.4'].map((code) => ({ code })),
  lines: [
    { ...cleanLine, diagnosisPointers: [1, 2] },
    { ...cleanLine, procedureCode: 'J1885', diagnosisPointers: [3], modifiers: ['JZ'], units: 2 },
    { ...cleanLine, procedureCode: 'G0439', diagnosisPointers: [4, 1], chargeCents: 21_000 },
  ],
};
const faulty: EncounterInput = {
  ...clean,
  billingProvider: { ...clean.billingProvider, npi: '1234567890' },
  diagnoses: [{ code: 'E11.65' }, { code: 'I82.409' }, { code: 'N18.4' }, { code: 'Z79.4' }],
  lines: clean.lines.map((line, index) => (index === 0 ? { ...line, serviceFrom: '2025-03-02' } : line)),
};

/**
 * Measures `scrub` on clean and on faulty encounters for about `milliseconds` each, best of five rounds; against the starter
 * set, or the code sets given.
 */
export function benchScrub(
  milliseconds = 1000,
  codeSets = buildCodeSets(starterEditions()),
  visit = 'G0463',
): ScrubBench {
  const base = { ...exampleInput(), codeSets };
  const history = Array.from({ length: 10 }, (_, index) => ({
    encounterId: `01900000-0000-7000-8000-00000000000${index}`,
    billingNpi: '1234567893',
    procedureCode: 'G0463',
    modifiers: [],
    units: 1,
    chargeCents: 15_000,
    serviceFrom: `2026-01-0${(index % 9) + 1}`,
    serviceTo: `2026-01-0${(index % 9) + 1}`,
    frequencyCode: '1',
  }));
  const billing = (encounter: EncounterInput): EncounterInput => ({
    ...encounter,
    lines: encounter.lines.map((line, index) => (index === 0 ? { ...line, procedureCode: visit } : line)),
  });
  const input = { ...base, encounter: billing(clean), history };
  const run = scrub(input);
  if (run.outcome !== 'ready')
    throw new Error(`the clean encounter is ${run.outcome}: ${JSON.stringify(run.findings)}`);
  const rates = [rate(input, milliseconds), rate({ ...input, encounter: billing(faulty) }, milliseconds)];
  return {
    encountersPerSecond: rates[0] ?? 0,
    faultyEncountersPerSecond: rates[1] ?? 0,
    rulesEvaluated: run.rulesEvaluated,
  };
}

export interface RealScrubBench extends ScrubBench {
  editions: number;
  rows: number;
  /** What the editions keep in memory, their files included. */
  memoryMegabytes: number;
  /** Making lookups of all of them: what a worker does when an edition is activated. */
  buildMilliseconds: number;
}

/** The same against official editions and the NCCI pairs at full size; undefined where the files are not at hand. */
export async function benchScrubOnRealEditions(milliseconds = 1000): Promise<RealScrubBench | undefined> {
  const before = memory();
  const real = await realEditions();
  if (!real) return undefined;
  const builds: number[] = [];
  let codeSets = lookupsOf(real.files);
  for (let time = 0; time < 5; time += 1) {
    const start = performance.now();
    codeSets = lookupsOf(real.files);
    builds.push(performance.now() - start);
  }
  const memoryMegabytes = (memory() - before) / 1e6;
  return {
    // G0463 is for hospitals: the unit limit for practitioners is 0.
    ...benchScrub(milliseconds, codeSets, 'G0108'),
    editions: real.names.length,
    rows: real.rows,
    memoryMegabytes,
    buildMilliseconds: builds.sort((a, b) => a - b)[2] ?? 0,
  };
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (globalThis.gc ? heapUsed : 0) + arrayBuffers;
}

/** By processor time, not by the clock: what else the machine does must not count. */
function rate(input: ScrubInput, milliseconds: number): number {
  let best = 0;
  for (let round = 0; round < 5; round += 1) {
    const start = process.cpuUsage();
    let count = 0;
    let elapsed = 0;
    while (elapsed < milliseconds / 5) {
      for (let index = 0; index < 200; index += 1) scrub(input);
      count += 200;
      const { user, system } = process.cpuUsage(start);
      elapsed = (user + system) / 1000;
    }
    best = Math.max(best, (count / elapsed) * 1000);
  }
  return Math.round(best);
}
