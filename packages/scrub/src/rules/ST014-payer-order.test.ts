import { expect, test } from 'vitest';
import { cleanCoverage } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

test('someone answers first', () => {
  const coverages = [{ ...cleanCoverage, responsibility: 'secondary' as const }];
  expect(exampleFindings('ST014', { encounter: { coverages } })).toEqual(['reject /coverages/0/responsibility']);
});
