import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx003: Rule = {
  id: 'DX003',
  version: 2,
  title: 'Diagnosis code has the wrong shape',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 HI01-2; 45 CFR 162.1002(c)',
  evidence: 'V',
  logic:
    'A letter, two letters or digits, then up to four more, with a dot after the third or none. ICD-9-CM codes have another shape and ended on 2015-09-30.',
  needs: [],
  perLine: false,
  overridable: false,
  place: diagnosisPlace(0),
  firing: {
    words: '250.00, an ICD-9-CM shape',
    encounter: { diagnoses: [{ code: '250.00' }, { code: 'I10' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: { words: 'E1165 without its dot', encounter: { diagnoses: [{ code: 'E1165' }, { code: 'I10' }] } },
  evaluate({ diagnoses }) {
    const results: RuleResult[] = [];
    for (const { index, raw, code } of diagnoses) {
      if (code !== undefined) continue;
      results.push({
        verdict: 'fail',
        pointer: `/diagnoses/${index}/code`,
        message: `Diagnosis "${raw}" does not have the shape of an ICD-10-CM code.`,
        action: 'Enter three to seven letters and digits beginning with a letter, such as E11.65.',
        place: diagnosisPlace(index),
      });
    }
    return results;
  },
};
