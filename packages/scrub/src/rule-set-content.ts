import type { CodeSets } from '@claimwright/codesets/code-sets';
import type { Severity } from '@claimwright/domain/finding';
import { rules } from './rules.ts';
import type { EffectiveSeverities } from './tenant-severities.ts';

/** Grows when the runner itself changes what comes of the same rules: their order, what holds what back, the outcome. */
export const engineVersion = 1;

/** What a rule-set hash stands for, in full: enough to explain a run and to tell whether it can be repeated. */
export interface RuleSetContent {
  engineVersion: number;
  rules: { id: string; version: number; severity: Severity }[];
  /** All editions that were loaded, by set, as `CodeSets.editions()` names them. */
  editions: Record<string, readonly string[]>;
  /** Severities a tenant's settings put in place of the rules' own. */
  settings: Record<string, Severity | 'off'>;
}

/** Writes down the rule set of this engine, these code sets and these severities. */
export function ruleSetContent(codeSets: CodeSets, severities: EffectiveSeverities): RuleSetContent {
  return {
    engineVersion,
    rules: rules.map(({ id, version, severity }) => ({ id, version, severity })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    editions: { ...codeSets.editions() },
    settings: Object.fromEntries([...severities].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Why this engine cannot repeat a run under that rule set; empty when it can. Editions are for the loader to find. */
export function engineDifferences(then: RuleSetContent): string[] {
  const reasons: string[] = [];
  if (then.engineVersion !== engineVersion) {
    reasons.push(`The engine is at version ${engineVersion}; the run was made by version ${then.engineVersion}.`);
  }
  const before = new Map(then.rules.map((rule) => [rule.id, rule]));
  for (const { id, version, severity } of rules) {
    const old = before.get(id);
    if (!old) reasons.push(`Rule ${id} has been added since.`);
    else if (old.version !== version) reasons.push(`Rule ${id} is at version ${version}; it was at ${old.version}.`);
    else if (old.severity !== severity) reasons.push(`Rule ${id} has severity ${severity}; it had ${old.severity}.`);
    before.delete(id);
  }
  for (const id of before.keys()) reasons.push(`Rule ${id} is no longer there.`);
  return reasons;
}
