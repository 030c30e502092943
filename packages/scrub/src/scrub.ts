import type { IsoInstant } from '@claimwright/domain/dates';
import type { FindingOverride, RuleSetting, ScrubRun } from '@claimwright/domain/finding';
import { decideOutcome } from './outcome.ts';
import { type RepairResult, repair, repairsInForce } from './repair.ts';
import { resolveSeverities, type SettingScope } from './resolve-severities.ts';
import { ruleSetHash } from './rule-set-hash.ts';
import { rules } from './rules.ts';
import { runRules } from './run-rules.ts';
import { type ContextSources, gatherContext } from './scrub-context.ts';

/** Everything a run depends on. Equal inputs give equal runs, whatever the order of history and overrides. */
export interface ScrubInput extends ContextSources {
  overrides: readonly FindingOverride[];
  /** Severities the tenant has set; without them every rule has its own. */
  settings?: readonly RuleSetting[];
  /** Decides which overrides have expired. */
  now: IsoInstant;
}

/**
 * Repairs one encounter and runs every rule over what comes of it. Pure: the encounter given is as it was received and stays so;
 * `withRepairs` of it and of the run's repairs is what was judged. Throws on no encounter its schema lets through.
 */
export function scrub(input: ScrubInput): ScrubRun {
  const scope = scopeOf(input);
  const inForce = repairsInForce(input.settings ?? [], scope);
  const { encounter, repairs } = repair(input.encounter, inForce);
  const context = gatherContext(repairs.length === 0 ? input : { ...input, encounter, received: input.encounter });
  const settings = resolveSeverities(rules, input.settings ?? [], scope);
  const run = runRules(rules, context, releasedFindings(input), settings);
  return {
    ...decideOutcome(context.encounter, run.findings),
    ruleSetHash: ruleSetHash(input.codeSets, settings, inForce),
    editions: editionsByName(context.editions),
    ...run,
    repairs,
  };
}

type Scoped = Pick<ScrubInput, 'encounter' | 'payer' | 'today' | 'settings'>;

function scopeOf({ payer, encounter, today }: Scoped): SettingScope {
  return { payerId: payer.payerId, claimType: encounter.claimType, today };
}

/** The encounter as a run judges it, by the repairs in force for it: for who loads history and tables before the run. */
export function repairedForChecks(input: Scoped): RepairResult {
  return repair(input.encounter, repairsInForce(input.settings ?? [], scopeOf(input)));
}

/** Unexpired overrides as "<rule id> <pointer>"; one whose end cannot be read has ended. */
function releasedFindings({ overrides, now }: ScrubInput): ReadonlySet<string> {
  const released = new Set<string>();
  if (overrides.length === 0) return released;
  const moment = Date.parse(now);
  for (const override of overrides) {
    const holds = override.expiresAt === undefined || Date.parse(override.expiresAt) > moment;
    if (holds) released.add(`${override.ruleId} ${override.pointer}`);
  }
  return released;
}

/** Editions by set; two editions of one set (a visit across 1 October) stand side by side. */
function editionsByName(editions: ReadonlySet<string>): Record<string, string> {
  const byName: Record<string, string> = {};
  for (const edition of [...editions].sort()) {
    const at = edition.indexOf('@');
    const set = at < 0 ? edition : edition.slice(0, at);
    const name = at < 0 ? '' : edition.slice(at + 1);
    byName[set] = byName[set] === undefined ? name : `${byName[set]}, ${name}`;
  }
  return byName;
}
