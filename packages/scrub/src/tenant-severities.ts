import type { IsoDate } from '@claimwright/domain/dates';
import type { Severity } from '@claimwright/domain/finding';
import type { Rule, RuleResult } from './rule.ts';

/** Whether and how heavily a rule counts, for whom: the narrowest scope in force wins. */
export interface RuleSetting {
  ruleId: string;
  scope: { payerId?: string | undefined; claimType?: string | undefined };
  severity: Severity | 'off';
  who: string;
  why: string;
  /** Last day it holds; absent: until it is changed. */
  until?: IsoDate | undefined;
}

/** What the settings of a tenant come to for one encounter: rule id to severity. */
export type EffectiveSeverities = ReadonlyMap<string, Severity | 'off'>;

/**
 * Picks, for each rule, the setting in force on the day that speaks most narrowly of the encounter: payer and claim type, then
 * payer, then claim type, then everything.
 */
export function effectiveSeverities(
  settings: readonly RuleSetting[],
  encounter: { payerId: string | undefined; claimType: string },
  today: IsoDate,
): EffectiveSeverities {
  const chosen = new Map<string, { weight: number; severity: Severity | 'off' }>();
  for (const { ruleId, scope, severity, until } of settings) {
    if (until !== undefined && until < today) continue;
    if (scope.payerId !== undefined && scope.payerId !== encounter.payerId) continue;
    if (scope.claimType !== undefined && scope.claimType !== encounter.claimType) continue;
    const weight = (scope.payerId === undefined ? 0 : 2) + (scope.claimType === undefined ? 0 : 1);
    const best = chosen.get(ruleId);
    if (best === undefined || weight > best.weight) chosen.set(ruleId, { weight, severity });
  }
  return new Map([...chosen].map(([ruleId, { severity }]) => [ruleId, severity]));
}

/**
 * The rules as these severities make them: one that is off is left out, the findings of the others carry the severity that was
 * set, also where the rule tells cases of its own apart.
 */
export function withSeverities(rules: readonly Rule[], severities: EffectiveSeverities): readonly Rule[] {
  if (severities.size === 0) return rules;
  return rules.flatMap((rule) => {
    const severity = severities.get(rule.id);
    if (severity === undefined) return [rule];
    if (severity === 'off') return [];
    const evaluate = (context: Parameters<Rule['evaluate']>[0]): RuleResult[] =>
      rule.evaluate(context).map((result) => (result.verdict === 'fail' ? { ...result, severity } : result));
    return [{ ...rule, severity, evaluate }];
  });
}
