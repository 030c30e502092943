import { describe, expect, test } from 'vitest';
import { standardDelimiters } from './delimiters.ts';
import { SegmentScanner } from './reader.ts';

function scan(text: string, from?: number, to?: number): SegmentScanner {
  return new SegmentScanner(text, standardDelimiters, from, to);
}

function all(text: string): string[] {
  const scanner = scan(text);
  const found: string[] = [];
  while (scanner.next()) found.push(text.slice(scanner.start, scanner.end));
  return found;
}

describe('a segment scanner', () => {
  test('passes over line ends of any kind, blanks and NULs between segments', () => {
    expect(all('A*1~B*2~')).toEqual(['A*1', 'B*2']);
    expect(all('A*1~\nB*2~\n')).toEqual(['A*1', 'B*2']);
    expect(all('\r\nA*1~\r\n\r\n  B*2~\t\0\r')).toEqual(['A*1', 'B*2']);
  });

  test('says when the last segment was cut off', () => {
    const scanner = scan('AB*1~CD*2');
    expect([scanner.next(), scanner.terminated]).toEqual([true, true]);
    expect([scanner.next(), scanner.terminated, scanner.id, scanner.element(1)]).toEqual([true, false, 'CD', '2']);
    expect(scanner.next()).toBe(false);
  });

  test('cuts elements in any order, trimmed, and gives nothing for those that are not there', () => {
    const scanner = scan('NM1*QC*1* DOE **~');
    scanner.next();
    expect([scanner.element(3), scanner.element(1), scanner.element(2), scanner.element(9)]).toEqual([
      'DOE',
      'QC',
      '1',
      '',
    ]);
    expect(scanner.rawElement(3)).toBe(' DOE ');
    expect(scanner.elementCount()).toBe(5);
    expect(scanner.id).toBe('NM1');
  });

  test('never reads past the end of its segment', () => {
    const scanner = scan('AB~CD*x~');
    scanner.next();
    expect([scanner.id, scanner.element(1), scanner.component(1, 1)]).toEqual(['AB', '', '']);
  });

  test('cuts components, those after the last one empty', () => {
    const scanner = scan('SVC*HC:G0463::RT*150~');
    scanner.next();
    expect([1, 2, 3, 4, 5].map((component) => scanner.component(1, component))).toEqual(['HC', 'G0463', '', 'RT', '']);
    expect(scanner.component(2, 1)).toBe('150');
    expect(scanner.component(2, 2)).toBe('');
  });

  test('keeps to its range', () => {
    const text = 'A*1~B*2~C*3~';
    const scanner = scan(text, 4, 8);
    expect([scanner.next(), scanner.element(1), scanner.next()]).toEqual([true, '2', false]);
  });

  test('reads an id of any length without going through the whole segment', () => {
    const scanner = scan(`${'X'.repeat(1_000_000)}~N1*PR~`);
    scanner.next();
    expect(scanner.id).toBe('X'.repeat(15));
    scanner.next();
    expect(scanner.id).toBe('N1');
  });
});
