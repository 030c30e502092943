import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { unclassifiedCodes } from '../unclassified-codes-table.ts';

export const px008: Rule = {
  id: 'PX008',
  version: 2,
  title: 'Unclassified code without a description',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2400 SV101-7, NTE; 277CA A8:306',
  evidence: 'S',
  logic:
    'A code for what has no code of its own is described on the line, in a note of the line, or in the note of the claim.',
  needs: [],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-7' }, formBox: '24' },
  firing: {
    words: 'J3490 without a word',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'J3490' }] },
    pointer: '/lines/0/description',
  },
  passing: {
    words: 'J3490 with the name and dose of the drug',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'J3490', description: 'Examplamab 5 mg' }] },
  },
  evaluate({ encounter, lines }) {
    const results: RuleResult[] = [];
    for (const { index, line, procedure } of lines) {
      if (!unclassifiedCodes.has(procedure)) continue;
      if (line.description !== undefined || line.note !== undefined || encounter.note !== undefined) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/description`,
        message: `Line ${index + 1}: ${procedure} stands for what has no code of its own and nothing says what was given.`,
        action: 'Describe it: for a drug its name, strength and dose.',
        line: index,
      });
    }
    return results;
  },
};
