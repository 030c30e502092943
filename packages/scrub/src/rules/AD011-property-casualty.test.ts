import { expect, test } from 'vitest';
import { cleanCoverage } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

test('the accident itself is asked for as well, and the payer profile can say what kind of payer it is', () => {
  const { claimFilingCode: _, ...coverage } = cleanCoverage;
  const found = exampleFindings('AD011', { encounter: { coverages: [coverage] }, payer: { claimFilingCode: 'AM' } });
  expect(found).toEqual(['reject /coverages/0/propertyCasualtyClaimNumber', 'reject /accident']);
});
