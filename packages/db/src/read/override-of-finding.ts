import type { IsoInstant } from '@claimwright/domain/dates';
import type { Finding } from '@claimwright/domain/finding';
import type { OverrideRow } from './encounters.ts';

/** A finding that names the override by which its run let it pass. */
export type LinkedFinding = Finding & { override?: OverrideRow };

/** Links each finding that a run let pass with its override; `overrides` are those of its encounter, in the order they were given. */
export function linkOverrides(
  findings: readonly Finding[],
  overrides: readonly OverrideRow[],
  runAt: IsoInstant,
): LinkedFinding[] {
  return findings.map((finding) => {
    const override = finding.verdict === 'bypassed' ? overrideOf(finding, overrides, runAt) : undefined;
    return override === undefined ? finding : { ...finding, override };
  });
}

/** Of several that were in force at the run, the one given last. */
function overrideOf(
  { ruleId, pointer }: Finding,
  overrides: readonly OverrideRow[],
  runAt: IsoInstant,
): OverrideRow | undefined {
  const moment = Date.parse(runAt);
  const inForce = overrides
    .filter((override) => override.ruleId === ruleId && override.pointer === pointer)
    .filter(({ expiresAt }) => expiresAt == null || Date.parse(expiresAt) > moment)
    .filter(({ ended }) => ended === null || Date.parse(ended.at) > moment);
  // The clock of whoever gave the release may go before the clock of the run that saw it.
  return inForce.findLast(({ createdAt }) => Date.parse(createdAt) <= moment) ?? inForce[0];
}
