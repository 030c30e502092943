import { cleanLine } from '../clean-encounter.ts';
import { membersOf } from '../code-group.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';

export const lb003: Rule = {
  id: 'LB003',
  version: 1,
  title: 'Mammography without the certificate of the facility',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '21 CFR 900; 42 CFR 410.34; 005010X222A1 REF*EW',
  evidence: 'V',
  logic: 'A mammogram carries the certification number of its facility, on the line or the claim.',
  needs: ['code groups'],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'REF', element: 'REF02' }, formBox: '32b' },
  firing: {
    words: 'G0279 without a certification number',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'G0279' }] },
    pointer: '/lines/0/mammographyCertification',
  },
  passing: {
    words: 'G0279 with one',
    encounter: { mammographyCertification: '123456', lines: [{ ...cleanLine, procedureCode: 'G0279' }] },
  },
  evaluate(context) {
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    for (const { index, line, procedure } of membersOf(context, 'mammography', gaps)) {
      if ((line.mammographyCertification ?? context.encounter.mammographyCertification) !== undefined) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/mammographyCertification`,
        message: `Line ${index + 1}: the mammogram ${procedure} lacks the certification number of the facility.`,
        action: 'Enter the number the FDA gave the facility.',
        line: index,
      });
    }
    return [...results, ...gaps];
  },
};
