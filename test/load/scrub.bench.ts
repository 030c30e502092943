import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import type { EncounterInput } from '@claimwright/domain/encounter';
import { cleanEncounter, cleanLine } from '@claimwright/scrub/clean-encounter';
import { exampleInput } from '@claimwright/scrub/example-input';
import { type ScrubInput, scrub } from '@claimwright/scrub/scrub';

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
export function benchScrub(milliseconds = 1000, codeSets = buildCodeSets(starterEditions())): ScrubBench {
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
  const input = { ...base, encounter: clean, history };
  const run = scrub(input);
  if (run.outcome !== 'ready')
    throw new Error(`the clean encounter is ${run.outcome}: ${JSON.stringify(run.findings)}`);
  const rates = [rate(input, milliseconds), rate({ ...input, encounter: faulty }, milliseconds)];
  return {
    encountersPerSecond: rates[0] ?? 0,
    faultyEncountersPerSecond: rates[1] ?? 0,
    rulesEvaluated: run.rulesEvaluated,
  };
}

function rate(input: ScrubInput, milliseconds: number): number {
  let best = 0;
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    let count = 0;
    let elapsed = 0;
    while (elapsed < milliseconds / 5) {
      for (let index = 0; index < 200; index += 1) scrub(input);
      count += 200;
      elapsed = performance.now() - start;
    }
    best = Math.max(best, (count / elapsed) * 1000);
  }
  return Math.round(best);
}
