import { cleanLine } from '../clean-encounter.ts';
import { inventedCodes } from '../example-edits.ts';
import { modifierSide } from '../modifier-sets.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx019: Rule = {
  id: 'DX019',
  version: 2,
  title: 'Side of the modifier and side of the diagnosis differ',
  category: 'modifiers',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.B.13; policies of payers',
  evidence: 'M',
  logic:
    'A line whose modifiers name a side points to at least one diagnosis of that side, a bilateral one, or none that names a side. What leaves the side open is DX020.',
  needs: ['official titles'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' },
  firing: {
    words: 'a left-sided procedure for M17.11, the right knee',
    encounter: {
      diagnoses: [{ code: 'M17.11' }],
      lines: [{ ...cleanLine, procedureCode: inventedCodes.minorSurgery, modifiers: ['LT'], diagnosisPointers: [1] }],
    },
    pointer: '/lines/0/modifiers/0',
  },
  passing: {
    words: 'the same for M17.12, the left knee',
    encounter: {
      diagnoses: [{ code: 'M17.12' }],
      lines: [{ ...cleanLine, procedureCode: inventedCodes.minorSurgery, modifiers: ['LT'], diagnosisPointers: [1] }],
    },
  },
  evaluate({ bill, diagnoses, lines }) {
    const results: RuleResult[] = [];
    for (const facts of lines) {
      const side = modifierSide(facts);
      if (side === undefined) continue;
      const sides: string[] = [];
      // The lines of a hospital's bill point to nothing: any of its diagnoses may be the reason.
      const told = bill ? diagnoses : facts.line.diagnosisPointers.map((pointer) => diagnoses[pointer - 1]);
      for (const diagnosis of told) {
        const answer = diagnosis?.side;
        if (answer?.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
        if (answer?.status === 'found') sides.push(answer.side);
      }
      const fits = (one: string) => one === 'bilateral' || one === 'unspecified' || one === side;
      if (sides.length === 0 || sides.some(fits)) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${facts.index}/modifiers/0`,
        message: `Line ${facts.index + 1} (${facts.procedure}) says ${side} by its modifier, its diagnoses say ${sides[0]}.`,
        action: 'Correct the modifier, the diagnosis or the pointer, as the record says.',
        line: facts.index,
      });
    }
    return results;
  },
};
