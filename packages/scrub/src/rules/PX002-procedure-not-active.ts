import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const px002: Rule = {
  id: 'PX002',
  version: 2,
  title: 'Procedure code not active on the date of service',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '45 CFR 162.1002; 277CA A7:507; I/OCE edits 6 and 28',
  evidence: 'V',
  logic:
    'A HCPCS Level II code is in effect on the first date of its line. A code of the shape of CPT is judged only by a list the user has loaded: it is licensed.',
  needs: ['hcpcs', 'date of service'],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-2' }, formBox: '24D' },
  firing: {
    words: 'C9803 on 2026-03-02; it ended in 2023',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'C9803' }] },
    pointer: '/lines/0/procedureCode',
  },
  passing: { words: 'G0463 on 2026-03-02', encounter: { lines: [{ ...cleanLine, procedureCode: 'G0463' }] } },
  evaluate({ lines }) {
    const results: RuleResult[] = [];
    for (const { index, shape, procedure, procedureAnswer: answer, from } of lines) {
      if (answer === undefined || answer.status === 'valid') continue;
      if (answer.status === 'no_data' || (shape === 'cpt' && !answer.edition.startsWith('cpt@'))) {
        const reason = answer.status === 'no_data' ? answer.reason : 'no list of CPT, which is licensed, is loaded';
        results.push({ verdict: 'no_data', reason });
        continue;
      }
      const ended = answer.status === 'not_effective' ? answer.effectiveTo : undefined;
      const begins = answer.status === 'not_effective' ? answer.effectiveFrom : undefined;
      const window =
        ended !== undefined && ended < from ? `; it ended ${ended}` : begins ? `; it begins ${begins}` : '';
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/procedureCode`,
        message: `Line ${index + 1}: ${procedure} is not an active code on ${from}${window}.`,
        action: 'Use the code that describes the service on its date.',
        edition: answer.edition,
        line: index,
      });
    }
    return results;
  },
};
