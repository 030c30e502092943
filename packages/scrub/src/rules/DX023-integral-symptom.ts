import { diagnosisPlace } from '../diagnosis-place.ts';
import { integralSymptoms } from '../integral-symptoms-table.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx023: Rule = {
  id: 'DX023',
  version: 2,
  title: 'Symptom beside the disease it belongs to',
  category: 'diagnosis_relations',
  severity: 'info',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.B.5',
  evidence: 'M',
  logic:
    'A symptom that a definite diagnosis brings with it as a rule is not coded beside it. The pairs are a short table of this project, not a published list.',
  needs: [],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(1),
  firing: {
    words: 'R05.9, cough, with J18.9, pneumonia',
    encounter: { diagnoses: [{ code: 'J18.9' }, { code: 'R05.9' }] },
    pointer: '/diagnoses/1/code',
  },
  passing: { words: 'R05.9 with I10', encounter: { diagnoses: [{ code: 'R05.9' }, { code: 'I10' }] } },
  evaluate({ diagnoses }) {
    const results: RuleResult[] = [];
    for (const { index, raw, code } of diagnoses) {
      if (code === undefined || code.charCodeAt(0) !== 82) continue;
      const entry = integralSymptoms.find(({ symptom }) => code.startsWith(symptom));
      if (entry === undefined) continue;
      const disease = diagnoses.find((other) => entry.of.some((prefix) => other.code?.startsWith(prefix)));
      if (disease === undefined) continue;
      results.push({
        verdict: 'fail',
        pointer: `/diagnoses/${index}/code`,
        message: `Symptom ${raw} is part of ${disease.raw} as a rule.`,
        action: 'Leave it out unless it has another cause.',
        place: diagnosisPlace(index),
      });
    }
    return results;
  },
};
