import { expect, test } from 'vitest';
import { moveDiagnosis, removeDiagnosis } from './arrange.ts';

const content = {
  diagnoses: [{ code: 'A' }, { code: 'B' }, { code: 'C' }],
  lines: [{ diagnosisPointers: [1, 2] }, { diagnosisPointers: [3] }],
} as unknown as Parameters<typeof moveDiagnosis>[0];

/** What each line is for, by code: that is what a move must keep. */
const reasons = (of: typeof content) =>
  of.lines.map((line) => line.diagnosisPointers.map((position) => of.diagnoses[position - 1]?.code));

test('a diagnosis that moves takes the pointers of the lines along', () => {
  const moved = moveDiagnosis(content, 2, -1);
  expect(moved.diagnoses.map(({ code }) => code)).toEqual(['A', 'C', 'B']);
  expect(reasons(moved)).toEqual(reasons(content));
  expect(moveDiagnosis(content, 0, -1)).toBe(content);
  expect(moveDiagnosis(content, 2, 1)).toBe(content);
});

test('one that is removed is forgotten by the lines, and the others are still the same', () => {
  const rest = removeDiagnosis(content, 0);
  expect(rest.diagnoses.map(({ code }) => code)).toEqual(['B', 'C']);
  expect(reasons(rest)).toEqual([['B'], ['C']]);
});
