import type { CodeSets } from '@claimwright/codesets/code-sets';
import type { Finding } from '@claimwright/domain/finding';
import { cleanCoverage, cleanLine } from '../clean-encounter.ts';
import { exampleInput } from '../example-input.ts';
import type { EncounterPatch } from '../merge-patch.ts';
import type { Rule, RuleExample } from '../rule.ts';
import { runRules } from '../run-rules.ts';
import { gatherContext } from '../scrub-context.ts';

/** One situation and what a rule has to say of it. */
export interface VerdictCase extends RuleExample {
  /**
   * What the rule says, in its order: "severity pointer" of each finding, then "no data" once for each reason. Written by hand,
   * from the rule's logic; the texts are in the stored file beside it.
   */
  expects: readonly string[];
  /** Answers that take the place of those of the example's code sets. */
  codeSets?: Partial<CodeSets>;
}

/** Cases by rule id. */
export type VerdictTable = Readonly<Record<string, readonly VerdictCase[]>>;

/** The surroundings of a case: all but the words. */
export type Surroundings = Omit<Partial<VerdictCase>, 'words' | 'expects' | 'encounter'>;

/** A case of a changed encounter. */
export function given(
  words: string,
  encounter: EncounterPatch,
  expects: readonly string[],
  surroundings: Surroundings = {},
): VerdictCase {
  return { words, encounter, expects, ...surroundings };
}

/** A change to the one clean line. */
export type LineChange = Partial<typeof cleanLine>;

/** A patch of the one clean line, or of several. */
export function lines(...changes: readonly LineChange[]): EncounterPatch {
  return { lines: changes.map((change) => ({ ...cleanLine, ...change })) };
}

/** A patch of the one clean coverage. */
export function covered(...changes: readonly object[]): EncounterPatch {
  return { coverages: changes.map((change) => ({ ...cleanCoverage, ...change })) };
}

/** Original Medicare answers first. */
export const medicare: EncounterPatch = covered({ claimFilingCode: 'MB' });

/** A code set answer for a question no table is loaded for. */
export const notLoaded = () => ({ status: 'no_data', reason: 'no edition is loaded' }) as const;

interface Said {
  findings: Finding[];
  gaps: { reason: string; count: number }[];
}

/** What one rule says of a case, run by itself: no other rule holds it back. */
export function saidOf(rule: Rule, example: Omit<VerdictCase, 'expects'>): Said {
  const input = exampleInput(example);
  const context = gatherContext({ ...input, codeSets: { ...input.codeSets, ...example.codeSets } });
  const { offByDefault: _, ...asked } = rule;
  const { findings, notEvaluated } = runRules([asked], context, new Set());
  return { findings, gaps: notEvaluated };
}

/** What a rule said, as a case expects it. */
export function inBrief({ findings, gaps }: Said): string[] {
  return [
    ...findings.map(({ verdict, severity, pointer }) => `${verdict === 'fail' ? severity : verdict} ${pointer}`),
    ...gaps.map(() => 'no data'),
  ];
}

/** All a rule says of its examples and of the cases, to be compared with what was stored. Ends with a newline. */
export function renderVerdicts(rule: Rule, cases: readonly VerdictCase[]): string {
  const parts = [`# ${rule.id} ${rule.title}`, ...factsOf(rule)];
  for (const example of [{ ...rule.firing, words: `fires: ${rule.firing.words}` }, ...cases]) {
    const { findings, gaps } = saidOf(rule, example);
    parts.push('', `## ${example.words}`, ...findings.flatMap((finding) => linesOf(rule, finding)));
    for (const { reason, count } of gaps) parts.push(`no data, ${count} times: ${reason}`);
    if (findings.length + gaps.length === 0) parts.push('nothing');
  }
  return `${parts.join('\n')}\n`;
}

function factsOf(rule: Rule): string[] {
  const { loop, segment, element } = rule.place.x12;
  return [
    `${rule.severity}, ${rule.category}, ${rule.claimTypes.join(' and ')}, version ${rule.version}, ${releaseWords(rule.overridable)}${rule.perLine ? ', line by line' : ''}`,
    `${loop} ${segment} ${element}, box ${rule.place.formBox}; needs ${rule.needs.join(', ') || 'nothing'}`,
    `${rule.citation} (${rule.evidence})`,
  ];
}

function linesOf(rule: Rule, finding: Finding): string[] {
  const { x12, formBox, edition, overridable, severity, verdict, pointer, message, action } = finding;
  const place = `${x12.loop} ${x12.segment} ${x12.element}, box ${formBox}`;
  const whose =
    [finding.ruleVersion, finding.citation, finding.evidence].join() === ownFacts(rule) ? '' : ', NOT ITS OWN';
  return [
    `${verdict} ${severity} ${pointer}: ${place}, ${edition ?? 'no edition'}, ${releaseWords(overridable)}${whose}`,
    `  ${message}`,
    `  ${action}`,
  ];
}

function ownFacts(rule: Rule): string {
  return [rule.version, rule.citation, rule.evidence].join();
}

function releaseWords(overridable: boolean): string {
  return overridable ? 'may be released' : 'may not be released';
}

/** A code of the shape of CPT that is none. */
export const shapedLikeCpt = '0'.repeat(5);
