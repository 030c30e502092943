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
 * `pointers`: for each line, the 0-based positions of its diagnoses, at most four.
 */
export function splitLines(pointers: readonly (readonly number[])[], diagnosisCount: number): ClaimPart[] {
  const open: { lines: number[]; pointed: Set<number> }[] = [];
  pointers.forEach((pointed, line) => {
    let part = open.find((candidate) => hasRoom(candidate, pointed));
    if (!part) {
      part = { lines: [], pointed: new Set() };
      open.push(part);
    }
    part.lines.push(line);
    for (const position of pointed) part.pointed.add(position);
  });
  return open.map(({ lines, pointed }) => ({ lines, diagnoses: filled(pointed, diagnosisCount) }));
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
