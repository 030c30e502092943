import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Prefixes without dots, from memory of the list in the guideline; what `except` begins is not meant. */
const firstOnly = [
  ...['Z00', 'Z01', 'Z02', 'Z04', 'Z3181', 'Z3182', 'Z3183', 'Z3184', 'Z332', 'Z34', 'Z38', 'Z39', 'Z40', 'Z42'],
  ...['Z510', 'Z511', 'Z52', 'Z761', 'Z762', 'Z9912'],
];
const except = ['Z006', 'Z529'];

export const dx013: Rule = {
  id: 'DX013',
  version: 2,
  title: 'Code that may only be listed first stands later',
  category: 'diagnosis_relations',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.C.21.c.16',
  evidence: 'M',
  logic:
    'Examinations, supervision of normal pregnancy, live-born infants, donors and the like are the reason for the visit and stand first, unless several visits of one day were merged.',
  needs: [],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(1),
  firing: {
    words: 'E11.9, then Z00.00',
    encounter: { diagnoses: [{ code: 'E11.9' }, { code: 'Z00.00' }] },
    pointer: '/diagnoses/1/code',
  },
  passing: { words: 'Z00.00, then E11.9', encounter: { diagnoses: [{ code: 'Z00.00' }, { code: 'E11.9' }] } },
  evaluate({ bill, diagnoses }) {
    const results: RuleResult[] = [];
    for (const { index, raw, code } of diagnoses) {
      if (index === 0 || code === undefined || code.charCodeAt(0) !== 90) continue;
      if (!firstOnly.some((prefix) => code.startsWith(prefix)) || except.some((prefix) => code.startsWith(prefix)))
        continue;
      results.push({
        verdict: 'fail',
        ...(bill?.inpatient ? { severity: 'deny' } : {}),
        pointer: `/diagnoses/${index}/code`,
        message: `Diagnosis ${raw} may only be listed first and stands at position ${index + 1}.`,
        action: 'List it first, or leave it out when it was not the reason for the visit.',
        place: diagnosisPlace(index),
      });
    }
    return results;
  },
};
