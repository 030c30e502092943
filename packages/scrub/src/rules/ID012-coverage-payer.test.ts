import { expect, test } from 'vitest';
import { cleanCoverage } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

test('a payer id with blanks is none; on a later coverage that is a warning', () => {
  const odd = { ...cleanCoverage, payer: { id: 'QUILL 1', name: 'Quill Example Health' } };
  const second = { ...odd, responsibility: 'secondary' as const };
  expect(exampleFindings('ID012', { encounter: { coverages: [odd] } })).toEqual(['reject /coverages/0/payer/id']);
  expect(exampleFindings('ID012', { encounter: { coverages: [cleanCoverage, second] } })).toEqual([
    'warn /coverages/1/payer/id',
  ]);
});
