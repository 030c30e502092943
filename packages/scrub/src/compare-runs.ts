import type { Finding, ScrubRun } from '@claimwright/domain/finding';

export const changeDirections = ['newly_failing', 'newly_passing', 'newly_warned', 'no_longer_warned'] as const;
/**
 * How what a rule says of an encounter changes. Failing holds the encounter (a standing reject or deny), a warning does not.
 * One that fails where it warned is newly failing; one that only warns where it failed is newly passing.
 */
export type ChangeDirection = (typeof changeDirections)[number];

/** One rule that would speak otherwise of an encounter. */
export interface RuleChange {
  ruleId: string;
  direction: ChangeDirection;
}

/** What would change between two runs over the same encounter, by rule, in the order of their ids. */
export function compareRuns(before: ScrubRun, after: ScrubRun): RuleChange[] {
  const was = levels(before.findings);
  const is = levels(after.findings);
  const ruleIds = [...new Set([...was.keys(), ...is.keys()])].sort();
  return ruleIds.flatMap((ruleId) => {
    const direction = directionOf(was.get(ruleId) ?? 0, is.get(ruleId) ?? 0);
    return direction === undefined ? [] : [{ ruleId, direction }];
  });
}

/** 0 silent, 1 speaks without holding, 2 holds. */
type Level = 0 | 1 | 2;

function levels(findings: readonly Finding[]): Map<string, Level> {
  const byRule = new Map<string, Level>();
  for (const { ruleId, verdict, severity } of findings) {
    if (verdict !== 'fail') continue;
    const level: Level = severity === 'reject' || severity === 'deny' ? 2 : 1;
    if (level > (byRule.get(ruleId) ?? 0)) byRule.set(ruleId, level);
  }
  return byRule;
}

function directionOf(was: Level, is: Level): ChangeDirection | undefined {
  if (was === is) return undefined;
  if (is === 2) return 'newly_failing';
  if (was === 2) return 'newly_passing';
  return is === 1 ? 'newly_warned' : 'no_longer_warned';
}
