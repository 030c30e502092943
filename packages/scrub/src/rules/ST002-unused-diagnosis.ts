import { cleanLine } from '../clean-encounter.ts';
import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const st002: Rule = {
  id: 'ST002',
  version: 1,
  title: 'Diagnosis no line points to',
  category: 'structure',
  severity: 'info',
  claimTypes: ['professional'],
  citation: '005010X222A1 loop 2300 HI, loop 2400 SV107',
  evidence: 'M',
  logic: 'A diagnosis may be listed without a line that points to it; it is worth a look.',
  needs: [],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'two diagnoses, the line points to the first only',
    encounter: { lines: [{ ...cleanLine, diagnosisPointers: [1] }] },
    pointer: '/diagnoses/1',
  },
  passing: {
    words: 'the line points to both',
    encounter: { lines: [{ ...cleanLine, diagnosisPointers: [2, 1] }] },
  },
  evaluate({ diagnoses, lines }) {
    const results: RuleResult[] = [];
    if (lines.length === 0) return results;
    for (const { index, raw } of diagnoses) {
      if (lines.some(({ line }) => line.diagnosisPointers.includes(index + 1))) continue;
      results.push({
        verdict: 'fail',
        pointer: `/diagnoses/${index}`,
        message: `No line points to diagnosis ${raw}.`,
        action: 'Nothing, if it is listed for information; else point a line to it.',
        place: diagnosisPlace(index),
      });
    }
    return results;
  },
};
