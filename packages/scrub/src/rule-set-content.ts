import type { RuleSetting, Severity } from '@claimwright/domain/finding';
import { repairKinds, repairsInForce } from './repair.ts';
import { resolveSeverities, type SettingScope } from './resolve-severities.ts';
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
  /** Repairs that were made where they applied; absent in rule sets from before there were any. */
  repairs?: { id: string; version: number }[];
}

/** Writes down the rule set that a run over this input goes by. */
export function ruleSetContent(input: ScrubInput): RuleSetContent {
  const repairs = repairsInForce(input.settings ?? [], scopeOf(input));
  return {
    engineVersion,
    rules: rules.map(({ id, version, severity }) => ({ id, version, severity })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    editions: { ...input.codeSets.editions() },
    settings: Object.fromEntries(ruleSettingsInForce(input).map(({ ruleId, severity }) => [ruleId, severity])),
    repairs: repairKinds.filter(({ id }) => repairs.has(id)).map(({ id, version }) => ({ id, version })),
  };
}

/** Those of the input's settings that count in its run: the others may go without changing a byte of it. */
export function settingsInForce(input: ScrubInput): RuleSetting[] {
  const ofRepairs = resolveSeverities(repairKinds, input.settings ?? [], scopeOf(input));
  return [...ruleSettingsInForce(input), ...ofRepairs.values()];
}

function ruleSettingsInForce(input: ScrubInput): RuleSetting[] {
  return [...resolveSeverities(rules, input.settings ?? [], scopeOf(input)).values()];
}

function scopeOf({ payer, encounter, today }: ScrubInput): SettingScope {
  return { payerId: payer.payerId, claimType: encounter.claimType, today };
}

const noted = { who: 'rule set', why: 'as it was' };

/** The settings of a rule set, as `scrub` takes them: the same severities and hash; who set them and why is not part of it. */
export function settingsOfThen(then: RuleSetContent): RuleSetting[] {
  const ofRules = Object.entries(then.settings).map(([ruleId, severity]) => ({
    ruleId,
    scope: {},
    severity,
    ...noted,
  }));
  return [...ofRules, ...repairsOffThen(then)];
}

/** Settings that switch off what the rule set did not repair: runs from before there were repairs are made again without. */
export function repairsOffThen({ repairs = [] }: RuleSetContent): RuleSetting[] {
  const made = new Set(repairs.map(({ id }) => id));
  const off = repairKinds.filter(({ id }) => !made.has(id));
  return off.map(({ id }) => ({ ruleId: id, scope: {}, severity: 'off', ...noted }));
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
  for (const { id, version } of then.repairs ?? []) {
    const now = repairKinds.find((kind) => kind.id === id);
    if (!now) reasons.push(`Repair ${id} is no longer there.`);
    else if (now.version !== version) {
      reasons.push(`Repair ${id} is at version ${now.version}; it was at ${version}.`);
    }
  }
  return reasons;
}
