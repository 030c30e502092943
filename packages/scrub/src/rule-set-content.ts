import type { RuleSetting, Severity } from '@claimwright/domain/finding';
import { resolveSeverities } from './resolve-severities.ts';
import { rules } from './rules.ts';
import type { ScrubInput } from './scrub.ts';

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

/** Writes down the rule set that a run over this input goes by. */
export function ruleSetContent(input: ScrubInput): RuleSetContent {
  return {
    engineVersion,
    rules: rules.map(({ id, version, severity }) => ({ id, version, severity })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    editions: { ...input.codeSets.editions() },
    settings: Object.fromEntries(settingsInForce(input).map(({ ruleId, severity }) => [ruleId, severity])),
  };
}

/** Those of the input's settings that count in its run: the others may go without changing a byte of it. */
export function settingsInForce({ payer, encounter, today, settings = [] }: ScrubInput): RuleSetting[] {
  const scope = { payerId: payer.payerId, claimType: encounter.claimType, today };
  return [...resolveSeverities(rules, settings, scope).values()];
}

/** The settings of a rule set, as `scrub` takes them: the same severities and hash; who set them and why is not part of it. */
export function settingsOfThen({ settings }: RuleSetContent): RuleSetting[] {
  const noted = { who: 'rule set', why: 'as it was' };
  return Object.entries(settings).map(([ruleId, severity]) => ({ ruleId, scope: {}, severity, ...noted }));
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
