import { severities } from '../words/rules.ts';
import type { Rule } from './rule-query.ts';

/** What of the catalogue is shown. */
export interface RuleFilter {
  /** Words that all have to stand somewhere in the rule. */
  q?: string;
  category?: string;
  severity?: string;
  evidence?: string;
  /** Only rules with a setting of this tenant. */
  changed?: string;
}

/** The rules a filter leaves, in the order of the catalogue. */
export function findRules(rules: readonly Rule[], filter: RuleFilter): Rule[] {
  const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter((rule) => {
    if (filter.category && rule.category !== filter.category) return false;
    if (filter.severity && countsAs(rule) !== filter.severity) return false;
    if (filter.evidence && rule.evidence !== filter.evidence) return false;
    if (filter.changed && rule.settings.length === 0) return false;
    const text = [rule.id, rule.title, rule.logic, rule.citation, ...rule.needs].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** How heavily a rule counts where nothing narrower is set. */
export function countsAs(rule: Pick<Rule, 'severity' | 'settings' | 'overridable' | 'offByDefault'>): Rule['severity'] {
  const general = rule.settings.find(
    (setting) => setting.inForce && setting.payerId === null && setting.claimType === null,
  );
  if (!general) return rule.offByDefault ? 'off' : rule.severity;
  return isOfWarnings(rule, general.severity) ? rule.severity : general.severity;
}

/** Whether a setting of a rule speaks of its warnings alone: what holds a claim and cannot be released stays as it is. */
export function isOfWarnings(rule: Pick<Rule, 'severity' | 'overridable'>, severity: Rule['severity']): boolean {
  return !rule.overridable && severities.indexOf(severity) > severities.indexOf(rule.severity);
}

/** What a rule may be set to. */
export function mayBeSetTo(
  rule: Pick<Rule, 'severity' | 'overridable' | 'alsoWarns'>,
  severity: Rule['severity'],
): boolean {
  if (!isOfWarnings(rule, severity)) return true;
  return rule.alsoWarns && (severity === 'info' || severity === 'off');
}
