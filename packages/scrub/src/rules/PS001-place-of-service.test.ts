import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

test('the place of the encounter is judged once, a place of a line by itself', () => {
  const lines = [cleanLine, { ...cleanLine, placeOfService: '28' }, cleanLine];
  expect(exampleFindings('PS001', { encounter: { placeOfService: '29', lines } })).toEqual([
    'reject /placeOfService',
    'reject /lines/1/placeOfService',
  ]);
});

test('a missing place is rejected unless every line has its own', () => {
  const own = { lines: [{ ...cleanLine, placeOfService: '11' }], placeOfService: null };
  expect(exampleFindings('PS001', { encounter: { placeOfService: null } })).toEqual(['reject /placeOfService']);
  expect(exampleFindings('PS001', { encounter: own })).toEqual([]);
});
