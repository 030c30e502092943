import { expect, test } from 'vitest';
import { cleanCoverage } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const mbi = (memberId: string) =>
  exampleFindings('ID009', {
    encounter: { coverages: [{ ...cleanCoverage, memberId }] },
    payer: { memberIdFormat: 'mbi' },
  });

test.each(['1EG4TE5MK73', '1eg4-te5-mk73', '1EG4 TE5 MK73'])('%s is an MBI', (memberId) => {
  expect(mbi(memberId)).toEqual([]);
});

test.each(['0EG4TE5MK73', '1SG4TE5MK73', '1EGATE5MK73', '1EG4TE5MK7', '1EG4TE5MK733', '1EG4TE5BK73', '123456789A'])(
  '%s is none',
  (memberId) => {
    expect(mbi(memberId)).toEqual(['reject /coverages/0/memberId']);
  },
);

test('a missing id is rejected on the coverage that answers first and a warning on another', () => {
  const { memberId: _, ...nameless } = cleanCoverage;
  const coverages = [{ ...nameless, responsibility: 'secondary' as const }, nameless];
  expect(exampleFindings('ID009', { encounter: { coverages } })).toEqual([
    'warn /coverages/0/memberId',
    'reject /coverages/1/memberId',
  ]);
});
