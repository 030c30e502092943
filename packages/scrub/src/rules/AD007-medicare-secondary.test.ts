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

test('Medicare before the plan of an employer is a warning; a supplement has no group', () => {
  const medicare = { ...cleanCoverage, claimFilingCode: 'MB', groupNumber: undefined };
  const behind = (changes: Partial<typeof cleanCoverage>) =>
    exampleFindings('AD007', {
      encounter: { coverages: [medicare, { ...cleanCoverage, responsibility: 'secondary', ...changes }] },
    });
  for (const claimFilingCode of ['12', '13', '14', 'BL', 'CI', 'HM']) {
    expect(behind({ claimFilingCode, groupNumber: 'GRP-1' })).toEqual(['warn /coverages/0/responsibility']);
  }
  expect(behind({ claimFilingCode: 'CI', groupNumber: undefined })).toEqual([]);
  expect(behind({ claimFilingCode: 'MC', groupNumber: 'GRP-1' })).toEqual([]);
  expect(behind({ claimFilingCode: undefined, groupNumber: 'GRP-1' })).toEqual([]);
  expect(behind({ claimFilingCode: 'HM', groupNumber: 'GRP-1', planFunding: 'government' })).toEqual([]);
});
