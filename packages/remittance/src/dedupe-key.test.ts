import { expect, it } from 'vitest';
import { dedupeKey } from './dedupe-key.ts';
import { remittanceOf } from './testing/build-remittance.ts';

const remittance = { ...remittanceOf([]), originatingCompanyId: '1512345678' };

it('the same payment in another file has the same key', () => {
  expect(dedupeKey(remittance)).toBe('PAY01|TRACE1|1512345678|2026-04-01|0');
  expect(dedupeKey({ ...remittance, traceNumber: ' trace1', transactionSetControlNumber: '0099' })).toBe(
    dedupeKey(remittance),
  );
  expect(dedupeKey({ ...remittance, payerId: undefined })).toMatch(/^EXAMPLE HEALTH\|/);
});

it.each([
  { payerId: 'PAY02' },
  { traceNumber: 'TRACE2' },
  { originatingCompanyId: '2' },
  { paymentDate: '2026-04-02' },
  { paymentCents: 1 },
])('another payment has another: %o', (change) => {
  expect(dedupeKey({ ...remittance, ...change })).not.toBe(dedupeKey(remittance));
});
