import { createHash } from 'node:crypto';
import { primaryCoverage } from '@claimwright/domain/encounter';
import type { ScrubRun } from '@claimwright/domain/finding';
import { decideOutcome } from './outcome.ts';
import { rules } from './rules.ts';
import { runRules } from './run-rules.ts';
import { type ScrubInput, scrub } from './scrub.ts';
import { gatherContext } from './scrub-context.ts';
import {
  type EffectiveSeverities,
  effectiveSeverities,
  type RuleSetting,
  withSeverities,
} from './tenant-severities.ts';

/** A run, and what the tenant's settings came to in it. */
export interface SettledRun {
  run: ScrubRun;
  /** Empty when no setting spoke of the encounter; the run is then that of `scrub`. */
  severities: EffectiveSeverities;
}

/** Runs the rules as the tenant's settings make them. Pure; equal inputs give equal runs. */
export function scrubWithSettings(input: ScrubInput, settings: readonly RuleSetting[]): SettledRun {
  const { encounter, today } = input;
  const payerId = primaryCoverage(encounter)?.payer.id;
  const severities = effectiveSeverities(settings, { payerId, claimType: encounter.claimType }, today);
  return { run: scrubWithSeverities(input, severities), severities };
}

/** The same with the severities already chosen: how a run of the past is repeated. */
export function scrubWithSeverities(input: ScrubInput, severities: EffectiveSeverities): ScrubRun {
  const plain = scrub(input);
  if (severities.size === 0) return plain;
  const context = gatherContext(input);
  const run = runRules(withSeverities(rules, severities), context, releasedFindings(input));
  return {
    ...decideOutcome(context.encounter, run.findings),
    ruleSetHash: settledHash(plain.ruleSetHash, severities),
    editions: plain.editions,
    ...run,
  };
}

/** Names a rule set with settings: another severity is another rule set. */
function settledHash(plain: string, severities: EffectiveSeverities): string {
  const names = [...severities].map(([ruleId, severity]) => `${ruleId}=${severity}`).sort();
  return createHash('sha256').update(plain).update('\n').update(names.join('\n')).digest('hex');
}

/** Unexpired overrides as "<rule id> <pointer>", as `scrub` takes them. */
function releasedFindings({ overrides, now }: ScrubInput): ReadonlySet<string> {
  const moment = Date.parse(now);
  const holding = overrides.filter(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > moment);
  return new Set(holding.map(({ ruleId, pointer }) => `${ruleId} ${pointer}`));
}
