import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx020: Rule = {
  id: 'DX020',
  version: 1,
  title: 'Diagnosis leaves the site or side unspecified',
  category: 'diagnosis_relations',
  severity: 'warn',
  claimTypes: ['professional'],
  citation: 'ICD-10-CM Official Guidelines I.B.18; MCE edit 20',
  evidence: 'V',
  logic:
    'The code is listed as unspecified although more specific ones exist. Right when the record supports nothing better, so never more than a warning here.',
  needs: ['diagnosis flags'],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'I82.409, thrombosis of a leg vein, side not given',
    encounter: { diagnoses: [{ code: 'I82.409' }, { code: 'I10' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: { words: 'I82.401', encounter: { diagnoses: [{ code: 'I82.401' }, { code: 'I10' }] } },
  evaluate({ diagnoses }) {
    const results: RuleResult[] = [];
    for (const { index, raw, checks, flags } of diagnoses) {
      if (checks.length === 0) continue;
      if (flags.unspecified === undefined) {
        results.push({ verdict: 'no_data', reason: 'no loaded edition says whether the code is an unspecified one' });
      } else if (flags.unspecified) {
        results.push({
          verdict: 'fail',
          pointer: `/diagnoses/${index}/code`,
          message: `Diagnosis ${raw} leaves the site or side unspecified although more specific codes exist.`,
          action: 'Use the specific code if the record says which; otherwise it may stay.',
          place: diagnosisPlace(index),
          edition: flags.edition,
        });
      }
    }
    return results;
  },
};
