import { dottedDiagnosis } from '../code-shapes.ts';
import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx004: Rule = {
  id: 'DX004',
  version: 2,
  title: '7th character missing, misplaced or not allowed',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.A.4, I.A.5',
  evidence: 'V',
  logic:
    'Where the category or subcategory defines 7th characters, the code has seven characters, the last from the defined set, with X in empty places before it.',
  needs: ['icd10cm', 'seventh-character definitions', 'date of service'],
  perLine: false,
  overridable: false,
  place: diagnosisPlace(0),
  firing: {
    words: 'S93.401, which needs A, D or S as its 7th character',
    encounter: { diagnoses: [{ code: 'S93.401' }, { code: 'I10' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: {
    words: 'S93.401A, with the accident described',
    encounter: { diagnoses: [{ code: 'S93.401A' }, { code: 'I10' }], accident: { kind: 'other', date: '2026-03-01' } },
  },
  evaluate({ diagnoses }) {
    const results: RuleResult[] = [];
    for (const { index, raw, checks } of diagnoses) {
      for (const { seventh } of checks) {
        if (seventh === undefined) continue;
        const set = seventh.characters.join(', ');
        const needed = `codes of ${dottedDiagnosis(seventh.category)} end in a 7th character of ${set}`;
        const faults = {
          missing: `Diagnosis ${raw} has no 7th character: ${needed}.`,
          misplaced: `Diagnosis ${raw} has its 7th character too early: empty places before it take X.`,
          illegal: `Diagnosis ${raw} has a 7th character that is not allowed: ${needed}.`,
        };
        const suggested = dottedDiagnosis(seventh.suggestion);
        results.push({
          verdict: 'fail',
          pointer: `/diagnoses/${index}/code`,
          message: faults[seventh.kind],
          action:
            seventh.kind === 'misplaced'
              ? `If that is what is meant, write ${suggested}.`
              : `Choose the 7th character the record supports (${set}), for example ${suggested}.`,
          place: diagnosisPlace(index),
          edition: seventh.edition,
        });
        break;
      }
    }
    return results;
  },
};
