import type { EncounterInput } from '@claimwright/domain/encounter';
import type { SplitClaims } from '@claimwright/domain/payer';

/** HI of an 837P carries twelve diagnoses, loop 2300 fifty loops 2400 (005010X222A1). */
export const mostDiagnoses = 12;
export const mostLines = 50;

/** What one claim takes of an encounter; both are 0-based positions in the encounter's lists, ascending. */
export interface ClaimPart {
  lines: number[];
  diagnoses: number[];
}

/**
 * Spreads lines over as few claims as first fit finds: each line goes to the first claim that has room for it and for the
 * diagnoses it points to. No line is lost, doubled or cut, and lines keep their order within a claim. A claim keeps what its
 * lines point to; free places are filled with the encounter's other diagnoses in their order, so that a pair which has to
 * stand together (aetiology and manifestation) stays together wherever it fits.
 *
 * `pointers`: for each line, the 0-based positions of its diagnoses, at most four. `keys`: for each line, what must be the same
 * for all lines of a claim (`lineKeys`).
 */
export function splitLines(
  pointers: readonly (readonly number[])[],
  diagnosisCount: number,
  keys: readonly string[] = [],
): ClaimPart[] {
  const open: { key: string | undefined; lines: number[]; pointed: Set<number> }[] = [];
  pointers.forEach((pointed, line) => {
    let part = open.find((candidate) => candidate.key === keys[line] && hasRoom(candidate, pointed));
    if (!part) {
      part = { key: keys[line], lines: [], pointed: new Set() };
      open.push(part);
    }
    part.lines.push(line);
    for (const position of pointed) part.pointed.add(position);
  });
  return open.map(({ lines, pointed }) => ({ lines, diagnoses: filled(pointed, diagnosisCount) }));
}

/** What keeps lines of an encounter apart by the payer's rules: who rendered them, and when. Empty when it has no such rule. */
export function lineKeys(encounter: EncounterInput, rules: SplitClaims | undefined): string[] {
  if (!rules) return [];
  return encounter.lines.map((line) => {
    const renderer = line.renderingProvider ?? encounter.renderingProvider;
    const who = rules.byRendering ? (renderer?.npi ?? renderer?.lastName ?? renderer?.organizationName ?? '') : '';
    if (rules.byServiceDate) return `${who}/${line.serviceFrom}`;
    return rules.byCalendarYear ? `${who}/${line.serviceFrom.slice(0, 4)}` : who;
  });
}

function hasRoom(part: { lines: number[]; pointed: Set<number> }, pointed: readonly number[]): boolean {
  if (part.lines.length >= mostLines) return false;
  let added = 0;
  for (const position of pointed) if (!part.pointed.has(position)) added += 1;
  return part.pointed.size + added <= mostDiagnoses;
}

function filled(pointed: ReadonlySet<number>, diagnosisCount: number): number[] {
  const kept = new Set(pointed);
  for (let position = 0; position < diagnosisCount && kept.size < mostDiagnoses; position += 1) kept.add(position);
  return [...kept].sort((a, b) => a - b);
}
