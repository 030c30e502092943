import type { ShownFinding } from '../parts/finding.tsx';

/** How what the checks say differs between two contents. */
export interface FindingDifference {
  appeared: ShownFinding[];
  vanished: ShownFinding[];
  stayed: ShownFinding[];
}

/**
 * Compares findings by rule, verdict and what they say. The place is left out at first, since adding a line moves all that follow;
 * where one rule says the same of several places, each counts once.
 */
export function compareFindings(before: readonly ShownFinding[], after: readonly ShownFinding[]): FindingDifference {
  const left = new Map<string, ShownFinding[]>();
  for (const finding of before) left.set(nameOf(finding), [...(left.get(nameOf(finding)) ?? []), finding]);
  const appeared: ShownFinding[] = [];
  const stayed: ShownFinding[] = [];
  for (const finding of after) {
    if (left.get(nameOf(finding))?.shift() === undefined) appeared.push(finding);
    else stayed.push(finding);
  }
  return { appeared, stayed, vanished: [...left.values()].flat() };
}

function nameOf({ ruleId, verdict, severity, message }: ShownFinding): string {
  return [ruleId, verdict, severity, message].join('\n');
}
