import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const on = (...modifiers: string[]) =>
  exampleFindings('PX005', { encounter: { lines: [{ ...cleanLine, modifiers }] } });

test.each([
  [['LT', 'RT'], 1],
  [['KX', '50', 'RT'], 2],
  [['59', 'XS'], 1],
  [['JZ', 'jw'], 1],
  [['93', 'GT'], 1],
])('%j exclude each other', (modifiers, at) => {
  expect(on(...modifiers)).toEqual([`reject /lines/0/modifiers/${at}`]);
});

test.each([[['RT', 'KX']], [['GT', '95']], [['GA', 'GZ']], [['RT', 'RT']]])(
  '%j are no matter of this rule',
  (modifiers) => {
    expect(on(...modifiers)).toEqual([]);
  },
);
