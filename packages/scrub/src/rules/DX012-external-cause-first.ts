import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { orderStillOpen } from '../uncoded-conditions.ts';

export const dx012: Rule = {
  id: 'DX012',
  version: 2,
  title: 'External cause listed first',
  category: 'diagnosis_relations',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.C.20.a.6; MCE edit 2; I/OCE edit 5',
  evidence: 'V',
  logic: 'Codes V00 to Y99 say how an injury came about and never stand first.',
  needs: [],
  perLine: false,
  overridable: false,
  place: diagnosisPlace(0),
  firing: {
    words: 'W19.XXXA first',
    encounter: { diagnoses: [{ code: 'W19.XXXA' }, { code: 'S93.401A' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: {
    words: 'S93.401A, then W19.XXXA',
    encounter: { diagnoses: [{ code: 'S93.401A' }, { code: 'W19.XXXA' }] },
  },
  evaluate({ diagnoses, encounter }) {
    const results: RuleResult[] = [];
    if (encounter.uncodedConditions.length > 0) return orderStillOpen;
    const first = diagnoses[0];
    if (first?.code !== undefined && first.code >= 'V' && first.code < 'Z') {
      results.push({
        verdict: 'fail',
        pointer: '/diagnoses/0/code',
        message: `Diagnosis ${first.raw} is an external cause and cannot be listed first.`,
        action: 'List the injury or condition first and its cause after it.',
      });
    }
    return results;
  },
};
