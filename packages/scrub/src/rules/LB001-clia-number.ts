import { membersOf } from '../code-group.ts';
import { carries } from '../modifier-sets.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';

const cliaPattern = /^\d{2}D\d{7}$/;

export const lb001: Rule = {
  id: 'LB001',
  version: 3,
  title: 'CLIA number missing or of the wrong shape',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '42 CFR 493; 005010X222A1 REF*X4',
  evidence: 'V',
  logic:
    'A CLIA number has two digits, D and seven digits. A test under CLIA carries one, on the line or the claim, unless an outside laboratory did it (90).',
  needs: ['code groups'],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'REF', element: 'REF02' }, formBox: '23' },
  firing: { words: 'CLIA 11X1234567', encounter: { cliaNumber: '11X1234567' }, pointer: '/cliaNumber' },
  passing: { words: 'CLIA 11D1234567', encounter: { cliaNumber: '11D1234567' } },
  evaluate(context) {
    const { encounter, lines } = context;
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    judge(results, encounter.cliaNumber, undefined);
    for (const { index, line } of lines) judge(results, line.cliaNumber, index);
    if (encounter.cliaNumber !== undefined) return results;
    for (const facts of membersOf(context, 'lab.clia', gaps)) {
      if (facts.line.cliaNumber !== undefined || carries(facts, '90')) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${facts.index}/cliaNumber`,
        message: `Line ${facts.index + 1}: the test ${facts.procedure} lacks the CLIA number of the laboratory.`,
        action: "Enter it as on the laboratory's certificate, or add 90 and the outside laboratory.",
        place: { x12: { loop: '2400', segment: 'REF', element: 'REF02' }, formBox: '23' },
        line: facts.index,
      });
    }
    return [...results, ...gaps];
  },
};

function judge(results: RuleResult[], cliaNumber: string | undefined, line: number | undefined): void {
  if (cliaNumber === undefined || cliaPattern.test(cliaNumber.toUpperCase())) return;
  results.push({
    verdict: 'fail',
    pointer: line === undefined ? '/cliaNumber' : `/lines/${line}/cliaNumber`,
    message: `"${cliaNumber}" is not a CLIA number.`,
    action: "Enter it as on the laboratory's certificate: two digits, D, seven digits.",
    place: { x12: { loop: line === undefined ? '2300' : '2400', segment: 'REF', element: 'REF02' }, formBox: '23' },
    line,
  });
}
