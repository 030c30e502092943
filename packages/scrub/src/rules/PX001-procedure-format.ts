import { carriesRate } from '@claimwright/domain/institutional-encounter';
import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const px001: Rule = {
  id: 'PX001',
  version: 3,
  title: 'Procedure code has the wrong shape',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2400 SV101-2 (qualifier HC); 005010X223A2 SV202-2 (qualifiers HC and HP)',
  evidence: 'V',
  logic:
    'A professional line carries a HCPCS Level II code or one of the shape of CPT. Dental codes go on a dental claim. On a hospital line of 0022, 0023 or 0024 stands a rate of five letters and digits (HIPPS), which is in no list here.',
  needs: [],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-2' }, formBox: '24D' },
  firing: {
    words: 'J1234567, too long',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'J1234567' }] },
    pointer: '/lines/0/procedureCode',
  },
  passing: { words: 'J1885', encounter: { lines: [{ ...cleanLine, procedureCode: 'J1885' }] } },
  evaluate({ lines }) {
    const results: RuleResult[] = [];
    for (const { index, line, shape } of lines) {
      if (shape === 'hcpcs' || shape === 'cpt' || shape === 'rate' || shape === 'none') continue;
      const dental = shape === 'dental';
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/procedureCode`,
        message: dental
          ? `Line ${index + 1} carries the dental code ${line.procedureCode}.`
          : `Line ${index + 1}: "${line.procedureCode}" does not have the shape of a ${carriesRate(line.revenueCode) ? 'rate (HIPPS)' : 'procedure code'}.`,
        action: dental
          ? 'Bill it on a dental claim.'
          : 'Enter the five characters of the code, without modifier or blanks.',
        line: index,
      });
    }
    return results;
  },
};
