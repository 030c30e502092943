import type { EncounterInput, UncodedCondition } from '@claimwright/domain/encounter';
import type { Finding } from '@claimwright/domain/finding';
import { expect, test } from 'vitest';
import { cleanEncounter } from './clean-encounter.ts';
import { exampleInput } from './example-input.ts';
import { decideOutcome } from './outcome.ts';
import { scrub } from './scrub.ts';

const found = scrub(exampleInput({ encounter: { placeOfService: null } })).findings[0]!;
const finding = (severity: Finding['severity'], verdict: Finding['verdict'] = 'fail'): Finding => ({
  ...{ ...found, severity, verdict },
});
const outcome = (findings: Finding[], changes: Partial<EncounterInput> = {}) =>
  decideOutcome({ ...cleanEncounter, ...changes }, findings);
const condition = (code: string, display?: string): UncodedCondition => ({
  ...{ system: 'http://snomed.info/sct', code, ...(display === undefined ? {} : { display }) },
});

test.each<[Finding[], string]>([
  [[], 'ready'],
  [[finding('info'), finding('warn')], 'ready'],
  [[finding('deny')], 'needs_review'],
  [[finding('info'), finding('reject')], 'needs_review'],
  [[finding('deny', 'bypassed'), finding('reject', 'bypassed')], 'ready'],
])('findings %#: %s', (findings, expected) => {
  expect(outcome(findings)).toEqual({ outcome: expected });
});

test('what may not be billed says why, whatever else is wrong', () => {
  const kept = outcome([finding('reject')], { doNotBillPlan: true, lines: [], uncodedConditions: [condition('1')] });
  expect(kept).toEqual({
    outcome: 'not_billable',
    outcomeReason:
      'The patient paid in full and asked that the plan not be told of this visit (45 CFR 164.522(a)(1)(vi)).',
  });
  expect(outcome([finding('reject')], { lines: [], uncodedConditions: [condition('1')] })).toEqual({
    outcome: 'not_billable',
    outcomeReason: 'The encounter has no service line: there is nothing to bill.',
  });
});

test.each<[UncodedCondition[], string]>([
  [[condition('1', 'Cough')], '1 condition has no ICD-10-CM code yet: Cough (1).'],
  [[condition('1'), condition('2', 'Fever')], '2 conditions have no ICD-10-CM code yet: 1; Fever (2).'],
  [['1', '2', '3', '4', '5'].map((code) => condition(code)), '5 conditions have no ICD-10-CM code yet: 1; 2; 3; 4; 5.'],
  [
    ['1', '2', '3', '4', '5', '6', '7'].map((code) => condition(code)),
    '7 conditions have no ICD-10-CM code yet: 1; 2; 3; 4; 5; and 2 more.',
  ],
])('conditions without a code are named, five at most', (uncodedConditions, outcomeReason) => {
  expect(outcome([finding('reject')], { uncodedConditions })).toEqual({ outcome: 'needs_coding', outcomeReason });
});
