import type { EncounterInput } from '@claimwright/domain/encounter';
import { wireDiagnosis } from './wire-text.ts';

/** SV107 has four places. */
const mostPointers = 4;

export interface ResolvedPointers {
  /** The encounter's diagnoses without dots, each once, in order. */
  diagnoses: string[];
  /** For each line, 0-based positions in `diagnoses`, each once, the first four. */
  pointers: number[][];
}

/** The diagnoses as HI carries them, and where each line points in that list. Pointers past the list are left out. */
export function resolvePointers(encounter: EncounterInput): ResolvedPointers {
  const position = new Map<string, number>();
  const positionOf = encounter.diagnoses.map(({ code }) => {
    const wire = wireDiagnosis(code);
    const at = position.get(wire) ?? position.size;
    position.set(wire, at);
    return at;
  });
  const pointers = encounter.lines.map((line) => {
    const seen = new Set<number>();
    for (const pointer of line.diagnosisPointers) {
      const at = positionOf[pointer - 1];
      if (at !== undefined) seen.add(at);
    }
    return [...seen].slice(0, mostPointers);
  });
  return { diagnoses: [...position.keys()], pointers };
}
