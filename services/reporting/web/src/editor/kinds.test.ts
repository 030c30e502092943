import { expect, test } from 'vitest';
import { dollarsKind, numberKind, numbersKind, textKind, wordsKind } from './kinds.ts';

test('an amount is read to the cent, as people write it, and nothing is rounded', () => {
  expect(dollarsKind.read('$1,250.5')).toEqual({ ok: true, value: 125_050 });
  expect(dollarsKind.write(125_050)).toBe('1250.50');
  expect(dollarsKind.read('')).toEqual({ ok: true, value: undefined });
  expect(dollarsKind.read('12.345')).toMatchObject({ ok: false });
  expect(dollarsKind.read('twelve')).toMatchObject({ ok: false });
});

test('numbers and lists say what they cannot read', () => {
  expect(numberKind.read(' 1.5 ')).toEqual({ ok: true, value: 1.5 });
  expect(numberKind.read('two')).toMatchObject({ ok: false });
  expect(numbersKind.read('1, 3')).toEqual({ ok: true, value: [1, 3] });
  expect(numbersKind.read('0')).toMatchObject({ ok: false });
  expect(numbersKind.read('1.5')).toMatchObject({ ok: false });
  expect(wordsKind.read(' 25  LT,')).toEqual({ ok: true, value: ['25', 'LT'] });
});

test('an empty text field is a value left out, not an empty one', () => {
  expect(textKind.read('')).toEqual({ ok: true, value: undefined });
});
