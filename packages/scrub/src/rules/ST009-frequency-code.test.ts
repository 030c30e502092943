import { expect, test } from 'vitest';
import { exampleFindings } from '../example-input.ts';

test('an original names no claim it corrects, and a payer may take no corrections', () => {
  expect(exampleFindings('ST009', { encounter: { payerClaimControlNumber: 'ICN1' } })).toEqual([
    'reject /payerClaimControlNumber',
  ]);
  const found = exampleFindings('ST009', {
    encounter: { frequencyCode: '8', payerClaimControlNumber: 'ICN1' },
    payer: { acceptsReplacement: false },
  });
  expect(found).toEqual(['reject /frequencyCode']);
});
