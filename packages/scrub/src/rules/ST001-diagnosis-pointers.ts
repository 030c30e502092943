import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { stillToBeCoded } from '../uncoded-conditions.ts';

/** SV107 has four components. */
const pointersPerLine = 4;

export const st001: Rule = {
  id: 'ST001',
  version: 1,
  title: 'Diagnosis pointers of a line',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 loop 2400 SV107',
  evidence: 'V',
  logic: 'Each line points to one to four listed diagnoses, none of them twice.',
  needs: [],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV107' }, formBox: '24E' },
  firing: {
    words: 'a line pointing to diagnosis 5 of 2',
    encounter: { lines: [{ ...cleanLine, diagnosisPointers: [1, 5] }] },
    pointer: '/lines/0/diagnosisPointers/1',
  },
  passing: {
    words: 'a line pointing to diagnoses 1 and 2 of 2',
    encounter: { lines: [{ ...cleanLine, diagnosisPointers: [1, 2] }] },
  },
  evaluate({ encounter, lines }) {
    const results: RuleResult[] = [];
    const listed = encounter.diagnoses.length;
    for (const { index, line } of lines) {
      const pointers = line.diagnosisPointers;
      const fail = (pointer: string, message: string, action: string) =>
        results.push({ verdict: 'fail', pointer, message: `Line ${index + 1} ${message}`, action, line: index });
      const base = `/lines/${index}/diagnosisPointers`;
      if (pointers.length === 0) {
        if (encounter.uncodedConditions.length > 0) results.push(stillToBeCoded);
        else fail(base, 'points to no diagnosis.', 'Point it to the diagnosis that was the reason for the service.');
      }
      for (let at = 0; at < pointers.length; at += 1) {
        const target = pointers[at] ?? 0;
        if (target < 1 || target > listed) {
          const have = listed === 1 ? 'there is 1' : `there are ${listed}`;
          fail(`${base}/${at}`, `points to diagnosis ${target}; ${have}.`, 'Point to a listed diagnosis.');
        } else if (pointers.indexOf(target) < at) {
          fail(`${base}/${at}`, `points to diagnosis ${target} twice.`, 'Remove the repeated pointer.');
        } else if (at >= pointersPerLine) {
          fail(
            `${base}/${at}`,
            `has ${pointers.length} diagnosis pointers; a claim line carries ${pointersPerLine}.`,
            'Keep the four that explain the service best.',
          );
          break;
        }
      }
    }
    return results;
  },
};
