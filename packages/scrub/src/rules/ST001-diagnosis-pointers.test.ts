import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const codes = ['E11.65', 'I10', 'N18.4', 'Z79.4', 'K21.9', 'E78.5'].map((code) => ({ code }));
const pointing = (...diagnosisPointers: number[]) =>
  exampleFindings('ST001', { encounter: { diagnoses: codes, lines: [{ ...cleanLine, diagnosisPointers }] } });

test.each([
  [[], ['reject /lines/0/diagnosisPointers']],
  [[1, 2, 3, 4], []],
  [[6], []],
  [[7], ['reject /lines/0/diagnosisPointers/0']],
  [[1, 2, 1], ['reject /lines/0/diagnosisPointers/2']],
  [[1, 2, 3, 4, 5, 6], ['reject /lines/0/diagnosisPointers/4']],
])('%j of six diagnoses', (pointers, expected) => {
  expect(pointing(...pointers)).toEqual(expected);
});
