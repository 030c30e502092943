import { dottedDiagnosis } from '../code-shapes.ts';
import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

const namedExamples = 5;

export const dx002: Rule = {
  id: 'DX002',
  version: 2,
  title: 'Diagnosis is a heading, not a billable code',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.A.2, I.B.2; MCE edit 1',
  evidence: 'V',
  logic:
    'A category or subcategory that has subdivisions on the date of service cannot be billed; the code must be taken to its last character.',
  needs: ['icd10cm', 'date of service'],
  perLine: false,
  overridable: false,
  place: diagnosisPlace(0),
  firing: {
    words: 'E11.6, which is divided further',
    encounter: { diagnoses: [{ code: 'E11.6' }, { code: 'I10' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: { words: 'E11.65', encounter: { diagnoses: [{ code: 'E11.65' }, { code: 'I10' }] } },
  evaluate({ diagnoses }) {
    const results: RuleResult[] = [];
    for (const { index, raw, checks } of diagnoses) {
      for (const { answer, seventh } of checks) {
        if (seventh !== undefined || answer.status !== 'header') continue;
        const examples = answer.billableExamples.slice(0, namedExamples).map(dottedDiagnosis).join(', ');
        results.push({
          verdict: 'fail',
          pointer: `/diagnoses/${index}/code`,
          message: `Diagnosis ${raw} is a heading with more specific codes under it and cannot be billed.`,
          action:
            examples === ''
              ? 'Code to the last character the record supports.'
              : `Code to the last character the record supports, for example ${examples}.`,
          place: diagnosisPlace(index),
          edition: answer.edition,
        });
        break;
      }
    }
    return results;
  },
};
