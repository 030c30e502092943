import type { Rule, RuleResult } from '../rule.ts';

const cliaPattern = /^\d{2}D\d{7}$/;

export const lb001: Rule = {
  id: 'LB001',
  version: 1,
  title: 'CLIA number has the wrong shape',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '42 CFR 493; 005010X222A1 REF*X4',
  evidence: 'V',
  logic:
    'A CLIA number that is sent has two digits, D and seven digits. Whether a line needs one is not checked: the list of regulated tests is licensed.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'REF', element: 'REF02' }, formBox: '23' },
  firing: { words: 'CLIA 11X1234567', encounter: { cliaNumber: '11X1234567' }, pointer: '/cliaNumber' },
  passing: { words: 'CLIA 11D1234567', encounter: { cliaNumber: '11D1234567' } },
  evaluate({ encounter, lines }) {
    const results: RuleResult[] = [];
    judge(results, encounter.cliaNumber, undefined);
    for (const { index, line } of lines) judge(results, line.cliaNumber, index);
    return results;
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
