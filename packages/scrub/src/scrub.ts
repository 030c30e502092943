import type { IsoInstant } from '@claimwright/domain/dates';
import type { Finding, FindingOverride, NotEvaluated, ScrubRun } from '@claimwright/domain/finding';
import { decideOutcome } from './outcome.ts';
import { type Rule, type RuleFailure, ruleCategories } from './rule.ts';
import { ruleSetHash } from './rule-set-hash.ts';
import { rules } from './rules.ts';
import { type ContextSources, gatherContext, type ScrubContext } from './scrub-context.ts';

/** Everything a run depends on. Equal inputs give equal runs, whatever the order of history and overrides. */
export interface ScrubInput extends ContextSources {
  overrides: readonly FindingOverride[];
  /** Decides which overrides have expired. */
  now: IsoInstant;
}

/** Runs every rule over one encounter. Pure; throws on no encounter its schema lets through. */
export function scrub(input: ScrubInput): ScrubRun {
  const context = gatherContext(input);
  const run = new Run(context, activeOverrides(input));
  for (const rule of rules) run.evaluate(rule);
  return {
    ...decideOutcome(context.encounter, run.findings),
    ruleSetHash: ruleSetHash(input.codeSets),
    editions: editionsByName(context.editions),
    findings: run.findings,
    notEvaluated: run.notEvaluated,
    rulesEvaluated: run.rulesEvaluated,
  };
}

const stageOf = new Map(ruleCategories.map((category, stage) => [category, stage]));
const lastBlockingStage = stageOf.get('code_validity') ?? 0;
const firstDependentStage = stageOf.get('ncci') ?? 0;

/** Collects what one run finds; lives only as long as the run. */
class Run {
  readonly findings: Finding[] = [];
  readonly notEvaluated: NotEvaluated[] = [];
  rulesEvaluated = 0;
  readonly #context: ScrubContext;
  readonly #overrides: ReadonlySet<string>;
  /** For each line, the rule whose reject holds later rules back. */
  readonly #stopped: (string | undefined)[] = [];

  constructor(context: ScrubContext, overrides: ReadonlySet<string>) {
    this.#context = context;
    this.#overrides = overrides;
  }

  evaluate(rule: Rule): void {
    if (!rule.claimTypes.includes(this.#context.encounter.claimType)) return;
    this.rulesEvaluated += 1;
    const stage = stageOf.get(rule.category) ?? 0;
    const dependent = stage >= firstDependentStage && this.#stopped.length > 0;
    if (dependent && rule.perLine) this.#noteStoppedLines(rule);
    const results = rule.evaluate(this.#context);
    for (const result of results) {
      if (result.verdict === 'no_data') this.#noteGap(rule.id, result.reason);
      else if (!(dependent && this.#isStopped(result))) this.#report(rule, stage, result);
    }
  }

  #isStopped(result: RuleFailure): boolean {
    return result.line !== undefined && this.#stopped[result.line] !== undefined;
  }

  #report(rule: Rule, stage: number, failure: RuleFailure): void {
    const bypassed = rule.overridable && this.#overrides.has(`${rule.id} ${failure.pointer}`);
    const finding = toFinding(rule, failure, bypassed);
    this.findings.push(finding);
    const blocks = stage <= lastBlockingStage && finding.severity === 'reject' && !bypassed;
    if (blocks && failure.line !== undefined) this.#stopped[failure.line] ??= rule.id;
  }

  #noteStoppedLines(rule: Rule): void {
    for (const stoppedBy of this.#stopped) {
      if (stoppedBy !== undefined) this.#noteGap(rule.id, `not reached: ${stoppedBy} rejects the line first`);
    }
  }

  #noteGap(ruleId: string, reason: string): void {
    for (const known of this.notEvaluated) {
      if (known.ruleId !== ruleId || known.reason !== reason) continue;
      known.count += 1;
      return;
    }
    this.notEvaluated.push({ ruleId, reason, count: 1 });
  }
}

function toFinding(rule: Rule, failure: RuleFailure, bypassed: boolean): Finding {
  const { x12, formBox } = failure.place ?? rule.place;
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    verdict: bypassed ? 'bypassed' : 'fail',
    severity: failure.severity ?? rule.severity,
    message: failure.message,
    action: failure.action,
    pointer: failure.pointer,
    x12,
    formBox,
    citation: rule.citation,
    evidence: rule.evidence,
    ...(failure.edition === undefined ? {} : { edition: failure.edition }),
    overridable: rule.overridable,
  };
}

function activeOverrides({ overrides, now }: ScrubInput): ReadonlySet<string> {
  const active = new Set<string>();
  if (overrides.length === 0) return active;
  const moment = Date.parse(now);
  for (const override of overrides) {
    const expired = override.expiresAt !== undefined && !(Date.parse(override.expiresAt) > moment);
    if (!expired) active.add(`${override.ruleId} ${override.pointer}`);
  }
  return active;
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
