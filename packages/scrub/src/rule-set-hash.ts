import { createHash } from 'node:crypto';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import { canonicalSettings, noSettings, type ResolvedSettings } from './resolve-severities.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

const latest = new WeakMap<CodeSets, { listed: object; editions: string; hash: string }>();

/**
 * Names everything a verdict rests on besides the encounter, its history and its payer's profile: rule ids, versions and
 * severities, the severities set for this payer and claim type, and the editions of the code sets. Hex, 64 characters.
 */
export function ruleSetHash(codeSets: CodeSets, settings: ResolvedSettings = noSettings): string {
  const own = hashOfEditions(codeSets);
  if (settings.size === 0) return own;
  return createHash('sha256').update(own).update('\n').update(canonicalSettings(settings)).digest('hex');
}

function hashOfEditions(codeSets: CodeSets): string {
  const listed = codeSets.editions();
  const known = latest.get(codeSets);
  if (known?.listed === listed && Object.isFrozen(listed)) return known.hash;
  const editions = canonicalEditions(listed);
  if (known?.editions === editions) return known.hash;
  const hash = hashOf(rules, editions);
  latest.set(codeSets, { listed, editions, hash });
  return hash;
}

/** The same for any list of rules; their order does not matter. */
export function hashOf(ruleSet: readonly Rule[], editions: string): string {
  const names = ruleSet.map((rule) => `${rule.id}.${rule.version}.${rule.severity}`).sort();
  return createHash('sha256').update(names.join('\n')).update('\n\n').update(editions).digest('hex');
}

function canonicalEditions(editions: Readonly<Record<string, readonly string[]>>): string {
  let text = '';
  for (const set of Object.keys(editions).sort()) text += `${set}@${(editions[set] ?? []).join(',')}\n`;
  return text;
}
