import type { IsoDate } from '@claimwright/domain/dates';
import type { RuleSetting, Severity } from '@claimwright/domain/finding';
import type { Rule } from './rule.ts';

/** Whom severities are resolved for. */
export interface SettingScope {
  payerId: string;
  claimType: 'professional' | 'institutional';
  today: IsoDate;
}

/** The setting that counts for each rule it touches; a rule without one keeps its own severity. */
export type ResolvedSettings = ReadonlyMap<string, RuleSetting>;

/** A setting touches nothing. */
export const noSettings: ResolvedSettings = new Map();

/**
 * Resolves payer and claim type before payer, payer before claim type, claim type before the whole tenant; expired settings
 * and those of unknown rules count for nothing. Of two of one scope the one that ends later wins, then the heavier severity,
 * so that their order does not matter.
 */
export function resolveSeverities(
  rules: readonly Pick<Rule, 'id'>[],
  settings: readonly RuleSetting[],
  scope: SettingScope,
): ResolvedSettings {
  if (settings.length === 0) return noSettings;
  const known = new Set(rules.map(({ id }) => id));
  const resolved = new Map<string, RuleSetting>();
  for (const setting of settings) {
    if (!known.has(setting.ruleId) || !applies(setting, scope)) continue;
    const rival = resolved.get(setting.ruleId);
    if (rival === undefined || rank(setting) > rank(rival)) resolved.set(setting.ruleId, setting);
  }
  return resolved;
}

/**
 * The severity a finding gets; undefined when it is switched off. A setting takes the place of the rule's own severity; a result the
 * rule itself gives another one (a claim that is only about to be late) keeps it, unless the setting is lighter. Of a rule whose
 * findings may not be released nothing that holds a claim becomes lighter: there a lighter setting speaks of its warnings alone.
 */
export function severityOf(
  setting: RuleSetting | undefined,
  rule: Pick<Rule, 'severity' | 'overridable'>,
  ofResult: Severity | undefined,
): Severity | undefined {
  const own = ofResult ?? rule.severity;
  if (setting === undefined) return own;
  const isLighter = weights.indexOf(setting.severity) < weights.indexOf(own);
  if (!rule.overridable && isLighter && (own === 'reject' || own === 'deny')) return own;
  if (setting.severity === 'off') return undefined;
  return own === rule.severity || isLighter ? setting.severity : own;
}

/** Whether a rule runs: a setting may switch it off, unless its findings may not be released, and some run only when asked for. */
export function whetherRun(
  rule: Pick<Rule, 'overridable' | 'offByDefault'>,
  setting: RuleSetting | undefined,
): 'run' | 'switched_off' | 'not_asked_for' {
  if (setting === undefined) return rule.offByDefault ? 'not_asked_for' : 'run';
  return setting.severity === 'off' && rule.overridable ? 'switched_off' : 'run';
}

function applies({ scope: { payerId, claimType }, until }: RuleSetting, scope: SettingScope): boolean {
  if (until !== undefined && until < scope.today) return false;
  if (payerId !== undefined && payerId !== scope.payerId) return false;
  return claimType === undefined || claimType === scope.claimType;
}

const weights = ['off', 'info', 'warn', 'deny', 'reject'];

/** Compares as text: narrowness, end, weight. */
function rank({ scope, until, severity }: RuleSetting): string {
  const narrowness = (scope.payerId === undefined ? 0 : 2) + (scope.claimType === undefined ? 0 : 1);
  return `${narrowness} ${until ?? '9999-12-31'} ${weights.indexOf(severity)}`;
}

/** Settings as part of a rule-set hash: what they change, not who, why and until when. */
export function canonicalSettings(settings: ResolvedSettings): string {
  return [...settings.values()]
    .map(({ ruleId, severity }) => `${ruleId}=${severity}`)
    .sort()
    .join('\n');
}
