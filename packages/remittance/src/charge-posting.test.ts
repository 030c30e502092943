import { expect, it } from 'vitest';
import { chargePosting } from './charge-posting.ts';
import { loadedClaim } from './testing/build-remittance.ts';

const { lines } = loadedClaim('C1', [15_000, 0, 7500]);

it('opens the account of every line that charges something', () => {
  const base = { posting: 'charge', effectiveDate: '2026-03-05' };
  expect(chargePosting({ frequencyCode: '1', lines }, '2026-03-05')).toEqual([
    { ...base, account: 'insurance_receivable', amountCents: 15_000, lineNumber: 1 },
    { ...base, account: 'revenue', amountCents: -15_000, lineNumber: 1 },
    { ...base, account: 'insurance_receivable', amountCents: 7500, lineNumber: 3 },
    { ...base, account: 'revenue', amountCents: -7500, lineNumber: 3 },
  ]);
});

it('a void asks for nothing', () => {
  expect(chargePosting({ frequencyCode: '8', lines }, '2026-03-05')).toEqual([]);
});
