import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fittingText, optionalFittingText, wireText, withoutAbsent } from './wire-text.ts';

test.each([
  ['  Anna   Maria ', 'ANNA MARIA'],
  ['O~Neil*', 'O NEIL'],
  ['Núñez', 'NUNEZ'],
  ['Łódź — “Ø”', 'LODZ - "O"'],
  ['a', 'A'],
  ['', ''],
  ['   ', ''],
  ['trailing ', 'TRAILING'],
  ['李', ''],
])('%j is written %j', (text, written) => {
  expect(wireText(text)).toBe(written);
});

test('however a text begins, what is written is clean and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = wireText(text);
      expect(written).toMatch(/^([A-Z0-9!"&'()+,\-./;?=%@[\]_{}\\<>#$]+( [A-Z0-9!"&'()+,\-./;?=%@[\]_{}\\<>#$]+)*)?$/);
      expect(wireText(written)).toBe(written);
    }),
  );
});

test('plain letters lose nothing but their size and blanks too many', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[A-Za-z0-9.,'-]+$/), { minLength: 1, maxLength: 5 }), (words) => {
      expect(wireText(words.join('  '))).toBe(words.join(' ').toUpperCase());
    }),
  );
});

test('a text that grows by what is spelled out is cut to the room of its element', () => {
  expect(fittingText('ß'.repeat(35), 35)).toBe('S'.repeat(35));
  expect(fittingText('Ægir', 35)).toBe('AEGIR');
  expect(fittingText('ABC DEF', 4)).toBe('ABC');
  expect(optionalFittingText('李', 35)).toBeUndefined();
  expect(optionalFittingText(undefined, 35)).toBeUndefined();
});

test('absent members go away, in a copy', () => {
  const whole = { a: 1, b: undefined, c: null };
  expect(Object.keys(withoutAbsent(whole))).toEqual(['a', 'c']);
  expect(Object.keys(whole)).toEqual(['a', 'b', 'c']);
});
