import type { CodeAnswer } from '@claimwright/codesets/code-sets';
import { cleanLine } from '../clean-encounter.ts';
import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx001: Rule = {
  id: 'DX001',
  version: 2,
  title: 'Diagnosis code not in effect on the date of service',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '45 CFR 162.1002; MCE edit 1; I/OCE edit 1',
  evidence: 'V',
  logic:
    'Each diagnosis must be an ICD-10-CM code in effect on the date of service of every line that points to it. A date or a code no loaded edition answers for is no data, not a fault.',
  needs: ['icd10cm', 'date of service'],
  perLine: false,
  overridable: false,
  place: diagnosisPlace(0),
  firing: {
    words: 'J44.81 on 2023-09-28; the code begins on 2023-10-01',
    encounter: {
      diagnoses: [{ code: 'J44.81' }],
      lines: [{ ...cleanLine, diagnosisPointers: [1], serviceFrom: '2023-09-28' }],
    },
    pointer: '/diagnoses/0/code',
  },
  passing: {
    words: 'J44.81 on 2023-10-02',
    encounter: {
      diagnoses: [{ code: 'J44.81' }],
      lines: [{ ...cleanLine, diagnosisPointers: [1], serviceFrom: '2023-10-02' }],
    },
  },
  evaluate({ diagnoses }) {
    const results: RuleResult[] = [];
    for (const { index, raw, code, checks } of diagnoses) {
      if (code === undefined) continue;
      if (checks.length === 0) results.push({ verdict: 'no_data', reason: 'the encounter has no date of service' });
      for (const { on, answer, seventh } of checks) {
        if (seventh !== undefined || answer.status === 'valid' || answer.status === 'header') continue;
        if (answer.status === 'no_data') {
          results.push({ verdict: 'no_data', reason: answer.reason });
          continue;
        }
        results.push({
          verdict: 'fail',
          pointer: `/diagnoses/${index}/code`,
          message: `Diagnosis ${raw} is not an ICD-10-CM code in effect on ${on}${effectiveWords(answer)}.`,
          action:
            'Use the code in effect on the date of service. If the dates of the visit straddle a change of codes, bill them as two encounters.',
          place: diagnosisPlace(index),
          edition: answer.edition,
        });
        break;
      }
    }
    return results;
  },
};

function effectiveWords(answer: CodeAnswer): string {
  if (answer.status !== 'not_effective') return '';
  const { effectiveFrom, effectiveTo } = answer;
  if (effectiveFrom !== undefined && effectiveTo !== undefined)
    return `; it was valid ${effectiveFrom} to ${effectiveTo}`;
  if (effectiveFrom !== undefined) return `; it is valid from ${effectiveFrom}`;
  return effectiveTo === undefined ? '' : `; it was valid until ${effectiveTo}`;
}
