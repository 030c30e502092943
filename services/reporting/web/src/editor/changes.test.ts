import { describe, expect, test } from 'vitest';
import { changesBetween, rebase } from './changes.ts';
import { valueAt, withValueAt } from './pointer.ts';

const base = {
  placeOfService: '11',
  diagnoses: [{ code: 'I10' }, { code: 'E11.65' }],
  lines: [{ units: 1, modifiers: ['25'] }],
};

describe('a pointer', () => {
  test('reads, sets, removes and makes what is missing, and changes nothing that was given', () => {
    expect(valueAt(base, '/lines/0/modifiers/0')).toBe('25');
    expect(valueAt(base, '/lines/4/units')).toBeUndefined();
    expect(valueAt(base, '')).toBe(base);
    const set = withValueAt(base, '/lines/0/units', 2);
    expect([set.lines[0]?.units, base.lines[0]?.units]).toEqual([2, 1]);
    expect(withValueAt(base, '/diagnoses/0', undefined).diagnoses).toEqual([{ code: 'E11.65' }]);
    expect(Object.keys(withValueAt(base, '/placeOfService', undefined))).toEqual(['diagnoses', 'lines']);
    expect(withValueAt<unknown>(base, '/dates/onset', '2026-03-01')).toMatchObject({ dates: { onset: '2026-03-01' } });
    const named = { renderingProvider: { npi: '1234567893' }, note: 'x' };
    expect(withValueAt(named, '/renderingProvider/npi', undefined)).toEqual({ note: 'x' });
    expect(withValueAt({ 'a/b': { '~': 1 } }, '/a~1b/~0', 2)).toEqual({ 'a/b': { '~': 2 } });
  });
});

describe('changes', () => {
  test('are told by place; a list that grew changed as a whole', () => {
    const next = { ...base, placeOfService: undefined, lines: [{ units: 1, modifiers: ['25', '59'] }] };
    expect(changesBetween(base, next)).toEqual([
      { pointer: '/placeOfService', from: '11', to: undefined },
      { pointer: '/lines/0/modifiers', from: ['25'], to: ['25', '59'] },
    ]);
    expect(changesBetween(base, structuredClone(base))).toEqual([]);
  });

  test('of two people are both kept where they touch different places', () => {
    const mine = withValueAt(base, '/lines/0/units', 2);
    const theirs = withValueAt(base, '/placeOfService', '22');
    expect(rebase(base, mine, theirs)).toEqual({
      content: { ...mine, placeOfService: '22' },
      clashes: [],
    });
  });

  test('clash where both changed one place, mine standing; the same change twice is no clash', () => {
    const mine = withValueAt(base, '/placeOfService', '19');
    const theirs = withValueAt(base, '/placeOfService', '22');
    const { content, clashes } = rebase(base, mine, theirs);
    expect(content.placeOfService).toBe('19');
    expect(clashes).toEqual([
      {
        mine: { pointer: '/placeOfService', from: '11', to: '19' },
        theirs: { pointer: '/placeOfService', from: '11', to: '22' },
      },
    ]);
    expect(rebase(base, mine, structuredClone(mine)).clashes).toEqual([]);
  });

  test('a list that one person lengthened and another edited is mine as a whole, and said to clash', () => {
    const longer = withValueAt(base, '/diagnoses/-', { code: 'E55.9' });
    const edited = withValueAt(base, '/diagnoses/0/code', 'I11.9');
    for (const [mine, theirs] of [
      [longer, edited],
      [edited, longer],
    ] as const) {
      const { content, clashes } = rebase(base, mine, theirs);
      expect(content.diagnoses).toEqual(mine.diagnoses);
      expect(clashes).toHaveLength(1);
    }
  });
});
