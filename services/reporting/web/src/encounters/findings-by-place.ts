import type { ShownFinding } from '../parts/finding.tsx';

export interface FindingsByPlace {
  /** By position in `diagnoses`. */
  diagnoses: Map<number, ShownFinding[]>;
  /** By position in `lines`. */
  lines: Map<number, ShownFinding[]>;
  /** What points at neither. */
  elsewhere: ShownFinding[];
}

const place = /^\/(diagnoses|lines)\/(\d+)(?:\/|$)/;

/** Sorts findings to the diagnosis or line their JSON Pointer names; `present` says how many of each there are. */
export function findingsByPlace(
  findings: readonly ShownFinding[],
  present: { diagnoses: number; lines: number },
): FindingsByPlace {
  const sorted: FindingsByPlace = { diagnoses: new Map(), lines: new Map(), elsewhere: [] };
  for (const finding of findings) {
    const [, list, position] = place.exec(finding.pointer) ?? [];
    const index = Number(position);
    if ((list === 'diagnoses' || list === 'lines') && index < present[list]) {
      sorted[list].set(index, [...(sorted[list].get(index) ?? []), finding]);
    } else {
      sorted.elsewhere.push(finding);
    }
  }
  return sorted;
}
