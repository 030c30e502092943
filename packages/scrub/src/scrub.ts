import type { IsoInstant } from '@claimwright/domain/dates';
import type { FindingOverride, RuleSetting, ScrubRun } from '@claimwright/domain/finding';
import { decideOutcome } from './outcome.ts';
import { resolveSeverities } from './resolve-severities.ts';
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

/** Runs every rule over one encounter. Pure; throws on no encounter its schema lets through. */
export function scrub(input: ScrubInput): ScrubRun {
  const context = gatherContext(input);
  const scope = { payerId: input.payer.payerId, claimType: input.encounter.claimType, today: input.today };
  const settings = resolveSeverities(rules, input.settings ?? [], scope);
  const run = runRules(rules, context, releasedFindings(input), settings);
  return {
    ...decideOutcome(context.encounter, run.findings),
    ruleSetHash: ruleSetHash(input.codeSets, settings),
    editions: editionsByName(context.editions),
    ...run,
  };
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
