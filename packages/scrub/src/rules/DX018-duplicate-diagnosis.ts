import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx018: Rule = {
  id: 'DX018',
  version: 2,
  title: 'Same diagnosis listed twice',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: 'MCE edit 3; 005010X222A1 loop 2300 HI',
  evidence: 'V',
  logic: 'No code is listed twice. A condition on both sides has a bilateral code or two codes, never one code twice.',
  needs: [],
  perLine: false,
  overridable: false,
  place: diagnosisPlace(1),
  firing: {
    words: 'I10, E11.9, I10',
    encounter: { diagnoses: [{ code: 'I10' }, { code: 'E11.9' }, { code: 'I10' }] },
    pointer: '/diagnoses/2/code',
  },
  passing: { words: 'I10, E11.9', encounter: { diagnoses: [{ code: 'I10' }, { code: 'E11.9' }] } },
  evaluate({ diagnoses }) {
    const results: RuleResult[] = [];
    for (const { index, raw, code } of diagnoses) {
      if (code === undefined) continue;
      const first = diagnoses.findIndex((other) => other.code === code);
      if (first === index) continue;
      results.push({
        verdict: 'fail',
        pointer: `/diagnoses/${index}/code`,
        message: `Diagnosis ${raw} at position ${index + 1} is already listed at position ${first + 1}.`,
        action: `Remove it and let its lines point to position ${first + 1}.`,
        place: diagnosisPlace(index),
      });
    }
    return results;
  },
};
