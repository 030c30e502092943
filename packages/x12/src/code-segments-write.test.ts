import { expect, test } from 'vitest';
import { codeSegment, codeSegments } from './code-segments-write.ts';

const codes = (count: number) => Array.from({ length: count }, (_, index) => `BG:${String(index).padStart(2, '0')}`);
/** Codes in each HI. */
const counts = (text: string) =>
  text.split('~').flatMap((segment) => (segment === '' ? [] : [segment.split('*').length - 1]));

test.each([
  [0, []],
  [1, [1]],
  [8, [8]],
  [9, [8, 1]],
  [16, [8, 8]],
  [17, [12, 5]],
  [24, [12, 12]],
])('%i codes stand in segments of %j, in their order', (count, expected) => {
  const text = codeSegments(codes(count));
  expect(counts(text)).toEqual(expected);
  expect(text.match(/BG:\d\d/g) ?? []).toEqual(codes(count));
});

test('where the guide has one segment, it takes them all', () => {
  expect(counts(codeSegment(codes(12)))).toEqual([12]);
  expect(codeSegment([])).toBe('');
});
