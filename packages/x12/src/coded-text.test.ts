import { expect, test } from 'vitest';
import { CodedText } from './coded-text.ts';
import { standardDelimiters } from './delimiters.ts';
import { SegmentScanner } from './reader.ts';

test('gives the characters between two indexes, whatever their number and kind', () => {
  for (const text of ['NM1*IL*1*ADAN*12345', 'NM1*IL*1*Adán*漢字', 'A\u012aB\0C', '']) {
    const coded = new CodedText(text);
    for (let from = 0; from <= text.length; from += 1) {
      for (let to = from; to <= text.length; to += 1) {
        // Twice: a short one comes from the cache the second time.
        expect([coded.slice(from, to), coded.slice(from, to)]).toEqual([text.slice(from, to), text.slice(from, to)]);
      }
    }
  }
});

test('tells short strings apart that look alike when packed', () => {
  const texts = ['A', '\0A', 'A\0', '\0', '\0\0', 'AA', '\u0081', '\u0001'];
  for (let round = 0; round < 2; round += 1) {
    for (const text of texts) expect(new CodedText(text).slice(0, text.length)).toBe(text);
  }
});

test('counts from its own beginning and cuts from the whole text', () => {
  const coded = new CodedText('xxREF*6R*é1~', 2, 12);
  expect([coded.base, coded.codes.length, coded.slice(0, 3), coded.slice(7, 9)]).toEqual([2, 10, 'REF', 'é1']);
});

test('a letter whose low byte is a separator separates nothing', () => {
  // U+012A ends in 0x2A, which is "*"; U+017E in 0x7E, "~".
  const scanner = new SegmentScanner('NM1*\u012aA\u017e*B~', standardDelimiters);
  scanner.next();
  expect([scanner.element(1), scanner.element(2), scanner.elementCount()]).toEqual(['\u012aA\u017e', 'B', 2]);
});

test('elements beyond those a scanner remembers are found all the same', () => {
  const values = Array.from({ length: 60 }, (_, index) => `v${index + 1}`);
  const scanner = new SegmentScanner(`ZZ*${values.join('*')}~ZZ*1~`, standardDelimiters);
  scanner.next();
  for (const index of [60, 1, 47, 48, 49, 50, 59]) expect(scanner.element(index)).toBe(`v${index}`);
  expect([scanner.element(61), scanner.elementCount()]).toEqual(['', 60]);
  scanner.next();
  expect([scanner.element(1), scanner.element(48), scanner.element(60)]).toEqual(['1', '', '']);
});
