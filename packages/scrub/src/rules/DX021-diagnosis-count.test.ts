import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const thirteen = Array.from({ length: 13 }, (_, index) => ({ code: `Z79.${index}` }));

test('a thirteenth diagnosis that a line points to splits the claim; one that none does would be lost', () => {
  const pointing = { diagnoses: thirteen, lines: [cleanLine, { ...cleanLine, diagnosisPointers: [13] }] };
  expect(exampleFindings('DX021', { encounter: pointing })).toEqual(['warn /diagnoses/12']);
  expect(exampleFindings('DX021', { encounter: { diagnoses: thirteen } })).toEqual(['reject /diagnoses/12']);
});

test('no diagnosis at all is rejected where there is something to bill', () => {
  expect(exampleFindings('DX021', { encounter: { diagnoses: [] } })).toEqual(['reject /diagnoses']);
  expect(exampleFindings('DX021', { encounter: { diagnoses: [], lines: [] } })).toEqual([]);
});
