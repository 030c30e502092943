import { expect, test } from 'vitest';
import { completed } from './completed.ts';

test('what may be left out is filled in, what cannot be shown is refused in words', () => {
  expect(completed({ lines: [{ procedureCode: 'G0463' }] })).toMatchObject({
    diagnoses: [],
    lines: [{ procedureCode: 'G0463', modifiers: [], diagnosisPointers: [] }],
    dates: {},
  });
  expect(() => completed([])).toThrow('not an object');
  expect(() => completed({ lines: {} })).toThrow('"lines" is not a list');
  expect(() => completed({ diagnoses: ['I10'] })).toThrow('"diagnoses" is not a list of objects');
  expect(() => completed({ lines: [{ modifiers: '25' }] })).toThrow('lists');
});
