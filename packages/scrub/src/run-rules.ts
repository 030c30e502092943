import type { Finding, NotEvaluated, RuleSetting } from '@claimwright/domain/finding';
import { institutionalPlace } from './institutional-place.ts';
import { noSettings, type ResolvedSettings, severityOf, whetherRun } from './resolve-severities.ts';
import { type Rule, type RuleFailure, ruleCategories } from './rule.ts';
import type { ScrubContext } from './scrub-context.ts';

export interface RuleRun {
  findings: Finding[];
  notEvaluated: NotEvaluated[];
  rulesEvaluated: number;
}

const stageOf = new Map(ruleCategories.map((category, stage) => [category, stage]));
const lastBlockingStage = ruleCategories.indexOf('code_validity');
const firstDependentStage = ruleCategories.indexOf('ncci');

/**
 * Runs rules in the order they are listed. A standing reject of the first categories holds the last ones back on its line, and
 * each line held back is counted as not evaluated. `released` holds "<rule id> <pointer>" of the findings that were released.
 */
export function runRules(
  ruleSet: readonly Rule[],
  context: ScrubContext,
  released: ReadonlySet<string>,
  settings: ResolvedSettings = noSettings,
): RuleRun {
  const run: RuleRun = { findings: [], notEvaluated: [], rulesEvaluated: 0 };
  /** For each line, the rule whose reject holds later rules back. */
  const stoppedBy: (string | undefined)[] = [];
  for (const rule of ruleSet) {
    if (!rule.claimTypes.includes(context.encounter.claimType)) continue;
    const setting = settings.get(rule.id);
    const state = whetherRun(rule, setting);
    if (setting?.severity === 'off' && (state !== 'run' || rule.alsoWarns)) {
      noteGap(run, rule.id, `${state === 'run' ? 'warnings ' : ''}switched off by ${setting.who}: ${setting.why}`);
    }
    if (state !== 'run') continue;
    run.rulesEvaluated += 1;
    const stage = stageOf.get(rule.category) ?? 0;
    const stops = stage >= firstDependentStage ? stoppedBy : [];
    if (rule.perLine) noteStoppedLines(run, rule, stops);
    for (const result of rule.evaluate(context)) {
      if (result.verdict === 'no_data') {
        noteGap(run, rule.id, result.reason);
      } else if (result.line === undefined || stops[result.line] === undefined) {
        const finding = toFinding(rule, result, released, setting, context);
        if (finding === undefined) continue;
        run.findings.push(finding);
        const blocks = stage <= lastBlockingStage && finding.verdict === 'fail' && finding.severity === 'reject';
        if (blocks && result.line !== undefined) stoppedBy[result.line] ??= rule.id;
      }
    }
  }
  return run;
}

function noteStoppedLines(run: RuleRun, rule: Rule, stops: readonly (string | undefined)[]): void {
  for (const stop of stops) {
    if (stop !== undefined) noteGap(run, rule.id, `not reached: ${stop} rejects the line first`);
  }
}

function noteGap({ notEvaluated }: RuleRun, ruleId: string, reason: string): void {
  // Rules run one after the other, so the gaps of this one are the last of the list.
  for (let at = notEvaluated.length - 1; at >= 0; at -= 1) {
    const known = notEvaluated[at];
    if (known?.ruleId !== ruleId) break;
    if (known.reason !== reason) continue;
    known.count += 1;
    return;
  }
  notEvaluated.push({ ruleId, reason, count: 1 });
}

/** A rule for both types of claim says where things stand on a professional one; on a hospital bill the pointer tells. */
function placeOf(rule: Rule, failure: RuleFailure, { bill, encounter }: ScrubContext) {
  const own = failure.place ?? rule.place;
  if (!bill) return own;
  const onBill = institutionalPlace(failure.pointer, encounter);
  if (!rule.claimTypes.includes('professional')) return failure.place ?? onBill ?? own;
  return onBill ?? { ...own, formBox: '' };
}

/** Undefined where a setting switches it off. */
function toFinding(
  rule: Rule,
  failure: RuleFailure,
  released: ReadonlySet<string>,
  setting: RuleSetting | undefined,
  context: ScrubContext,
): Finding | undefined {
  const severity = severityOf(setting, rule, failure.severity);
  if (severity === undefined) return undefined;
  const { x12, formBox } = placeOf(rule, failure, context);
  const overridable = rule.overridable && failure.overridable !== false;
  const bypassed = overridable && released.has(`${rule.id} ${failure.pointer}`);
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    verdict: bypassed ? 'bypassed' : failure.verdict,
    severity,
    message: failure.message,
    action: failure.action,
    pointer: failure.pointer,
    x12,
    formBox,
    citation: rule.citation,
    evidence: rule.evidence,
    ...(failure.edition === undefined ? {} : { edition: failure.edition }),
    overridable,
  };
}
