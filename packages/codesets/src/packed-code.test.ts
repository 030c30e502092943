import { expect, test } from 'vitest';
import { packCharacters, packCode, packedPrefixEnd, unpackCharacters, unpackCode } from './packed-code.ts';

const codes = ['0', '01', '99', 'A1', 'E11', 'E119', 'E1165', 'G0463', 'M1A9XX0', 'S93401A', 'ZZZZZZZ', 'A000000'];

test('a packed code unpacks to itself', () => {
  expect(codes.map((code) => unpackCode(packCode(code)))).toEqual(codes);
});

test('packed codes sort as their texts do, digits before letters and a prefix before what it begins', () => {
  const byText = [...codes].sort();
  const byNumber = [...codes].sort((a, b) => packCode(a) - packCode(b));
  expect(byNumber).toEqual(byText);
});

test('a prefix holds exactly the codes that begin with it', () => {
  const inside = (prefix: string, code: string) =>
    packCode(prefix) <= packCode(code) && packCode(code) < packedPrefixEnd(packCode(prefix), prefix.length);
  expect(['S93', 'S93401A', 'S93ZZZZ'].every((code) => inside('S93', code))).toBe(true);
  expect(['S92ZZZZ', 'S94', 'S9', 'T'].some((code) => inside('S93', code))).toBe(false);
});

test('what is no code packs to -1', () => {
  expect(['', 'E11.9', 'e119', 'TOOLONG1', 'É11', 'A B'].map(packCode)).toEqual([-1, -1, -1, -1, -1, -1]);
});

test('a set of characters keeps its members, digits first', () => {
  expect(unpackCharacters(packCharacters(['S', 'A', 'D', '0', '9', 'Z', 'A']))).toEqual(['0', '9', 'A', 'D', 'S', 'Z']);
  expect(() => packCharacters(['AD'])).toThrow('not a code character');
});
