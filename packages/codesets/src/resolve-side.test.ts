import { describe, expect, test } from 'vitest';
import { buildCodeSets } from './build-code-sets.ts';
import { attributeBit } from './edition.ts';
import { encodeEdition } from './encode-edition.ts';

function list(edition: string, effectiveFrom: string, titles: Readonly<Record<string, string>>, complete = true) {
  const rows = Object.entries(titles).map(([code, title]) => ({ code, title, attributes: attributeBit.billable }));
  return encodeEdition({
    ...{ set: 'icd10cm', edition, effectiveFrom, effectiveTo: `${Number(effectiveFrom.slice(0, 4)) + 1}-09-30` },
    ...{ complete, sourceSha256: '0'.repeat(64), rows },
  });
}

const sets = buildCodeSets([
  list('FY2026', '2025-10-01', {
    M25561: 'Pain in right knee',
    M25562: 'Pain in left knee',
    M25569: 'Pain in unspecified knee',
    M170: 'Bilateral primary osteoarthritis of knee',
    E113291: 'Diabetes with retinopathy, right eye',
    E113292: 'Diabetes with retinopathy, left eye',
    E113299: 'Diabetes with retinopathy, unspecified eye',
    I447: 'Left bundle-branch block, unspecified',
    I4460: 'Unspecified fascicular block',
    I444: 'Left anterior fascicular block',
    H61039: 'Chondritis of external ear, unspecified ear',
    E119: 'Type 2 diabetes mellitus without complications',
    S06302S: 'Unspecified focal traumatic brain injury, sequela',
  }),
]);
const sideOf = (code: string) => {
  const answer = sets.side(code, '2026-03-02');
  return answer.status === 'found' ? answer.side : answer.status;
};

describe('the side a title names', () => {
  test.each([
    ['M25561', 'right'],
    ['M25562', 'left'],
    ['M25569', 'unspecified'],
    ['M170', 'bilateral'],
    ['E113291', 'right'],
    ['E113299', 'unspecified'],
    ['H61039', 'unspecified'],
    ['I447', 'none'],
    ['I4460', 'none'],
    ['E119', 'none'],
    ['S06302S', 'none'],
    ['X999', 'none'],
  ])('%s: %s', (code, expected) => {
    expect([sideOf(code), sideOf(code)]).toEqual([expected, expected]);
  });

  test('is the same on a date no list serves', () => {
    expect(sets.side('M25569', '2031-01-01')).toEqual({
      status: 'found',
      edition: 'icd10cm@FY2026',
      side: 'unspecified',
    });
  });

  test('is no data without a complete list, whose titles alone are the official ones', () => {
    const own = buildCodeSets([list('own', '2025-10-01', { M25561: 'right knee', M25562: 'left knee' }, false)]);
    expect(own.side('M25561', '2026-03-02')).toMatchObject({ status: 'no_data' });
    expect(buildCodeSets([]).side('M25561', '2026-03-02')).toMatchObject({ status: 'no_data' });
  });
});
