import { createHash } from 'node:crypto';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import { allRepairs, type RepairKind, type RepairsInForce, repairKinds } from './repair.ts';
import { canonicalSettings, noSettings, type ResolvedSettings } from './resolve-severities.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

/** Of rules and editions alone (`bare`), and with every repair and no setting (`usual`): what nearly all runs are named by. */
interface Hashes {
  listed: object;
  editions: string;
  bare: string;
  usual: string;
}

const latest = new WeakMap<CodeSets, Hashes>();

/**
 * Names everything a verdict rests on besides the encounter, its history and its payer's profile: rule ids, versions and
 * severities, the severities set for this payer and claim type, the repairs made, and the editions of the code sets. Hex, 64
 * characters. Without any repair it is what it was before there were repairs, so that runs of then can be made again.
 */
export function ruleSetHash(
  codeSets: CodeSets,
  settings: ResolvedSettings = noSettings,
  repairs: RepairsInForce = allRepairs,
): string {
  const { bare, usual } = hashesOf(codeSets);
  if (repairs === allRepairs && settings.size === 0) return usual;
  const made = repairKinds.filter(({ id }) => repairs.has(id));
  const withSettings = settings.size === 0 ? bare : digest(`${bare}\n${canonicalSettings(settings)}`);
  return made.length === 0 ? withSettings : withRepairKinds(withSettings, made);
}

function hashesOf(codeSets: CodeSets): Hashes {
  const listed = codeSets.editions();
  const known = latest.get(codeSets);
  if (known?.listed === listed && Object.isFrozen(listed)) return known;
  const editions = canonicalEditions(listed);
  if (known?.editions === editions) return known;
  const bare = hashOf(rules, editions);
  const made = { listed, editions, bare, usual: withRepairKinds(bare, repairKinds) };
  latest.set(codeSets, made);
  return made;
}

function withRepairKinds(hash: string, made: readonly RepairKind[]): string {
  return digest(`${hash}\n\n${made.map(({ id, version }) => `${id}.${version}`).join('\n')}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
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
