import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { orderStillOpen } from '../uncoded-conditions.ts';

export const dx006: Rule = {
  id: 'DX006',
  version: 2,
  title: 'Sequela of an injury listed first',
  category: 'diagnosis_relations',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.B.10',
  evidence: 'M',
  logic: 'An injury code with 7th character S follows the code of the condition that remains.',
  needs: [],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'T20.211S alone',
    encounter: { diagnoses: [{ code: 'T20.211S' }, { code: 'I10' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: { words: 'L90.5, then T20.211S', encounter: { diagnoses: [{ code: 'L90.5' }, { code: 'T20.211S' }] } },
  evaluate({ diagnoses, encounter }) {
    const results: RuleResult[] = [];
    if (encounter.uncodedConditions.length > 0) return orderStillOpen;
    const first = diagnoses[0];
    if (first?.code !== undefined && /^[ST].{5}S$/.test(first.code)) {
      results.push({
        verdict: 'fail',
        pointer: '/diagnoses/0/code',
        message: `Diagnosis ${first.raw} is the sequela of an injury and stands first.`,
        action: 'Put the condition that is treated now (a scar, a pain, a stiffness) before it.',
      });
    }
    return results;
  },
};
