import { exampleInput } from './example-input.ts';
import type { EncounterPatch } from './merge-patch.ts';
import type { RuleExample } from './rule.ts';
import { scrub } from './scrub.ts';

/** What one rule says of a changed clean bill: "severity pointer: message" each. */
export function said(ruleId: string, example: Omit<RuleExample, 'words'>): string[] {
  return findings(ruleId, example).map(({ severity, pointer, message }) => `${severity} ${pointer}: ${message}`);
}

/** As `said`, of the clean stay with a changed bill. */
export function saidOfStay(ruleId: string, institutional: Bill, encounter: EncounterPatch = {}): string[] {
  return said(ruleId, { base: 'stay', encounter: { ...encounter, institutional } });
}

/** As `said`, of the clean outpatient bill. */
export function saidOfOutpatient(ruleId: string, institutional: Bill, encounter: EncounterPatch = {}): string[] {
  return said(ruleId, { base: 'outpatient', encounter: { ...encounter, institutional } });
}

/** Where its findings stand on wire and form: "2300 CL1 CL103 FL 17". */
export function placesOf(ruleId: string, example: Omit<RuleExample, 'words'>): string[] {
  return findings(ruleId, example).map(({ x12, formBox }) => `${x12.loop} ${x12.segment} ${x12.element} ${formBox}`);
}

/** Reasons for which the rule could not judge. */
export function gapsOf(ruleId: string, example: Omit<RuleExample, 'words'>): string[] {
  return scrub(exampleInput(example))
    .notEvaluated.filter((gap) => gap.ruleId === ruleId)
    .map(({ reason }) => reason);
}

type Bill = NonNullable<EncounterPatch['institutional']>;

function findings(ruleId: string, example: Omit<RuleExample, 'words'>) {
  return scrub(exampleInput(example)).findings.filter((finding) => finding.ruleId === ruleId);
}
