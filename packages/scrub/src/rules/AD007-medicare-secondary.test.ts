import { expect, test } from 'vitest';
import { cleanCoverage } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

test('a reason that is no reason is denied; a reason on a primary coverage is a warning', () => {
  const medicare = { ...cleanCoverage, claimFilingCode: 'MB' };
  const second = { ...medicare, responsibility: 'secondary' as const, insuranceTypeCode: '99' };
  expect(exampleFindings('AD007', { encounter: { coverages: [cleanCoverage, second] } })).toEqual([
    'deny /coverages/1/insuranceTypeCode',
  ]);
  expect(exampleFindings('AD007', { encounter: { coverages: [{ ...medicare, insuranceTypeCode: '12' }] } })).toEqual([
    'warn /coverages/0/insuranceTypeCode',
  ]);
  expect(exampleFindings('AD007', { encounter: { coverages: [medicare] } })).toEqual([]);
});
